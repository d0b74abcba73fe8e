"""Typed dates: every form of the design, both ways to lean, and what is not a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.gui.date_words import DateWords, Lean, parse_date
from p2i_desktop.gui.fields.date_entry import words_of
from p2i_desktop.i18n import texts_for

SATURDAY = date(2026, 11, 21)
ENGLISH = DateWords(
    weekdays=(
        ("mo", "mon", "monday"), ("tu", "tue", "tuesday"), ("we", "wed", "wednesday"), ("th", "thu", "thursday"),
        ("fr", "fri", "friday"), ("sa", "sat", "saturday"), ("su", "sun", "sunday"),
    )
)  # fmt: skip
GERMAN = DateWords(
    today=("heute",), tomorrow=("morgen",), day_after=("übermorgen",), yesterday=("gestern",), day_before=("vorgestern",),
    weekdays=(("mo",), ("di",), ("mi",), ("do",), ("fr",), ("sa",), ("so",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11.", date(2026, 11, 24)), ("24.11", date(2026, 11, 24)), ("24/11", date(2026, 11, 24)),
        ("24. 11.", date(2026, 11, 24)), ("24-11", date(2026, 11, 24)), ("2411", date(2026, 11, 24)),
        ("24.11.2027", date(2027, 11, 24)), ("24.11.27", date(2027, 11, 24)), ("2027-11-24", date(2027, 11, 24)),
        ("20.11.", date(2027, 11, 20)), ("1.2.", date(2027, 2, 1)), ("29.2.", date(2028, 2, 29)),
        ("+3", date(2026, 11, 24)), ("+2w", date(2026, 12, 5)), ("-1", date(2026, 11, 20)),
        ("mo", date(2026, 11, 23)), ("Mon", date(2026, 11, 23)), ("mon.", date(2026, 11, 23)),
        ("sa", date(2026, 11, 28)), ("today", SATURDAY), ("TOMORROW", date(2026, 11, 22)), ("21.11.", SATURDAY),
    ],
)  # fmt: skip
def test_forward(typed: str, day: date) -> None:
    assert parse_date(typed, SATURDAY, ENGLISH, Lean.FUTURE) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11.", date(2025, 11, 24)), ("20.11.", date(2026, 11, 20)), ("sa", SATURDAY), ("fr", date(2026, 11, 20)),
        ("heute", SATURDAY), ("morgen", date(2026, 11, 22)), ("Übermorgen", date(2026, 11, 23)),
        ("ubermorgen", date(2026, 11, 23)), ("gestern", date(2026, 11, 20)), ("di", date(2026, 11, 17)),
        ("vorgestern", date(2026, 11, 19)),
    ],
)  # fmt: skip
def test_backward_in_german(typed: str, day: date) -> None:
    assert parse_date(typed, SATURDAY, GERMAN, Lean.PAST) == day


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "31.2.2026", "11/24", "0.0.", "24", "2026", "next week", "+", "+99999", "+3x", "32.1.", "24.13.",
     "1.1.0001", "99999999", "'; --", "24.11.2026 25", "\u202e24.11."],
)  # fmt: skip
def test_no_date(typed: str) -> None:
    assert parse_date(typed, SATURDAY, ENGLISH) is None


@given(st.text(max_size=12))
def test_any_text_gives_a_day_or_nothing(text: str) -> None:
    found = parse_date(text, SATURDAY, ENGLISH, Lean.FUTURE)
    assert found is None or 1900 <= found.year <= 2199


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_shown_form_reads_back(day: date) -> None:
    assert parse_date(f"{day.day:02}.{day.month:02}.{day.year}", SATURDAY, ENGLISH) == day


@given(st.integers(0, 3000), st.sampled_from(list(Lean)))
def test_offsets(days: int, lean: Lean) -> None:
    assert parse_date(f"+{days}", SATURDAY, ENGLISH, lean) == SATURDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("language", "typed", "days"),
    [
        ("de", "vorgestern", -2), ("de", "Gestern", -1), ("de", "heute", 0), ("de", "übermorgen", 2), ("de", "morgen", 1),
        ("de", "Sonnabend", 0), ("de", "Samstag", 0), ("de", "sa", 0), ("de", "so", -6), ("de", "Freitag", -1),
        ("en", "day before yesterday", -2), ("en", "yesterday", -1), ("en", "today", 0), ("en", "tomorrow", 1),
        ("en", "day after tomorrow", 2), ("en", "saturday", 0), ("en", "sat", 0), ("en", "fri", -1), ("en", "sunday", -6),
    ],
)  # fmt: skip
def test_words_of_each_language(language: str, typed: str, days: int) -> None:
    assert parse_date(typed, SATURDAY, words_of(texts_for(language))) == SATURDAY + timedelta(days=days)
