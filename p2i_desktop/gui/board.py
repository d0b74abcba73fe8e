"""Cases as cards in the columns of their steps: arrows walk, Ctrl with Left or Right moves a case on or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.board import COLUMNS, first_step
from p2i_desktop.domain.rules.lifecycle import reason_needed
from p2i_desktop.gui.board_cards import CARD_ROLE
from p2i_desktop.gui.board_column import BoardColumn
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.domain.advice import Phase
    from p2i_desktop.services.boards import BoardView, Card
    from p2i_desktop.services.lists import Filter
    from p2i_desktop.services.office import Changed, Office


class _Reason(QLineEdit):
    """Asks why a case goes back; Enter takes it, Esc gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Board(QWidget):
    """Six columns over the filter of the list; every move is a step that undo takes back."""

    opened = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._asked: tuple[str, Phase] | None = None  # a move that waits for its reason
        self._wanted: Filter | None = None
        self._follow = ""  # the case whose card is marked once the board is read anew
        self.said, self.reason_label, self.reason = QLabel(self), QLabel(self), _Reason(self)
        self.columns = [BoardColumn(bench.look, name, self) for name in COLUMNS]
        self.reason.setObjectName("board_reason")
        self.reason_label.setBuddy(self.reason)
        for label in (self.said, self.reason_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        px = bench.look.px
        row = QHBoxLayout()
        row.setSpacing(px(10))
        for column in self.columns:
            row.addWidget(column, 1)
            column.cards.stepped.connect(lambda step, along, at=column: self._step(at, step, along))
            column.cards.opened.connect(self.opened)
            column.cards.entered.connect(lambda at=column: self._entered(at))
            column.cards.dropped.connect(lambda key, at=column: self._dropped(key, at))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        for part in (self.said, self.reason_label, self.reason):
            part.hide()
            whole.addWidget(part)
        whole.addLayout(row, 1)
        self.reason.returnPressed.connect(self._give_reason)
        self.reason.given_up.connect(self._give_up)

    # -- showing -------------------------------------------------------------------------------------------------------
    def show_filter(self, wanted: Filter) -> None:
        """Reads the cases of a filter."""
        self._wanted = wanted
        self._bench.desk.ask(lambda office: office.boards.board(wanted), self._show, owner=self)

    def reload(self) -> None:
        """Reads them anew."""
        if self._wanted is not None:
            self.show_filter(self._wanted)

    def current_id(self) -> str:
        """The case of the marked card in the column that has the focus, or had it last."""
        column = self._focused()
        return column.cards.current_id() if column is not None else ""

    def focus(self) -> QWidget:
        """The column that takes the focus: the one that had it, else the first with cards."""
        column = self._focused() or next((one for one in self.columns if one.cards.count()), self.columns[0])
        return column.cards

    def mark(self, case_id: str) -> None:
        """Marks the card of a case where there is one."""
        for column in self.columns:
            if column.mark(case_id):
                column.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self, at: BoardColumn) -> None:
        """One card is marked on the board: the one of the column with the focus."""
        for column in self.columns:
            if column is not at:
                column.cards.clearSelection()

    def _focused(self) -> BoardColumn | None:
        return next((column for column in self.columns if column.cards.hasFocus()), None)

    def _show(self, view: BoardView) -> None:
        texts, today = self._bench.texts, self._bench.clock.today()
        for column in self.columns:
            column.fill(view.columns[column.name], texts, today)
        shown = sum(len(cards) for cards in view.columns.values())
        if shown < view.count:
            words = texts._("The first {shown} of {n} cases. A filter narrows them.")
            self._say(words.format(shown=texts.number(shown), n=texts.number(view.count)), "text2")
        if self._follow:
            self.mark(self._follow)
            self._follow = ""

    # -- moving --------------------------------------------------------------------------------------------------------
    def _step(self, at: BoardColumn, step: int, along: bool) -> None:
        number = self.columns.index(at) + step
        if along:
            if 0 <= number < len(self.columns) and at.cards.currentItem() is not None:
                self._move(at.cards.currentItem().data(CARD_ROLE), self.columns[number])
            return
        while 0 <= number < len(self.columns) and not self.columns[number].cards.count():
            number += step
        if 0 <= number < len(self.columns):
            cards = self.columns[number].cards
            cards.setFocus(Qt.FocusReason.OtherFocusReason)
            cards.setCurrentRow(min(max(at.cards.currentRow(), 0), cards.count() - 1))

    def _dropped(self, key: str, at: BoardColumn) -> None:
        for column in self.columns:
            for row in range(column.cards.count()):
                card: Card = column.cards.item(row).data(CARD_ROLE)
                if card.id == key and column is not at:
                    self._move(card, at)
                    return

    def _move(self, card: Card, target: BoardColumn) -> None:
        if not self._bench.writable():
            return
        phase = first_step(target.name)
        self.said.hide()
        if reason_needed("phase", card.phase, phase):
            texts = self._bench.texts
            self._asked = (card.id, phase)
            words = texts._("{case}: why does it go back to “{step}”? *")
            self.reason_label.setText(words.replace("{case}", card.number).replace("{step}", texts.label(phase)))
            self.reason.clear()
            for part in (self.reason_label, self.reason):
                part.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._carry_out(card.id, phase, "")

    def _give_reason(self) -> None:
        if self._asked is not None:
            key, phase = self._asked
            self._carry_out(key, phase, self.reason.text())

    def _give_up(self) -> None:
        asked, self._asked = self._asked, None
        for part in (self.reason_label, self.reason, self.said):
            part.hide()
        if asked is not None:
            self.mark(asked[0])

    def _carry_out(self, key: str, phase: Phase, reason: str) -> None:
        def work(office: Office) -> Changed:
            return office.advice.set_phase(key, phase, None, reason)

        self._follow = key
        self._bench.desk.do(work, lambda _: self._moved(key, phase), None, self._refused, owner=self)

    def _moved(self, key: str, phase: Phase) -> None:
        texts = self._bench.texts
        self._give_up()
        self._follow = key
        self.reload()
        words = texts._("Moved to “{step}”.").replace("{step}", texts.label(phase))
        self._bench.toast(words, undo=True)

    def _refused(self, error: Exception) -> None:
        self._follow = ""
        words = sentence(error, self._bench.texts)
        if words is None or not isinstance(error, Refused):
            self._bench.fault(error)
        else:
            self._say(words, "err")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.setProperty("tone", tone)
        restyle(self.said)
        self.said.show()
        self._bench.announce(self.said, words)
