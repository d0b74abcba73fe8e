"""Fields for official codes, and the settings that take the lists in, in a real window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.code_settings import CodeListSettings
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.fields.code_entry import CpvEntry, CpvsEntry, NutsEntries, NutsEntry
from p2i_desktop.services.taking_in import take_in_code_lists
from tests.gui.records_world import Bureau
from tests.services.code_lists import write_lists

TITLE = "Telemonitoring at home"


@pytest.fixture
def lists(bureau: Bureau, tmp_path: Path) -> Path:
    folder = write_lists(tmp_path / "lists")
    bureau.ask(lambda office: take_in_code_lists(office, folder))
    return folder


def field(bureau: Bureau, name: str) -> Any:
    """A field of the form in the file of a case, with the focus."""
    window = bureau.case_file(TITLE)
    kinds = (CpvEntry, CpvsEntry, NutsEntries)
    named = [one for kind in kinds for one in window.findChildren(kind) if one.objectName() == name]
    found: Any = named[0]
    found.setFocus()
    bureau.settle()
    return found


def stored(bureau: Bureau) -> Case:
    case: Case = bureau.ask(lambda office: office.advice.case(bureau.world.cases[TITLE]))
    return case


def leave(bureau: Bureau, widget: QLineEdit) -> None:
    bureau.press(widget, Qt.Key.Key_Tab)
    bureau.settle()


def test_words_find_a_code_and_it_is_shown_with_digit_and_label(bureau: Bureau, lists: Path) -> None:
    entry = field(bureau, "cpv_main")
    bureau.write(entry, "programming")
    assert [hit.title for hit in entry.list().hits] == ["72200000-7  Software programming"]
    bureau.press(entry, Qt.Key.Key_Return)
    assert entry.text() == "72200000-7  Software programming"
    leave(bureau, entry)
    assert stored(bureau).cpv_main == "72200000"


def test_digits_find_it_too_and_alt_up_walks_up(bureau: Bureau, lists: Path) -> None:
    entry = field(bureau, "cpv_main")
    bureau.write(entry, "72212100-0")
    leave(bureau, entry)
    assert entry.text() == "72212100-0  Industry specific software"
    entry.setFocus()
    bureau.press(entry, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert entry.value() == "72200000"
    bureau.press(entry, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    bureau.press(entry, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert entry.text() == "72000000-5  IT services"
    leave(bureau, entry)
    assert stored(bureau).cpv_main == "72000000"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("72000000-4", "the control digit of 72000000 is 5"),
        ("72999999", "is not in the CPV list"),
        ("nonsense", "is not in the CPV list"),
    ],
)
def test_what_is_no_code_is_told_and_not_saved(bureau: Bureau, lists: Path, typed: str, said: str) -> None:
    before = stored(bureau).cpv_main
    entry = field(bureau, "cpv_main")
    bureau.write(entry, typed)
    leave(bureau, entry)
    assert entry.text() in (typed, "72999999-8")
    note = entry.parent().findChild(object, "cpv_main_problem")
    assert said in note.text()
    assert said in entry.accessibleDescription()
    assert stored(bureau).cpv_main == before


def test_several_codes_are_chips(bureau: Bureau, lists: Path) -> None:
    entry = field(bureau, "cpv_more")
    bureau.write(entry.line, "software pack")
    bureau.press(entry.line, Qt.Key.Key_Return)
    bureau.write(entry.line, "45000000,")
    assert entry.value() == frozenset({"48000000", "45000000"})
    bureau.write(entry.line, "72000000-4")
    leave(bureau, entry.line)
    assert "control digit" in entry.line.accessibleDescription()
    assert stored(bureau).cpv_more == frozenset()
    entry.line.setFocus()
    entry.line.selectAll()
    bureau.write(entry.line, "72000000-5")
    leave(bureau, entry.line)
    assert stored(bureau).cpv_more == frozenset({"48000000", "45000000", "72000000"})


def test_regions_by_name(bureau: Bureau, lists: Path) -> None:
    entry = field(bureau, "nuts")
    bureau.write(entry.line, "wien")
    bureau.press(entry.line, Qt.Key.Key_Return)
    bureau.write(entry.line, "gr30,")
    leave(bureau, entry.line)
    assert stored(bureau).nuts == frozenset({"AT13", "EL30"})


def test_a_name_is_no_region_code(bureau: Bureau, lists: Path) -> None:
    """What is typed and not chosen stays, is told and not saved."""
    entry = field(bureau, "nuts")
    for letter in "linz":
        bureau.write(entry.line, letter)
    entry.close_list()
    leave(bureau, entry.line)
    assert entry.line.accessibleDescription() != ""
    assert stored(bureau).nuts == frozenset()


def test_without_lists_divisions_are_offered(bureau: Bureau) -> None:
    entry = field(bureau, "cpv_main")
    bureau.write(entry, "72")
    assert [hit.title for hit in entry.list().hits] == ["72000000-5  IT services"]
    bureau.write(entry, "212100")
    leave(bureau, entry)
    assert entry.text() == "72212100-0"
    note = entry.parent().findChild(object, "cpv_main_problem")
    assert "division and control digit only" in note.text()  # W11: said, and saved
    assert stored(bureau).cpv_main == "72212100"


def test_the_region_of_an_organisation_lies_in_its_country(bureau: Bureau, lists: Path) -> None:
    page = bureau.page("organisations")
    page.show_record(bureau.world.organisations["Demo Hospital"])
    bureau.settle()
    entry = next(one for one in page.findChildren(NutsEntry) if one.objectName() == "nuts")
    entry.setFocus()
    bureau.write(entry, "gr30")
    leave(bureau, entry)
    note = entry.parent().findChild(object, "nuts_problem")
    assert "lies in" in note.text()  # H15
    entry.setFocus()
    entry.selectAll()
    bureau.write(entry, "at13")
    leave(bureau, entry)
    organisation = bureau.ask(
        lambda office: office.store.get(Organisation, bureau.world.organisations["Demo Hospital"])
    )
    assert organisation.nuts == "AT13"
    assert entry.text() == "AT13  Wien"


# -- settings ---------------------------------------------------------------------------------------------------------
def settings(bureau: Bureau) -> CodeListSettings:
    screen = bureau.page("settings")
    screen.show_record("codes")
    bureau.settle()
    part: CodeListSettings = screen.findChild(CodeListSettings)
    return part


class Answers(Doors):
    """Doors that answer with one path."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        return self.path


