"""Who helps whom in which year, programme by programme: the matrix as it is seen on the page of buddy plans."""

from collections.abc import Iterator
from dataclasses import dataclass

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanStatus
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.plans import IN_FORCE, Light, PlanState, StateWord
from p2i_desktop.i18n import Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import words
from p2i_desktop.reports.document import Block, Column, Document, Heading, Landscape, Note, Plain, Row, Table, Text
from p2i_desktop.reports.framing import Frame, Framed, Numbers, Paper

_MOST_YEARS = 5  # beside each other
_CENTRE, _YEARS = 52.0, 205.0  # mm of a turned page, of the centre and of all years
_UPRIGHT = 2  # years on an upright page
_WORD_SIGNS = {
    StateWord.ON_TRACK: "●", StateWord.LATE: "!", StateWord.DONE: "✓", StateWord.NOT_STARTED: "○",
    StateWord.NO_MILESTONES: "–",
}  # fmt: skip
_FREE, _NO_PLAN = "+", "–"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair in its cell; without a plan `status` and `state` are None. Names are those of its row and its partner."""

    pairing: BuddyPairing
    mentor: str  # code of the centre
    mentor_name: str
    new: str
    new_name: str
    title: str = ""
    version: int | None = None
    status: PlanStatus | None = None
    state: PlanState | None = None


@dataclass(frozen=True, slots=True)
class Centre:
    """A row: a centre on one side (`mentor` or not), its pairs by year, and the years in which it may have one."""

    code: str
    name: str
    mentor: bool
    pairs: dict[int, tuple[Pair, ...]]
    years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """The matrix of one programme."""

    programme: Programme
    years: tuple[int, ...]
    rows: tuple[Centre, ...]


@dataclass(frozen=True, slots=True)
class MatrixFacts(Framed):
    """The matrices of some programmes, those with pairs."""

    frame: Frame
    parts: tuple[Part, ...]


def build(facts: MatrixFacts) -> Document:
    """The matrices as turned pages."""
    t, numbers = facts.texts, Numbers(facts.texts)
    blocks: list[Plain] = [Heading(1, words.told(t._("Buddy pairs"), subject(facts)))]
    blocks.append(Text(t._("As of {day}").format(day=t.date(facts.frame.today)), "small"))
    blocks.append(Text(_legend(t) if facts.parts else t._("No pair of a programme is stored."), "small"))
    for part in facts.parts:
        if len(facts.parts) > 1:
            blocks.append(Heading(2, framing.programme_name(part.programme)))
        blocks += _tables(t, part, numbers)
    body: tuple[Block, ...] = (Landscape(tuple(blocks)),) if _wide(facts) else tuple(blocks)
    return framing.document(facts.frame, paper(facts), body)


def paper(facts: MatrixFacts) -> Paper:
    """What the paper is called."""
    return Paper(facts.texts._("Buddy pairs"), subject(facts), "buddy_matrix")


def subject(facts: MatrixFacts) -> str:
    """The programme, or that it is all of them."""
    if len(facts.parts) == 1:
        return framing.programme_name(facts.parts[0].programme)
    return facts.texts._("all programmes")


def named(facts: MatrixFacts) -> tuple[str, ...]:
    """What stands in the name of the file."""
    return (facts.parts[0].programme.code,) if len(facts.parts) == 1 else ()


def _wide(facts: MatrixFacts) -> bool:
    return any(len(part.years) > _UPRIGHT for part in facts.parts)


def _tables(t: Texts, part: Part, numbers: Numbers) -> Iterator[Table]:
    sources = _sources(t, part)
    for first in range(0, len(part.years), _MOST_YEARS):
        years = part.years[first : first + _MOST_YEARS]
        last = first + _MOST_YEARS >= len(part.years)
        notes = tuple(Note("*", one) for one in sources) if last else ()
        wide = round(_YEARS / len(years), 1) if len(part.years) > _UPRIGHT else 0.0
        columns = (
            Column(t._("Centre"), width=_CENTRE, header=True), *(Column(str(year), width=wide) for year in years)
        )  # fmt: skip
        rows: tuple[Row, ...] = tuple(
            (row_name(row), *(cell_words(t, row, year) for year in years)) for row in part.rows
        )
        yield Table(columns, rows, t._("Who helps whom, by centre and year"), numbers.table(), notes=notes)


def _sources(t: Texts, part: Part) -> list[str]:
    """Each source once, with the pairs that it speaks of: `AT → IT 2019, AT → PT 2020 · Source: bbg.gv.at`."""
    found: dict[str, list[str]] = {}
    for pair in pairs_of(part):
        if pair.pairing.source:
            year = str(pair.pairing.year or "")
            found.setdefault(pair.pairing.source, []).append(f"{pair.mentor} → {pair.new} {year}".strip())
    said = {source: t._("Source: {source}").replace("{source}", source) for source in sorted(found)}
    return [" · ".join((", ".join(found[source]), words)) for source, words in said.items()]


def row_name(row: Centre) -> str:
    """`AT → IÖB-Servicestelle`: the arrow goes from the mentor to the new centre."""
    return " ".join((row.code, "→" if row.mentor else "←", row.name))


def pairs_of(part: Part) -> list[Pair]:
    """Every pair of the rows once, by year and codes."""
    found = {pair.pairing.id: pair for row in part.rows for of in row.pairs.values() for pair in of}
    return sorted(found.values(), key=lambda pair: (pair.pairing.year or 0, pair.mentor, pair.new, pair.pairing.id))


def cell_words(t: Texts, row: Centre, year: int) -> str:
    """The pairs of a centre in a year; a plus where one could be made."""
    pairs = row.pairs.get(year, ())
    if not pairs:
        return _FREE if year in row.years else ""
    return "; ".join(pair_words(t, pair, pair.new if row.mentor else pair.mentor) for pair in pairs)


def pair_words(t: Texts, pair: Pair, partner: str) -> str:
    """Partner, milestones done, lateness with its sign, meetings: `GR · 6 of 9 · ! 12 days late · 1 of 2 meetings`."""
    state = pair.state
    if pair.status is None or state is None or pair.pairing.status is PairingStatus.CANCELLED:
        return f"{partner} {_NO_PLAN} {t.label(pair.pairing.status)}"
    done = words.done_of(t, state.done, state.total) if state.total else ""
    parts = (partner, done, standing(t, pair.status, state), meetings(t, state))
    return " · ".join(part for part in parts if part)


def standing(t: Texts, status: PlanStatus, state: PlanState) -> str:
    """How a plan stands, a sign and words; one that is not in force by its status."""
    if status not in IN_FORCE:
        return t.label(status)
    late = t.ngettext("{n} day late", "{n} days late", state.days_late) if state.days_late else ""
    return f"{_WORD_SIGNS[state.word]} {late or t.label(state.word)}"


def meetings(t: Texts, state: PlanState) -> str:
    """How many meetings were held, with a mark where they are too few."""
    more = 0 < state.meetings.minimum < state.meetings.held
    said = t._("{held} meetings ({least} needed)") if more else t._("{held} of {least} meetings")
    said = said.replace("{held}", t.number(state.meetings.held))
    said = said.replace("{least}", t.number(state.meetings.minimum))
    return f"! {said}" if state.meetings.light is Light.RED else said


def _legend(t: Texts) -> str:
    shown = (StateWord.ON_TRACK, StateWord.LATE, StateWord.DONE, StateWord.NOT_STARTED)
    said = [(_WORD_SIGNS[one], t.label(one)) for one in shown]
    said += [(_NO_PLAN, t._("Pair without a plan")), (_FREE, t._("No pair yet"))]
    arrows = t._("→ helps, ← is helped")
    return " · ".join((arrows, *map(" ".join, said)))
