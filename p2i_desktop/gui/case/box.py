"""A drawer of the case file: one kind of things that belong to the case, with a heading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile


class CaseBox(QWidget):
    """One drawer; it asks the desk for what it shows, and knows no other drawer.

    `name` is its object name, `heading` an English source, `shows` the type keys whose changes concern it.
    """

    name: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    shows: ClassVar[frozenset[str]] = frozenset()

    told = Signal(str)  # what stands behind the heading: "2", "3/8"; empty = nothing
    wanted = Signal()  # asks to be brought to the front

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.case_id = bench, case_id
        self.setObjectName(self.name)

    def retranslate(self) -> None:
        """Words the drawer in the language that is shown."""

    def show_file(self, case_file: CaseFile) -> None:
        """The case was read anew: takes what it needs from there."""

    def reload(self) -> None:
        """Asks the desk for what is shown here; called at the beginning and after each change of `shows`."""

    def take_focus(self) -> None:
        """Where the keyboard goes when the drawer is opened."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        """Actions of its own; they stand in the menu of the case and work in the whole window."""
        return []


class SayingBox(CaseBox):
    """A drawer with a line of its own for what could not be done."""

    said: QLabel

    def _failed(self, error: Exception) -> None:
        words = sentence(error, self.bench.texts)
        if words is None:
            self.bench.fault(error)
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            self.bench.announce(self.said, words)
