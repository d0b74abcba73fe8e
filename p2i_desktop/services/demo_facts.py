"""The confirmed history of Procure2Innovate as records: programme, years, members, centres with names and hosts, pairs, events."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus
from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    CentreStatus,
    OpeningHours,
    Programme,
    ProgrammeKind,
    ProgrammeMember,
    ProgrammeRole,
    ProgrammeYear,
    SetupStage,
)
from p2i_desktop.domain.network import EvidenceKind as Evidence
from p2i_desktop.domain.parties import Organisation, OrganisationKind
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.workshops import EventFormat, EventOrigin, EventStatus, EventType, Workshop, WorkshopSession
from p2i_desktop.paths import shipped

NewId = Callable[[date], str]


@dataclass
class _Named:
    """The ids of what is told so far, by the keys of the file of facts."""

    new_id: NewId
    on: date
    centres: dict[str, str]
    organisations: dict[str, str]
    programmes: dict[str, str]

    def next(self) -> str:
        return self.new_id(self.on)


def facts() -> dict[str, Any]:
    """The shipped file of facts as it stands."""
    return tomllib.loads(shipped("resources", "facts", "p2i.toml").read_text("utf-8"))


def fact_records(new_id: NewId, on: date) -> list[Record]:
    """All confirmed facts as records; `new_id` makes their ids, `on` is the day on which they come into the file."""
    told = facts()
    named = _Named(new_id, on, {}, {}, {})
    records: list[Record] = []
    for entry in told["organisation"]:
        records.append(_organisation(entry, named))
    for entry in told["centre"]:
        records += _centre(entry, named)
    for entry in told["programme"]:
        records += _programme(entry, named)
    records += [_pairing(entry, named) for entry in told["pairing"]]
    for entry in told["event"]:
        records += _event(entry, named)
    return records


def _organisation(entry: dict[str, Any], named: _Named) -> Organisation:
    made = Organisation(
        id=named.next(),
        legal_name=entry["legal_name"],
        short_name=entry.get("short_name", ""),
        other_names=tuple(entry.get("other_names", ())),
        kind=OrganisationKind(entry["kind"]),
        country=entry["country"],
        city=entry.get("city", ""),
        language=entry.get("language", ""),
    )
    named.organisations[entry["key"]] = made.id
    return made


def _centre(entry: dict[str, Any], named: _Named) -> Iterator[Record]:
    centre = Centre(
        id=named.next(),
        code=entry["code"],
        country=entry["country"],
        language=entry["language"],
        languages=frozenset(entry.get("languages", [entry["language"]])),
        timezone=entry["timezone"],
        setup_stage=SetupStage(entry.get("setup_stage", "idea")),
        mandate_act=entry.get("mandate_act", ""),
        mandate_body=entry.get("mandate_body", ""),
        mandate_on=entry.get("mandate_on"),
        source=entry["source"],
    )
    named.centres[entry["code"]] = centre.id
    yield centre
    for name in entry.get("names", ()):
        yield CentreName(
            id=named.next(),
            centre=centre.id,
            language=name["language"],
            name=name["name"],
            short_name=name.get("short_name", ""),
            **_told(name),
        )
    for host in entry.get("hosts", ()):
        organisation = named.organisations[host["organisation"]]
        role = host.get("role", "")
        yield CentreHost(id=named.next(), centre=centre.id, organisation=organisation, role=role, **_told(host))
    open_on = [(weekday, hours) for hours in entry.get("opening_hours", ()) for weekday in hours["weekdays"]]
    for position, (weekday, hours) in enumerate(open_on):
        yield OpeningHours(
            id=named.next(),
            centre=centre.id,
            position=f"{position:02d}",
            weekday=weekday,
            opens_at=hours["opens_at"],
            closes_at=hours["closes_at"],
        )


def _programme(entry: dict[str, Any], named: _Named) -> Iterator[Record]:
    programme = Programme(
        id=named.next(),
        code=entry["code"],
        name=entry["name"],
        kind=ProgrammeKind(entry["kind"]),
        funder=entry["funder"],
        grant_number=entry["grant_number"],
        starts=entry["starts"],
        ends=entry["ends"],
        coordinator=named.organisations[entry["coordinator"]],
        aims=tuple(entry["aims"]),
        funding_line=entry["funding_line"],
        evidence=Evidence(entry["evidence"]),
        source=entry["source"],
    )
    named.programmes[programme.code] = programme.id
    yield programme
    for year in entry["years"]:
        focus = {"year": year["year"], "focus": year["focus"], "source": year["source"]}
        yield ProgrammeYear(id=named.next(), programme=programme.id, **focus)
    for member in entry["members"]:
        status = member.get("status")
        yield ProgrammeMember(
            id=named.next(),
            programme=programme.id,
            centre=named.centres[member["centre"]] if "centre" in member else None,
            organisation=named.organisations[member["organisation"]] if "organisation" in member else None,
            role=ProgrammeRole(member.get("role", "partner")),
            status=CentreStatus(status) if status else None,
            note=member.get("note", ""),
            **_told(member),
        )


def _pairing(entry: dict[str, Any], named: _Named) -> BuddyPairing:
    """A pair that is told of; nothing is known of its plan, so it has none."""
    return BuddyPairing(
        id=named.next(),
        programme=named.programmes[entry["programme"]],
        year=entry["year"],
        mentor=named.centres[entry["mentor"]],
        new_centre=named.centres[entry["new_centre"]],
        status=PairingStatus.CONFIRMED,
        note=entry.get("note", ""),
        source=entry["source"],
    )


def _event(entry: dict[str, Any], named: _Named) -> Iterator[Record]:
    """An event that is told of, with its one session; another's, so it counts in no figure of the own centre."""
    ends, begins = entry.get("ends", entry["starts"]), (entry.get("starts_at"), entry.get("ends_at"))
    workshop = Workshop(
        id=named.next(),
        type=EventType(entry["type"]),
        title=entry["title"],
        language="en",
        format=EventFormat(entry.get("format", "on_site")),
        status=EventStatus.HELD,
        origin=EventOrigin.EXTERNAL,
        starts_on=entry["starts"],
        starts_at=begins[0],
        ends_on=ends,
        ends_at=begins[1],
        timezone=entry["timezone"],
        venue=entry.get("venue", ""),
        city=entry.get("city", ""),
        country=entry.get("country", ""),
        organisers=frozenset(named.organisations[key] for key in entry.get("organisers", ())),
        headcount_on_site=entry.get("heads"),
        programme=named.programmes[entry["programme"]] if "programme" in entry else None,
        source=entry["source"],
    )
    yield workshop
    yield WorkshopSession(
        id=named.next(), workshop=workshop.id, starts_on=workshop.starts_on, starts_at=begins[0], ends_on=ends, ends_at=begins[1]
    )  # fmt: skip


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    """What every dated fact has: from, to, source."""
    return {"valid_from": entry.get("valid_from"), "valid_to": entry.get("valid_to"), "source": entry["source"]}
