"""The list of procurements against a recount in plain loops, on random records."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Confidentiality, Instrument, Sector
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    Notice,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.rates import in_euro
from p2i_desktop.domain.record import Money, Record, link_id
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.storage import queries
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.engine import create_file
from p2i_desktop.storage.lists.model import Filter, Moment, Sort
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Store

TODAY = date(2026, 11, 21)
NAME = "procurements"
ORDERS: dict[str, list[Any]] = {
    "status": list(ProcurementStatus),
    "instrument": list(Instrument),
    "sector": list(Sector),
}


class Market:
    """Procurements on disk with everything that the list shows of them."""

    def __init__(self, store: Store, seed: int = 3) -> None:
        self.store, self.random = store, random.Random(seed)
        self.me = StaffMember(name="Advisor 1", initials="A1")
        self.offices = [Organisation(legal_name=f"{self._word()} Office {n}", country="AT") for n in range(9)]
        self.cases = [Case(number=f"AT-2026-{n:04d}", title="Need", lead_advisor=self.me.id, opened_on=TODAY,
                           confidentiality=Confidentiality.RESTRICTED if n % 3 == 0 else Confidentiality.CENTRE)
                      for n in range(12)]  # fmt: skip
        self.projects = [self._project(n) for n in range(40)]
        rates = [ExchangeRate(currency="SEK", on=date(2026, n, 1), eur_per_unit=Decimal(f"0.0{n}1"), source="ECB")
                 for n in (2, 5, 9)]  # fmt: skip
        self.put(self.me, *self.offices, *self.cases, *self.projects, *rates)
        for project in self.projects:
            self.put(*self._parts(project))
        for gone in (self.projects[0], self.store.find(Award)[0], self.store.find(Notice)[0]):
            store.apply("bin", [Bin(type(gone), gone.id)])

    def put(self, *records: Record) -> None:
        self.store.apply("make", [Put(record) for record in records])

    def _word(self) -> str:
        return self.random.choice(["Wasser", "Łódź", "tram", "Ærø", "quiet"])

    def _day(self) -> date:
        return TODAY - timedelta(days=self.random.randrange(330))

    def _maybe(self, value: Any, share: float = 0.6) -> Any:
        return value if self.random.random() < share else None

    def _project(self, number: int) -> ProcurementProject:
        money = Money(Decimal(self.random.randrange(10**6)) / 100, self.random.choice(["EUR", "SEK"]))
        return ProcurementProject(
            title=f"{self._word()} {number}", own_reference=self._maybe(f"R-{number}") or "",
            lead_buyer=self.random.choice(self.offices).id, instrument=self.random.choice(list(Instrument)),
            status=self.random.choice(list(ProcurementStatus)), sector=self._maybe(self.random.choice(list(Sector))),
            estimated_value=self._maybe(money), started_on=self._maybe(self._day(), 0.9),
            published_on=self._maybe(self._day()), contract_to=self._maybe(self._day()),
        )  # fmt: skip

    def _parts(self, project: ProcurementProject) -> Iterator[Record]:
        for organisation in self.random.sample(self.offices, self.random.randrange(3)):
            yield ProcurementBuyer(procurement=project.id, organisation=organisation.id)
        for case in self.random.sample(self.cases, self.random.randrange(3)):
            link = link_id("case_procurement", case.id, project.id)
            yield CaseProcurement(id=link, case=case.id, procurement=project.id)
        for number in range(self.random.randrange(3)):
            yield Notice(procurement=project.id, notice_id=f"{project.id}{number}", title=self._word())
        for lot in range(self.random.randrange(4)):
            cents = Decimal(self.random.randrange(10**7)) / 100
            value = self._maybe(Money(cents, self.random.choice(["EUR", "SEK", "NOK"])), 0.8)
            award = Award(procurement=project.id, lot=str(lot), awarded_on=self._day(), value=value)
            yield award
            yield AwardSupplier(award=award.id, organisation=self.random.choice(self.offices).id)

    def shown(self, me: str) -> dict[str, ProcurementProject]:
        """What a person may see: not those whose linked cases are all restricted and somebody else's."""
        found = {}
        for project in self.store.find(ProcurementProject):
            links = self.store.find(CaseProcurement, procurement=project.id)
            cases = self.store.many(Case, [link.case for link in links if link.case]).values()
            if not cases or any(c.confidentiality != "restricted" or c.lead_advisor == me for c in cases):
                found[project.id] = project
        return found

    def award_sum(self, project: ProcurementProject) -> tuple[int | None, int, int]:
        awards, rates = self.store.find(Award, procurement=project.id), self.store.find(ExchangeRate)
        euro = [in_euro(a.value, a.awarded_on, rates) if a.value and a.awarded_on else None for a in awards]
        known = [one for one in euro if one is not None]
        return (
            int((sum(known, Decimal(0)) * 100).quantize(Decimal(1))) if known else None,
            len(awards),
            euro.count(None),
        )


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    folder: Path = tmp_path_factory.mktemp("market")
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    store = create_file(folder / "market.p2i", clock, folder)
    yield Market(store)
    store.close()


