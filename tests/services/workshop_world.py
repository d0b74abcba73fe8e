"""Workshops with people and attendance for tests: recognisably made up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import link_id
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceStatus,
    EventType,
    Participation,
    WorkshopSession,
)
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put

DAY = date(2026, 10, 14)


def make_workshop(office: Office, title: str = "Market consultation in practice", **fields: Any) -> str:
    """A workshop of four hours in Vienna time that may be held; its id."""
    wanted: dict[str, Any] = {
        "starts_at": time(9), "ends_at": time(13), "ends_on": fields.get("starts_on", DAY), "timezone": "Europe/Vienna",
        "venue": "Demo House", "city": "Demo Town", "country": "AT",
    }  # fmt: skip
    return office.workshops.new(
        title, EventType.TRAINING, fields.pop("starts_on", DAY), **(wanted | fields)
    ).workshop_id


def sessions(office: Office, workshop: str) -> list[WorkshopSession]:
    """The sessions in the order of their days."""
    found = office.store.find(WorkshopSession, workshop=workshop)
    return sorted(found, key=lambda one: (str(one.starts_on), str(one.starts_at), one.id))


def people(office: Office, workshop: str, names: Iterable[str], **fields: Any) -> list[str]:
    """Persons by the names that are written on the list; their ids."""
    rows = [Participation(workshop=workshop, name_as_written=name, **fields) for name in names]
    put(office, rows)
    return [row.id for row in rows]


def contacts(office: Office, workshop: str, names: Iterable[tuple[str, str]], **fields: Any) -> list[str]:
    """Persons (given name, family name) as contacts; the ids of their participations."""
    known = [Contact(given_name=given, family_name=family, data_since=DAY, **fields) for given, family in names]
    rows = [Participation(workshop=workshop, contact=one.id) for one in known]
    put(office, [*known, *rows])
    return [row.id for row in rows]


def mark(
    office: Office, workshop: str, ids: Sequence[str], status: AttendanceStatus = AttendanceStatus.PRESENT
) -> None:
    """Marks persons in all sessions of the workshop."""
    rows = [
        Attendance(id=link_id("attendance", session.id, key), session=session.id, participation=key, status=status)
        for session in sessions(office, workshop)
        for key in ids
    ]
    put(office, rows)


def put(office: Office, rows: Iterable[Any]) -> None:
    """Stores records as they are."""
    centre = office.work.own_centre()
    assert centre is not None
    office.store.apply("test", [Put(replace(row, centre_id=centre.id)) for row in rows])
