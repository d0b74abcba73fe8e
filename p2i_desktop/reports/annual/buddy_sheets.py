"""Buddy pairs with their plans, milestones, meetings and the set-up of new centres, in the workbook; no person, no note."""

from collections.abc import Iterator

from p2i_desktop.domain.network import Centre
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.annual.records import key_column, made_column
from p2i_desktop.reports.buddy_lines import MilestoneLine, PairLine
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.facts import Facts

LATE_GROUND = "FBE3E4"


def named(code: str, name: str) -> str:
    """A centre by its code and its name, where it has one."""
    return name if name in ("", code) else f"{code}\u2002{name}"


def pair_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Buddy plans."""
    t = facts.texts
    return (
        made_column(t._("Mentor"), "word", 30, t._("Established centre that supports")),
        made_column(t._("New centre"), "word", 30, t._("Centre that is supported")),
        sheet.Column(t._("Year"), "year", 8, meaning=t._("Year of the pair"), source="buddy_pairing.year"),
        made_column(t._("Programme"), "word", 14, t._("Code of the programme")),
        made_column(t._("Pair status"), "word", 14, t._("Where the pair stands")),
        made_column(t._("Plan"), "word", 16, t._("State of the version that counts; empty where no plan is recorded")),
        made_column(t._("Version"), "integer", 9, t._("Number of that version")),
        made_column(t._("First day"), "date", 12, t._("First day of the plan")),
        made_column(t._("Last day"), "date", 12, t._("Last day of the plan")),
        made_column(t._("Milestones"), "integer", 12, t._("Milestones of the plan"), True),
        made_column(t._("Done"), "integer", 10, t._("Milestones done by the end of the period"), True),
        made_column(t._("Overdue"), "integer", 10, t._("Milestones overdue at the end of the period"), True),
        made_column(t._("Days late"), "integer", 10, t._("Of the milestone that is latest")),
        made_column(t._("Owned by"), "word", 14, t._("Side that owns that milestone")),
        made_column(t._("State"), "word", 16, t._("State of the plan in words")),
        made_column(t._("Meetings"), "integer", 11, t._("Meetings held by the end of the period"), True),
        made_column(t._("Minimum"), "integer", 11, t._("Meetings a year that the programme asks for")),
        made_column(t._("Traffic light"), "word", 12, t._("Traffic light of the meetings as a word")),
        made_column(t._("Source"), "text", 40, t._("Where a pair of the past is documented")),
        key_column(facts),
    )  # fmt: skip


def _pair(pair: PairLine) -> list[sheet.Plain | sheet.Cell]:
    start: list[sheet.Plain | sheet.Cell] = [
        named(pair.mentor_code, pair.mentor_name), named(pair.new_code, pair.new_name), pair.year, pair.programme, pair.status,
    ]  # fmt: skip
    plan = pair.plan
    if plan is None:
        return [*start, *[None] * 13, pair.source, pair.id]
    late = (None, None) if plan.broken_off or not plan.days_late else (plan.days_late, plan.late_side)
    return [
        *start, plan.status, plan.version, plan.starts, plan.ends, plan.milestones, plan.done,
        None if plan.broken_off else plan.overdue, *late, plan.status if plan.broken_off else plan.state, plan.held, plan.minimum,
        None if plan.broken_off else plan.light, pair.source, plan.id,
    ]  # fmt: skip


def milestone_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Milestones."""
    t = facts.texts
    return (
        made_column(t._("Pair"), "word", 18, t._("Mentor, new centre and year")),
        made_column(t._("Milestone"), "text", 50, t._("Title of the milestone")),
        made_column(t._("Owned by"), "word", 14, t._("Side that owns the milestone")),
        made_column(t._("Due"), "date", 12, t._("Day by which it was to be done")),
        made_column(t._("Done on"), "date", 12, t._("Day on which it was done, up to the end of the period")),
        made_column(t._("Days late"), "integer", 10, t._("Days after that day, counted to the end of the period while it is open")),
        made_column(t._("Delay"), "word", 18, t._("The same in words")),
        key_column(facts),
    )  # fmt: skip


