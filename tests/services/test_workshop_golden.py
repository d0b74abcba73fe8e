"""Workshops counted by hand: every rule of EVT-01 to EVT-10, of presence in CLI-04 and of minutes in DQ-01 has a case here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.parties import Contact
from p2i_desktop.services.figures import IndicatorRow
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from tests.services.workshop_year import key, lines, make_office

# code | value | low | high | missing | why
EXPECTED = """
EVT-01 | 6        | 6        | 6        | 0 | W1 W2 W3 W4 W5 WB
EVT-02 | 101      | 101      | 101      | 0 | W1 a1 a2 a3 aa and 10 of a8; W2 30 and b3, who was on site; W3 1 and 3; W4 50 and d1; W5 e1; nobody at WB
EVT-03 | 4200/101 | 4200/101 | 4200/101 | 0 | a3 and a8 11, W2 30, d1; a2 was once on site
EVT-04 | 4        | 4        | 4        | 0 | P1 P2 P8 P9
EVT-05 | 4        | 4        | 5        | 1 | H U R K; O is H; "New Office" is written twice
EVT-06 | 10265/60 | 10265/60 |          | 1 | W1 150 80 45 60 1500; W2 60 30 60 and 28 of 60; W3 120 and 3 of 120; W4 120 and 50 of 120; W5 has no times
EVT-07 | 27/7     | 7/2      | 4        | 1 | 4 of 4.5 and 3 of 3; q2 may be 1 or 5
EVT-08 | 800/101  | 800/101  | 800/101  | 0 | 8 answers of 101
EVT-09 | 2        | 2        | 2        | 0 | a1, and i1 of the year before
EVT-10 | 400/13   | 400/13   | 400/13   | 0 | a4 ab ad e2 of a1 to a5, ab, ad, b1 to b3, c1, d1, e2; the session of ad is in the bin
CLI-04 | 4        | 4        | 4        | 0 | H U R K; nobody was advised
DQ-01  | 250/3    | 250/3    | 250/3    | 0 | W3 has no minutes
SAT-04.started_action | 1 | 1 | 1     | 0 | q1
SAT-04.other          | 0 | 0 | 0     | 0 | q4 is about 2024, q5 about an external event
"""

BEHIND = {
    "EVT-01": "W1 W2 W3 W4 W5 WB", "EVT-02": "W2 W4 a1 a2 a3 a8 aa b3 c1 c2 d1 e1", "EVT-03": "W2 W4 a1 a2 a3 a8 aa b3 c1 c2 d1 e1",
    "EVT-04": "P1 P2 P8 P9", "EVT-05": "H U R K", "EVT-06": "W2 W4 a1 a2 a3 a8 aa b1 b2 b3 c1 c2 d1", "EVT-07": "q1 q3",
    "EVT-08": "W1 W2 W3 W4 W5 WB", "EVT-09": "a1 i1", "EVT-10": "a1 a2 a3 a4 a5 ab ad b1 b2 b3 c1 d1 e2", "CLI-04": "H U R K",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with make_office(tmp_path_factory.mktemp("workshops")) as made:
        yield made


def rows(office: Office, until: date | None = None) -> dict[str, IndicatorRow]:
    return {row.code: row for row in office.figures.year(2025, until)}


def exact(value: object) -> Fraction | None:
    if value is None:
        return None
    assert isinstance(value, (int, Decimal))
    return Fraction(value).limit_denominator(100_000)


@pytest.mark.parametrize(("code", "value", "low", "high", "missing", "why"), list(lines(EXPECTED)))
def test_the_year_counted_by_hand(
    office: Office, code: str, value: str, low: str, high: str, missing: str, why: str
) -> None:
    row = rows(office)[code]
    assert exact(row.value) == Fraction(value), why
    assert exact(row.low) == Fraction(low), why
    assert exact(row.high) == (Fraction(high) if high else None), why
    assert row.missing == int(missing), why


@pytest.mark.parametrize(("code", "names"), BEHIND.items())
def test_records_behind_are_those_named(office: Office, code: str, names: str) -> None:
    assert set(rows(office)[code].records) == {key(name) for name in names.split()}


def test_how_they_are_printed_and_what_they_open(office: Office) -> None:
    found = rows(office)
    assert {code: row.printed for code, row in found.items() if code.startswith("EVT")} == {
        "EVT-01": "6", "EVT-02": "101", "EVT-03": "41.6%", "EVT-04": "4", "EVT-05": "4", "EVT-06": "\u2265\u00a0171.1", "EVT-07": "3.9",
        "EVT-08": "7.9%", "EVT-09": "2", "EVT-10": "30.8%",
    }  # fmt: skip
    assert found["EVT-05"].range_printed == "4\u20135"
    held = tuple(key(name) for name in ("W1", "W2", "W3", "W4", "WB", "W5"))
    for code in ("EVT-01", "EVT-02", "EVT-03", "EVT-06"):
        assert found[code].opens == (("workshop", held),), code
    assert found["EVT-10"].opens == (("workshop", (*held[:4], held[5])),)


def test_restricted_workshops_count_and_are_not_named(office: Office) -> None:
    office.use_settings(Settings(language="en", staff="DA"))
    for code, left_out in (("EVT-01", 1), ("EVT-02", 2), ("EVT-05", 1), ("EVT-08", 1), ("EVT-10", 1)):
        told = office.figures.explain(code, 2025)
        assert told.restricted == left_out, code
        assert not {key(name) for name in ("W4", "d1", "K")} & set(told.records)
        assert len(told.records) + left_out == len(rows(office)[code].records)


def test_few_answers_are_told_with_their_number_and_compared_with_nothing(office: Office) -> None:
    office.store.apply("bin", [Bin(Feedback, key("q1"))])
    row = rows(office)["EVT-07"]
    assert row.printed == "3.0 (n\u00a0=\u00a03)"
    assert (row.change, row.change_direction) == (None, "")
    office.steps.undo()


def test_the_running_year_counts_to_its_day_and_the_window_of_active_clients_reaches_back(office: Office) -> None:
    found = rows(office, until=date(2025, 3, 29))
    assert (found["EVT-01"].value, found["EVT-02"].value) == (2, 45)
    assert {key(name) for name in "HURF"} == set(found["CLI-04"].records)  # F was there on the last day of 2024


def test_nothing_at_all_is_no_share_and_no_mean_but_a_count_of_none(office: Office) -> None:
    found = {row.code: row.value for row in office.figures.year(2015)}
    assert {code: value for code, value in found.items() if code.startswith("EVT")} == {
        "EVT-01": 0, "EVT-02": 0, "EVT-03": None, "EVT-04": 0, "EVT-05": 0, "EVT-06": 0, "EVT-07": None, "EVT-08": None, "EVT-09": 0,
        "EVT-10": None,
    }  # fmt: skip


def test_the_parts_of_the_year(office: Office) -> None:
    parts = {
        name: {part.key: part.count for part in found[0].parts if part.count}
        for name, found in office.figures.breakdowns(2025).items()
    }
    assert parts["held_type"] == {"training": 2, "webinar": 1, "conference": 1, "seminar": 2}
    assert parts["attended_type"] == {"training": 18, "webinar": 31, "conference": 51, "seminar": 1}
    assert parts["held_format"] == {"on_site": 3, "online": 1, "hybrid": 2}
    assert parts["held_topic"] == {"strategy": 2, "legal": 4, "": 1}
    assert parts["held_month"] == {"01": 1, "03": 2, "06": 1, "09": 1, "12": 1}
    assert parts["attended_month"] == {"01": 14, "03": 35, "06": 51, "12": 1}


def test_what_is_missing_is_named_and_leads_to_the_workshops(office: Office) -> None:
    points = {(point.type, point.field): point for point in office.figures.open_points(2025)}
    assert {at: (point.code, set(point.ids), point.opens) for at, point in points.items()} == {
        ("workshop", "protocol"): ("DQ-01", {key("W3")}, ("workshop", (key("W3"),))),
        ("workshop_session", "starts_at"): ("EVT-06", {key("S6")}, ("workshop", (key("W5"),))),
        ("participation", "organisation"): ("EVT-05", {key("a3"), key("aa")}, ("workshop", (key("W1"),))),
        ("feedback", "rating"): ("EVT-07", {key("q2")}, ("workshop", (key("W1"),))),
    }


def test_a_name_that_is_taken_away_changes_no_figure(office: Office) -> None:
    before = {code: (row.value, row.low, row.high, row.records) for code, row in rows(office).items()}
    person = office.work.get(Contact, key("P1"))
    gone = replace(person, family_name="", given_name="", anonymised_at=datetime(2026, 1, 1, tzinfo=UTC), token="T1")
    office.store.apply("save", [Put(gone)])
    assert {code: (row.value, row.low, row.high, row.records) for code, row in rows(office).items()} == before
    office.steps.undo()
