"""Rules of people, organisations and staff (H15, H60, H62, H64, uniqueness of initials)."""

from collections.abc import Iterable, Iterator

from p2i_desktop.domain import codes
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.rules.problem import Around, Problem, hard


def organisation_problems(o: Organisation, around: Around, before: Organisation | None) -> Iterator[Problem]:
    """H15; an organisation is never its own parent, nor merged into itself."""
    if o.nuts and codes.is_nuts(o.nuts) and o.country and codes.nuts_country(o.nuts) != o.country:
        in_country = codes.nuts_country(o.nuts)
        yield hard("H15", "nuts", nuts=o.nuts, country_a=in_country, country_b=o.country)
    for field in ("parent", "merged_into"):
        if getattr(o, field) == o.id:
            yield hard("itself", field)


def contact_problems(contact: Contact, around: Around, before: Contact | None) -> Iterator[Problem]:
    """H60: legal basis, source, day and purpose of keeping a person's data; H62: an anonymised person stays so."""
    for field in ("legal_basis", "data_source", "purposes"):
        if not getattr(contact, field):
            yield hard("H60", field)
    if before is not None and before.anonymised_at is not None and contact != before:
        yield hard("H62", "family_name", date=before.anonymised_at)


def staff_problems(member: StaffMember, around: Around, before: StaffMember | None) -> Iterator[Problem]:
    """Initials are one person's in the centre."""
    for other in around.find(StaffMember, initials=member.initials) if member.initials else ():
        if other.id != member.id:
            yield hard("taken", "initials", text=member.initials, title=other.name)
            return


def restricted_people(field: str, ids: Iterable[str | None], around: Around) -> Iterator[Problem]:
    """H64: a person whose data are restricted is named in nothing new; `ids` are those whom a record names anew."""
    for key in sorted(key for key in ids if key):
        person = around.get(Contact, key)
        if person is None or not person.restricted:
            continue
        name = f"{person.given_name} {person.family_name}".strip()
        if person.restricted_reason:
            yield hard("H64", field, name=name, reason=person.restricted_reason)
        else:
            yield hard("H64_no_reason", field, name=name)
