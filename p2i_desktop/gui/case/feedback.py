"""The drawer of satisfaction: what the client answered once the advice was over, and the way to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.market import Influence, ProcurementProject
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.feedback_dialog import FeedbackDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.feedback import Asked

KEY = Qt.ItemDataRole.UserRole


class FeedbackDrawer(CaseBox):
    """The answers, latest first; Enter opens one, Del throws it away."""

    name = "case_feedback_box"
    heading = N_("Satisfaction")
    shows = frozenset({"feedback", "case", "procurement_project", "case_procurement"})

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self._asked: Asked | None = None
        self.said, self.influence = QLabel(self), QLabel(self)
        for label in (self.said, self.influence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("tone", "text2")
        self.record = QPushButton(self)
        self.record.setObjectName("record_answer")
        self.record.setProperty("icon_name", "plus")
        self.record.clicked.connect(lambda: self._ask(None))
        self.list = _Answers(self)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(bench.look.px(64))
        self.list.itemActivated.connect(lambda item: self._open(str(item.data(KEY) or "")))
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        line.addWidget(self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.influence)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.record.setText(texts._("Record answer…"))
        self.list.setAccessibleName(texts._("Answers of the client"))
        if self._asked is not None:
            self._show(self._asked)

    def reload(self) -> None:
        key = self.case_id
        self.bench.desk.ask(lambda office: office.feedback.asked(key), self._show, lambda _gone: None, self)

    def take_focus(self) -> None:
        has = self._asked is not None and bool(self._asked.answers)
        target: QWidget = self.list if has or not self.record.isVisibleTo(self) else self.record
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        return [
            Command("case_answer", N_("Record answer of the client…"), self._go, "", "case", "star",
                    enabled=self.bench.writable),
        ]  # fmt: skip

    def throw_away(self) -> None:
        """Puts the marked answer into the bin."""
        item = self.list.currentItem()
        key = str(item.data(KEY) or "") if item is not None else ""
        if key and not self.bench.read_only:
            words = self.bench.texts._("Answer moved to the bin.")
            self.bench.desk.do(
                lambda office: office.feedback.remove(key),
                lambda _: self.bench.toast(words, undo=True),
                self,
                owner=self,
            )

    # -- showing -----------------------------------------------------------------------------------------------------
    def _show(self, asked: Asked) -> None:
        texts, before = self.bench.texts, self._asked
        self._asked = asked
        if before is not None and asked.wanted and not before.wanted and not asked.answers:
            self.wanted.emit()  # the advice has just ended: this is what comes next
        row = self.list.currentRow()
        self.list.clear()
        for answer in asked.answers:
            item = QListWidgetItem(answer_words(answer, texts))
            item.setData(KEY, answer.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(asked.answers) - 1))
        self.list.setVisible(bool(asked.answers))
        self.record.setVisible(asked.wanted and not self.bench.read_only)
        self.said.setText(self._state(asked))
        told = [influence_words(one, texts) for one in asked.procurements if one.influence is not Influence.NOT_ASKED]
        self.influence.setText("\n".join(told))
        self.influence.setVisible(bool(told))
        self.told.emit(texts.number(len(asked.answers)) if asked.answers else "!" if asked.wanted else "")

    def _state(self, asked: Asked) -> str:
        from p2i_desktop.services.feedback import mean_of

        texts = self.bench.texts
        if not asked.answers:
            waits = texts._("The client was not heard yet.")
            return waits if asked.wanted else texts._("The client is asked once the advice is completed.")
        mean, count = mean_of(asked.answers)
        if mean is None:
            return ""
        words = texts.ngettext("Rating {mean} of 5 ({n} answer)", "Rating {mean} of 5 ({n} answers)", count)
        return words.replace("{mean}", texts.number(mean, 0 if mean == int(mean) else 1))

    # -- what is done --------------------------------------------------------------------------------------------------
    def _go(self) -> None:
        self.wanted.emit()
        if self._asked is not None and self._asked.wanted:
            self._ask(None)
        else:
            self.take_focus()

    def _open(self, key: str) -> None:
        found = next((one for one in self._asked.answers if one.id == key), None) if self._asked else None
        if found is not None and not self.bench.read_only:
            self._ask(found)

    def _ask(self, answer: Feedback | None) -> None:
        key, asked = self.case_id, self._asked
        if asked is None:
            return

        def show(feedback: Feedback) -> None:
            FeedbackDialog(self.bench, feedback, asked, self.window()).begin()

        if answer is not None:
            show(answer)
        else:
            self.bench.desk.ask(lambda office: office.feedback.blank(key), show, owner=self)


class _Answers(QListWidget):
    """Del throws away."""

    def __init__(self, drawer: FeedbackDrawer) -> None:
        super().__init__(drawer)
        self._drawer = drawer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._drawer.throw_away()
        else:
            super().keyPressEvent(event)


def answer_words(answer: Feedback, texts: Texts) -> str:
    """An answer in one line: day, rating, useful or not, what came of it, comment."""
    parts = [texts.date(answer.on)]
    if answer.rating is not None:
        whole = answer.rating == int(answer.rating)
        parts.append(texts._("{rating} of 5").replace("{rating}", texts.number(answer.rating, 0 if whole else 2)))
    if answer.useful is not None:
        parts.append(texts._("useful") if answer.useful else texts._("not useful"))
    parts += [texts.label(outcome) for outcome in sorted(answer.outcomes)]
    if answer.answers > 1:
        parts.append(texts.ngettext("{n} answer", "{n} answers", answer.answers))
    if answer.comment:
        parts.append(" ".join(answer.comment.split()))
    return " · ".join(parts)


def influence_words(project: ProcurementProject, texts: Texts) -> str:
    """What part the advice had in a procurement, and since when that is confirmed."""
    words = texts._("Influence on “{title}”: {influence}, confirmed {day}")
    values = {
        "{influence}": texts.label(project.influence), "{day}": texts.date(project.influence_confirmed_on),
        "{title}": project.title,
    }  # fmt: skip
    for name, value in values.items():
        words = words.replace(name, value)
    return words
