"""The frame of a procurement file: title and status above, facts on the left, what belongs to it on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.low_window import HeightKeeper, LowPage, TallArea, fold, low_scrolled
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.step_panel import StepPanel

_STACKED_BELOW = 900  # pixels at 100 %
_LEAST_TITLE = 380  # width of the title beside its buttons
_LEAST_PART = 340  # height of the facts, before the window scrolls


class ProcurementFrame(QWidget):
    """What stands where; the window fills it and hears its buttons."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.reference, self.heading = self._label("text2"), self._label(font="h1")
        self.buyer, self.sum = self._label("text2"), self._label("text2")
        self.problem, self.missing = self._label("err"), self._label("warn")
        for label in (self.heading, self.buyer, self.problem, self.missing):
            label.setWordWrap(True)
        for label in (self.problem, self.missing):
            label.hide()
        self.pill = Pill(self)
        self.to_bin, self.status = QPushButton(self), QPushButton(self)
        self.to_bin.setObjectName("procurement_to_bin")
        self.to_bin.setProperty("kind", "quiet")
        self.to_bin.setProperty("icon_name", "trash-2")
        self.status.setObjectName("procurement_status")
        self.status.setProperty("kind", "primary")
        self.status.setProperty("icon_name", "milestone")
        self.panel, self.conflicts = StepPanel(bench.look, self), ConflictBar(bench.look, self)

    def assemble(self, form: QWidget, parts: QWidget) -> None:
        """Puts form and parts into their places."""
        look = self._bench.look
        inside = LowPage()
        low_scrolled(inside, self)  # first: what is moved into another parent is styled once more
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        whole.setSpacing(look.px(10))
        whole.addLayout(self._head())
        for part in (self.conflicts, self.panel, self.problem, self.missing):
            whole.addWidget(part)
        self._split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(look.px(12))
        split.addWidget(self._card(form))
        split.addWidget(self._card(parts))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(600), look.px(600)])
        whole.addWidget(split, 1)

    def _head(self) -> FilterLine:
        left = QWidget(self)
        titles, above = QVBoxLayout(left), QHBoxLayout()
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(self._bench.look.px(2))
        above.setSpacing(self._bench.look.px(10))
        above.addWidget(self.reference)
        above.addWidget(self.pill)
        above.addWidget(self.sum)
        above.addStretch(1)
        titles.addLayout(above)
        titles.addWidget(self.heading)
        titles.addWidget(self.buyer)
        head = FilterLine(None, self._bench.look, _LEAST_TITLE)
        for part in (left, self.to_bin, self.status):
            head.addWidget(part)
        return head

    def _card(self, content: QWidget) -> QFrame:
        look = self._bench.look
        card = QFrame(self)
        card.setProperty("kind", "card")
        outer = QVBoxLayout(card)
        outer.setContentsMargins(1, 1, 1, 1)
        inside = QWidget(card)
        area = TallArea(inside, card)
        area.setMinimumHeight(look.px(_LEAST_PART))
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(16))
        column.addWidget(content)
        column.addStretch(1)
        outer.addWidget(area)
        HeightKeeper(card)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts both parts below each other."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Other words or another text size need other room: looked at again as when the width changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        fold(self._split, self.width() - 2 * self._bench.look.px(24), self._bench.look.px(_STACKED_BELOW))

    # -- what is shown -------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the frame in the language that is shown."""
        texts = self._bench.texts
        self.to_bin.setText(texts._("Move to bin"))
        self.status.setText(texts._("Change status"))
        self.status.setToolTip("<span>Ctrl+Shift+M</span>")

    def title(self, reference: str, title: str, buyer: str) -> None:
        """Own reference, title, lead buyer."""
        self.reference.setText(reference)
        self.reference.setVisible(bool(reference))
        self.heading.setText(title)
        self.buyer.setText(buyer)

    def say_sum(self, words: str) -> None:
        """What was awarded."""
        self.sum.setText(words)
        self.sum.setVisible(bool(words))

    def say_missing(self, sentences: Sequence[str]) -> None:
        """What a report needs and is not there yet."""
        self.missing.setText("\n".join(sentences))
        self.missing.setVisible(bool(sentences))

    def say_problem(self, words: str) -> None:
        """Why something was not possible."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._bench.announce(self.problem, words)

    def _label(self, tone: str = "", font: str = "") -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if tone:
            label.setProperty("tone", tone)
        if font:
            label.setProperty("font_role", font)
        return label
