"""A list of participants taken in through its window: by keyboard alone, seen before it is written, taken back at once."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.workshops import ParticipantRole, Participation
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.workshop.import_window import CHECK, COLUMNS, DONE, SOURCE, ImportDialog, open_import
from p2i_desktop.gui.workshop.participants import ParticipantsTab
from p2i_desktop.services.people_plan import Verdict
from tests.exchange.books import book, table
from tests.gui.workshop_world import Hall

Key = Qt.Key
LIST = (
    "Name\tE-mail\tRole\nNadja Neu\tnadja @ demo.example\tSpeaker\nAna Muster\t\t\nBo Falsch\tnope\t\nNadja Neu\t\t\n"
)


@dataclass
class Chosen(Doors):
    """Doors that open and save the same paths each time."""

    opens: Path | None = None
    saves: Path | None = None
    asked: list[str] = field(default_factory=list)

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.opens

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        self.asked.append(proposal.name)
        return self.saves


@pytest.fixture
def hall(tmp_path: Path, clock: FixedClock, qapp: object) -> Iterator[Hall]:
    """A workshop with Anna Muster, a known contact, and nobody else."""
    opened = Hall(tmp_path, clock, 1)
    yield opened
    opened.close()


def begin(hall: Hall, text: str | None = None) -> ImportDialog:
    dialog = open_import(hall.window.bench, hall.window, hall.workshop_id, text)
    hall.settle()
    return dialog


def press(hall: Hall, dialog: ImportDialog, key: Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key where the keyboard is now."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(dialog.focusWidget() or dialog, key, held)
    hall.settle()


def people(hall: Hall) -> list[Participation]:
    found = hall.ask(lambda office: office.store.find(Participation, workshop=hall.workshop_id))
    assert isinstance(found, list)
    return found


def verdicts(dialog: ImportDialog) -> list[Verdict]:
    return [row.line.verdict for row in dialog.checked.table.people.rows]


def test_a_pasted_list_goes_through_by_enter_alone_and_is_taken_back(hall: Hall) -> None:
    before = people(hall)
    QGuiApplication.clipboard().setText(LIST)
    hall.tab(ParticipantsTab).paste()
    hall.settle()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible())
    assert dialog.step == COLUMNS
    assert [box.currentText() for box in dialog.columns._boxes.values()] == ["Name", "E-mail", "Role"]
    press(hall, dialog, Key.Key_Return)
    assert dialog.step == CHECK
    assert people(hall) == before  # nothing is written before it was seen
    assert verdicts(dialog) == [Verdict.NEW, Verdict.DOUBTFUL, Verdict.WRONG, Verdict.DOUBLE]
    assert "Spaces were taken out of the e-mail: nadja@demo.example." in dialog.checked.words.text()
    assert dialog.next.text().replace("&", "") == "Take in 2 rows"
    press(hall, dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.step == DONE
    assert [one.name_as_written for one in people(hall)] == ["", "Nadja Neu", "Ana Muster"]
    assert people(hall)[1].role is ParticipantRole.SPEAKER
    press(hall, dialog, Key.Key_Return)
    hall.ask(lambda office: office.steps.undo())
    assert people(hall) == before


def test_a_doubtful_row_is_decided_and_one_left_out_by_keys(hall: Hall) -> None:
    dialog = begin(hall, LIST)
    press(hall, dialog, Key.Key_Return)
    anna = next(one.contact for one in people(hall))
    press(hall, dialog, Key.Key_Space)  # the first row stays out
    assert verdicts(dialog)[0] is Verdict.LEFT_OUT
    press(hall, dialog, Key.Key_Space)
    assert verdicts(dialog)[0] is Verdict.NEW
    press(hall, dialog, Key.Key_Down)
    press(hall, dialog, Key.Key_Return)
    assert dialog.focusWidget() is dialog.checked.decision
    assert dialog.checked.decision.currentText() == "Somebody else"
    press(hall, dialog, Key.Key_Up)
    assert "Anna Muster, Demo Hospital" in dialog.checked.decision.currentText()
    assert verdicts(dialog)[1] is Verdict.SAME  # she is on the list already
    press(hall, dialog, Key.Key_Return)
    assert dialog.step == DONE
    assert [one.contact for one in people(hall)] == [anna, None]


def test_esc_goes_back_and_nothing_is_lost(hall: Hall) -> None:
    dialog = begin(hall, LIST)
    box = dialog.columns._boxes[2]
    box.setFocus()
    while box.value() is not None:
        press(hall, dialog, Key.Key_Up)
    assert "Not taken in: Role" in dialog.columns.notes.text()
    press(hall, dialog, Key.Key_Return)
    press(hall, dialog, Key.Key_Space)
    press(hall, dialog, Key.Key_Escape)
    assert dialog.step == COLUMNS
    assert dialog.columns._boxes[2].value() is None
    press(hall, dialog, Key.Key_Return)
    assert verdicts(dialog)[0] is Verdict.LEFT_OUT
    press(hall, dialog, Key.Key_Escape)
    press(hall, dialog, Key.Key_Escape)
    assert dialog.step == SOURCE
    press(hall, dialog, Key.Key_Escape)
    assert len(people(hall)) == 1


def test_a_field_belongs_to_one_column_and_somebody_must_be_named(hall: Hall) -> None:
    dialog = begin(hall, "Wer\tWas\nAnna\tx\n")
    press(hall, dialog, Key.Key_Return)
    assert (dialog.step, "No column holds names" in dialog.problem.text()) == (COLUMNS, True)
    dialog.columns.line.setFocus()
    dialog.columns.line.set_value(1)
    dialog.columns.line.edited.emit()
    hall.settle()
    first, second = dialog.columns._boxes.values()
    for box in (first, second):
        box.set_value("name")
        box.edited.emit()
    assert (first.value(), second.value()) == (None, "name")
    press(hall, dialog, Key.Key_Return)
    assert [row.line.person.name for row in dialog.checked.table.people.rows] == ["x"]


def test_a_file_is_chosen_and_what_cannot_be_read_is_said(hall: Hall, tmp_path: Path) -> None:
    doors: Any = Chosen(opens=tmp_path / "list.xlsx")
    hall.window.bench.doors = doors
    doors.opens.write_bytes(b"PK\x03\x04")
    dialog = begin(hall)
    press(hall, dialog, Key.Key_Return)
    assert (dialog.step, dialog.source.problem.text()) == (
        SOURCE, "list.xlsx is damaged or cut off. Nothing was changed.",
    )  # fmt: skip
    doors.opens.write_bytes(book(table(("Name", "E-mail"), ("Nadja Neu", "n@demo.example")), state="hidden"))
    press(hall, dialog, Key.Key_Return)
    assert dialog.step == COLUMNS
    QGuiApplication.clipboard().setText("")
    other = begin(hall)
    press(hall, other, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Nothing was copied" in other.source.problem.text()


def test_wrong_rows_and_columns_are_saved(hall: Hall, tmp_path: Path) -> None:
    doors: Any = Chosen(saves=tmp_path / "wrong.csv")
    dialog = begin(hall, LIST)
    hall.window.bench.doors = doors
    press(hall, dialog, Key.Key_Return)
    press(hall, dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.ended.rejected.click()
    hall.settle()
    assert "Bo Falsch;nope;;4;E-mail: nope is no e-mail address." in (tmp_path / "wrong.csv").read_text("utf-8-sig")
    doors.saves = tmp_path / "columns.toml"
    dialog.ended.mapping.click()
    hall.settle()
    assert '"E-mail" = "email"' in doors.saves.read_text()
    assert str(doors.saves) in dialog.ended.said.text()


def test_unknown_people_become_contacts_with_their_legal_basis(hall: Hall) -> None:
    dialog = begin(hall, LIST)
    dialog.columns.unknown.setFocus()
    press(hall, dialog, Key.Key_Down)
    assert dialog.columns.basis.isVisible()
    press(hall, dialog, Key.Key_Return)
    press(hall, dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = hall.ask(lambda office: [one for one in office.store.find(Contact) if one.family_name == "Neu"])
    assert [(one.email, one.data_source) for one in made] == [("nadja@demo.example", "pasted list")]


def test_five_thousand_rows_never_hold_the_window(hall: Hall) -> None:
    rows = [f"Person{at} Family{at % 700}\tp{at}@demo.example\tOffice {at % 200}" for at in range(5_000)]
    gaps: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        gaps.append(time.perf_counter() - last[0])
        last[0] = time.perf_counter()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(tick)
    timer.start()
    started = time.perf_counter()
    dialog = begin(hall, "\n".join(["Name\tE-mail\tOrganisation", *rows]))
    press(hall, dialog, Key.Key_Return)
    assert len(dialog.checked.table.people.rows) == 5_000
    seconds = time.perf_counter() - started
    timer.stop()
    assert seconds < 20
    assert max(gaps) < 1.0, f"longest {max(gaps):.2f} s of {seconds:.1f} s"
