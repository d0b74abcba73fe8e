"""The confirmed history of P2I brought into a file that lacks it: what stands there already is recognised, never doubled."""

from dataclasses import replace
from typing import Any

from p2i_desktop.domain.buddies import BuddyPairing
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    OpeningHours,
    Programme,
    ProgrammeMember,
    ProgrammeYear,
)
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import Record, new_id
from p2i_desktop.domain.workshops import Workshop, WorkshopSession
from p2i_desktop.services.demo_facts import fact_records
from p2i_desktop.services.work import Work

# By what a record is the same as one that stands in the file already.
_SAME: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("legal_name", "country"),
    Centre: ("code",),
    Programme: ("code",),
    ProgrammeYear: ("programme", "year"),
    ProgrammeMember: ("programme", "centre", "organisation"),
    BuddyPairing: ("programme", "year", "mentor", "new_centre"),
    Workshop: ("title", "starts_on"),
}
# A centre that is there already is left as its file tells it.
_WITH_CENTRE = (CentreName, CentreHost, OpeningHours)
_POINTERS = ("centre", "organisation", "programme", "coordinator", "mentor", "new_centre")


def missing(work: Work) -> list[Record]:
    """The facts that the file lacks, parents before children, pointing at what it has; empty when it has all."""
    known: dict[type[Record], dict[tuple[Any, ...], str]] = {}
    for kind, names in _SAME.items():
        known[kind] = {_key(record, names): record.id for record in work.store.find(kind)}
    now_is: dict[str, str] = {}  # id of a fact -> id of the record that says the same
    lacking: list[Record] = []
    for fact in fact_records(lambda _day: new_id(), work.today()):
        if isinstance(fact, _WITH_CENTRE) and fact.centre in now_is:
            continue
        if isinstance(fact, WorkshopSession) and fact.workshop in now_is:
            continue
        record = _pointing(fact, now_is)
        told = _SAME.get(type(record))
        there = known[type(record)].get(_key(record, told)) if told else None
        if there is None:
            lacking.append(record)
        else:
            now_is[fact.id] = there
    wanted = {getattr(record, name, None) for record in lacking for name in _POINTERS}
    wanted.update(*(record.organisers for record in lacking if isinstance(record, Workshop)))
    # An organisation is only brought for what is brought with it.
    return [record for record in lacking if not isinstance(record, Organisation) or record.id in wanted]


def _key(record: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = (getattr(record, name) for name in names)
    return tuple(fold(value) if isinstance(value, str) else value for value in values)


def _pointing(fact: Record, now_is: dict[str, str]) -> Record:
    moved: dict[str, Any] = {
        name: now_is[value] for name in _POINTERS if (value := getattr(fact, name, None)) in now_is
    }
    if isinstance(fact, Workshop):
        moved["organisers"] = frozenset(now_is.get(one, one) for one in fact.organisers)
    return replace(fact, **moved) if moved else fact
