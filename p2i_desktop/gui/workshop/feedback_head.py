"""The head of feedback: how many answered and with which mean, forms or results, and what is done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.workshop_ratings import Ratings
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.screen import Bench

FORMS, RESULTS = "forms", "results"


class FeedbackHead(QWidget):
    """One line; the tab hears what is pressed."""

    view_chosen = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        counts, views, row = QWidget(self), QWidget(self), QHBoxLayout()
        self.total, self.detail = QLabel(counts), QLabel(counts)
        for label in (self.total, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.total.setProperty("font_role", "h2")
        self.total.setObjectName("feedback_total")
        self.detail.setProperty("tone", "text2")
        told = QVBoxLayout(counts)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(look.px(2))
        told.addWidget(self.total)
        told.addWidget(self.detail)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        views.setLayout(row)
        self.choose = {FORMS: self._button("feedback_view_forms", "table-2"),
                       RESULTS: self._button("feedback_view_results", "file-chart-column")}  # fmt: skip
        for view, button in self.choose.items():
            button.setCheckable(True)
            button.setProperty("narrow", True)
            button.clicked.connect(lambda _=False, chosen=view: self.view_chosen.emit(chosen))
            row.addWidget(button)
        self.questions = self._button("feedback_questions", "pencil")
        self.add_total = self._button("feedback_total_button", "plus")
        self.take_in = self._button("feedback_take_in", "download")
        line = FilterLine(self, look, 280)
        for part in (counts, views, self.questions, self.add_total, self.take_in):
            line.addWidget(part)

    def _button(self, name: str, icon: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon)
        return button

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self.choose[FORMS].setText(texts._("Forms"))
        self.choose[RESULTS].setText(texts._("Results"))
        for button in self.choose.values():
            button.setToolTip("<span>F8</span>")
        self.questions.setText(texts._("Questions…"))
        self.add_total.setText(texts._("Add total…"))
        self.take_in.setText(texts._("Take in answers…"))

    def show_view(self, view: str) -> str:
        """Which view is seen; the one that is."""
        shown = view if view in self.choose else FORMS
        for name, button in self.choose.items():
            button.setChecked(name == shown)
        return shown

    def show_ratings(self, told: Ratings, writable: bool) -> None:
        """`31 of 42 answered (74 %)`, and the mean."""
        texts = self._bench.texts
        if not told.forms:
            self.total.setText(texts._("No answer yet"))
        elif told.rate is None:
            self.total.setText(texts.ngettext("{n} answer", "{n} answers", told.forms))
        else:
            words = texts._("{n} of {m} answered ({share})")
            for name, value in (
                ("{n}", texts.number(told.forms)), ("{m}", texts.number(told.asked)),
                ("{share}", texts.percent(told.rate, 0)),
            ):  # fmt: skip
                words = words.replace(name, value)
            self.total.setText(words)
        parts = []
        if told.mean is not None:
            words = texts._("Mean {mean} of 5 (n = {n})").replace("{mean}", texts.number(told.mean, 2))
            parts.append(words.replace("{n}", texts.number(told.rated)))
        if not told.asked:
            parts.append(texts._("Nobody is noted as present yet, so there is no response rate."))
        self.detail.setText(" · ".join(parts))
        self.detail.setVisible(bool(parts))
        for button in (self.questions, self.add_total, self.take_in):
            button.setEnabled(writable)
