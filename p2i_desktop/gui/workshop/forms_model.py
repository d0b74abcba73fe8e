"""Evaluation forms as rows of a table, a column a question: those of the file, those on their way, and one that is begun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.workshop_ratings import mean_of
from p2i_desktop.domain.workshops import FeedbackQuestion
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import WorkshopFile

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, COMMENT, MEAN = "number", "comment", "mean"


@dataclass(eq=False)
class FormRow:
    """One form: answers by question, a comment. `feedback_id` is empty while it is not in the file; `people` > 1 = a total
    that was typed in, `rating` its mean."""

    said: dict[str, int | str] = field(default_factory=dict)
    comment: str = ""
    feedback_id: str = ""
    people: int = 1
    rating: Any = None
    written: bool = False

    @property
    def empty(self) -> bool:
        return not self.comment.strip() and not any(one not in ("", None) for one in self.said.values())

    def copy(self) -> FormRow:
        return replace(self, said=dict(self.said))


class FormsModel(QAbstractTableModel):
    """Rows in the order of their making; the last one is the form that is begun."""

    def __init__(self, texts: Callable[[], Texts], parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self.questions: list[FeedbackQuestion] = []
        self.rows: list[FormRow] = []
        self.begun = FormRow()
        self.waiting: list[FormRow] = []
        self.writable = True

    # -- rows --------------------------------------------------------------------------------------------------------
    def show_file(self, file: WorkshopFile, questions: Sequence[FeedbackQuestion], writable: bool) -> None:
        """Shows what is in the file, behind it what is on its way, at the end the form that is begun."""
        self.beginResetModel()
        self.questions, self.writable = list(questions), writable
        self.waiting = [row for row in self.waiting if not row.written]
        self.rows = [_row_of(file, one) for one in sorted(file.feedback, key=lambda one: one.id)]
        self.endResetModel()

    def all_rows(self) -> list[FormRow]:
        """Those of the file, those on their way, the begun one."""
        return [*self.rows, *self.waiting, *([self.begun] if self.writable else [])]

    def row(self, at: int) -> FormRow | None:
        rows = self.all_rows()
        return rows[at] if 0 <= at < len(rows) else None

    def send_begun(self) -> FormRow:
        """The form that is begun is on its way, a new one begins below it."""
        self.beginResetModel()
        sent, self.begun = self.begun, FormRow()
        self.waiting.append(sent)
        self.endResetModel()
        return sent

    def take_back(self, sent: FormRow) -> None:
        """A form was refused: it is the begun one again."""
        self.beginResetModel()
        self.waiting = [row for row in self.waiting if row is not sent]
        if self.begun.empty:
            self.begun = sent
        self.endResetModel()

    # -- cells -------------------------------------------------------------------------------------------------------
    @property
    def columns(self) -> list[str]:
        """Names of the columns: the number, each question by its id, the comment, the mean."""
        return [NUMBER, *(one.id for one in self.questions), COMMENT, MEAN]

    def question(self, column: int) -> FeedbackQuestion | None:
        return self.questions[column - 1] if 0 < column <= len(self.questions) else None

    def scored(self, column: int) -> bool:
        """Whether a column is answered by a digit."""
        question = self.question(column)
        return question is not None and not question.in_words

    def in_words(self, column: int) -> bool:
        """Whether a column is answered in words."""
        question = self.question(column)
        return self.columns[column] == COMMENT or (question is not None and question.in_words)

    def editable(self, row: int, column: int) -> bool:
        """A total has no single answers; what is on its way waits."""
        form = self.row(row)
        if form is None or not self.writable or form in self.waiting or form.people > 1:
            return False
        return self.scored(column) or self.in_words(column)

    def value(self, row: int, column: int) -> int | str | None:
        """What stands in a cell that is answered."""
        form = self.row(row)
        if form is None:
            return None
        return form.comment if self.columns[column] == COMMENT else form.said.get(self.columns[column])

    def put(self, row: int, column: int, value: int | str | None) -> None:
        """An answer, None = none; the caller saves it."""
        form = self.row(row)
        if form is None:
            return
        if self.columns[column] == COMMENT:
            form.comment = str(value or "")
        elif value in (None, ""):
            form.said.pop(self.columns[column], None)
        else:
            form.said[self.columns[column]] = value
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def shown(self, row: int, column: int) -> str:
        """The words of a cell."""
        form, texts, name = self.row(row), self._texts(), self.columns[column]
        if form is None:
            return ""
        if name == NUMBER:
            if form is self.begun:
                return texts._("new")
            return "Σ" if form.people > 1 else texts.number(row + 1)
        if name == MEAN:
            scores = [one for one in form.said.values() if isinstance(one, int)]
            mean = form.rating if form.people > 1 else mean_of(scores)
            return "" if mean is None else texts.number(mean, 2)
        if name == COMMENT and form.people > 1:
            told = texts.ngettext("{n} answer", "{n} answers", form.people)
            return " · ".join(filter(None, (told, " ".join(form.comment.split()))))
        value = self.value(row, column)
        return "" if value is None else " ".join(str(value).split())

    def long_title(self, column: int) -> str:
        """A question with its number, the other columns by their names."""
        question, texts = self.question(column), self._texts()
        if question is not None:
            return f"{texts.number(column)}  {question.text}"
        return self.title(column)

    def title(self, column: int) -> str:
        """The heading: questions with digits by their numbers, those in words also by their text."""
        question, texts, name = self.question(column), self._texts(), self.columns[column]
        if question is not None:
            return f"{texts.number(column)}  {question.text}" if question.in_words else texts.number(column)
        return {NUMBER: texts._("Form"), COMMENT: texts._("Comment"), MEAN: texts._("Mean")}[name]

    # -- what Qt asks ------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.all_rows())

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return tooltip_text(self.long_title(section)) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.long_title(index.column())}: {self.shown(index.row(), index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.shown(index.row(), index.column()))
        return None


def _row_of(file: WorkshopFile, one: Feedback) -> FormRow:
    said: dict[str, int | str] = {}
    for key, answer in file.answers.get(one.id, {}).items():
        if answer.score is not None:
            said[key] = answer.score
        elif answer.words:
            said[key] = answer.words
    return FormRow(said, one.comment, one.id, one.answers, one.rating)
