"""The lower right part of the case file: drawers of which one is open, each with its heading and its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile
    from p2i_desktop.services.errors import Changed

B = TypeVar("B", bound=CaseBox)


class Drawers(QWidget):
    """Headings in a line, below them the open drawer; Ctrl+PgDown and Ctrl+PgUp walk."""

    def __init__(
        self, bench: Bench, case_id: str, boxes: Sequence[type[CaseBox]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self.setObjectName("case_drawers")
        self.boxes = [box(bench, case_id, self) for box in boxes]
        self._counts = dict.fromkeys((box.name for box in self.boxes), "")
        self._buttons: dict[str, QPushButton] = {}
        group, line = QButtonGroup(self), FlowLayout(None, bench.look.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addLayout(line)
        for box in self.boxes:
            button = QPushButton(self)
            button.setObjectName(f"open_{box.name}")
            button.setProperty("kind", "quiet")
            button.setProperty("narrow", True)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=box: self.open(chosen))
            group.addButton(button)
            self._buttons[box.name] = button
            line.addWidget(button)
            column.addWidget(box, 1)
            box.told.connect(lambda count, told=box: self._count(told, count))
            box.wanted.connect(lambda chosen=box: self.open(chosen))
        self.open(self.boxes[0])
        HeightKeeper(self)

    def of(self, kind: type[B]) -> B:
        """The drawer of a kind; StopIteration when the case file has none."""
        return next(box for box in self.boxes if isinstance(box, kind))

    def open(self, chosen: CaseBox) -> None:
        """Brings one drawer to the front."""
        for box in self.boxes:
            box.setVisible(box is chosen)
        self._buttons[chosen.name].setChecked(True)

    def visit(self, chosen: CaseBox) -> None:
        """Opens a drawer and takes the keyboard there."""
        self.open(chosen)
        chosen.take_focus()

    def walk(self, step: int) -> None:
        """The next drawer, or the one before, around the end."""
        now = next(at for at, box in enumerate(self.boxes) if self._buttons[box.name].isChecked())
        self.visit(self.boxes[(now + step) % len(self.boxes)])

    def retranslate(self) -> None:
        """Words headings and drawers in the language that is shown."""
        for box in self.boxes:
            box.retranslate()
            self._word(box)

    def show_file(self, case_file: CaseFile) -> None:
        """The case was read anew."""
        for box in self.boxes:
            box.show_file(case_file)

    def reload(self, changed: Changed | None = None) -> None:
        """Has the drawers ask for what they show: all of them, or those that a change concerns."""
        for box in self.boxes:
            if changed is None or box.shows & set(changed.keys):
                box.reload()

    def _count(self, box: CaseBox, count: str) -> None:
        self._counts[box.name] = count
        self._word(box)

    def _word(self, box: CaseBox) -> None:
        count = self._counts[box.name]
        heading = self._bench.texts._(box.heading)
        self._buttons[box.name].setText(f"{heading} {count}" if count else heading)
