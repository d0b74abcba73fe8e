"""The ways into attendance, participants and feedback of a workshop: editors, lists of hits, dialogs, results."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.workshop.attendance import AttendanceTab
from p2i_desktop.gui.workshop.feedback import FeedbackTab
from p2i_desktop.gui.workshop.feedback_head import FORMS, RESULTS
from p2i_desktop.gui.workshop.participants import ParticipantsTab
from tests.ux.procurement_rooms import _shown

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage

ANSWERS = "Zeit;Frage 1;Was fehlte?;Kommentar\n2026-01-01;5;Pausen;Danke\n2026-01-02;gut;;\n"


@dataclass
class _ChosenFile(Doors):
    """A door that opens this file."""

    path: Path

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path


def attendance_stages(rooms: "Rooms", workshop: str) -> Iterator["Stage"]:
    """On a workshop that was held."""
    window: Any = rooms._opened(lambda: rooms.window.open_workshop(workshop), rooms.size)
    yield from _attendance(rooms, window)
    yield from _participants(rooms, window)
    yield from _feedback(rooms, window)
    rooms.shut(window)


def _attendance(rooms: "Rooms", window: Any) -> Iterator["Stage"]:
    tab: Any = window.drawers.of(AttendanceTab)
    window.drawers.visit(tab)
    rooms.settle()
    tab._press("part")
    rooms.settle()
    yield rooms._front("attendance_minutes", window, tab.minutes)
    tab.minutes.hide()
    tab.foot.walk_in.setFocus()
    tab.foot.walk_in.setText("De")
    tab.foot.walk_in.search()
    rooms.settle()
    yield rooms._front("attendance_walk_in", window, tab.foot.walk_in)
    tab.foot.walk_in.set_value(None)


def _participants(rooms: "Rooms", window: Any) -> Iterator["Stage"]:
    tab: Any = window.drawers.of(ParticipantsTab)
    window.drawers.visit(tab)
    rooms.settle()
    tab.head.filter.setText("zzz")
    rooms.settle()
    yield rooms._front("participants_none", window, tab.head.filter)
    tab.head.filter.clear()
    rooms.settle()
    tab.table.go_to(0)
    dialog: Any = _shown(rooms, tab._open)
    yield rooms._front("participant", dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)
    dialog = _shown(rooms, tab._add_group)
    dialog.wanted.emit()
    rooms.settle()
    yield rooms._front("participant_group", dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)


def _feedback(rooms: "Rooms", window: Any) -> Iterator["Stage"]:
    tab: Any = window.drawers.of(FeedbackTab)
    window.drawers.visit(tab)
    rooms.settle()
    tab._choose(RESULTS)
    rooms.settle()
    yield rooms._front("feedback_results", window, window.focusWidget() or window)
    tab._choose(FORMS)
    for name, show in (("feedback_questions", tab._ask_questions), ("feedback_total", lambda: tab._open_total(None))):
        dialog: Any = _shown(rooms, show)
        yield rooms._front(name, dialog, dialog.focusWidget() or dialog)
        rooms.shut(dialog)
    path = Path(rooms.bench.folder) / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    doors, rooms.bench.doors = rooms.bench.doors, _ChosenFile(path)
    dialog = _shown(rooms, tab._take_in)
    rooms.bench.doors = doors
    yield rooms._front("feedback_answers", dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)
