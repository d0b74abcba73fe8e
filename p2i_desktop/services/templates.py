"""Case templates: made and edited by hand or from a case, copied into a new case so that a later change touches none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from p2i_desktop.domain.advice import Action, Case, Instrument
from p2i_desktop.domain.casework import CaseTemplate, ChecklistItem, TemplateStep
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules.lifecycle import OPEN
from p2i_desktop.services.checklist import after, position
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject, Work, is_active
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

FURTHEST = 3650  # days


class Templates(Subject):
    """The verbs of case templates."""

    def all(self) -> list[CaseTemplate]:
        """The templates by name."""
        return sorted(self.store.find(CaseTemplate), key=lambda one: (one.name.casefold(), one.id))

    def template(self, template_id: str) -> CaseTemplate:
        """A template; Missing."""
        return self.work.get(CaseTemplate, template_id)

    def steps(self, template_id: str) -> list[TemplateStep]:
        """The lines of a template in their order."""
        found = self.store.find(TemplateStep, template=template_id)
        return sorted(found, key=lambda one: (one.position, one.id))

    def wants_target(self, template_id: str) -> bool:
        """Whether some of its lines lie before the target date of a case."""
        return any(step.days is not None and step.days < 0 for step in self.steps(template_id))

    def save(self, template: CaseTemplate, stay: str = "") -> Changed:
        """Saves the head of a template. Refused, Conflict."""
        return self.work.put("template_save", template, stay=stay)

    def save_step(self, step: TemplateStep) -> Changed:
        """Saves a line; a new one is put at the end. Refused, Missing, Conflict."""
        if not step.position:
            self.work.get(CaseTemplate, step.template or "")
            step = replace(step, position=after([one.position for one in self.steps(step.template or "")]))
        return self.work.put("template_step", step)

    def move_step(self, step_id: str, by: int) -> Changed | None:
        """Moves a line up (-1) or down (1); None at the end. Missing."""
        step = self.work.get(TemplateStep, step_id)
        steps = self.steps(step.template or "")
        at = next(number for number, one in enumerate(steps) if one.id == step_id)
        if not 0 <= at + by < len(steps):
            return None
        steps.insert(at + by, steps.pop(at))
        moved = [replace(one, position=position(n)) for n, one in enumerate(steps) if one.position != position(n)]
        return self.store.apply("template_move", [Put(one) for one in moved], args=(f"case_template:{step.template}",))

    def remove_step(self, step_id: str) -> Changed:
        """Puts a line into the bin. Missing."""
        step = self.work.get(TemplateStep, step_id)
        return self.store.apply("bin_template_step", [Bin(TemplateStep, step.id)], args=(key_of(step),))

    def from_case(self, case_id: str, name: str) -> tuple[Changed, str]:
        """Makes a template of a case: its actions with their distance from the opening or the target, its checklist,
        topics, instrument, sector and need; gives the template's id. Refused, Missing."""
        case = self.work.get(Case, case_id)
        template = CaseTemplate(
            name=name, topics=case.topics, instrument=case.instrument, sector=case.sector, note=case.need
        )
        actions = [one for one in self.store.find(Action, about=About("case", case.id)) if one.dropped_on is None]
        actions.sort(key=lambda one: (one.due_on or date.max, one.id))
        lines: list[tuple[str, int | None]] = [(one.title, _days(one, case)) for one in actions]
        items = sorted(self.store.find(ChecklistItem, case=case.id), key=lambda one: (one.position, one.id))
        lines += [(one.title, _waits(one)) for one in items]
        steps = [
            TemplateStep(template=template.id, position=position(at), title=title, days=days)
            for at, (title, days) in enumerate(lines)
        ]
        records, _ = self.work.examine_all([template, *steps])
        return self.store.apply("template_made", [Put(one) for one in records], args=(key_of(template),)), template.id

    def filled(self, template_id: str, case: Case) -> tuple[Case, list[Record]]:
        """(a case that is about to be opened, with what the template says where it says nothing yet; its actions and
        checklist). Lines that count back from the target date wait in the checklist while there is none. Missing."""
        template = self.template(template_id)
        case = replace(
            case,
            title=case.title or template.title,
            need=case.need or template.note,
            topics=case.topics or template.topics,
            sector=case.sector or template.sector,
            instrument=template.instrument if case.instrument is Instrument.UNDECIDED else case.instrument,
        )
        staff = [one for one in self.work.staff() if is_active(one, self.work.today())]
        made: list[Record] = []
        for at, step in enumerate(self.steps(template_id)):
            due = _due(step.days, case)
            if due is None:
                key = f"{step.id}:{step.days}" if step.days is not None else step.id
                line = ChecklistItem(case=case.id, position=position(at), title=step.title, template_key=key)
                made.append(line)
            else:
                owner = _owner(step.owner_role, case, staff)
                action = Action(about=About("case", case.id), title=step.title, owner=owner, due_on=due)
                made.append(replace(action, template_key=step.id))
        return case, made


def planned(work: Work, before: Case, case: Case) -> tuple[list[Record], list[Bin]]:
    """What setting the target date of a case brings: (actions for the lines that waited for it, those lines for the bin)."""
    if before.target_on is not None or case.target_on is None or case.status not in OPEN:
        return [], []
    actions: list[Record] = []
    gone: list[Bin] = []
    for item in work.store.find(ChecklistItem, case=case.id):
        days = _waits(item)
        if days is not None and item.done_on is None:
            due = case.target_on + timedelta(days=days)
            action = Action(about=About("case", case.id), title=item.title, owner=case.lead_advisor, due_on=due)
            actions.append(replace(action, template_key=item.template_key.partition(":")[0]))
            gone.append(Bin(ChecklistItem, item.id))
    return actions, gone


def waits_for_target(item: ChecklistItem) -> int | None:
    """How many days before the target date a line of a checklist will be due once there is one; None for the others."""
    days = _waits(item)
    return None if days is None else -days


def _waits(item: ChecklistItem) -> int | None:
    days = item.template_key.partition(":")[2]
    return int(days) if days.removeprefix("-").isdecimal() else None


def _due(days: int | None, case: Case) -> date | None:
    """The day of a line in a case; None for a line of the checklist, and for one that waits for the target date."""
    if days is None:
        return None
    start = case.opened_on if days >= 0 else case.target_on
    return start + timedelta(days=days) if start is not None else None


def _days(action: Action, case: Case) -> int | None:
    """The distance of an action from the opening of its case, or back from the target where that lies nearer."""
    if action.due_on is None or case.opened_on is None:
        return None
    from_start = (action.due_on - case.opened_on).days
    if case.target_on is not None and action.due_on < case.target_on:
        before_target = (action.due_on - case.target_on).days
        if -before_target < abs(from_start):
            return max(before_target, -FURTHEST)
    return min(max(from_start, 0), FURTHEST)


def _owner(role: StaffRole | None, case: Case, staff: Sequence[StaffMember]) -> str | None:
    """Whoever leads the case; for another role the first who has it."""
    if role in (None, StaffRole.ADVISOR):
        return case.lead_advisor
    return next((one.id for one in staff if role in one.roles), case.lead_advisor)
