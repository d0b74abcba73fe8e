"""Templates of support plans with days counted from the start: shipped ones, own ones, a plan made from one or from last year's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from p2i_desktop.domain import positions
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    PairingStatus,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanStatus,
    PlanTemplate,
    PlanTemplateLine,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.plan_dates import Calendar, Calendars
from p2i_desktop.domain.record import Record, field_of
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules.buddies import PLAN
from p2i_desktop.domain.rules.plan_content import kept
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.plan_file import key_for, next_version, rows_of, versions_of
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.plan_versions import Made, VersionVerbs, copy_of
from p2i_desktop.services.shipped_plans import SHIPPED, Template, shipped
from p2i_desktop.services.work import Work, refuse
from p2i_desktop.services.working_hours import public_holidays
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


class OwnTemplate(NamedTuple):
    """A template of the centre's own with its lines in their order."""

    head: PlanTemplate
    lines: list[PlanTemplateLine]


_YEARS = 10  # of whose holidays a plan knows: one that is longer is a slip of the hand


def templates(work: Work) -> list[Template]:
    """The shipped templates, then the own ones by name."""
    own = (Template(one.head.id, one.head.name, one.head.months, tuple(one.lines)) for one in own_templates(work))
    return [*shipped(work), *own]


def own_templates(work: Work) -> list[OwnTemplate]:
    """The centre's own templates by name."""
    heads = sorted(work.store.find(PlanTemplate), key=lambda one: (one.name.casefold(), one.id))
    return [OwnTemplate(head, _lines(work, head.id)) for head in heads]


def template(work: Work, template_id: str) -> Template:
    """One template; Missing."""
    if template_id.startswith(SHIPPED):
        found = next((one for one in shipped(work) if one.id == template_id), None)
        if found is None:
            raise Missing("plan_template", template_id)
        return found
    head = work.get(PlanTemplate, template_id)
    return Template(head.id, head.name, head.months, tuple(_lines(work, head.id)))


def _lines(work: Work, template_id: str) -> list[PlanTemplateLine]:
    return sorted(work.store.find(PlanTemplateLine, template=template_id), key=lambda one: (one.position, one.id))


def plan_records(
    work: Work, pairing: BuddyPairing, template_id: str | None, starts: date | None, ends: date | None, title: str = ""
) -> list[Record]:
    """A plan as draft with the rows of a template, nothing written; the pairing may be new too. Days default to its year,
    an empty title to that of the key. Missing, Refused."""
    chosen = template(work, template_id) if template_id else None
    year = pairing.year or work.today().year
    starts = starts or date(year, 1, 1)
    ends = ends or (_months_after(starts, chosen.months) if chosen else date(starts.year, 12, 31))
    plan = SupportPlan(
        pairing=pairing.id, version=next_version(work, pairing.id),
        title=title.strip() or _title(work, pairing), starts=starts, ends=ends,
    )  # fmt: skip
    return [plan, *(rows_from(work, plan, pairing, chosen, []) if chosen else [])]


def _title(work: Work, pairing: BuddyPairing) -> str:
    centres = [work.store.get(Centre, key) if key else None for key in (pairing.mentor, pairing.new_centre)]
    if centres[0] is None or centres[1] is None:
        return ""
    return work.texts._("Support plan {key}").format(key=key_for(centres[0], centres[1], pairing.year))


def _months_after(starts: date, months: int) -> date:
    """The last day of so many months from a day: from 29 February on, the last day of February where there is none."""
    number = starts.year * 12 + starts.month - 1 + months
    year, month = divmod(number, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(starts.day, last_day)) - timedelta(days=starts.day <= last_day)


def rows_from(
    work: Work, plan: SupportPlan, pairing: BuddyPairing, chosen: Template, taken: Sequence[str]
) -> list[Record]:
    """The milestones and measures of a template, on working days of the side that owns them, behind the positions `taken`.

    In a plan that is shorter than its template all days move closer together: none is piled up on the last day."""
    starts = plan.starts or work.today()
    lines = _closer(chosen, starts, plan.ends or starts)
    fit = _Fitting(work, pairing, starts, plan.ends or starts)
    made: list[Record] = []
    places = list(taken)
    for line in lines:
        due = fit.day(starts + timedelta(days=line.offset_days), line.side)
        if line.type is not None:
            made.append(SupportMeasure(plan=plan.id, type=line.type, planned_on=due, topic=None))
            continue
        places.append(positions.at_end(places) or f"{max(places)}5")
        begins = None
        if line.length_days:
            begins = min(fit.day(due - timedelta(days=line.length_days), line.side), due)
        made.append(
            PlanMilestone(
                plan=plan.id, position=places[-1], title=line.title, setup_milestone=line.setup_milestone,
                owner_side=line.side, starts_on=begins, due_on=due, offset_days=line.offset_days,
            )
        )  # fmt: skip
    return made


