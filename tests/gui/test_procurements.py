"""Procurements in the window: begun by keyboard, awards and notices added, moves, rates, two windows, hostile input."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    Notice,
    PcpPhase,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import Money
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.screens.procurement_file import ProcurementFileWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau

TITLE = "Telemonitoring at home"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def top(kind: type[QWidget]) -> Any:
    """The one visible window or dialog of a kind, in front."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    found[0].activateWindow()
    QApplication.processEvents()
    return found[0]


def keys(bureau: Bureau, text: str) -> None:
    """Types into whatever has the focus."""
    QTest.keyClicks(focus(), text)
    bureau.settle()


def press(bureau: Bureau, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    bureau.press(focus(), key, *held)


def begin(bureau: Bureau, title: str = "Sensors", **fields: Any) -> str:
    """A procurement in the file."""

    def work(office: Office) -> str:
        project = replace(office.procurements.blank(), title=title, **fields)
        office.procurements.create(project, new_buyer="Demo Utility")
        return project.id

    found: str = bureau.ask(work)
    return found


def change(bureau: Bureau, work: Callable[[Office], Any]) -> None:
    """A change made in another window."""
    bureau.window.bench.desk.do(work, None, "another window")
    bureau.settle()


def opened(bureau: Bureau, key: str) -> Any:
    bureau.window.open_procurement(key)
    bureau.settle()
    return top(ProcurementFileWindow)


def focus() -> Any:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def dialog(bureau: Bureau) -> Any:
    bureau.settle()
    return top(PartDialog)


def no_dialog() -> bool:
    """The dialog went, and the file is in front again."""
    open_ones = [one for one in QApplication.topLevelWidgets() if isinstance(one, PartDialog) and one.isVisible()]
    top(ProcurementFileWindow)
    return open_ones == []


def stored(bureau: Bureau, kind: type[Any]) -> list[Any]:
    found: list[Any] = bureau.ask(lambda office: office.store.find(kind))
    return found


@pytest.fixture(autouse=True)
def closing(bureau: Bureau) -> Any:
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, ProcurementFileWindow | PartDialog):
            widget.close()
    bureau.settle()


