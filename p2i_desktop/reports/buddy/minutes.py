"""The minutes of one meeting, or, before it, its agenda: what both sides keep of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from p2i_desktop.domain.buddies import MeasureStatus, PlanSide, SupportMeasure
from p2i_desktop.domain.plan_meetings import AgendaKind, AgendaPoint
from p2i_desktop.i18n import NO_VALUE
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import annexes, words
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.document import Block, Column, Document, Facts, Group, Heading, Row, Table, Text
from p2i_desktop.reports.framing import Numbers, Paper
from p2i_desktop.reports.timeline import Signature, Signatures


def build(facts: PlanFacts) -> Document:
    """One meeting as pages."""
    t, one = facts.texts, meeting(facts)
    numbers = Numbers(t)
    blocks: list[Block] = [
        Heading(1, title(facts)),
        Text(subject(facts), "lead"),
        Facts(
            tuple(
                (label, value)
                for label, value in (
                    (t._("Programme"), framing.programme_name(facts.programme)), (t._("Plan"), facts.plan.title),
                    (t._("Version"), words.version_words(facts)),
                    (t.label(PlanSide.MENTOR), facts.mentor.name), (t.label(PlanSide.NEW), facts.new.name),
                )
                if value
            )
        ),
    ]  # fmt: skip
    if facts.frame.anonymised:
        blocks.append(Text(words.anonymous_line(t), "small"))
    blocks.append(Heading(2, t._("The meeting")))
    blocks += annexes.meeting(facts, one, numbers)
    if is_held(one):
        blocks += _nothing_written(facts, one)
    else:
        blocks += _agenda(facts, numbers)
    blocks += _confirmed(facts)
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def meeting(facts: PlanFacts) -> SupportMeasure:
    """The meeting of the facts; ValueError where none was chosen."""
    if facts.meeting is None:
        raise ValueError("minutes need a meeting")
    return facts.meeting


def is_held(one: SupportMeasure) -> bool:
    """Whether there are minutes to be told."""
    return one.status is MeasureStatus.DONE


def title(facts: PlanFacts) -> str:
    """Minutes of a held meeting, agenda of one to come."""
    t = facts.texts
    return t._("Minutes of a meeting") if is_held(meeting(facts)) else t._("Agenda of a meeting")


def subject(facts: PlanFacts) -> str:
    """Which meeting of which pair on which day."""
    t, one = facts.texts, meeting(facts)
    return f"{t.label(one.type)} · {words.pair(facts)} · {t.weekday_date(words.held_or_planned(one))}"


def paper(facts: PlanFacts) -> Paper:
    """What the paper is called."""
    return Paper(title(facts), subject(facts), "buddy_minutes", words.mark(facts), words.edition(facts))


def named(facts: PlanFacts) -> tuple[str, ...]:
    """What stands in the name of the file: key of the plan and day of the meeting."""
    on = words.held_or_planned(meeting(facts))
    hidden = facts.texts._("anonymised") if facts.frame.anonymised else ""
    return tuple(part for part in (facts.key, on.isoformat() if on else "", hidden) if part)


def _nothing_written(facts: PlanFacts, one: SupportMeasure) -> Iterator[Block]:
    if not one.protocol and not facts.frame.anonymised:
        yield Text(facts.texts._("No minutes were written."))


def _agenda(facts: PlanFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield Heading(2, t._("Agenda from the open points of the plan"))
    columns = (
        Column(t._("Point"), header=True), Column(t._("Who"), width=44), Column(t._("Due"), "date", width=24),
        Column(t._("Late"), width=26),
    )  # fmt: skip
    yield Table(columns, tuple(points(facts, facts.agenda)), t._("Agenda"), numbers.table(), empty=t._("No open point"))


def points(facts: PlanFacts, found: Sequence[AgendaPoint]) -> Iterator[Row | Group]:
    """The points under their kinds."""
    t = facts.texts
    for kind, group in groupby(found, key=lambda point: point.kind):
        yield Group(t.label(kind))
        for point in group:
            late = t.ngettext("{n} day late", "{n} days late", point.days) if point.days else NO_VALUE
            side = words.side(facts, point.side) if point.side is not None else ""
            who = " · ".join(part for part in (side, point.who) if part) or NO_VALUE
            yield point_text(facts, point), who, framing.day(t, point.on), late


def point_text(facts: PlanFacts, point: AgendaPoint) -> str:
    """A point; a need with its topic."""
    t = facts.texts
    if point.kind is AgendaKind.NEED and point.topic is not None:
        return f"{t.label(point.topic)}: {point.text}" if point.text else t.label(point.topic)
    return point.text or NO_VALUE


def _confirmed(facts: PlanFacts) -> Iterator[Block]:
    """Where both sides confirm the minutes of a held meeting."""
    t = facts.texts
    if not is_held(meeting(facts)):
        return
    yield Heading(2, t._("Confirmed by both sides"))
    lines = ((t._("Name"), ""), (t._("Date"), ""), (t._("Signature"), ""))
    yield Signatures(
        (
            Signature(words.signing_for(facts, PlanSide.MENTOR), lines),
            Signature(words.signing_for(facts, PlanSide.NEW), lines),
        )
    )