def _closer(chosen: Template, starts: date, ends: date) -> Sequence[PlanTemplateLine]:
    """The lines of a template; in a plan that has fewer days than its months, in the same proportions."""
    room, whole = (ends - starts).days, (_months_after(starts, chosen.months) - starts).days
    if room >= whole:
        return chosen.lines
    return [
        replace(
            line, offset_days=line.offset_days * room // whole,
            length_days=None if line.length_days is None else line.length_days * room // whole,
        )
        for line in chosen.lines
    ]  # fmt: skip


class _Fitting:
    """Working days of the sides of a pair, inside the days of a plan."""

    def __init__(self, work: Work, pairing: BuddyPairing, starts: date, ends: date) -> None:
        years = frozenset(range(starts.year, min(max(starts.year, ends.year), starts.year + _YEARS) + 2))
        closed = []
        for key in (pairing.mentor, pairing.new_centre):
            centre = work.store.get(Centre, key) if key else None
            closed.append(Calendar(public_holidays(centre.country, years) if centre is not None else ()))
        self._calendars, self._starts, self._ends = Calendars(*closed), starts, ends

    def day(self, day: date, side: PlanSide) -> date:
        """The working day of a side on or after a day, not behind the last one of the plan nor before its first day."""
        calendar = self._calendars.of(side)
        found = calendar.on_or_after(max(day, self._starts))
        return found if found <= self._ends else max(calendar.on_or_before(self._ends), self._starts)


class TemplateVerbs(VersionVerbs):
    """The verbs of templates, and of plans that begin with one or with another plan; each one step."""

    def templates(self) -> list[Template]:
        """The shipped templates in the words of the person of this computer, then the own ones by name."""
        return templates(self.work)

    def own_templates(self) -> list[OwnTemplate]:
        """The centre's own templates by name, as they are kept."""
        return own_templates(self.work)

    def template(self, template_id: str) -> Template:
        """One template; Missing."""
        return template(self.work, template_id)

    def new(
        self, pairing_id: str, template: str | None = None, starts: date | None = None, ends: date | None = None,
        title: str = "",
    ) -> Made:  # fmt: skip
        """A draft for a pair, with the rows of a template; refused where the pair has a plan that is not terminated."""
        pairing = self.work.get(BuddyPairing, pairing_id)
        self._no_plan_yet(pairing)
        return self._made("new_plan", plan_records(self.work, pairing, template, starts, ends, title))

    def apply_template(self, plan_id: str, template_id: str) -> Changed:
        """Adds the milestones and measures of a template to a draft, behind those that it has."""
        plan, chosen = self.plan(plan_id), self.template(template_id)
        refuse([kept(plan, "title")] if plan.status is not PlanStatus.DRAFT else [])
        pairing = self.work.get(BuddyPairing, plan.pairing or "")
        taken = [one.position for one in self.ordered(PlanMilestone, plan.id)]
        rows = rows_from(self.work, plan, pairing, chosen, taken)
        puts = [Put(one) for one in examined(self.work, rows)]
        return self.store.apply("apply_plan_template", puts, args=(f"{PLAN}:{plan.id}",))

    def save_as_template(self, plan_id: str, name: str) -> tuple[Changed, str]:
        """Makes a template of a plan: milestones and measures with their distance from its first day; gives its id."""
        plan = self.plan(plan_id)
        starts = plan.starts or self.work.today()
        days = (plan.ends - starts).days + 1 if plan.ends is not None else 365
        head = PlanTemplate(name=name, months=max(1, round(days * 12 / 365.25)))
        lines = [_line(head.id, row, starts) for row in self.ordered(PlanMilestone, plan.id)]
        measures = self.store.find(SupportMeasure, plan=plan.id)
        measures.sort(key=lambda one: (one.held_on or one.planned_on or date.max, one.id))
        lines += [_line(head.id, one, starts) for one in measures if one.status is not MeasureStatus.CANCELLED]
        keys = positions.numbered(len(lines))
        made = [head, *(replace(one, position=key) for one, key in zip(lines, keys, strict=True))]
        puts = [Put(one) for one in examined(self.work, made)]
        return self.store.apply("make_plan_template", puts, args=(key_of(head),)), head.id

    def save_template(self, head: PlanTemplate, stay: str = "") -> Changed:
        """Saves the head of an own template."""
        return self.work.put("save_plan_template", head, stay=stay)

    def save_template_line(self, line: PlanTemplateLine) -> Changed:
        """Saves a line of an own template; a new one comes to the end."""
        owner = self.work.get(PlanTemplate, line.template or "")
        if not line.position:
            taken = [one.position for one in self.store.find(PlanTemplateLine, template=owner.id)]
            line = replace(line, position=positions.at_end(taken) or f"{max(taken)}5")
        return self.work.put("save_plan_template_line", line)

    def remove_template_line(self, line_id: str) -> Changed:
        """Puts a line of an own template into the bin."""
        line = self.work.get(PlanTemplateLine, line_id)
        return self.store.apply("bin_plan_template_line", [Bin(PlanTemplateLine, line.id)], args=(key_of(line),))

    def remove_template(self, template_id: str) -> Changed:
        """Puts an own template with its lines into the bin; plans that were made from it stay."""
        return self.work.bin("plan_template", self.work.get(PlanTemplate, template_id).id)

    def copy_to_year(self, plan_id: str, pairing_id: str) -> Made:
        """A draft for the pair of another year with what this plan says: days at the same distance from its first day, on
        working days of their sides, nothing done yet; needs begin where they ended. Refused where there is a plan."""
        return self._copied(plan_id, self.work.get(BuddyPairing, pairing_id), [])

    def copy_into_year(self, plan_id: str, year: int) -> Made:
        """As `copy_to_year`, into the pair of these two centres in a year; where there is none it is made in the same step."""
        old = self.work.get(BuddyPairing, self.plan(plan_id).pairing or "")
        spec = field_of(BuddyPairing, "year")
        low, high = spec.low or 1, spec.high or 9999
        refuse([hard("range", "year", low=low, high=high)] if not low <= year <= high else [])
        pairs = self.store.find(
            BuddyPairing, programme=old.programme, mentor=old.mentor, new_centre=old.new_centre, year=year
        )
        known = next((one for one in pairs if one.status is not PairingStatus.CANCELLED), None)
        if known is not None:
            return self._copied(plan_id, known, [])
        made = BuddyPairing(
            programme=old.programme, year=year, mentor=old.mentor, new_centre=old.new_centre,
            mentor_coordinator=old.mentor_coordinator, new_coordinator=old.new_coordinator,
        )  # fmt: skip
        return self._copied(plan_id, made, [made])

    def _copied(self, plan_id: str, pairing: BuddyPairing, before: list[Record]) -> Made:
        """The copy for a pair; records that are made with it come `before` it."""
        plan = self.plan(plan_id)
        self._no_plan_yet(pairing)
        if plan.starts is None or plan.ends is None:
            raise Missing(PLAN, plan_id)
        old_pair = self.work.get(BuddyPairing, plan.pairing or "")
        years = (pairing.year or plan.starts.year + 1) - (old_pair.year or plan.starts.year)
        starts, ends = _years_on(plan.starts, years), _years_on(plan.ends, years)
        new = SupportPlan(
            pairing=pairing.id, version=next_version(self.work, pairing.id),
            title=_with_year(plan.title, old_pair.year, pairing.year), starts=starts, ends=ends,
            starting_point=plan.starting_point, summary=plan.summary,
        )  # fmt: skip
        fit = _Fitting(self.work, pairing, starts, ends)
        rows = [_fresh(copy_of(row, new.id), plan.starts, starts, fit) for row in rows_of(self.work, plan.id)]
        return self._made("copy_plan", [new, *rows], before)

    def _no_plan_yet(self, pairing: BuddyPairing) -> None:
        known = [one for one in versions_of(self.work, pairing.id) if one.status is not PlanStatus.TERMINATED]
        refuse([hard("plan_exists", "pairing", title=known[0].title)] if known else [])

    def _made(self, label: str, records: list[Record], before: Sequence[Record] = ()) -> Made:
        puts = [Put(one) for one in examined(self.work, [*before, *records])]
        plan = records[0]
        return Made(self.store.apply(label, puts, args=(key_of(plan),)), plan.id)


