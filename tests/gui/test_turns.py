"""Pages are built and dressed piece by piece; whoever comes sooner finds them whole."""

import gc
import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.gui.app import PAGES, Collector
from p2i_desktop.gui.keys_dialog import KeysDialog
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.page_stack import pieces
from tests.gui.records_world import Bureau


def test_pieces_come_in_turns_each_once_and_at_once_where_needed(bureau: Bureau, qtbot: QtBot) -> None:
    made: list[str] = []
    later = Later(bureau.window, {name: lambda name=name: made.append(name) for name in ("a", "b", "c")})  # type: ignore[misc]
    later.need("b")
    assert made == ["b"]
    qtbot.waitUntil(lambda: made == ["b", "a", "c"])
    later.need("a")
    later.finish()
    assert made == ["b", "a", "c"]


def test_the_page_of_keys_names_commands_of_pages_never_seen(bureau: Bureau, qtbot: QtBot) -> None:
    bureau.window.show_keys()
    qtbot.waitUntil(lambda: len(bureau.window.stack.screens()) == len(bureau.window.pages()))
    bureau.settle()
    (dialog,) = bureau.window.findChildren(KeysDialog)
    table = dialog.findChild(QTableWidget)
    assert table is not None
    shown = {table.item(row, 0).text() for row in range(table.rowCount())}  # type: ignore[union-attr]
    known = {action.text().replace("&", "") for action in bureau.window.bench.commands.known()}
    assert known <= shown
    dialog.close()


def test_hidden_pages_follow_the_look_when_they_are_shown_and_by_themselves(bureau: Bureau, qtbot: QtBot) -> None:
    window = bureau.window
    for page in ("cases", "organisations", "settings"):
        bureau.page(page)
    window.bench.update(theme="dark")
    bureau.settle()
    sheet = window.side.styleSheet()
    assert all(piece.styleSheet() == sheet for piece in seen(window.stack.page("settings")))
    window.go("cases")
    assert all(piece.styleSheet() == sheet for piece in pieces(window.stack.page("cases")))
    hidden = pieces(window.stack.page("organisations"))
    qtbot.waitUntil(lambda: all(piece.styleSheet() == sheet for piece in hidden))


def test_a_window_keeps_its_face_until_all_that_is_seen_of_it_is_dressed(bureau: Bureau, qtbot: QtBot) -> None:
    window = bureau.window
    file = bureau.case_file("Street lighting")
    bureau.page("organisations")
    old = window.side.styleSheet()
    window.bench.update(text_size=150)
    assert not window.updatesEnabled()  # not painted
    assert window.side.styleSheet() == file.styleSheet() == old
    qtbot.waitUntil(window.updatesEnabled)
    sheet = window.side.styleSheet()
    assert sheet != old
    assert all(piece.styleSheet() == sheet for piece in seen(window.stack.page("organisations")))
    qtbot.waitUntil(file.updatesEnabled)
    assert file.styleSheet() == sheet


def test_a_window_that_goes_while_the_look_changes_is_left_alone(bureau: Bureau) -> None:
    file = bureau.case_file("Street lighting")
    bureau.window.bench.update(theme="contrast")
    file.close()
    bureau.settle()
    assert bureau.window.updatesEnabled()
    assert bureau.window.bench.look.theme == "contrast"


def test_a_case_file_built_in_turns_is_the_one_built_at_once(bureau: Bureau) -> None:
    window, key = bureau.window, bureau.world.cases["Street lighting"]
    window.open_case(key)
    window.open_case(key)  # pressed twice, before it is there
    file = bureau.case_file("Street lighting")
    facts, story = file.frame._split.sizes()
    assert facts > story  # the form came after the splitter
    stops: list[str] = []
    at = file.frame.note.nextInFocusChain()
    while at is not None and at is not file.frame.note:
        stops.append(at.objectName())
        at = at.nextInFocusChain()
    wanted = ["timeline", "title", "result", "add_party", "case_actions_box"]
    assert sorted(wanted, key=stops.index) == wanted
    assert QApplication.focusWidget() is file.frame.note


def test_a_case_file_that_is_closed_before_it_is_built_is_gone(bureau: Bureau) -> None:
    window = bureau.window
    window.open_case(bureau.world.cases["Street lighting"])
    for file in list(window._own_files.values()):
        file.close()
    bureau.settle()
    assert not [one for one in QApplication.topLevelWidgets() if one.objectName() == "case_file" and one.isVisible()]


def test_hidden_pages_speak_the_language_when_they_are_shown(bureau: Bureau) -> None:
    window = bureau.window
    bureau.page("cases")
    bureau.page("settings")
    window.bench.update(language="de")
    window.go("cases")
    assert window.stack.page("cases").page.title.text() == window.bench.texts._("Cases")  # type: ignore[attr-defined]


def seen(page: QWidget) -> list[QWidget]:
    return [piece for piece in pieces(page) if piece.isVisible()]  # type: ignore[arg-type]


def test_the_frame_says_of_each_page_what_the_page_says() -> None:
    told = [(page.page_id, page.title, page.icon) for page in PAGES]
    loaded = [page.load() for page in PAGES]
    assert told == [(kind.page_id, kind.title, kind.icon) for kind in loaded]


def test_the_frame_is_there_before_the_services_are_loaded() -> None:
    code = (
        "import sys\nfrom p2i_desktop.gui import app\n"
        "window, _ = app.build(app.application())\nwindow.show()\n"
        "print('LOADED', *sorted({'.'.join(name.split('.')[:2]) for name in sys.modules}))\n"
        "window.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.rpartition("LOADED ")[2].split())
    assert loaded & {"sqlalchemy", "p2i_desktop.services", "p2i_desktop.storage", "p2i_desktop.reports"} == set()


def test_a_long_pause_waits_until_another_program_is_in_front(bureau: Bureau) -> None:
    bureau.window.activateWindow()
    bureau.settle()
    (collector,) = bureau.window.findChildren(Collector)
    assert QApplication.applicationState() is Qt.ApplicationState.ApplicationActive
    assert not any(collector._may_pause() for _ in range(3_100))
    before = gc.get_freeze_count()
    collector._collect()
    assert gc.get_freeze_count() > before  # after ten minutes in front what is there is not looked at again
    assert collector._put_off == 0
