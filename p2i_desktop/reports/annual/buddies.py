"""Buddy support: which mentor helped which new centre in which year, how the plans stand, and how ready the new centres are."""

from p2i_desktop.domain.network import Centre, CentreService
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.annual import buddy_sheets, words
from p2i_desktop.reports.annual.buddy_sheets import named
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.parts import years_table
from p2i_desktop.reports.buddy_lines import PairLine, PlanLine
from p2i_desktop.reports.document import Block, Cell, Chart, Column, Mood, Row, Series, State, Table, Text, Value
from p2i_desktop.reports.facts import Facts

MOST_YEARS = 5  # beside each other on paper; the workbook lists all
_SUPPORT = ("BUD-01", "BUD-02", "BUD-03", "BUD-04")
_GAIN = ("BUD-05", "BUD-06", "BUD-07", "BUD-08.mentor", "BUD-08.new")
_MOODS: dict[str, Mood] = {"late": "bad", "on_track": "good", "done": "good"}


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    head = numbers.chapter(t._("Buddy support"), "buddies")
    if facts.buddies.nothing:
        text = t._("No pair of centres, no new centre and no service taken over is stored up to this period.")
        return (head, Text(text))
    lead = t._(
        "An established centre, the mentor, supports a new centre for a year by a plan that both agree. Only pairs that are stored in this file are shown; plans stand as they stood on {day}."
    ).format(day=t.date(facts.until))
    blocks: list[Block] = [head, Text(lead)]
    if facts.buddies.pairs:
        blocks += [numbers.section(t._("Mentors and new centres"), "buddy-pairs"), *_matrix(facts, numbers)]
        blocks += _plans(facts, numbers)
    blocks.append(years_table(facts, numbers, _SUPPORT, t._("Meetings and milestones in three years")))
    blocks += [numbers.section(t._("Set-up of the new centres"), "buddy-readiness"), *_ready(facts, numbers)]
    blocks += [numbers.section(t._("What came of the support"), "buddy-gain"), *_gain(facts, numbers)]
    return tuple(blocks)