def _line(template_id: str, row: Any, starts: date) -> PlanTemplateLine:
    """A row as a line of a template; what lay before the plan's first day is due on it."""
    if isinstance(row, SupportMeasure):
        day = row.held_on or row.planned_on or starts
        return PlanTemplateLine(template=template_id, type=row.type, offset_days=max(0, (day - starts).days))
    length = (row.due_on - row.starts_on).days if row.starts_on is not None else None
    return PlanTemplateLine(
        template=template_id, title=row.title, setup_milestone=row.setup_milestone, side=row.owner_side,
        offset_days=max(0, (row.due_on - starts).days), length_days=length,
    )  # fmt: skip


def _years_on(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the last day of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def _with_year(title: str, old: int | None, new: int | None) -> str:
    """A title that names its year names the new one."""
    return title.replace(str(old), str(new)) if old is not None and new is not None else title


def _fresh(row: Any, old_start: date, new_start: date, fit: _Fitting) -> Record:
    """A copied row at the start of another year: nothing done, nothing judged, days moved."""
    by = new_start - old_start
    match row:
        case PlanNeed():
            return replace(row, now=row.now if row.now_at_end is None else row.now_at_end, now_at_end=None)
        case PlanObjective():
            return replace(row, reached="", judged=None)
        case PlanMilestone():
            due = fit.day(row.due_on + by, row.owner_side) if row.due_on is not None else None
            begins = fit.day(row.starts_on + by, row.owner_side) if row.starts_on is not None else None
            if begins is not None and due is not None:
                begins = min(begins, due)
            return replace(row, starts_on=begins, due_on=due, done_on=None, evidence="", progress=None)
        case SupportMeasure():
            day = fit.day(row.planned_on + by, PlanSide.BOTH) if row.planned_on is not None else None
            return SupportMeasure(
                id=row.id, plan=row.plan, type=row.type, objective=row.objective, topic=row.topic, planned_on=day,
                starts_at=row.starts_at, online=row.online, place=row.place,
            )  # fmt: skip
        case PlanRisk():
            return replace(row, closed_on=None)
    raise TypeError(type(row))
