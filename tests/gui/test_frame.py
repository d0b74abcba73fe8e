"""The frame on a real file: pages, keys, palette, undo, language, theme and text size while it runs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from p2i_desktop.gui.commands import plain
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.window_frame import first_size
from p2i_desktop.settings import load
from tests.gui.records_world import Bureau

Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_the_first_page_is_there_with_the_focus_on_what_is_due(bureau: Bureau) -> None:
    window = bureau.window
    assert window.pages()[:2] == ["dashboard", "cases"]
    page = window.stack.current()
    assert page is not None
    assert page.page_id == "dashboard"
    assert QApplication.focusWidget() is page.default_focus()


def test_the_first_window_fits_the_screen() -> None:
    least = QSize(1024, 640)
    assert first_size(QSize(1920, 1040), least) == QSize(1440, 900)
    assert first_size(QSize(1366, 728), least) == QSize(1366, 728)
    assert first_size(QSize(800, 800), least) == QSize(1440, 900)  # no screen that could show it: the pictures of tests


def test_every_page_opens_by_its_action(bureau: Bureau) -> None:
    for page in bureau.window.pages():
        bureau.window.action("settings" if page == "settings" else f"go_{page}").trigger()
        bureau.settle()
        current = bureau.window.stack.current()
        assert current is not None
        assert current.page_id == page


def test_back_and_forward_walk_the_visits(bureau: Bureau) -> None:
    window = bureau.window
    for page in ("cases", "organisations"):
        bureau.page(page)
    bureau.press(window, Qt.Key.Key_Left, Alt)
    assert window.stack.current().page_id == "cases"  # type: ignore[union-attr]
    bureau.press(window, Qt.Key.Key_Right, Alt)
    assert window.stack.current().page_id == "organisations"  # type: ignore[union-attr]


def test_f6_reaches_sidebar_top_bar_page_and_toast(bureau: Bureau) -> None:
    window = bureau.window
    bureau.page("cases")
    window.toast("Something was done", undo=True)
    seen = set()
    for _ in range(12):
        bureau.press(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
    assert window.side.list in seen
    assert window.top.search in seen
    assert window.toast_box.buttons()[0] in seen


def test_actions_are_verbs_in_menus_with_keys_of_their_own(bureau: Bureau) -> None:
    window = bureau.window
    window.stack.build_all()
    known = window.bench.commands.known()
    in_menus = {action.command.menu for action in known}
    assert "" not in in_menus, "every action is in a menu"
    for page in window.pages():
        bureau.page(page)
        live = [action for action in known if action.isVisible()]
        keys = [key.toString() for action in live for key in action.shortcuts()]
        assert len(keys) == len(set(keys)), f"a key is used twice on {page}"
        assert not [key for key in keys if "Ctrl+Alt" in key]
    wanted = {"F1", "Ctrl+Z", "Ctrl+F", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+N", "Ctrl+Q"}
    assert wanted <= {key.toString() for action in known for key in action.shortcuts()}


@pytest.mark.parametrize("language", ["en", "de"])
def test_mnemonics_are_unique_in_a_menu_bar(bureau: Bureau, language: str) -> None:
    bureau.window.bench.update(language=language)
    titles = [action.text() for action in bureau.window.menuBar().actions() if action.isVisible()]
    letters = [title[title.index("&") + 1].lower() for title in titles if "&" in title]
    assert len(letters) == len(set(letters))


def test_the_palette_finds_commands_and_records_and_gives_the_focus_back(bureau: Bureau) -> None:
    window = bureau.window
    before = bureau.page("cases").default_focus()
    before.setFocus()
    bureau.press(window, Qt.Key.Key_K, Ctrl)
    field = window.palette_box.field
    assert QApplication.focusWidget() is field
    bureau.write(field, "telem")
    texts = [window.palette_box.model.item(row).text() for row in range(window.palette_box.model.rowCount())]
    assert any("Telemonitoring" in text for text in texts)
    field.clear()
    bureau.write(field, ">dark")
    assert window.palette_box.list.currentIndex().data() == "Dark theme"
    bureau.press(field, Qt.Key.Key_Return)
    assert window.bench.settings.theme == "dark"
    assert QApplication.focusWidget() is before


def test_undo_names_the_step_and_the_toast_has_it_too(bureau: Bureau) -> None:
    window = bureau.window
    bureau.page("organisations")
    window.bench.desk.do(
        lambda office: office.parties.save_organisation(office.parties.blank_organisation("Demo & Sons")),
        lambda _: window.toast("Saved", undo=True),
    )
    bureau.settle()
    action = window.action("undo")
    assert plain(action.text()).startswith("Undo: ")
    assert action.isEnabled()
    QTest.mouseClick(window.toast_box.buttons()[0], Qt.MouseButton.LeftButton)
    bureau.settle()
    assert bureau.ask(lambda office: office.finding.exact_organisations("Demo & Sons")) == []
    assert window.action("redo").isEnabled()


def test_ctrl_z_in_an_untouched_field_undoes_the_step(bureau: Bureau) -> None:
    window = bureau.window
    page = bureau.page("cases")
    field = page.filter_field()
    field.setFocus()
    window.bench.desk.do(lambda office: office.parties.save_organisation(office.parties.blank_organisation("New")))
    bureau.settle()
    before = bureau.ask(lambda office: len(office.lists.ids("organisations", _filter(), None)))
    bureau.press(field, Qt.Key.Key_Z, Ctrl)
    assert bureau.ask(lambda office: len(office.lists.ids("organisations", _filter(), None))) == before - 1


def _filter():  # type: ignore[no-untyped-def]
    from p2i_desktop.services.lists import Filter

    return Filter()


def test_language_theme_and_text_size_change_while_it_runs(bureau: Bureau) -> None:
    window = bureau.window
    bureau.page("cases")
    english = window.top.log.text()
    height = window.top.log.height()
    window.bench.update(language="de")
    bureau.settle()
    table = window.stack.current().findChild(QTableView)  # type: ignore[union-attr]
    assert table is not None
    assert window.bench.texts.language == "de"
    bureau.press(window, Qt.Key.Key_Plus, Ctrl)
    assert window.bench.settings.text_size == 110
    window.bench.update(text_size=200)
    bureau.settle()
    assert window.top.log.height() > 1.7 * height
    bureau.press(window, Qt.Key.Key_0, Ctrl)
    window.bench.update(language="en", theme="contrast")
    assert window.top.log.text() == english
    assert window.bench.look.theme == "contrast"


def test_settings_are_kept_for_the_next_start(bureau: Bureau, own_home: Path) -> None:
    bureau.window.bench.update(theme="dark", text_size=125)
    bureau.window.close()
    kept, bad = load(own_home / "config")
    assert (kept.theme, kept.text_size, bad) == ("dark", 125, [])
    assert dict(kept.window)["window"]


def test_the_keys_page_names_every_command_and_filters(bureau: Bureau) -> None:
    window = bureau.window
    bureau.press(window, Qt.Key.Key_F1)
    dialog = window._keys
    rows = {dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())}
    assert {plain(action.text()) for action in window.bench.commands.known()} <= rows
    dialog.field.setText("ctrl+k")
    assert dialog.table.rowCount() == 1
    dialog.close()


def test_the_sidebar_can_be_icons_or_names(bureau: Bureau) -> None:
    window = bureau.window
    wide = window.sidebar_is_wide()
    bureau.press(window, Qt.Key.Key_F9)
    assert window.sidebar_is_wide() is not wide


def test_texts_of_records_are_not_interpreted() -> None:
    assert menu_text("Müller & Söhne") == "Müller && Söhne"
    assert tooltip_text("<b>x</b>\n& y") == "<span>&lt;b&gt;x&lt;/b&gt;<br>&amp; y</span>"
    assert plain("&Save && go") == "Save & go"


def test_the_timer_runs_in_the_status_bar(bureau: Bureau, clock) -> None:  # type: ignore[no-untyped-def]
    window = bureau.window
    bureau.press(window, Qt.Key.Key_J, Ctrl)
    clock.advance(minutes=7)
    window.bench.timer.ticked.emit()
    assert "07:00" in window.status.timer.text()
    bureau.press(window, Qt.Key.Key_J, Ctrl)
    assert "7" in window.toast_box.text()


def test_actions_are_qactions(bureau: Bureau) -> None:
    assert isinstance(bureau.window.action("palette"), QAction)
