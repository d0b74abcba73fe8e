"""Organisations and people: saved with their dated links, found when they are likely doubles, told as one story."""

from dataclasses import dataclass, replace

from p2i_desktop.domain.advice import Action, Case, CaseParty, CaseRole, Consultation
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.domain.record import About, Record
from p2i_desktop.services import timeline
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.timeline import TimelineItem
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

_LEGAL_FORMS = frozenset(
    (
        "gmbh", "ag", "kg", "og", "ges", "mbh", "sro", "spol", "as", "srl", "spa", "sl", "sa", "nv", "bv", "oy", "ab", "asa", "doo", "dd", "ltd", "plc", "lda", "sas", "sarl", "eood", "ood",
    )
)  # fmt: skip
_LIKELY = 88.0  # rapidfuzz score from which two folded names are shown as similar
_AT_MOST = 5


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
        wanted = _essence(name)
        if len(wanted) < 3:
            return []
        from rapidfuzz import fuzz, process

        names = {key: text for key, text in self._names().items() if key[0] != except_id}
        essences = {key: _essence(text) for key, text in names.items()}
        hits = process.extract(wanted, essences, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKELY, limit=20)
        best: dict[str, tuple[str, str, float]] = {}
        for _, score, key in hits:
            best.setdefault(key[0], (key[0], names[key], score))
        return list(best.values())[:_AT_MOST]

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

    def _names(self) -> dict[tuple[str, str], str]:
        """Every name an organisation bears, by (id, kind of name)."""
        names: dict[tuple[str, str], str] = {}
        for organisation in self.store.find(Organisation):
            for i, text in enumerate((organisation.legal_name, organisation.short_name, *organisation.other_names)):
                if text:
                    names[organisation.id, str(i)] = text
        return names


def _essence(name: str) -> str:
    """A name folded, its words in order of the alphabet, without legal forms and signs."""
    plain = fold(name).replace(".", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(sorted(word for word in words if word not in _LEGAL_FORMS)) or " ".join(words)


def _latest_first(places: list[Employment]) -> list[Employment]:
    """Present places first, then by their beginning."""
    return sorted(places, key=lambda p: (p.valid_to is None, str(p.valid_from or ""), p.id), reverse=True)
