"""History in sentences, one value brought back, and the bin that gives a case back whole."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.advice import Case
from p2i_desktop.gui.history_dialog import HistoryDialog, open_history
from tests.gui.records_world import Bureau
from tests.storage.making import dump

TITLE = "Telemonitoring at home"


def history_of(bureau: Bureau, key: str) -> HistoryDialog:
    dialog = open_history(bureau.window.bench, bureau.window, key)
    bureau.settle()
    return dialog


def sentences(dialog: HistoryDialog) -> list[str]:
    return [dialog.story.item(row).text().split("\n")[0] for row in range(dialog.story.count())]


def change(bureau: Bureau, **fields: object) -> str:
    key = bureau.world.cases[TITLE]
    case = bureau.ask(lambda office: office.work.get(Case, key))
    bureau.ask(lambda office: office.advice.save_case(replace(case, **fields)))
    return key


def test_changes_are_sentences_and_hostile_words_stay_words(bureau: Bureau) -> None:
    key = change(bureau, risks="<b>{old}</b> =1+1")
    change(bureau, risks="none {field}")
    change(bureau, risks="")
    dialog = history_of(bureau, key)
    assert sentences(dialog)[:3] == [
        "Risks emptied, before: “none {field}”",
        "Risks from “<b>{old}</b> =1+1” to “none {field}”",
        "Risks: “<b>{old}</b> =1+1”",
    ]
    assert " · " in dialog.story.item(0).text().split("\n")[1]
    dialog.close()


def test_one_value_is_brought_back_and_undone_again(bureau: Bureau) -> None:
    key = change(bureau, risks="first")
    change(bureau, risks="second")
    change(bureau, tags=frozenset({"later"}))
    dialog = history_of(bureau, key)
    dialog.story.setCurrentRow(1)
    assert dialog.current() is not None
    dialog.restore.click()
    bureau.settle()
    case = bureau.ask(lambda office: office.work.get(Case, key))
    assert (case.risks, case.tags) == ("first", frozenset({"later"}))
    assert sentences(dialog)[0] == "Risks from second to first"
    bureau.press(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bureau.ask(lambda office: office.work.get(Case, key)).risks == "second"
    assert len(sentences(dialog)) > 3
    dialog.close()


def test_what_rules_forbid_is_said_in_the_dialog(bureau: Bureau) -> None:
    key = bureau.world.cases[TITLE]
    case = bureau.ask(lambda office: office.work.get(Case, key))
    later = replace(case, opened_on=case.opened_on.replace(year=case.opened_on.year - 1))
    bureau.ask(lambda office: office.advice.save_case(later))
    year = later.opened_on.year
    bureau.ask(
        lambda office: office.periods.close(later.opened_on.replace(month=1, day=1), later.opened_on.replace(day=28))
    )
    dialog = history_of(bureau, key)
    at = next(row for row, text in enumerate(sentences(dialog)) if text.startswith("Opened on from"))
    dialog.story.setCurrentRow(at)
    dialog.restore.click()
    bureau.settle()
    assert str(year) in dialog.problem.text()
    dialog.close()


def test_a_line_of_creation_has_nothing_before(bureau: Bureau) -> None:
    dialog = history_of(bureau, bureau.world.cases[TITLE])
    dialog.story.setCurrentRow(dialog.story.count() - 1)
    assert not dialog.restore.isEnabled()
    bureau.press(dialog.story, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "\t" in QApplication.clipboard().text()
    dialog.close()


def test_the_bin_gives_a_case_back_with_all_that_went_with_it(bureau: Bureau) -> None:
    key = bureau.world.cases[TITLE]
    before = bureau.ask(lambda office: [one for one in dump(office.store) if one.deleted_at is None])
    bureau.ask(lambda office: office.work.bin("case", key))
    (item,) = [one for one in bureau.ask(lambda office: office.bin.items()) if one.id == key]
    assert dict(item.parts).get("case_party", 0) >= 1
    assert item.days_left == 30
    bureau.ask(lambda office: office.bin.restore("case", key))
    after = bureau.ask(lambda office: [one for one in dump(office.store) if one.deleted_at is None])
    assert [replace(one, revision=0) for one in after] == [replace(one, revision=0) for one in before]
    assert bureau.ask(lambda office: office.bin.items()) == []


def test_an_undone_record_is_not_offered_in_the_bin(bureau: Bureau) -> None:
    bureau.ask(lambda office: office.parties.save_organisation(office.parties.blank_organisation("Demo Slip")))
    bureau.press(bureau.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bureau.ask(lambda office: office.bin.items()) == []


def test_the_page_of_the_bin_restores_by_keys(bureau: Bureau) -> None:
    key = bureau.world.cases[TITLE]
    bureau.ask(lambda office: office.work.bin("case", key))
    bureau.window.go("safety")
    bureau.settle()
    page = bureau.window.stack.current()
    assert QApplication.focusWidget() is page.list
    assert TITLE in page.list.item(0).text()
    bureau.press(page.list, Qt.Key.Key_Return)
    assert page.list.count() == 0
    assert bureau.ask(lambda office: office.work.get(Case, key)).deleted_at is None
    bureau.press(bureau.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.list.count() == 1
