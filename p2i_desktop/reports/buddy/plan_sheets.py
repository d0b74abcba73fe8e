"""The tables of a support plan as sheets: typed cells, the same values as on paper."""

from collections.abc import Iterator, Sequence

from p2i_desktop.domain.buddies import PlanEvaluation, PlanObjective, PlanSide
from p2i_desktop.reports.buddy import annexes, minutes, over_time, rows, words
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.excel.model import Cell, Column, Kind, Look, Plain, TableSheet

Rows = Sequence[Sequence[Plain | Cell]]
Titles = Sequence[tuple[str, Kind]]
_SHADES = {
    PlanSide.MENTOR: Look(bold=True, color="FFFFFF", fill="1D4ED8", align="center"),
    PlanSide.NEW: Look(bold=True, color="1B2430", fill="B8C2D0", align="center"),
    PlanSide.BOTH: Look(bold=True, color="1B2430", fill="E3EBFD", align="center", line="505C6B"),
}
_MONTH = 7.0  # characters


def sheet(name: str, titles: Titles, found: Rows) -> TableSheet:
    """A sheet of typed columns."""
    return TableSheet(name, tuple(Column(title, kind) for title, kind in titles), list(found))


def content(facts: PlanFacts) -> Iterator[TableSheet]:
    """What both sides agree on."""
    yield needs(facts)
    yield objectives(facts)
    yield _measures(facts)
    yield meetings(facts)


def needs(facts: PlanFacts) -> TableSheet:
    """Needs by topic with their scores."""
    t = facts.texts
    return sheet(
        t._("Needs"),
        (
            (t._("Topic"), "text"), (t._("Need"), "text"), (t._("Now"), "integer"), (t._("Target"), "integer"),
            (t._("At the end"), "integer"), (t._("Priority"), "integer"),
        ),
        [
            (label, one.description, one.now, one.target, one.now_at_end, one.priority)
            for label, at in rows.ordered_needs(facts)
            if (one := facts.needs[at])
        ],
    )  # fmt: skip


def objectives(facts: PlanFacts) -> TableSheet:
    """Objectives with indicator, target and what was reached."""
    t = facts.texts
    return sheet(
        t._("Objectives"),
        (
            (t._("No."), "integer"), (t._("Objective"), "text"), (t._("Need"), "text"), (t._("Indicator"), "text"),
            (t.field(PlanObjective, "target"), "text"), (t._("Reached"), "text"), (t._("Judged"), "percent"),
        ),
        [
            (at, one.text, rows.topic_of(facts, one), one.indicator, one.target, one.reached,
             None if one.judged is None else one.judged / 100)
            for at, one in enumerate(facts.objectives, 1)
        ],
    )  # fmt: skip