# --- matrix, plans ------------------------------------------------------------------------------------------------------
def _matrix(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    pairs = facts.buddies.pairs
    years = sorted({pair.year for pair in pairs})[-MOST_YEARS:]
    shown = [pair for pair in pairs if pair.year in years]
    columns = (Column(t._("Mentor"), header=True, width=30), *(Column(str(year)) for year in years))
    mentors = dict.fromkeys(pair.mentor for pair in shown)
    rows = tuple(_mentor(t, [pair for pair in shown if pair.mentor == mentor], years) for mentor in mentors)
    blocks: list[Block] = [Table(columns, rows, t._("Pairs by mentor and year"), numbers.table())]
    if any(pair.plan is None or not pair.plan.milestones for pair in shown):
        blocks.append(Text(t._("–: the pair is stored, no milestones are recorded."), "small"))
    more = len(pairs) - len(shown)
    if more:
        text = t.ngettext(
            "{n} pair of earlier years stands in the workbook of this report.",
            "{n} pairs of earlier years stand in the workbook of this report.",
            more,
        )
        blocks.append(Text(text, "small"))
    return tuple(blocks)


def _mentor(t: Texts, pairs: list[PairLine], years: list[int]) -> Row:
    cells: list[Cell] = [named(pairs[-1].mentor_code, pairs[-1].mentor_name)]
    for year in years:
        cells.append("; ".join(in_words(t, pair) for pair in pairs if pair.year == year))
    return tuple(cells)


def in_words(t: Texts, pair: PairLine) -> str:
    """A cell of the matrix: the partner, milestones done, the state in words, meetings held."""
    plan = pair.plan
    if plan is None or not plan.milestones:
        return f"{pair.new_code} –"
    done = t._("{done} of {total} milestones").format(done=t.number(plan.done), total=t.number(plan.milestones))
    held = t._("{held} of at least {minimum} meetings").format(held=t.number(plan.held), minimum=t.number(plan.minimum))
    return f"{pair.new_code}: " + " · ".join((done, late_words(t, plan), held))


def late_words(t: Texts, plan: PlanLine) -> str:
    """How a plan stands: broken off, the days by which it is late, else the word of its state."""
    if plan.broken_off:
        return plan.status
    if plan.word == "late":
        return t.ngettext("{n} day late", "{n} days late", plan.days_late)
    return plan.state


def _plans(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    plans = facts.buddies.plans
    if not plans:
        return (Text(t._("No support plan of this period is stored.")),)
    columns = (
        Column(t._("Pair"), header=True), Column(t._("Year of the plan")), Column(t._("Version"), "number"),
        Column(t._("Milestones"), "number"), Column(t._("State"), "state"), Column(t._("Late")),
        Column(t._("Meetings"), "number"), Column(t._("Minimum"), "number"), Column(t._("Traffic light")),
    )  # fmt: skip
    rows = tuple(_plan(t, plan) for plan in plans)
    return (Table(columns, rows, t._("Support plans of the period"), numbers.table()),)


def _plan(t: Texts, plan: PlanLine) -> Row:
    late = (
        " · ".join(part for part in (late_words(t, plan), plan.late_side) if part) if plan.days_late else words.NO_DATA
    )
    return (
        plan.pair, words.span(t, plan.starts, plan.ends), Value(plan.version, t.number(plan.version)),
        Value(plan.done, t._("{done} of {total}").format(done=t.number(plan.done), total=t.number(plan.milestones))),
        State(plan.status if plan.broken_off else plan.state, "plain" if plan.broken_off else _MOODS.get(plan.word, "plain")),
        words.NO_DATA if plan.broken_off else late,
        Value(plan.held, t.number(plan.held)), Value(plan.minimum, t.number(plan.minimum)),
        words.NO_DATA if plan.broken_off else plan.light,
    )  # fmt: skip


# --- set-up -------------------------------------------------------------------------------------------------------------
def _ready(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    lines = facts.buddies.ready
    if not lines:
        return (Text(t._("No centre was new in a programme on the last day of the period.")),)
    table, title = numbers.table(), t._("Set-up steps done by the new centres")
    blocks: list[Block] = []
    known = [line for line in lines if line.share is not None]
    if known:
        best = known[0]
        alt = t._("Ranked bars: {title}. Most: {name} with {count}. All numbers stand in {table}.").format(
            title=title, name=best.name, count=t.percent(best.share), table=table
        )
        series = Series(
            t._("Readiness"), tuple(line.share for line in known), tuple(t.percent(line.share) for line in known)
        )
        blocks.append(Chart("ranked", title, tuple(line.name for line in known), (series,), alt, numbers.figure()))
    columns = (
        Column(t._("Centre"), header=True), Column(t.field(Centre, "setup_stage")), Column(t._("Steps done"), "number"),
        Column(t._("Steps that apply"), "number"), Column(t._("Readiness"), "number"),
    )  # fmt: skip
    rows = tuple(
        (
            named(line.code, line.name), line.stage, Value(line.done, t.number(line.done)), Value(line.base, t.number(line.base)),
            Value(None, t.percent(line.share) if line.share is not None else words.NO_DATA),
        )
        for line in lines
    )  # fmt: skip
    return (*blocks, Table(columns, rows, title, table))


# --- needs, evaluation, services ------------------------------------------------------------------------------------------
def _gain(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [
        years_table(facts, numbers, _GAIN, t._("Set-up, needs, services and evaluation in three years"))
    ]
    if facts.buddies.evaluations:
        blocks.append(_evaluations(facts, numbers))
    if facts.buddies.services:
        columns = (
            Column(t._("Service"), header=True), Column(t._("Centre")), Column(t._("Taken over from")),
            Column(t._("Since"), "date"), Column(t.field(CentreService, "stage")),
        )  # fmt: skip
        rows = tuple(
            (line.service, line.centre, line.origin, Value(line.since, t.date(line.since)), line.stage)
            for line in facts.buddies.services
        )
        blocks.append(Table(columns, rows, t._("Services taken over in the period"), numbers.table()))
    return tuple(blocks)


def _evaluations(facts: Facts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Pair"), header=True), Column(t._("Side")), Column(t._("Date"), "date"), Column(t._("Usefulness"), "number"),
        Column(t._("Goals reached"), "number"), Column(t._("Cooperation"), "number"),
    )  # fmt: skip

    def mark(value: int | None) -> Value:
        return Value(value, t.number(value) if value is not None else words.NO_DATA)

    rows = tuple(
        (
            line.pair, line.side, Value(line.on, t.date(line.on)), mark(line.usefulness), mark(line.goal_attainment),
            mark(line.cooperation),
        )
        for line in facts.buddies.evaluations
    )  # fmt: skip
    return Table(columns, rows, t._("Closing evaluations, 1 (worst) to 5 (best)"), numbers.table())


CHAPTER = Chapter("buddies", _blocks, buddy_sheets.sheets)
