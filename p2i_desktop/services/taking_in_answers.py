"""Answers of an evaluation form taken in from a list: a column a question, the same list again adds nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.domain.folding import fold, words
from p2i_desktop.domain.record import new_id
from p2i_desktop.domain.workshop_ratings import SCORES
from p2i_desktop.domain.workshops import FeedbackAnswer, FeedbackQuestion
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.services.workshop_feedback import Form, WorkshopFeedback
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.exchange.table_header import Table
    from p2i_desktop.exchange.table_shape import Note, Row

COMMENT, NEW_SCORE, NEW_WORDS, NOTHING = "comment", "new_score", "new_words", ""
_MOST_TITLE = 300  # letters of a question
# Headings that say who answered and when: never taken in, answers stay anonymous.
_WHO_AND_WHEN = frozenset(
    {
        "id", "nr", "no", "timestamp", "zeitstempel", "date", "datum", "time", "uhrzeit", "name", "vorname", "nachname",
        "first", "last", "email", "mail", "e", "ip", "start", "end", "beginn", "ende", "token", "language", "sprache",
    }
)  # fmt: skip
_COMMENTS = frozenset(
    {"comment", "comments", "remark", "remarks", "kommentar", "kommentare", "anmerkung", "anmerkungen"}
)


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of the list: its heading, some of what stands in it, and where it goes: the id of a question, COMMENT,
    NEW_SCORE or NEW_WORDS (its heading becomes a question), or NOTHING."""

    title: str
    samples: tuple[str, ...]
    goes_to: str


@dataclass(frozen=True, slots=True)
class RejectedForm:
    """A row that cannot be read: its line in the file, the heading of the column, the key of the reason and its values."""

    line: int
    column: str
    reason: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersLook:
    """What would come of it: new forms, forms that are in the file already, empty rows, rows that cannot be read."""

    columns: tuple[AnswerColumn, ...]
    forms: tuple[Form, ...]
    known: int
    blank: int
    rejected: tuple[RejectedForm, ...]
    questions: tuple[FeedbackQuestion, ...]
    notes: "tuple[Note, ...]" = ()

    @property
    def goes(self) -> tuple[str, ...]:
        """Where each column goes."""
        return tuple(column.goes_to for column in self.columns)


class TakingInAnswers(Subject):
    """Looks at a list first, and takes in exactly what it showed. Unreadable, OSError, Missing, Refused."""

    def __init__(self, work: Work, feedback: WorkshopFeedback) -> None:
        super().__init__(work)
        self._feedback = feedback

    def look(self, workshop_id: str, path: Path, goes: Sequence[str] = (), *, again: bool = False) -> AnswersLook:
        """What would come of a list; `goes` says where its columns go (else as proposed), `again`: also take in what is
        there already."""
        from p2i_desktop.exchange import table_file
        from p2i_desktop.exchange.table_header import table_of

        questions = self._feedback.questions(workshop_id)
        file = table_file.read(path)
        sheet = file.offered()
        table = table_of(sheet, lambda heading: "" if _score(heading) else _meant(heading, questions))
        if not table.lines and _is_heading(sheet.rows[0]):  # an online survey asks questions of its own
            table = table_of(sheet, lambda heading: _meant(heading, questions), sheet.rows[0].line)
        own = all(one.revision for one in questions)
        wanted = tuple(goes) or _proposal(table, questions, own=own)
        asked = _asked(table, wanted, questions)
        forms, blank, rejected = _forms(table, wanted, asked)
        known = self._known(workshop_id) if not again else Counter[_Said]()
        new = []
        for form in forms:
            said = _said(form)
            if known[said]:
                known[said] -= 1
            else:
                new.append(form)
        columns = tuple(AnswerColumn(title, table.samples(at), wanted[at]) for at, title in enumerate(table.titles))
        asked_now = tuple(dict.fromkeys(one for one in asked if one is not None))
        kept = tuple(one for one in questions if own and one not in asked_now)
        return AnswersLook(
            columns, tuple(new), len(forms) - len(new), blank, tuple(rejected), (*kept, *asked_now),
            (*file.notes, *table.notes),
        )  # fmt: skip

    def take(self, workshop_id: str, look: AnswersLook) -> Changed:
        """Takes in what was shown as one step, with the questions that are new."""
        return self._feedback.save_many(workshop_id, look.forms, look.questions)

    def _known(self, workshop_id: str) -> "Counter[_Said]":
        """The forms of the file by what they say."""
        from p2i_desktop.domain.casework import Feedback
        from p2i_desktop.domain.record import About

        found = self.store.find(Feedback, about=About("workshop", workshop_id))
        answers: dict[str, list[FeedbackAnswer]] = {}
        for answer in self.store.naming(FeedbackAnswer, "feedback", [one.id for one in found]):
            answers.setdefault(answer.feedback or "", []).append(answer)
        return Counter(
            _said(Form({a.question or "": a.score or a.words for a in answers.get(one.id, ())}, one.comment))
            for one in found
        )


_Said = tuple[frozenset[tuple[str, int | str]], str]


def _said(form: Form) -> _Said:
    """What a form says, to be compared."""
    given = ((key, one.strip() if isinstance(one, str) else one) for key, one in form.said.items())
    return frozenset((key, one) for key, one in given if one is not None and one != ""), form.comment.strip()


