"""A workshop as a calendar file: its sessions and agenda, read back by another library, across a change of the clock."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from dateutil import parser, tz
from icalendar import Calendar

from p2i_desktop.domain.workshops import AgendaItem, EventFormat, WorkshopSession
from p2i_desktop.services.office import Office
from tests.services.workshop_world import make_workshop, put, sessions


def lines(path: Path) -> list[str]:
    """The lines of a calendar file, unfolded."""
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def instants(path: Path) -> list[tuple[datetime, datetime]]:
    """Begin and end of each entry in UTC, through the time zone of the file, by dateutil alone."""
    text = path.read_bytes().decode()
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    found = tz.tzical(io.StringIO(zone)).get()
    moments: dict[str, list[datetime]] = {"DTSTART": [], "DTEND": []}
    inside = False
    for line in lines(path):
        inside = line == "BEGIN:VEVENT" or (inside and line != "END:VEVENT")
        name, _, value = line.partition(":")
        if inside and name.partition(";")[0] in moments:
            local = parser.parse(value).replace(tzinfo=found)
            moments[name.partition(";")[0]].append(local.astimezone(UTC))
    return list(zip(moments["DTSTART"], moments["DTEND"], strict=True))


def read(path: Path) -> list[Any]:
    """The entries of a calendar file, by icalendar."""
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_a_workshop_with_two_sessions_over_a_change_of_the_clock(office: Office, tmp_path: Path) -> None:
    key = make_workshop(office, starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 25), link="https://demo.example/1")
    first, *_ = sessions(office, key)
    put(
        office,
        [
            replace(first, title="Basics", ends_on=date(2026, 10, 24)),
            WorkshopSession(
                workshop=key, title="Night shift", starts_on=date(2026, 10, 25), starts_at=time(1),
                ends_on=date(2026, 10, 25), ends_at=time(4),
            ),
            AgendaItem(workshop=key, position="1", day=1, starts=time(9), minutes=60, title="Welcome", speaker="Demo Person"),
            AgendaItem(workshop=key, position="2", day=2, starts=time(1), minutes=60, title="Second day; with, signs"),
        ],
    )  # fmt: skip
    made = office.calendar_out.save_workshop(tmp_path / "w.ics", key)
    assert made.entries == 2
    assert instants(made.path) == [
        (datetime(2026, 10, 24, 7, tzinfo=UTC), datetime(2026, 10, 24, 11, tzinfo=UTC)),
        (datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC)),  # four hours, not three
    ]
    one, two = read(made.path)
    assert str(one["SUMMARY"]) == "Market consultation in practice: Basics"
    assert str(one["LOCATION"]) == "Demo House, Demo Town, Austria"
    assert "09:00 Welcome (Demo Person)" in str(one["DESCRIPTION"])
    assert "Second day" not in str(one["DESCRIPTION"])
    assert "01:00 Second day; with, signs" in str(two["DESCRIPTION"])
    assert str(one["STATUS"]) == "TENTATIVE"


def test_days_without_times_are_whole_days_and_called_off_is_told(office: Office, tmp_path: Path) -> None:
    key = make_workshop(
        office, starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 5), starts_at=None, ends_at=None,
        format=EventFormat.ONLINE, link="https://demo.example/room",
    )  # fmt: skip
    office.workshops.cancel(key, "made up")
    made = office.calendar_out.save_workshop(tmp_path / "w.ics", key, "de")
    [entry] = read(made.path)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 11, 3), date(2026, 11, 6))
    assert (str(entry["STATUS"]), str(entry["LOCATION"])) == ("CANCELLED", "https://demo.example/room")


def test_a_changed_session_keeps_its_id_and_counts_on(office: Office, tmp_path: Path) -> None:
    key = make_workshop(office)
    office.calendar_out.save_workshop(tmp_path / "1.ics", key)
    [first] = read(tmp_path / "1.ics")
    workshop = office.workshops.workshop(key)
    office.workshops.save(replace(workshop, starts_at=time(10), ends_at=time(14)))
    office.calendar_out.save_workshop(tmp_path / "2.ics", key)
    [second] = read(tmp_path / "2.ics")
    assert str(first["UID"]) == str(second["UID"])
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt.hour == 10


def test_a_session_over_several_days_tells_its_times_and_who_organises(office: Office, tmp_path: Path) -> None:
    host = office.parties.blank_organisation("Demo Hospital")
    office.parties.save_organisation(host)
    key = make_workshop(
        office, starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 4), ends_at=time(17), organisers=frozenset({host.id}),
        format=EventFormat.HYBRID, link="https://demo.example/room",
    )  # fmt: skip
    put(office, [AgendaItem(workshop=key, position="1", day=2, title="Without a time")])
    office.calendar_out.save_workshop(tmp_path / "w.ics", key)
    [entry] = read(tmp_path / "w.ics")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 11, 3), date(2026, 11, 5))
    said = str(entry["DESCRIPTION"])
    assert "Demo Hospital" in said
    assert "03/11/2026 09:00 – 04/11/2026 17:00" in said
    assert "Without a time" in said
    assert str(entry["LOCATION"]) == "Demo House, Demo Town, Austria · https://demo.example/room"
