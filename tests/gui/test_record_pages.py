"""Cases, organisations and settings as pages: filters, detail, new records, Excel, what is kept."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.gui.centre_settings import RulesSettings
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.new_record import NewRecordDialog
from tests.gui.records_world import Bureau


def dialog_of(bureau: Bureau) -> NewRecordDialog:
    found = [w for w in bureau.window.findChildren(NewRecordDialog) if w.isVisible()]
    assert len(found) == 1
    return found[0]


def test_cases_are_searched_and_counted(bureau: Bureau) -> None:
    page = bureau.page("cases")
    assert page.page.count.text() == "4"
    bureau.write(page.page.search, "leak")
    page.page.filtered.emit()
    bureau.settle()
    assert page.page.count.text() == "1 of 4"
    assert page.page.list.current_key() == bureau.world.cases["Leak detection in drinking water"]
    bureau.press(page.page.search, Qt.Key.Key_Escape)
    assert page.page.count.text() == "4"


@pytest.mark.parametrize("text", ["'; --", "%", '"', "_", "\\", "a AND", "NEAR(", "*", "\u202eabc", "Ω" * 500])
def test_hostile_searches_find_nothing_and_break_nothing(bureau: Bureau, text: str) -> None:
    for page_id in ("cases", "organisations"):
        page = bureau.page(page_id)
        field = page.filter_field()
        field.setText(text)
        page.page.filtered.emit() if page_id == "cases" else page._apply()
        bureau.settle()
        field.clear()
        bureau.settle()
    assert len(bureau.ask(lambda office: office.store.find(Case))) == 4


def test_a_new_case_needs_a_title_and_gets_its_number(bureau: Bureau) -> None:
    page = bureau.page("cases")
    page.new_case()
    dialog = dialog_of(bureau)
    dialog.wanted.emit()
    bureau.settle()
    assert dialog.isVisible()
    assert dialog.problem.text()
    bureau.write(dialog.findChild(QLineEdit, "title"), "=1+1 <b>Street</b> & 'x'; --")
    client = dialog.findChild(RecordEntry, "client")
    bureau.write(client, "Quite New Body")
    dialog.wanted.emit()
    bureau.settle()
    made = [case for case in bureau.ask(lambda office: office.store.find(Case)) if case.title.startswith("=1+1")]
    assert [case.title for case in made] == ["=1+1 <b>Street</b> & 'x'; --"]
    assert made[0].number == "DC-2026-0005"
    lead = bureau.ask(lambda office: office.advice.lead_buyer(made[0].id))
    assert bureau.ask(lambda office: office.store.get(Organisation, lead)).legal_name == "Quite New Body"


def test_the_list_goes_to_excel_as_it_is_seen(bureau: Bureau, own_home: Path) -> None:
    page = bureau.page("cases")
    bureau.window.action("cases_excel").trigger()
    bureau.settle()
    files = list((own_home / "documents").glob("*.xlsx"))
    assert len(files) == 1
    sheet = openpyxl.load_workbook(files[0]).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = {value for row in values for value in row}
    assert {"Telemonitoring at home", "Demo Hospital"} <= titles
    assert page.page.list.model.rowCount() == 4


def test_a_case_goes_to_the_bin_and_comes_back(bureau: Bureau) -> None:
    page = bureau.page("cases")
    page.page.list.select(bureau.world.cases["Street lighting"])
    bureau.settle()
    bureau.window.action("bin_case").trigger()
    bureau.settle()
    assert page.page.count.text() == "3"
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert page.page.count.text() == "4"


def test_everything_about_an_organisation_stands_beside_it(bureau: Bureau) -> None:
    page = bureau.page("organisations")
    page.show_record(bureau.world.organisations["Demo Hospital"])
    bureau.settle()
    detail = page._organisation
    assert detail.heading.text() == "Demo Hospital"
    assert any("functional specification" in words.text for words in detail.timeline.shown.words)
    links = [detail.links.item(row).text() for row in range(detail.links.count())]
    assert any("Telemonitoring" in link for link in links)


def test_the_form_of_an_organisation_saves_itself(bureau: Bureau) -> None:
    page = bureau.page("organisations")
    key = bureau.world.organisations["Demo Hospital"]
    page.show_record(key)
    bureau.settle()
    page._organisation.tabs.setCurrentIndex(2)
    city = page._organisation.binder.form.findChild(QLineEdit, "city")
    bureau.write(city, "Demostadt")
    page._page.search.setFocus()
    bureau.settle()
    assert bureau.ask(lambda office: office.store.get(Organisation, key)).city == "Demostadt"


def test_likely_doubles_are_named_while_typing(bureau: Bureau) -> None:
    page = bureau.page("organisations")
    page.new_organisation()
    dialog = dialog_of(bureau)
    bureau.write(dialog.findChild(QLineEdit, "legal_name"), "Hospital Demo")
    shown = [label.text() for label in dialog.findChildren(type(dialog.problem))]
    assert any("Demo Hospital" in text for text in shown)
    dialog.reject()


def test_a_person_is_made_with_a_place_and_found_again(bureau: Bureau) -> None:
    page = bureau.page("organisations")
    page.show_record(bureau.world.organisations["Demo Utility"])
    bureau.settle()
    page.new_contact()
    dialog = dialog_of(bureau)
    bureau.write(dialog.findChild(QLineEdit, "family_name"), "Ñandú")
    dialog.wanted.emit()
    bureau.settle()
    people = [one for one in bureau.ask(lambda office: office.store.find(Contact)) if one.family_name == "Ñandú"]
    places = bureau.ask(lambda office: office.store.find(Employment, contact=people[0].id))
    assert [place.organisation for place in places] == [bureau.world.organisations["Demo Utility"]]
    assert page._contact.heading.text() == "Ñandú"


def test_people_who_may_be_meant_are_named_while_typing(bureau: Bureau) -> None:
    person = Contact(given_name="<b>Ana</b>", family_name="Muster", email="ana@demo.example")
    bureau.ask(lambda office: office.parties.save_contact(person))
    page = bureau.page("organisations")
    page.new_contact()
    dialog = dialog_of(bureau)
    similar = dialog.findChild(QLabel, "similar")
    bureau.write(dialog.findChild(QLineEdit, "family_name"), "Muster")
    assert similar.text() == ""
    bureau.write(dialog.findChild(QLineEdit, "email"), "Ana@demo.example")
    assert "<b>Ana</b> Muster" in similar.text()
    assert similar.textFormat() is Qt.TextFormat.PlainText
    dialog.reject()


def test_language_theme_and_size_change_at_once(bureau: Bureau) -> None:
    page = bureau.page("settings")
    bureau.window.bench.update(language="de")
    bureau.settle()
    assert page.heading.text() == "Einstellungen"
    bureau.window.bench.update(theme="dark", text_size=200)
    bureau.settle()
    assert bureau.window.bench.look.theme == "dark"
    assert bureau.window.bench.look.percent == 200


def test_settings_are_searched_by_their_labels(bureau: Bureau) -> None:
    page = bureau.page("settings")
    bureau.write(page.search, "theme")
    shown = [row for row in range(page.groups.count()) if not page.groups.item(row).isHidden()]
    assert [page.groups.item(row).text() for row in shown] == ["Appearance"]
    bureau.write(page.search, "zzz")
    assert page.nothing.isVisible()


def test_a_person_joins_the_staff(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("staff")
    page.part("staff")._new()
    dialog = dialog_of(bureau)
    bureau.write(dialog.findChild(QLineEdit, "name"), "Advisor Three")
    bureau.write(dialog.findChild(QLineEdit, "initials"), "A3")
    dialog.wanted.emit()
    bureau.settle()
    staff = bureau.ask(lambda office: office.store.find(StaffMember))
    assert {member.initials for member in staff} == {"AL", "BM", "A3"}


def test_a_target_is_typed_like_in_a_worksheet(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("targets")
    bureau.settle()
    table = page.part("targets").table
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text().startswith("ADV-01"))
    table.item(row, 2).setText("1,450")
    bureau.settle()
    targets = bureau.ask(lambda office: office.centre.targets(2026))
    assert [(target.indicator, str(target.value)) for target in targets] == [("ADV-01", "1450")]
    table.item(row, 2).setText("many")
    bureau.settle()
    assert "no number" in page.part("targets").problem.text()
    assert [str(t.value) for t in bureau.ask(lambda office: office.centre.targets(2026))] == ["1450"]


def test_the_name_of_the_centre_is_corrected(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("centre")
    name = page.part("centre").name
    name.selectAll()
    bureau.write(name, "Demo Competence Centre")
    page.search.setFocus()
    bureau.settle()
    assert bureau.ask(lambda office: office.centre.name()) == "Demo Competence Centre"


def test_rules_that_make_no_ladder_are_refused_in_words(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("rules")
    bureau.settle()
    (rules,) = page.findChildren(RulesSettings)
    part = rules.binder.widget
    part("escalation_days").setPlainText("21\n9\n45")
    part("bin_days").setText("60")
    part("holiday_country").set_value("SE")
    part("holiday_country").edited.emit()
    rules.saver.save_now()
    bureau.settle()
    kept = bureau.ask(lambda office: office.centre.settings())
    assert (kept.escalation_days, kept.bin_days) == (("9", "21", "45"), 30)
    assert any("rising numbers" in label.text() for label in rules.findChildren(QLabel) if label.isVisible())
    part("escalation_days").setPlainText("10\n20\n40")
    rules.saver.save_now()
    bureau.settle()
    kept = bureau.ask(lambda office: office.centre.settings())
    assert (kept.escalation_days, kept.bin_days, kept.holiday_country) == (("10", "20", "40"), 60, "SE")


def test_a_new_workshop_asks_for_the_attendance_that_the_rules_say(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("rules")
    bureau.settle()
    (rules,) = page.findChildren(RulesSettings)
    rules.binder.widget("attendance_threshold").setText("60")
    rules.binder.widget("workshop_followup_days").setText("21")
    rules.saver.save_now()
    bureau.settle()
    assert bureau.ask(lambda office: office.centre.settings()).workshop_followup_days == 21
    assert bureau.ask(lambda office: office.workshops.blank()).attendance_threshold == 60


def test_a_plan_is_silent_after_as_many_days_as_the_setting_says(bureau: Bureau) -> None:
    page = bureau.page("settings")
    page.show_record("rules")
    bureau.settle()
    (rules,) = page.findChildren(RulesSettings)
    assert rules.binder.widget("plan_silent_days").text() == "60"
    rules.binder.widget("plan_silent_days").setText("0")
    rules.saver.save_now()
    bureau.settle()
    assert bureau.ask(lambda office: office.centre.settings()).plan_silent_days == 60, "no plan is always silent"
    rules.binder.widget("plan_silent_days").setText("30")
    rules.saver.save_now()
    bureau.settle()
    assert bureau.ask(lambda office: office.centre.settings()).plan_silent_days == 30
