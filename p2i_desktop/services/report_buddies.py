"""Gathers what the papers about support plans print: one plan, one meeting, or how all plans of a year stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    MEETINGS,
    BuddyPairing,
    MeasureStatus,
    PairingStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreName, Programme
from p2i_desktop.domain.parties import Contact, StaffMember
from p2i_desktop.domain.plan_meetings import AgendaPoint
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy.facts import FollowUp, PairFacts, Party, PlanFacts, ProgressFacts
from p2i_desktop.reports.framing import Frame
from p2i_desktop.services.dossier_names import Names
from p2i_desktop.services.meetings import Meetings
from p2i_desktop.services.name_cover import NameCover
from p2i_desktop.services.plan_file import PlanFile, name_in, plan_file, standing, versions_of
from p2i_desktop.services.report_frame import digest, frame_of
from p2i_desktop.services.setup_list import setup_rows
from p2i_desktop.services.work import Work

_CLEANED = (
    "title", "starting_point", "summary", "transferability", "lessons", "description", "text", "indicator", "target",
    "reached", "output", "place", "response",
)  # fmt: skip
_LEFT_OUT = ("protocol", "evidence", "owner", "name", "function", "useful", "open_points", "next_year", "source")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a paper is made: in which words, when, with or without names and annexes."""

    texts: Texts
    made_at: datetime  # aware
    anonymise: bool = False
    annexes: bool = True


def plan_facts(work: Work, plan_id: str, wanted: Wanted) -> PlanFacts:
    """One version of a plan; Missing when it, its pair or a centre of it is gone."""
    return _sealed(_plan(work, plan_file(work, work.get(SupportPlan, plan_id)), wanted))


def meeting_facts(work: Work, measure_id: str, wanted: Wanted) -> PlanFacts:
    """One meeting with its plan; the agenda only while it is still to be held. Missing."""
    measure = work.get(SupportMeasure, measure_id)
    ahead = measure.status is not MeasureStatus.DONE
    points = tuple(Meetings(work).agenda(measure_id)) if ahead else ()
    facts = _plan(work, plan_file(work, work.get(SupportPlan, measure.plan or "")), wanted, points)
    return _sealed(replace(facts, meeting=next(one for one in facts.measures if one.id == measure_id)))


def progress_facts(work: Work, plan_id: str, year: int, wanted: Wanted) -> ProgressFacts:
    """How one plan stands, or (no id) all pairs, with the plans whose year is `year` or reaches into it (0: all). Missing."""
    if plan_id:
        facts = _plan(work, plan_file(work, work.get(SupportPlan, plan_id)), wanted)
        pair = PairFacts(facts.pairing, facts.mentor, facts.new, facts.programme, facts)
        return _sealed_progress(ProgressFacts(facts.frame, (pair,), (facts,), single=True))
    pairs = tuple(_pairs(work, wanted))
    plans = tuple(pair.facts for pair in pairs if pair.facts is not None and _reaches(pair.facts, year))
    return _sealed_progress(ProgressFacts(_frame(work, wanted), pairs, plans, year))


def _pairs(work: Work, wanted: Wanted) -> Iterable[PairFacts]:
    """All pairs but those that were cancelled without a plan, by year and codes."""
    centres = {one.id: one for one in work.store.find(Centre)}
    programmes = {one.id: one for one in work.store.find(Programme)}
    found = []
    for pairing in work.store.find(BuddyPairing):
        plan = standing(versions_of(work, pairing.id))
        if plan is None and pairing.status is PairingStatus.CANCELLED:
            continue
        mentor, new = centres.get(pairing.mentor or ""), centres.get(pairing.new_centre or "")
        if mentor is None or new is None:
            continue
        facts = _plan(work, plan_file(work, plan), wanted) if plan is not None else None
        day = plan.starts if plan is not None else date(pairing.year, 7, 1) if pairing.year else None
        parties = [Party(one.code, _name(work, one, day, wanted.texts.language), "") for one in (mentor, new)]
        found.append(PairFacts(pairing, parties[0], parties[1], programmes.get(pairing.programme or ""), facts))
    return sorted(found, key=lambda one: (one.pairing.year or 0, one.mentor.code, one.new.code, one.pairing.id))


def _name(work: Work, centre: Centre, on: date | None, language: str) -> str:
    """The name that a centre bore on a day, in the report language where it has one, else in its own."""
    day = on or work.today()
    names = [one for one in work.store.find(CentreName, centre=centre.id) if one.language == language]
    held = (one.name for one in names if (one.valid_from or date.min) <= day <= (one.valid_to or date.max))
    return next(held, "") or name_in(work, centre, on)


