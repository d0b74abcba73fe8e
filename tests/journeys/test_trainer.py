"""A training assistant's workshop without a mouse: from the idea to certificates for 120 people, and what a tired one does wrong."""

import sqlite3
import time as clock_time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from icalendar import Calendar
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    EventStatus,
    Participation,
    ParticipationStatus,
)
from p2i_desktop.gui.certificate_dialog import CertificateDialog
from p2i_desktop.gui.workshop.import_window import CHECK, COLUMNS, SOURCE, ImportDialog
from p2i_desktop.gui.workshop.pack_dialog import PackDialog
from p2i_desktop.gui.workshop.window import WorkshopWindow
from p2i_desktop.services.office import open_office
from p2i_desktop.services.workshop_file import WorkshopFile
from p2i_desktop.services.workshop_pack import Part
from tests.gui.log_world import SETTINGS
from tests.gui.records_world import Bureau
from tests.journeys.trainer_hands import ALT, CTRL, SHIFT, Hands, Key
from tests.journeys.trainer_steps import (
    DAY,
    MARKS,
    MINUTES,
    ONLINE_EVERY,
    PART,
    PARTS,
    PEOPLE,
    SILENT,
    WALK_INS,
    A,
    P,
    choose_column,
    correct_the_list,
    decide_and_write,
    document,
    enter_feedback,
    make_workshop,
    mend_the_wrong_row,
    open_import,
    people,
    take_attendance,
    take_in_list,
    write_list,
)


@pytest.fixture
def hands(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Hands]:
    bureau = Bureau(tmp_path, clock)
    yield Hands(bureau)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, WorkshopWindow | QDialog):
            widget.close()
    bureau.settle()
    bureau.close()


def open_pack(hands: Hands) -> PackDialog:
    """The dialog with everything chosen; after the day only the certificates are."""
    hands.press(Key.Key_P, held=CTRL | SHIFT)
    dialog: PackDialog = hands.dialog(PackDialog)
    assert [part for part, box in dialog.choices.parts.items() if box.isChecked()] == ["certificates"]
    hands.walk_to("pack_sign_in")
    for box in dialog.choices.parts.values():
        if not box.isChecked():
            hands.walk_to(box.objectName())
            hands.press(Key.Key_Space)
    hands.walk_to("pack_recipient")
    hands.write("Demo funder")
    return dialog


def give_up_the_pack(hands: Hands, folder: Path) -> None:
    """Esc while papers are made: the window behind stays, nothing is left, no number is drawn."""
    dialog = open_pack(hands)
    QTest.keyClick(hands.focus, Key.Key_Return, CTRL)
    end = clock_time.monotonic() + 30
    while dialog.bar.value() < 10 and clock_time.monotonic() < end:
        QApplication.processEvents()
    assert dialog.bar.isVisible()
    hands.press(Key.Key_Escape)
    assert hands.shut(PackDialog)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert not any(row.participation.certificate_code for row in hands.file().rows)


