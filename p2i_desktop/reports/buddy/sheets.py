"""The papers about support plans as workbooks: the same values as typed cells, a table for each kind of rows."""

from collections.abc import Iterator, Sequence

from p2i_desktop.domain.buddies import PlanEvaluation, PlanSide
from p2i_desktop.reports.buddy import annexes, evaluation, minutes, over_time, plan, progress, rows, words
from p2i_desktop.reports.buddy.facts import Frame, PlanFacts, ProgressFacts
from p2i_desktop.reports.buddy.words import Paper
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import (
    Cell,
    Column,
    Kind,
    Look,
    PageSheet,
    Plain,
    Properties,
    Sheet,
    TableSheet,
    Workbook,
)
from p2i_desktop.reports.excel.tables import date_format_of

Rows = Sequence[Sequence[Plain | Cell]]
Titles = Sequence[tuple[str, Kind]]
_SHADES = {
    PlanSide.MENTOR: Look(bold=True, color="FFFFFF", fill="1D4ED8", align="center"),
    PlanSide.NEW: Look(bold=True, color="1B2430", fill="B8C2D0", align="center"),
    PlanSide.BOTH: Look(bold=True, color="1B2430", fill="E3EBFD", align="center", line="505C6B"),
}
_MONTH = 7.0  # characters


def plan_book(facts: PlanFacts) -> Workbook:
    """The plan as sheets."""
    sheets: list[Sheet] = [_plan_page(facts), *_content(facts), *_carried_out(facts)]
    if facts.annexes:
        sheets += [_minutes(facts), _evaluation(facts)]
    return _book(facts.frame, plan.paper(facts), [sheet for sheet in sheets if _filled(sheet)])


def progress_book(facts: ProgressFacts) -> Workbook:
    """Matrix, plans, their milestones, what is overdue, meetings, next steps."""
    t = facts.texts
    sheets: list[Sheet] = [_matrix(facts), _states(facts)]
    several = [(plan_facts.key, plan_facts) for plan_facts in facts.plans]
    sheets.append(_keyed(t._("Milestones"), [(key, _milestones(one)) for key, one in several], facts))
    sheets.append(_overdue(facts))
    sheets.append(_next(facts))
    sheets.append(_keyed(t._("Meetings"), [(key, _meetings(one)) for key, one in several], facts))
    if facts.single:
        sheets.append(_gantt(facts.plans[0]))
    return _book(facts.frame, progress.paper(facts), sheets)


def minutes_book(facts: PlanFacts) -> Workbook:
    """One meeting: its facts and texts, agenda and follow-ups."""
    t, one = facts.texts, minutes.meeting(facts)
    lines: list[list[Plain | Cell]] = [
        [Cell(minutes.subject(facts), look=styles.STRONG)], [t._("Plan"), facts.plan.title],
        [t._("Planned on"), one.planned_on], [t._("Held on"), one.held_on], [t._("Time"), t.time(one.starts_at)],
        [t._("Minutes"), one.minutes], [t._("Place"), words.place(t, one)], [facts.mentor.code, one.people_mentor],
        [facts.new.code, one.people_new], [t._("State"), t.label(one.status)], [], [t._("Result"), one.output],
        [t._("Minutes of the meeting"), one.protocol],
    ]  # fmt: skip
    page = PageSheet(t._("Facts"), minutes.title(facts), lines, (34, 90))
    agenda = _sheet(
        t._("Agenda"), ((t._("Kind"), "text"), (t._("Point"), "text"), (t._("Who"), "text"), (t._("Due"), "date"),
                        (t._("Days late"), "integer")),
        [(t.label(p.kind), minutes.point_text(facts, p), words.side(facts, p.side) if p.side else p.who, p.on, p.days)
         for p in facts.agenda],
    )  # fmt: skip
    follow = _follow_ups(facts, one.id)
    return _book(facts.frame, minutes.paper(facts), [page, *(sheet for sheet in (agenda, follow) if _filled(sheet))])


