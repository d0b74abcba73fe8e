"""The demo centre as a buddy: a made-up network, six pairs over four years in every state a plan can have."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import NamedTuple

from p2i_desktop.domain.advice import Action, Channel, Consultation, ConsultationType, Topic
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
    PlanTemplate,
    PlanTemplateLine,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import CentreService, ServiceStage, Transition
from p2i_desktop.domain.plans import content_digest
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.services.demo_buddy_texts import EL, BuddyTexts
from p2i_desktop.services.demo_network import Network
from p2i_desktop.services.demo_people import Cast, Ids

_M = SetupMilestone


class _Step(NamedTuple):
    """A milestone of the plot: days after the plan's start, whom it waits for, and how late each pair was with it."""

    setup: SetupMilestone
    side: PlanSide
    starts: int
    due: int
    after: tuple[int, ...]


_STEPS = (
    _Step(_M.REASON_AMBITION, PlanSide.NEW, 5, 40, ()),
    _Step(_M.MANDATE, PlanSide.NEW, 42, 95, (0,)),
    _Step(_M.LOCATION_HOST, PlanSide.NEW, 60, 120, ()),
    _Step(_M.BUDGET_SECURED, PlanSide.NEW, 97, 160, (1,)),
    _Step(_M.STAFF_IN_PLACE, PlanSide.NEW, 162, 215, (3,)),
    _Step(_M.STAKEHOLDERS_MAPPED, PlanSide.BOTH, 90, 180, ()),
    _Step(_M.MINIMUM_SERVICES, PlanSide.BOTH, 190, 275, (4,)),
    _Step(_M.FIRST_SERVICE_DELIVERED, PlanSide.MENTOR, 277, 312, (6,)),
    _Step(_M.LAUNCH, PlanSide.NEW, 314, 334, (7,)),
)
_MEASURES: tuple[tuple[MeasureType, int, bool, int, SetupTopic], ...] = (  # type, day, online, objective, topic
    (MeasureType.KICK_OFF, 21, True, 0, SetupTopic.REASON),
    (MeasureType.NEEDS_REVIEW, 70, True, 0, SetupTopic.MISSION_SCOPE),
    (MeasureType.POLICY_INTRODUCTION, 110, True, 0, SetupTopic.BUDGET_STAFF),
    (MeasureType.SERVICE_DEMO, 170, True, 1, SetupTopic.SERVICES),
    (MeasureType.BUDDY_VISIT, 250, False, 2, SetupTopic.STAKEHOLDERS),
    (MeasureType.EVALUATION, 336, True, 2, SetupTopic.SERVICES),
)
_SCORES = ((2, 5, 5), (1, 4, 4), (2, 4, 5), (1, 4, 3), (2, 4, 4), (3, 5, 5), (0, 3, 3))  # now, target, at the end
_NEVER = 10_000  # days: not done yet


@dataclass(frozen=True)
class _Pair:
    """One pair of the plot: the year counted from the first, what became of the plan, days of delay per milestone."""

    mentor: str
    new: str
    year: int
    status: PlanStatus
    late: tuple[int, ...] = (0,) * 9


_PAIRS = (
    _Pair("", "DX-PT", 0, PlanStatus.EVALUATED, (0, 3, 0, 0, -2, 0, 0, 0, 0)),
    _Pair("", "DX-IT", 1, PlanStatus.EVALUATED, (0, 12, 0, 20, 0, 0, 5, 0, 0)),
    _Pair("", "DX-GR", 2, PlanStatus.COMPLETED, (0, 25, 0, 0, 30, 0, _NEVER, 0, _NEVER)),
    _Pair("", "DX-IE", 3, PlanStatus.ACTIVE, (0, -4, 9, 0, 14, 0, _NEVER, _NEVER, _NEVER)),
    _Pair("DX-NL", "DX-EE", 2, PlanStatus.EVALUATED),
    _Pair("DX-NL", "DX-LT", 3, PlanStatus.DRAFT),
)


def buddies(ids: Ids, texts: BuddyTexts, cast: Cast, first: date, today: date, *, calls: bool) -> list[Record]:
    """The network, its pairs and their plans, parents before children; `calls`: with consultations between the buddies."""
    network = Network(ids, texts, cast, first, today)
    made = [*network.records, *_template(ids, texts, first)]
    for pair in _PAIRS:
        made += [one for one in _Plan(network, pair).records() if calls or not isinstance(one, Consultation)]
    return made


