"""The rows of an event: sessions, agenda, people, questions; saved, ordered and thrown away, one step each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from p2i_desktop.domain import positions
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.workshop_dates import agenda_times, day_begins
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    FeedbackAnswer,
    FeedbackQuestion,
    Participation,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

R = TypeVar("R", bound=Record)
KIND = "workshop"
# The words of the step that saves a row (catalogue context `step`).
LABELS: dict[type[Record], str] = {
    WorkshopSession: "save_workshop_session",
    AgendaItem: "save_agenda_item",
    Participation: "save_participation",
    Attendance: "save_attendance",
    FeedbackQuestion: "save_feedback_question",
}
ORDERED = (AgendaItem, FeedbackQuestion)


@dataclass(frozen=True)
class Made:
    """An event that was made: the step and its id."""

    changed: Changed
    workshop_id: str


class WorkshopRowVerbs(Subject):
    """Each is one step that names its event; Refused, Conflict, Missing."""

    def workshop(self, workshop_id: str) -> Workshop:
        """An event; Missing."""
        return self.work.get(Workshop, workshop_id)

    def save_row(self, row: Record, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves a session, an agenda item, a participation, a row of attendance or a question; one that has an order comes to
        the end of its list when it is new."""
        return self.save_rows([row], draft=draft, stay=stay)

    def save_rows(
        self, rows: Sequence[Record], label: str = "", draft: tuple[str, str] | None = None, stay: str = ""
    ) -> Changed:
        """Saves rows of one event as one step named by `label` (a key of its words), without one as the first row is saved."""
        if not rows:
            return Changed("", label, {})
        workshop = self.workshop(self._workshop_of(rows[0]))
        others = [row for row in rows if not isinstance(row, Attendance) and _named(row) != workshop.id]
        refuse([hard("other_workshop", "workshop")] if others else [])
        changes = [Put(row) for row in examined(self.work, self._placed(workshop.id, rows))]
        return self.store.apply(
            label or LABELS[type(rows[0])], changes, args=(_key(workshop.id),), stay=stay, drop_draft=draft
        )

    def remove_row(self, row: Record) -> Changed:
        """Puts a row into the bin, with what belongs to it; what comes back from there brings it back."""
        row = self.work.get(type(row), row.id)
        if type(row) not in LABELS:
            raise Missing(type_key(type(row)), row.id)
        workshop = self._workshop_of(row)
        if isinstance(row, WorkshopSession):
            others = [one for one in self.store.find(WorkshopSession, workshop=workshop) if one.id != row.id]
            refuse([hard("last_session", "workshop")] if not others else [])
        return self.store.apply(f"bin_{type_key(type(row))}", [Bin(type(row), row.id)], args=(_key(workshop),))

    def reorder(self, row: Record, before: str | None, day: int | None = None) -> Changed | None:
        """Puts an agenda item (on `day`, else on its own or that of the item `before`) or a question in front of another one
        (None: at the end); the times of the agenda follow. None where it stands there already."""
        row = self.work.get(type(row), row.id)
        if type(row) not in ORDERED:
            raise Missing(type_key(type(row)), row.id)
        rows = self.ordered(type(row), self._workshop_of(row))
        if isinstance(row, AgendaItem):
            row = _on_day(row, rows, before, day)
            rows = [row if one.id == row.id else one for one in rows]
        wanted = _put_before(row, rows, before)
        stored: dict[str, Any] = {one.id: one for one in self.ordered(type(row), self._workshop_of(row))}
        placed = wanted if _in_order(wanted) else _repositioned(row, wanted)
        timed = _timed(placed, stored) if isinstance(row, AgendaItem) else placed
        moved = [one for one in timed if one != stored[one.id]]
        if not moved:
            return None
        changes = [Put(one) for one in examined(self.work, moved)]
        return self.store.apply(f"reorder_{type_key(type(row))}", changes, args=(_key(self._workshop_of(row)),))

    def ordered(self, kind: type[R], workshop_id: str) -> list[R]:
        """The agenda items or questions of an event in their order."""
        return sorted(self.store.find(kind, workshop=workshop_id), key=_place)

    def _placed(self, workshop_id: str, rows: Sequence[Record]) -> list[Record]:
        """New rows that have no position yet come to the end of their list."""
        found: list[Record] = []
        ends: dict[type[Record], list[str]] = {}
        for row in rows:
            kind: type[Any] = type(row)
            if kind in ORDERED and not _position(row):
                known = ends.setdefault(kind, [_position(one) for one in self.store.find(kind, workshop=workshop_id)])
                known += [_position(one) for one in found if type(one) is kind]
                place = positions.at_end(known) or f"{max(known)}5"[: positions.LONGEST]
                row = _placed_at(row, place)
            found.append(row)
        return found

    def _workshop_of(self, row: Record) -> str:
        """The event of a row; Missing where it names none."""
        if isinstance(row, Attendance):
            row = self.work.get(Participation, row.participation or "")
        if isinstance(row, FeedbackAnswer):
            row = self.work.get(FeedbackQuestion, row.question or "")
        return _named(row)


