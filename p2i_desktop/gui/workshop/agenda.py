"""The tab of the programme: its lines with their times, which follow when one moves, and the sessions that are attended."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.workshop_dates import agenda_times, day_of, later, session_minutes
from p2i_desktop.domain.workshops import AgendaItem, WorkshopSession
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.plan.grid_box import GridBox, GridWords
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.row_hand import compare
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.workshop_file import WorkshopFile

_USUAL = 30  # minutes of a new line


class AgendaTab(WorkshopTab):
    """Two grids that scroll as one page; Ctrl+N adds to the one that had the keys last."""

    name = "workshop_agenda"
    heading = N_("Agenda")
    adds = True

    def build(self) -> None:
        look = self.bench.look
        inside = QWidget(self)
        self.lines, self.sessions = AgendaBox(self.hand, inside), SessionBox(self.hand, inside)
        self._current: GridBox = self.lines
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(8))
        column.setSpacing(look.px(18))
        for box in (self.lines, self.sessions):
            column.addWidget(box)
            box.reached.connect(self._came_into)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))

    def retranslate(self) -> None:
        for box in (self.lines, self.sessions):
            box.retranslate()

    def show_file(self, file: WorkshopFile) -> None:
        self.lines.show_lines(file)
        self.sessions.show_sessions(file)

    def count(self, file: WorkshopFile) -> str:
        return self.bench.texts.number(len(file.agenda)) if file.agenda else ""

    def take_focus(self) -> None:
        self._current.take_focus()

    def add_row(self) -> None:
        self._current.add_row()

    def leave(self) -> None:
        for box in (self.lines, self.sessions):
            box.leave()

    def _came_into(self, box: GridBox) -> None:
        self._current = box


class AgendaBox(GridBox):
    """The lines of the programme; a change of start or length moves the later lines of the day along."""

    hand: WorkshopHand

    def __init__(self, hand: WorkshopHand, parent: QWidget) -> None:
        super().__init__(
            hand, AgendaItem,
            (
                Column("day", letters=15, words=self._day_words), Column("starts", letters=7),
                Column("minutes", letters=8, number=True), Column(title=N_("Until"), letters=7, words=_until),
                Column("title", wide=3), Column("speaker", wide=1),
            ),
            GridWords(
                N_("Agenda"), N_("Add line"), N_("No agenda yet. What happens when, and who speaks?"),
                N_("Enter edits, Alt+Up and Alt+Down move a line; the times of the day follow."),
            ),
            parent, make=self._fresh, orders=True, first="title",
        )  # fmt: skip

    def show_lines(self, file: WorkshopFile) -> None:
        """The lines of the workshop; the day is told where there are several."""
        several = len({item.day for item in file.agenda}) > 1 or file.workshop.ends_on not in (
            None,
            file.workshop.starts_on,
        )
        self.grid.setColumnHidden(self.grid.cells.column_of("day"), not several)
        self.fill(file.agenda)

    def _day_words(self, item: AgendaItem, texts: Texts) -> str:
        file = self.hand.file
        day = day_of(file.workshop, item.day) if file is not None else None
        return f"{texts.number(item.day)} · {texts.weekday(day)} {texts.date(day)}" if day else texts.number(item.day)

    def _fresh(self) -> AgendaItem:
        """A new line follows the last one."""
        file = self.hand.file
        last = file.agenda[-1] if file is not None and file.agenda else None
        if last is None or file is None:
            starts = file.workshop.starts_at if file is not None else None
            return AgendaItem(workshop=self.hand.workshop_id, starts=starts, minutes=_USUAL)
        starts = last.starts or agenda_times([one for one in file.agenda if one.day == last.day])[last.id]
        ends = later(starts, last.minutes) if starts is not None else None
        return AgendaItem(workshop=self.hand.workshop_id, day=last.day, starts=ends, minutes=_USUAL)

    def _save(self, row: Any, field: str, value: object) -> None:
        if field not in ("starts", "minutes") or row.revision == 0:
            super()._save(row, field, value)
            return
        self.drafts.now()
        draft = self.drafts.place()

        def edit(office: Office) -> Changed | None:
            from p2i_desktop.services.workshop_agenda import save_line

            values: dict[str, Any] = {field: value}
            now = office.work.get(AgendaItem, row.id)
            if now.revision != row.revision:
                compare(row, replace(row, **values), now)
            return save_line(office.workshops, row, field, value, draft)

        self.hand.do(edit, self.drafts.forget, self._failer(row, field, value))


class SessionBox(GridBox):
    """What attendance is taken for; one session is always there."""

    hand: WorkshopHand

    def __init__(self, hand: WorkshopHand, parent: QWidget) -> None:
        super().__init__(
            hand, WorkshopSession,
            (
                Column("title", wide=2, words=_session_title), Column("starts_on", letters=12), Column("starts_at", letters=7),
                Column("ends_on", letters=12), Column("ends_at", letters=7),
                Column(title=N_("Minutes"), letters=9, words=self._minutes, number=True), Column("room", wide=1),
            ),
            GridWords(
                N_("Sessions"), N_("Add session"),
                hint=N_("Attendance is taken for each session. The only one follows the days and times of the workshop."),
            ),
            parent, make=self._fresh, first="title",
        )  # fmt: skip
        self.each_day = QPushButton(self)
        self.each_day.setObjectName("sessions_each_day")
        self.each_day.setProperty("kind", "quiet")
        self.each_day.setProperty("icon_name", "calendar-days")
        self.each_day.clicked.connect(self._split)
        head = self.layout().itemAt(0).layout()  # type: ignore[union-attr]
        head.addWidget(self.each_day)  # type: ignore[union-attr]

    def retranslate(self) -> None:
        super().retranslate()
        self.each_day.setText(self.hand.bench.texts._("One session a day"))

    def show_sessions(self, file: WorkshopFile) -> None:
        """The sessions; one over several days may be taken apart."""
        self.fill(file.sessions)
        event = file.workshop
        long = (
            len(file.sessions) == 1
            and event.starts_on is not None
            and (event.ends_on or event.starts_on) > event.starts_on
        )
        self.each_day.setVisible(long and self._writable())

    def _minutes(self, session: WorkshopSession, texts: Texts) -> str:
        file = self.hand.file
        lasts = session_minutes(session, file.workshop.timezone) if file is not None else None
        return texts.number(lasts) if lasts is not None else texts._("not known")

    def _fresh(self) -> WorkshopSession:
        """A new session follows the last one: on the next day of the workshop, else later on the same day."""
        file = self.hand.file
        fresh = WorkshopSession(workshop=self.hand.workshop_id)
        if file is None or not file.sessions:
            return fresh
        last, event = file.sessions[-1], file.workshop
        day = last.ends_on or last.starts_on
        if day is not None and event.ends_on is not None and day < event.ends_on:
            day = day + timedelta(days=1)
            return replace(fresh, starts_on=day, ends_on=day, starts_at=last.starts_at, ends_at=last.ends_at)
        return replace(fresh, starts_on=day, ends_on=day, starts_at=last.ends_at)

    def _split(self) -> None:
        key = self.hand.workshop_id

        def edit(office: Office) -> Changed | None:
            from p2i_desktop.services.workshop_agenda import session_each_day

            return session_each_day(office.workshops, key)

        self.hand.do(edit)


def _until(item: AgendaItem, texts: Texts) -> str:
    ends: time | None = later(item.starts, item.minutes) if item.starts is not None and item.minutes else None
    return texts.time(ends) if ends is not None else ""


def _session_title(session: WorkshopSession, texts: Texts) -> str:
    """The only session mostly has no title of its own."""
    return session.title or texts._("The whole event")
