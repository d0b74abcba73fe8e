"""What all papers about support plans say alike: titles, feet, sides, lateness, ratings, and the numbers of their parts."""

from datetime import date
from enum import StrEnum

from p2i_desktop.domain.buddies import MEETINGS, PlanMilestone, PlanSide, PlanStatus, SupportMeasure
from p2i_desktop.domain.plans import IN_FORCE, Light, Meetings, StateWord, days_overdue, judged_on
from p2i_desktop.i18n import N_, NO_VALUE, Texts
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.document import Mood, State

_MOODS: dict[StrEnum, Mood] = {
    StateWord.LATE: "bad", StateWord.DONE: "good", Light.GREEN: "good", Light.RED: "bad",
}  # fmt: skip
RATINGS = {1: N_("very low"), 2: N_("low"), 3: N_("medium"), 4: N_("high"), 5: N_("very high")}


def version_words(facts: PlanFacts) -> str:
    """ "Version 2 · Agreed": which version it is and where it stands."""
    t = facts.texts
    return " · ".join((t._("Version {number}").format(number=facts.plan.version), t.label(facts.plan.status)))


def edition(facts: PlanFacts) -> str:
    """The version of the plan, for the foot of each page."""
    return facts.texts._("Version {number}").format(number=facts.plan.version)


def mark(facts: PlanFacts) -> str:
    """What stands at the head of each page of a version that is not in force."""
    t, status = facts.texts, facts.plan.status
    if status in IN_FORCE:
        return ""
    word = t.label(status) if status is not PlanStatus.DRAFT else t._("DRAFT")
    return t._("{word} · version {number}").format(word=word, number=facts.plan.version)


def period(facts: PlanFacts) -> str:
    """From the first to the last day of the plan."""
    t = facts.texts
    return f"{t.date(facts.plan.starts)} – {t.date(facts.plan.ends)}"


def pair(facts: PlanFacts) -> str:
    """Both codes and the year: "AT → PT 2018"."""
    return f"{facts.mentor.code} → {facts.new.code} {facts.pairing.year or ''}".strip()


def side(facts: PlanFacts, which: PlanSide | None) -> str:
    """A side with the code of its centre: "Mentor (AT)"."""
    t = facts.texts
    if which is None:
        return NO_VALUE
    return t.label(which) if which is PlanSide.BOTH else f"{t.label(which)} ({facts.party(which).code})"


def signing_for(facts: PlanFacts, which: PlanSide) -> str:
    """The heading of the block in which a side signs."""
    t = facts.texts
    return told(
        t._("For the mentor") if which is PlanSide.MENTOR else t._("For the new centre"), facts.party(which).name
    )


def told(what: str, which: str) -> str:
    """ "Buddy progress: AT → PT 2018"."""
    return f"{what}: {which}"


def letter(t: Texts, which: PlanSide) -> str:
    """The letter that stands for a side at bars."""
    match which:
        case PlanSide.MENTOR:
            return t.pgettext("mentor", "M")
        case PlanSide.NEW:
            return t.pgettext("new centre", "N")
    return t.pgettext("both", "B")


def score(t: Texts, number: int | None) -> str:
    """A rating of 1 to 5 as number and word."""
    return NO_VALUE if number is None else " – ".join((t.number(number), t._(RATINGS[number])))


def word(t: Texts, member: StateWord | Light) -> State:
    """A judgement with its sign."""
    return State(t.label(member), _MOODS.get(member, "plain"))


def late_days(facts: PlanFacts, one: PlanMilestone) -> int:
    """For how many days a milestone is overdue; nothing is in a version that is not in force."""
    return days_overdue(one, judged(facts)) if facts.plan.status in IN_FORCE else 0


def judged(facts: PlanFacts) -> date:
    """The day by which lateness is told."""
    return judged_on(facts.plan, facts.frame.today)


def milestone_state(facts: PlanFacts, one: PlanMilestone) -> State:
    """Done (on time or days late), overdue for days, or open."""
    t = facts.texts
    if one.done_on is not None:
        late = (one.done_on - one.due_on).days if one.due_on is not None else 0
        return State(t.ngettext("done, {n} day late", "done, {n} days late", late) if late > 0 else t._("done"), "good")
    late = late_days(facts, one)
    if late:
        return State(t.ngettext("{n} day late", "{n} days late", late), "bad")
    return State(t._("open"))


def meeting_words(facts: PlanFacts) -> str:
    """How many meetings are held and planned, and what that means by its light."""
    t, held = facts.texts, facts.state.meetings
    more = 0 < held.minimum < held.held
    said = t._("{held} meetings held ({minimum} needed), {planned} planned: {light}")
    return (said if more else t._("{held} of {minimum} meetings held, {planned} planned: {light}")).format(
        held=t.number(held.held), minimum=t.number(held.minimum), planned=t.number(held.planned),
        light=t.label(held.light),
    )  # fmt: skip


def held_of(t: Texts, held: Meetings) -> str:
    """How many meetings were held of those that are needed; more are told as such."""
    if 0 < held.minimum < held.held:
        return t._("{done} ({total} needed)").format(done=t.number(held.held), total=t.number(held.minimum))
    return done_of(t, held.held, held.minimum)


def done_of(t: Texts, done: int, total: int) -> str:
    """ "5 of 9"."""
    return t._("{done} of {total}").format(done=t.number(done), total=t.number(total))


def is_meeting(one: SupportMeasure) -> bool:
    """Whether it counts as a meeting."""
    return one.type in MEETINGS


def place(t: Texts, one: SupportMeasure) -> str:
    """Where a measure is: online, a place, or both."""
    return ", ".join(part for part in (t._("online") if one.online else "", one.place) if part) or NO_VALUE


def people(facts: PlanFacts, one: SupportMeasure) -> str:
    """How many persons of each side take part."""
    parts = ((facts.mentor.code, one.people_mentor), (facts.new.code, one.people_new))
    t = facts.texts
    return " · ".join(f"{code} {t.number(number)}" for code, number in parts if number is not None) or NO_VALUE


def held_or_planned(one: SupportMeasure) -> date | None:
    """The day on which it was held, else the planned one."""
    return one.held_on or one.planned_on


def anonymous_line(t: Texts) -> str:
    """What an anonymised paper leaves out."""
    return t._(
        "Persons appear by their role. Minutes, evidence and remarks are left out; other texts are printed without the "
        "names that this file knows."
    )
