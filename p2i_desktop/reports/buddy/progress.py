"""How support plans stand: one plan on a page or two, or all pairs as a matrix with what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import rows, words
from p2i_desktop.reports.buddy.facts import PairFacts, Party, PlanFacts, ProgressFacts
from p2i_desktop.reports.buddy.over_time import strip
from p2i_desktop.reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Row,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.framing import Numbers, Paper, count, day

_NEXT = 5  # steps of one side
_BOTH = (PlanSide.MENTOR, PlanSide.NEW)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is to come or overdue: of which plan, its number there, for how many days it is late."""

    facts: PlanFacts
    number: int
    milestone: PlanMilestone
    days: int


def build(facts: ProgressFacts) -> Document:
    """The progress of one plan, or of all."""
    numbers = Numbers(facts.texts)
    blocks: list[Block] = []
    if facts.single:
        blocks += _one(facts.plans[0], numbers)
    else:
        blocks += _all(facts, numbers)
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def paper(facts: ProgressFacts) -> Paper:
    """What the paper is called."""
    mark, edition = (words.mark(facts.plans[0]), words.edition(facts.plans[0])) if facts.single else ("", "")
    return Paper(facts.texts._("Buddy progress"), subject(facts), "buddy_progress", mark, edition)


def subject(facts: ProgressFacts) -> str:
    """Which plan, which year, or all years."""
    if facts.single:
        return words.pair(facts.plans[0])
    return str(facts.year) if facts.year else facts.texts._("all years")


def named(facts: ProgressFacts) -> tuple[str, ...]:
    """What stands in the name of the file: key, or the year."""
    t = facts.texts
    hidden = t._("anonymised") if facts.frame.anonymised else ""
    what = facts.plans[0].key if facts.single else str(facts.year or t._("all years"))
    return tuple(part for part in (what, hidden) if part)


# -- one plan


def _one(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield Heading(1, words.told(t._("Buddy progress"), words.pair(facts)))
    yield Text(facts.plan.title, "lead")
    yield KeyFigures(_cards(facts))
    yield Facts(
        tuple(
            (label, value)
            for label, value in (
                (t._("Programme"), framing.programme_name(facts.programme)),
                (t.label(PlanSide.MENTOR), _party(facts.mentor)), (t.label(PlanSide.NEW), _party(facts.new)),
                (t._("Plan year"), words.period(facts)), (t._("Version"), words.version_words(facts)),
                (t._("Meetings"), words.meeting_words(facts)), (t._("Last progress"), _silent(facts)),
                (t._("Set-up"), rows.readiness_words(facts)),
            )
            if value
        )
    )  # fmt: skip
    if facts.frame.anonymised:
        yield Text(words.anonymous_line(t), "small")
    shown = {step.number for side in _BOTH for step in next_steps(facts, side)}
    late = overdue([facts])
    figure = numbers.figure() if facts.milestones else ""
    label = numbers.table()
    if facts.milestones:
        yield strip(facts, figure, label)
    yield _next_table(facts, label)
    if any(step.number not in shown for step in late):
        yield _overdue_table(facts.texts, late, numbers, several=False)


def _party(party: Party) -> str:
    return " · ".join(part for part in (party.name, party.coordinator) if part)


def _cards(facts: PlanFacts) -> tuple[KeyFigure, ...]:
    t, state = facts.texts, facts.state
    held = state.meetings
    late = words.side(facts, state.late_side) if state.days_late else t._("nothing is overdue")
    meetings = t._("{planned} planned: {light}").format(planned=t.number(held.planned), light=t.label(held.light))
    return (
        KeyFigure(t._("State"), Value(None, t.label(state.word))),
        KeyFigure(t._("Milestones done"), Value(state.done, words.done_of(t, state.done, state.total))),
        KeyFigure(t._("Days late"), Value(state.days_late, t.number(state.days_late)), context=late),
        KeyFigure(t._("Meetings held"), Value(held.held, words.held_of(t, held)), context=meetings),
    )


def _silent(facts: PlanFacts) -> str:
    t, days = facts.texts, facts.state.silent_days
    return "" if days is None else t.ngettext("{n} day ago", "{n} days ago", days) if days else t._("today")


def _next_table(facts: PlanFacts, label: str) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Side"), width=34, header=True), Column(t._("No."), "number", width=12, align="left"), Column(t._("Next step")),
        Column(t._("Due"), "date", width=24), Column(t._("State"), width=28),
    )  # fmt: skip
    found: tuple[Row, ...] = tuple(
        (
            words.side(facts, side), count(t, step.number), _with_owner(step), day(t, step.milestone.due_on),
            words.milestone_state(facts, step.milestone),
        )
        for side in _BOTH
        for step in next_steps(facts, side)
    )  # fmt: skip
    return Table(columns, found, t._("Next steps of both sides"), label, empty=t._("No open milestone"))


def _with_owner(step: Step) -> str:
    t, one = step.facts.texts, step.milestone
    parts = [one.title, t._("both sides") if one.owner_side is PlanSide.BOTH else "", one.owner]
    return " · ".join(part for part in parts if part)


def steps(facts: PlanFacts) -> list[Step]:
    """The open milestones of a plan, by day."""
    found = [
        Step(facts, at, one, words.late_days(facts, one))
        for at, one in enumerate(facts.milestones, 1)
        if one.done_on is None
    ]
    return sorted(found, key=lambda step: (step.milestone.due_on is None, str(step.milestone.due_on), step.number))


def next_steps(facts: PlanFacts, side: PlanSide) -> list[Step]:
    """What one side does next, alone or together, the most pressing first."""
    return [step for step in steps(facts) if step.milestone.owner_side in (side, PlanSide.BOTH)][:_NEXT]