def _reaches(facts: PlanFacts, year: int) -> bool:
    plan = facts.plan
    inside = plan.starts is not None and plan.ends is not None and plan.starts.year <= year <= plan.ends.year
    return not year or facts.pairing.year == year or inside


def _plan(work: Work, file: PlanFile, wanted: Wanted, agenda: tuple[AgendaPoint, ...] = ()) -> PlanFacts:
    names = Names(work, wanted.texts, wanted.anonymise)
    pairing = file.pairing

    def named(centre: Centre) -> str:
        return _name(work, centre, file.plan.starts, wanted.texts.language)

    facts = PlanFacts(
        frame=_frame(work, wanted), key=file.key, pairing=pairing, programme=file.programme,
        mentor=Party(file.mentor.code, named(file.mentor), names.person(pairing.mentor_coordinator)),
        new=Party(file.new_centre.code, named(file.new_centre), names.person(pairing.new_coordinator)),
        plan=file.plan, state=file.state, content_digest=file.digest, needs=tuple(file.needs),
        objectives=tuple(file.objectives), milestones=tuple(file.milestones), measures=tuple(file.measures),
        risks=tuple(file.risks), signatures=tuple(file.signatures), evaluations=tuple(file.evaluations),
        setup=tuple(setup_rows(work, file.new_centre.id)), follow_ups=_follow_ups(work, file, names), annexes=wanted.annexes,
        agenda=agenda,
    )  # fmt: skip
    return _Hide(work, facts, wanted).plan() if wanted.anonymise else facts


def _follow_ups(work: Work, file: PlanFile, names: Names) -> tuple[FollowUp, ...]:
    """The actions of the plan, each with the meeting of this version that it came of."""
    verbs = Meetings(work)
    meetings = {origin: one.id for one in file.measures if one.type in MEETINGS for origin in verbs.origins(one)}
    return tuple(
        FollowUp(action, names.staff(action.owner) or action.other_side, meetings.get(action.template_key, ""))
        for action in file.actions
    )


def _frame(work: Work, wanted: Wanted) -> Frame:
    return frame_of(work, wanted.texts, wanted.made_at, wanted.anonymise)


class _Hide:
    """Takes names out of records: fields that hold them are emptied, in other texts the names of those who take part go."""

    def __init__(self, work: Work, facts: PlanFacts, wanted: Wanted) -> None:
        self._facts = facts
        self._cover = NameCover(self._known(work, facts), wanted.texts._("[name left out]"))

    @staticmethod
    def _known(work: Work, facts: PlanFacts) -> set[str]:
        """Names of staff and coordinators, and the names on milestones, signatures and actions."""
        whole = {one.owner for one in facts.milestones} | {one.name for one in facts.signatures}
        whole |= {one.name for one in work.store.find(StaffMember)}
        whole |= {each.action.other_side for each in facts.follow_ups}
        pairing = facts.pairing
        ids = [key for key in (pairing.mentor_coordinator, pairing.new_coordinator) if key]
        for contact in work.store.many(Contact, ids).values():
            whole |= {f"{contact.given_name} {contact.family_name}", contact.family_name}
        return whole

    def text(self, text: str) -> str:
        """A text without the names."""
        return self._cover.text(text)

    def record(self, record: Any) -> Any:
        """A record with its names left out."""
        values: dict[str, str] = {}
        for name in _CLEANED:
            text = getattr(record, name, None)
            if isinstance(text, str) and text:
                values[name] = self.text(text)
        values |= {name: "" for name in _LEFT_OUT if hasattr(record, name)}
        return replace(record, **values)

    def plan(self) -> PlanFacts:
        """The whole plan."""
        facts = self._facts
        rows: dict[str, Any] = {
            name: tuple(self.record(one) for one in getattr(facts, name))
            for name in ("needs", "objectives", "milestones", "measures", "risks", "signatures", "evaluations", "setup")
        }
        hidden = tuple(self._follow_up(each) for each in facts.follow_ups)
        rows["agenda"] = tuple(replace(point, text=self.text(point.text), who="") for point in facts.agenda)
        pairing = replace(facts.pairing, note="", mentor_coordinator=None, new_coordinator=None)
        return replace(facts, plan=self.record(facts.plan), pairing=pairing, follow_ups=hidden, **rows)

    def _follow_up(self, each: FollowUp) -> FollowUp:
        action: Action = replace(each.action, title=self.text(each.action.title), other_side="", note="")
        owner = each.owner if each.action.owner else ""
        return FollowUp(action, owner, each.meeting)


def _sealed(facts: PlanFacts) -> PlanFacts:
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))


def _sealed_progress(facts: ProgressFacts) -> ProgressFacts:
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))
