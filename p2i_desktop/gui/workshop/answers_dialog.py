"""The dialog that takes in answers from a list: where each column goes, what comes of it, what cannot be read and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QListWidget, QPushButton, QWidget

from p2i_desktop.domain.workshop_ratings import SCORES
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.domain.workshops import FeedbackQuestion
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.taking_in_answers import AnswersLook, RejectedForm

_WIDE = 760  # pixels at 100 %
_MOST_LETTERS = 34  # of a question in a list to choose from
_KINDS = "*.csv *.xlsx *.xlsm *.tsv *.txt"


def ask_answers(bench: Bench, parent: QWidget, workshop_id: str) -> None:
    """Lets somebody choose a list, looks at it and shows what would come of it."""
    texts = bench.texts
    lists = texts._("Lists")
    path = bench.doors.open_file(parent, texts._("Take in answers"), Path.home(), f"{lists} ({_KINDS})")
    if path is None:
        return

    def told(found: tuple[AnswersLook, list[FeedbackQuestion]]) -> None:
        AnswersDialog(bench, parent, workshop_id, path, *found).begin()

    bench.desk.ask(
        lambda office: (
            office.taking_in_answers.look(workshop_id, path), office.workshop_feedback.questions(workshop_id)
        ),
        told, bench.fault, parent,
    )  # fmt: skip


class AnswersDialog(NewRecordDialog):
    """Nothing is written before the button; a column that goes elsewhere is looked at anew."""

    def __init__(
        self, bench: Bench, parent: QWidget, workshop_id: str, path: Path, look: AnswersLook,
        questions: list[FeedbackQuestion],
    ) -> None:  # fmt: skip
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("Take in answers"), parent)
        self.setObjectName("answers_dialog")
        self._bench, self._workshop_id, self._path, self._questions = bench, workshop_id, path, questions
        self._shown = look
        self.counts, self._faults_label = QLabel(self), QLabel(texts._("Rows that cannot be read"), self)
        for label in (self.counts, self._faults_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.columns = [ChoiceBox(self) for _ in look.columns]
        self.add_form(self._grid())
        self.again = QCheckBox(texts._("Also take in answers that are here already"), self)
        self.again.toggled.connect(lambda _on: self._look_again(self._shown.goes))
        self.faults, self.copy = QListWidget(self), QPushButton(texts._("Copy these rows"), self)
        self.faults.setAccessibleName(texts._("Rows that cannot be read"))
        self.faults.setWordWrap(True)
        self.faults.setMaximumHeight(bench.look.px(140))
        self._faults_label.setProperty("font_role", "label")
        self.copy.setAutoDefault(False)
        self.copy.setProperty("kind", "quiet")
        self.copy.clicked.connect(self._copy)
        for part in (self.counts, self.again, self._faults_label, self.faults, self.copy):
            self.add_form(part)
        self.wanted.connect(self._take)
        self._show(look)

    def begin(self) -> None:
        """Shows the dialog with the keyboard on the first column."""
        self.start()
        self.setMinimumWidth(self._bench.look.px(_WIDE))
        if self.columns:
            self.columns[0].setFocus()

    def _grid(self) -> QWidget:
        """A line a column: its heading, what stands in it, where it goes."""
        texts, look = self._bench.texts, self._bench.look
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setColumnStretch(0, 1)
        for at, (column, box) in enumerate(zip(self._shown.columns, self.columns, strict=True)):
            title, samples = ElidedLabel(holder), ElidedLabel(holder)
            title.setProperty("font_role", "label")
            samples.setProperty("tone", "text2")
            words = column.title or texts._("Column {n}").replace("{n}", texts.number(at + 1))
            title.setText(words)
            samples.setText(" · ".join(column.samples))
            box.setObjectName(f"column_{at}")
            box.setAccessibleName(texts._("“{column}” goes to").replace("{column}", words))
            box.setMinimumWidth(look.px(320))
            box.edited.connect(lambda place=at: self._moved(place))
            grid.addWidget(title, 2 * at, 0)
            grid.addWidget(samples, 2 * at + 1, 0)
            grid.addWidget(box, 2 * at, 1, 2, 1)
        return holder

    def _choices(self) -> list[tuple[object, str]]:
        from p2i_desktop.services.taking_in_answers import COMMENT, NEW_SCORE, NEW_WORDS

        texts = self._bench.texts
        return [
            *((one.id, _short(f"{texts.number(at)}  {one.text}")) for at, one in enumerate(self._questions, 1)),
            (COMMENT, texts._("Comment")),
            (NEW_SCORE, texts._("a new question, 1 to 5")),
            (NEW_WORDS, texts._("a new question, in words")),
        ]

    def _show(self, look: AnswersLook) -> None:
        self._shown = look
        texts, choices = self._bench.texts, self._choices()
        for box, goes in zip(self.columns, look.goes, strict=True):
            box.set_choices(choices, texts._("not taken in"))
            box.set_value(goes or None)
        parts = [texts.ngettext("{n} form is new", "{n} forms are new", len(look.forms))]
        if look.known:
            parts.append(texts.ngettext("{n} is here already", "{n} are here already", look.known))
        if look.blank:
            parts.append(texts.ngettext("{n} row is empty", "{n} rows are empty", look.blank))
        if look.rejected:
            count = len(look.rejected)
            parts.append(texts.ngettext("{n} row cannot be read", "{n} rows cannot be read", count))
        notes = [_filled(texts.keyed("table", note.kind), note.values) for note in look.notes]
        self.counts.setText("\n".join([", ".join(parts) + ".", *notes]))
        self.again.setVisible(bool(look.known) or self.again.isChecked())
        self.faults.clear()
        self.faults.addItems([self._reason(one) for one in look.rejected])
        for part in (self._faults_label, self.faults, self.copy):
            part.setVisible(bool(look.rejected))
        words = texts.ngettext("Take in {n} form", "Take in {n} forms", len(look.forms))
        self.save_button.setText(words)
        self._bench.announce(self.counts, self.counts.text())

    def _reason(self, one: RejectedForm) -> str:
        """Line, column and why."""
        texts, values = self._bench.texts, dict(one.values)
        if one.reason == "no_score":
            low, high = (texts.number(score) for score in (SCORES[0], SCORES[-1]))
            why = texts._("“{text}” is no answer from {low} to {high}")
            why = why.replace("{low}", low).replace("{high}", high).replace("{text}", values.get("text", ""))
        else:
            why = _filled(texts.keyed("table", one.reason), one.values)
        line = texts._("Line {n}").replace("{n}", texts.number(one.line))
        return ": ".join(filter(None, (line, one.column, why)))

    def _moved(self, at: int) -> None:
        from p2i_desktop.services.taking_in_answers import mapped

        self._look_again(tuple(mapped(self._shown, at, str(self.columns[at].value() or ""))))

    def _look_again(self, goes: tuple[str, ...]) -> None:
        key, path, again = self._workshop_id, self._path, self.again.isChecked()
        self._bench.desk.ask(
            lambda office: office.taking_in_answers.look(key, path, goes, again=again), self._show,
            self.refuser(self._bench), self,
        )  # fmt: skip

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._reason(one) for one in self._shown.rejected))

    def _take(self) -> None:
        look, key, texts = self._shown, self._workshop_id, self._bench.texts
        if not look.forms:
            self.say(texts._("There is nothing new to take in."))
            return
        words = texts.ngettext("{n} form taken in.", "{n} forms taken in.", len(look.forms))

        def done(_changed: Changed | None) -> None:
            self._bench.toast(words, undo=True)
            self.accept()

        self._bench.desk.do(
            lambda office: office.taking_in_answers.take(key, look), done, self, self.refuser(self._bench), self
        )


def _short(text: str) -> str:
    """The beginning of a long question."""
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1].rstrip()}…"


def _filled(words: str, values: tuple[tuple[str, str], ...]) -> str:
    """A sentence with its values; those come from a file and are not formats themselves."""
    for name, value in values:
        words = words.replace(f"{{{name}}}", value)
    return words
