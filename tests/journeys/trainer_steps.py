"""The way of a training assistant through a workshop of 120 people, step by step: its list, its day, its feedback."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook

from p2i_desktop.domain.workshops import (
    AttendanceStatus,
    EventFormat,
    EventStatus,
    ParticipationStatus,
)
from p2i_desktop.gui.workshop.import_window import CHECK, COLUMNS, ImportDialog
from tests.gui.workshop_world import names
from tests.journeys.trainer_hands import ALT, CTRL, SHIFT, Hands, Key

PEOPLE = 120
DAY = date(2026, 11, 24)
MINUTES = 240  # 09:00 to 13:00
ONLINE_EVERY = 4
FORMS = 30
P, PART, E, A = AttendanceStatus.PRESENT, AttendanceStatus.PART, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT


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
