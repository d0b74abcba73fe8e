"""Many consultations at once, a line each: checked by the rules of the form, saved as one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from p2i_desktop.domain.advice import Case, Channel, Consultation, ConsultationType, EntryOrigin, Topic
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules import Around, Problem, clean, hard, problems
from p2i_desktop.services.advice import Advice, LogEntry
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.finding import Finding

LINE_ENTRY = "line_entry"  # the form under which the draft of the lines is kept
MOST_LINES = 1_000
# The column of the grid in which a rule of a field is told.
COLUMNS = {
    "on": "date", "contact_minutes": "minutes", "preparation_minutes": "preparation", "travel_minutes": "travel",
    "case": "case", "note": "note", "topics": "topics", "channel": "channel", "advisor": "advisor",
    "due_on": "follow_up", "title": "note",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line as it was read: texts for who and case, values for the rest; `row` is where it stands in the grid."""

    row: int
    on: date | None
    who: str = ""
    anonymous: bool = False
    minutes: int = 0
    preparation: int = 0
    travel: int = 0
    channel: Channel = Channel.PHONE
    case: str = ""
    topics: frozenset[Topic] = frozenset()
    note: str = ""
    follow_up: date | None = None
    advisor: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What the rules say about a line: `field` of a problem is the column; `new`: the organisation would be made."""

    row: int
    problems: tuple[Problem, ...]
    new: bool = False

    @property
    def hard(self) -> bool:
        return any(problem.hard for problem in self.problems)


@dataclass(frozen=True)
class Entered:
    """What came of it."""

    changed: Changed
    consultations: int
    organisations: int


class LinesRefused(Refused):
    """Some lines break a hard rule; nothing was saved."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        super().__init__([problem for verdict in verdicts for problem in verdict.problems if problem.hard])
        self.verdicts = verdicts


@dataclass
class _Batch:
    """What lines of one step share: organisations made once, cases that have their first consultation."""

    centre: str  # the id of the own centre
    programme: str | None
    organisations: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, Organisation] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)


