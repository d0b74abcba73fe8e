"""Public holidays are named in the language of the screen, whatever the library speaks."""

from datetime import date

import pytest

from p2i_desktop.i18n import texts_for
from p2i_desktop.services.holiday_words import holiday_names
from p2i_desktop.services.working_hours import public_holidays

YEARS = frozenset({2026})
UNION = [
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SK",
    "SI",
    "ES",
    "SE",
]


def test_a_german_reader_of_a_plan_of_austria_and_greece_finds_german_words() -> None:
    german = texts_for("de")
    here, there = holiday_names("AT", YEARS, german), holiday_names("GR", YEARS, german)
    assert (here[date(2026, 10, 26)], here[date(2026, 4, 6)]) == ("Nationalfeiertag", "Ostermontag")
    assert there[date(2026, 2, 23)] == "Reiner Montag"
    assert there[date(2026, 4, 13)] == "Ostermontag"
    assert there[date(2026, 10, 28)] == "Ochi-Tag"
    assert there.keys() == public_holidays("GR", YEARS)


@pytest.mark.parametrize("country", UNION)
def test_no_english_is_left_for_a_german_reader(country: str) -> None:
    years = frozenset(range(2024, 2029))
    english, german = (holiday_names(country, years, texts_for(one)) for one in ("en", "de"))
    same = {name for day, name in german.items() if name == english[day]}
    assert same <= {"Sette Giugno"}
    assert german.keys() == english.keys()


def test_what_has_no_word_is_called_as_in_its_country() -> None:
    once = holiday_names("LV", frozenset({2018}), texts_for("de"))
    assert once[date(2018, 9, 24)] == "Viņa Svētības pāvesta Franciska pastorālās vizītes Latvijā diena"


def test_a_country_without_a_calendar_has_no_holidays() -> None:
    assert holiday_names("ZZ", YEARS, texts_for("de")) == {}