def test_a_procurement_is_begun_from_its_case_by_keys_alone(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    QTest.keyClick(file, Qt.Key.Key_P, CTRL | SHIFT)
    bureau.settle()
    assert focus().text() == TITLE
    press(bureau, Qt.Key.Key_Return, CTRL)
    window = top(ProcurementFileWindow)
    bureau.settle()
    (project,) = stored(bureau, ProcurementProject)
    assert project.title == TITLE
    assert project.lead_buyer is not None
    assert window.frame.heading.text() == TITLE
    lines = bureau.ask(lambda office: office.procurements.of_case(bureau.world.cases[TITLE]))
    assert [line.project.id for line in lines] == [project.id]
    window.close()
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert stored(bureau, ProcurementProject) == []


def test_the_second_tab_lists_them_and_ctrl_n_makes_one_with_a_new_buyer(bureau: Bureau) -> None:
    page = bureau.page("cases")
    bureau.window.activateWindow()
    bureau.press(page.page.list.table, Qt.Key.Key_PageDown, CTRL)
    assert page.shows_procurements
    bureau.press(bureau.window, Qt.Key.Key_N, CTRL)
    keys(bureau, "Quiet trams")
    press(bureau, Qt.Key.Key_Tab)
    keys(bureau, "Demo Trams")
    press(bureau, Qt.Key.Key_Return)
    press(bureau, Qt.Key.Key_Return, CTRL)
    top(ProcurementFileWindow)
    (project,) = stored(bureau, ProcurementProject)
    buyer = bureau.ask(lambda office: office.parties.organisation(project.lead_buyer))
    assert (project.title, buyer.legal_name) == ("Quiet trams", "Demo Trams")
    assert page.procurements.page.list.model.rowCount() == 1
    assert page.procurements.detail.title.text() == "Quiet trams"


def test_awarded_is_refused_until_the_award_is_entered(bureau: Bureau) -> None:
    window = opened(bureau, begin(bureau))
    window.step_wanted(ProcurementStatus.AWARDED)
    press(bureau, Qt.Key.Key_Return)
    assert window.frame.panel.isVisible()
    assert "Enter the award" in window.frame.panel.note.text()
    press(bureau, Qt.Key.Key_Escape)
    bureau.press(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    bureau.press(window, Qt.Key.Key_N, CTRL)
    ask = dialog(bureau)
    assert QApplication.focusWidget() is ask.binder.widget("awarded_on")
    keys(bureau, "10.11.2026")
    press(bureau, Qt.Key.Key_Tab)
    keys(bureau, "1250000")
    for _ in range(2):
        press(bureau, Qt.Key.Key_Tab)
    keys(bureau, "5")
    press(bureau, Qt.Key.Key_Tab)
    keys(bureau, "3")
    supplier = ask.findChild(QLineEdit, "supplier")
    supplier.setFocus()
    keys(bureau, "Demo Sensors")
    press(bureau, Qt.Key.Key_Return)
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert no_dialog()
    (award,) = stored(bureau, Award)
    assert (award.value, award.tenders, award.sme_tenders) == (Money(Decimal("1250000.00"), "EUR"), 5, 3)
    (won,) = stored(bureau, AwardSupplier)
    assert won.award == award.id
    table = window.parts.tables["award"]
    assert [line.type for line in table._lines] == ["award", "award_supplier"]
    assert "1,250,000" in window.frame.sum.text()
    window.step_wanted(ProcurementStatus.AWARDED)
    press(bureau, Qt.Key.Key_Return)
    assert not window.frame.panel.isVisible()
    assert "Awarded" in window.frame.pill.text()


def test_absurd_tenders_are_said_beside_their_field_and_nothing_is_kept(bureau: Bureau) -> None:
    window = opened(bureau, begin(bureau))
    window.parts.add("award")
    ask = dialog(bureau)
    for name, text in (("awarded_on", "10.11.2026"), ("tenders", "3"), ("sme_tenders", "99999")):
        field = ask.binder.widget(name)
        field.setText(text)
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert ask.isVisible()
    assert "3 tenders" in ask.binder.problem_text("sme_tenders")
    assert QApplication.focusWidget() is ask.binder.widget("sme_tenders")
    assert stored(bureau, Award) == []
    ask.binder.widget("sme_tenders").setText("many")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert "not a number" in ask.binder.problem_text("sme_tenders")
    ask.binder.widget("sme_tenders").setText("2")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert no_dialog()
    assert len(stored(bureau, Award)) == 1


def test_a_wrong_number_of_a_notice_is_explained_and_a_long_title_fits(bureau: Bureau) -> None:
    window = opened(bureau, begin(bureau))
    window.parts.add("notice")
    ask = dialog(bureau)
    number = ask.binder.widget("publication_number")
    for typed, words in (("131/2024", "issue of the Official Journal"), ("<b>x</b>", '"<b>x</b>" is not a TED')):
        number.setText(typed)
        press(bureau, Qt.Key.Key_Return, CTRL)
        assert words in ask.binder.problem_text("publication_number")
    number.setText("TED 00405595-2024")
    title = ask.binder.widget("title")
    title.setText("Ω" * 500)
    assert len(title.text()) == 400
    press(bureau, Qt.Key.Key_Return, CTRL)
    (notice,) = stored(bureau, Notice)
    assert notice.publication_number == "405595-2024"
    assert window.parts.tables["notice"].table.width() <= window.width()


def test_rows_open_by_enter_and_go_by_del_with_one_undo(bureau: Bureau) -> None:
    key = begin(bureau)
    bureau.ask(lambda office: office.procurements.save_phase(PcpPhase(procurement=key, phase=1)))
    window = opened(bureau, key)
    table = window.parts.tables["pcp_phase"]
    table.table.setFocus()
    press(bureau, Qt.Key.Key_Return)
    ask = dialog(bureau)
    ask.binder.widget("providers_in").setText("5")
    ask.binder.widget("providers_on").setText("6")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert "took part (5)" in ask.binder.problem_text("providers_on")
    ask.binder.widget("providers_on").setText("3")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert [phase.providers_on for phase in stored(bureau, PcpPhase)] == [3]
    assert no_dialog()
    table.table.setFocus()
    press(bureau, Qt.Key.Key_Delete)
    assert stored(bureau, PcpPhase) == []
    assert table.empty.isVisible()
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert len(stored(bureau, PcpPhase)) == len(table._lines) == 1


def test_what_the_rules_keep_in_its_place_is_said(bureau: Bureau) -> None:
    key = begin(bureau)

    def two(office: Office) -> None:
        for number in (1, 2):
            office.procurements.save_phase(PcpPhase(procurement=key, phase=number))

    bureau.ask(two)
    window = opened(bureau, key)
    window.parts.tables["pcp_phase"].table.selectRow(0)
    window.parts.to_bin(*window.parts.tables["pcp_phase"].current())
    bureau.settle()
    assert "PCP phases follow one another" in bureau.window.toast_box.text()
    assert len(stored(bureau, PcpPhase)) == 2


def test_a_second_window_changes_the_same_procurement(bureau: Bureau) -> None:
    key = begin(bureau)
    window = opened(bureau, key)
    title = window._binder.widget("title")
    title.setFocus()
    title.selectAll()
    keys(bureau, "Pipe sensors")

    def other(office: Office) -> Any:
        project = office.procurements.procurement(key)
        return office.procurements.save(replace(project, title="Sensors for pipes", own_reference="V-1"))

    change(bureau, other)
    assert window._binder.record.own_reference == "V-1"
    assert window.frame.conflicts.isVisible()
    window._binder.focus("own_reference")
    bureau.settle()
    history = bureau.ask(lambda office: [item.new for item in office.steps.history(key) if item.field == "title"])
    assert "Sensors for pipes" in history
    assert "Pipe sensors" in history or window._binder.record.title == "Pipe sensors"


def test_a_stale_part_is_saved_over_the_newer_one_only_where_it_was_typed(bureau: Bureau) -> None:
    key = begin(bureau)
    notice = Notice(procurement=key, publication_number="1-2026")
    bureau.ask(lambda office: office.procurements.save_notice(notice))
    window = opened(bureau, key)
    window.parts.edit("notice", notice.id)
    ask = dialog(bureau)
    ask.binder.widget("title").setText("Mine")

    def other(office: Office) -> Any:
        now = office.work.get(Notice, notice.id)
        return office.procurements.save_notice(replace(now, url="https://example.org"))

    change(bureau, other)
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert ask.isVisible()
    assert ask.problem.text()
    press(bureau, Qt.Key.Key_Return, CTRL)
    (now,) = stored(bureau, Notice)
    assert (now.title, now.url) == ("Mine", "https://example.org")


def test_a_rate_of_nothing_is_refused_with_a_sentence(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("rates")
    bureau.settle()
    part = page._parts["rates"]
    part.add()
    ask = dialog(bureau)
    ask.binder.widget("currency").set_value("SEK")
    ask.binder.widget("eur_per_unit").setText("0")
    ask.binder.widget("source").setText("ECB")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert "more than 0" in ask.binder.problem_text("eur_per_unit")
    assert stored(bureau, ExchangeRate) == []
    ask.binder.widget("eur_per_unit").setText("0.0865")
    press(bureau, Qt.Key.Key_Return, CTRL)
    (rate,) = stored(bureau, ExchangeRate)
    assert rate.eur_per_unit == Decimal("0.0865")
    assert part.table._lines[0].cells[:1] == ("SEK",)


def test_a_new_supplier_is_taken_as_the_organisation_is_known(bureau: Bureau) -> None:
    key = begin(bureau)
    award = Award(procurement=key, awarded_on=bureau.window.bench.clock.today())
    bureau.ask(lambda office: office.procurements.save_award(award))
    window = opened(bureau, key)
    window.parts.add_supplier()
    dialog(bureau)
    bureau.write(focus(), "Demo Pipes & Söhne")
    press(bureau, Qt.Key.Key_Return)
    press(bureau, Qt.Key.Key_Return, CTRL)
    (won,) = stored(bureau, AwardSupplier)
    made = bureau.ask(lambda office: office.work.get(Organisation, won.organisation))
    assert (made.legal_name, won.lead, won.country_at_award) == ("Demo Pipes & Söhne", True, made.country)


def test_cases_are_linked_by_search_and_unlinked_by_del(bureau: Bureau) -> None:
    key = begin(bureau)
    window = opened(bureau, key)
    assert "figures do not count" in window.parts.tables["case"].empty.text()
    window.parts.link.setFocus()
    keys(bureau, "Telemon")
    press(bureau, Qt.Key.Key_Return)
    assert [line.type for line in window.parts.tables["case"]._lines] == ["case"]
    window.parts.tables["case"].table.setFocus()
    press(bureau, Qt.Key.Key_Delete)
    assert window.parts.tables["case"]._lines == []
    assert len(stored(bureau, ProcurementProject)) == 1


def test_a_read_only_file_shows_and_changes_nothing(bureau: Bureau) -> None:
    key = begin(bureau)
    bureau.window.bench.read_only = True
    window = opened(bureau, key)
    assert not window.frame.status.isVisible()
    assert not window.parts.tables["award"].add.isEnabled()
    assert window._binder.widget("title").isReadOnly()


def test_what_was_typed_into_a_part_is_there_again_after_esc(bureau: Bureau) -> None:
    window = opened(bureau, begin(bureau))
    window.parts.add("award")
    dialog(bureau)
    keys(bureau, "10.11.2026")
    press(bureau, Qt.Key.Key_Tab)
    keys(bureau, "77")
    press(bureau, Qt.Key.Key_Escape)
    assert no_dialog()
    window.parts.add("award")
    again = dialog(bureau)
    assert again.binder.record.value == Money(Decimal("77.00"), "EUR")
    press(bureau, Qt.Key.Key_Return, CTRL)
    assert len(stored(bureau, Award)) == 1
    window.parts.add("award")
    assert dialog(bureau).binder.record.value is None
