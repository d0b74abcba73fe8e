"""Own templates of plans on the page of settings: written, refused, thrown away and brought back."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from p2i_desktop.domain.buddies import MeasureType, PlanTemplate, PlanTemplateLine
from p2i_desktop.gui.plan.grid import RecordGrid
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau

HOSTILE = "<b>Our & way</b> '; --"


@pytest.fixture
def part(bureau: Bureau) -> Any:
    """The group with a template of three lines."""
    bureau.ask(_made)
    bureau.window.activateWindow()
    return shown(bureau)


def _made(office: Office) -> None:
    for name in ("Our way", "Another way"):
        head = PlanTemplate(name=name, months=12)
        office.plans.save_template(head)
        for title, kind, day in (("Mandate", None, 30), ("Budget", None, 90), ("", MeasureType.KICK_OFF, 20)):
            line = PlanTemplateLine(
                template=head.id, title=f"{title} {name}" if title else "", type=kind, offset_days=day
            )
            office.plans.save_template_line(line)


def shown(bureau: Bureau) -> Any:
    page = bureau.page("settings")
    page.show_record("plan_templates")
    bureau.settle()
    return page.part("plan_templates")


def cell(bureau: Bureau, grid: RecordGrid, row: int, field: str, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Types a value over that of a cell and takes it."""
    grid.setFocus()
    grid.go_to(row, grid.cells.column_of(field))
    bureau.press(grid, Qt.Key.Key_F2)
    editor = _focused()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor, text)
    bureau.press(editor, end)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def names(grid: RecordGrid) -> list[str]:
    return [grid.cells.shown(row, 0) for row in range(len(grid.cells.rows))]


def stored(bureau: Bureau) -> dict[str, list[tuple[str, int]]]:
    found = bureau.ask(lambda office: office.plans.own_templates())
    return {one.head.name: [(line.title, line.offset_days) for line in one.lines] for one in found}


def test_a_template_is_renamed_and_its_lines_are_written(bureau: Bureau, part: Any) -> None:
    assert names(part.heads) == ["Another way", "Our way"]
    assert names(part.lines) == ["Mandate Another way", "Budget Another way", ""]
    part.heads.setFocus()
    part.heads.go_to(1, 0)
    bureau.settle()
    assert part.of.text() == "Lines of Our way"
    assert names(part.lines) == ["Mandate Our way", "Budget Our way", ""]
    cell(bureau, part.heads, 1, "name", HOSTILE)
    assert names(part.heads) == [HOSTILE, "Another way"], "by name; the one that was written stays marked"
    assert part.of.text() == f"Lines of {HOSTILE}"
    cell(bureau, part.lines, 1, "offset_days", "365")
    cell(bureau, part.lines, 0, "title", "Decree")
    assert stored(bureau)[HOSTILE] == [("Decree", 30), ("Budget Our way", 365), ("", 20)]
    assert part.problem.isHidden()


def test_a_new_line_is_written_over_at_once(bureau: Bureau, part: Any) -> None:
    QTest.mouseClick(part.add, Qt.MouseButton.LeftButton)
    bureau.settle()
    editor = _focused()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.hasSelectedText()) == ("New milestone", True)
    QTest.keyClicks(editor, "Launch")
    bureau.press(editor, Qt.Key.Key_Return)
    assert stored(bureau)["Another way"][-1] == ("Launch", 0)
    assert part.lines.cells.rows[part.lines.currentIndex().row()].title == "Launch"


def test_del_moves_a_line_to_the_bin_and_undo_brings_it_back(bureau: Bureau, part: Any) -> None:
    part.lines.setFocus()
    part.lines.go_to(0, 0)
    bureau.press(part.lines, Qt.Key.Key_Delete)
    assert names(part.lines) == ["Budget Another way", ""]
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert names(part.lines) == ["Mandate Another way", "Budget Another way", ""]


def test_templates_go_with_their_lines_and_the_last_leaves_a_sentence(bureau: Bureau, part: Any) -> None:
    for left in (["Our way"], []):
        QTest.mouseClick(part.throw, Qt.MouseButton.LeftButton)
        bureau.settle()
        assert names(part.heads) == left
    assert part.empty.isVisible()
    assert part.empty.text().startswith("No template of your own yet.")
    hidden = (part.heads, part.lines, part.of, part.throw, part.add, part.drop)
    assert not any(one.isVisible() for one in hidden)
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert names(part.heads) == ["Our way"]
    assert len(part.lines.cells.rows) == 3
    assert not part.empty.isVisible()


@pytest.mark.parametrize(
    ("grid", "field", "text", "words"),
    [
        ("heads", "name", "", "Name is missing."),
        ("heads", "months", "0", "between 1 and 120"),
        ("heads", "months", "x", "not a number"),
        ("lines", "title", "", "Title is missing."),
        ("lines", "offset_days", "-1", "between 0 and 36,600"),
        ("lines", "offset_days", "99999999999", "between 0 and 36,600"),
        ("lines", "length_days", "36601", "between 0 and 36,600"),
    ],
)
def test_what_is_refused_is_said_and_stays_to_be_mended(
    bureau: Bureau, part: Any, grid: str, field: str, text: str, words: str
) -> None:
    before = stored(bureau)
    table: RecordGrid = getattr(part, grid)
    cell(bureau, table, 0, field, text)
    assert part.problem.isVisible()
    assert words in part.problem.text()
    assert stored(bureau) == before
    assert table.editing()
    bureau.press(_focused(), Qt.Key.Key_Escape)
    assert part.problem.isHidden()
    assert stored(bureau) == before


def test_what_another_window_wrote_meanwhile_is_not_overwritten(bureau: Bureau, part: Any) -> None:
    row = part.lines.cells.rows[0]

    def elsewhere(office: Office) -> None:
        line = office.work.get(PlanTemplateLine, row.id)
        office.plans.save_template_line(replace(line, title="Theirs", offset_days=31))

    bureau.ask(elsewhere)  # an answer, no change that goes round: the page does not know
    cell(bureau, part.lines, 0, "length_days", "5")
    assert stored(bureau)["Another way"][0] == ("Theirs", 31), "another cell of the same line"
    bureau.ask(
        lambda office: office.plans.save_template_line(replace(office.work.get(PlanTemplateLine, row.id), title="2"))
    )
    cell(bureau, part.lines, 0, "title", "Mine")
    assert "Somebody changed this record" in part.problem.text()
    assert stored(bureau)["Another way"][0] == ("2", 31)


def test_a_casebook_that_is_only_read_shows_templates_and_changes_nothing(bureau: Bureau) -> None:
    bureau.ask(_made)
    bureau.window.activateWindow()
    bureau.window.bench.read_only = True
    part, before = shown(bureau), stored(bureau)
    assert names(part.heads) == ["Another way", "Our way"]
    assert not any(button.isVisible() for button in (part.throw, part.add, part.drop))
    for grid in (part.heads, part.lines):
        grid.setFocus()
        grid.go_to(0, 0)
        for key in (Qt.Key.Key_F2, Qt.Key.Key_X, Qt.Key.Key_Delete):
            bureau.press(grid, key)
            assert not grid.editing()
    assert stored(bureau) == before
    bureau.window.bench.read_only = False
