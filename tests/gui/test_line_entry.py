"""The grid of consultations in a real window, by the keyboard."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.domain.advice import Consultation, EntryOrigin
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.line.columns import COLUMNS
from p2i_desktop.gui.line.model import CHECK
from p2i_desktop.gui.line.window import LineWindow
from p2i_desktop.services.line_entry import LINE_ENTRY, MOST_LINES
from tests.gui.records_world import Bureau

WHO, MINUTES, NOTE, TOPICS, DATE = (COLUMNS.index(name) for name in ("who", "minutes", "note", "topics", "date"))
CTRL = Qt.KeyboardModifier.ControlModifier


class Grid:
    """The window of lines with hands on the keyboard: every press goes to what has the focus."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        bureau.page("consultations")
        bureau.window.action("line_entry").trigger()
        bureau.settle()
        self.window = found(LineWindow)
        self.window.activateWindow()
        bureau.settle()
        self.grid, self.model = self.window.grid, self.window.model
        self.presses = 0

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(focused(), letter)
            self.presses += 1
        self.bureau.settle()

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(focused(), key, held)
            self.presses += 1
            self.bureau.settle()

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, held=CTRL)

    def checked(self) -> None:
        """Waits until the rules have spoken about every line."""
        end = time.monotonic() + 20
        self.window._timer.setInterval(0)
        while time.monotonic() < end:
            self.bureau.settle()
            if not (self.window._waiting or self.window._checking or self.window._timer.isActive()):
                return
        raise TimeoutError

    def at(self) -> tuple[int, int]:
        index = self.grid.currentIndex()
        return index.row(), index.column()

    def words(self, row: int) -> str:
        return str(self.model.index(row, CHECK).data() or "")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def found(kind: type[Any]) -> Any:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(shown) == 1
    return shown[0]


@pytest.fixture
def grid(bureau: Bureau) -> Iterator[Grid]:
    opened = Grid(bureau)
    yield opened
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, LineWindow):
            widget.close()
    bureau.settle()


def entered(bureau: Bureau) -> list[Consultation]:
    found: list[Consultation] = bureau.ask(
        lambda office: office.store.find(Consultation, origin=EntryOrigin.LINE_ENTRY)
    )
    return found


def test_two_calls_by_the_keyboard_only(grid: Grid) -> None:
    """Who, minutes and note, Enter: the date, channel and advisor repeat, the next line begins at Who."""
    name = sorted(grid.bureau.world.organisations)[0]
    grid.type(name[:6])
    grid.press(Qt.Key.Key_Tab)
    assert grid.at() == (0, MINUTES)
    grid.type("25")
    grid.press(Qt.Key.Key_Tab)
    grid.type("Asked")
    grid.press(Qt.Key.Key_Return)
    assert grid.at() == (1, WHO)
    grid.type("Demo quite new")
    grid.press(Qt.Key.Key_Tab)
    grid.type("1:05")
    grid.press(Qt.Key.Key_Return)
    grid.checked()
    assert grid.words(1) == "Organisation will be created"
    grid.press(Qt.Key.Key_Return, held=CTRL)
    made = sorted(entered(grid.bureau), key=lambda talk: talk.contact_minutes)
    assert [talk.contact_minutes for talk in made] == [25, 65]
    assert made[0].note == "Asked"
    assert all(talk.on == grid.bureau.window.bench.clock.today() and talk.advisor for talk in made)
    assert not any(isinstance(one, LineWindow) and one.isVisible() for one in QApplication.topLevelWidgets())
    grid.bureau.window.action("undo").trigger()
    grid.bureau.settle()
    assert entered(grid.bureau) == []
    assert grid.bureau.ask(lambda office: office.store.find(Organisation, legal_name="Demo quite new")) == []


