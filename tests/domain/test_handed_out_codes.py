"""Codes that people read aloud and type: of certificates, and of the rows of a sign-in sheet."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.domain.certificates import ALPHABET, check_letter, draw, is_whole, normalise, parse, printed
from p2i_desktop.domain.row_codes import normalised, row_codes, walk_in_codes

codes_ = st.binary(min_size=9, max_size=9).map(lambda drawn: draw(lambda n: drawn[:n]))


@given(codes_)
def test_a_code_is_whole(code: str) -> None:
    assert len(code) == 10
    assert is_whole(code)
    assert normalise(code) == code
    assert parse(printed("W-2026-09", code)) == ("W-2026-09", code)


@settings(max_examples=200)
@given(codes_, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_noticed(code: str, at: int, letter: str) -> None:
    wrong = code[:at] + letter + code[at + 1 :]
    assert is_whole(wrong) is (wrong == code)


@settings(max_examples=200)
@given(codes_, st.integers(0, 8), st.integers(1, 9))
def test_two_letters_that_change_places_are_noticed(code: str, at: int, far: int) -> None:
    other = min(at + far, 9)
    letters = list(code)
    letters[at], letters[other] = letters[other], letters[at]
    swapped = "".join(letters)
    assert is_whole(swapped) is (swapped == code)


def test_what_people_type_is_understood() -> None:
    code = "3K7Q9XM2A" + check_letter("3K7Q9XM2A")
    for typed in (
        f"W-2026-09-{code}", f" w-2026-09-{code.lower()} ", f"W\u20112026\u201309\u2013{code}", f"{code[:5]} {code[5:]}",
        f"{code[:5]}-{code[5:]}", f"W2026-09-{code}", f"w_2026_09_{code}",
    ):  # fmt: skip
        assert parse(typed).code == code, typed
        assert parse(typed).whole
    assert [parse(typed).number for typed in ("W-2026-09-abc", "w2026-09-abc")] == ["W-2026-09"] * 2
    assert normalise("oil0") == "0110"
    for wrong in ("", "W-2026-09", code[:-1], code + "0", "U" * 10, "\N{GREEK CAPITAL LETTER ALPHA}" * 10, "=1+1"):
        assert not parse(wrong).whole
    assert printed("", code) == code


def test_codes_are_drawn_at_random_and_repeatably() -> None:
    assert draw() != draw()
    assert draw(random.Random(1).randbytes) == draw(random.Random(1).randbytes)


ids_ = st.lists(st.uuids().map(str), max_size=60, unique=True)


@settings(max_examples=60, deadline=None)
@given(ids_, st.uuids().map(str))
def test_a_row_keeps_its_code_when_others_come_later(ids: list[str], cut: str) -> None:
    earlier = [one for one in ids if one <= cut]
    before, after = row_codes(earlier), row_codes(ids)
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == len(ids)


@pytest.mark.parametrize("count", [500, 5_000])
def test_codes_of_many_rows_differ_and_are_easily_read(count: int) -> None:
    chance = random.Random(7)
    ids = [f"{n:08x}-{chance.getrandbits(64):016x}" for n in range(count)]
    codes = row_codes(ids)
    assert len(set(codes.values())) == count
    assert all(code[-1] in string.digits and not set(code[:-1]) & set("IOL0123456789") for code in codes.values())
    assert all(code[0] not in "AEPX" for code in codes.values())  # keys that mark, and free rows
    assert {len(code) for code in codes.values()} <= {3, 4}


def test_free_rows_have_codes_of_their_own() -> None:
    assert walk_in_codes(0, 3) == ["XA0", "XA1", "XA2"]
    assert not set(walk_in_codes(0)) & set(walk_in_codes(1))


def test_a_typed_row_code_is_understood() -> None:
    assert normalised(" kb-7 ") == "KB7"
    assert normalised("kbo") == "KB0"
    assert normalised("") == ""