def evaluation_book(facts: PlanFacts) -> Workbook:
    """Both sides side by side, needs and objectives."""
    sheets: list[Sheet] = [_evaluation(facts), _needs(facts), _objectives(facts)]
    return _book(facts.frame, evaluation.paper(facts), [sheets[0], *(sheet for sheet in sheets[1:] if _filled(sheet))])


def _book(frame: Frame, paper: Paper, sheets: Sequence[Sheet]) -> Workbook:
    t = frame.texts
    properties = Properties(
        title=paper.title, language=t.language, author=frame.centre_name, made_at=frame.made_at, subject=paper.subject,
        keywords=f"{paper.report_id}, {frame.digest}", footer=words.foot(frame, paper),
        page_of=t._("page {page} of {pages}"), total_word=t._("Total"), date_format=date_format_of(t.language),
    )  # fmt: skip
    count = sum(len(one.rows) for one in sheets if isinstance(one, TableSheet) and isinstance(one.rows, list))
    return Workbook(tuple(sheets), properties, rows=count)


def _sheet(name: str, titles: Titles, found: Rows) -> TableSheet:
    return TableSheet(name, tuple(Column(title, kind) for title, kind in titles), list(found))


def _filled(sheet: Sheet) -> bool:
    return isinstance(sheet, PageSheet) or bool(sheet.rows)


def _plan_page(facts: PlanFacts) -> PageSheet:
    t, state, one = facts.texts, facts.state, facts.plan
    lines: list[list[Plain | Cell]] = [
        [Cell(one.title, look=styles.STRONG)], [t._("Programme"), words.programme_name(facts.programme)],
        [t._("Year"), Cell(facts.pairing.year, kind="year")], [t.label(PlanSide.MENTOR), facts.mentor.name],
        [t._("Coordinator of the mentor"), facts.mentor.coordinator], [t.label(PlanSide.NEW), facts.new.name],
        [t._("Coordinator of the new centre"), facts.new.coordinator], [t._("Starts"), one.starts], [t._("Ends"), one.ends],
        [t._("Version"), one.version], [t._("Status"), t.label(one.status)], [t._("Agreed on"), one.agreed_on],
        [t._("Digest of the content (SHA-256)"), facts.content_digest], [], [t._("State"), t.label(state.word)],
        [t._("Milestones"), state.total], [t._("Milestones done"), state.done], [t._("Days late"), state.days_late],
        [t._("Meetings held"), state.meetings.held], [t._("Meetings planned"), state.meetings.planned],
        [t._("Least number of meetings"), state.meetings.minimum], [t._("Traffic light"), t.label(state.meetings.light)], [],
        *([t.field(type(one), name), getattr(one, name)] for name in
          ("starting_point", "summary", "transferability", "lessons")),
        [], [t._("Data as of"), t.instant(facts.frame.made_at)],
    ]  # fmt: skip
    if facts.is_draft:
        lines.insert(0, [Cell(words.mark(facts), look=styles.HEADING)])
    return PageSheet(t._("Plan"), plan.paper(facts).title, lines, (38, 90))


def _content(facts: PlanFacts) -> Iterator[TableSheet]:
    yield _needs(facts)
    yield _objectives(facts)
    yield _measures(facts)
    yield _meetings(facts)


