"""A fresh file for every test, with its centre and one advisor."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseStatus
from p2i_desktop.services.advice import LogEntry, Logged
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """An open file of an Austrian demo centre; the person of this computer is A1."""
    with create_office(
        tmp_path / "centre.p2i",
        clock=clock,
        settings=Settings(language="en", staff="A1"),
        centre_name="Demo Centre",
        country="AT",
        language="de",
    ) as opened:
        yield opened  # fmt: skip


@pytest.fixture
def organisation_id(office: Office) -> str:
    """An organisation without a case."""
    return call(office, new_organisation="Demo Hospital").organisation_id


@pytest.fixture
def case_id(office: Office, organisation_id: str) -> str:
    """A new case of the organisation."""
    return open_case(office, organisation_id)


def call(office: Office, *, case_id: str | None = None, organisation_id: str | None = None, **more: object) -> Logged:
    """Logs a call of ten minutes; fields of the entry and of the consultation by their names."""
    entry_fields = set(LogEntry.__dataclass_fields__) - {"consultation"}
    entry = {name: value for name, value in more.items() if name in entry_fields}
    fields = {"contact_minutes": 10, "note": "A question"} | {k: v for k, v in more.items() if k not in entry_fields}
    blank = office.advice.blank(case_id, organisation_id)
    return office.advice.log(LogEntry(replace(blank, **fields), **entry))


def open_case(office: Office, organisation_id: str | None, **fields: object) -> str:
    """Opens a case and gives its id."""
    case: Case = replace(office.advice.blank_case(), **({"title": "Leak detection"} | fields))
    office.advice.open_case(case, organisation_id)
    return case.id


def walk(office: Office, case_id: str, *statuses: CaseStatus) -> None:
    """Moves a case through statuses, one step each."""
    for status in statuses:
        office.advice.set_status(case_id, status)
