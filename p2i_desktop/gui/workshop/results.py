"""What was said of a workshop: mean and spread of each question as numbers and bars, answers in words below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from p2i_desktop.domain.workshop_ratings import SCORES, QuestionRating, Ratings
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.people_model import PersonCell, PersonColumn
from p2i_desktop.gui.workshop.people_table import PeopleTable
from p2i_desktop.i18n import N_, NO_VALUE, Texts


@dataclass(frozen=True)
class ResultRow:
    """One question as a row."""

    number: int
    rating: QuestionRating

    @property
    def id(self) -> str:
        return self.rating.question.id


def _question(row: ResultRow, texts: Texts) -> PersonCell:
    return PersonCell(f"{texts.number(row.number)}  {row.rating.question.text}", strong=True)


def _mean(row: ResultRow, texts: Texts) -> PersonCell:
    return PersonCell(NO_VALUE if row.rating.mean is None else texts.number(row.rating.mean, 2))


def _score(score: int, *, short: bool = False) -> Callable[[Any, Texts], PersonCell]:
    """How many gave a score, and which share they are as a bar; in words too where there is room."""

    def cell(row: ResultRow, texts: Texts) -> PersonCell:
        count, share = row.rating.counts[score - 1], row.rating.share(score)
        if not row.rating.answers:
            return PersonCell(NO_VALUE)
        words = texts.number(count) if short else f"{texts.number(count)} · {texts.percent(share, 0)}"
        return PersonCell(words, share=share)

    return cell


_TITLES = (N_("1 not at all"), "2", "3", "4", N_("5 fully"))
_WIDE, _SHORT = (frozenset(f"{kind}_{score}" for score in SCORES) for kind in ("score", "count"))
_ROOMY = 940  # pixels at 100 % from which shares are written too
_COLUMNS = (
    PersonColumn("question", N_("Question"), 0, _question, wide=1),
    PersonColumn("answers", N_("Answers"), 8, lambda row, texts: PersonCell(texts.number(row.rating.answers)), drop=1,
                 number=True),
    PersonColumn("mean", N_("Mean"), 6, _mean, number=True),
    *(PersonColumn(f"score_{score}", _TITLES[score - 1], 11, _score(score)) for score in SCORES),
    *(PersonColumn(f"count_{score}", str(score), 4, _score(score, short=True)) for score in SCORES),
)  # fmt: skip


class Results(QWidget):
    """Scored questions as a table, what was written as a list."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.note, self._said_label = QLabel(self), QLabel(self)
        for label in (self.note, self._said_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.note.setProperty("tone", "text2")
        self._said_label.setProperty("font_role", "h2")
        self.table = PeopleTable(bench, _COLUMNS, self)
        self.table.setObjectName("feedback_results")
        self.said = QListWidget(self)
        self.said.setObjectName("feedback_words")
        self.said.setWordWrap(True)
        self.said.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.said.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.setMinimumHeight(bench.look.px(110))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.note)
        column.addWidget(self.table)
        column.addWidget(self._said_label)
        column.addWidget(self.said, 1)
        column.addStretch(0)
        bench.look.changed.connect(self._fit_height)

    def retranslate(self) -> None:
        """Words the results in the language that is shown."""
        texts = self._bench.texts
        self.table.setAccessibleName(texts._("Results by question"))
        self.said.setAccessibleName(texts._("Answers in words"))
        self._said_label.setText(texts._("Answers in words"))
        self.table.retranslate()
        self._fit_height()

    def show_ratings(self, told: Ratings, least: int) -> None:
        """Shows what was counted; under `least` answers a mean is compared with nothing."""
        texts = self._bench.texts
        rows = [ResultRow(at, one) for at, one in enumerate(told.questions, 1)]
        self.table.fill([row for row in rows if not row.rating.question.in_words])
        self.table.people.refresh()
        self.table.fit()
        self._fit_height()
        few = texts._("Fewer than {n} people answered: the figures stand for these few and are compared with nothing.")
        self.note.setText(few.replace("{n}", texts.number(least)))
        self.note.setVisible(bool(told.forms) and not told.comparable)
        self.said.clear()
        for row in rows:
            self._list(f"{texts.number(row.number)}  {row.rating.question.text}", row.rating.words)
        self._list(texts._("Comments"), told.comments)
        for part in (self.said, self._said_label):
            part.setVisible(self.said.count() > 0)

    def _fit_height(self) -> None:
        """The table is no higher than its rows: the room below belongs to what was written."""
        table = self.table
        rows = table.people.rowCount() * self._bench.look.row_height()
        table.setMaximumHeight(table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth())

    def _list(self, heading: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        head = QListWidgetItem(heading)
        head.setFont(self._bench.look.font("strong"))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.said.addItem(head)
        for one in words:
            self.said.addItem(QListWidgetItem(f"– {' '.join(one.split())}"))

    def take_focus(self) -> None:
        self.table.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the bars stand for the shares."""
        super().resizeEvent(event)
        self.table.hidden = _SHORT if self.width() >= self._bench.look.px(_ROOMY) else _WIDE
        self.table.fit()
