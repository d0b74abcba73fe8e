"""Texts of records on their way into menus, tabs, labels and tooltips: nothing in them is interpreted."""

import html


def menu_text(text: str) -> str:
    """A text for menus, buttons, tabs and titles: `&` stays an ampersand and is no mnemonic."""
    return text.replace("&", "&&")


def tooltip_text(text: str) -> str:
    """A text for tooltips and What's This, which have no plain mode: escaped, line breaks kept."""
    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>") if text else ""
