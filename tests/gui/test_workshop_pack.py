"""The pack of a workshop and the check of a certificate, through their real dialogs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.gui.certificate_dialog import CertificateDialog
from p2i_desktop.gui.workshop.pack_dialog import PackDialog, open_pack
from p2i_desktop.services.office import Office
from p2i_desktop.services.workshop_pack import BEFORE, Part
from tests.gui.records_world import Bureau
from tests.services.workshop_world import make_workshop, mark, people

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def bureau(tmp_path: Path, clock: FixedClock) -> Iterator[Bureau]:
    made = Bureau(tmp_path, clock)
    made.window.bench.update(report_folder=str(tmp_path / "papers"))
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, PackDialog | CertificateDialog):
            widget.close()
    made.close()


@pytest.fixture
def held(bureau: Bureau) -> str:
    """A workshop at which two of three were there."""

    def make(office: Office) -> str:
        key = make_workshop(office)
        ids = people(office, key, ["Ada Demo", "Ben Beispiel", "Cleo Muster"])
        mark(office, key, ids[:2])
        return key

    found: str = bureau.ask(make)
    return found


def pack(bureau: Bureau, workshop: str) -> PackDialog:
    dialog = open_pack(bureau.window.bench, bureau.window, workshop)
    bureau.settle()
    return dialog


def chosen(dialog: PackDialog) -> set[Part]:
    return {part for part, box in dialog.choices.parts.items() if box.isChecked()}


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def codes(bureau: Bureau) -> list[str]:
    rows: list[Participation] = bureau.ask(lambda office: office.store.find(Participation))
    return [row.certificate_code for row in rows if row.certificate_code]


def test_certificates_of_those_who_were_there(bureau: Bureau, held: str, tmp_path: Path) -> None:
    dialog = pack(bureau, held)
    assert chosen(dialog) == {Part.CERTIFICATES}
    assert dialog.choices.certified.text() == "2 persons get a certificate, each in their own language · 1 gets none:"
    assert [dialog.choices.without.item(0).text()] == ["Cleo Muster: No attendance is recorded."]
    grounds = dialog.choices.grounds.text()
    assert "To certify attendance to the person named" in grounds
    assert "Legal basis: Public task" in grounds
    assert not dialog.choices.exists.isVisible()
    dialog.choices.recipient.setText("Demo funder")
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    bureau.settle()
    assert len(files(tmp_path / "papers")) == 3  # one for each person, and all in one
    assert len(codes(bureau)) == 2
    kept = bureau.ask(lambda office: office.disclosures.of(About("workshop", held)))
    assert [(one.what, one.records, one.recipient) for one in kept] == [("Certificates", 2, "Demo funder")]
    again = pack(bureau, held)
    assert again.choices.exists.isVisible()
    assert "2 numbers are kept" in again.choices.certified.text()


def test_before_the_day_what_is_needed_on_it(bureau: Bureau, tmp_path: Path) -> None:
    key = bureau.ask(make_workshop)
    dialog = pack(bureau, key)
    assert chosen(dialog) == set(BEFORE)
    assert not dialog.choices.parts[Part.CERTIFICATES].isEnabled()
    assert not dialog.choices.certified.isVisible()
    for part in BEFORE:
        dialog.choices.parts[part].setChecked(part is Part.EVALUATION_FORM)
    assert dialog.choices.grounds.text() == "What is chosen names nobody."
    dialog.choices.parts[Part.EVALUATION_FORM].setChecked(False)
    dialog.make.click()
    bureau.settle()
    assert dialog.problem.text() == "Choose at least one paper."
    dialog.choices.parts[Part.CALENDAR].setChecked(True)
    assert not dialog.problem.isVisible()
    dialog.make.click()
    bureau.settle()
    assert files(tmp_path / "papers") == ["W-2026-01.ics"]
    assert bureau.ask(lambda office: office.disclosures.of(About("workshop", key))) == []


def test_cancel_leaves_nothing_and_the_dialog_as_it_was(bureau: Bureau, held: str, tmp_path: Path) -> None:
    dialog = pack(bureau, held)
    dialog.make.click()
    assert dialog.stop.text().replace("&", "") == "Cancel"
    assert not dialog.make.isVisible()
    dialog.stop.click()
    bureau.settle()
    assert (dialog.problem.text(), dialog.isVisible()) == ("Cancelled. Nothing was saved.", True)
    assert files(tmp_path / "papers") == []
    assert codes(bureau) == []
    dialog.make.click()
    bureau.settle()
    assert len(files(tmp_path / "papers")) == 3


def test_closing_while_it_is_made_stops_it(bureau: Bureau, held: str, tmp_path: Path) -> None:
    dialog = pack(bureau, held)
    dialog.make.click()
    dialog.close()
    bureau.settle()
    assert files(tmp_path / "papers") == []
    assert codes(bureau) == []


def test_a_folder_that_refuses_is_a_sentence(bureau: Bureau, held: str, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    bureau.window.bench.update(report_folder=str(blocked))
    dialog = pack(bureau, held)
    dialog.make.click()
    bureau.settle()
    assert dialog.problem.text().startswith("The file could not be written")
    assert dialog.make.isVisible()
    assert codes(bureau) == []


# -- the check ---------------------------------------------------------------------------------------------------------
def check(bureau: Bureau) -> CertificateDialog:
    bureau.window.action("check_certificate").trigger()
    bureau.settle()
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, CertificateDialog) and w.isVisible()]
    return found


def facts(dialog: CertificateDialog) -> dict[str, str]:
    form: Any = dialog._facts
    rows = range(form.rowCount())
    role = type(form).ItemRole
    return {
        form.itemAt(row, role.LabelRole).widget().text(): form.itemAt(row, role.FieldRole).widget().text()
        for row in rows
    }


def test_a_number_is_checked_by_enter_and_can_be_replaced(bureau: Bureau, held: str) -> None:
    bureau.ask(lambda office: office.certificates.issue(held))
    old = codes(bureau)[0]
    dialog = check(bureau)
    assert dialog.number.hasFocus() or dialog.focusWidget() is dialog.number
    dialog.number.setText(f"w-2026-01-{old.lower()}")
    QTest.keyClick(dialog, Key.Key_Return)
    bureau.settle()
    assert "was issued on 20/11/2026 and is valid" in dialog.said.text()
    assert facts(dialog)["Held on"] == "14/10/2026"
    assert dialog.number.selectedText() == dialog.number.text()
    dialog.replace.click()
    bureau.settle()
    assert "was replaced by a corrected one" in dialog.said.text()
    assert not dialog.replace.isVisible()
    assert old not in codes(bureau)
    dialog.opener.click()
    bureau.settle()
    opened = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "WorkshopWindow" and w.isVisible()]
    assert len(opened) == 1
    opened[0].close()


def test_what_is_no_number_is_a_sentence_and_typing_clears_it(bureau: Bureau, held: str) -> None:
    dialog = check(bureau)
    for text, said in (
        ("", "Enter the number"),
        ("<b>x</b>", "a sign is missing or wrong"),
        ("Ω" * 60, "a sign is missing"),
    ):
        dialog.number.setText(text)
        dialog.check.click()
        bureau.settle()
        assert said in dialog.said.text()
        assert dialog.said.textFormat() is Qt.TextFormat.PlainText
    bureau.write(dialog.number, "W")
    assert dialog.said.text() == ""
    assert facts(dialog) == {}
