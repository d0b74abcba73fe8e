"""The frame of a case file: what stands where; the window fills it and hears its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.case.story import Story
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.low_window import HeightKeeper, LowPage, TallArea, fold, low_scrolled
from p2i_desktop.gui.move_panel import MovePanel
from p2i_desktop.gui.phase_bar import PhaseBar
from p2i_desktop.gui.screen import Bench

_STACKED_BELOW = 900  # pixels at 100 %
_LEAST_TITLE = 380  # width of the title beside its buttons
_LEAST_PART = 340  # height of facts and of what happened, before the window scrolls


class CaseFrame(QWidget):
    """Title and buttons, phases, then facts on the left, what happened and what is to be done on the right."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        self.number, self.heading = _label(self, "text2"), _label(self, font="h1")
        self.heading.setWordWrap(True)
        self.to_bin = _button(self, "to_bin", "trash-2", "quiet")
        self.print = _button(self, "print_case", "printer", "quiet")
        self.to_bin.setProperty("narrow", True)
        self.printing = QMenu(self.print)
        self.print.setMenu(self.printing)
        self.status = _button(self, "status_button", "")
        self.status_pill = Pill(self)
        self.log = _button(self, "log_call", "phone-call", "primary")
        self.phases = PhaseBar(look, self)
        self.panel = MovePanel(look, self)
        self.conflicts = ConflictBar(look, self)
        self.problem, self.missing, self.sum = _label(self, "err"), _label(self, "warn"), _label(self, "text2")
        for label in (self.problem, self.missing):
            label.setWordWrap(True)
            label.hide()
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("quick_note")
        self.note.setTabChangesFocus(True)
        self.add_note = _button(self, "add_note", "plus")
        self.story = Story(bench, self)
        self.parties_heading = _label(self, font="h2")

        self._assemble()

    def place_form(self, form: QWidget) -> None:
        """Puts the form among the facts."""
        self._facts.insertWidget(self._facts.indexOf(self.parties_heading) + 1, form)

    def place_parts(self, parties: QWidget, drawers: QWidget) -> None:
        """Puts the parties above the form, and the drawers below what happened."""
        self._facts.insertWidget(self._facts.indexOf(self.parties_heading) + 1, parties)
        self._parts.addWidget(drawers)
        self._parts.setStretchFactor(1, 2)

    def _assemble(self) -> None:
        look = self._bench.look
        inside = LowPage()
        low_scrolled(inside, self)  # first: what is moved into another parent is styled once more
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        whole.setSpacing(look.px(10))
        whole.addLayout(self._head())
        phases = _card(self, look.px(12))
        phases.layout().addWidget(self.phases)
        for part in (self.conflicts, phases, self.panel, self.problem, self.missing):
            whole.addWidget(part)
        self._split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(look.px(12))
        split.addWidget(self._facts_card())
        split.addWidget(self._story_card())
        split.setStretchFactor(0, 12)
        split.setStretchFactor(1, 10)
        split.setSizes([1200, 1000])  # and not what the facts ask for before they are there
        whole.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the facts under each other with what happened."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Other words or another text size need other room: looked at again as when the width changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        fold(self._split, self.width() - 2 * self._bench.look.px(24), self._bench.look.px(_STACKED_BELOW))

    def _head(self) -> FilterLine:
        titles = QVBoxLayout()
        titles.setSpacing(self._bench.look.px(2))
        above = QHBoxLayout()
        above.setSpacing(self._bench.look.px(10))
        above.addWidget(self.number)
        above.addWidget(self.status_pill)
        above.addStretch(1)
        titles.addLayout(above)
        titles.addWidget(self.heading)
        head = FilterLine(None, self._bench.look, _LEAST_TITLE)
        left = QWidget(self)
        left.setLayout(titles)
        titles.setContentsMargins(0, 0, 0, 0)
        for part in (left, self.to_bin, self.print, self.status, self.log):
            head.addWidget(part)
        return head

    def _facts_card(self) -> QWidget:
        look = self._bench.look
        card = _card(self, 1)
        inside = QWidget(card)
        area = TallArea(inside, card)
        self._facts = column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(8), look.px(12), look.px(8), look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(self.parties_heading)
        column.addStretch(1)
        area.setMinimumHeight(look.px(_LEAST_PART))
        card.layout().addWidget(area)
        return card

    def _story_card(self) -> QWidget:
        look = self._bench.look
        card = _card(self, look.px(14))
        HeightKeeper(card)
        column = card.layout()
        column.setSpacing(look.px(8))
        column.addWidget(self.note)
        self.note.setFixedHeight(look.px(64))
        line = QHBoxLayout()
        line.addWidget(self.sum, 1)
        line.addWidget(self.add_note)
        column.addLayout(line)
        self._parts = parts = QSplitter(Qt.Orientation.Vertical, card)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(look.px(8))
        parts.addWidget(self.story)
        parts.setStretchFactor(0, 3)
        HeightKeeper(self.story)
        column.addWidget(parts, 1)
        return card

    # -- what is shown -------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the frame in the language that is shown."""
        texts = self._bench.texts
        self.log.setText(texts._("Log consultation"))
        self.log.setToolTip("<span>Ctrl+Shift+L</span>")
        self.to_bin.setText(texts._("Move to bin"))
        self.print.setText(texts._("Dossier"))
        self.add_note.setText(texts._("Add note"))
        self.note.setPlaceholderText(texts._("Note on this case (Ctrl+Return adds it)"))
        self.note.setAccessibleName(texts._("Note on this case"))
        self.parties_heading.setText(texts._("Organisations"))
        self.story.retranslate()

    def title(self, number: str, title: str) -> None:
        """Number and title."""
        self.number.setText(number)
        self.heading.setText(title)

    def say_status(self, word: str, tone: str) -> None:
        """The status as a pill, and the button that changes it."""
        self.status_pill.show_state(word, tone)
        self.status.setText(self._bench.texts._("Change status"))

    def say_missing(self, fields: Sequence[str]) -> None:
        """What a report needs and the case does not say yet."""
        words = self._bench.texts._("Missing for the report: {fields}").replace("{fields}", ", ".join(fields))
        self.missing.setText(words)
        self.missing.setVisible(bool(fields))

    def say_sum(self, words: str) -> None:
        """Hours and last contact."""
        self.sum.setText(words)

    def say_problem(self, words: str) -> None:
        """Why something was not possible."""
        self.problem.setText(words)
        self.problem.setProperty("tone", "err")
        self.problem.setVisible(bool(words))
        self._bench.announce(self.problem, words)

    def say_done(self, words: str) -> None:
        """What was done, for a screen reader; it is visible anyway."""
        self.problem.hide()
        self._bench.announce(self, words)


def _label(parent: QWidget, tone: str = "", font: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if tone:
        label.setProperty("tone", tone)
    if font:
        label.setProperty("font_role", font)
    return label


def _button(parent: QWidget, name: str, icon: str, kind: str = "") -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName(name)
    if kind:
        button.setProperty("kind", kind)
    if icon:
        button.setProperty("icon_name", icon)
    return button


class _Card(QFrame):
    """A frame with a column inside."""

    def __init__(self, parent: QWidget, margin: int) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margin, margin, margin, margin)

    def layout(self) -> QVBoxLayout:
        return self._column


def _card(parent: QWidget, margin: int) -> _Card:
    return _Card(parent, margin)
