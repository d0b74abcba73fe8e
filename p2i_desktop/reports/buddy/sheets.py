"""The papers about support plans as workbooks: the same values as typed cells, a table for each kind of rows."""

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import evaluation, minutes, plan, plan_sheets, progress, progress_sheets, words
from p2i_desktop.reports.buddy.facts import PlanFacts, ProgressFacts
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, PageSheet, Plain, Sheet, Workbook
from p2i_desktop.reports.framed_book import book, filled, to_the_left


def plan_book(facts: PlanFacts) -> Workbook:
    """The plan as sheets."""
    sheets: list[Sheet] = [_plan_page(facts), *plan_sheets.content(facts), *plan_sheets.carried_out(facts)]
    if facts.annexes:
        sheets += [plan_sheets.all_minutes(facts), plan_sheets.evaluation(facts)]
    return book(facts.frame, plan.paper(facts), [sheet for sheet in sheets if filled(sheet)])


def progress_book(facts: ProgressFacts) -> Workbook:
    """Matrix, plans, their milestones, what is overdue, meetings, next steps."""
    t = facts.texts
    sheets: list[Sheet] = [progress_sheets.matrix(facts), progress_sheets.states(facts)]
    several = [(plan_facts.key, plan_facts) for plan_facts in facts.plans]
    sheets.append(
        progress_sheets.keyed(t._("Milestones"), [(key, plan_sheets.milestones(one)) for key, one in several], facts)
    )
    sheets.append(progress_sheets.overdue(facts))
    sheets.append(progress_sheets.next_steps(facts))
    sheets.append(
        progress_sheets.keyed(t._("Meetings"), [(key, plan_sheets.meetings(one)) for key, one in several], facts)
    )
    if facts.single:
        sheets.append(plan_sheets.gantt(facts.plans[0]))
    return book(facts.frame, progress.paper(facts), sheets)


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
    page = PageSheet(t._("Facts"), minutes.title(facts), to_the_left(lines), (34, 90))
    agenda = plan_sheets.sheet(
        t._("Agenda"), ((t._("Kind"), "text"), (t._("Point"), "text"), (t._("Who"), "text"), (t._("Due"), "date"),
                        (t._("Days late"), "integer")),
        [(t.label(p.kind), minutes.point_text(facts, p), words.side(facts, p.side) if p.side else p.who, p.on, p.days)
         for p in facts.agenda],
    )  # fmt: skip
    follow = plan_sheets.follow_ups(facts, one.id)
    return book(facts.frame, minutes.paper(facts), [page, *(sheet for sheet in (agenda, follow) if filled(sheet))])


def evaluation_book(facts: PlanFacts) -> Workbook:
    """Both sides side by side, needs and objectives."""
    sheets: list[Sheet] = [plan_sheets.evaluation(facts), plan_sheets.needs(facts), plan_sheets.objectives(facts)]
    return book(facts.frame, evaluation.paper(facts), [sheets[0], *(sheet for sheet in sheets[1:] if filled(sheet))])


def _plan_page(facts: PlanFacts) -> PageSheet:
    t, state, one = facts.texts, facts.state, facts.plan
    lines: list[list[Plain | Cell]] = [
        [Cell(one.title, look=styles.STRONG)], [t._("Programme"), framing.programme_name(facts.programme)],
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
    return PageSheet(t._("Plan"), plan.paper(facts).title, to_the_left(lines), (38, 90))