def _meant(heading: str, questions: Sequence[FeedbackQuestion]) -> str:
    """What a heading is: the id of the question whose words or number it is, COMMENT, or "who" for who answered and when."""
    said = words(heading)
    if not said:
        return NOTHING
    for one in questions:
        if words(one.text) == said or words(one.text) == said[1:]:
            return one.id
    if set(said) <= _COMMENTS:
        return COMMENT
    bare = fold("".join(said)).removeprefix("frage").removeprefix("question").removeprefix("q")
    if bare.isdecimal() and 0 < int(bare[:4]) <= len(questions):
        return questions[int(bare[:4]) - 1].id
    return "who" if set(said) <= _WHO_AND_WHEN else NOTHING


def _proposal(table: "Table", questions: Sequence[FeedbackQuestion], *, own: bool) -> tuple[str, ...]:
    """Where the columns go: to the questions they name; else their headings become questions where the workshop has none
    of its own, or nothing is recognised at all."""
    meant = [_meant(title, questions) for title in table.titles]
    taken: set[str] = set()
    open_ = not own or not any(one not in (NOTHING, "who") for one in meant)
    found = []
    for at, one in enumerate(meant):
        goes = one if one != "who" else NOTHING
        if goes == NOTHING and one != "who" and open_ and table.titles[at].strip():
            goes = _by_content(table, at)
        if goes in taken and goes not in (NEW_SCORE, NEW_WORDS, NOTHING):
            goes = NOTHING  # a question has one column
        taken.add(goes)
        found.append(goes)
    return tuple(found)


def _is_heading(row: "Row") -> bool:
    """Whether the first row holds words and no answers."""
    from p2i_desktop.exchange.table_shape import text_of

    filled = [text for cell in row.cells if (text := text_of(cell).strip())]
    return bool(filled) and all(_score(text) is None for text in filled)


def _by_content(table: "Table", column: int) -> str:
    from p2i_desktop.exchange.table_shape import text_of

    filled = [text for row in table.rows if (text := text_of(row.cells[column]).strip())]
    if not filled:
        return NOTHING
    scored = sum(_score(text) is not None for text in filled)
    return NEW_SCORE if scored * 2 > len(filled) else NEW_WORDS


def _asked(table: "Table", goes: Sequence[str], questions: Sequence[FeedbackQuestion]) -> list[FeedbackQuestion | None]:
    """The question of each column, new ones made of its heading."""
    known = {one.id: one for one in questions}
    found: list[FeedbackQuestion | None] = []
    for at, where in enumerate(goes):
        if where in (NEW_SCORE, NEW_WORDS):
            text = " ".join(table.titles[at].split())[:_MOST_TITLE] or f"{at + 1}"
            found.append(FeedbackQuestion(id=new_id(), text=text, in_words=where == NEW_WORDS))
        else:
            found.append(known.get(where))
    return found


def _forms(
    table: "Table", goes: Sequence[str], asked: Sequence[FeedbackQuestion | None]
) -> tuple[list[Form], int, list[RejectedForm]]:
    """(forms, empty rows, rows that cannot be read), in the order of the list."""
    from p2i_desktop.exchange.table_shape import is_blank

    forms: list[Form] = []
    rejected: list[RejectedForm] = []
    blank = table.sheet.blank
    for row in table.rows:
        if all(is_blank(row.cells[at]) for at, where in enumerate(goes) if where != NOTHING):
            blank += 1
            continue
        fault = _fault(table, row, goes)
        form = _form(table, row, goes, asked) if fault is None else fault
        if isinstance(form, RejectedForm):
            rejected.append(form)
        elif form.empty:
            blank += 1
        else:
            forms.append(form)
    return forms, blank, rejected


def _fault(table: "Table", row: "Row", goes: Sequence[str]) -> RejectedForm | None:
    """What the reader found wrong in the row, where it concerns a column that is taken in."""
    for fault in row.faults:
        if fault.column < 0 or (fault.column < len(goes) and goes[fault.column] != NOTHING):
            title = table.titles[fault.column] if 0 <= fault.column < len(table.titles) else ""
            return RejectedForm(row.line, title, fault.kind, fault.values)
    return None


def _form(
    table: "Table", row: "Row", goes: Sequence[str], asked: Sequence[FeedbackQuestion | None]
) -> Form | RejectedForm:
    from p2i_desktop.exchange.table_shape import text_of

    said: dict[str, int | str | None] = {}
    comments = []
    for at, where in enumerate(goes):
        text, question = text_of(row.cells[at]).strip(), asked[at]
        if where == COMMENT and text:
            comments.append(text)
        if question is None or not text:
            continue
        score = None if question.in_words else _score(text)
        if not question.in_words and score is None:
            return RejectedForm(row.line, table.titles[at], "no_score", (("text", text[:40]),))
        said[question.id] = text if question.in_words else score
    return Form(said, "\n".join(comments))


def _score(text: str) -> int | None:
    """A score as lists hold it: `4`, `4.0`, `4 - agree`; None where it is none from 1 to 5."""
    head = text.strip()
    if not (head[:1].isascii() and head[:1].isdecimal()):
        return None
    number, rest = head[0], head[1:]
    if rest[:1] in (".", ",") and rest[1:2].isdecimal():
        digits = len(rest[1:]) - len(rest[1:].lstrip("0"))
        rest = rest[1 + digits :]
    if rest[:1].isdecimal() or int(number) not in SCORES:
        return None
    return int(number)


def mapped(look: AnswersLook, at: int, goes_to: str) -> Sequence[str]:
    """Where the columns go when one of them goes elsewhere; a question or comment that another column had is freed."""
    shared: Mapping[str, bool] = {NOTHING: True, NEW_SCORE: True, NEW_WORDS: True, COMMENT: True}
    kept = [NOTHING if one == goes_to and one not in shared else one for one in look.goes]
    kept[at] = goes_to
    return tuple(kept)
