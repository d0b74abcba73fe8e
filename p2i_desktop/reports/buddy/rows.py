"""The tables of a support plan and the drawing of its scale, each made from the same facts as the sheets."""

from p2i_desktop.domain.buddies import PlanMilestone, PlanObjective, SetupProgress, SetupTopic, SupportMeasure
from p2i_desktop.domain.plans import readiness
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports.buddy import words
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.document import Cell, Chart, Column, Note, Row, Series, State, Table, Value
from p2i_desktop.reports.framing import Numbers, count, day

_DAY = 22.0  # mm
_NUMBER = 12.0


def ordered_needs(facts: PlanFacts) -> list[tuple[str, int]]:
    """Label and place of each need, by topic, then priority: a topic with several needs counts them."""
    topics = list(SetupTopic)
    t = facts.texts
    order = sorted(
        range(len(facts.needs)),
        key=lambda at: (topics.index(facts.needs[at].topic), facts.needs[at].priority, facts.needs[at].id),
    )
    met: dict[SetupTopic, int] = {}
    labels = []
    for at in order:
        topic = facts.needs[at].topic
        met[topic] = met.get(topic, 0) + 1
        several = sum(one.topic is topic for one in facts.needs) > 1
        labels.append((f"{t.label(topic)} {met[topic]}" if several else t.label(topic), at))
    return labels


def levels(facts: PlanFacts, number: str, table: str) -> Chart:
    """Now, target and (where judged) at the end on a scale from 0 to 5."""
    t = facts.texts
    found = [(label, facts.needs[at]) for label, at in ordered_needs(facts)]
    asked = [("now", t._("Now")), ("target", t._("Target"))]
    if any(need.now_at_end is not None for _, need in found):
        asked.append(("now_at_end", t._("At the end")))
    series = tuple(
        Series(name, values, tuple(t.number(value) for value in values))
        for field, name in asked
        if (values := tuple(getattr(need, field) for _, need in found))
    )
    told = "; ".join(
        t._("{topic}: now {now}, target {target}").format(
            topic=label, now=t.number(need.now), target=t.number(need.target)
        )
        for label, need in found[: len(SetupTopic)]
    )
    alt = t._("Scale from 0 (nothing there) to 5 (fully there). {list}. All numbers stand in {table}.").format(
        list=told, table=table
    )
    title = t._("Where the new centre stands and wants to be, from 0 (nothing there) to 5 (fully there)")
    return Chart("levels", title, tuple(label for label, _ in found), series, alt, number)


def needs(facts: PlanFacts, numbers: Numbers) -> Table:
    """Topic, need, now, target, at the end, priority."""
    t = facts.texts
    ended = any(need.now_at_end is not None for need in facts.needs)
    columns = (
        Column(t._("Topic"), width=34, header=True), Column(t._("Need")), Column(t._("Now"), "number", width=16),
        Column(t._("Target"), "number", width=16), *((Column(t._("At the end"), "number", width=22),) if ended else ()),
        Column(t._("Priority"), "number", width=20),
    )  # fmt: skip
    rows = tuple(
        (
            label, need.description or NO_VALUE, count(t, need.now), count(t, need.target),
            *((count(t, need.now_at_end),) if ended else ()), count(t, need.priority),
        )
        for label, at in ordered_needs(facts)
        if (need := facts.needs[at])
    )  # fmt: skip
    note = Note("*", t._("Priority 1 is the most pressing."))
    caption = t._("Needs of the new centre by topic, on a scale from 0 to 5")
    return _table(facts, numbers, columns, rows, caption, (note,) if rows else ())


