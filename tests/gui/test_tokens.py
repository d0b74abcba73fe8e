"""Typed tokens: each kind, what stays text, and that cutting loses no other word."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import Topic
from p2i_desktop.gui.date_words import DateWords
from p2i_desktop.gui.tokens import Kind, Lexicon, cut, find, tag_of, tail

LEXICON = Lexicon(
    today=date(2026, 11, 21),
    words=DateWords(weekdays=(("mo",), ("tu",), ("we",), ("th",), ("fr", "fri"), ("sa",), ("su",))),
    topics={Topic.MARKET_CONSULTATION: "Marktkonsultation", Topic.STATE_AID: "Staatliche Beihilfen"},
    staff={"1": ("AL", "Advisor Lead"), "2": ("BM", "Beispiel Muster")},
)


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("25m", Kind.MINUTES, 25), ("0m", Kind.MINUTES, 0), ("p10m", Kind.PREPARATION, 10),
        ("P10M", Kind.PREPARATION, 10), ("#pcp", Kind.TOPIC, Topic.PROCEDURE_CHOICE),
        ("#market", Kind.TOPIC, Topic.MARKET_CONSULTATION), ("#Marktkons", Kind.TOPIC, Topic.MARKET_CONSULTATION),
        ("#beihilfen", Kind.TOPIC, Topic.STATE_AID), ("#ipr,", Kind.TOPIC, Topic.IPR),
        ("#funding_eu", Kind.TOPIC, Topic.FUNDING_EU), (">fr", Kind.FOLLOW_UP, date(2026, 11, 27)),
        (">+3", Kind.FOLLOW_UP, date(2026, 11, 24)), (">24.11.", Kind.FOLLOW_UP, date(2026, 11, 24)),
        ("@al", Kind.ADVISOR, "1"), ("@muster", Kind.ADVISOR, "2"), ("!", Kind.RESTRICTED, True),
        ("25m,", Kind.MINUTES, 25), ("p10m.", Kind.PREPARATION, 10), ("#pcp.", Kind.TOPIC, Topic.PROCEDURE_CHOICE),
        (">fr,", Kind.FOLLOW_UP, date(2026, 11, 27)), (">+3.", Kind.FOLLOW_UP, date(2026, 11, 24)),
        (">24.11.,", Kind.FOLLOW_UP, date(2026, 11, 24)), ("@al.", Kind.ADVISOR, "1"),
    ],
)  # fmt: skip
def test_each_kind(word: str, kind: Kind, value: object) -> None:
    (token,) = find(f"They asked {word} about the notice", LEXICON)
    assert (token.kind, token.value, token.word) == (kind, value, word)


@pytest.mark.parametrize(
    "word",
    ["25min", "1000000000m", "m", "p", "#", "#zzz", "#f", "#funding", ">", ">zz", "<fr", ">-3", "@", "@zz", "@x", "!!",
     "no!", "50%", "a@b.eu", "#1", ">>fr", "25 m"],
)  # fmt: skip
def test_what_is_not_recognised_stays_text(word: str) -> None:
    note = f"They asked {word} about it"
    assert find(note, LEXICON) == []
    assert cut(note, []) == note


def test_cutting_closes_the_gap() -> None:
    note = "25m Asked for ! the\nnotice #pcp\n>fr @al\nand  more"
    assert cut(note, find(note, LEXICON)) == "Asked for the\nnotice\nand  more"


def test_the_tail_of_who_never_eats_the_name() -> None:
    text = "Demo 25m Hospital 30m #pcp"
    assert [token.word for token in tail(text, LEXICON)] == ["30m", "#pcp"]
    assert cut(text, tail(text, LEXICON)) == "Demo 25m Hospital"
    assert tail("25m", LEXICON) == []


def test_a_trade_word_is_kept_as_a_tag() -> None:
    assert [tag_of(token) for token in find("#PCP #ipr 5m", LEXICON)] == ["pcp", None, None]


@given(st.lists(st.sampled_from(["25m", "#pcp", "text", "Größe", "!", ">fr", "a@b.eu", "\n"]), max_size=12))
def test_cutting_keeps_every_other_word(words: list[str]) -> None:
    note = " ".join(words)
    tokens = find(note, LEXICON)
    starts = {token.start for token in tokens}
    kept = [found[0] for found in re.finditer(r"\S+", note) if found.start() not in starts]
    assert cut(note, tokens).split() == kept


def test_of_two_minutes_the_last_is_meant_and_the_first_stays_text() -> None:
    text = "25m on the way, 30m at the table"
    tokens = find(text, LEXICON)
    assert [(token.kind, token.value) for token in tokens] == [(Kind.MINUTES, 30)]
    assert cut(text, tokens) == "25m on the way, at the table"


def test_a_comma_behind_a_day_is_no_part_of_it() -> None:
    assert [token.kind for token in find("call back >+3, please", LEXICON)] == [Kind.FOLLOW_UP]
