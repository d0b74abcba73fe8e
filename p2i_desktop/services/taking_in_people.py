"""A list of participants taken in: columns proposed, every row judged, all of it one step; the check is the write undone."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.domain.presence import seat_of, takes_places
from p2i_desktop.domain.workshops import Participation, Workshop
from p2i_desktop.exchange import table_file
from p2i_desktop.exchange.table_header import Table, table_of
from p2i_desktop.exchange.table_shape import Limits, Note, Sheet, TableFile, text_of
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.people_columns import propose, recognise
from p2i_desktop.services.people_known import known
from p2i_desktop.services.people_plan import Line, Options, Verdict, plan
from p2i_desktop.services.people_rows import DayOrder, Person, order_of, person_of, unclear_days
from p2i_desktop.services.people_rules import judged
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.domain.record import Record

__all__ = [
    "LABEL", "Check", "Mapped", "Note", "Sheet", "TableFile", "TakenInPeople", "TakingInPeople", "days_are_unclear", "mapped",
    "persons_of", "read_list", "read_pasted",
]  # fmt: skip

LABEL = "take_in_participants"
PEOPLE = Limits(rows=20_000)  # more is no list of participants
_TELL_EVERY = 200  # rows
_TAKEN = (Verdict.NEW, Verdict.DOUBTFUL, Verdict.CHANGED)
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Mapped:
    """A table with what its columns mean: column (from 0) -> field of `people_columns.FIELDS`, each field once."""

    table: Table
    columns: Mapping[int, str]
    order: DayOrder | None = None  # of days like 03/04/2026; None: the list itself decides, else the day comes first

    def left_out(self) -> list[str]:
        """The headings of columns with something in them that are not taken in."""
        return [
            title or str(column + 1)
            for column, title in enumerate(self.table.titles)
            if column not in self.columns and self.table.samples(column, 1)
        ]


@dataclass(frozen=True)
class Check:
    """What a list would do, row by row in its order; `counts` add up to the rows. `notes` are about the whole list."""

    lines: list[Line]
    counts: Counter[Verdict]
    notes: tuple[Note, ...] = ()
    _saves: "tuple[Record, ...]" = field(default=(), repr=False)

    @property
    def new(self) -> int:
        """People and groups that come onto the list, doubtful ones too."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.DOUBTFUL]

    @property
    def updated(self) -> int:
        """Rows on the list that get other values."""
        return self.counts[Verdict.CHANGED]

    @property
    def skipped(self) -> int:
        """Rows that say nothing new, and those that were left out on purpose."""
        return self.counts[Verdict.SAME] + self.counts[Verdict.DOUBLE] + self.counts[Verdict.LEFT_OUT]

    @property
    def rejected(self) -> int:
        """Rows that cannot be taken in."""
        return self.counts[Verdict.WRONG]


@dataclass(frozen=True)
class TakenInPeople:
    """What came of it; without a step nothing was to be done."""

    check: Check
    changed: Changed | None = None

    @property
    def step(self) -> str:
        return self.changed.step if self.changed else ""


def read_list(
    path: Path, *, encoding: str = "", separator: str | None = None, progress: Progress | None = None
) -> TableFile:
    """The rows of a file, told by what is in it; Unreadable, OSError, what `progress` raises."""
    return table_file.read(path, encoding=encoding, separator=separator, limits=PEOPLE, progress=progress)


def read_pasted(text: str) -> TableFile:
    """The rows of a text from the clipboard; Unreadable."""
    return table_file.read_pasted(text, limits=PEOPLE)


def mapped(
    file: TableFile, sheet: Sheet | None = None, line: int | None = None, columns: Mapping[int, str] | None = None,
    order: DayOrder | None = None,
) -> Mapped:  # fmt: skip
    """A sheet (without one that which is offered) with its headings found and its columns understood, or as they are given."""
    table = table_of(sheet or file.offered(), recognise, line)
    table = replace(table, notes=(*file.notes, *table.notes))
    return Mapped(table, propose(table) if columns is None else columns, order)


