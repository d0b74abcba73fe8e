"""The palette finds every record by name and by the words in its texts, marks them, and knows every action; the way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.casework import ChecklistItem
from p2i_desktop.domain.record import About
from p2i_desktop.gui.commands import plain
from p2i_desktop.gui.palette import Palette
from p2i_desktop.gui.palette_lines import ENTRY_ROLE, Entry
from p2i_desktop.gui.screens.case_file import CaseFileWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau

TITLE = "Telemonitoring at home"
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def palette_with(bureau: Bureau, text: str) -> Palette:
    bureau.press(bureau.window, Qt.Key.Key_K, Ctrl)
    palette = bureau.window.findChild(Palette)
    assert palette is not None
    if len(text) > 100:
        palette.field.insert(text)  # pasted
    else:
        bureau.write(palette.field, text)
    bureau.settle()
    return palette


def entries(palette: Palette) -> list[Entry]:
    found = (palette.model.item(row).data(ENTRY_ROLE) for row in range(palette.model.rowCount()))
    return [entry for entry in found if isinstance(entry, Entry)]


def headings(palette: Palette) -> list[str]:
    rows = [palette.model.item(row) for row in range(palette.model.rowCount())]
    return [row.text() for row in rows if not isinstance(row.data(ENTRY_ROLE), Entry)]


def test_words_in_notes_titles_and_names_of_files_are_found_and_marked(bureau: Bureau, tmp_path: Path) -> None:
    key = bureau.world.cases[TITLE]
    case = bureau.ask(lambda office: office.work.get(Case, key))
    talk = bureau.ask(lambda office: office.store.find(Consultation, case=key))[0]
    bureau.ask(
        lambda office: office.advice.save_case(replace(case, need="Fernüberwachung <b>Kräuselkrepp</b> im Haus"))
    )
    bureau.ask(
        lambda office: office.advice.save_consultation(replace(talk, note="Zuerst anderes.\nDann Kräuselkrepp genannt"))
    )
    item = ChecklistItem(case=key, position="a", title="Kräuselkrepp bestellen")
    bureau.ask(lambda office: office.work.put("save_checklist", item))
    paper = tmp_path / "Kräuselkrepp_Muster.txt"
    paper.write_text("sample")
    bureau.ask(lambda office: office.attachments.add(About("case", key), [paper]))
    palette = palette_with(bureau, "kraeuselkrepp".replace("ae", "a"))
    found = entries(palette)
    groups = [heading.split(":")[0] for heading in headings(palette)]
    assert {"Case", "Consultation", "Checklist line", "Attachment"} <= set(groups)
    pieces = [
        text[start:end]
        for entry in found
        for text, marks in ((entry.text, entry.marks), (entry.below, entry.below_marks))
        for start, end in marks
    ]
    assert len(pieces) >= 4
    assert set(pieces) == {"Kräuselkrepp"}
    for entry in found:
        if entry.icon in ("paperclip", "list"):
            assert TITLE in entry.note  # it says where it belongs
    paperclip = next(entry for entry in found if entry.icon == "paperclip")
    palette.close_box()
    paperclip.run()
    bureau.settle()
    opened = [one for one in QApplication.topLevelWidgets() if isinstance(one, CaseFileWindow) and one.isVisible()]
    assert [one.case_id for one in opened] == [key]


@pytest.mark.parametrize("text", ["", "'; --", "%", '"', "\u202e", "AND OR NOT", "*", "a" * 5000])
def test_hostile_words_find_nothing_and_harm_nothing(bureau: Bureau, text: str) -> None:
    palette = palette_with(bureau, text)
    bureau.press(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_every_action_of_the_window_is_in_the_palette_with_its_key(bureau: Bureau) -> None:
    palette = palette_with(bureau, ">")
    shown = {entry.text: entry.note for entry in entries(palette)}
    known = [
        action
        for action in bureau.window.bench.commands.of_window(bureau.window)
        if action.isVisible() and action.command.id != "palette" and action.command.enabled()
    ]
    assert known
    for action in known:
        assert plain(action.text()) in shown
    assert next(note for text, note in shown.items() if text.startswith("Log consultation")) == "Ctrl+L"
    bureau.press(palette.field, Qt.Key.Key_Escape)


def test_back_and_forward_over_visited_records(bureau: Bureau) -> None:
    window, key = bureau.window, bureau.world.cases[TITLE]
    window.go("organisations")
    bureau.settle()
    case = bureau.case_file(TITLE)
    window.go("consultations")
    bureau.settle()
    bureau.press(window, Qt.Key.Key_Left, Alt)
    assert case.isActiveWindow()
    bureau.press(case, Qt.Key.Key_Left, Alt)
    current = window.stack.current()
    assert current is not None
    assert current.page_id == "organisations"
    assert window.isActiveWindow()
    bureau.press(window, Qt.Key.Key_Right, Alt)
    assert case.isActiveWindow()
    assert case.case_id == key
    bureau.press(case, Qt.Key.Key_Right, Alt)
    current = window.stack.current()
    assert current is not None
    assert current.page_id == "consultations"


def test_procurements_are_found_by_their_names(bureau: Bureau) -> None:
    case = bureau.world.cases[TITLE]

    def make(office: Office) -> None:
        project = replace(
            office.procurements.blank(case), title="Wearables for the Demo Hospital", own_reference="W-77"
        )
        office.procurements.create(project, case, "" if project.lead_buyer else "Demo Hospital")

    bureau.ask(make)
    palette = palette_with(bureau, "wearabl")
    assert headings(palette)[0] == "Procurements"
    assert entries(palette)[0].marks == ((0, 9),)
    bureau.press(palette.field, Qt.Key.Key_Escape)


def test_actions_of_other_pages_are_known_and_begin_there(bureau: Bureau) -> None:
    assert bureau.window.stack.current().page_id == "dashboard"
    palette = palette_with(bureau, "new contact")
    QTest.qWait(300)  # the pages that were not visited are built a turn each
    bureau.settle()
    palette.field.clear()
    bureau.write(palette.field, "new contact")
    bureau.settle()
    found = [entry for entry in entries(palette) if entry.text.startswith("New contact")]
    assert len(found) == 1
    assert "Organisations" in found[0].note
    palette.close_box()
    found[0].run()
    bureau.settle()
    assert bureau.window.stack.current().page_id == "organisations"
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_actions_of_an_open_case_file_are_known_too(bureau: Bureau) -> None:
    case = bureau.case_file(TITLE)
    bureau.window.activateWindow()
    palette = palette_with(bureau, "attach file")
    found = [entry for entry in entries(palette) if entry.text.startswith("Attach file")]
    assert len(found) == 1
    assert "Ctrl+Shift+A" in found[0].note
    assert case.isVisible()
    bureau.press(palette.field, Qt.Key.Key_Escape)


def test_an_action_that_begins_as_typed_stands_before_what_would_be_undone(bureau: Bureau) -> None:
    case = bureau.ask(lambda office: replace(office.advice.blank_case(), title="Log consultation"))
    organisation = bureau.world.organisations["Demo Hospital"]
    bureau.window.bench.desk.do(lambda office: office.advice.open_case(case, organisation))
    bureau.settle()
    palette = palette_with(bureau, ">log cons")
    texts = [entry.text for entry in entries(palette)]
    assert texts[0].startswith("Log consultation")
    assert any(text.startswith("Undo") for text in texts[1:])
    bureau.press(palette.field, Qt.Key.Key_Escape)
