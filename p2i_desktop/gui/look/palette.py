"""The Qt palette made from the tokens: Fusion's own colours are never seen."""

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    "window": ("Window",),
    "text": ("WindowText", "Text", "ButtonText", "ToolTipText"),
    "surface": ("Base", "Button", "Light"),
    "surface2": ("AlternateBase", "Midlight", "ToolTipBase"),
    "sel": ("Highlight",),
    "sel_text": ("HighlightedText",),
    "accent_text": ("Link", "LinkVisited"),
    "text3": ("PlaceholderText",),
    "accent": ("Accent",),
    "border": ("Mid",),
    "border_strong": ("Dark", "Shadow"),
    "err": ("BrightText",),
}
_DISABLED = ("WindowText", "Text", "ButtonText", "PlaceholderText", "HighlightedText")


def palette(colours: dict[str, str]) -> QPalette:
    """The palette of one theme, the same for active and inactive windows."""
    result = QPalette()
    for token, roles in _ROLES.items():
        for role in roles:
            result.setColor(QPalette.ColorRole[role], QColor(colours[token]))
    for role in _DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(colours["disabled"]))
    return result
