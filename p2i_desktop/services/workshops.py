"""Events: made with a number and a session, copied, saved; found by the key that people use."""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from p2i_desktop.domain.advice import StaffTime
from p2i_desktop.domain.presence import only_mode
from p2i_desktop.domain.record import About, Record, new_id
from p2i_desktop.domain.workshop_dates import moved, shifted
from p2i_desktop.domain.workshops import (
    AgendaItem,
    EventStatus,
    EventType,
    FeedbackQuestion,
    Participation,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.confidential import sees, sees_workshop
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import refuse
from p2i_desktop.services.workshop_file import WorkshopFile, key_for, sessions_of, workshop_file
from p2i_desktop.services.workshop_moves import WorkshopMoveVerbs, move_of
from p2i_desktop.services.workshop_people import Attended
from p2i_desktop.services.workshop_rows import KIND, Made
from p2i_desktop.storage.numbers import Numbered, Put
from p2i_desktop.storage.store import Change, Changed

__all__ = ["Attended", "Made", "WorkshopFile", "Workshops"]

NUMBER = "W-{year}-{n:02d}"
_NEAR = 3  # keys that are named when there is no such event
_WHEN = ("starts_on", "starts_at", "ends_on", "ends_at")
# What belongs to one time only, and is not copied with an event.
_NOT_COPIED: dict[str, Any] = {
    "number": "", "provisional_number": "", "revision": 0, "deleted_at": None, "status": EventStatus.PLANNED,
    "invited": None, "headcount_on_site": None, "headcount_online": None, "protocol": "", "lessons": "",
    "published_on": None, "url": "", "source": "",
}  # fmt: skip


class Workshops(WorkshopMoveVerbs):
    """The verbs of events; those of rows and of the status come from below."""

    def file(self, workshop_id: str) -> WorkshopFile:
        """Everything about an event; Missing."""
        return workshop_file(self.work, workshop_id)

    def blank(self) -> Workshop:
        """An event as its form starts: of the centre's language, country and time zone, its programme and threshold."""
        centre, rules = self.work.own_centre(), self.work.rule_settings()
        language = centre.language if centre is not None else ""
        return Workshop(
            language=language,
            languages=frozenset({language} if language else ()),
            country=centre.country if centre is not None else "",
            timezone=centre.timezone if centre is not None else "",
            programme=rules.default_programme,
            attendance_threshold=rules.attendance_threshold,
        )

    def new(
        self,
        title: str,
        type: EventType = EventType.TRAINING,  # noqa: A002 - the field
        starts_on: date | None = None,
        **fields: Any,
    ) -> Made:
        """Makes an event of these fields; the others as its form starts, the last day as the first. Refused."""
        fields.setdefault("ends_on", starts_on)
        return self.add(replace(self.blank(), title=title, type=type, starts_on=starts_on, **fields))

    def add(self, workshop: Workshop, draft: tuple[str, str] | None = None) -> Made:
        """Saves a new event with its number, drawn inside the saving transaction, and its one session. Refused."""
        return self._make("new_workshop", workshop, [_session_of(workshop)], draft)

    def copy(self, workshop_id: str, starts_on: date) -> Made:
        """Makes the same event again on another day: everything but people, attendance, feedback, minutes and certificates;
        sessions and agenda keep their distance from the first day. Refused, Missing."""
        old = self.workshop(workshop_id)
        days = (starts_on - old.starts_on).days if old.starts_on is not None else 0
        new = replace(
            old, id=new_id(), starts_on=starts_on, ends_on=shifted(old.ends_on, days) or starts_on,
            registration_until=shifted(old.registration_until, days), **_NOT_COPIED,
        )  # fmt: skip
        sessions = moved(sessions_of(self.work, old.id), days)
        rows: list[Any] = [*sessions, *self.ordered(AgendaItem, old.id), *self.ordered(FeedbackQuestion, old.id)]
        keys = sorted(new_id() for _ in rows)  # rising, as the old ones were made
        made = [
            replace(row, id=key, workshop=new.id, revision=0, deleted_at=None)
            for row, key in zip(rows, keys, strict=True)
        ]
        return self._make("copy_workshop", new, made or [_session_of(new)], None)

    def save(self, workshop: Workshop, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves the fields of an event; its status moves by the verbs of it only. Its only session follows its days and times,
        several keep their distance from the first day. Refused, Conflict."""
        stored = self.store.get(Workshop, workshop.id)
        if stored is None:
            return self.add(workshop, draft).changed
        workshop = replace(workshop, status=stored.status)
        changed = [workshop, *self._followers(stored, workshop), *self._still_seen(workshop)]
        refuse(self.work.examine(workshop, changed)[1])
        records, _ = self.work.examine_all(changed)
        puts = [Put(one) for one in records]
        return self.store.apply("save_workshop", puts, args=(key_of(workshop),), stay=stay, drop_draft=draft)

    def of_key(self, text: str) -> str:
        """The id of the event that people call so: its number (`W-2026-09`), provisional number or id. LookupError with a
        sentence that names those that are written alike."""
        wanted, t = text.strip(), self.work.texts
        found = (
            self.store.find(Workshop, number=wanted.upper())
            or self.store.find(Workshop, provisional_number=wanted)
            or self.store.find(Workshop, id=wanted.lower())
        )
        seen = [one for one in found if wanted and sees(self.work, one)]
        if len(seen) == 1:
            return seen[0].id
        if seen:
            told = ", ".join(f"{one.title}: {one.id}" for one in seen)
            raise LookupError(
                t._("{key} is the number of several workshops. Name it by its id: {list}").format(key=wanted, list=told)
            )
        near = difflib.get_close_matches(wanted.upper(), [key for key, _, _ in self.all_keys()], _NEAR, 0.6)
        if near:
            raise LookupError(
                t._("There is no workshop {key}. There are: {list}").format(key=wanted, list=", ".join(near))
            )
        raise LookupError(t._("There is no workshop {key}. A workshop is named like W-2026-09.").format(key=wanted))

    def all_keys(self) -> list[tuple[str, str, str]]:
        """(key, id, title) of the events that the person at work may see, the latest first: for choosing one."""
        found = [one for one in self.store.find(Workshop) if sees(self.work, one)]
        found.sort(key=lambda one: (one.starts_on or date.min, one.id), reverse=True)
        return [(key_for(one), one.id, one.title) for one in found]

    def bin(self, workshop_id: str) -> Changed:
        """Puts an event with all that belongs to it into the bin."""
        return self.work.bin(KIND, self.workshop(workshop_id).id)

    def _make(self, label: str, workshop: Workshop, rows: Sequence[Record], draft: tuple[str, str] | None) -> Made:
        made: list[Record] = [workshop, *rows, *self._still_seen(workshop)]
        if workshop.status is not EventStatus.IDEA:
            made.append(move_of(workshop, workshop.status, self.work.today(), old=""))
        refuse(self.work.examine(workshop, rows)[1])  # said once, not again of its session
        records, _ = self.work.examine_all(made)
        first = next(one for one in records if isinstance(one, Workshop))
        others: list[Change] = [Put(one) for one in records if one is not first]
        put = Put(first) if first.number else _numbered(first, (first.starts_on or self.work.today()).year)
        changed = self.store.apply(label, [put, *others], args=(key_of(first),), drop_draft=draft)
        return Made(changed, first.id)

    def _still_seen(self, workshop: Workshop) -> list[Record]:
        """Whoever makes an event restricted goes on seeing it: noted as working on it."""
        me = self.work.me()
        if me is None or me.id != self.store.actor or sees_workshop(self.work, workshop):
            return []
        return [StaffTime(about=About(KIND, workshop.id), staff=me.id, on=self.work.today())]

    def _followers(self, stored: Workshop, workshop: Workshop) -> list[Record]:
        """What changes with the event: its sessions when its days or times do, and how people are to take part when it is no
        longer open to both ways."""
        found: list[Record] = []
        if any(getattr(stored, name) != getattr(workshop, name) for name in _WHEN):
            sessions = sessions_of(self.work, workshop.id)
            if len(sessions) == 1 and _follows(sessions[0], stored):
                found.append(replace(sessions[0], **_when(workshop)))
            elif stored.starts_on is not None and workshop.starts_on is not None:
                later = moved(sessions, (workshop.starts_on - stored.starts_on).days)
                found += [one for one in later if one not in sessions]
        only = only_mode(workshop.format)
        if only is not None and stored.format is not workshop.format:
            people = self.store.find(Participation, workshop=workshop.id)
            found += [replace(one, mode=only) for one in people if one.mode is not only]
        return found


def _numbered(workshop: Workshop, year: int) -> Numbered:
    return Numbered("workshop", year, lambda n: Put(replace(workshop, number=NUMBER.format(year=year, n=n))))


def _when(workshop: Workshop) -> dict[str, Any]:
    return {name: getattr(workshop, name) for name in _WHEN}


def _session_of(workshop: Workshop) -> WorkshopSession:
    """The one session of a new event."""
    return WorkshopSession(workshop=workshop.id, **_when(workshop))


def _follows(session: WorkshopSession, workshop: Workshop) -> bool:
    """Whether an only session still has the days and times of its event."""
    return all(getattr(session, name) == value for name, value in _when(workshop).items())
