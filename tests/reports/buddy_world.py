"""Two centres with plans that hold everything a paper can tell, each name of a person with a marker that stands nowhere else."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from p2i_desktop.domain.advice import Action, Topic
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanSignature,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreName, Programme, ProgrammeKind
from p2i_desktop.domain.parties import Contact, StaffMember
from p2i_desktop.domain.plans import content_digest
from p2i_desktop.domain.record import About, Record
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.reports.offices import _id, empty

MARK = "Qzx"  # in the names of persons, and in texts that an anonymised paper leaves out
MENTOR, NEW, PROGRAMME, PAIR, OLD_PAIR = _id(60, 1), _id(60, 2), _id(61, 1), _id(62, 1), _id(62, 2)
ACTIVE, DRAFT = _id(63, 1), _id(63, 2)
KICK_OFF, REVIEW = _id(67, 1), _id(67, 2)
STARTS, ENDS = date(2026, 1, 12), date(2026, 12, 20)
GREEK = (
    "Δημιουργία του Κέντρου Αρμοδιότητας για τις Δημόσιες Συμβάσεις Καινοτομίας και υπογραφή της εντολής από το "
    "αρμόδιο υπουργείο, με τη συμμετοχή όλων των εμπλεκόμενων φορέων και των αναθετουσών αρχών"
)


def marked(word: str) -> str:
    return f"{MARK}{word}"


def office_with_plans(path: Path) -> Office:
    """An active plan with everything, a draft of the same pair that replaces it, and a pair of which only the pair is known."""
    return _written(path, [*_around(), *_plan(ACTIVE, PlanStatus.ACTIVE), *_draft()])


def office_with(path: Path, plan: SupportPlan, rows: list[Record]) -> Office:
    """One plan with these rows."""
    return _written(path, [*_around(), plan, *rows])


def plan(**fields: object) -> SupportPlan:
    """A draft of the pair of 2026."""
    kept = SupportPlan(id=ACTIVE, pairing=PAIR, title="Demo plan", starts=STARTS, ends=ENDS)
    return replace(kept, **fields)  # type: ignore[arg-type]


def _written(path: Path, records: list[Record]) -> Office:
    office = empty(path)
    centre = office.work.own_centre()
    assert centre is not None
    office.store.apply("import", [Put(replace(record, centre_id=centre.id)) for record in records])
    return office


def _around() -> list[Record]:
    return [
        Centre(id=MENTOR, code="QA", country="AT", language="de", timezone="Europe/Vienna"),
        Centre(id=NEW, code="QG", country="GR", language="el", timezone="Europe/Athens"),
        CentreName(id=_id(64, 1), centre=MENTOR, language="de", name="Demozentrum alt", valid_to=date(2025, 12, 31)),
        CentreName(id=_id(64, 2), centre=MENTOR, language="de", name="Demozentrum neu", valid_from=date(2026, 1, 1)),
        CentreName(id=_id(64, 3), centre=MENTOR, language="en", name="Demo centre of today", valid_from=date(2026, 1, 1)),
        CentreName(id=_id(64, 4), centre=NEW, language="el", name="Κέντρο δοκιμής"),
        Programme(
            id=PROGRAMME, code="DEMO-P", name="Demo programme", kind=ProgrammeKind.EU_GRANT, starts=date(2018, 1, 1),
            funding_line="Co-funded by a demonstration programme.", min_buddy_meetings=2,
        ),
        Contact(id=_id(65, 1), given_name=marked("Ada"), family_name=marked("Mentor"), data_since=STARTS),
        Contact(id=_id(65, 2), given_name=marked("Ben"), family_name=marked("New"), data_since=STARTS),
        StaffMember(id=_id(65, 3), name=f"{marked('Cem')} {marked('Staff')}", initials="QZ1"),
        BuddyPairing(
            id=PAIR, programme=PROGRAMME, year=2026, mentor=MENTOR, new_centre=NEW, status=PairingStatus.ACTIVE,
            mentor_coordinator=_id(65, 1), new_coordinator=_id(65, 2), note=marked("Pairnote"),
        ),
        BuddyPairing(
            id=OLD_PAIR, programme=PROGRAMME, year=2018, mentor=MENTOR, new_centre=NEW, status=PairingStatus.CONFIRMED,
            source="demo.example, 2019",
        ),
        *(
            SetupProgress(id=_id(66, at), centre=NEW, milestone=step, done_on=STARTS if at < 3 else None,
                          not_applicable=at == 4, evidence=marked("Setup") if at == 0 else "")
            for at, step in enumerate(list(SetupMilestone)[:5])
        ),
    ]  # fmt: skip


def _draft() -> list[Record]:
    return [
        plan(id=DRAFT, version=2, replaces=ACTIVE, title="Demo plan, second version"),
        PlanMilestone(id=_id(70, 1), plan=DRAFT, position="a", title="Milestone of the draft", due_on=date(2026, 2, 2),
                      owner_side=PlanSide.NEW),
    ]  # fmt: skip


def _plan(plan_id: str, status: PlanStatus) -> list[Record]:
    kept = plan(
        id=plan_id, status=status, agreed_on=date(2026, 1, 9), starting_point=f"Two people. Ask {marked('Ada')} {marked('Mentor')}.",
        summary="From mandate to first <b>advice</b>.", lessons="Start small.", transferability="Forms travel.",
    )  # fmt: skip
    rows = [*_content(plan_id), *_measures(plan_id), *_milestones(plan_id)]
    digest = content_digest(kept, rows)
    signed = [
        PlanSignature(id=_id(68, at), plan=plan_id, side=side, name=marked(f"Sign{at}"), function=f"Head {at}",
                      signed_on=date(2026, 1, 8), plan_version=1, plan_digest=digest)
        for at, side in enumerate((PlanSide.MENTOR, PlanSide.NEW))
    ]  # fmt: skip
    said = [
        PlanEvaluation(
            id=_id(69, at), plan=plan_id, side=side, on=date(2026, 11, 2 + at), usefulness=5 - at, goal_attainment=4,
            cooperation=None if at else 3, transferred_services=frozenset({Topic.MARKET_CONSULTATION}),
            useful=marked(f"Useful{at}"), open_points=marked(f"Open{at}"), next_year=marked(f"Next{at}"),
        )
        for at, side in enumerate((PlanSide.MENTOR, PlanSide.NEW))
    ]  # fmt: skip
    return [kept, *rows, *signed, *said, *_actions(plan_id)]


def _content(plan_id: str) -> list[Record]:
    return [
        PlanNeed(id=_id(71, 1), plan=plan_id, topic=SetupTopic.REASON, description="Why a centre", now=1, target=4,
                 now_at_end=3, priority=1),
        PlanNeed(id=_id(71, 2), plan=plan_id, topic=SetupTopic.SERVICES, description="A first service", now=0, target=3),
        PlanNeed(id=_id(71, 3), plan=plan_id, topic=SetupTopic.SERVICES, description="A second service", priority=3),
        PlanObjective(id=_id(72, 1), plan=plan_id, position="a", need=_id(71, 2), text="Five buyers advised",
                      indicator="Buyers", target="5", reached="4", judged=80),
        PlanRisk(id=_id(73, 1), plan=plan_id, text="No host", likelihood=4, impact=5, response="Ask the ministry",
                 owner_side=PlanSide.NEW),
    ]  # fmt: skip


def _measures(plan_id: str) -> list[Record]:
    return [
        SupportMeasure(id=_id(67, 3), plan=plan_id, type=MeasureType.JOB_SHADOWING, objective=_id(72, 1),
                       topic=SetupTopic.SERVICES, planned_on=date(2026, 5, 4), people_mentor=1, people_new=2,
                       output="Two days of shadowing"),
        SupportMeasure(id=KICK_OFF, plan=plan_id, type=MeasureType.KICK_OFF, status=MeasureStatus.DONE, online=True,
                       planned_on=date(2026, 2, 2), held_on=date(2026, 2, 3), starts_at=time(10), minutes=90,
                       people_mentor=2, people_new=3, output="Work plan", protocol=f"We met.\n{marked('Protocol')}"),
        SupportMeasure(id=REVIEW, plan=plan_id, type=MeasureType.NEEDS_REVIEW, planned_on=date(2026, 12, 1),
                       place="Demo Town"),
    ]  # fmt: skip


def _milestones(plan_id: str) -> list[Record]:
    return [
        PlanMilestone(id=_id(70, 11), plan=plan_id, position="a", title="Mandate signed", owner_side=PlanSide.NEW,
                      owner=f"{marked('Dora')} {marked('Owner')}", starts_on=date(2026, 1, 19), due_on=date(2026, 3, 2),
                      done_on=date(2026, 3, 9), evidence=marked("Evidence"), setup_milestone=SetupMilestone.MANDATE),
        PlanMilestone(id=_id(70, 12), plan=plan_id, position="b", title=GREEK, owner_side=PlanSide.MENTOR,
                      starts_on=date(2026, 3, 2), due_on=date(2026, 11, 2), depends_on=frozenset({_id(70, 11)})),
        PlanMilestone(id=_id(70, 13), plan=plan_id, position="c", title="Launch", owner_side=PlanSide.BOTH,
                      due_on=date(2026, 12, 15), depends_on=frozenset({_id(70, 11), _id(70, 12)})),
    ]  # fmt: skip


def _actions(plan_id: str) -> list[Record]:
    about = About("support_plan", plan_id)
    return [
        Action(id=_id(74, 1), about=about, title=f"Send the forms to {marked('Ben')} {marked('New')}", owner=_id(65, 3),
               due_on=date(2026, 2, 10), template_key=KICK_OFF),
        Action(id=_id(74, 2), about=about, title="Name a host", other_side=f"{marked('Eva')} {marked('Else')}",
               due_on=date(2026, 2, 20), done_on=date(2026, 2, 18), template_key=KICK_OFF),
    ]  # fmt: skip


def many_milestones(count: int) -> list[Record]:
    """So many milestones in a chain over the plan year, with long Greek titles."""
    return [
        PlanMilestone(
            id=_id(75, at), plan=ACTIVE, position=f"{at:04d}", title=f"{at} {GREEK}"[:200],
            owner_side=list(PlanSide)[at % 3], starts_on=STARTS + timedelta(days=at // 2),
            due_on=STARTS + timedelta(days=at // 2 + 20),
            depends_on=frozenset({_id(75, at - 1)}) if at else frozenset(),
        )
        for at in range(count)
    ]  # fmt: skip
