"""Folding: what a person types finds what a person wrote, in seven languages."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.folding import digits, fold, words

# (as written, as somebody types it): German, Polish, Greek, Estonian, Danish and Norwegian, French, Turkish, Croatian
WORDS = [
    ("Straße", "strasse"),
    ("Österreich", "osterreich"),
    ("Übermaß", "ubermass"),
    ("Łódź", "lodz"),
    ("Zażółć", "zazolc"),
    ("gęślą", "gesla"),
    ("καινοτομία", "καινοτομια"),
    ("ΚΑΙΝΟΤΟΜΊΑ", "καινοτομια"),
    ("Δημόσιες", "δημοσιεσ"),
    ("προϋπολογισμός", "προυπολογισμοσ"),
    ("ΐ", "ι"),
    ("õppimine", "oppimine"),
    ("Šveits", "sveits"),
    ("Ærø", "aero"),
    ("København", "kobenhavn"),
    ("Œuvre", "oeuvre"),
    ("Façade", "facade"),
    ("ışık", "isik"),
    ("İstanbul", "istanbul"),
    ("Đakovo", "dakovo"),
]


@pytest.mark.parametrize(("written", "typed"), WORDS)
def test_a_word_is_found_without_its_accents(written: str, typed: str) -> None:
    assert fold(written) == fold(typed) == typed


@pytest.mark.parametrize(("written", "typed"), WORDS)
def test_composed_and_decomposed_letters_are_the_same(written: str, typed: str) -> None:
    assert fold(unicodedata.normalize("NFD", written)) == fold(unicodedata.normalize("NFC", written)) == typed


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@given(st.text(), st.text())
def test_folding_goes_letter_by_letter(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


def test_words_are_cut_at_everything_that_is_neither_letter_nor_digit() -> None:
    assert words('AT-2026-0147 "Leck"_suche; DROP TABLE--') == ["at", "2026", "0147", "leck", "suche", "drop", "table"]
    assert words('* % _ \\ " \x00') == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("+43 (1) 234-56", "43123456"), ("0664/123 45 67", "06641234567"), ("AT-2026-0147", ""), ("", ""), ("+-", "")],
)
def test_only_what_looks_like_a_telephone_number_has_digits(text: str, expected: str) -> None:
    assert digits(text) == expected
