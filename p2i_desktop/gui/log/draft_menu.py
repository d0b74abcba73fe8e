"""The list of unfinished calls in the title of the quick log."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton

from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.screen import Bench

_MOST_LETTERS = 60


class DraftMenu:
    """A button with a menu: each draft to go on with, this one to discard, the old ones to discard."""

    def __init__(self, button: QPushButton, bench: Bench) -> None:
        self._button = button
        self._bench = bench
        self._menu = QMenu(button)
        button.setMenu(self._menu)
        button.hide()

    def show(
        self,
        drafts: Sequence[Any],
        old: Sequence[Any],
        go_on: Callable[[Any], None],
        fresh: Callable[[], None],
        discard: Callable[[], None],
        discard_old: Callable[[], None],
    ) -> None:
        """Fills the menu; `drafts` are those of other calls than the one on screen."""
        texts = self._bench.texts
        self._menu.clear()
        self._button.setVisible(bool(drafts) or bool(old))
        kept = len(drafts) or len(old) or 1  # with none beside it the button belongs to the one on screen
        self._button.setText(texts.ngettext("{n} draft", "{n} drafts", kept))
        for draft in drafts:
            self._menu.addAction(menu_text(self.label(draft)), partial(go_on, draft))
        self._menu.addSeparator()
        self._menu.addAction(texts._("Start an empty call"), fresh)
        self._menu.addAction(texts._("Discard this draft"), discard)
        if old:
            words = texts.ngettext("Discard {n} old draft", "Discard {n} old drafts", len(old))
            self._menu.addAction(words, discard_old)

    def label(self, draft: Any) -> str:
        """When it was kept, who it was, how the note begins."""
        payload = draft.payload
        texts = self._bench.texts
        note = " ".join(str(payload.get("note", "")).split())
        short = note if len(note) <= _MOST_LETTERS else note[:_MOST_LETTERS].rstrip() + " …"
        who = str(payload.get("who", "")) or texts._("nobody yet")
        return " · ".join(part for part in (texts.instant(draft.saved_at), who, short) if part)