def objectives(facts: PlanFacts, numbers: Numbers) -> Table:
    """Objective, the need it serves, and the indicator by which it is judged."""
    t = facts.texts
    columns = (
        Column(t._("No."), "number", width=_NUMBER, align="left"), Column(t._("Objective"), header=True),
        Column(t._("Need"), width=30), Column(t._("Indicator")), Column(t.field(PlanObjective, "target"), width=22), Column(t._("Reached"), width=22),
        Column(t._("Judged"), "number", width=26),
    )  # fmt: skip
    rows = tuple(
        (
            count(t, at), one.text, topic_of(facts, one), one.indicator or NO_VALUE, one.target or NO_VALUE,
            one.reached or NO_VALUE, Value(one.judged, t.percent(one.judged, 0)),
        )
        for at, one in enumerate(facts.objectives, 1)
    )  # fmt: skip
    return _table(facts, numbers, columns, rows, t._("Objectives and the indicators that show them"))


def topic_of(facts: PlanFacts, one: PlanObjective) -> str:
    """The topic of the need behind an objective."""
    need = next((need for need in facts.needs if need.id == one.need), None)
    return facts.texts.label(need.topic) if need is not None else NO_VALUE


def measures(facts: PlanFacts, numbers: Numbers) -> Table:
    """What, for which objective, who, when, state, output; meetings have a table of their own."""
    t = facts.texts
    columns = (
        Column(t._("What"), header=True), Column(t._("For"), width=30), Column(t._("Who (persons)"), width=24),
        Column(t._("When"), "date", width=_DAY), Column(t._("State"), width=24), Column(t._("Output")),
    )  # fmt: skip
    found = [one for one in facts.measures if not words.is_meeting(one)]
    rows = tuple(
        (
            t.label(one.type), serves(facts, one), words.people(facts, one), day(t, words.held_or_planned(one)),
            t.label(one.status), one.output or NO_VALUE,
        )
        for one in found
    )  # fmt: skip
    return _table(facts, numbers, columns, rows, t._("What one centre does for the other"))


def serves(facts: PlanFacts, one: SupportMeasure) -> str:
    """The number of the objective and the topic that a measure serves."""
    t = facts.texts
    at = next((at for at, goal in enumerate(facts.objectives, 1) if goal.id == one.objective), None)
    goal = t._("objective {number}").format(number=at) if at is not None else ""
    return " · ".join(part for part in (goal, t.label(one.topic) if one.topic else "") if part) or NO_VALUE


def meetings(facts: PlanFacts, numbers: Numbers) -> Table:
    """All meetings with their day, planned or held."""
    t = facts.texts
    columns = (
        Column(t._("Meeting"), header=True), Column(t._("Planned"), "date", width=_DAY),
        Column(t._("Held"), "date", width=_DAY), Column(t._("Time"), width=16), Column(t._("Place")),
        Column(t._("Who (persons)"), width=24), Column(t._("State"), width=24),
    )  # fmt: skip
    found = [one for one in facts.measures if words.is_meeting(one)]
    rows = tuple(
        (
            t.label(one.type), day(t, one.planned_on), day(t, one.held_on), t.time(one.starts_at), words.place(t, one),
            words.people(facts, one), t.label(one.status),
        )
        for one in found
    )  # fmt: skip
    return _table(facts, numbers, columns, rows, t._("Meetings of both sides"))


def milestones(facts: PlanFacts, numbers: Numbers) -> Table:
    """Number, title, owner, due, done, state and what each waits for."""
    t = facts.texts
    columns = (
        Column(t._("No."), "number", width=_NUMBER, align="left"), Column(t._("Milestone"), header=True),
        Column(t._("Owner"), width=32), Column(t._("Due"), "date", width=_DAY), Column(t._("Done"), "date", width=_DAY),
        Column(t._("State"), "text", width=25), Column(t._("Waits for"), width=16),
    )  # fmt: skip
    rows = tuple(_milestone(facts, at, one) for at, one in enumerate(facts.milestones, 1))
    return _table(facts, numbers, columns, rows, t._("Milestones with owner and day"))


def _milestone(facts: PlanFacts, at: int, one: PlanMilestone) -> Row:
    t = facts.texts
    owner = " · ".join(part for part in (words.side(facts, one.owner_side), one.owner) if part)
    return (
        count(t, at), one.title, owner, day(t, one.due_on), day(t, one.done_on), words.milestone_state(facts, one),
        waits_for(facts, one) or NO_VALUE,
    )  # fmt: skip