def _named(row: Record) -> str:
    return (getattr(row, "workshop", None) or "") if type(row) in LABELS else ""


def _key(workshop_id: str) -> str:
    return f"{KIND}:{workshop_id}"


def _position(row: Any) -> str:
    position: str = row.position
    return position


def _placed_at(row: Any, place: str) -> Any:
    return replace(row, position=place)


def _place(row: Any) -> tuple[int, str, str]:
    return (row.day if isinstance(row, AgendaItem) else 0), row.position, row.id


def _on_day(item: AgendaItem, items: Sequence[Any], before: str | None, day: int | None) -> AgendaItem:
    """The item on the day that is meant."""
    other = next((one.day for one in items if one.id == before), item.day)
    return replace(item, day=day if day is not None else other)


def _put_before(row: Any, rows: Sequence[Any], before: str | None) -> list[Any]:
    """The rows as they are to follow one another; at the end means at the end of its day."""
    rest = sorted((one for one in rows if one.id != row.id), key=_place)
    behind = [number for number, one in enumerate(rest) if before is None and _place(one)[0] > _place(row)[0]]
    at = next((number for number, one in enumerate(rest) if one.id == before), behind[0] if behind else len(rest))
    return [*rest[:at], row, *rest[at:]]


def _in_order(rows: Sequence[Any]) -> bool:
    return [one.id for one in rows] == [one.id for one in sorted(rows, key=_place)]


def _repositioned(row: Any, wanted: Sequence[Any]) -> list[Any]:
    """The rows, the moved one with a position between its neighbours of the day; all anew where there is none."""
    of_day = [one for one in wanted if _place(one)[0] == _place(row)[0]]
    at = next(number for number, one in enumerate(of_day) if one.id == row.id)
    low = _position(of_day[at - 1]) if at else ""
    high = _position(of_day[at + 1]) if at + 1 < len(of_day) else ""
    place = positions.between(low, high) if high else positions.at_end([low] if low else [])
    if place:
        return [_placed_at(one, place) if one.id == row.id else one for one in wanted]
    return [_placed_at(one, key) for one, key in zip(wanted, positions.numbered(len(wanted)), strict=True)]


def _timed(items: Sequence[AgendaItem], stored: dict[str, AgendaItem]) -> list[AgendaItem]:
    """The items with their new starts; days that neither lost nor got an item keep theirs."""
    touched = {one.day for one in items if stored[one.id] != one} | {
        stored[one.id].day for one in items if stored[one.id] != one
    }
    begins = {day: first for day in touched if (first := day_begins(one for one in stored.values() if one.day == day))}
    times = agenda_times(items, begins)
    return [replace(one, starts=times[one.id]) if one.day in touched else one for one in items]
