"""Tokens of a note that is being typed: the same as those of the whole text, and quick in a long one."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.log.note_tokens import NoteTokens
from p2i_desktop.gui.screens.quick_log import QuickLog
from p2i_desktop.gui.tokens import LONGEST, Token, find
from tests.gui.test_tokens import LEXICON
from tests.journeys.log_helpers import Advisor

PIECES = st.sampled_from(
    ["25m", "p5m", "#pcp", ">fr", "@al", "!", " ", "\n", "a", "word", "😀", "x" * (LONGEST + 5), "ä", "\t", "#", "m", "1"]
)  # fmt: skip
EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), PIECES), max_size=25)


def _same(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [(token.kind, token.word, token.value) for token in tokens]


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20), EDITS)
def test_after_any_edits_the_tokens_are_those_of_the_whole_text(
    qapp: QApplication, start: list[str], edits: list[tuple[int, int, str]]
) -> None:
    note = QPlainTextEdit()
    document = note.document()
    tokens = NoteTokens(document, LEXICON)
    document.setPlainText("".join(start))
    for at, removed, text in edits:
        end = document.characterCount() - 1
        cursor = QTextCursor(document)
        cursor.setPosition(min(at, end))
        cursor.setPosition(min(at + removed, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        whole = document.toPlainText()
        assert _same(tokens.tokens()) == _same(find(whole, LEXICON))
        assert tokens.is_blank() == (not whole.strip())
    while document.isUndoAvailable():
        document.undo()
        assert _same(tokens.tokens()) == _same(find(document.toPlainText(), LEXICON))


@pytest.fixture
def advisor(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Advisor]:
    made = Advisor(tmp_path, clock)
    yield made
    made.leave()


@pytest.mark.parametrize("end", ["\n", " "])
def test_a_key_in_a_note_of_a_million_letters_is_as_quick_as_in_an_empty_one(advisor: Advisor, end: str) -> None:
    dialog: QuickLog = advisor.ctrl_l()
    note = dialog.form.note
    line = "asked about a market consultation" + end
    note.setPlainText(f"25m {line * (1_000_000 // len(line))}")
    document = note.document()
    tokens = dialog.form._in_note
    began = time.perf_counter()
    for letter in range(50):
        tokens._changed(document.characterCount() // 2 + letter, 0, 1)
        dialog.form.counts()
        dialog.form._read_tokens()
    assert (time.perf_counter() - began) / 50 < 0.02
    if end == "\n":
        QApplication.processEvents()
        began = time.perf_counter()
        QTest.keyClicks(note, "#pcp and more ")
        assert (time.perf_counter() - began) / 14 < 0.1
        assert "#pcp" in [token.word for token in tokens.tokens()]
    assert dialog.form.record().note == note.toPlainText().replace("25m ", "").replace("#pcp ", "").strip()


def test_chips_of_one_word_stand_once(advisor: Advisor) -> None:
    dialog: QuickLog = advisor.ctrl_l()
    dialog.form.note.setPlainText("#pcp " * 20_000)
    assert [token.word for token in dialog.form._bar.tokens] == ["#pcp"]
    assert dialog.form.record().note == ""