def rows(market: Market, filter_: Filter = Filter(), sort: Sort | None = None, me: str = "") -> list[dict[str, Any]]:  # noqa: B008
    moment = Moment(me, TODAY)
    with market.store.connection() as connection:
        numbers = queries.all_ids(connection, NAME, filter_, sort, moment).numbers
        found = queries.block(connection, NAME, numbers, moment)
        assert queries.first_rows(connection, NAME, filter_, sort, moment, 7) == found[:7]
    return [dict(zip(queries.COLUMNS[NAME], row, strict=True)) for row in found]


@pytest.mark.parametrize("mine", [False, True])
def test_every_column_is_what_a_loop_counts(market: Market, mine: bool) -> None:
    me = market.me.id if mine else ""
    shown = market.shown(me)
    found = rows(market, me=me)
    assert {row["id"] for row in found} == set(shown)
    assert len(shown) < len(market.projects) - 1 or mine
    names = {office.id: office.legal_name for office in market.offices}
    for row in found:
        project = shown[row["id"]]
        buyers = market.store.find(ProcurementBuyer, procurement=project.id)
        value = project.estimated_value
        assert row["title"] == project.title
        assert row["lead_buyer"] == names[project.lead_buyer or ""]
        assert row["buyers"] == ", ".join([row["lead_buyer"], *(names[b.organisation or ""] for b in buyers)])
        assert (row["value_cents"], row["value_currency"]) == (
            (int(value.amount * 100), value.currency) if value else (None, None)
        )
        assert (row["award_cents"], row["awards"], row["awards_missing"]) == market.award_sum(project)
        assert row["notices"] == len(market.store.find(Notice, procurement=project.id))
        links = market.store.find(CaseProcurement, procurement=project.id)
        cases = market.store.many(Case, [link.case for link in links if link.case]).values()
        assert row["cases"] == sum(c.confidentiality != "restricted" or c.lead_advisor == me for c in cases)


@pytest.mark.parametrize("column", sorted(queries.SORTABLE[NAME]))
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_gives_all_rows(market: Market, column: str, descending: bool) -> None:
    found = rows(market, sort=Sort(column, descending))
    assert {row["id"] for row in found} == set(market.shown(""))
    values = [row[column] for row in found]
    filled = [value for value in values if value not in (None, "")]
    if column not in queries.LISTS[NAME].indexed:
        assert values[: len(filled)] == filled
    keys = [ORDERS[column].index(v) if column in ORDERS else fold(v) if isinstance(v, str) else v for v in filled]
    assert keys == sorted(keys, reverse=descending)


