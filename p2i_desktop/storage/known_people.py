"""Who is in the file already, read in two plain looks: people with where they work, organisations with all their names."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from p2i_desktop.storage.lists.contacts import places
from p2i_desktop.storage.tables import table

_CONTACT, _ORGANISATION = table("contact").c, table("organisation").c


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A contact that is no token: names, address, and the organisation that employs them now, or did last ("" = none)."""

    id: str
    given_name: str
    family_name: str
    email: str
    organisation: str


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that can be chosen: legal name first, then the others."""

    id: str
    names: tuple[str, ...]


def people(conn: Connection) -> list[KnownPerson]:
    """All contacts outside the bin that were not anonymised, in the order of their making."""
    of = _CONTACT
    works = places(conn)
    wanted = select(of.id, of.given_name, of.family_name, of.email)
    rows = conn.execute(wanted.where(of.deleted_at.is_(None), of.anonymised_at.is_(None)).order_by(of.n))
    return [KnownPerson(key, given, family, email, works.get(key, ("", ""))[0]) for key, given, family, email in rows]


def organisations(conn: Connection) -> list[KnownOrganisation]:
    """All organisations outside the bin that were not merged into another, in the order of their making."""
    of = _ORGANISATION
    wanted = select(of.id, of.legal_name, of.short_name, of.other_names)
    rows = conn.execute(wanted.where(of.deleted_at.is_(None), of.merged_into.is_(None)).order_by(of.n))
    return [
        KnownOrganisation(key, tuple(dict.fromkeys(name for name in (legal, short, *others) if name)))
        for key, legal, short, others in rows
    ]