def words_of(path: Path) -> list[str]:
    """The text of a PDF, page by page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def look_through_the_pack(folder: Path, file: WorkshopFile) -> None:
    """Each paper says what the casebook says."""
    key = "W-2026-01"
    papers = {path.name.split("_")[1]: words_of(path) for path in folder.glob(f"P2I_*_{key}_2026-11-25.pdf")}
    assert sorted(papers) == ["Certificates", "Evaluation-form", "Name-badges", "Participants", "Sign-in-sheet"]
    certified = [row for row in file.rows if row.participation.certificate_code]
    alone = {path.stem: "".join(words_of(path)) for path in (folder / "Certificates").iterdir()}
    assert set(alone) == {f"{key}-{row.participation.certificate_code}" for row in certified}
    for row in certified:
        words = alone[f"{key}-{row.participation.certificate_code}"]
        assert row.name.replace("’", "'") in words.replace("’", "'"), row.name
        titles = {"el": "Βεβαίωση", "de": "Teilnahmebestätigung", "en": "Certificate"}
        assert titles[row.language] in words, row.language
    assert len(papers["Certificates"]) == len(certified)
    coming = [row for row in file.rows if row.participation.status is not ParticipationStatus.CANCELLED]
    sheet, badges = "\n".join(papers["Sign-in-sheet"]), "\n".join(papers["Name-badges"])
    for row in coming:
        assert row.code in sheet, row.name
        assert row.family_name in badges, row.name
    assert "demo.example" not in sheet  # no address on a sheet that goes round
    (event,) = Calendar.from_ical((folder / f"{key}.ics").read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]).endswith("Market consultation in practice")
    begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    assert (begins.isoformat(), ends.isoformat()) == (
        "2026-11-24T09:00:00+01:00", "2026-11-24T13:00:00+01:00",
    )  # fmt: skip


def check_a_certificate(hands: Hands, typed: str) -> str:
    """Found in the palette; the answer of the casebook."""
    hands.press(Key.Key_K, held=CTRL)
    hands.write("check a cert")
    hands.press(Key.Key_Return)
    dialog: CertificateDialog = hands.dialog(CertificateDialog)
    hands.write(typed)
    hands.press(Key.Key_Return)
    said = dialog.said.text()
    hands.press(Key.Key_Escape)
    return said


def undo_in_a_copy(hands: Hands, copy: Path, clock: FixedClock) -> None:
    """Each list that was taken in is one step, also tomorrow: taken back and done again in a copy of the casebook."""
    with closing(sqlite3.connect(f"file:{hands.bureau.path}?mode=ro", uri=True)) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    with open_office(copy, clock=clock, settings=SETTINGS) as office:
        counts = [len(office.store.find(Participation))]
        for verb in (office.steps.undo, office.steps.undo, office.steps.redo, office.steps.redo):
            verb()
            counts.append(len(office.store.find(Participation)))
    assert counts == [PEOPLE, PEOPLE - 1, 0, PEOPLE - 1, PEOPLE]
    assert len(hands.file().rows) == PEOPLE


# --- the journeys -------------------------------------------------------------------------------------------------------
def test_from_an_idea_to_the_certificates_without_a_mouse(
    hands: Hands, clock: FixedClock, tmp_path: Path, own_home: Path
) -> None:
    emile = Contact(given_name="Emile", family_name="Attrapp", email="emile@demo.example", data_since=DAY)
    hands.ask(lambda office: office.parties.save_contact(emile, None))
    make_workshop(hands)
    write_list(tmp_path / "list.xlsx")
    take_in_list(hands, tmp_path / "list.xlsx")
    decide_and_write(hands)
    mend_the_wrong_row(hands, tmp_path)
    rows = hands.file().rows
    assert sorted((row.given_name, row.family_name) for row in rows) == sorted(
        ("Emile" if (one.given, one.family) == ("Emil", "Attrapp") else one.given, one.family) for one in people()
    )
    assert sum(row.mode is AttendanceMode.ONLINE for row in rows) == PEOPLE / ONLINE_EVERY
    undo_in_a_copy(hands, tmp_path / "copy.p2i", clock)
    correct_the_list(hands)

    clock.advance(days=5)
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    rows = hands.file().rows
    assert take_attendance(hands) <= 118 + 4 + 4 + 2 + 2 + 1 + sum(len(line) + 1 for line in WALK_INS)
    forms = enter_feedback(hands)
    document(hands)
    count_by_hand(hands, rows, forms)

    folder = own_home / "documents" / "P2I"
    give_up_the_pack(hands, folder)
    open_pack(hands)
    hands.press(Key.Key_Return, held=CTRL)
    assert hands.shut(PackDialog)
    file = hands.file()
    (made,) = folder.iterdir()
    look_through_the_pack(made, file)
    codes = [row.participation.certificate_code for row in file.rows if row.participation.certificate_code]
    assert figures(hands)["EVT-09"] == len(codes) == len(set(codes)) == 113
    assert {(one.what, one.recipient) for one in file.disclosures} >= {("Certificates", "Demo funder")}
    assert check_a_certificate(hands, f"w-2026-01 {codes[7].lower()}").startswith("✓")
    wrong = codes[7][:-1] + ("2" if codes[7][-1] != "2" else "3")
    assert check_a_certificate(hands, f"W-2026-01-{wrong}").startswith("✗")


def figures(hands: Hands) -> dict[str, Any]:
    """The figures of workshops of the year."""
    found = hands.ask(lambda office: office.figures.year(2026))
    return {row.code: row.value for row in found if row.code.startswith("EVT")}


def count_by_hand(hands: Hands, rows: list[Any], forms: list[list[int]]) -> None:
    """Counts from the signed list, not from the casebook."""
    here = [place for place in range(SILENT) if MARKS.get(place, P) in (P, PART)]
    present = len(here) + len(WALK_INS)
    online = sum(rows[place].participation.mode is AttendanceMode.ONLINE for place in here) + 1  # who was GONE_ONLINE
    minutes = sum(
        MINUTES if place not in PARTS else PARTS[place] or MINUTES // 2 for place in here
    ) + MINUTES * len(WALK_INS)  # fmt: skip
    no_shows = sum(status is A for status in MARKS.values()) + 1
    found = figures(hands)
    assert found["EVT-01"] == 1
    assert found["EVT-02"] == present == 115
    assert float(found["EVT-03"]) == pytest.approx(100 * online / present)
    assert found["EVT-04"] == 2  # the two who are known contacts
    assert found["EVT-05"] == 1
    assert float(found["EVT-06"]) == pytest.approx(minutes / 60)
    assert float(found["EVT-07"]) == pytest.approx(sum(map(sum, forms)) / sum(map(len, forms)))
    assert float(found["EVT-08"]) == pytest.approx(100 * len(forms) / present)
    assert found["EVT-09"] == 0
    assert float(found["EVT-10"]) == pytest.approx(100 * no_shows / (PEOPLE - 1 + len(WALK_INS)))


def test_what_a_tired_assistant_does_wrong_changes_nothing(hands: Hands, clock: FixedClock, tmp_path: Path) -> None:
    make_workshop(hands)
    write_list(tmp_path / "list.xlsx")
    window, before = hands.window(), hands.ask(lambda office: office.steps.undo_label())

    # what is no list is said in a sentence, the dialog stays where it was
    dialog = open_import(hands)
    for name, content, words in (
        ("empty.xlsx", b"", "empty.xlsx has no rows. Nothing was changed."),
        (
            "paper.pdf",
            b"%PDF-1.7 \x00\x01\x02",
            "paper.pdf is no list: workbooks (.xlsx), CSV and text are read. Nothing was changed.",
        ),
        ("broken.xlsx", b"PK\x03\x04 broken", "broken.xlsx is damaged or cut off. Nothing was changed."),
        ("gone.xlsx", None, "gone.xlsx could not be read: No such file or directory. Nothing was changed."),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        hands.doors.file = tmp_path / name
        hands.press(Key.Key_Space)
        assert (dialog.step, dialog.source.problem.text()) == (SOURCE, words)
    (tmp_path / "letter.xlsx").write_bytes(b"Dear all, the list follows tomorrow.")
    hands.doors.file = tmp_path / "letter.xlsx"
    hands.press(Key.Key_Space)
    assert "The file is text (CSV), not a workbook" in dialog.columns.notes.text()
    hands.press(Key.Key_Return)
    assert (dialog.step, dialog.problem.text()) == (
        COLUMNS, "No column holds names or e-mail addresses yet: choose which one does.",
    )  # fmt: skip
    hands.press(Key.Key_Escape)

    # Esc goes back step by step, and out; Enter too early does nothing
    hands.doors.file = tmp_path / "list.xlsx"
    hands.press(Key.Key_Space)
    choose_column(hands, "import_column_3", "Org")
    hands.press(Key.Key_Return)
    assert dialog.step == CHECK
    for step in (COLUMNS, SOURCE):
        hands.press(Key.Key_Escape)
        assert dialog.step == step
    hands.press(Key.Key_Escape)
    assert hands.shut(ImportDialog)
    assert window.isVisible()
    assert hands.file().rows == []
    assert hands.ask(lambda office: office.steps.undo_label()) == before

    # nobody was there before the day came, and the workshop was not held
    for line in ("Anna Muster, Musteramt", "Bo Muster, Musteramt"):
        hands.press(Key.Key_N, held=CTRL)
        hands.write(line)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_4, held=ALT)
    hands.letters(" ")
    hands.bureau.settle()
    assert hands.refusal() == "Nobody can be present before 24/11/2026, the day of the session."
    attendance: Any = window.drawers.current()
    assert attendance.table.current().given_name == "Anna"  # the keys stay with whom it is about
    hands.press(Key.Key_Escape)
    assert (hands.refusal(), window.isVisible()) == ("", True)
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.refusal() == 'A workshop can be "held" only after it has ended (24/11/2026).'
    hands.press(Key.Key_Escape)
    file = hands.file()
    assert (file.workshop.status, [row.marks for row in file.rows]) == (EventStatus.REGISTRATION_OPEN, [{}, {}])

    # without anybody who was there, there is nothing to certify
    hands.press(Key.Key_P, held=CTRL | SHIFT)
    pack: PackDialog = hands.dialog(PackDialog)
    assert not pack.choices.parts[Part.CERTIFICATES].isEnabled()
    for box in pack.choices.parts.values():
        if box.isChecked():
            hands.walk_to(box.objectName())
            hands.press(Key.Key_Space)
    hands.press(Key.Key_Return, held=CTRL)
    assert pack.problem.text() == "Choose at least one paper."
    hands.press(Key.Key_Escape)
    assert hands.shut(PackDialog)
    assert window.isVisible()