def _measures(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return sheet(
        t._("Measures"),
        (
            (t._("What"), "text"), (t._("For"), "text"), (facts.mentor.code, "integer"), (facts.new.code, "integer"),
            (t._("Planned on"), "date"), (t._("Held on"), "date"), (t._("State"), "text"), (t._("Output"), "text"),
        ),
        [
            (t.label(one.type), rows.serves(facts, one), one.people_mentor, one.people_new, one.planned_on, one.held_on,
             t.label(one.status), one.output)
            for one in facts.measures if not words.is_meeting(one)
        ],
    )  # fmt: skip


def meetings(facts: PlanFacts) -> TableSheet:
    """Meetings with days, place and persons."""
    t = facts.texts
    return sheet(
        t._("Meetings"),
        (
            (t._("Meeting"), "text"), (t._("Planned on"), "date"), (t._("Held on"), "date"), (t._("Time"), "time"),
            (t._("Place"), "text"), (t._("Persons of the mentor"), "integer"), (t._("Persons of the new centre"), "integer"),
            (t._("Minutes"), "minutes"), (t._("State"), "text"), (t._("Result"), "text"),
        ),
        [
            (t.label(one.type), one.planned_on, one.held_on, one.starts_at, words.place(t, one), one.people_mentor,
             one.people_new, one.minutes, t.label(one.status), one.output)
            for one in facts.measures if words.is_meeting(one)
        ],
    )  # fmt: skip


def carried_out(facts: PlanFacts) -> Iterator[TableSheet]:
    """What is followed while the plan is carried out."""
    t = facts.texts
    yield milestones(facts)
    yield gantt(facts)
    yield sheet(
        t._("Set-up steps"),
        (
            (t._("No."), "integer"), (t._("Step"), "text"), (t._("Planned"), "date"), (t._("Done"), "date"),
            (t._("State"), "text"), (t._("Evidence"), "text"), (t._("Source"), "text"),
        ),
        [
            (
                at, t.label(one.milestone), one.planned_on, one.done_on, rows.step_state(facts, one).word, one.evidence,
                one.source,
            )
            for at, one in enumerate(facts.setup, 1)
        ],
    )  # fmt: skip
    yield sheet(
        t._("Risks"),
        (
            (t._("Risk"), "text"), (t._("Likelihood"), "integer"), (t._("Impact"), "integer"), (t._("Response"), "text"),
            (t._("Owner"), "text"), (t._("Closed"), "date"),
        ),
        [
            (one.text, one.likelihood, one.impact, one.response, words.side(facts, one.owner_side), one.closed_on)
            for one in facts.risks
        ],
    )  # fmt: skip
    yield _signatures(facts)


def _signatures(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return sheet(
        t._("Signatures"),
        (
            (t._("Side"), "text"), (t._("Name"), "text"), (t._("Function"), "text"), (t._("Date"), "date"),
            (t._("Version"), "integer"), (t._("Digest of the content (SHA-256)"), "text"), (t._("Holds"), "text"),
        ),
        [
            (words.side(facts, one.side), one.name, one.function, one.signed_on, one.plan_version, one.plan_digest,
             t.yes_no(facts.holds(one)))
            for one in facts.signatures
        ],
    )  # fmt: skip


def milestones(facts: PlanFacts) -> TableSheet:
    """Milestones with owner, days and state."""
    t = facts.texts
    return sheet(
        t._("Milestones"),
        (
            (t._("No."), "integer"), (t._("Milestone"), "text"), (t._("Set-up step"), "text"), (t._("Owner"), "text"),
            (t._("Person"), "text"), (t._("Starts"), "date"), (t._("Due"), "date"), (t._("Done"), "date"),
            (t._("State"), "text"), (t._("Waits for"), "text"), (t._("Evidence"), "text"),
        ),
        [
            (at, one.title, t.label(one.setup_milestone) if one.setup_milestone else "", words.side(facts, one.owner_side),
             one.owner, one.starts_on, one.due_on, one.done_on, words.milestone_state(facts, one).word,
             rows.waits_for(facts, one), one.evidence)
            for at, one in enumerate(facts.milestones, 1)
        ],
    )  # fmt: skip


def gantt(facts: PlanFacts) -> TableSheet:
    """A column for each month: shaded with the letter of the side from the first to the last day of a milestone."""
    t = facts.texts
    along = over_time.axis(facts)
    edges = [tick.on for tick in along.ticks]
    year = 0
    titles = []
    for tick in along.ticks:
        year = tick.on.year
        titles.append(tick.label if str(year) in tick.label else f"{tick.label} {year}")
    columns = (
        Column(t._("No."), "integer"), Column(t._("Milestone"), width=44), Column(t._("Owner"), width=18),
        Column(t._("Due"), "date"), Column(t._("State"), width=18), *(Column(title, width=_MONTH) for title in titles),
    )  # fmt: skip
    found = []
    for at, one in enumerate(facts.milestones, 1):
        head = (at, one.title, words.side(facts, one.owner_side), one.due_on, words.milestone_state(facts, one).word)
        cells: list[Plain | Cell] = []
        for nth, edge in enumerate(edges):
            after = edges[nth + 1] if nth + 1 < len(edges) else None
            due, starts = one.due_on, one.starts_on or one.due_on
            meets = due is not None and starts is not None and due >= edge and (after is None or starts < after)
            cells.append(Cell(words.letter(t, one.owner_side), look=_SHADES[one.owner_side]) if meets else None)
        found.append((*head, *cells))
    return TableSheet(t._("Gantt chart"), columns, found)


def all_minutes(facts: PlanFacts) -> TableSheet:
    """The minutes of all meetings that were held."""
    t = facts.texts
    return sheet(
        t._("Minutes of meetings"),
        (
            (t._("Meeting"), "text"), (t._("Held on"), "date"), (t._("Result"), "text"), (t._("Minutes of the meeting"), "text"),
            (t._("Follow-ups"), "text"),
        ),
        [
            (t.label(one.type), one.held_on, one.output, one.protocol, "\n".join(_said(facts, one.id)))
            for one in facts.measures
            if words.is_meeting(one) and minutes.is_held(one)
        ],
    )  # fmt: skip


def _said(facts: PlanFacts, meeting_id: str) -> Iterator[str]:
    t = facts.texts
    for each in facts.follow_ups:
        if each.meeting == meeting_id:
            parts = (each.action.title, each.owner, t.date(each.action.due_on), annexes.follow_up_state(facts, each))
            yield " · ".join(part for part in parts if part)


def follow_ups(facts: PlanFacts, meeting_id: str) -> TableSheet:
    """What came of one meeting."""
    t = facts.texts
    return sheet(
        t._("Follow-ups"),
        (
            (t._("What"), "text"),
            (t._("Who"), "text"),
            (t._("Due"), "date"),
            (t._("Done"), "date"),
            (t._("State"), "text"),
        ),
        [
            (
                each.action.title,
                each.owner,
                each.action.due_on,
                each.action.done_on,
                annexes.follow_up_state(facts, each),
            )
            for each in facts.follow_ups
            if each.meeting == meeting_id
        ],
    )


def evaluation(facts: PlanFacts) -> TableSheet:
    """A row a question, a column a side: ratings as numbers, their words beside."""
    t = facts.texts
    both = annexes.sides(facts)
    titles: list[tuple[str, Kind]] = [(t._("Question"), "text")]
    for side in (PlanSide.MENTOR, PlanSide.NEW):
        titles += [(words.side(facts, side), "integer"), (words.told(words.side(facts, side), t._("in words")), "text")]
    found: list[list[Plain | Cell]] = []
    for name in annexes.RATED:
        row: list[Plain | Cell] = [t.field(PlanEvaluation, name)]
        for one in both:
            value = getattr(one, name) if one is not None else None
            row += [value, t._(words.RATINGS[value]) if value is not None else ""]
        found.append(row)
    for name in ("on", "transferred_services", *(() if facts.frame.anonymised else annexes.TOLD)):
        texts = [t.value(getattr(one, name)) if one is not None else "" for one in both]
        found.append([t.field(PlanEvaluation, name), None, texts[0], None, texts[1]])
    return sheet(t._("Evaluation"), titles, found if facts.evaluations else [])
