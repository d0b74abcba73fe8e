"""CPV, NUTS, TED, countries: the vectors of the field, and the whole CPV list where it is at hand."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain import codes

DIGITS = {
    "72000000": 5, "03310000": 5, "03330000": 3, "03410000": 7, "09000000": 3, "09100000": 0, "42110000": 3, "51000000": 9,
    "72212000": 4, "72212100": 0, "72500000": 0, "33141113": 4, "31711154": 0, "34422000": 7, "45233139": 3,
}  # fmt: skip


@pytest.mark.parametrize(("code", "digit"), DIGITS.items())
def test_control_digit(code: str, digit: int) -> None:
    assert codes.cpv_digit(code) == digit
    assert codes.format_cpv(code) == f"{code}-{digit}"
    assert codes.parse_cpv(f"{code}-{digit}") == code


def test_every_division_has_its_control_digit() -> None:
    assert len(codes.CPV_DIVISIONS) == 45
    for division, digit in codes.CPV_DIVISIONS.items():
        assert codes.cpv_digit(division + "000000") == int(digit)


@pytest.mark.parametrize("typed", ["72000000-5", "72000000", " 72 000 000 ", "72000000 -5"])
def test_cpv_is_read(typed: str) -> None:
    assert codes.parse_cpv(typed) == "72000000"


@pytest.mark.parametrize("typed", ["", "7200000", "720000000", "01000000", "7200000x", "٧٢٠٠٠٠٠٠", "72000000-"])
def test_no_cpv(typed: str) -> None:
    with pytest.raises(ValueError, match="CPV"):
        codes.parse_cpv(typed)


def test_a_wrong_digit_is_named() -> None:
    with pytest.raises(codes.WrongDigitError) as wrong:
        codes.parse_cpv("72000000-4")
    assert (wrong.value.code, wrong.value.digit) == ("72000000", 5)


def test_parents_and_levels() -> None:
    assert codes.cpv_parents("30192121") == ["30192120", "30192100", "30192000", "30190000", "30100000", "30000000"]
    assert codes.cpv_parents("30000000") == []
    assert [codes.cpv_level(c) for c in ("30000000", "30100000", "30190000", "30192000", "30192121")] == [2, 3, 4, 5, 8]


def test_research_services() -> None:
    inside = ("73000000", "73100000", "73112000", "73120000", "73300000", "73420000", "73430000")
    assert all(codes.is_research(code) for code in inside)
    assert not any(codes.is_research(code) for code in ("73200000", "73210000", "72000000", "73400000"))


@given(st.integers(0, 99_999_999))
def test_what_was_formatted_is_read_back(number: int) -> None:
    code = f"{number:08d}"
    if code[:2] in codes.CPV_DIVISIONS:
        assert codes.parse_cpv(codes.format_cpv(code)) == code


def test_the_official_list() -> None:
    folder = os.environ.get("P2I_CODELISTS")
    if not folder:
        pytest.skip("P2I_CODELISTS is not set: the official lists are not part of the product")
    listed = json.loads((Path(folder) / "cpv_10lang.json").read_text("utf-8"))
    assert len(listed) == 9_454
    for code in listed:
        assert codes.parse_cpv(codes.format_cpv(code)) == code
        assert len(code) == 8
        assert code[2:] == "000000" or any(parent in listed for parent in codes.cpv_parents(code))
    regions = json.loads((Path(folder) / "nuts_10lang.json").read_text("utf-8"))
    for code in regions:
        assert codes.is_nuts(code)
        assert codes.is_country(codes.nuts_country(code)), code
    assert sum(1 for code in regions if code.startswith("AT") and len(code) == 5) == 36


def test_nuts() -> None:
    assert codes.nuts_parent("AT130") == "AT13"
    assert codes.nuts_parent("AT") == ""
    assert codes.nuts_country("EL303") == "GR"
    assert codes.nuts_country("ATZZZ") == "AT"
    assert not any(codes.is_nuts(code) for code in ("", "A", "at130", "AT1300", "A1", "AT-1", "SALZ", "LINZ", "QQ1"))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("00405595-2024", "405595-2024"), ("405595-2024", "405595-2024"), (" 405595-2024 ", "405595-2024"),
        ("TED 405595-2024", "405595-2024"), ("https://ted.europa.eu/en/notice/405595-2024", "405595-2024"),
        ("https://ted.europa.eu/en/notice/405595-2024/", "405595-2024"), ("2016/S 253-466898", "466898-2016"),
    ],
)  # fmt: skip
def test_ted_numbers_are_read(typed: str, number: str) -> None:
    assert codes.parse_ted(typed) == number


@pytest.mark.parametrize(
    "typed", ["131/2024", "405595/2024", "2024-405595", "", "TED", "123456789-2024", "405595-1824", "0-2024"]
)
def test_no_ted_number(typed: str) -> None:
    with pytest.raises(ValueError, match="TED"):
        codes.parse_ted(typed)


def test_notice_identifiers() -> None:
    assert codes.is_notice_id("6f1d2c3b-0a1b-4c2d-9e3f-001122334455")
    assert not codes.is_notice_id("6F1D2C3B-0A1B-4C2D-9E3F-001122334455")
    assert [codes.is_notice_version(v) for v in ("01", "99", "00", "1")] == [True, True, False, False]


def test_countries_languages_currencies() -> None:
    assert codes.parse_country("EL") == "GR"
    assert codes.parse_country("uk") == "GB"
    assert codes.parse_country("AUT") == "AT"
    assert codes.parse_country(" de ") == "DE"
    with pytest.raises(ValueError, match="ZZ"):
        codes.parse_country("ZZ")
    assert codes.TO_EU == {"GR": "EL", "GB": "UK"}
    assert [codes.is_language(c) for c in ("de", "ga", "DE", "xx")] == [True, True, False, False]
    assert [codes.is_currency(c) for c in ("EUR", "eur", "EURO")] == [True, False, False]
    ten = ["SE", "PT", "AT", "NL", "IT", "ES", "GR", "IE", "EE", "DE"]
    assert sorted(ten, key=codes.protocol_order) == ["DE", "EE", "IE", "GR", "ES", "IT", "NL", "AT", "PT", "SE"]
    assert sorted(["XK", "GB", "CH"], key=codes.protocol_order) == ["CH", "GB", "XK"]