def _milestone(line: MilestoneLine) -> list[sheet.Plain | sheet.Cell]:
    return [line.pair, line.title, line.side, line.due_on, line.done_on, line.days_late or None, line.delay, line.id]


def meeting_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Buddy meetings."""
    t = facts.texts
    return (
        made_column(t._("Pair"), "word", 18, t._("Mentor, new centre and year")),
        made_column(t._("Meeting"), "word", 26, t._("Kind of the meeting")),
        made_column(t._("Held on"), "date", 12, t._("Day of the meeting")),
        made_column(t._("Online"), "word", 9, t._("Whether it was held online")),
        made_column(t._("Minutes"), "minutes", 11, t._("Length of the meeting"), True, t._("minutes")),
        made_column(t._("People of the mentor"), "integer", 14, t._("How many took part for the mentor"), True),
        made_column(t._("People of the new centre"), "integer", 14, t._("How many took part for the new centre"), True),
        key_column(facts),
    )  # fmt: skip


def ready_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Set-up of centres."""
    t = facts.texts
    return (
        made_column(t._("Centre"), "word", 40, t._("Centre that is new in a programme on the last day of the period")),
        made_column(t.field(Centre, "setup_stage"), "word", 20, t._("How far the centre has come")),
        made_column(t._("Steps done"), "integer", 12, t._("Set-up steps done by then"), True),
        made_column(t._("Steps that apply"), "integer", 12, t._("Set-up steps that apply to the centre"), True),
        made_column(t._("Readiness"), "percent", 12, t._("Part of the steps that apply that are done")),
        key_column(facts),
    )  # fmt: skip


def _delays(letter: str, n: int) -> tuple[sheet.Marked, ...]:
    """The column that says how late something is, on a soft red ground where it is."""
    return (sheet.Marked(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + n - 1}", LATE_GROUND),) if n else ()


def sheets(facts: Facts, places: Places) -> Iterator[sheet.Sheet]:
    """The sheets of buddy support; none of a file without any."""
    t, found = facts.texts, facts.buddies
    if found.nothing:
        return
    yield sheet.TableSheet(
        places.names["buddies"], pair_columns(facts), (_pair(pair) for pair in found.pairs), title=t._("Buddy pairs and their plans"),
        note=t._("All pairs up to the period; plans as they stood on {day}").format(day=t.date(facts.until)), table="tbl_buddies",
        totals=True, marked=_delays("M", len(found.pairs)),
    )  # fmt: skip
    yield sheet.TableSheet(
        places.names["milestones"], milestone_columns(facts), (_milestone(line) for line in found.milestones),
        title=t._("Milestones of the plans of the period"), note=words.period(facts), table="tbl_milestones",
        marked=_delays("G", len(found.milestones)),
    )  # fmt: skip
    meetings: Iterator[list[sheet.Plain | sheet.Cell]] = (
        [
            line.pair, line.type, line.held_on, t.yes_no(line.online), line.minutes, line.people_mentor, line.people_new,
            line.id,
        ]
        for line in found.meetings
    )  # fmt: skip
    yield sheet.TableSheet(
        places.names["buddy_meetings"], meeting_columns(facts), meetings, title=t._("Meetings of the plans of the period"),
        note=t._("Meetings held in the year of their plan"), table="tbl_buddy_meetings", totals=True,
    )  # fmt: skip
    ready: Iterator[list[sheet.Plain | sheet.Cell]] = (
        [
            named(line.code, line.name), line.stage, line.done, line.base,
            sheet.Cell(line.share / 100 if line.share is not None else None), line.id,
        ]
        for line in found.ready
    )  # fmt: skip
    yield sheet.TableSheet(
        places.names["setup"], ready_columns(facts), ready, title=t._("Set-up of the new centres"), note=words.period(facts),
        table="tbl_setup",
    )  # fmt: skip
