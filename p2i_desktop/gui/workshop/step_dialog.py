"""A dialog in steps: its way at the top, a page for each step, what goes wrong and the buttons below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.low_window import HeightKeeper, TallArea
from p2i_desktop.gui.screen import Bench

_WIDTH, _HEIGHT = 940, 680  # pixels at 100 %, where the window behind is as large


class StepDialog(QDialog):
    """The frame: `cancel`, `back` and `next` are worded and wired by the dialog that is made of it."""

    def __init__(self, bench: Bench, parent: QWidget, title: str, steps: Sequence[str]) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.heading = QLabel(title, self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty("font_role", "h2")
        self.way = [QLabel(f"{number} {name}", self) for number, name in enumerate(steps, 1)]
        self.pages = QStackedWidget(self)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "err")
        self.problem.hide()
        self.cancel, self.back, self.next = (QPushButton(self) for _ in range(3))
        self.next.setProperty("kind", "primary")
        self.cancel.setAutoDefault(False)
        self.back.setAutoDefault(False)
        top, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        top.setSpacing(look.px(14))
        top.addWidget(self.heading)
        top.addStretch(1)
        for label in self.way:
            top.addWidget(label)
        foot.addStretch(1)
        for button in (self.cancel, self.back, self.next):
            foot.addWidget(button)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def add_page(self, page: QWidget, *, scrolls: bool = False) -> None:
        """The page of the next step; one that does not scroll by itself is put into an area where the window is low."""
        if not scrolls:
            HeightKeeper(page)
        self.pages.addWidget(page if scrolls else TallArea(page, self))

    def dress(self) -> None:
        """Fonts, colours and a size that the window behind has room for."""
        look, parent = self._bench.look, self.parentWidget()
        look.dress(self)
        wide, high = look.px(_WIDTH), look.px(_HEIGHT)
        room = parent.window().size() if parent is not None else QSize(wide, high)
        self.resize(min(wide, room.width()), min(high, room.height()))

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self.pages.currentIndex()

    def show_step(self, step: int) -> None:
        """Brings a step to the front, without what was wrong before."""
        self.say("")
        self.pages.setCurrentIndex(step)
        for number, label in enumerate(self.way):
            label.setProperty("font_role", "label" if number == step else "body")
            label.setProperty("tone", "accent" if number == step else "text2")
            self._bench.look.dress(label)
            restyle(label)
        self._bench.announce(self.way[step], self.way[step].text())

    def give_letters(self) -> None:
        """Letters for Alt, after the words of a step are set."""
        mnemonics.assign(self)

    def say(self, words: str) -> None:
        """What is wrong; "" when all is well."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words:
            self._bench.announce(self.problem, words)
