"""Papers of a workshop from its window and from the page of reports; what names people says so and is noted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import About
from p2i_desktop.gui.preview_window import PreviewWindow
from p2i_desktop.gui.screens.reports import Reports
from p2i_desktop.gui.workshop.paper import PRINT_MENU
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.gui.workshop_world import Hall, make_workshop
from tests.services import workshop_world as services_world

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hall(tmp_path: Path, clock: FixedClock, own_home: Path) -> Iterator[Hall]:
    opened = Hall(tmp_path, clock)
    yield opened
    opened.close()


def previews() -> list[PreviewWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow) and one.isVisible()]


def shown(hall: Hall, name: str) -> PreviewWindow:
    hall.main.bench.commands.action(name).trigger()
    hall.settle()
    (preview,) = previews()
    return preview


def noted(hall: Hall) -> list[tuple[str, int]]:
    """What the file says went out, the earliest first."""
    about = About("workshop", hall.workshop_id)
    found: list[Any] = []
    hall.main.bench.desk.ask(lambda office: office.disclosures.of(about), found.extend)
    hall.settle()
    return [(one.what, one.records) for one in reversed(found)]


def test_the_menu_of_the_head_has_every_paper(hall: Hall) -> None:
    commands, in_menu = hall.main.bench.commands, hall.window.header.printing.actions()
    assert [commands.action(name) in in_menu for name in PRINT_MENU] == [True] * len(PRINT_MENU)
    titles = []
    for name in PRINT_MENU[:4]:
        preview = shown(hall, name)
        titles.append(preview.paper.title)
        preview.close()
        hall.settle()
    assert titles == ["Sign-in sheet", "Name badges", "Evaluation form", "Participants"]
    assert noted(hall) == []  # what was only looked at did not go out


def test_a_paper_with_names_says_so_and_is_noted_when_it_is_kept(hall: Hall, own_home: Path) -> None:
    preview = shown(hall, "workshop_print_sign_in")
    assert preview.names.text().startswith("Names 12 persons. Purpose: Evidence of attendance and certificates.")
    preview._keep()
    preview.close()  # the file is still being written
    hall.settle()
    assert len(list((own_home / "documents" / "P2I").glob("P2I_Sign-in-sheet_*.pdf"))) == 1
    assert noted(hall) == [("Sign-in sheet", 12)]
    preview = shown(hall, "workshop_print_record")
    assert preview.names.isHidden()
    preview._keep()
    hall.settle()
    preview.close()
    hall.settle()
    assert len(noted(hall)) == 1
    hall.main.bench.commands.action("workshop_book_participants").trigger()
    hall.settle()
    assert noted(hall)[1:] == [("Participants", 12)]


def test_the_page_asks_for_a_workshop_and_for_columns(bureau: Bureau, own_home: Path) -> None:
    key = bureau.ask(lambda office: make_workshop(office, 4))
    bureau.press(bureau.window, Qt.Key.Key_R, Ctrl)
    page, folder = bureau.window.stack.current(), own_home / "documents" / "P2I"
    assert isinstance(page, Reports)
    choice = page.choice
    choice.picker.subject.setCurrentIndex(choice.picker.subject.findData("workshops"))
    choice.picker.subject.activated.emit(choice.picker.subject.currentIndex())
    bureau.settle()
    assert choice.report() == "sign_in"
    assert not choice.excel.isEnabled()
    bureau.press(page, Qt.Key.Key_S, Ctrl)
    assert choice.workshop.hasFocus()  # what is missing is gone to, nothing is written
    assert not folder.exists()
    bureau.write(choice.workshop, "market consultation")
    bureau.press(choice.workshop, Qt.Key.Key_Return)
    assert choice.workshop.value() == key
    assert choice.said.text().startswith("Names people. Purpose: Evidence of attendance")
    bureau.press(page, Qt.Key.Key_E, Ctrl)
    assert not folder.exists()  # there is no such workbook
    page.show_record("participants")
    bureau.settle()
    assert [part.isHidden() for part in (choice.columns, choice.names, choice.year)] == [False, True, True]
    choice.columns.set_value(("name", "role"))
    bureau.press(page, Qt.Key.Key_E, Ctrl)
    (book,) = folder.glob("*.xlsx")
    assert [cell.value for cell in load_workbook(book)["Participants"][1]] == ["Name", "Role"]
    about = About("workshop", key)
    assert [one.what for one in bureau.ask(lambda office: office.disclosures.of(about))] == ["Participants"]
    page.show_record("workshop")
    bureau.settle()
    assert not choice.names.isHidden()
    assert choice.said.isHidden()
    choice.names.setChecked(True)
    bureau.settle()
    assert choice.said.text().startswith("Names people.")
    bureau.press(page, Qt.Key.Key_S, Ctrl)
    (record,) = folder.glob("P2I_Workshop-record_*.pdf")
    assert "anonymised" not in record.name
    page.show_record("annual")
    assert choice.workshop.isHidden()
    assert choice.excel.isEnabled()


def test_certificates_get_their_numbers_when_they_are_kept_not_when_they_are_looked_at(
    bureau: Bureau, own_home: Path
) -> None:
    key = bureau.ask(lambda office: make_held(office))
    bureau.press(bureau.window, Qt.Key.Key_R, Ctrl)
    page, folder = bureau.window.stack.current(), own_home / "documents" / "P2I"
    assert isinstance(page, Reports)
    page.show_record("certificates")
    bureau.settle()
    bureau.write(page.choice.workshop, "market consultation")
    bureau.press(page.choice.workshop, Qt.Key.Key_Return)
    page._look()
    bureau.settle()
    assert "2 certificates are drawn as soon as" in page.preview.sentence.text()
    assert len(bureau.ask(lambda office: office.certificates.list(key).drawn)) == 2
    bureau.press(page, Qt.Key.Key_S, Ctrl)
    assert len(list(folder.glob("P2I_Certificates_*.pdf"))) == 1
    assert not bureau.ask(lambda office: office.certificates.list(key).drawn)
    about = About("workshop", key)
    assert [one.records for one in bureau.ask(lambda office: office.disclosures.of(about))] == [2]


def make_held(office: Office) -> str:
    """A workshop of last week at which two people were all the time; its id."""
    key = services_world.make_workshop(office, starts_on=date(2026, 11, 10))
    here = services_world.people(office, key, ["Ada Demo", "Bo Demo"])
    services_world.people(office, key, ["Cem Demo"])
    services_world.mark(office, key, here)
    return key


def test_certificates_that_nobody_gets_are_refused_with_a_sentence(hall: Hall) -> None:
    hall.main.bench.commands.action("workshop_print_certificates").trigger()
    hall.settle()
    assert previews() == []
    said = hall.main.toast_box.text()
    assert said
    assert "fault" not in said.casefold()