def test_a_worksheet_is_pasted_and_its_first_wrong_cell_focused(grid: Grid) -> None:
    grid.paste(
        'Datum\tOrganisation\tMinuten\tBetreff\n20.11.2026\tDemo X\t30\t"two\nlines"\n31.2.2026\tDemo X\tviel\tnote\n'
    )
    grid.checked()
    assert grid.model.rows[0][NOTE] == "two\nlines"
    grid.press(Qt.Key.Key_Return, held=CTRL)
    assert entered(grid.bureau) == []
    assert grid.at() == (1, DATE)
    assert "1 line cannot be saved yet" in grid.window.said.text()
    assert "not a date" in grid.window.said.text()
    assert "not a date" in str(grid.model.index(1, DATE).data(Qt.ItemDataRole.AccessibleTextRole))
    assert not grid.model.index(1, MINUTES).data(Qt.ItemDataRole.DecorationRole).isNull()
    grid.type("19.11.2026")
    grid.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    grid.type("20")
    grid.press(Qt.Key.Key_Return)
    grid.press(Qt.Key.Key_Return, held=CTRL)
    assert len(entered(grid.bureau)) == 2


def test_rules_speak_in_the_line(grid: Grid) -> None:
    grid.type("Demo Office")
    grid.press(Qt.Key.Key_Return)
    grid.checked()
    assert grid.words(0).startswith("Enter the minutes")
    grid.press(Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert grid.at() == (0, MINUTES)
    assert grid.window.said.text().startswith("Enter the minutes")
    grid.press(Qt.Key.Key_Return, held=CTRL)
    assert grid.at() == (0, MINUTES)
    assert entered(grid.bureau) == []


def test_keys_of_a_worksheet(grid: Grid) -> None:
    grid.paste("Demo A\t10\tone\nDemo B\t20\ttwo\nDemo C\t30\tthree")
    grid.grid.go_to(0, MINUTES)
    grid.press(Qt.Key.Key_F2)
    grid.type("5")
    grid.press(Qt.Key.Key_Return)
    assert grid.model.rows[0][MINUTES] == "105"
    grid.grid.go_to(0, NOTE)
    grid.press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    grid.press(Qt.Key.Key_D, held=CTRL)
    assert [row[NOTE] for row in grid.model.rows[:3]] == ["one", "one", "one"]
    grid.press(Qt.Key.Key_Z, held=CTRL)
    assert [row[NOTE] for row in grid.model.rows[:3]] == ["one", "two", "three"]
    grid.press(Qt.Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text() == "one\ntwo\nthree"
    grid.press(Qt.Key.Key_Delete)
    assert [row[NOTE] for row in grid.model.rows[:3]] == ["", "", ""]
    grid.press(Qt.Key.Key_Y, held=CTRL)
    grid.press(Qt.Key.Key_Z, held=CTRL)
    grid.grid.go_to(1, WHO)
    grid.press(Qt.Key.Key_Delete, held=CTRL)
    assert [row[WHO] for row in grid.model.rows[:3]] == ["Demo A", "Demo C", ""]
    grid.type("x")
    grid.press(Qt.Key.Key_Escape)
    assert grid.model.rows[1][WHO] == "Demo C"  # Esc leaves the cell as it was, the window stays
    assert grid.window.isVisible()


def test_one_value_fills_what_is_marked(grid: Grid) -> None:
    grid.paste("Demo A\nDemo B\nDemo C")
    grid.grid.go_to(0, MINUTES)
    grid.press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    grid.paste("15")
    assert [row[MINUTES] for row in grid.model.rows[:4]] == ["15", "15", "15", ""]


def test_lists_in_cells(grid: Grid) -> None:
    grid.grid.go_to(0, TOPICS)
    grid.type("ipr; mark")
    grid.press(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab)
    assert grid.model.rows[0][TOPICS].startswith("ipr; ")
    assert grid.model.problem(0, TOPICS) == ("", False)
    grid.grid.go_to(0, COLUMNS.index("channel"))
    grid.type("vid")
    grid.press(Qt.Key.Key_Return)
    assert grid.model.rows[0][COLUMNS.index("channel")] == "Video call"


def test_the_hit_comes_even_when_the_fingers_are_faster(grid: Grid) -> None:
    name = sorted(grid.bureau.world.organisations)[0]
    for letter in name[:6]:
        QTest.keyClicks(focused(), letter)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)  # no answer of the desk was let in
    assert grid.model.rows[0][WHO] == name[:6]
    grid.bureau.settle()
    assert grid.model.rows[0][WHO] != name[:6]
    assert grid.model.rows[0][WHO] in grid.bureau.world.organisations


@pytest.mark.parametrize("way", ["esc", "close", "quit"])
def test_nothing_typed_is_lost(grid: Grid, way: str) -> None:
    grid.type("Demo left")
    grid.press(Qt.Key.Key_Tab)
    grid.type("1")  # still in the editor of its cell
    if way == "esc":
        grid.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    elif way == "close":
        grid.window.close()
        grid.bureau.settle()
    else:
        grid.bureau.window.close()
        from p2i_desktop.services.office import look_at
        from tests.gui.log_world import SETTINGS

        with look_at(grid.bureau.path, clock=grid.bureau.window.bench.clock, settings=SETTINGS) as office:
            lines = office.drafts.of(LINE_ENTRY)[0].payload["lines"]
        assert lines[0][WHO : MINUTES + 1] == ["Demo left", "1"]
        return
    again = Grid(grid.bureau)
    assert again.model.rows[0][WHO] == "Demo left"
    assert again.model.rows[0][MINUTES] == ("" if way == "esc" else "1")
    assert again.at() == (1, WHO)
    again.window.discard.click()
    grid.bureau.settle()
    assert again.model.used() == []
    again.window.close()
    grid.bureau.settle()
    assert grid.bureau.ask(lambda office: office.drafts.of(LINE_ENTRY)) == []


def test_a_draft_is_on_disk_within_a_second_of_the_last_key(grid: Grid) -> None:
    grid.type("Demo killed")
    grid.press(Qt.Key.Key_Tab)
    end = time.monotonic() + 5
    while not grid.bureau.ask(lambda office: office.drafts.of(LINE_ENTRY)) and time.monotonic() < end:
        QTest.qWait(50)
    kept = grid.bureau.ask(lambda office: office.drafts.of(LINE_ENTRY))
    assert kept[0].payload["lines"][0][WHO] == "Demo killed"


def test_a_hundred_thousand_cells_are_answered_by_a_sentence(grid: Grid) -> None:
    text = "\n".join("\t".join(["cell"] * 10) for _ in range(10_000))
    started = time.perf_counter()
    grid.grid.take(text)
    assert time.perf_counter() - started < 0.1
    assert "100,000 cells" in grid.window.said.text()
    assert grid.model.used() == []
    grid.grid.take("x\n" * (MOST_LINES + 1))
    assert "1,001 lines do not fit" in grid.window.said.text()
    assert grid.model.used() == []


def test_a_thousand_lines_are_taken_and_checked_in_pieces(grid: Grid) -> None:
    text = "\n".join(f"Demo Office {row % 30}\t{row % 60 + 5}\tnote {row}\tipr; legal" for row in range(MOST_LINES))
    started = time.perf_counter()
    grid.grid.take(text)
    taken = time.perf_counter() - started
    assert len(grid.model.used()) == MOST_LINES
    assert taken < 0.5  # 40 ms where nothing else runs
    assert grid.window._waiting


@pytest.mark.parametrize("text", ["", "\n\n\t\t", "\x00\x01", "=1+1", "<b>x</b>", "\u202e", "x" * 100_000])
def test_odd_texts_stay_texts(grid: Grid, text: str) -> None:
    grid.grid.take(text)
    grid.checked()
    grid.press(Qt.Key.Key_C, held=CTRL)
    grid.press(Qt.Key.Key_Return, held=CTRL)
    assert entered(grid.bureau) == []
    assert grid.window.isVisible()
