"""The tab of meetings: the year's meetings against the minimum, and one of them with its agenda, minutes, follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop import paths
from p2i_desktop.domain.buddies import MeasureStatus, SupportMeasure
from p2i_desktop.domain.plan_meetings import is_meeting
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.plan.meeting_editor import MeetingEditor
from p2i_desktop.gui.plan.meeting_list import MeetingList
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.calendar_out import CalendarOut
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_file import PlanFile

_SIDE_BY_SIDE = 860  # pixels at 100 %


class MeetingsTab(PlanTab):
    """Ctrl+N adds a meeting, Ctrl+D says that the marked one was held."""

    name = "plan_meetings"
    heading = N_("Meetings")
    shows = frozenset({"action"})
    adds = True
    marks = True

    def build(self) -> None:
        look = self.bench.look
        self._meetings: list[SupportMeasure] = []
        self._wanted = self._entering = ""  # the meeting that is marked, and entered, when the rows come next
        self.sources = DeskSources(self.bench.desk, self)
        self.list = MeetingList(self.hand, self)
        self.editor = MeetingEditor(self.hand, self)
        self.calendar = QPushButton(self)
        self.calendar.setObjectName("plan_calendar")
        self.calendar.setProperty("kind", "quiet")
        self.calendar.setProperty("icon_name", "download")
        self.calendar.setMenu(QMenu(self.calendar))
        inside = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(look.px(6))
        left.addWidget(self.list, 1)
        left.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._line.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(8))
        self._line.setSpacing(look.px(20))
        self._line.addLayout(left, 1)
        self._line.addWidget(self.editor, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self.editor.take_focus)
        self.list.gone.connect(self._remove)
        self.list.add.clicked.connect(self.add_row)
        self.list.date_missing.clicked.connect(self._date_missing)
        self.sources.load(self._people_known)

    def commands(self) -> list[Command]:
        return [
            Command("plan_postpone", N_("Postpone meeting…"), self._postpone, "Ctrl+T", "case", "calendar-days",
                    enabled=self.bench.writable),
            Command("plan_propose_agenda", N_("Propose agenda"), self._propose, (), "case", "list",
                    enabled=self.bench.writable),
            Command("plan_calendar_file", N_("Meetings as a calendar file…"), self._save_plan, (), "case", "download"),
        ]  # fmt: skip

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.list.retranslate()
        self.editor.retranslate()
        self.calendar.setText(texts._("Calendar file"))
        menu = self.calendar.menu()
        menu.clear()
        for words, run in (
            (texts._("This meeting…"), self._save_meeting), (texts._("Meetings of this plan…"), self._save_plan),
            (texts._("Meetings and milestones of this plan…"), self._save_milestones),
            (texts._("Meetings of all plans…"), self._save_all),
        ):  # fmt: skip
            menu.addAction(menu_text(words)).triggered.connect(lambda _=False, chosen=run: chosen())

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_file(self, file: PlanFile) -> None:
        self._meetings = [one for one in file.measures if is_meeting(one)]
        self.editor.show_plan(file, self.sources.choices("StaffMember") or ())
        keep, self._wanted = self._wanted or self.editor.key, ""
        self.list.fill(file, self._meetings, keep, self._writable())
        if self._entering and self._entering == self.editor.key:
            self._entering = ""
            self.editor.take_focus()

    def has(self, file: PlanFile, row_id: str) -> bool:
        """Whether a row is a meeting of the plan."""
        return any(one.id == row_id and is_meeting(one) for one in file.measures)

    def go_to(self, row_id: str) -> None:
        """Marks a meeting."""
        self._wanted = row_id
        if self.hand.file is not None:
            self.show_file(self.hand.file)
        self.take_focus()

    def count(self, file: PlanFile) -> str:
        held, texts = file.state.meetings, self.bench.texts
        return f"{texts.number(held.held)}/{texts.number(held.minimum)}"

    def reload(self) -> None:
        self.editor.reread_follow_ups()

    def take_focus(self) -> None:
        self.list.take_focus()

    def leave(self) -> None:
        self.editor.leave()

    def _people_known(self) -> None:
        if self.hand.file is not None:
            self.editor.show_plan(self.hand.file, self.sources.choices("StaffMember") or ())
            self.editor.reread_follow_ups()

    def _choose(self, key: str) -> None:
        found = next((one for one in self._meetings if one.id == key), None)
        self.editor.show_meeting(found, self._writable() and not self._older(found))

    def _older(self, meeting: SupportMeasure | None) -> bool:
        """In the draft of a later version the meetings are those of the version in force: they are held there."""
        file = self.hand.file
        return meeting is None or file is None or (file.editable and meeting.id in file.counterpart)

    def _writable(self) -> bool:
        file = self.hand.file
        return self.bench.writable() and file is not None and (file.editable or file.in_force)

    # -- what is done --------------------------------------------------------------------------------------------------
    def add_row(self) -> None:
        """Ctrl+N: a meeting on the next suggested day, else today."""
        if not self._writable():
            return
        key, today = self.hand.plan_id, self.bench.clock.today()

        def day(office: Office) -> date:
            return next(iter(office.meetings.suggested(key)), today)

        def add(on: date) -> None:
            made = SupportMeasure(plan=key, planned_on=on)
            self._wanted = self._entering = made.id
            self.hand.save_row(made)

        self.bench.desk.ask(day, add, self.hand.say, self)

    def mark_done(self) -> None:
        """Ctrl+D: the marked meeting was held."""
        self.editor.hold()

    def _date_missing(self) -> None:
        self.hand.do(lambda office, where: office.meetings.plan_missing(where.plan_id))

    def _remove(self) -> None:
        found = next((one for one in self._meetings if one.id == self.editor.key), None)
        if found is None or not self._writable():
            return
        words = self.bench.texts._("Moved to the bin.")
        if found.status is MeasureStatus.DONE and self.hand.file is not None and not self.hand.file.editable:
            self.hand.remove_row(found)
        else:
            self.hand.remove_row(found, lambda: self.bench.toast(words, undo=True))

    def _postpone(self) -> None:
        self.wanted.emit()
        self.editor.ask_day()

    def _propose(self) -> None:
        self.wanted.emit()
        self.editor.propose()

    # -- calendar files ------------------------------------------------------------------------------------------------
    def _save_meeting(self) -> None:
        if self.editor.key:
            self._save(meeting=self.editor.key)

    def _save_plan(self) -> None:
        self._save(plan=self.hand.plan_id)

    def _save_milestones(self) -> None:
        self._save(plan=self.hand.plan_id, milestones=True)

    def _save_all(self) -> None:
        self._save()

    def _save(self, plan: str = "", meeting: str = "", milestones: bool = False) -> None:
        """Asks where, writes the file and says so."""
        self.wanted.emit()  # the tab may not be built yet
        texts, file = self.bench.texts, self.hand.file
        self.editor.leave()
        stem = file.key if file is not None and (plan or meeting) else texts._("Buddy support plans")
        proposal = paths.documents_folder() / paths.safe_name(f"{stem}.ics")
        kinds = texts._("Calendar files") + " (*.ics)"
        path = self.bench.doors.save_file(self.window(), texts._("Save calendar file"), proposal, kinds)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".ics")
        language = texts.language
        self.bench.desk.ask(
            lambda office: office.calendar_out.save(target, plan, meeting, milestones=milestones, language=language),
            self._saved, self.bench.fault, self,
        )  # fmt: skip

    def _saved(self, out: CalendarOut) -> None:
        texts, doors = self.bench.texts, self.bench.doors
        count = texts.ngettext("{n} entry", "{n} entries", out.entries)
        words = texts._("Saved {file}, {size}").format(file=out.path.name, size=count)

        def show() -> None:
            doors.show_file(out.path.parent)

        self.bench.toast(words, actions=((texts._("Open folder"), show),))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and minutes below each other where they do not fit side by side."""
        super().resizeEvent(event)
        if hasattr(self, "_line"):
            beside = event.size().width() >= self.bench.look.px(_SIDE_BY_SIDE)
            self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