def overdue(plans: list[PlanFacts]) -> list[Step]:
    """What is overdue in plans that count, the latest first."""
    found = [step for facts in plans if facts.state.overdue for step in steps(facts) if step.days]
    return sorted(found, key=lambda step: (-step.days, step.facts.key, step.number))


# -- all plans


def _all(facts: ProgressFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield Heading(1, words.told(t._("Buddy progress"), subject(facts)))
    yield Text(_sum_words(facts), "lead")
    if facts.frame.anonymised:
        yield Text(words.anonymous_line(t), "small")
    for programme, pairs in by_programme(facts):
        yield Heading(2, programme or t._("Without programme"))
        yield matrix(facts, pairs, numbers)
    yield Heading(2, t._("Plans"))
    yield _plans(facts, numbers)
    yield Heading(2, t._("Overdue milestones"))
    yield _overdue_table(t, overdue(list(facts.plans)), numbers, several=True)
    yield Heading(2, t._("Next steps"))
    yield _all_next(facts, numbers)


def _sum_words(facts: ProgressFacts) -> str:
    t = facts.texts
    late = sum(bool(plan.state.overdue) for plan in facts.plans)
    said = t.ngettext("{n} support plan", "{n} support plans", len(facts.plans))
    return " · ".join((said, t.ngettext("{n} of them is late", "{n} of them are late", late)))


def by_programme(facts: ProgressFacts) -> list[tuple[str, list[PairFacts]]]:
    """The pairs under the names of their programmes."""
    found: dict[str, list[PairFacts]] = {}
    for pair in facts.pairs:
        found.setdefault(framing.programme_name(pair.programme), []).append(pair)
    return sorted(found.items())


def matrix(facts: ProgressFacts, pairs: list[PairFacts], numbers: Numbers) -> Table:
    """Mentors by years, each cell the partner and how its plan stands."""
    t = facts.texts
    years, mentors, cells = matrix_cells(facts, pairs)
    columns = (Column(t._("Mentor"), width=24, header=True), *(Column(str(year)) for year in years))
    table_rows = tuple((code, *(cells.get((code, year), NO_VALUE) for year in years)) for code in mentors)
    sources = sorted({pair.pairing.source for pair in pairs if pair.facts is None and pair.pairing.source})
    notes = tuple(Note("*", t._("Source of the pairs without a plan: {source}").format(source=one)) for one in sources)
    return Table(
        columns, table_rows, t._("Who helped whom, mentor by year"), numbers.table(), notes=notes, empty=t._("None")
    )


def matrix_cells(
    facts: ProgressFacts, pairs: list[PairFacts]
) -> tuple[list[int], list[str], dict[tuple[str, int], str]]:
    """Years, codes of mentors, and what stands in each cell."""
    years = sorted({pair.pairing.year or 0 for pair in pairs})
    cells: dict[tuple[str, int], str] = {}
    for pair in pairs:
        place = (pair.mentor.code, pair.pairing.year or 0)
        cells[place] = "; ".join(part for part in (cells.get(place, ""), cell_words(facts, pair)) if part)
    return years, sorted({pair.mentor.code for pair in pairs}), cells


def cell_words(facts: ProgressFacts, pair: PairFacts) -> str:
    """Partner, milestones done, and lateness in words."""
    t = facts.texts
    if pair.facts is None:
        return " · ".join((pair.new.code, t._("no plan")))
    state = pair.facts.state
    late = t.ngettext("{n} day late", "{n} days late", state.days_late) if state.days_late else ""
    parts = (pair.new.code, words.done_of(t, state.done, state.total), t.label(state.word), late)
    return " · ".join(part for part in parts if part)


def _plans(facts: ProgressFacts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Plan"), header=True), Column(t._("Status")), Column(t._("State"), "state"),
        Column(t._("Milestones done")), Column(t._("Days late"), "number"), Column(t._("Meetings held")),
        Column(t._("Traffic light"), "state"),
    )  # fmt: skip
    found = tuple(
        (
            words.pair(plan), t.label(plan.plan.status), words.word(t, plan.state.word),
            words.done_of(t, plan.state.done, plan.state.total), count(t, plan.state.days_late),
            words.held_of(t, plan.state.meetings),
            words.word(t, plan.state.meetings.light),
        )
        for plan in facts.plans
    )  # fmt: skip
    return Table(columns, found, t._("How the plans stand"), numbers.table(), empty=t._("No plan in this year"))


def _overdue_table(t: Texts, found: list[Step], numbers: Numbers, several: bool) -> Table:
    columns = (
        *((Column(t._("Plan"), width=32),) if several else ()), Column(t._("No."), "number", width=12, align="left"),
        Column(t._("Milestone"), header=True), Column(t._("Owner"), width=36), Column(t._("Due"), "date", width=24),
        Column(t._("Days late"), "number", width=20),
    )  # fmt: skip
    table_rows = tuple(
        (
            *((words.pair(step.facts),) if several else ()), count(t, step.number), step.milestone.title,
            words.side(step.facts, step.milestone.owner_side), day(t, step.milestone.due_on), count(t, step.days),
        )
        for step in found
    )  # fmt: skip
    return Table(columns, table_rows, t._("Overdue milestones"), numbers.table(), empty=t._("Nothing is overdue."))


def _all_next(facts: ProgressFacts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Plan"), width=32, header=True), Column(t._("Side"), width=34), Column(t._("Next step")),
        Column(t._("Due"), "date", width=24),
    )  # fmt: skip
    found = tuple(
        (words.pair(plan), words.side(plan, side), step.milestone.title, day(t, step.milestone.due_on))
        for plan in facts.plans
        for side in _BOTH
        for step in next_steps(plan, side)[:1]
    )
    return Table(columns, found, t._("The next step of each side"), numbers.table(), empty=t._("No open milestone"))
