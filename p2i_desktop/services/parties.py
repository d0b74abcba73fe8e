"""Organisations and people: saved with their dated links, found when they are likely doubles, told as one story."""

from dataclasses import dataclass, replace

from p2i_desktop.domain.advice import Action, Case, CaseParty, CaseRole, Consultation
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services import timeline
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.doubles import Doubles
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.timeline import TimelineItem
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.services.workshop_people import attended
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


@dataclass(frozen=True)
class PartyCase:
    """A case of an organisation and what the organisation is in it."""

    case: Case
    role: CaseRole


@dataclass(frozen=True)
class OrganisationFile:
    """Everything about one organisation."""

    organisation: Organisation
    contacts: list[tuple[Employment, Contact]]
    cases: list[PartyCase]
    actions: list[Action]
    timeline: list[TimelineItem]
    consultations: int
    contact_minutes: int


@dataclass(frozen=True)
class ContactFile:
    """Everything about one person outside the centre."""

    contact: Contact
    employments: list[tuple[Employment, Organisation | None]]
    timeline: list[TimelineItem]


class Parties(Subject):
    """The verbs of organisations and contacts."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._doubles = Doubles(work.store)

    def blank_organisation(self, name: str = "") -> Organisation:
        """An organisation as its form starts: in the centre's country and language."""
        centre = self.work.own_centre()
        return Organisation(
            legal_name=name, country=centre.country if centre else "", language=centre.language if centre else ""
        )

    def blank_contact(self) -> Contact:
        """A person as the form starts, known since today."""
        return Contact(data_since=self.work.today())

    def organisation(self, organisation_id: str) -> Organisation:
        """An organisation; Missing."""
        return self.work.get(Organisation, organisation_id)

    def contact(self, contact_id: str) -> Contact:
        """A person; Missing."""
        return self.work.get(Contact, contact_id)

    def save_organisation(
        self, organisation: Organisation, draft: tuple[str, str] | None = None, stay: str = ""
    ) -> Changed:
        """Saves an organisation; Refused, Conflict."""
        return self.work.put("save_organisation", organisation, stay=stay, draft=draft)

    def save_contact(
        self,
        contact: Contact,
        employment: Employment | None = None,
        draft: tuple[str, str] | None = None,
        stay: str = "",
    ) -> Changed:
        """Saves a person, with a place in an organisation where one is given, as one step; Refused, Conflict."""
        made: list[Record] = [replace(contact, data_since=contact.data_since or self.work.today())]
        if employment is not None and employment.organisation:
            made.append(replace(employment, contact=contact.id))
        records, _ = self.work.examine_all(made)
        puts = [Put(record) for record in records]
        return self.store.apply("save_contact", puts, args=(key_of(contact),), stay=stay, drop_draft=draft)

    def save_employment(self, employment: Employment, stay: str = "") -> Changed:
        """Saves a person's place in an organisation; Refused, Conflict."""
        return self.work.put("save_employment", employment, stay=stay)

    def similar(self, name: str, except_id: str = "") -> list[tuple[str, str, float]]:
        """Likely doubles of an organisation's name: (id, name, score 0-100), the likeliest first, at most five.

        Folded, without regard to the order of words and to legal forms such as GmbH or s.r.o.
        """
        return self._doubles.similar(name, except_id)

    def contacts_named(self, name: str, organisation_id: str) -> list[Contact]:
        """The people of an organisation who bear a name (given and family name in any order, or the family name)."""
        wanted = sorted(fold(name).replace(",", " ").split())
        people = {person.id: person for _, person in self._people(organisation_id)} if organisation_id else {}
        whole = [
            one for one in people.values() if sorted(fold(f"{one.given_name} {one.family_name}").split()) == wanted
        ]
        return whole or [one for one in people.values() if sorted(fold(one.family_name).split()) == wanted]

    def organisation_file(self, organisation_id: str) -> OrganisationFile:
        """Everything about one organisation; Missing."""
        organisation = self.organisation(organisation_id)
        parties = self.store.find(CaseParty, organisation=organisation_id)
        known = self.store.many(Case, [party.case for party in parties if party.case])
        cases = [
            PartyCase(known[party.case], party.role)
            for party in parties
            if party.case in known and self._shown(known[party.case])
        ]
        talks = self._talks(organisation_id)
        own = self.store.find(Action, about=About("organisation", organisation_id))
        items = timeline.of_consultations(self.work, talks)
        items += timeline.of_cases(self.work, [one.case for one in cases]) + timeline.of_actions(self.work, own)
        events = attended(self.work, self.store.find(Participation, organisation=organisation_id))
        items += timeline.of_workshops(events, of_office=True)
        return OrganisationFile(
            organisation=organisation,
            contacts=self._people(organisation_id),
            cases=sorted(cases, key=lambda one: (str(one.case.opened_on), one.case.id), reverse=True),
            actions=[action for action in own if action.done_on is None and action.dropped_on is None],
            timeline=timeline.newest_first(items),
            consultations=len(talks),
            contact_minutes=sum(talk.contact_minutes for talk in talks),
        )

    def contact_file(self, contact_id: str) -> ContactFile:
        """Everything about one person; Missing."""
        contact = self.contact(contact_id)
        places = self.store.find(Employment, contact=contact_id)
        organisations = self.store.many(Organisation, [place.organisation for place in places if place.organisation])
        talks = self.store.find(Consultation, contacts=contact_id)
        items = timeline.of_consultations(self.work, talks)
        items += timeline.of_actions(self.work, self.store.find(Action, about=About("contact", contact_id)))
        items += timeline.of_workshops(attended(self.work, self.store.find(Participation, contact=contact_id)))
        return ContactFile(
            contact=contact,
            employments=[(place, organisations.get(place.organisation or "")) for place in _latest_first(places)],
            timeline=timeline.newest_first(items),
        )

    def bin(self, type_key: str, record_id: str) -> Changed:
        """Puts a record with its children into the bin."""
        return self.work.bin(type_key, record_id)

    def _shown(self, case: Case) -> bool:
        return case.deleted_at is None and sees_case(self.work, case)

    def _talks(self, organisation_id: str) -> list[Consultation]:
        first = self.store.find(Consultation, organisation=organisation_id)
        more = self.store.find(Consultation, other_organisations=organisation_id)
        return list({talk.id: talk for talk in (*first, *more)}.values())

    def _people(self, organisation_id: str) -> list[tuple[Employment, Contact]]:
        places = self.store.find(Employment, organisation=organisation_id)
        people = self.store.many(Contact, [place.contact for place in places if place.contact])
        pairs = [(place, people[place.contact]) for place in _latest_first(places) if place.contact in people]
        return [(place, person) for place, person in pairs if person.deleted_at is None]


def _latest_first(places: list[Employment]) -> list[Employment]:
    """Present places first, then by their beginning."""
    return sorted(places, key=lambda p: (p.valid_to is None, str(p.valid_from or ""), p.id), reverse=True)
