"""What the attendance list shows of a session: marks as they are read, over them those that are on their way to the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from p2i_desktop.domain.presence import THERE
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    ParticipantRole,
    ParticipationStatus,
    WorkshopSession,
)
from p2i_desktop.gui.workshop.people_model import PersonCell, PersonColumn
from p2i_desktop.i18n import N_, NO_VALUE, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile

ICONS = {
    AttendanceStatus.PRESENT: ("circle-check", "ok"), AttendanceStatus.PART: ("clock", "warn"),
    AttendanceStatus.EXCUSED: ("message-square", "info"), AttendanceStatus.ABSENT: ("x", "err"),
}  # fmt: skip


class Shown(NamedTuple):
    """A mark as it is shown: None = nothing is noted."""

    status: AttendanceStatus | None
    mode: AttendanceMode
    minutes: int | None = None


class Tally(NamedTuple):
    """How many people were there in a session, of how many that were expected or came; of them online."""

    present: int
    expected: int
    online: int


@dataclass(eq=False)
class _Waiting:
    """A mark on its way: it is shown until the file is read after it was written."""

    shown: Shown
    written: bool = False


class SessionState:
    """The marks of one session of a workshop."""

    def __init__(self) -> None:
        self.file: WorkshopFile | None = None
        self.session: WorkshopSession | None = None
        self._waiting: dict[tuple[str, str], _Waiting] = {}
        self._counted: Tally | None = None  # of the file; None = not counted yet
        self._rows: dict[str, ParticipantRow] = {}

    @property
    def hybrid(self) -> bool:
        return self.file is not None and self.file.workshop.format is EventFormat.HYBRID

    @property
    def minutes(self) -> int | None:
        """How long the session lasts, where that is known."""
        return self.file.event.sessions.get(self.session.id) if self.file is not None and self.session else None

    def take(self, file: WorkshopFile) -> None:
        """The file was read anew: what was written before stands in it."""
        self.file, self._counted = file, None
        self._waiting = {key: one for key, one in self._waiting.items() if not one.written}
        known = {one.id: one for one in file.sessions}
        wanted = known.get(self.session.id) if self.session is not None else None
        self.session = wanted or next(iter(file.sessions), None)

    def choose(self, session_id: str) -> None:
        """Another session is shown."""
        if self.file is not None:
            self.session = next((one for one in self.file.sessions if one.id == session_id), self.session)
            self._counted = None

    def send(self, rows: Iterable[ParticipantRow], shown: Iterable[Shown]) -> list[_Waiting]:
        """These marks are on their way; what comes back is given to `arrived` or `lost`."""
        made = []
        for row, one in zip(rows, shown, strict=True):
            waiting = self._waiting[self._key(row.id)] = _Waiting(one)
            made.append(waiting)
        return made

    def arrived(self, sent: Collection[_Waiting]) -> None:
        """They were written: the next reading shows them."""
        for one in sent:
            one.written = True

    def lost(self, sent: Collection[_Waiting]) -> None:
        """They were refused: what is in the file is shown again."""
        gone = {id(one) for one in sent}
        self._waiting = {key: one for key, one in self._waiting.items() if id(one) not in gone}

    def of(self, row: ParticipantRow) -> Shown:
        """The mark of a row in this session."""
        waiting = self._waiting.get(self._key(row.id))
        if waiting is not None:
            return waiting.shown
        return self._noted(row)

    def _noted(self, row: ParticipantRow) -> Shown:
        """The mark of a row as it is in the file."""
        mark = row.marks.get(self.session.id) if self.session is not None else None
        if mark is None:
            return Shown(None, self.mode_of(row))
        return Shown(mark.status, mark.mode, mark.minutes)

    def mode_of(self, row: ParticipantRow) -> AttendanceMode:
        """How a row takes part before anything is noted."""
        only = self.file.event.only if self.file is not None else None
        return only or row.participation.mode

    def tally(self) -> Tally:
        """Counts the session: organisers and those that cancelled never; groups by their size, without any mark as they
        were registered. What is in the file is counted once, what is on its way each time."""
        if self._counted is None:
            rows = self.file.rows if self.file is not None else []
            self._rows = {row.id: row for row in rows}
            self._counted = _sum(_parts(row, self._noted(row), waits=False) for row in rows)
        found = self._counted
        for (session, key), waiting in self._waiting.items():
            row = self._rows.get(key)
            if row is not None and self.session is not None and session == self.session.id:
                before, after = _parts(row, self._noted(row), waits=False), _parts(row, waiting.shown, waits=True)
                found = Tally(*(whole - old + new for whole, old, new in zip(found, before, after, strict=True)))
        return found

    def _key(self, row_id: str) -> tuple[str, str]:
        return (self.session.id if self.session is not None else "", row_id)


def _parts(row: ParticipantRow, mark: Shown, *, waits: bool) -> Tally:
    """What a row adds; `waits`: its mark is on its way, and registers who had cancelled."""
    seat = row.participation
    cancelled = seat.status is ParticipationStatus.CANCELLED and not waits
    if seat.role is ParticipantRole.ORGANISER or cancelled:
        return Tally(0, 0, 0)
    registered = seat.status is ParticipationStatus.REGISTERED
    silent = mark.status is None and row.is_group and not row.marks
    here = mark.status in THERE or (silent and registered)
    size = row.size
    online = size if here and mark.mode is AttendanceMode.ONLINE else 0
    return Tally(size if here else 0, size if here or registered else 0, online)


def _sum(parts: Iterable[Tally]) -> Tally:
    """All of them together."""
    columns = list(zip(*parts, strict=True))
    return Tally(*(sum(column) for column in columns)) if columns else Tally(0, 0, 0)


def columns_for(state: SessionState) -> tuple[PersonColumn, ...]:
    """The columns of the list; what its session has no use for is hidden by the tab."""

    def mark(row: ParticipantRow, texts: Texts) -> PersonCell:
        status = state.of(row).status
        if status is None:
            return PersonCell(texts._("not marked"), "circle", "text3")
        return PersonCell(texts.label(status), *ICONS[status])

    def minutes(row: ParticipantRow, texts: Texts) -> PersonCell:
        shown = state.of(row)
        length = state.minutes
        if shown.status is AttendanceStatus.PRESENT:
            return PersonCell(texts.number(length) if length is not None else "")
        if shown.status is not AttendanceStatus.PART:
            return PersonCell("")
        if shown.minutes is not None:
            return PersonCell(texts.number(shown.minutes))
        return PersonCell(texts._("half"))

    return (
        PersonColumn("code", N_("Code"), 6, lambda row, _: PersonCell(row.code, tone="text2")),
        PersonColumn("name", N_("Name"), 0, name_cell, wide=3),
        PersonColumn("organisation", N_("Organisation"), 0, organisation_cell, wide=3, drop=2),
        PersonColumn("registration", N_("Registration"), 13, registration_cell, drop=3),
        PersonColumn("attendance", N_("Attendance"), 20, mark),
        PersonColumn(
            "mode", N_("Takes part"), 10, lambda row, texts: PersonCell(texts.label(state.of(row).mode)), drop=1
        ),
        PersonColumn("minutes", N_("Minutes"), 8, minutes, number=True),
        PersonColumn("share", N_("Whole event"), 9, share_cell, drop=4, number=True),
    )


def name_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    """`Muster, Anna`, as the list is sorted; a group with its size; who was anonymised by what stands for them."""
    if row.is_group:
        size = texts.ngettext("{n} person", "{n} persons", row.size)
        return PersonCell(f"{row.name} ({size})", "users", strong=True)
    name = ", ".join(filter(None, (row.family_name, row.given_name))) or row.name
    if row.contact is not None and row.contact.anonymised_at:
        return PersonCell(texts._("person removed ({token})").replace("{token}", row.name), tone="text2")
    return PersonCell(name or NO_VALUE, strong=True)


def organisation_cell(row: ParticipantRow, _texts: Texts) -> PersonCell:
    return PersonCell(row.organisation)


def registration_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    """The status of the registration; who came without one."""
    if row.walk_in:
        return PersonCell(texts._("Walk-in"), tone="info")
    status = row.participation.status
    tone = {ParticipationStatus.CANCELLED: "warn", ParticipationStatus.WAITLISTED: "info"}.get(status, "text2")
    return PersonCell(texts.label(status), tone=tone)


def share_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    return PersonCell(texts.percent(row.share, 0) if row.marks and row.share is not None else "")
