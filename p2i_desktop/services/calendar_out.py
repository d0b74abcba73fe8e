"""Meetings and milestones of support plans, and sessions of events, as a calendar file for the calendars of other programs."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from p2i_desktop import paths
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    PlanMilestone,
    PlanObjective,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.plan_meetings import first_line, is_meeting
from p2i_desktop.domain.plans import IN_FORCE
from p2i_desktop.exchange.calendar_file import Entry, EntryStatus, calendar_bytes
from p2i_desktop.i18n import N_, Texts, texts_for
from p2i_desktop.services.matrix import names_of
from p2i_desktop.services.meetings import Meetings
from p2i_desktop.services.work import Subject
from p2i_desktop.services.workshop_calendar import workshop_entries
from p2i_desktop.services.workshop_file import WorkshopFile, workshop_file

UID = "{id}@p2i-desktop"
ALL_PLANS = N_("Buddy support plans")
_STATUS = {
    MeasureStatus.PLANNED: EntryStatus.TENTATIVE,
    MeasureStatus.POSTPONED: EntryStatus.CANCELLED,  # until it has a new day
    MeasureStatus.CANCELLED: EntryStatus.CANCELLED,
}


@dataclass(frozen=True)
class CalendarOut:
    """A calendar file that was written: where, how many entries, its checksum."""

    path: Path
    entries: int
    sha256: str


class CalendarVerbs(Subject):
    """The verbs of calendar files; a file is replaced whole, or left as it was."""

    def save(
        self, path: Path, plan_id: str = "", meeting_id: str = "", *, milestones: bool = False, language: str = ""
    ) -> CalendarOut:
        """Writes the meetings of all plans in force, of one plan or one meeting alone; milestones, as whole days, where
        they are wanted. Missing, OSError."""
        texts = texts_for(language or self.work.settings.language or "en")
        plans = self._plans(plan_id, meeting_id)
        entries = [entry for plan in plans for entry in self._entries(plan, meeting_id, milestones, texts)]
        name = plans[0].title if len(plans) == 1 and (plan_id or meeting_id) else texts._(ALL_PLANS)
        centre = self.work.own_centre()
        zone = centre.timezone if centre is not None else ""
        data = calendar_bytes(name, zone, entries, self.work.clock.now())
        paths.replace_file(path, data)
        return CalendarOut(path, len(entries), hashlib.sha256(data).hexdigest())

    def save_workshop(self, path: Path, workshop_id: str, language: str = "") -> CalendarOut:
        """Writes the sessions of an event, in its time zone. Missing, OSError."""
        entries, data = self.of_workshop(workshop_file(self.work, workshop_id), language)
        paths.replace_file(path, data)
        return CalendarOut(path, entries, hashlib.sha256(data).hexdigest())

    def of_workshop(self, file: WorkshopFile, language: str = "") -> tuple[int, bytes]:
        """How many entries an event has, and the calendar file with them."""
        texts = texts_for(language or self.work.settings.language or "en")
        entries = workshop_entries(file, texts)
        centre = self.work.own_centre()
        zone = file.workshop.timezone or (centre.timezone if centre is not None else "")
        return len(entries), calendar_bytes(file.workshop.title, zone, entries, self.work.clock.now())

    def _plans(self, plan_id: str, meeting_id: str) -> list[SupportPlan]:
        if meeting_id:
            plan_id = self.work.get(SupportMeasure, meeting_id).plan or ""
        if plan_id:
            return [self.work.get(SupportPlan, plan_id)]
        found = (plan for plan in self.store.find(SupportPlan) if plan.status in IN_FORCE)
        return sorted(found, key=lambda plan: (str(plan.starts), plan.id))

    def _entries(self, plan: SupportPlan, meeting_id: str, milestones: bool, texts: Texts) -> Iterable[Entry]:
        pair = self._pair(plan, texts)
        verbs = Meetings(self.work)
        known = verbs.lineage(plan.id, SupportMeasure)
        for one in self.store.find(SupportMeasure, plan=plan.id):
            if is_meeting(one) and one.planned_on is not None and meeting_id in ("", one.id):
                yield self._meeting(one, plan, pair, known[one.id], texts)
        known = verbs.lineage(plan.id, PlanMilestone) if milestones and not meeting_id else {}
        for milestone in self.store.find(PlanMilestone, plan=plan.id) if milestones and not meeting_id else ():
            if milestone.due_on is not None:
                yield self._milestone(milestone, plan, pair, known[milestone.id], texts)

    def _meeting(self, one: SupportMeasure, plan: SupportPlan, pair: str, ids: list[str], texts: Texts) -> Entry:
        done = one.status is MeasureStatus.DONE
        objective = self.store.get(PlanObjective, one.objective or "")
        about = [
            plan.title,
            texts.label(one.topic) if one.topic is not None else "",
            first_line(objective.text) if objective is not None else "",
            "" if done else one.protocol,  # before the meeting it is the agenda; minutes stay in the house
        ]
        title = texts._("{type}: {pair}").replace("{type}", texts.label(one.type)).replace("{pair}", pair)
        uid, sequence = self._identity(one, ids)
        return Entry(
            uid=uid,
            sequence=sequence,
            on=(one.held_on if done else None) or one.planned_on or self.work.today(),
            title=title,
            at=one.starts_at,
            minutes=one.minutes,
            place=one.place or (texts.field(SupportMeasure, "online") if one.online else ""),
            text="\n".join(part for part in about if part),
            status=_STATUS.get(one.status, EntryStatus.CONFIRMED),
        )

    def _milestone(self, one: PlanMilestone, plan: SupportPlan, pair: str, ids: list[str], texts: Texts) -> Entry:
        side = texts.label(one.owner_side)
        title = texts._("{milestone} ({pair})").replace("{pair}", pair).replace("{milestone}", one.title)
        text = "\n".join([plan.title, ", ".join(part for part in (side, one.owner) if part)])
        uid, sequence = self._identity(one, ids)
        return Entry(uid, sequence, one.due_on or self.work.today(), title, text=text, busy=False)

    def _identity(self, row: SupportMeasure | PlanMilestone, ids: list[str]) -> tuple[str, int]:
        """(UID, sequence): the UID of the first version, so that a calendar that took an earlier one in moves its entry and
        makes no second one; the sequence counts the changes of all versions."""
        older = self.store.many(type(row), ids[1:]).values() if len(ids) > 1 else ()
        return UID.replace("{id}", ids[-1]), row.revision + sum(one.revision for one in older)

    def _pair(self, plan: SupportPlan, texts: Texts) -> str:
        pairing = self.store.get(BuddyPairing, plan.pairing or "")
        ids = [pairing.mentor or "", pairing.new_centre or ""] if pairing is not None else []
        names = names_of(self.work, ids, plan.starts)
        known = [names[key] for key in ids if key in names]
        if len(known) < 2:
            return plan.title
        return texts._("{mentor} and {new}").replace("{mentor}", known[0]).replace("{new}", known[1])
