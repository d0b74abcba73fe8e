"""The rules asked about thousands of rows at once: what they look up is read in a few looks before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from p2i_desktop.domain.parties import Contact, Organisation
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules import Around, Problem, clean, problems
from p2i_desktop.domain.workshops import Participation, Workshop
from p2i_desktop.services.work import Work

R = TypeVar("R", bound=Record)


def judged(
    work: Work, workshop: Workshop, stored: Iterable[Participation], saves: Mapping[int, tuple[Record, ...]]
) -> tuple[dict[int, tuple[Record, ...]], dict[int, tuple[Problem, ...]]]:
    """(what can be saved, cleaned and with its centre; the hard problems of what cannot), by line."""
    before = {one.id: one for one in stored}
    tidy = {line: tuple(_tidy(one, workshop.centre_id) for one in records) for line, records in saves.items()}
    around = _around(work, workshop, before, [one for records in tidy.values() for one in records])
    good: dict[int, tuple[Record, ...]] = {}
    bad: dict[int, tuple[Problem, ...]] = {}
    for line, records in tidy.items():
        found = [one for record in records for one in problems(record, around, before.get(record.id)) if one.hard]
        if found:
            bad[line] = tuple(dict.fromkeys(found))
        else:
            good[line] = records
    return good, bad


def _tidy(record: Record, centre: str) -> Record:
    return clean(record if record.centre_id else replace(record, centre_id=centre))


def _around(work: Work, workshop: Workshop, before: Mapping[str, Participation], pending: list[Record]) -> Around:
    """What the rules may ask: the event, its people and whom they name, seen as after the write."""
    made = {one.id: one for one in pending}
    rows: dict[str, Participation] = dict(before)
    rows |= {key: one for key, one in made.items() if isinstance(one, Participation)}
    by_contact: defaultdict[str | None, list[Participation]] = defaultdict(list)
    for one in rows.values():
        by_contact[one.contact].append(one)
    people = work.store.many(Contact, list({one.contact for one in rows.values() if one.contact} - made.keys()))
    offices = work.store.many(Organisation, list({one.organisation for one in rows.values() if one.organisation}))
    at_hand: dict[str, Record] = {workshop.id: workshop, **people, **offices, **rows, **made}
    base = work.around()

    def get(record_type: type[R], key: str, /) -> R | None:
        found = at_hand.get(key)
        return found if isinstance(found, record_type) else base.get(record_type, key)

    def find(record_type: type[R], /, **equals: Any) -> list[R]:
        if record_type is Participation and equals.keys() == {"workshop", "contact"}:
            return [one for one in by_contact[equals["contact"]] if isinstance(one, record_type)]
        return base.find(record_type, **equals)

    return replace(base, get=get, find=find)
