"""A small made-up office for the reports: three years of talks and cases, put together by counting, without chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import (
    Case,
    CaseOutcome,
    CaseParty,
    CaseStatus,
    Channel,
    ClosingReason,
    Confidentiality,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    Influence,
    MarketConsultation,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.parties import Contact, Organisation, OrganisationKind, StaffMember
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.reporting import ExchangeRate, Target
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.store import Put

CLOCK = FixedClock(datetime(2026, 11, 21, 9, 14, tzinfo=UTC))
HOSTILE = '=1+1 <b>&amp;</b> "; DROP \x07 \u202e😀 {year} %s _x0041_'


def empty(path: Path) -> Office:
    """An office on its first day."""
    return create_office(
        path, clock=CLOCK, settings=Settings(language="en"), centre_name="Demo Centre", country="AT", language="en"
    )


def filled(path: Path, talks: int = 130, title: str = "Demo case {n}") -> Office:
    """An office with talks since 2023, a case for every fifth of them."""
    office = empty(path)
    centre = office.work.own_centre()
    assert centre is not None
    records = [replace(record, centre_id=centre.id) for record in _records(talks, title)]
    office.store.apply("import", [Put(record) for record in records])
    return office


def _id(kind: int, n: int) -> str:
    return f"01900000-{kind:04x}-7000-8000-{n:012x}"


def _records(talks: int, title: str) -> list[Record]:
    staff = StaffMember(id=_id(1, 1), name="Advisor One", initials="A1")
    kinds = (OrganisationKind.PUBLIC_BUYER, OrganisationKind.SUPPLIER, OrganisationKind.RESEARCH)
    organisations = [
        Organisation(
            id=_id(2, n),
            legal_name=f"Demo Hospital {n}",
            kind=kinds[n % 3],
            country="AT",
            nuts="AT13",
            city="Demo Town",
        )
        for n in range(12)
    ]
    contact = Contact(id=_id(3, 1), family_name="Marker-Person", given_name="Secret", data_since=date(2023, 1, 1))
    found: list[Record] = [staff, *organisations, contact]
    for n in range(talks):
        found += _talk(n, staff.id, organisations[n % 12].id, contact.id)
        if n % 5 == 0:
            found += _case(n, staff.id, organisations[n % 12].id, title)
    found += _market(talks, [one.id for one in organisations], title)
    found += [
        Target(id=_id(9, 3), indicator="ADV-11", year=2025, value=Decimal(60)),
        Target(id=_id(9, 1), indicator="ADV-01", year=2025, value=Decimal(30)),
        Target(id=_id(9, 2), indicator="ADV-07", year=2025, value=Decimal(99)),
    ]
    return found


def _market(talks: int, organisations: list[str], title: str) -> list[Record]:
    """A procurement for every other case, with an award and an answer of the client; some things are not known."""
    found: list[Record] = [
        ExchangeRate(id=_id(16, 1), currency="SEK", on=date(2024, 6, 1), eur_per_unit=Decimal("0.088"), source="Demo")
    ]
    for n in range(0, talks, 10):
        started = date(2023, 1, 9) + timedelta(days=n * 10 + 5)
        procurement = ProcurementProject(
            id=_id(10, n), title=title.replace("{n}", f"P{n}"), lead_buyer=organisations[n % 12], started_on=started,
            instrument=tuple(Instrument)[n // 10 % 4], status=ProcurementStatus.AWARDED, sector=tuple(Sector)[n // 10 % 6] if n % 30 else None,
            cpv_main="72000000", joint=n % 40 == 0, eu_funded=(True, False, None)[n % 3], results="The secret note",
            estimated_value=Money(Decimal(250_000 + n), "EUR"), influence=tuple(Influence)[n // 10 % 5],
            influence_confirmed_on=started + timedelta(days=40) if n // 10 % 5 else None, launch_customer=(True, None)[n // 10 % 2],
        )  # fmt: skip
        award = Award(
            id=_id(12, n), procurement=procurement.id, awarded_on=started + timedelta(days=30), tenders=n % 7 or None,
            value=Money(Decimal(1_000_000 + n * 1000), "SEK" if n % 20 else "EUR") if n % 50 else None,
        )  # fmt: skip
        found += [
            procurement,
            CaseProcurement(id=_id(11, n), case=_id(5, n), procurement=procurement.id),
            award,
            AwardSupplier(
                id=_id(13, n), award=award.id, organisation=organisations[(n + 1) % 12], size_at_award=(OperatorSize.SMALL, OperatorSize.LARGE, None)[n // 10 % 3],
                start_up_at_award=n % 20 == 0, country_at_award="DE" if n % 40 else "AT",
            ),
            MarketConsultation(
                id=_id(14, n), title=title.replace("{n}", f"M{n}"), procurement=procurement.id, opens=started, participants=n % 9 or None
            ),
            Feedback(
                id=_id(15, n), about=About("case", _id(5, n)), rating=Decimal(3 + n // 10 % 3), useful=n % 30 != 0, on=started,
                outcomes=frozenset({tuple(FeedbackOutcome)[n // 10 % 4]}), comment="The secret note",
            ),
        ]  # fmt: skip
    return found


def _talk(n: int, staff: str, organisation: str, contact: str) -> list[Record]:
    on = date(2023, 1, 9) + timedelta(days=n * 10)
    talk = Consultation(
        id=_id(4, n), on=on, organisation=organisation, contacts=frozenset({contact}), advisor=staff, case=_id(5, n // 5 * 5),
        contact_minutes=20 + n % 7 * 5, preparation_minutes=n % 3 * 10, travel_minutes=n % 4 * 15,
        channel=tuple(Channel)[n % 5], type=ConsultationType.FOLLOW_UP if n % 4 else ConsultationType.ENQUIRY,
        topics=frozenset({tuple(Topic)[n % 9], tuple(Topic)[n % 4]}) if n % 11 else frozenset(),
        substantive=n % 13 != 0, note="The secret note", subject="Secret subject",
        confidentiality=Confidentiality.RESTRICTED if n % 29 == 28 else Confidentiality.CENTRE,
    )  # fmt: skip
    more = StaffTime(
        id=_id(6, n),
        about=About("consultation", talk.id),
        staff=staff,
        on=on,
        contact_minutes=15,
        preparation_minutes=7,
    )
    return [talk, more] if n % 10 == 0 else [talk]


def _case(n: int, staff: str, organisation: str, title: str) -> list[Record]:
    opened = date(2023, 1, 9) + timedelta(days=n * 10)
    done = n % 2 == 0 and opened < date(2026, 3, 1)
    case = Case(
        id=_id(5, n), number=f"AT-{opened.year}-{n:04d}", title=title.replace("{n}", str(n)), lead_advisor=staff, opened_on=opened,
        status=CaseStatus.CLOSED if done else CaseStatus.IN_PROGRESS, phase=tuple(Phase)[n // 5 % 8], sector=tuple(Sector)[n // 5 % 6],
        ict=n % 3 == 0, need="A need", intake=Channel.PHONE if n % 4 else None, instrument=tuple(Instrument)[n // 5 % 5],
        closed_on=opened + timedelta(days=90) if done else None, result="A result" if done else "",
        outcome=tuple(CaseOutcome)[n // 10 % 3] if done and n % 30 else None,
        closing_reason=tuple(ClosingReason)[n // 10 % 5] if done else None,
        estimated_value=Money(Decimal("125000.50"), "EUR") if n % 3 else None,
        confidentiality=Confidentiality.RESTRICTED if n == 95 else Confidentiality.CENTRE,
    )  # fmt: skip
    return [case, CaseParty(id=_id(7, n), case=case.id, organisation=organisation)]
