"""Boxes of which one is open, each with its heading and its count: the drawers of a case, the tabs of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.box import Box
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.screen import Bench

B = TypeVar("B", bound=Box)


class Drawers(QWidget):
    """Headings in a line, below them the open box; the window lets keys walk."""

    opening = Signal(object)  # the box that is about to be seen

    def __init__(self, bench: Bench, name: str, boxes: Sequence[Box], parent: QWidget | None = None) -> None:
        """`boxes` are made by the caller; the first one is open."""
        super().__init__(parent)
        self._bench = bench
        self.setObjectName(name)
        self._all = tuple(boxes)
        self._counts = dict.fromkeys((box.name for box in boxes), "")
        self.buttons: dict[str, QPushButton] = {}
        group, line = QButtonGroup(self), FlowLayout(None, bench.look.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addLayout(line)
        for box in boxes:
            button = QPushButton(self)
            button.setObjectName(f"open_{box.name}")
            button.setProperty("kind", "quiet")
            button.setProperty("narrow", True)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=box: self.open(chosen))
            group.addButton(button)
            self.buttons[box.name] = button
            line.addWidget(button)
            column.addWidget(box, 1)
            box.told.connect(lambda count, told=box: self._count(told, count))
            box.wanted.connect(lambda chosen=box: self.open(chosen))
        self.open(boxes[0])
        self.keeper = HeightKeeper(self)

    def of(self, kind: type[B]) -> B:
        """The box of a kind; StopIteration when there is none."""
        return next(box for box in self._all if isinstance(box, kind))

    def current(self) -> Box:
        """The box that is open."""
        return next(box for box in self._all if self.buttons[box.name].isChecked())

    def open(self, chosen: Box) -> None:
        """Brings one box to the front."""
        self.opening.emit(chosen)
        for box in self._all:
            box.setVisible(box is chosen)
        self.buttons[chosen.name].setChecked(True)

    def visit(self, chosen: Box) -> None:
        """Opens a box and takes the keyboard there."""
        self.open(chosen)
        chosen.take_focus()

    def walk(self, step: int) -> None:
        """The next box, or the one before, around the end."""
        self.visit(self._all[(self._all.index(self.current()) + step) % len(self._all)])

    def retranslate(self) -> None:
        """Words headings and boxes in the language that is shown."""
        for box in self._all:
            box.retranslate()
        self.word_all()

    def word_all(self) -> None:
        """Words the headings."""
        for box in self._all:
            self._word(box)

    def _count(self, box: Box, count: str) -> None:
        self._counts[box.name] = count
        self._word(box)

    def _word(self, box: Box) -> None:
        count = self._counts[box.name]
        heading = self._bench.texts._(box.heading)
        self.buttons[box.name].setText(f"{heading} {count}" if count else heading)
