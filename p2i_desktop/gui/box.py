"""A drawer or tab of an own window: one kind of things that belong to its record, with a heading of its own."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence


class Box(QWidget):
    """One drawer or tab; it asks the desk for what it shows, and knows no other one.

    `name` is its object name, `heading` an English source, `shows` the type keys whose changes concern it.
    """

    name: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    shows: ClassVar[frozenset[str]] = frozenset()

    told = Signal(str)  # what stands behind the heading: "2", "3/8"; empty = nothing
    wanted = Signal()  # asks to be brought to the front

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.setObjectName(self.name)

    def retranslate(self) -> None:
        """Words the box in the language that is shown."""

    def reload(self) -> None:
        """Asks the desk for what is shown here; called at the beginning and after each change of `shows`."""

    def take_focus(self) -> None:
        """Where the keyboard goes when the box is opened."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        """Actions of its own; they stand in the menu of the record and work in the whole window."""
        return []


class Speaker:
    """What a box with a line of its own says about what could not be done."""

    said: QLabel
    bench: Bench

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
