"""The tab of feedback: forms typed digit by digit, and what they say: means, spread, response rate, comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from p2i_desktop.domain.workshop_ratings import LEAST, Ratings, ratings
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.drafting import DraftKeeper, Payload
from p2i_desktop.gui.workshop.feedback_dialogs import QuestionsDialog, TotalDialog
from p2i_desktop.gui.workshop.feedback_head import FORMS, RESULTS, FeedbackHead
from p2i_desktop.gui.workshop.forms_model import FormRow
from p2i_desktop.gui.workshop.forms_table import FormsTable
from p2i_desktop.gui.workshop.results import Results
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.domain.workshops import FeedbackQuestion
    from p2i_desktop.services.drafts import Draft
    from p2i_desktop.services.workshop_feedback import Form, SavedForm
    from p2i_desktop.services.workshop_file import WorkshopFile

FORM = "workshop_form"
_VIEW = "workshop.feedback"  # the view that was used last


class FeedbackTab(WorkshopTab):
    """Digits answer and jump on, Enter ends a form and begins the next, F8 shows the results."""

    name = "workshop_feedback"
    heading = N_("Feedback")
    adds = True
    shows = frozenset({"rule_settings"})

    def build(self) -> None:
        bench = self.bench
        self._file: WorkshopFile | None = None
        self._least = LEAST
        self._told: Ratings | None = None
        self.head, self.table, self.results = FeedbackHead(bench, self), FormsTable(bench, self), Results(bench, self)
        self.table.setObjectName("feedback_forms")
        self.asked, self.said = QLabel(self), QLabel(self)
        self._keeper = DraftKeeper(bench, FORM, self.hand.workshop_id, self._payload, self)
        self._keeper.failed.connect(bench.fault)
        for label in (self.asked, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.said.setProperty("tone", "err")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.head)
        column.addWidget(self.asked)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.results, 1)
        self._connect()
        self._show_view(bench.remembered(_VIEW) or FORMS)
        key = self.hand.workshop_id
        bench.desk.ask(lambda office: office.drafts.get(FORM, key), self._resume, owner=self)
        self.reload()

    def reload(self) -> None:
        """How many answers a mean needs to be compared: a setting of the centre."""

        def told(least: int) -> None:
            if least != self._least:
                self._least = least
                if self._file is not None:
                    self.show_file(self._file)

        self.bench.desk.ask(lambda office: office.work.rule_settings().min_group_for_means, told, owner=self)

    def _connect(self) -> None:
        table = self.table
        table.finished.connect(self._finish)
        table.changed.connect(self._save)
        table.begun.connect(self._keeper.touch)
        table.gone.connect(self._remove)
        table.opened.connect(self._open_total)
        table.said.connect(self._say)
        table.reached.connect(self._show_question)
        self.head.view_chosen.connect(self._choose)
        self.head.questions.clicked.connect(self._ask_questions)
        self.head.add_total.clicked.connect(lambda: self._open_total(None))
        self.head.take_in.clicked.connect(self._take_in)

    # -- showing -----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        texts = self.bench.texts
        self.table.setAccessibleName(texts._("Evaluation forms"))
        words = texts._("A digit from 1 to 5 answers and jumps on, Space leaves open, Enter ends the form.")
        self.table.setAccessibleDescription(words)
        self.head.retranslate()
        self.results.retranslate()
        self.table.fit()
        self._show_question(self.table.currentIndex().column())

    def count(self, file: WorkshopFile) -> str:
        texts, answers, asked = self.bench.texts, sum(one.answers for one in file.feedback), file.presence.asked
        if not answers:
            return ""
        share = texts.percent(round(100 * answers / asked), 0) if asked else ""
        return ", ".join(filter(None, (texts.number(answers), share)))

    def show_file(self, file: WorkshopFile) -> None:
        from p2i_desktop.services.workshop_feedback import standard_form

        self._file = file
        asked: list[FeedbackQuestion] = file.questions or standard_form(file.workshop, self.bench.texts)
        place = self.table.keep_place()
        self.table.forms.show_file(file, asked, self.bench.writable())
        self.table.restore_place(place)
        self.table.fit()
        self._told = ratings(asked, file.feedback, file.answers, file.presence.asked, self._least)
        self.head.show_ratings(self._told, self.bench.writable())
        self.results.show_ratings(self._told, self._least)

    def _show_question(self, column: int) -> None:
        """The question of the column that has the keys, in full."""
        forms, texts = self.table.forms, self.bench.texts
        if not 0 <= column < forms.columnCount():
            return
        words = forms.long_title(column)
        if forms.scored(column):
            words += " · " + texts._("1 not at all, 5 fully")
        self.asked.setText(words)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            self.bench.announce(self.said, words)

    def _choose(self, view: str) -> None:
        self.table.commit()
        self.bench.remember(_VIEW, view)
        self._show_view(view)
        self.take_focus()

    def _show_view(self, view: str) -> None:
        shown = self.head.show_view(view)
        for part in (self.table, self.asked):
            part.setVisible(shown == FORMS)
        self.results.setVisible(shown == RESULTS)
        self._say("")

    def take_focus(self) -> None:
        if self.head.choose[RESULTS].isChecked():
            self.results.take_focus()
        else:
            self.table.take_focus()

    def add_row(self) -> None:
        self._choose(FORMS)
        self.table.begin_form()

    def commands(self) -> list[Command]:
        return [
            Command("feedback_view", N_("Forms or results of the feedback"), self.next_view, "F8", "case", "table-2"),
            Command("feedback_take_in_answers", N_("Take in answers of an evaluation form…"), self._go_take_in, (), "case",
                    "download", enabled=self.bench.writable),
        ]  # fmt: skip

    def next_view(self) -> None:
        """The forms, their results, and round again."""
        self.wanted.emit()
        if self._file is not None:
            self._choose(FORMS if self.head.choose[RESULTS].isChecked() else RESULTS)

    # -- saving ------------------------------------------------------------------------------------------------------
    def _form(self, row: FormRow) -> Form:
        from p2i_desktop.services.workshop_feedback import Form

        said: dict[str, Any] = {one.id: row.said.get(one.id) for one in self.table.forms.questions}
        return Form(said, row.comment, row.feedback_id)

    def _finish(self) -> None:
        """The form that is begun is saved and the next one begins; an empty one is none."""
        forms, texts = self.table.forms, self.bench.texts
        if forms.begun.empty:
            self._say(texts._("Nothing is entered yet. One score or one word is enough."))
            return
        self._say("")
        form, key = self._form(forms.begun), self.hand.workshop_id
        sent = forms.send_begun()
        self.table.begin_form()
        place = (FORM, key) if self._keeper.on_disk else None
        self._keeper.forget()

        def failed(error: Exception) -> None:
            forms.take_back(sent)
            self._keeper.touch()
            self.hand.say(error)

        def written(_made: SavedForm) -> None:
            sent.written = True
            self.hand.refused.emit("")

        self.bench.desk.write(
            lambda office: office.workshop_feedback.save(key, form, place), lambda made: made.changed, written, self,
            failed, self,
        )  # fmt: skip

    def _save(self, row: FormRow) -> None:
        """A form of the file was changed in one answer."""
        form, key = self._form(row), self.hand.workshop_id

        def failed(error: Exception) -> None:
            if self._file is not None:
                self.show_file(self._file)
            self.hand.say(error)

        self.hand.do(lambda office: office.workshop_feedback.save(key, form).changed, None, failed)

    def _remove(self, row: FormRow) -> None:
        forms, words = self.table.forms, self.bench.texts._("Form moved to the bin.")
        if row is forms.begun:
            forms.begun = FormRow()
            self._keeper.drop()
            self.table.viewport().update()
        elif row.feedback_id and self.bench.writable():
            key = row.feedback_id
            self.hand.do(
                lambda office: office.workshop_feedback.remove([key]), lambda: self.bench.toast(words, undo=True)
            )

    def _ask_questions(self) -> None:
        QuestionsDialog(self.bench, self.hand.workshop_id, self.table.forms.questions, self.window()).begin()

    def _open_total(self, row: FormRow | None) -> None:
        if self.bench.writable():
            TotalDialog(self.bench, self.hand.workshop_id, row, self.window()).begin()

    def _go_take_in(self) -> None:
        self.wanted.emit()
        self._take_in()

    def _take_in(self) -> None:
        if self.bench.writable() and self._file is not None:
            from p2i_desktop.gui.workshop.answers_dialog import ask_answers

            ask_answers(self.bench, self.window(), self.hand.workshop_id)

    # -- drafts ------------------------------------------------------------------------------------------------------
    def _payload(self) -> Payload | None:
        begun = self.table.forms.begun
        return None if begun.empty else {"said": dict(begun.said), "comment": begun.comment}

    def _resume(self, draft: Draft | None) -> None:
        """A form that was begun when the window went goes on."""
        begun = self.table.forms.begun
        if draft is None or not begun.empty:
            return
        said, comment = draft.payload.get("said"), draft.payload.get("comment")
        if isinstance(said, Mapping):
            begun.said = {str(key): one for key, one in said.items() if isinstance(one, int | str)}
        begun.comment = str(comment or "")
        self._keeper.adopt(self.hand.workshop_id, draft.base_revision)
        self.table.viewport().update()
        if self.table.forms.questions:
            self.table.to_open_answer()

    def leave(self) -> None:
        self.table.commit()
        self._keeper.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return ends the form wherever the keys are."""
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table.commit()
            self._finish()
        else:
            super().keyPressEvent(event)