def test_filters_show_what_they_say(market: Market) -> None:
    shown = market.shown("").values()
    ended = {"completed", "cancelled"}
    links = {link.procurement for link in market.store.find(CaseProcurement)}
    first = market.offices[0].id
    with_first = {b.procurement for b in market.store.find(ProcurementBuyer, organisation=first)}
    cases: list[tuple[Filter, Callable[[ProcurementProject], Any]]] = [
        (Filter(flags=frozenset({"open"})), lambda p: p.status not in ended),
        (Filter(flags=frozenset({"ended"})), lambda p: p.status in ended),
        (Filter(flags=frozenset({"unlinked"})), lambda p: p.id not in links),
        (Filter(among=(("status", frozenset({"awarded", "running"})),)), lambda p: p.status in ("awarded", "running")),
        (Filter(among=(("instrument", frozenset({"pcp"})),)), lambda p: p.instrument == "pcp"),
        (Filter(among=(("sector", frozenset({""})),)), lambda p: p.sector is None),
        (
            Filter(among=(("organisation_id", frozenset({first})),)),
            lambda p: p.lead_buyer == first or p.id in with_first,
        ),
        (Filter(since=date(2026, 6, 1), until=TODAY), lambda p: p.started_on and p.started_on >= date(2026, 6, 1)),
        (Filter(keys=frozenset({market.projects[3].id})), lambda p: p.id == market.projects[3].id),
    ]
    for filter_, wanted in cases:
        assert {row["id"] for row in rows(market, filter_)} == {p.id for p in shown if wanted(p)}
    with pytest.raises(KeyError):
        rows(market, Filter(flags=frozenset({"loud"})))


def test_words_are_found_in_titles_names_of_buyers_and_suppliers_and_notices(market: Market) -> None:
    names = {office.id: office.legal_name for office in market.offices}

    def words(project: ProcurementProject) -> str:
        buyers = [b.organisation for b in market.store.find(ProcurementBuyer, procurement=project.id)]
        awards = market.store.find(Award, procurement=project.id)
        won = [s.organisation for a in awards for s in market.store.find(AwardSupplier, award=a.id)]
        titles = [notice.title for notice in market.store.find(Notice, procurement=project.id)]
        offices = [names[key or ""] for key in (project.lead_buyer, *buyers, *won)]
        return " " + fold(" ".join([project.title, project.own_reference, *titles, *offices])).replace("-", " ")

    for typed in ("lodz", "was", "office 4", "r-1", "quiet tram", "nothing of this"):
        wanted = {
            key
            for key, one in market.shown("").items()
            if all(f" {part.replace('-', ' ')}" in words(one) for part in fold(typed).split())
        }  # fmt: skip
        assert {row["id"] for row in rows(market, Filter(text=typed))} == wanted, typed


def test_the_totals_add_up(market: Market) -> None:
    shown = list(market.shown("").values())
    sums = [market.award_sum(project) for project in shown]
    with market.store.connection() as connection:
        totals = queries.totals(connection, NAME, Filter(), Moment("", TODAY))
        none = queries.totals(connection, NAME, Filter(keys=frozenset()), Moment("", TODAY))
    values: dict[str, int] = {}
    for project in shown:
        if project.estimated_value:
            money = project.estimated_value
            values[money.currency] = values.get(money.currency, 0) + int(money.amount * 100)
    assert totals == {
        "count": len(shown),
        "values": tuple(sorted(values.items())),
        "awarded": sum(cents for cents, _, _ in sums if cents is not None),
        "awards_missing": sum(missing for _, _, missing in sums),
    }
    assert none == {"count": 0, "values": (), "awarded": 0, "awards_missing": 0}


@pytest.mark.parametrize("typed", ['"', "*", "\x00", "%", "_", "'; --", '""', "(", "-", "NEAR(a b)", "x" * 5000])
def test_a_hostile_filter_is_only_words(market: Market, typed: str) -> None:
    assert len(rows(market, Filter(text=typed))) <= len(market.projects)
