"""The demo centre itself, its staff, and the offices and roles that it advises: all recognisably made up."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from p2i_desktop.domain.advice import Sector
from p2i_desktop.domain.eforms import BuyerLegalType, MainActivity, OperatorSize
from p2i_desktop.domain.network import (
    Centre,
    CentreName,
    OpeningHours,
    Programme,
    ProgrammeKind,
    ProgrammeMember,
    ProgrammeRole,
    SetupStage,
    TargetGroup,
)
from p2i_desktop.domain.network import CentreStatus as Standing
from p2i_desktop.domain.network import EvidenceKind as Evidence
from p2i_desktop.domain.parties import (
    Contact,
    Employment,
    Organisation,
    OrganisationKind,
    Purpose,
    StaffMember,
    StaffRole,
)
from p2i_desktop.domain.record import Record, new_id
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.services.demo_texts import ABROAD, DemoTexts

CODE = "DX"
COUNTRY = "AT"
NUTS = (
    "AT111",
    "AT112",
    "AT123",
    "AT127",
    "AT130",
    "AT211",
    "AT221",
    "AT225",
    "AT312",
    "AT315",
    "AT323",
    "AT332",
    "AT342",
)
ACTIVITY = {
    Sector.HEALTH_SOCIAL: MainActivity.HEALTH, Sector.PUBLIC_TRANSPORT: MainActivity.URTTB, Sector.ENERGY: MainActivity.ELECTRICITY,
    Sector.WATER: MainActivity.WATER, Sector.EDUCATION_CULTURE: MainActivity.EDUCATION, Sector.ENVIRONMENT: MainActivity.ENV_PRO,
    Sector.SECURITY_DEFENCE: MainActivity.PUB_OS, Sector.CONSTRUCTION_HOUSING: MainActivity.HC_AM,
}  # fmt: skip
_EIGHT = 8 * 3_600_000


class Ids:
    """Repeatable ids: of the day on which a record was made, in the order of making."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._made = 0

    def __call__(self, day: date) -> str:
        self._made += 1
        midnight = (day.toordinal() - 719_163) * 86_400_000  # days since 1970
        return new_id(midnight + _EIGHT + self._made, self._rng.randbytes(10))


@dataclass
class Client:
    """An office with the people who speak for it."""

    organisation: Organisation
    sector: Sector
    contacts: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)  # contacts that have called already

    @property
    def id(self) -> str:
        return self.organisation.id

    @property
    def buys(self) -> bool:
        return self.organisation.kind in (OrganisationKind.PUBLIC_BUYER, OrganisationKind.CENTRAL_PURCHASING_BODY)


@dataclass
class Cast:
    """Everybody who takes part, as records and as what the story needs of them."""

    centre: Centre
    programme: Programme
    staff: list[StaffMember]
    clients: list[Client]
    abroad: list[Client]
    records: list[Record]


