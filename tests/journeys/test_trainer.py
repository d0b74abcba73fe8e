"""A training assistant's workshop without a mouse: from the idea to certificates for 120 people, and what a tired one does wrong."""

import sqlite3
import time as clock_time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventStatus,
    Participation,
    ParticipationStatus,
)
from p2i_desktop.gui.certificate_dialog import CertificateDialog
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.workshop.import_window import CHECK, COLUMNS, SOURCE, ImportDialog
from p2i_desktop.gui.workshop.pack_dialog import PackDialog
from p2i_desktop.gui.workshop.window import WorkshopWindow
from p2i_desktop.services.office import open_office
from p2i_desktop.services.workshop_file import WorkshopFile
from p2i_desktop.services.workshop_pack import Part
from tests.gui.log_world import SETTINGS
from tests.gui.records_world import Bureau
from tests.gui.workshop_world import names

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier
PEOPLE = 120
DAY = date(2026, 11, 24)
MINUTES = 240  # 09:00 to 13:00
ONLINE_EVERY = 4
FORMS = 30
P, PART, E, A = AttendanceStatus.PRESENT, AttendanceStatus.PART, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT


class Chosen(Doors):
    """Answers the file dialogs of the system, which have no keys of ours."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.target: Path | None = None

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.file

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        return self.target

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        return self.target


class Hands:
    """Keys that go where the focus is; each press is counted, written texts are not."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.presses = bureau, 0
        self.doors = Chosen()
        bureau.window.bench.doors = self.doors

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # a dialog closed: without a window system nobody makes the window below active again
            shown: list[QWidget] = [self.bureau.window, *self._open(WorkshopWindow)]
            shown[-1].activateWindow()
            QApplication.processEvents()
            found = shown[-1].focusWidget() or shown[-1]
            found.setFocus()
        return found

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        for key in keys:
            self.presses += 1
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        for letter in text:  # the first one may lead elsewhere
            self._send(letter)
        self.bureau.settle()

    def letters(self, text: str) -> None:
        """Letters that are keys and not a text: each is a press, as fast as fingers are."""
        self.presses += len(text)
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self.focus, Key.Key_Return)
            else:
                self._send(letter)

    def _send(self, letter: str) -> None:
        code = ord(letter.upper()) if letter.isascii() else 0
        held = Held.ShiftModifier if letter.isupper() else Held.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, code, held, letter))

    def walk_to(self, name: str, back: bool = False) -> None:
        """Tab, or Shift+Tab, until the widget of that name has the keys."""
        passed = []
        while (focus := self.focus).objectName() != name:
            passed.append(focus.objectName())
            assert len(passed) < 40, passed
            self.press(Key.Key_Backtab if back else Key.Key_Tab)

    def ask(self, work: Any) -> Any:
        return self.bureau.ask(work)

    def file(self) -> WorkshopFile:
        key = self.window().hand.workshop_id
        found: WorkshopFile = self.ask(lambda office: office.workshops.file(key))
        return found

    def _open(self, kind: type[QWidget]) -> list[Any]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    def window(self) -> WorkshopWindow:
        found: WorkshopWindow = self._open(WorkshopWindow)[-1]
        found._turns.finish()
        self.bureau.settle()
        return found

    def dialog(self, kind: type[QDialog]) -> Any:
        (found,) = self._open(kind)
        found.activateWindow()
        self.bureau.settle()
        return found

    def shut(self, kind: type[QWidget]) -> bool:
        return not self._open(kind)

    def refusal(self) -> str:
        window = self.window()
        return " ".join(one.text() for one in window.bars.findChildren(QLabel) if one.isVisible()).strip()


@pytest.fixture
def hands(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Hands]:
    bureau = Bureau(tmp_path, clock)
    yield Hands(bureau)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, WorkshopWindow | QDialog):
            widget.close()
    bureau.settle()
    bureau.close()


# --- the list of participants -------------------------------------------------------------------------------------------
class Listed(NamedTuple):
    given: str
    family: str
    email: str
    office: str
    language: str
    online: bool


def people() -> list[Listed]:
    """120 made-up people; one of them is a known contact, every fourth comes online, some want another language."""
    found = []
    for number, (given, family) in enumerate(names(PEOPLE)):
        language = "el" if family == "Παράδειγμα" else "de" if number % 5 == 0 else ""
        office = ("Demo Hospital", "Musteramt", "Beispiel GmbH")[number % 3]
        found.append(
            Listed(given, family, f"person{number:03d}@demo.example", office, language, number % ONLINE_EVERY == 3)
        )
    found[7] = found[7]._replace(
        given="Petra", family="Beispiel", email="p.beispiel@demo.example", office="Demo Hospital"
    )
    return found