def choose(bureau: Bureau, path: Path | None) -> None:
    bureau.window.bench.doors = Answers(path)


def settled(bureau: Bureau, ready: Callable[[], bool]) -> None:
    for _ in range(50):
        bureau.settle()
        if ready():
            return
    raise TimeoutError


def test_lists_are_taken_in_by_the_button_and_undone(bureau: Bureau, tmp_path: Path) -> None:
    part = settings(bureau)
    assert "45 divisions" in part.said.text()
    assert part.table.isHidden()
    choose(bureau, write_lists(tmp_path / "lists"))
    part.folder.click()
    settled(bureau, lambda: part.table.rowCount() == 3)
    assert "11 new" in part.state.text()
    assert [part.table.item(row, 2).text() for row in range(3)] == ["5", "1", "5"]
    assert "© European Union" in part.attribution.text()
    assert part.attribution.isVisible()
    part.folder.click()
    settled(bureau, lambda: "11 unchanged" in part.state.text())
    bureau.window.action("undo").trigger()
    settled(bureau, lambda: part.table.rowCount() == 0)
    assert "45 divisions" in part.said.text()


def test_a_wrong_file_is_a_sentence_and_the_button_lives(bureau: Bureau, tmp_path: Path) -> None:
    part = settings(bureau)
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{", "utf-8")
    choose(bureau, wrong)
    part.file.click()
    settled(bureau, lambda: part.file.isEnabled() and not bureau.window.bench.desk.waiting)
    assert part.state.text() == "wrong.json is cut off or damaged at line 1. Nothing was changed."
    choose(bureau, None)
    part.file.click()
    assert part.file.isEnabled()
