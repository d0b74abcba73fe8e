"""The line that asks what a move of a case needs: its day, a reason, and for closing what came of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.advice import Action, Case, CaseOutcome, CaseStatus, ClosingReason, Phase
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.mnemonics import letter_of
from p2i_desktop.gui.open_actions import OpenActions
from p2i_desktop.i18n import Texts

Target = Phase | CaseStatus


@dataclass(frozen=True)
class Move:
    """What the user decided: where to, from which day on, why, and for closing what came of it."""

    target: Target
    on: date | None
    reason: str
    outcome: CaseOutcome | None = None
    closing_reason: ClosingReason | None = None
    result: str = ""


class MovePanel(QFrame):
    """A frame under the phase bar; Esc closes it, Ctrl+Return makes the move."""

    decided = Signal(object)  # Move

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._target: Target = CaseStatus.NEW
        self._texts: Texts | None = None
        self._today, self._closing = date.min, False
        self._about = ("", "")  # the case and the move that the panel asks for
        self._left: dict[tuple[str, str], tuple[str, str]] = {}  # reason and result typed and given up with Esc
        self._decided = False
        self._result_before = ""
        self.setProperty("kind", "card")
        self._build()
        self.hide()

    def _build(self) -> None:
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "warn")
        self.on = DateEntry(self)
        self.reason = QLineEdit(self)
        self.outcome = ChoiceBox(self)
        self.closing_reason = ChoiceBox(self)
        self.result = QPlainTextEdit(self)
        self.result.setTabChangesFocus(True)
        self.result.setFixedHeight(self._look.px(84))
        self._labels = {name: QLabel(self) for name in ("on", "reason", "outcome", "closing_reason", "result")}
        grid = QGridLayout()
        places = {"on": (0, 0), "reason": (0, 1), "outcome": (2, 0), "closing_reason": (2, 1), "result": (4, 0)}
        for name, (row, column) in places.items():
            label, field = self._labels[name], getattr(self, name)
            label.setProperty("font_role", "label")
            label.setBuddy(field)
            span = 2 if name == "result" else 1
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(self._look.px(12))
        self.cancel, self.go = QPushButton(self), QPushButton(self)
        self.go.setProperty("kind", "primary")
        self.cancel.clicked.connect(self.hide)
        self.go.clicked.connect(self._decide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        whole = QVBoxLayout(self)
        margin = self._look.px(14)
        whole.setContentsMargins(margin, margin, margin, margin)
        self.waiting = OpenActions(self._look, self)
        for part in (self.heading, self.note, self.waiting):
            whole.addWidget(part)
        whole.addLayout(grid)
        whole.addLayout(buttons)

    def ask(
        self,
        target: Target,
        case: Case,
        texts: Texts,
        today: date,
        *,
        reason: bool,
        open_actions: Sequence[Action] = (),
    ) -> None:
        """Opens for one move; `reason` = the rules want one, `open_actions` keep a case from closing."""
        self._target = target
        closing = target is CaseStatus.CLOSED
        optional = target in (CaseStatus.DECLINED, CaseStatus.REDIRECTED)
        self._word(target, texts, reason)
        if closing and case.status is not CaseStatus.COMPLETED:
            self.go.setText(texts._("Complete and close"))
        self.on.equip(texts, today, Lean.PAST)
        self.on.set_value(today)
        self.outcome.set_choices([(one, texts.label(one)) for one in CaseOutcome], "–")
        self.closing_reason.set_choices([(one, texts.label(one)) for one in ClosingReason], "–")
        self.outcome.set_value(case.outcome)
        self.closing_reason.set_value(case.closing_reason)
        self._about, self._decided, self._result_before = (case.id, str(target)), False, case.result
        reason_typed, result_typed = self._left.pop(self._about, ("", case.result))
        self.reason.setText(reason_typed)
        self.result.setPlainText(result_typed)
        for name in ("outcome", "closing_reason", "result"):
            getattr(self, name).setVisible(closing)
            self._labels[name].setVisible(closing)
        self._texts, self._today, self._closing = texts, today, closing
        self.say("")
        self.show_actions(open_actions)
        self.show()
        mnemonics.assign(self, self._letters_around())
        self._look.dress(self)
        first = self.outcome if closing else self.reason if reason or optional else self.on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_actions(self, open_actions: Sequence[Action]) -> None:
        """What still keeps the case from closing; the list follows what becomes of it."""
        if self._texts is None:
            return
        waiting = self._texts.ngettext("{n} action is still open.", "{n} actions are still open.", len(open_actions))
        self.say(waiting if open_actions and self._closing else "")
        self.waiting.fill(open_actions if self._closing else (), self._texts, self._today)

    def _word(self, target: Target, texts: Texts, reason: bool) -> None:
        pattern = texts._("Move to: {phase}") if isinstance(target, Phase) else texts._("New status: {status}")
        label = texts.label(target)
        self.heading.setText(pattern.replace("{phase}", label).replace("{status}", label))
        self._labels["on"].setText(texts._("&Date of the change"))
        self._labels["reason"].setText(texts._("&Reason *") if reason else texts._("&Reason"))
        self._labels["outcome"].setText(menu_text(texts.field(Case, "outcome")) + " *")
        self._labels["closing_reason"].setText(menu_text(texts.field(Case, "closing_reason")) + " *")
        self._labels["result"].setText(menu_text(texts.field(Case, "result")) + " *")
        self.cancel.setText(texts._("Cancel"))
        self.go.setText(texts._("Close case") if target is CaseStatus.CLOSED else texts._("Apply"))

    def _letters_around(self) -> list[str]:
        """The Alt letters of the window outside the panel: they keep what they have."""
        window = self.window()
        worded: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
        return [letter for one in worded if not self.isAncestorOf(one) and (letter := letter_of(one.text()))]

    def say(self, words: str) -> None:
        """Shows why the move is not possible yet; the panel stays with all that was typed."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._decided = self._decided and not words

    def _decide(self) -> None:
        if self.on.fault():
            self.say(self.on.fault())
            return
        outcome, why = self.outcome.value(), self.closing_reason.value()
        self._decided = True
        self.decided.emit(
            Move(
                self._target,
                self.on.value(),
                self.reason.text().strip(),
                outcome if isinstance(outcome, CaseOutcome) else None,
                why if isinstance(why, ClosingReason) else None,
                self.result.toPlainText().strip(),
            )
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed for a move that was given up stands there again when the same move is asked for."""
        super().hideEvent(event)
        typed = (self.reason.text(), self.result.toPlainText())
        if not self._decided and self._about[0] and (typed[0].strip() or typed[1] != self._result_before):
            self._left[self._about] = typed

    def event(self, event: QEvent) -> bool:
        """Ctrl+Return makes the move here, whatever it does in the window around."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, Ctrl+Return makes the move."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide()
        else:
            super().keyPressEvent(event)
