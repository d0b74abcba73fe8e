"""A small made-up centre for the reading tests: every combination that lists, search and figures have to tell apart."""

import random
from datetime import date, timedelta
from decimal import Decimal

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    Confidentiality,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.parties import Contact, Employment, Organisation, OrganisationKind, StaffMember
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.storage.store import Bin, Put, Store

TODAY = date(2026, 11, 21)
WORDS = [
    "leak",
    "water",
    "tram",
    "Straße",
    "καινοτομία",
    "Łódź",
    "õppimine",
    "Ærø",
    "50%",
    "under_score",
    "quiet",
    '"quoted"',
    "O'Neill",
    "AT-7",
]


class World:
    """Records on disk and in hand, the same ones: what a query says can be compared with what a loop says."""

    def __init__(self, store: Store, seed: int = 1, talks: int = 120) -> None:
        self.store, self.random = store, random.Random(seed)
        self.staff = [StaffMember(name=f"Advisor {n}", initials=f"A{n}") for n in range(1, 4)]
        self.organisations = [self._organisation(n) for n in range(12)]
        self.contacts = [self._contact(n) for n in range(15)]
        self.employments = [
            Employment(contact=one.id, organisation=self._one(self.organisations).id, function="Head of tram")
            for one in self.contacts
        ]
        self.cases = [self._case(n) for n in range(24)]
        self.parties = [
            CaseParty(case=case.id, organisation=self._one(self.organisations).id, role=role)
            for case in self.cases
            for role in (CaseRole.LEAD_BUYER, *self.random.choices([CaseRole.SUPPLIER], k=self.random.randrange(2)))
        ]
        self.talks = [self._talk() for _ in range(talks)]
        self.times = [
            StaffTime(about=About("consultation", talk.id), staff=self._one(self.staff).id, on=talk.on)
            for talk in self.talks[::5]
        ]
        self.actions = [self._action() for _ in range(40)]
        self.put(
            *self.staff, *self.organisations, *self.contacts, *self.employments, *self.cases, *self.parties, *self.talks,
            *self.times, *self.actions,
        )  # fmt: skip
        for gone in (self.organisations[0], self.contacts[0], self.cases[0], *self.talks[:5], *self.actions[:4]):
            store.apply("bin", [Bin(type(gone), gone.id)])

    def put(self, *records: Record) -> None:
        self.store.apply("make", [Put(record) for record in records])

    def live(self, record_type: type[Record]) -> dict[str, Record]:
        """The records of a type outside the bin, as the store gives them."""
        return {record.id: record for record in self.store.find(record_type)}

    def _one(self, items: list) -> Record:  # type: ignore[type-arg]
        return self.random.choice(items)  # type: ignore[no-any-return]

    def _some(self, items: list, most: int) -> frozenset:  # type: ignore[type-arg]
        return frozenset(self.random.sample(items, self.random.randrange(most + 1)))

    def _text(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words))

    def _day(self, back: int = 700, ahead: int = 0) -> date:
        return TODAY + timedelta(days=self.random.randrange(-back, ahead + 1))

    def _maybe(self, value: object, share: float = 0.5) -> object:
        return value if self.random.random() < share else None

    def _organisation(self, number: int) -> Organisation:
        kind = self._one(list(OrganisationKind))  # type: ignore[arg-type]
        return Organisation(
            legal_name=f"Demo {self._text(1)} {number}", short_name=f"D{number}", other_names=(f"Muster {number}",),
            country="AT", kind=kind, city=self._text(1), phone=f"+43 1 {number}23 45{number}", notes=self._text(3),
        )  # type: ignore[arg-type]  # fmt: skip

    def _contact(self, number: int) -> Contact:
        return Contact(
            given_name="Caller", family_name=f"{self._text(1)}{number}", email=f"c{number}@demo.example",
            mobile=f"0664/{number}00 77 {number}", data_since=TODAY,
        )  # fmt: skip

    def _case(self, number: int) -> Case:
        return Case(
            number=f"AT-2026-{number:04d}" if number % 3 else "", provisional_number=f"AT-2026-n1-{number}",
            title=self._text(3), status=self._one(list(CaseStatus)), phase=self._one(list(Phase)),
            lead_advisor=self._one(self.staff).id, co_advisors=self._some([s.id for s in self.staff], 1),
            opened_on=self._day(), follow_up_on=self._maybe(self._day(20, 20)), target_on=self._maybe(self._day(20, 20)),
            closed_on=self._maybe(self._day(100)), sector=self._maybe(self._one(list(Sector))),
            instrument=self._one(list(Instrument)), topics=self._some(list(Topic), 2), need=self._text(4),
            estimated_value=self._maybe(Money(Decimal("1200.50"), "EUR")),
            confidentiality=Confidentiality.RESTRICTED if number % 7 == 1 else Confidentiality.CENTRE,
        )  # type: ignore[arg-type]  # fmt: skip

    def _talk(self) -> Consultation:
        chance = self.random.random
        case = self._maybe(self._one(self.cases).id, 0.6)
        return Consultation(
            on=self._day(), case=case, organisation=self._maybe(self._one(self.organisations).id, 0.7),
            other_organisations=self._some([o.id for o in self.organisations], 1), anonymous=chance() < 0.2,
            contacts=self._some([c.id for c in self.contacts], 2), advisor=self._one(self.staff).id,
            contact_minutes=self.random.randrange(0, 60, 5), preparation_minutes=self.random.randrange(0, 30, 5),
            type=self._one(list(ConsultationType)), channel=self._one(list(Channel)), contact_made=chance() < 0.8,
            substantive=chance() < 0.8, specific=chance() < 0.8, count_out=chance() < 0.2,
            topics=self._some(list(Topic), 2), subject=self._text(2), note=self._text(6), advice=self._text(2),
            confidentiality=Confidentiality.RESTRICTED if chance() < 0.1 else Confidentiality.CENTRE,
        )  # type: ignore[arg-type]  # fmt: skip

    def _action(self) -> Action:
        about = self._one([*self.cases, *self.talks, *self.organisations])
        kind = {Case: "case", Consultation: "consultation", Organisation: "organisation"}[type(about)]
        return Action(
            about=About(kind, about.id), title=self._text(2), owner=self._maybe(self._one(self.staff).id, 0.8),
            due_on=self._day(20, 20), done_on=self._maybe(self._day(5), 0.3), dropped_on=self._maybe(TODAY, 0.1),
        )  # type: ignore[arg-type]  # fmt: skip


def hidden_case(case: Case, me: str) -> bool:
    """Whether a case is restricted and none of mine."""
    return case.confidentiality == "restricted" and me != case.lead_advisor and me not in case.co_advisors


def hidden_talk(talk: Consultation, cases: dict[str, Case], times: list[StaffTime], me: str) -> bool:
    """Whether a consultation, or its case, is restricted and none of mine."""
    mine = talk.advisor == me or any(t.about and t.about.id == talk.id and t.staff == me for t in times)
    case = cases.get(talk.case or "")
    return not mine and (talk.confidentiality == "restricted" or (case is not None and hidden_case(case, me)))