class LineEntry(Subject):
    """The verbs of the grid."""

    def __init__(self, work: Work, advice: Advice, finding: "Finding") -> None:
        super().__init__(work)
        self._advice = advice
        self._finding = finding

    def check(self, lines: Sequence[Line]) -> list[Verdict]:
        """What the rules say about each line beside the others; nothing is saved."""
        return self._judged(lines)[0]

    def enter(self, lines: Sequence[Line], draft_key: str = "") -> Entered:
        """Saves all lines as one step, each judged beside the others; LinesRefused with the lines that cannot be saved."""
        verdicts, everything, organisations = self._judged(lines)
        if any(verdict.hard for verdict in verdicts):
            raise LinesRefused([verdict for verdict in verdicts if verdict.hard])
        draft = (LINE_ENTRY, draft_key) if draft_key else None
        changed = self.store.apply("line_entry", [Put(record) for record in everything], drop_draft=draft)
        return Entered(changed, len(lines), organisations)

    def cases(self, text: str, who: str, limit: int = 8) -> list[Case]:
        """Open cases that may be meant: those of the organisation first, then by number or title."""
        typed = fold(text.strip())
        found: list[str] = []
        if who.strip():
            for caller in self._finding.callers(who, 3):
                if fold(caller.organisation) == fold(who.strip()):
                    found += [one.id for one in caller.open_cases if typed in fold(f"{one.number} {one.title}")]
        if typed:
            found += [hit.id for hit in self._finding.search(text, limit=40).hits if hit.type == "case"]
        records = self.store.many(Case, list(dict.fromkeys(found))[:limit])
        return [records[key] for key in dict.fromkeys(found) if key in records]

    # -- inside ------------------------------------------------------------------------------------------------------
    def _judged(self, lines: Sequence[Line]) -> tuple[list[Verdict], list[Record], int]:
        """(verdicts, all that would be made, how many new organisations are among it)."""
        centre = self.work.own_centre()
        batch = _Batch(centre.id if centre else "", self.work.rule_settings().default_programme)
        made: list[tuple[Line, list[Record], list[Problem]]] = []
        for line in lines:
            records, found = self._records(line, batch)
            made.append((line, records, found))
        organisations = list(batch.made.values())
        everything: list[Record] = [*organisations, *(record for _, records, _ in made for record in records)]
        around = self.work.around(everything)
        verdicts = [_verdict(line, records, found, around, self._is_new(line, batch)) for line, records, found in made]
        return _with_organisations(verdicts, made, organisations, around), everything, len(organisations)

    def _records(self, line: Line, batch: _Batch) -> tuple[list[Record], list[Problem]]:
        """What a line makes (without its new organisation, which lines share), and what is wrong with its references."""
        found: list[Problem] = []
        case = self._case(line, found)
        organisation = self._organisation(line, batch, found)
        if organisation is None and case is not None and not line.who.strip():
            organisation = self._advice.lead_buyer(case.id)
        programme = (case.programme if case else None) or batch.programme
        talk = Consultation(
            on=line.on, type=self._type(case, batch), channel=line.channel, case=case.id if case else None,
            organisation=organisation, anonymous=line.anonymous, advisor=line.advisor, contact_minutes=line.minutes,
            preparation_minutes=line.preparation, travel_minutes=line.travel, topics=line.topics, note=line.note,
            programme=programme, origin=EntryOrigin.LINE_ENTRY,
        )  # fmt: skip
        made: list[Record] = [talk]
        if line.follow_up is not None:
            made.append(self._advice.follow_up_action(LogEntry(talk, follow_up=line.follow_up), talk))
        return [replace(clean(record), centre_id=batch.centre) for record in made], found

    def _case(self, line: Line, found: list[Problem]) -> Case | None:
        if not line.case.strip():
            return None
        case = self._advice.case_by_reference(line.case.strip())
        if case is None:
            named = [one for one in self.cases(line.case, line.who) if fold(one.title) == fold(line.case.strip())]
            case = named[0] if len(named) == 1 else None
        if case is None:
            found.append(hard("no_case", "case", text=line.case.strip()))
        return case

    def _organisation(self, line: Line, batch: _Batch, found: list[Problem]) -> str | None:
        name = " ".join(line.who.split())
        if not name or line.anonymous:
            return None
        key = fold(name)
        if key not in batch.organisations:
            batch.organisations[key] = self._finding.exact_organisations(name)
        known = batch.organisations[key]
        if len(known) > 1:
            found.append(hard("several", "who", text=name))
            return known[0]
        if known:
            return known[0]
        if key not in batch.made:
            batch.made[key] = replace(clean(self._advice.new_organisation(name)), centre_id=batch.centre)
        return batch.made[key].id

    def _is_new(self, line: Line, batch: _Batch) -> bool:
        return not line.anonymous and fold(" ".join(line.who.split())) in batch.made

    def _type(self, case: Case | None, batch: _Batch) -> ConsultationType:
        """As `Advice.type_for`; of several lines of one new case only the first is the initial one."""
        if case is None:
            return ConsultationType.ENQUIRY
        first = case.id not in batch.started and self._advice.type_for(case.id) is ConsultationType.INITIAL
        batch.started.add(case.id)
        return ConsultationType.INITIAL if first else ConsultationType.FOLLOW_UP


def _verdict(line: Line, records: Iterable[Record], found: list[Problem], around: Around, new: bool) -> Verdict:
    told = list(found)
    for record in records:
        told += [replace(one, field=COLUMNS.get(one.field, "who")) for one in problems(record, around, None)]
    return Verdict(line.row, tuple(dict.fromkeys(told)), new)


def _with_organisations(
    verdicts: list[Verdict],
    made: list[tuple[Line, list[Record], list[Problem]]],
    organisations: list[Organisation],
    around: Around,
) -> list[Verdict]:
    """A wrong new organisation is told in every line that names it."""
    wrong = {one.id: [replace(p, field="who") for p in problems(one, around, None)] for one in organisations}
    told: list[Verdict] = []
    for verdict, (_, records, _) in zip(verdicts, made, strict=True):
        named = {record.organisation for record in records if isinstance(record, Consultation)}
        more = [problem for key in named if key for problem in wrong.get(key, ())]
        told.append(replace(verdict, problems=(*verdict.problems, *more)))
    return told