def _needs(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _objectives(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
        t._("Objectives"),
        (
            (t._("No."), "integer"), (t._("Objective"), "text"), (t._("Need"), "text"), (t._("Indicator"), "text"),
            (t._("Target"), "text"), (t._("Reached"), "text"), (t._("Judged"), "percent"),
        ),
        [
            (at, one.text, rows.topic_of(facts, one), one.indicator, one.target, one.reached,
             None if one.judged is None else one.judged / 100)
            for at, one in enumerate(facts.objectives, 1)
        ],
    )  # fmt: skip


def _measures(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _meetings(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _carried_out(facts: PlanFacts) -> Iterator[TableSheet]:
    t = facts.texts
    yield _milestones(facts)
    yield _gantt(facts)
    yield _sheet(
        t._("Set-up steps"),
        (
            (t._("No."), "integer"), (t._("Step"), "text"), (t._("Planned"), "date"), (t._("Done"), "date"),
            (t._("State"), "text"), (t._("Evidence"), "text"),
        ),
        [
            (at, t.label(one.milestone), one.planned_on, one.done_on, rows.step_state(facts, one).word, one.evidence)
            for at, one in enumerate(facts.setup, 1)
        ],
    )  # fmt: skip
    yield _sheet(
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
    return _sheet(
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


def _milestones(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _gantt(facts: PlanFacts) -> TableSheet:
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


def _minutes(facts: PlanFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _follow_ups(facts: PlanFacts, meeting_id: str) -> TableSheet:
    t = facts.texts
    return _sheet(
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


def _evaluation(facts: PlanFacts) -> TableSheet:
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
    return _sheet(t._("Evaluation"), titles, found if facts.evaluations else [])


def _matrix(facts: ProgressFacts) -> TableSheet:
    t = facts.texts
    years = sorted({pair.pairing.year or 0 for pair in facts.pairs})
    found = []
    for programme, pairs in progress.by_programme(facts):
        _, mentors, cells = progress.matrix_cells(facts, pairs)
        found += [(programme, code, *(cells.get((code, year), "") for year in years)) for code in mentors]
    titles: list[tuple[str, Kind]] = [(t._("Programme"), "text"), (t._("Mentor"), "text")]
    return _sheet(t._("Matrix"), [*titles, *((str(year), "text") for year in years)], found)


def _states(facts: ProgressFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
        t._("Plans"),
        (
            (t._("Plan"), "text"), (t._("Title"), "text"), (t._("Mentor"), "text"), (t._("New centre"), "text"),
            (t._("Starts"), "date"), (t._("Ends"), "date"), (t._("Version"), "integer"), (t._("Status"), "text"),
            (t._("State"), "text"), (t._("Milestones done"), "integer"), (t._("Milestones"), "integer"),
            (t._("Days late"), "integer"), (t._("Late side"), "text"), (t._("Overdue"), "integer"),
            (t._("Meetings held"), "integer"), (t._("Meetings planned"), "integer"),
            (t._("Least number of meetings"), "integer"), (t._("Traffic light"), "text"), (t._("Days without progress"), "integer"),
        ),
        [
            (
                one.key, one.plan.title, one.mentor.name, one.new.name, one.plan.starts, one.plan.ends, one.plan.version,
                t.label(one.plan.status), t.label(one.state.word), one.state.done, one.state.total, one.state.days_late,
                t.label(one.state.late_side) if one.state.late_side else "", one.state.overdue, one.state.meetings.held,
                one.state.meetings.planned, one.state.meetings.minimum, t.label(one.state.meetings.light),
                one.state.silent_days,
            )
            for one in facts.plans
        ],
    )  # fmt: skip


def _keyed(name: str, found: Sequence[tuple[str, TableSheet]], facts: ProgressFacts) -> TableSheet:
    """The same table of several plans as one, the key of the plan first."""
    columns = found[0][1].columns if found else (Column(name),)
    lines = [(key, *row) for key, sheet in found for row in sheet.rows]
    return TableSheet(name, (Column(facts.texts._("Plan")), *columns), lines)


def _overdue(facts: ProgressFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
        t._("Overdue"),
        (
            (t._("Plan"), "text"), (t._("No."), "integer"), (t._("Milestone"), "text"), (t._("Owner"), "text"),
            (t._("Due"), "date"), (t._("Days late"), "integer"),
        ),
        [
            (step.facts.key, step.number, step.milestone.title, words.side(step.facts, step.milestone.owner_side),
             step.milestone.due_on, step.days)
            for step in progress.overdue(list(facts.plans))
        ],
    )  # fmt: skip


def _next(facts: ProgressFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
        t._("Next steps"),
        ((t._("Plan"), "text"), (t._("Side"), "text"), (t._("No."), "integer"), (t._("Next step"), "text"), (t._("Due"), "date")),
        [
            (one.key, words.side(one, side), step.number, step.milestone.title, step.milestone.due_on)
            for one in facts.plans
            for side in (PlanSide.MENTOR, PlanSide.NEW)
            for step in progress.next_steps(one, side)
        ],
    )  # fmt: skip
