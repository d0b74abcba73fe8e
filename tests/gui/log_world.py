"""A small centre for the tests of the quick log and the register: callers, cases, talks; all made up."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from p2i_desktop.clock import Clock, FixedClock
from p2i_desktop.domain.advice import CaseStatus, Channel, Consultation, ConsultationType, Topic
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.services.advice import LogEntry
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings

NAMES = ("Demo Hospital", "Land Demo", "Landesklinik Muster", "Demo Utility", "Beispiel Town", "Δήμος Παράδειγμα")
SETTINGS = Settings(language="en", staff="AL", theme="light")


@dataclass(frozen=True)
class World:
    """Ids of what was made."""

    organisations: dict[str, str]
    cases: dict[str, str]
    staff: dict[str, str]


@cache
def _master(clock_at: datetime) -> tuple[TemporaryDirectory[str], World]:
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    return folder, make_world(Path(folder.name) / "master.p2i", FixedClock(clock_at))


def copy_world(path: Path, clock: Clock) -> World:
    """The small centre, made once for all tests of a run and copied."""
    folder, world = _master(clock.now())
    shutil.copy(Path(folder.name) / "master.p2i", path)
    return world


def make_world(path: Path, clock: Clock, settings: Settings = SETTINGS, extra: int = 0) -> World:
    """A file with six organisations (and `extra` more), one case at two of them, two at one, and a few talks."""
    office = create_office(
        path,
        clock=clock,
        settings=settings,
        centre_name="Demo Centre",
        country="AT",
        language="en",
        initials="AL",
        code="DC",
    )
    try:
        return _fill(office, extra)
    finally:
        office.close()


def _fill(office: Office, extra: int) -> World:
    staff = {member.initials: member.id for member in office.centre.staff()}
    second = StaffMember(name="Advisor Two", initials="BM")
    office.centre.save_staff(second)
    staff["BM"] = second.id
    organisations: dict[str, str] = {}
    for name in (*NAMES, *(f"Musteramt {n:05d}" for n in range(extra))):
        one = office.parties.blank_organisation(name)
        if extra == 0 or name in NAMES:
            office.parties.save_organisation(one)
            organisations[name] = one.id
    if extra:
        bulk(office, (Organisation(legal_name=f"Musteramt {n:05d}", country="AT") for n in range(extra)))
    cases: dict[str, str] = {}
    for title, owner in (
        ("Telemonitoring at home", "Demo Hospital"), ("Leak detection in drinking water", "Demo Utility"),
        ("Street lighting", "Land Demo"), ("Digital building files", "Land Demo"),
    ):  # fmt: skip
        case = replace(office.advice.blank_case(), title=title)
        office.advice.open_case(case, organisations[owner])
        office.advice.set_status(case.id, CaseStatus.ACCEPTED, office.clock.today(), "")
        cases[title] = case.id
    person = Contact(
        given_name="Petra", family_name="Beispiel", phone="+43 1 5550 123", email="p.beispiel@demo.example"
    )
    today = office.clock.today()
    for days, minutes, text in (
        (40, 20, "Questions on the prior information notice."),
        (12, 35, "Went through the draft of the functional specification together; open point: interfaces."),
        (3, 10, "Sent the template for the market consultation."),
    ):
        talk = Consultation(
            on=today - timedelta(days=days), channel=Channel.VIDEO, contact_minutes=minutes, note=text,
            case=cases["Telemonitoring at home"], organisation=organisations["Demo Hospital"], advisor=staff["AL"],
            topics=frozenset({Topic.MARKET_CONSULTATION}), type=ConsultationType.FOLLOW_UP,
        )  # fmt: skip
        office.advice.log(LogEntry(talk, new_contact=person if days == 12 else None))
    return World(organisations, cases, staff)


def bulk(office: Office, records: Iterable[Organisation]) -> None:
    """Thousands of organisations in one step."""
    from p2i_desktop.storage.store import Put

    office.store.apply("save_organisation", [Put(office.work.owned(record)) for record in records])