def days_are_unclear(wanted: Mapped) -> bool:
    """Whether the days of a list may be read both ways, day or month first: then somebody has to say."""
    texts = _days(wanted)
    return order_of(texts) is None and bool(unclear_days(texts))


def _days(wanted: Mapped) -> list[str]:
    at = next((column for column, name in wanted.columns.items() if name == "registered_on"), None)
    return [] if at is None else [text_of(row.cells[at]) for row in wanted.table.rows]


def persons_of(wanted: Mapped, progress: Progress | None = None) -> tuple[list[Person], tuple[Note, ...]]:
    """The rows of a table as people, with what is to be said about its days; needs no file, what `progress` raises ends it."""
    order, notes = wanted.order, list(wanted.table.notes)
    if order is None and (texts := _days(wanted)):
        order = order_of(texts)
        if order is None and (unclear := unclear_days(texts)):
            notes.append(Note("days_unclear", (("text", unclear),)))
    persons = []
    rows = wanted.table.rows
    for number, row in enumerate(rows):
        if progress is not None and number % _TELL_EVERY == 0:
            progress(number / len(rows))
        persons.append(person_of(row, wanted.columns, order or DayOrder.DAY))
    return persons, tuple(notes)


class TakingInPeople(Subject):
    """The verbs of a list of participants."""

    def check(self, workshop_id: str, persons: Sequence[Person], options: Options, notes: Sequence[Note] = ()) -> Check:
        """What a list would do to the participants of an event; Missing."""
        workshop = self.work.get(Workshop, workshop_id)
        if not sees(self.work, workshop):
            raise Missing("workshop", workshop_id)
        stored = self.store.find(Participation, workshop=workshop.id)
        made = plan(workshop, persons, known(self.store), stored, options, self.work.today())
        good, bad = judged(self.work, workshop, stored, made.saves)
        lines = [_with_problems(line, bad) for line in made.lines]
        saves = tuple(record for records in good.values() for record in records)
        told = [*notes, *_about(workshop, stored, lines, saves)]
        return Check(lines, Counter(line.verdict for line in lines), tuple(told), saves)

    def take_in(
        self, workshop_id: str, persons: Sequence[Person], options: Options, notes: Sequence[Note] = ()
    ) -> TakenInPeople:
        """Checks anew and writes what is right as one step; Missing, Conflict, Refused for a closed period, Environment."""
        check = self.check(workshop_id, persons, options, notes)
        if not check._saves:
            return TakenInPeople(check)
        about = key_of(self.work.get(Workshop, workshop_id))
        puts = [Put(record) for record in check._saves]
        return TakenInPeople(check, self.store.apply(LABEL, puts, args=(about,), kind="import"))


def _with_problems(line: Line, bad: Mapping[int, tuple[object, ...]]) -> Line:
    """A row that the rules refuse, and the later rows of the same person with it."""
    found = bad.get(line.person.line) or bad.get(line.double_of)
    if not found:
        return line
    return replace(line, verdict=Verdict.WRONG, problems=found)  # type: ignore[arg-type]


def _about(
    workshop: Workshop, stored: Sequence[Participation], lines: Sequence[Line], saves: "Sequence[Record]"
) -> list[Note]:
    """What is to be said about the list as a whole."""
    told = []
    if fields := [name for name in ("salutation", "phone", "function") if any(_is_left(line, name) for line in lines)]:
        told.append(Note("contacts_only", (("fields", ",".join(fields)),)))
    then = {one.id: one for one in stored} | {one.id: one for one in saves if isinstance(one, Participation)}
    heads = sum(takes_places(seat_of(one, (), {}, "")) for one in then.values())
    if workshop.capacity is not None and heads > workshop.capacity:
        told.append(Note("over_capacity", (("n", str(heads)), ("capacity", str(workshop.capacity)))))
    return told


def _is_left(line: Line, name: str) -> bool:
    """Whether a row that is taken in says something that no record keeps: only new contacts have a phone or a function."""
    if not getattr(line.person, name) or line.verdict in (Verdict.WRONG, Verdict.LEFT_OUT):
        return False
    at_office = line.office is not None and line.office.likeness == 100
    return not line.new_contact or (name == "function" and not at_office)