def waits_for(facts: PlanFacts, one: PlanMilestone) -> str:
    """The numbers of the milestones that come before, as text."""
    places = {other.id: at for at, other in enumerate(facts.milestones, 1)}
    return ", ".join(str(at) for at in sorted(places[other] for other in one.depends_on if other in places))


def setup(facts: PlanFacts, numbers: Numbers) -> Table:
    """The fifteen steps by which the set-up of the new centre is followed."""
    t = facts.texts
    columns = (
        Column(t._("No."), "number", width=_NUMBER, align="left"), Column(t._("Step"), header=True),
        Column(t._("Planned"), "date", width=_DAY), Column(t._("Done"), "date", width=_DAY),
        Column(t._("State"), "state", width=28), Column(t._("Milestone"), width=22),
        *(() if facts.frame.anonymised else (Column(t._("Evidence")),)),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (
            count(t, at), t.label(one.milestone), day(t, one.planned_on), day(t, one.done_on), step_state(facts, one),
            milestones_of(facts, one) or NO_VALUE, *(() if facts.frame.anonymised else (proved_by(t, one) or NO_VALUE,)),
        )
        for at, one in enumerate(facts.setup, 1)
    )  # fmt: skip
    return _table(facts, numbers, columns, rows, t._("Set-up steps of the new centre"))


def proved_by(t: Texts, one: SetupProgress) -> str:
    """The evidence of a step, and where that is known from."""
    source = t._("Source: {source}").replace("{source}", one.source) if one.source else ""
    return " · ".join(part for part in (one.evidence, source) if part)


def milestones_of(facts: PlanFacts, one: SetupProgress) -> str:
    """The numbers of the milestones of this plan that bring a step about."""
    return ", ".join(str(at) for at, each in enumerate(facts.milestones, 1) if each.setup_milestone is one.milestone)


def step_state(facts: PlanFacts, one: SetupProgress) -> State:
    """Done, does not apply, or open."""
    t = facts.texts
    if one.not_applicable:
        return State(t._("does not apply"))
    return State(t._("done"), "good") if one.done_on is not None else State(t._("open"))


def readiness_words(facts: PlanFacts) -> str:
    """How many of the steps that apply are done."""
    t, found = facts.texts, readiness(facts.setup)
    if found.share is None:
        return t._("No set-up step applies to this centre.")
    return t._("{done} of {base} set-up steps that apply are done: {share}.").format(
        done=t.number(found.done), base=t.number(found.base), share=t.percent(found.share, 0)
    )


def risks(facts: PlanFacts, numbers: Numbers) -> Table:
    """What may go wrong, the gravest first, and what is done about it."""
    t = facts.texts
    columns = (
        Column(t._("Risk"), header=True), Column(t._("Likelihood"), "number", width=24),
        Column(t._("Impact"), "number", width=22), Column(t._("Response")), Column(t._("Owner"), width=30),
        Column(t._("Closed"), "date", width=_DAY),
    )  # fmt: skip
    rows = tuple(
        (
            one.text, count(t, one.likelihood), count(t, one.impact), one.response or NO_VALUE,
            words.side(facts, one.owner_side), day(t, one.closed_on),
        )
        for one in sorted(facts.risks, key=lambda one: (-one.likelihood * one.impact, one.id))
    )  # fmt: skip
    note = Note("*", t._("Likelihood and impact from 1 (least) to 5 (most)."))
    return _table(facts, numbers, columns, rows, t._("Risks and responses"), (note,) if rows else ())


def _table(
    facts: PlanFacts, numbers: Numbers, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], caption: str,
    notes: tuple[Note, ...] = (),
) -> Table:  # fmt: skip
    return Table(columns, rows, caption, numbers.table(), notes=notes, empty=facts.texts._("None"))