def write_list(path: Path) -> None:
    """A list as an events office sends it: a title over all columns, two lines of headings, blank rows, one person five
    times, a row without anybody."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Anmeldungen Marktkonsultation (vertraulich)"])
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(["Person", None, "Kontakt", None, "Veranstaltung", None, None])
    sheet.merge_cells("A3:B3")
    sheet.append(["Nachname", "Vorname", "E-Mail", "Haus", "Sprache", "Teilnahme", "Angemeldet am"])
    for number, one in enumerate(people()):
        email = one.email.replace("@", " @ ") if number % 10 == 0 else f"  {one.email} "
        how = "online" if one.online else "vor Ort"
        sheet.append([one.family, one.given, email, one.office, one.language, how, date(2026, 10, 1 + number % 28)])
        if number % 25 == 24:
            sheet.append([])
            sheet.append([None, " ", None])
        if number in (30, 60, 90, 110):  # the first one registered again and again, never written the same way
            again = people()[0]
            given = {30: "ANNA", 60: "Dr. Anna", 90: "anna", 110: "Anna "}[number]
            sheet.append([again.family.upper(), given, again.email.upper(), again.office, "", how, date(2026, 10, 30)])
    sheet.cell(row=sheet.max_row, column=3).value = "not an address"
    book.save(path)


# --- the way, step by step ----------------------------------------------------------------------------------------------
def make_workshop(hands: Hands) -> None:
    """Page, new, its title, its day, an idea; then facts and agenda, and registration opens."""
    hands.bureau.press(hands.bureau.window, Key.Key_6, CTRL)
    hands.press(Key.Key_N, held=CTRL)
    hands.write("Market consultation in practice")
    hands.press(Key.Key_Tab)
    hands.write("24.11.")
    hands.press(Key.Key_Tab)
    hands.write("9")
    hands.press(Key.Key_Tab)
    hands.write("13")
    hands.walk_to("format")
    hands.write("hy")
    hands.walk_to("status")
    hands.write("id")
    hands.press(Key.Key_Return)
    window = hands.window()
    window.activateWindow()
    file = hands.file()
    assert (file.workshop.status, file.workshop.format) == (EventStatus.IDEA, EventFormat.HYBRID)
    assert [file.event.sessions[one.id] for one in file.sessions] == [MINUTES]

    hands.press(Key.Key_1, held=ALT)
    hands.walk_to("timezone")
    hands.write("Europe/Vienna")
    hands.walk_to("venue")
    hands.write("Demo Hall")
    hands.press(Key.Key_Tab)
    hands.write("Demo Town")
    hands.walk_to("link")
    hands.write("https://demo.example/room")
    hands.walk_to("capacity")
    hands.write("150")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_2, held=ALT)
    for title in ("Welcome", "A buyer reports", "Groups", "Questions"):
        hands.press(Key.Key_N, held=CTRL)
        hands.write(title)
        hands.press(Key.Key_Return)
    for status in (EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN):
        hands.press(Key.Key_M, held=CTRL | SHIFT)
        assert hands.file().workshop.status is status
    file = hands.file()
    assert (file.workshop.venue, file.workshop.city, file.workshop.capacity) == ("Demo Hall", "Demo Town", 150)
    assert [one.title for one in file.agenda] == ["Welcome", "A buyer reports", "Groups", "Questions"]


def open_import(hands: Hands) -> ImportDialog:
    hands.press(Key.Key_3, held=ALT)
    hands.walk_to("participants_list_button")
    hands.press(Key.Key_Space)
    found: ImportDialog = hands.dialog(ImportDialog)
    return found


def take_in_list(hands: Hands, path: Path) -> None:
    """Four steps: file, columns (one is not recognised), check, result."""
    dialog = open_import(hands)
    hands.doors.file = path
    hands.press(Key.Key_Space)
    assert dialog.step == COLUMNS
    assert dialog.columns.notes.text().endswith("Not taken in: Haus")
    choose_column(hands, "import_column_3", "Org")
    assert "Haus" not in dialog.columns.notes.text()
    hands.press(Key.Key_Return)
    assert dialog.step == CHECK
    assert dialog.checked.sums.text() == "118 new · 1 doubtful · 4 twice in the list · 1 wrong"


def decide_and_write(hands: Hands) -> None:
    """The one that is doubtful is the contact with almost that name; the rest is taken in as it is."""
    dialog: ImportDialog = hands.dialog(ImportDialog)
    hands.walk_to("import_show", back=True)
    hands.write("doub")
    hands.walk_to("import_rows")
    table, decision = dialog.checked.table, dialog.checked.decision
    assert table.people.rowCount() == 1
    assert [words for _, words in decision.choices()] == ["Emile Attrapp (74 %)", "Somebody else", "Leave out"]
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Down)
    assert dialog.checked.sums.text() == "118 new · 4 twice in the list · 1 left out · 1 wrong"
    assert table.people.rowCount() == 1  # what was decided stays in sight, and the keys stay with it
    hands.press(Key.Key_Home, Key.Key_Home)  # taken in again, and who it is
    assert dialog.checked.sums.text() == "119 new · 4 twice in the list · 1 wrong"
    hands.press(Key.Key_Return, held=CTRL)
    assert dialog.ended.heading.text() == "119 rows were taken in."


def mend_the_wrong_row(hands: Hands, folder: Path) -> None:
    """The wrong row goes into a workbook, is mended there and taken in again; what is known already stays as it is."""
    dialog: ImportDialog = hands.dialog(ImportDialog)
    hands.doors.target = hands.doors.file = wrong = folder / "wrong.xlsx"
    hands.press(Key.Key_Tab, Key.Key_Space)
    hands.press(Key.Key_Escape)
    assert hands.shut(ImportDialog)
    book = load_workbook(wrong)
    assert [cell.value for cell in book.active[2]][-1] == "E-mail: not an address is no e-mail address."
    book.active["C2"] = people()[-1].email
    book.save(wrong)
    dialog = open_import(hands)
    hands.press(Key.Key_Space)
    choose_column(hands, "import_column_3", "Org")
    hands.press(Key.Key_Return)
    assert dialog.checked.sums.text() == "1 new"
    hands.press(Key.Key_Return, held=CTRL)
    hands.press(Key.Key_Return)
    assert hands.shut(ImportDialog)


def choose_column(hands: Hands, name: str, letters: str) -> None:
    """What a column that is not recognised is taken in as."""
    hands.walk_to(name)
    hands.write(letters)


def correct_the_list(hands: Hands) -> None:
    """A name is mended and its person speaks; the last one of the list cancels."""
    assert hands.focus.objectName() == "participants_list"  # after a list was taken in
    hands.write("o's dora")
    hands.press(Key.Key_Return, Key.Key_Return, Key.Key_End)
    hands.write("-Muster")
    hands.walk_to("role")
    hands.write("Speak")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    found = [row for row in hands.file().rows if row.name == "Dora O'Sample-Muster"]
    assert [str(row.participation.role) for row in found] == ["speaker"]
    hands.press(Key.Key_End)
    hands.walk_to("participants_change_button", back=True)
    hands.press(Key.Key_Space, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Return)
    assert hands.file().rows[-1].participation.status is ParticipationStatus.CANCELLED


# --- the day itself -----------------------------------------------------------------------------------------------------
PARTS: dict[int, int | None] = {25: 200, 65: 120, 105: None}  # minutes by place in the list; None = half
MARKS = dict.fromkeys(PARTS, PART) | dict.fromkeys((5, 45, 85), A) | dict.fromkeys((15, 95), E)
SILENT = 118  # nothing is noted of this one: a no-show; the last one, 119, had cancelled
WALK_INS = ("Zoe Zufall, Stadt Muster", "Yan O’Spontan")
GONE_ONLINE = 0  # registered for the hall, came online
KEYS = {P: " ", E: "e", A: "a"}


def take_attendance(hands: Hands) -> int:
    """Down the signed list, one key a person; presses that it took."""
    hands.press(Key.Key_4, held=ALT)
    hands.presses = 0
    for place in range(SILENT):
        status = MARKS.get(place, P)
        if place == GONE_ONLINE:
            hands.letters("o")
        if status is PART:
            minutes = PARTS[place]
            hands.letters("p\n" if minutes is None else f"p{minutes}\n")
        else:
            hands.letters(KEYS[status])
    hands.bureau.settle()
    hands.press(Key.Key_N, held=CTRL)
    for line in WALK_INS:
        hands.letters(line)
        hands.press(Key.Key_Return)
    return hands.presses


def enter_feedback(hands: Hands) -> list[list[int]]:
    """A pile of forms: five digits and Enter, a word here and there."""
    hands.press(Key.Key_5, held=ALT)
    forms = [[5, 4, 1 + number % 5, 4, 5 - number % 2] for number in range(FORMS)]
    for number, digits in enumerate(forms):
        hands.letters("".join(map(str, digits)))
        if number % 10 == 3:
            hands.letters("The groups\n")
        else:
            hands.letters("\n")
    hands.bureau.settle()
    return forms


def document(hands: Hands) -> None:
    """Without minutes it is not documented; with one sentence it is."""
    hands.press(Key.Key_7, held=ALT)
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.refusal() == "The workshop is not documented yet. Missing: Minutes."
    hands.press(Key.Key_Escape)
    hands.write("Three groups, one template")
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    file = hands.file()
    assert (file.workshop.status, file.workshop.protocol) == (EventStatus.DOCUMENTED, "Three groups, one template")


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
