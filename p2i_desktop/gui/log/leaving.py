"""Leaving the quick log: it goes at once, and comes back with its text when the draft could not be written."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.log.view import LogView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence


class Leaving(QObject):
    """Says that a draft is kept when it is on disk, not before."""

    def __init__(
        self, bench: Bench, dialog: QDialog, view: LogView, keeper: DraftKeeper, is_empty: Callable[[], bool]
    ) -> None:
        super().__init__(dialog)
        self._bench, self._dialog, self._view, self._keeper, self._is_empty = bench, dialog, view, keeper, is_empty
        self._going = False
        self._warned = False  # the user read that the text cannot be kept: the next Esc closes without it
        keeper.kept.connect(self._kept)
        keeper.failed.connect(self._not_kept)

    def edited(self) -> None:
        """There is something new to keep."""
        self._warned = False

    def put_away(self) -> None:
        """The dialog is about to close."""
        if self._going or self._warned:
            return
        if self._keeper.keep():
            self._going = True
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        elif self._keeper.on_disk and not self._is_empty():
            self._say_kept()

    def _say_kept(self) -> None:
        self._bench.toast(self._bench.texts._("Draft kept. Ctrl+L brings it back."))

    def _kept(self, at: datetime) -> None:
        self._view.say_kept(at)
        if self._going:
            self._say_kept()
            self._dialog.deleteLater()

    def _not_kept(self, error: Exception) -> None:
        texts = self._bench.texts
        words = sentence(error, texts)
        if words is None:
            return
        if self._going:
            self._going, self._warned = False, True
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            kept = texts._("Your text stands here still; Esc closes without keeping it.")
            words = f"{words} {kept}"
            self._dialog.show()
        self._view.say_error(words)
