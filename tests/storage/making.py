"""Small offices for the storage tests, and what can be seen of a file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from p2i_desktop.clock import Clock
from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.storage.engine import create_file, open_file
from p2i_desktop.storage.store import Put, Store

DAY = date(2026, 11, 20)


class Office:
    """An open file with the own centre and one person."""

    def __init__(self, folder: Path, clock: Clock, name: str = "office.p2i") -> None:
        self.folder, self.clock = folder, clock
        self.path, self.data = folder / name, folder / "data"
        self.store = create_file(self.path, clock, self.data)
        self.centre = Centre(code="AT", country="AT", language="de", timezone="Europe/Vienna", is_own=True)
        self.person = StaffMember(name="Advisor 1", initials="A1")
        self.store.apply("set_up", [Put(self.centre), Put(self.person)])

    def reopen(self) -> Store:
        self.store.close()
        self.store = open_file(self.path, self.clock, self.data)
        return self.store

    def close(self) -> None:
        self.store.close()

    def case(self, title: str = "Quieter trams") -> Case:
        """A case on disk."""
        case = Case(title=title, lead_advisor=self.person.id, opened_on=DAY)
        self.store.apply("open_case", [Put(case)])
        return self.again(case)

    def consultation(self, **values: object) -> Consultation:
        """A consultation that is not on disk yet."""
        return replace(Consultation(on=DAY, advisor=self.person.id, contact_minutes=25), **values)  # type: ignore[arg-type]

    def again(self, record: Case) -> Case:
        found = self.store.get(Case, record.id)
        assert found is not None
        return found


def dump(store: Store) -> Iterator[Record]:
    """All records of all types, binned ones too: the order of the types, then of the ids."""
    for record_type in RECORD_TYPES:
        yield from store.stream(record_type)


def visible(store: Store) -> dict[str, Record]:
    """id -> record outside the bin, without its revision: what a user could see."""
    return {r.id: replace(r, revision=0) for r in dump(store) if r.deleted_at is None}


def organisation(name: str = "Demo Hospital") -> Organisation:
    return Organisation(legal_name=name, country="AT")


def contact(name: str = "Caller") -> Contact:
    return Contact(family_name=name, data_since=DAY)
