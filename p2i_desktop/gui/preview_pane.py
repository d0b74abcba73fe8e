"""A paper with what leads through it: page x of y, smaller, larger, the width; words while there is nothing to see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from p2i_desktop.gui.preview import PageView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.printing import Paper


class PreviewPane(QFrame):
    """Shows one paper; without one the sentence that says why."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.paper: Paper | None = None
        self._sentence = ""
        self.setObjectName("preview_pane")
        self.setProperty("kind", "card")
        look = bench.look
        self.where, self.percent = QLabel(self), QLabel(self)
        self.sentence = QLabel(self)
        for label in (self.where, self.percent, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", "text2")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.smaller, self.larger, self.width_fits = (QPushButton(self) for _ in range(3))
        for button, icon in ((self.smaller, "minus"), (self.larger, "plus"), (self.width_fits, "move-horizontal")):
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
        self.view = PageView(look, self)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(16), look.px(8), look.px(8), look.px(8))
        row.setSpacing(look.px(4))
        row.addWidget(self.where)
        row.addStretch(1)
        for part in (self.smaller, self.percent, self.larger, self.width_fits):
            row.addWidget(part)
        self._either = QStackedLayout()
        nothing = QWidget(self)
        middle = QVBoxLayout(nothing)
        middle.addStretch(1)
        middle.addWidget(self.sentence)
        middle.addStretch(1)
        self._either.addWidget(nothing)
        self._either.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, look.px(10))
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(self._either, 1)
        self.smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        self.larger.clicked.connect(lambda: self.view.step_zoom(1))
        self.width_fits.clicked.connect(lambda: self.view.set_zoom(None))
        self.view.at_page.connect(self._tell_page)
        self.view.zoomed.connect(self._tell_size)
        self.view.images.failed.connect(self._broken)
        self._words()
        self.say("")

    def show_paper(self, paper: Paper) -> None:
        """Shows a paper; its page and size stay where they were."""
        self.paper = paper
        self.view.setAccessibleName(paper.title)
        self.view.describe(self.bench.texts._("The pages as they are printed"))
        self.view.show_paper(paper.data)
        self._show(True)

    def say(self, sentence: str) -> None:
        """Nothing to see, and why; the paper is gone."""
        self.paper = None
        self._sentence = sentence
        self.sentence.setText(sentence)
        self._show(False)

    def complete(self) -> bool:
        """Whether every page that is visible is painted."""
        return self.paper is not None and self.view.complete()

    def retranslate(self) -> None:
        """Words everything anew."""
        self._words()
        self.view.describe(self.bench.texts._("The pages as they are printed"))
        if self.paper is not None and self.view.count:
            self._tell_page(self.view.page + 1, self.view.count)
            self._tell_size(round(100 * self.view.zoom()))

    def _show(self, pages: bool) -> None:
        self._either.setCurrentIndex(1 if pages else 0)
        for part in (self.where, self.smaller, self.percent, self.larger, self.width_fits):
            part.setVisible(pages)

    def _words(self) -> None:
        texts = self.bench.texts
        for button, words in (
            (self.smaller, texts._("Smaller")),
            (self.larger, texts._("Larger")),
            (self.width_fits, texts._("Fit the width")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        widest = self.bench.look.metrics().horizontalAdvance(texts.percent(400, 0))
        self.percent.setMinimumWidth(widest + self.bench.look.px(8))

    def _tell_page(self, page: int, count: int) -> None:
        texts = self.bench.texts
        words = texts._("Page {page} of {count}").format(page=texts.number(page), count=texts.number(count))
        if words != self.where.text():
            self.where.setText(words)
            if self.view.hasFocus():
                self.bench.announce(self.view, words)

    def _tell_size(self, percent: int) -> None:
        self.percent.setText(self.bench.texts.percent(percent, 0))

    def _broken(self) -> None:
        self.say(self.bench.texts._("The pages cannot be shown here. The file can be saved and opened all the same."))
