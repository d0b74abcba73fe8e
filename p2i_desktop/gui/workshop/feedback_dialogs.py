"""The small dialogs of feedback: the questions of the form, and a total that was counted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.domain.record import FieldKind, new_id
from p2i_desktop.domain.workshops import FeedbackQuestion
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.forms_model import FormRow

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

_SPARE, _MOST = 3, 15  # lines for more questions, and lines at all
_LONGEST = 300  # letters of a question
_MOST_PEOPLE = 100_000


class QuestionLine(QLineEdit):
    """A question; Alt+Up and Alt+Down move it."""

    def __init__(self, dialog: QuestionsDialog, at: int) -> None:
        super().__init__(dialog)
        self._dialog, self._at = dialog, at
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._dialog.move_line(self._at, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class QuestionsDialog(NewRecordDialog):
    """One line a question, an empty one is none; each knows which question it words."""

    def __init__(self, bench: Bench, workshop_id: str, questions: Sequence[FeedbackQuestion], parent: QWidget) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("Questions of the evaluation form"), parent)
        self.setObjectName("questions_dialog")
        self._bench, self._workshop_id = bench, workshop_id
        self._known = {one.id: one for one in questions}
        hint = QLabel(
            texts._("Answers are 1 (not at all) to 5 (fully), or words. Alt+Up and Alt+Down move a question.")
        )
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setProperty("tone", "text2")
        self.add_form(hint)
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(bench.look.px(6))
        grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QuestionLine, QCheckBox, QLineEdit]] = []
        count = max(min(len(questions) + _SPARE, _MOST), len(questions))
        for at in range(count):
            self._add_line(holder, grid, at)
        for (line, in_words, key), one in zip(self._lines, questions, strict=False):
            line.setText(one.text)
            in_words.setChecked(one.in_words)
            key.setText(one.id)
        self.add_form(holder)
        self.keep_draft(bench, "workshop_questions", workshop_id)
        self.wanted.connect(self._save)

    def _add_line(self, holder: QWidget, grid: QGridLayout, at: int) -> None:
        texts = self._bench.texts
        number, line, in_words, key = QLabel(holder), QuestionLine(self, at), QCheckBox(holder), QLineEdit(holder)
        number.setText(texts.number(at + 1))
        named = texts._("Question {n}").replace("{n}", texts.number(at + 1))
        line.setObjectName(f"question_{at}")
        line.setAccessibleName(named)
        in_words.setObjectName(f"in_words_{at}")
        in_words.setText(texts._("in words"))
        in_words.setAccessibleName(f"{named}: {in_words.text()}")
        key.setObjectName(f"key_{at}")  # a draft keeps which question a line words
        key.hide()
        for column, part in enumerate((number, line, in_words)):
            grid.addWidget(part, at, column)
        self._lines.append((line, in_words, key))

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the first question."""
        self.start()
        self._lines[0][0].setFocus()

    def move_line(self, at: int, step: int) -> None:
        """A question changes its place with its neighbour."""
        if not 0 <= at + step < len(self._lines):
            return
        (one, one_words, one_key), (other, other_words, other_key) = self._lines[at], self._lines[at + step]
        kept = one.text(), one_words.isChecked(), one_key.text()
        one.setText(other.text())
        one_words.setChecked(other_words.isChecked())
        one_key.setText(other_key.text())
        other.setText(kept[0])
        other_words.setChecked(kept[1])
        other_key.setText(kept[2])
        other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        wanted = []
        for line, in_words, key in self._lines:
            text = " ".join(line.text().split())
            if text:
                base = self._known.get(key.text()) or FeedbackQuestion(id=new_id(), workshop=self._workshop_id)
                wanted.append(replace(base, text=text, in_words=in_words.isChecked()))
        if not wanted:
            self.say(self._bench.texts._("A form needs at least one question."))
            return
        workshop = self._workshop_id
        self._bench.desk.do(
            lambda office: office.workshop_feedback.save_questions(workshop, wanted), lambda _: self.accept(), self,
            self.refuser(self._bench), self,
        )  # fmt: skip


class TotalDialog(NewRecordDialog):
    """How many answered elsewhere, with which mean, and what was said."""

    def __init__(self, bench: Bench, workshop_id: str, row: FormRow | None, parent: QWidget) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("Total of answers"), parent)
        self.setObjectName("total_dialog")
        self._bench, self._workshop_id = bench, workshop_id
        self._key = row.feedback_id if row is not None else ""
        self.answers, self.rating, self.comment = NumberEntry(self), NumberEntry(self), QPlainTextEdit(self)
        self.answers.equip(texts, FieldKind.INT, Limits(1, _MOST_PEOPLE))
        self.rating.equip(texts, FieldKind.DECIMAL, Limits(1, 5, 2))
        self.comment.setTabChangesFocus(True)
        self.add("answers", texts._("&How many answered *"), self.answers)
        self.add("rating", texts._("&Mean from 1 to 5"), self.rating)
        self.add("comment", texts._("&Comments"), self.comment)
        if row is not None:
            self.answers.set_value(row.people)
            self.rating.set_value(row.rating)
            self.comment.setPlainText(row.comment)
        self.keep_draft(bench, "workshop_total", self._key or workshop_id)
        self.wanted.connect(self._save)

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the number."""
        self.start()
        self.answers.setFocus()

    def _save(self) -> None:
        for field in (self.answers, self.rating):
            if field.fault():
                self.say(field.fault())
                field.setFocus()
                return
        people, rating = self.answers.value(), self.rating.value()
        if people is None:
            self.say(self._bench.texts._("Say how many answered."))
            self.answers.setFocus()
            return
        workshop, key, comment = self._workshop_id, self._key, self.comment.toPlainText()
        mean = Decimal(rating) if rating is not None else None

        def work(office: Office) -> Changed:
            return office.workshop_feedback.save_total(workshop, int(people), mean, comment, key)

        self._bench.desk.do(work, lambda _: self.accept(), self, self.refuser(self._bench), self)
