"""Numbers, dates and labels as people read them, in both languages."""

from datetime import date, time
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import Case, Channel
from p2i_desktop.domain.record import Money
from p2i_desktop.i18n import MINUS, NO_VALUE, Texts, languages, own_name, round_half_up, texts_for
from p2i_desktop.locales import from_babel, locale_of

EN, DE = texts_for("en"), texts_for("de")


def test_english_and_german_have_catalogues() -> None:
    assert languages()[:2] == ("en", "de")


def test_an_unknown_language_answers_in_english() -> None:
    assert texts_for("xx").language == "en"


@pytest.mark.parametrize(("value", "places", "english", "german"), [
    (1234567.5, 0, "1,234,568", "1.234.568"),
    (2.5, 0, "3", "3"),
    (Decimal("-0.05"), 1, f"{MINUS}0.1", f"{MINUS}0,1"),
    (0, 1, "0.0", "0,0"),
    (None, 1, NO_VALUE, NO_VALUE),
])  # fmt: skip
def test_numbers(value: float | None, places: int, english: str, german: str) -> None:
    assert EN.number(value, places) == english
    assert DE.number(value, places) == german


def test_shares_carry_the_sign_of_the_language() -> None:
    assert EN.percent(Decimal("61.05")) == "61.1%"
    assert DE.percent(Decimal("61.05")) == "61,1\u00a0%"


def test_dates_have_four_digit_years_and_their_weekday() -> None:
    day = date(2026, 11, 24)
    assert (EN.date(day), DE.date(day)) == ("24/11/2026", "24.11.2026")
    assert (EN.weekday_date(day), DE.weekday_date(day)) == ("Tue 24/11/2026", "Di 24.11.2026")
    assert (EN.month(2026, 11), DE.month(2026, 1)) == ("November 2026", "Jänner 2026")
    assert EN.time(time(9, 5)) == "09:05"
    assert EN.date(None) == NO_VALUE


def test_money_and_minutes() -> None:
    assert EN.money(Money(Decimal("84600000"), "EUR")) == "84,600,000\u00a0EUR"
    assert EN.money(Money(Decimal("12.50"), "EUR")) == "12.50\u00a0EUR"
    assert EN.hours(125) == "2:05"


def test_labels_come_from_the_catalogue_and_never_fail() -> None:
    assert DE.label(Channel.PHONE) == "Telefon"
    assert EN.keyed("nowhere", "no_such_key") == "no such key"


def test_names_of_countries_and_languages() -> None:
    assert (EN.country("AT"), DE.country("GR")) == ("Austria", "Griechenland")
    assert (EN.language_name("el"), DE.language_name("sv")) == ("Greek", "Schwedisch")


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_rounding_is_half_up_and_never_further_than_half_a_step(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    rounded = round_half_up(value, places)
    assert abs(rounded - value) <= step / 2
    if abs(rounded - value) == step / 2:
        assert abs(rounded) >= abs(value)


def test_codes_are_written_with_their_control_digit() -> None:
    texts = texts_for("en")
    assert texts.value_of(Case, "cpv_main", "72000000") == "72000000-5"
    assert texts.value_of(Case, "cpv_more", frozenset({"48000000", "45000000"})) == "45000000-7, 48000000-8"
    assert texts.value_of(Case, "cpv_main", "typed wrong") == "typed wrong"
    assert texts.value_of(Case, "title", "72000000") == "72000000"
    assert texts.value_of(Case, "deleted_at", None) == texts.value(None)


@pytest.mark.parametrize("texts", [EN, DE], ids=["en", "de"])
def test_what_is_kept_of_babel_is_what_babel_says(texts: Texts) -> None:
    assert locale_of(texts.locale) == from_babel(texts.locale)
    assert own_name(texts.language) == texts.language_name(texts.language).capitalize()


def test_other_locales_are_read_from_babel() -> None:
    assert locale_of("nl_NL") == from_babel("nl_NL")
    assert locale_of("nl_NL").days_of_month[0] == "{} jan"


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
@pytest.mark.parametrize("texts", [EN, DE], ids=["en", "de"])
def test_numbers_are_written_as_babel_writes_them(texts: Texts, value: Decimal, places: int) -> None:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    expected = format_decimal(round_half_up(value, places), pattern, locale=texts.locale).replace("-", MINUS)
    assert texts.number(value, places).removeprefix(MINUS) == expected.removeprefix(MINUS)  # zero is kept without sign
    assert (texts.number(value, places)[0] == MINUS) == (expected[0] == MINUS) or not round_half_up(value, places)
