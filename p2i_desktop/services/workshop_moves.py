"""From an idea to the documented event: each move of its status is one step and writes a Transition with its day."""

from dataclasses import replace
from datetime import date

from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules.lifecycle import allowed
from p2i_desktop.domain.workshops import EventStatus, Workshop
from p2i_desktop.services.workshop_rows import KIND, WorkshopRowVerbs
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

_S = EventStatus
# Which step names a move (catalogue context `step`).
_LABELS = {
    _S.IDEA: "workshop_idea",
    _S.PLANNED: "plan_workshop",
    _S.REGISTRATION_OPEN: "open_registration",
    _S.HELD: "hold_workshop",
    _S.DOCUMENTED: "document_workshop",
    _S.CANCELLED: "cancel_workshop",
}
# Where an event goes when it is taken up again.
BACK = {_S.CANCELLED: _S.PLANNED, _S.HELD: _S.PLANNED, _S.DOCUMENTED: _S.HELD}


class WorkshopMoveVerbs(WorkshopRowVerbs):
    """The verbs of the status; Refused (H08, H09, H44, what is missing), Missing, Conflict."""

    def possible(self, workshop_id: str) -> list[EventStatus]:
        """Where an event may go from where it stands."""
        return [EventStatus(one) for one in allowed("event_status", self.workshop(workshop_id).status)]

    def move_to(self, workshop_id: str, status: EventStatus, on: date | None = None, reason: str = "") -> Changed:
        """Moves an event to another status, with its day (today) and, where it goes back or is cancelled, its reason."""
        workshop, day = self.workshop(workshop_id), on or self.work.today()
        if status is workshop.status:
            return Changed("", _LABELS[status], {})
        back = BACK.get(workshop.status) is status
        records, _ = self.work.examine_all([replace(workshop, status=status), move_of(workshop, status, day, reason)])
        label = "reopen_workshop" if back else _LABELS[status]
        return self.store.apply(label, [Put(one) for one in records], args=(f"{KIND}:{workshop.id}",))

    def plan(self, workshop_id: str, on: date | None = None) -> Changed:
        """The event will take place."""
        return self.move_to(workshop_id, EventStatus.PLANNED, on)

    def open_registration(self, workshop_id: str, on: date | None = None) -> Changed:
        """People may register."""
        return self.move_to(workshop_id, EventStatus.REGISTRATION_OPEN, on)

    def hold(self, workshop_id: str, on: date | None = None) -> Changed:
        """The event took place; not before its last day."""
        return self.move_to(workshop_id, EventStatus.HELD, on)

    def document(self, workshop_id: str, on: date | None = None) -> Changed:
        """Its papers are complete: attendance or counted heads, and minutes."""
        return self.move_to(workshop_id, EventStatus.DOCUMENTED, on)

    def cancel(self, workshop_id: str, reason: str, on: date | None = None) -> Changed:
        """It does not take place, with the reason; it is never counted."""
        return self.move_to(workshop_id, EventStatus.CANCELLED, on, reason)

    def reopen(self, workshop_id: str, reason: str, on: date | None = None) -> Changed:
        """Takes back that it was documented, held or cancelled, with the reason."""
        status = self.workshop(workshop_id).status
        return self.move_to(workshop_id, BACK.get(status, EventStatus.IDEA), on, reason)


def move_of(workshop: Workshop, status: EventStatus, on: date, reason: str = "", old: str | None = None) -> Transition:
    """The Transition of an event from the status that it has, or from `old` ("": it was made so)."""
    return Transition(
        about=About(KIND, workshop.id), field="status", old=str(workshop.status) if old is None else old,
        new=str(status), on=on, reason=reason.strip(), centre_id=workshop.centre_id,
    )  # fmt: skip