def _template(ids: Ids, texts: BuddyTexts, first: date) -> list[Record]:
    """The plot as a template of the centre's own."""
    template = PlanTemplate(id=ids(first), name=texts.template, months=12)
    lines = [
        PlanTemplateLine(
            id=ids(first), template=template.id, position=f"{n:04d}", title=title, setup_milestone=step.setup, side=step.side,
            offset_days=step.due, length_days=step.due - step.starts,
        )
        for n, (step, title) in enumerate(zip(_STEPS, texts.milestones, strict=True), 1)
    ]  # fmt: skip
    meetings = [
        PlanTemplateLine(id=ids(first), template=template.id, position=f"{n:04d}", type=kind, offset_days=day)
        for n, (kind, day, *_) in enumerate(_MEASURES, len(lines) + 1)
    ]
    return [template, *lines, *meetings]


class _Plan:
    """One pair and its plan up to today."""

    def __init__(self, network: Network, pair: _Pair) -> None:
        self.network, self.pair, self.ids, self.today = network, pair, network.ids, network.today
        self.texts = EL if pair.new == "DX-GR" else network.texts
        year = network.first.year + pair.year
        self.year, self.starts, self.ends = year, _working(date(year, 1, 12)), date(year, 12, 20)
        self.began = self.starts <= self.today
        self.status = pair.status if self.began else PlanStatus.DRAFT
        if self.status in (PlanStatus.COMPLETED, PlanStatus.EVALUATED) and self.ends > self.today:
            self.status = PlanStatus.ACTIVE
        self.made_on = min(self.starts - timedelta(days=30), self.today)
        self.agreed_on = _working(self.starts - timedelta(days=6))
        self._first_ids: list[str] = []
        self._copied = 0

    def records(self) -> list[Record]:
        pairing = self._pairing()
        plan = SupportPlan(
            id=self.ids(self.made_on), pairing=pairing.id, title=self.texts.title.format(new=self.pair.new, year=self.year),
            starts=self.starts, ends=self.ends, starting_point=self.texts.starting_point, summary=self.texts.summary,
        )  # fmt: skip
        if self.status is PlanStatus.DRAFT:
            return [pairing, plan, *self._rows(plan, _NEVER)]
        made: list[Record] = [pairing]
        if self.status is PlanStatus.ACTIVE:  # the first version was agreed without the last risk; the second one holds
            made += self._superseded(plan)
            plan = replace(plan, id=self.ids(self.made_on), version=2, replaces=plan.id)
        plan = replace(plan, status=self.status, agreed_on=self.agreed_on)
        if self.status is not PlanStatus.ACTIVE:
            plan = replace(plan, transferability=self.texts.transferability, lessons=self.texts.lessons)
        rows = self._rows(plan, (self.today - self.starts).days)
        made += [plan, *rows, *self._signatures(plan, rows), *self._moves(plan)]
        made += [*self._evaluations(plan), *self._around(plan), *self._setup()]
        return made

    def _pairing(self) -> BuddyPairing:
        status = {
            PlanStatus.DRAFT: PairingStatus.CONFIRMED,
            PlanStatus.ACTIVE: PairingStatus.ACTIVE,
            PlanStatus.COMPLETED: PairingStatus.ACTIVE,
        }.get(self.status, PairingStatus.FINISHED)
        people = self.network.people
        return BuddyPairing(
            id=self.ids(self.made_on), programme=self.network.programme.id, year=self.year, status=status, source="Demo",
            mentor=self.network.centres[self.pair.mentor].id, new_centre=self.network.centres[self.pair.new].id,
            mentor_coordinator=people[self.pair.mentor].id, new_coordinator=people[self.pair.new].id,
        )  # fmt: skip

    def _superseded(self, plan: SupportPlan) -> list[Record]:
        plan = replace(plan, status=PlanStatus.SUPERSEDED, agreed_on=self.agreed_on)
        rows = self._rows(plan, (self.today - self.starts).days)
        rows = [row for row in rows if not isinstance(row, PlanRisk)]
        return [plan, *rows, *self._signatures(plan, rows)]

    # -- what was agreed, and how far it came ---------------------------------------------------------------------------
    def _rows(self, plan: SupportPlan, age: int) -> list[Record]:
        over = self.status in (PlanStatus.COMPLETED, PlanStatus.EVALUATED)
        needs = [
            PlanNeed(
                id=self._id(plan), plan=plan.id, topic=topic, description=text, now=now, target=target, now_at_end=end if over else None,
                priority=1 + (n % 3),
            )
            for n, (topic, text, (now, target, end)) in enumerate(zip(SetupTopic, self.texts.needs, _SCORES, strict=True))
        ]  # fmt: skip
        objectives = [
            PlanObjective(
                id=self._id(plan), plan=plan.id, position=f"{n:04d}", need=needs[need].id, text=text, indicator=indicator, target=target,
                reached=reached if over else "", judged=(100, 100, 80)[n - 1] if over else None,
            )
            for n, (need, (text, indicator, target, reached)) in enumerate(zip((1, 6, 5), self.texts.objectives, strict=True), 1)
        ]  # fmt: skip
        risks = [
            PlanRisk(
                id=self._id(plan), plan=plan.id, text=text, response=response, likelihood=3 - n % 2, impact=4 - n, owner_side=PlanSide.NEW,
                closed_on=self._day(120) if n == 0 and age > 120 else None,
            )
            for n, (text, response) in enumerate(self.texts.risks)
        ]  # fmt: skip
        return [*needs, *objectives, *self._milestones(plan, age), *self._measures(plan, objectives, age), *risks]

    def _milestones(self, plan: SupportPlan, age: int) -> list[PlanMilestone]:
        names = [self._id(plan) for _ in _STEPS]
        made = []
        for n, (step, title, late) in enumerate(zip(_STEPS, self.texts.milestones, self.pair.late, strict=True)):
            due, done = self._day(step.due), self._day(step.due + late - 2) if late < _NEVER else None
            is_done = done is not None and step.due + late - 2 <= age < _NEVER
            progress = 60 if not is_done and step.starts < age < _NEVER else None
            made.append(
                PlanMilestone(
                    id=names[n], plan=plan.id, position=f"{n + 1:04d}", title=title, setup_milestone=step.setup, owner_side=step.side,
                    starts_on=self._day(step.starts), due_on=due, done_on=done if is_done else None, progress=progress,
                    evidence=self.texts.evidence[n % 3] if is_done and n in (1, 2, 8) else "",
                    depends_on=frozenset(names[before] for before in step.after),
                )
            )  # fmt: skip
        return made

    def _measures(self, plan: SupportPlan, objectives: list[PlanObjective], age: int) -> list[SupportMeasure]:
        made = []
        for n, (kind, day, online, objective, topic) in enumerate(_MEASURES):
            held = day <= age < _NEVER
            made.append(
                SupportMeasure(
                    id=self._id(plan), plan=plan.id, type=kind, objective=objectives[objective].id, topic=topic,
                    status=MeasureStatus.DONE if held else MeasureStatus.PLANNED, planned_on=self._day(day), starts_at=time(10) if online else None,
                    held_on=self._day(day) if held else None, online=online, place="" if online else "Demo Town",
                    people_mentor=2 if held else None, people_new=3 if held else None, minutes=(90 if online else 600) if held else None,
                    output=self.texts.outputs[n] if held else "", protocol=self.texts.protocol if held and n in (0, 1, 4) else "",
                )
            )  # fmt: skip
        return made

    def _signatures(self, plan: SupportPlan, rows: list[Record]) -> list[Record]:
        digest = content_digest(plan, rows)
        return [
            PlanSignature(
                id=self.ids(self.made_on), plan=plan.id, side=side, name=self.network.people[code].family_name, function=self.texts.function,
                signed_on=self.agreed_on, plan_version=plan.version, plan_digest=digest,
            )
            for side, code in ((PlanSide.MENTOR, self.pair.mentor), (PlanSide.NEW, self.pair.new))
        ]  # fmt: skip

    def _moves(self, plan: SupportPlan) -> list[Record]:
        ways = [
            (PlanStatus.DRAFT, PlanStatus.AGREED, self.agreed_on),
            (PlanStatus.AGREED, PlanStatus.ACTIVE, self.starts),
        ]
        if self.status in (PlanStatus.COMPLETED, PlanStatus.EVALUATED):
            ways.append((PlanStatus.ACTIVE, PlanStatus.COMPLETED, self.ends))
        if self.status is PlanStatus.EVALUATED:
            ways.append(
                (PlanStatus.COMPLETED, PlanStatus.EVALUATED, min(self.today, _working(self.ends + timedelta(days=25))))
            )
        return [
            Transition(id=self.ids(min(on, self.today)), about=About("support_plan", plan.id), field="status", old=old, new=new, on=on)
            for old, new, on in ways
        ]  # fmt: skip

    def _evaluations(self, plan: SupportPlan) -> list[Record]:
        if self.status not in (PlanStatus.COMPLETED, PlanStatus.EVALUATED):
            return []
        sides = (PlanSide.MENTOR, PlanSide.NEW) if self.status is PlanStatus.EVALUATED else (PlanSide.MENTOR,)
        on = min(self.today, self.ends + timedelta(days=10))
        return [
            PlanEvaluation(
                id=self.ids(on), plan=plan.id, side=side, on=on, usefulness=5 - n, goal_attainment=4, cooperation=5,
                transferred_services=frozenset({Topic.TRAINING, Topic.NEEDS_ASSESSMENT}), useful=self.texts.useful[n],
                open_points=self.texts.open_points, next_year=self.texts.next_year,
            )
            for n, side in enumerate(sides)
        ]  # fmt: skip

    # -- what goes on beside the plan -----------------------------------------------------------------------------------
    def _around(self, plan: SupportPlan) -> list[Record]:
        """Calls between the two offices, a follow-up of the last meeting, a service that was taken over."""
        made: list[Record] = []
        for n, (subject, day) in enumerate(zip(self.texts.talks, (35, 140, 235), strict=True)):
            on = self._day(day)
            if on <= self.today:
                made.append(
                    Consultation(
                        id=self.ids(on), on=on, type=ConsultationType.ADMINISTRATIVE, channel=Channel.VIDEO if n else Channel.PHONE, plan=plan.id,
                        contacts=frozenset({self.network.people[self.pair.new].id}), advisor=self.network.cast.staff[0].id,
                        contact_minutes=20 + 10 * n, subject=subject, topics=frozenset({Topic.STRATEGY}),
                    )
                )  # fmt: skip
        if self.status is PlanStatus.ACTIVE:
            made.append(
                Action(
                    id=self.ids(self.today), about=About("support_plan", plan.id), title=self.texts.follow_up, due_on=self.today + timedelta(days=3),
                    owner=self.network.cast.staff[0].id,
                )
            )  # fmt: skip
        elif self.status is PlanStatus.EVALUATED:
            made.append(
                CentreService(
                    id=self.ids(self.ends), centre=self.network.centres[self.pair.new].id, service=Topic.TRAINING, stage=ServiceStage.LIVE,
                    since=_working(self.ends - timedelta(days=45)), taken_over_from=self.network.centres[self.pair.mentor].id,
                )
            )  # fmt: skip
        return made

    def _setup(self) -> list[Record]:
        """The set-up list of the new centre as far as the plan brought it; the website goes its own way."""
        centre = self.network.centres[self.pair.new].id
        made: list[Record] = []
        for step, late in zip(_STEPS, self.pair.late, strict=True):
            done = self._day(step.due + late) if late < _NEVER else None
            made.append(
                SetupProgress(
                    id=link_id("setup_progress", centre, step.setup), centre=centre, milestone=step.setup, planned_on=self._day(step.due),
                    done_on=done if done is not None and done <= self.today else None, source="Demo",
                )
            )  # fmt: skip
        return made

    def _day(self, offset: int) -> date:
        return _working(self.starts + timedelta(days=offset))

    def _id(self, plan: SupportPlan) -> str:
        """The id of the next row; those of a second version are known by those of the first, as when one is started."""
        if plan.replaces is None:
            self._first_ids.append(self.ids(self.made_on))
            return self._first_ids[-1]
        self._copied += 1
        return link_id("plan_row", plan.id, self._first_ids[self._copied - 1])


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
