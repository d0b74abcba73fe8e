"""The ways to the bars above the pages, the faults that a check found, the first start, a history, a move and a draft."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from p2i_desktop.domain.advice import Case, CaseStatus
from p2i_desktop.gui.faults_found import FaultsFound
from p2i_desktop.gui.info_bar import Info
from p2i_desktop.services.standing import RISKS, Fault
from p2i_desktop.storage.check import REMEDIES

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage


def standing_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """Each is left as it was found."""
    window, texts = rooms.window, rooms.bench.texts
    window.show_page("settings")
    rooms.settle()
    before = window.infos._infos
    # Two that offer the same: more stand there together only by bad luck.
    texts_of_bars = (texts._(RISKS["removable"]), texts._(RISKS["network"]))
    hide = texts._("Hide note")
    window.show_infos(tuple(Info(f"bar{n}", text, "warn", hide, _nothing) for n, text in enumerate(texts_of_bars)))
    rooms.settle()
    yield rooms._front("bars", window, window.side.list)
    window.show_infos(before)
    faults = [Fault(code, "0198f1c2-7a11-7c04-8d2e-1f2a3b4c5d6e", remedy) for code, remedy in REMEDIES.items()]
    found = rooms._opened(lambda: FaultsFound(rooms.bench, window, faults).show())
    yield rooms._front("faults_found", found, found.shown)
    rooms.shut(found)
    yield from _draft(rooms)
    yield from _case(rooms)
    window.want_file("new")
    rooms.settle()
    start: Any = window.stack.currentWidget()
    yield rooms._front("first_start", start, start.centre_name)
    window.show_page("dashboard")
    rooms.settle()


def _draft(rooms: "Rooms") -> Iterator["Stage"]:
    window = rooms.window
    window.show_page("organisations")
    rooms.settle()
    for comes_back in (False, True):
        dialog = rooms._opened(lambda: window.action("new_organisation").trigger())
        name = dialog.findChild(QLineEdit, "legal_name")
        if comes_back:
            yield rooms._front("draft_back", dialog, name)
            dialog.findChild(QWidget, "discard_draft").click()
        else:
            name.setText("Land Demo")
            rooms.settle()
        rooms.shut(dialog)
    window.toast_box.hide()


def _case(rooms: "Rooms") -> Iterator["Stage"]:
    """The panel that asks for the reason of a move, and the history."""
    key = rooms.ask(lambda office: min(one.id for one in office.store.find(Case, status=CaseStatus.IN_PROGRESS)))
    file = rooms._opened(lambda: rooms.window.open_case(key), rooms.size)
    file.moves.status_wanted(CaseStatus.ON_HOLD)
    if not file.frame.panel.isVisible():
        file.moves.status_wanted(CaseStatus.DECLINED)
    rooms.settle()
    yield rooms._front("case_move", file, file.frame.panel.reason)
    file.frame.panel.hide()
    file._history()
    rooms.settle()
    (dialog,) = [one for one in file.findChildren(QDialog) if one.isVisible()]
    yield rooms._front("history", dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)
    rooms.shut(file)


def _nothing() -> None:
    pass