def make_cast(rng: Random, ids: Ids, texts: DemoTexts, language: str, first: date, today: date, scale: int) -> Cast:
    """The centre, its programme, staff, clients and contacts for about `scale` consultations."""
    centre, programme, records = _centre(ids, texts, language, first)
    staff = _staff(ids, texts, language, first, today, scale)
    records += staff
    wanted = max(12, round(2.2 * scale**0.62))
    clients = [_client(rng, ids, texts, language, first, n) for n in range(wanted)]
    abroad = [_foreign(ids, first, *office) for office in ABROAD[: max(3, min(len(ABROAD), wanted // 8))]]
    number = 0
    for client in (*clients, *abroad):
        records.append(client.organisation)
        for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
            number += 1
            records += _contact(rng, ids, texts, language, client, first, number)
    records += _merged(ids, clients, first)
    return Cast(centre, programme, staff, clients, abroad, records)


def _centre(ids: Ids, texts: DemoTexts, language: str, first: date) -> tuple[Centre, Programme, list[Record]]:
    centre = Centre(
        id=ids(first), code=CODE, country=COUNTRY, language=language, languages=frozenset({language, "en"}), timezone="Europe/Vienna",
        is_own=True, setup_stage=SetupStage.FULLY_OPERATIONAL, fte=Decimal("6.50"), website="https://demo.example",
        email="office@demo.example", phone="+43 1 000 000", target_groups=frozenset({TargetGroup.PUBLIC_BUYERS, TargetGroup.UTILITIES}),
        mandate_body=texts.funder, source="Demo",
    )  # fmt: skip
    programme = Programme(
        id=ids(first), code="DEMO", name=texts.programme, kind=ProgrammeKind.NATIONAL_MANDATE, funder=texts.funder,
        starts=date(first.year - 1, 1, 1), evidence=Evidence.NONE, source="Demo",
    )  # fmt: skip
    member = ProgrammeMember(
        id=ids(first), programme=programme.id, centre=centre.id, role=ProgrammeRole.PARTNER, status=Standing.EXISTING,
        valid_from=programme.starts, source="Demo",
    )  # fmt: skip
    name = CentreName(
        id=ids(first), centre=centre.id, language=language, name=texts.centre, short_name=texts.centre_short,
        valid_from=programme.starts, source="Demo",
    )  # fmt: skip
    settings = RuleSettings(id=ids(first), default_programme=programme.id, holiday_country=COUNTRY)
    hours = [
        OpeningHours(
            id=ids(first), centre=centre.id, position=f"{day:02d}", weekday=day, opens_at=time(9), closes_at=time(13 if day == 5 else 16)
        )
        for day in range(1, 6)
    ]  # fmt: skip
    return centre, programme, [centre, name, *hours, programme, member, settings]


def _staff(ids: Ids, texts: DemoTexts, language: str, first: date, today: date, scale: int) -> list[StaffMember]:
    """Advisors (one who left, one who came later), then the manager."""
    advisors = max(5, scale // 2500)
    middle = first + (today - first) / 2
    staff = []
    for n in range(1, advisors + 1):
        staff.append(
            StaffMember(
                id=ids(first), name=f"{texts.advisor} {n}", initials=f"A{n}", roles=frozenset({StaffRole.ADVISOR}),
                languages=frozenset({language, "en"}), weekly_hours=Decimal("20") if n % 4 == 0 else Decimal("40"),
                active_from=middle - timedelta(days=60) if n == advisors else first - timedelta(days=365),
                active_to=middle if n == advisors - 1 else None,
            )
        )  # fmt: skip
    manager = frozenset({StaffRole.CENTRE_MANAGER, StaffRole.ADVISOR})
    staff.append(
        StaffMember(
            id=ids(first), name=texts.manager, initials="CM", roles=manager, languages=frozenset({language, "en"}),
            active_from=first - timedelta(days=365),
        )
    )  # fmt: skip
    return staff


def _client(rng: Random, ids: Ids, texts: DemoTexts, language: str, first: date, n: int) -> Client:
    pattern, kind, sector = texts.offices[n * 5 % len(texts.offices)]  # every kind of office soon
    place = texts.places[(n * 7 + n // len(texts.offices)) % len(texts.places)]
    again = n // (len(texts.offices) * 2)
    name = pattern.format(place=place) + (f" {again + 1}" if again else "")
    buyer = kind == "public_buyer"
    organisation = Organisation(
        id=ids(first), legal_name=name, kind=OrganisationKind(kind), country=COUNTRY, nuts=rng.choice(NUTS), city=place, language=language,
        email=f"office{n + 1}@client.example", phone=f"+43 1 000 {1000 + n}",
        buyer_legal_type=rng.choice((BuyerLegalType.LA, BuyerLegalType.RA, BuyerLegalType.BODY_PL, None)) if buyer else None,
        central_government=False if buyer else None, utility=sector in (Sector.ENERGY, Sector.WATER) if buyer else None,
        activities=frozenset({ACTIVITY[sector]}) if sector in ACTIVITY else frozenset(),
        size=rng.choice((OperatorSize.MICRO, OperatorSize.SMALL, OperatorSize.MEDIUM)) if kind == "supplier" else None,
    )  # fmt: skip
    return Client(organisation, sector)


def _foreign(ids: Ids, first: date, name: str, country: str, nuts: str, language: str) -> Client:
    made = Organisation(id=ids(first), legal_name=name, country=country, nuts=nuts, language=language)
    return Client(made, Sector.GENERAL_ADMINISTRATION)


def _contact(
    rng: Random, ids: Ids, texts: DemoTexts, language: str, client: Client, first: date, number: int
) -> list[Record]:
    role = rng.choice(texts.roles)
    contact = Contact(
        id=ids(first), family_name=f"{role} {number}", email=f"contact{number}@client.example" if number % 5 else "", phone=f"+43 1 000 {20_000 + number}" if number % 3 else "",
        language=client.organisation.language or language, data_since=first, data_source=texts.person_source,
        purposes=frozenset({Purpose.ADVICE, Purpose.EVENTS}),
    )  # fmt: skip
    client.contacts.append(contact.id)
    place = Employment(
        id=ids(first), contact=contact.id, organisation=client.id, function=role, decision_maker=number % 5 == 0, valid_from=first,
    )  # fmt: skip
    return [contact, place]


def _merged(ids: Ids, clients: list[Client], first: date) -> list[Record]:
    """Old entries of offices that were entered twice and joined."""
    old = []
    for client in clients[:: max(10, len(clients) // 3)][1:3]:
        name = f"{client.organisation.legal_name} (2)"
        old.append(Organisation(id=ids(first), legal_name=name, country=COUNTRY, merged_into=client.id))
    return list(old)
