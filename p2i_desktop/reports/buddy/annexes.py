"""What stands behind a plan: the minutes of its meetings, and both evaluations side by side."""

from collections.abc import Iterator

from p2i_desktop.domain.buddies import MeasureStatus, PlanEvaluation, PlanSide, SupportMeasure
from p2i_desktop.i18n import NO_VALUE
from p2i_desktop.reports.buddy import words
from p2i_desktop.reports.buddy.facts import FollowUp, PlanFacts
from p2i_desktop.reports.buddy.rows import ordered_needs
from p2i_desktop.reports.document import Block, Cell, Column, Facts, Heading, Row, Table, Text, Value
from p2i_desktop.reports.framing import Numbers, count, day

RATED = ("usefulness", "goal_attainment", "cooperation")
TOLD = ("useful", "open_points", "next_year")
_DAY = 24.0


def minutes(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    """The minutes of each meeting that was held."""
    t = facts.texts
    held = [one for one in facts.measures if words.is_meeting(one) and one.status is MeasureStatus.DONE]
    yield Heading(1, t._("Annex A: minutes of the meetings"), new_page=bool(held))
    if not held:
        yield Text(t._("No meeting was held yet."))
    for one in held:
        yield Heading(2, f"{t.label(one.type)}, {t.weekday_date(words.held_or_planned(one))}")
        yield from meeting(facts, one, numbers)


def meeting(facts: PlanFacts, one: SupportMeasure, numbers: Numbers) -> Iterator[Block]:
    """Facts, result, minutes and follow-ups of one meeting."""
    t = facts.texts
    yield Facts(
        tuple(
            (label, value)
            for label, value in (
                (t._("Held on"), t.weekday_date(one.held_on) if one.held_on else ""),
                (t._("Planned on"), t.weekday_date(one.planned_on) if one.planned_on and not one.held_on else ""),
                (t._("Time"), t.time(one.starts_at) if one.starts_at else ""),
                (t._("Duration"), t._("{hours} h").format(hours=t.hours(one.minutes)) if one.minutes else ""),
                (t._("Place"), words.place(t, one)), (t._("Persons"), words.people(facts, one)),
                (t._("State"), t.label(one.status)),
            )
            if value
        )
    )  # fmt: skip
    if one.output:
        yield Text(one.output, lead=t._("Result"))
    if one.protocol:
        yield Text(t._("Minutes of the meeting"), "strong")
        yield Text(one.protocol)
    follow = [each for each in facts.follow_ups if each.meeting == one.id]
    if follow:
        yield follow_ups(facts, follow, numbers, t._("Follow-ups of this meeting"))


def follow_ups(facts: PlanFacts, found: list[FollowUp], numbers: Numbers, caption: str) -> Table:
    """What somebody does, who, until when."""
    t = facts.texts
    columns = (
        Column(t._("What"), header=True), Column(t._("Who"), width=46), Column(t._("Due"), "date", width=_DAY),
        Column(t._("State"), width=36),
    )  # fmt: skip
    rows = tuple(
        (
            each.action.title or NO_VALUE,
            each.owner or NO_VALUE,
            day(t, each.action.due_on),
            follow_up_state(facts, each),
        )
        for each in found
    )
    return Table(columns, rows, caption, numbers.table(), empty=t._("None"))


def follow_up_state(facts: PlanFacts, each: FollowUp) -> str:
    """Done or given up on a day, or open."""
    t, action = facts.texts, each.action
    if action.done_on is not None:
        return t._("done on {date}").format(date=t.date(action.done_on))
    if action.dropped_on is not None:
        return t._("given up on {date}").format(date=t.date(action.dropped_on))
    return t._("open")


def evaluation(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    """Both evaluations compared; a sentence where there is none."""
    t = facts.texts
    yield Heading(1, t._("Annex B: evaluation by both sides"), new_page=bool(facts.evaluations))
    if not facts.evaluations:
        yield Text(t._("Neither side has evaluated the plan yet."))
        return
    yield from compared(facts, numbers)


def compared(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    """Ratings as numbers and words, and what each side wrote, side by side."""
    yield _ratings(facts, numbers)
    if not facts.frame.anonymised:
        yield _told(facts, numbers)
    yield gain(facts, numbers)


def sides(facts: PlanFacts) -> tuple[PlanEvaluation | None, PlanEvaluation | None]:
    """What the mentor and the new centre said."""
    return facts.evaluation(PlanSide.MENTOR), facts.evaluation(PlanSide.NEW)


def _ratings(facts: PlanFacts, numbers: Numbers) -> Table:
    t = facts.texts
    mentor, new = sides(facts)
    rows: list[Row] = [(t._("Evaluated on"), _on(facts, mentor), _on(facts, new), "")]
    for name in RATED:
        one, two = (getattr(each, name) if each is not None else None for each in (mentor, new))
        rows.append((t.field(PlanEvaluation, name), words.score(t, one), words.score(t, two), _apart(facts, one, two)))
    rows.append(
        (t.field(PlanEvaluation, "transferred_services"), *(_services(facts, each) for each in (mentor, new)), "")
    )
    columns = (*_columns(facts, 50.0), Column(t._("Difference"), width=30))
    return Table(columns, tuple(rows), t._("Ratings of both sides, 1 (lowest) to 5 (highest)"), numbers.table())


def _columns(facts: PlanFacts, width: float) -> tuple[Column, ...]:
    """A column for each side, both of one width (mm)."""
    t = facts.texts
    return (
        Column(t._("Question"), width=40, header=True), Column(words.side(facts, PlanSide.MENTOR), width=width),
        Column(words.side(facts, PlanSide.NEW), width=width),
    )  # fmt: skip


def _on(facts: PlanFacts, one: PlanEvaluation | None) -> Cell:
    t = facts.texts
    return day(t, one.on) if one is not None else t._("not yet")


def _services(facts: PlanFacts, one: PlanEvaluation | None) -> str:
    return (facts.texts.value(one.transferred_services) if one is not None else "") or NO_VALUE


def _apart(facts: PlanFacts, mentor: int | None, new: int | None) -> str:
    t = facts.texts
    if mentor is None or new is None:
        return NO_VALUE
    if mentor == new:
        return t._("both alike")
    higher = facts.mentor if mentor > new else facts.new
    return t._("{centre} by {n} higher").format(centre=higher.code, n=t.number(abs(mentor - new)))


def _told(facts: PlanFacts, numbers: Numbers) -> Table:
    t = facts.texts
    both = sides(facts)
    rows = tuple(
        (
            t.field(PlanEvaluation, name),
            *((getattr(each, name) if each is not None else "") or NO_VALUE for each in both),
        )
        for name in TOLD
    )
    return Table(_columns(facts, 65.0), rows, t._("What both sides wrote"), numbers.table())


def gain(facts: PlanFacts, numbers: Numbers) -> Table:
    """Now, target and at the end of each need, and by how much it moved."""
    t = facts.texts
    columns = (
        Column(t._("Topic"), header=True), Column(t._("At the start"), "number", width=30),
        Column(t._("Target"), "number", width=26), Column(t._("At the end"), "number", width=30),
        Column(t._("Gain"), "number", width=26),
    )  # fmt: skip
    rows = []
    for label, at in ordered_needs(facts):
        need = facts.needs[at]
        known = need.now is not None and need.now_at_end is not None
        moved = (need.now_at_end or 0) - (need.now or 0) if known else None
        printed = NO_VALUE if moved is None else f"+{t.number(moved)}" if moved > 0 else t.number(moved)
        rows.append(
            (label, count(t, need.now), count(t, need.target), count(t, need.now_at_end), Value(moved, printed))
        )
    return Table(columns, tuple(rows), t._("Needs at the start and at the end"), numbers.table(), empty=t._("None"))
