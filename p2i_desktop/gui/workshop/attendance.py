"""The tab of attendance: one list a session, one key a person; letters jump, walk-ins and counted heads stand below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout

from p2i_desktop.domain.workshops import AttendanceMode, AttendanceStatus, EventFormat
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.workshop.attendance_foot import AttendanceFoot
from p2i_desktop.gui.workshop.attendance_head import AttendanceHead
from p2i_desktop.gui.workshop.attendance_keys import MarkKeys
from p2i_desktop.gui.workshop.attendance_state import SessionState, Shown, columns_for, name_cell
from p2i_desktop.gui.workshop.jump import Jump
from p2i_desktop.gui.workshop.minutes_cell import MinutesCell
from p2i_desktop.gui.workshop.people_table import PeopleTable
from p2i_desktop.gui.workshop.person_entry import Listed
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.gui.workshop.words import times_words
from p2i_desktop.i18n import N_
from p2i_desktop.services.participants import Newcomer

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.participants import Added
    from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile


class AttendanceTab(WorkshopTab):
    """Space present, P part, E excused, A absent, O on site or online, Backspace nothing noted; Ctrl+N a walk-in."""

    name = "workshop_attendance"
    heading = N_("Attendance")
    adds = True

    def build(self) -> None:
        bench = self.bench
        self.state = SessionState()
        self._jump = Jump(())
        self.head = AttendanceHead(bench, self)
        self.table = PeopleTable(bench, columns_for(self.state), self)
        self.table.setObjectName("attendance_list")
        self.foot = AttendanceFoot(bench, self)
        self.empty = EmptyState(self)
        self.minutes = MinutesCell(bench, self.table)
        self.mark_keys = MarkKeys(self.table, self)
        self.table.keys = self.mark_keys.press
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.foot)
        self._connect()

    def _connect(self) -> None:
        head, foot, table, keys = self.head, self.foot, self.table, self.mark_keys
        head.session_chosen.connect(self._choose)
        head.marked.connect(self._press)
        head.rest_wanted.connect(self._mark_rest)
        head.jump.typed_text.connect(self._jump_to)
        head.jump.left.connect(table.take_focus)
        head.jump.next_wanted.connect(self._next_hit)
        keys.jump = lambda: self._jump
        keys.mark_wanted.connect(self._press)
        keys.jumped.connect(self._jumped)
        table.enter.connect(lambda: self._press("part"))
        table.below.connect(foot.walk_in.setFocus)
        self.minutes.given.connect(self._take_minutes)
        self.minutes.said.connect(self.hand.refused)
        foot.walk_in.listed = self._listed
        foot.walk_in.named.connect(self._walk_in)
        foot.walk_in.upward.connect(table.take_focus)
        foot.heads_given.connect(self._count_heads)
        self.empty.pressed.connect(foot.walk_in.setFocus)

    # -- showing -----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        texts = self.bench.texts
        self.head.retranslate()
        self.foot.retranslate()
        self.table.setAccessibleName(texts._("Attendance"))
        self.table.retranslate()
        self.empty.show_state("users", texts._("Nobody is on the list yet."), texts._("Note who came"))

    def count(self, file: WorkshopFile) -> str:
        return self.bench.texts.number(file.presence.participations) if file.presence.marked else ""

    def show_file(self, file: WorkshopFile) -> None:
        before = self.state.file
        self.state.take(file)
        if (
            before is None
            or [row.id for row in before.rows] != [row.id for row in file.rows]
            or any(one.name != other.name for one, other in zip(before.rows, file.rows, strict=True))
        ):
            self._jump = Jump(file.rows)
        hidden = set() if self.state.hybrid else {"mode"}
        if len(file.sessions) < 2:
            hidden.add("share")
        self.table.hidden = frozenset(hidden)
        self.table.fill(file.rows)
        self.table.fit()
        some = bool(file.rows)
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        self.empty.button.setEnabled(self.bench.writable())
        self.head.show_sessions(file, self.state.session)
        self.head.show_parts(some, self.state.hybrid, self.bench.writable())
        self.foot.show_file(file, self.bench.writable())
        self._say_tally()

    def _say_tally(self) -> None:
        self.head.show_tally(self.state.tally(), self.state.hybrid, self._when())

    def _when(self) -> str:
        session = self.state.session
        if session is None or session.starts_on is None:
            return ""
        texts = self.bench.texts
        return " ".join(filter(None, (texts.weekday_date(session.starts_on), times_words(session, texts))))

    def take_focus(self) -> None:
        if self.table.isVisibleTo(self):
            self.table.take_focus()
        else:
            self.foot.walk_in.setFocus()

    def add_row(self) -> None:
        self.foot.walk_in.setFocus()

    def commands(self) -> list[Command]:
        return [
            Command("attendance_rest", N_("Mark all others as present"), self._rest_present, (), "case", "check",
                    enabled=self.bench.writable),
        ]  # fmt: skip

    def _rest_present(self) -> None:
        self.wanted.emit()
        self._mark_rest(AttendanceStatus.PRESENT)

    def _choose(self, session_id: str) -> None:
        self.state.choose(session_id)
        self.table.people.refresh()
        self._say_tally()
        self.table.take_focus()

    # -- jumping -----------------------------------------------------------------------------------------------------
    def _listed(self, text: str) -> Sequence[ParticipantRow]:
        rows = self.state.file.rows if self.state.file is not None else []
        return [rows[at] for at in self._jump.find(text).rows]

    def _jumped(self, typed: str) -> None:
        self.head.jump.show_typed(typed, len(self._jump.find(typed).rows) if typed else 0)

    def _jump_to(self, typed: str) -> None:
        found = self._jump.find(typed)
        if found.rows:
            self.table.go_to(found.rows[0])
        self.head.jump.say_hits(len(found.rows) if typed.strip() else -1)
        if found.code:
            self.head.jump.clear()
            self.table.take_focus()

    def _next_hit(self, typed: str) -> None:
        rows, at = self._jump.find(typed).rows, self.table.currentIndex().row()
        if rows:
            place = rows.index(at) + 1 if at in rows else 0
            self.table.go_to(rows[place % len(rows)])

    # -- marking -----------------------------------------------------------------------------------------------------
    def _press(self, what: str) -> None:
        """A key of the list or its button: one of the statuses, `mode` or `clear`."""
        if not self.bench.writable() or self.state.session is None or self.table.current() is None:
            return
        if what == "part":
            self.minutes.open(self.state.of(self.table.current()).minutes, self.state.minutes)
        elif what == "mode":
            self._toggle_mode()
        elif what == "clear":
            self._send("clear", lambda shown: shown._replace(status=None, minutes=None))
        else:
            status = AttendanceStatus(what)
            self._send(what, lambda shown: shown._replace(status=status, minutes=None))
        if what != "part":
            self.table.setFocus()

    def _take_minutes(self, minutes: int | None) -> None:
        self._send("part", lambda shown: shown._replace(status=AttendanceStatus.PART, minutes=minutes))

    def _toggle_mode(self) -> None:
        if not self.state.hybrid:
            format_ = self.state.file.workshop.format if self.state.file is not None else EventFormat.ON_SITE
            words = self.bench.texts._("On site or online is chosen in hybrid workshops only; this one is “{format}”.")
            self.hand.refused.emit(words.replace("{format}", self.bench.texts.label(format_)))
            return
        here = self.state.of(self.table.current()).mode
        other = AttendanceMode.ONLINE if here is AttendanceMode.ON_SITE else AttendanceMode.ON_SITE
        self._send("mode", lambda shown: shown._replace(mode=other))

    def _send(self, what: str, change: Callable[[Shown], Shown]) -> None:
        """Marks the chosen rows: shown at once, written in one step; after one row the next has the keys."""
        session, ids = self.state.session, self.table.chosen()
        rows = [self.table.people.rows[self.table.people.place_of(key)] for key in ids]
        if session is None or not rows:
            return
        shown = [change(self.state.of(row)) for row in rows]
        sent = self.state.send(rows, shown)
        key, mode, minutes = session.id, shown[0].mode, shown[0].minutes

        def edit(office: Office) -> Changed:
            verbs = office.attendance
            if what == "clear":
                return verbs.clear(key, ids)
            if what == "mode":
                return verbs.set_mode(key, ids, mode)
            return verbs.mark(key, ids, AttendanceStatus(what), minutes=minutes)

        def lost(error: Exception) -> None:
            self.state.lost(sent)
            self._refresh()
            if len(ids) == 1 and self.table.people.place_of(ids[0]) >= 0:
                self.table.go_to(self.table.people.place_of(ids[0]))
            self.hand.say(error)

        self.hand.do(edit, lambda: self.state.arrived(sent), lost)
        places = [self.table.people.place_of(key) for key in ids]
        self.table.people.refresh(min(places), max(places))
        self._say_tally()
        self._announce(rows, shown[0])
        if len(rows) == 1 and what in ("present", "part", "excused", "absent"):
            self._go_on()

    def _go_on(self) -> None:
        at = self.table.currentIndex().row()
        if at + 1 < self.table.people.rowCount():
            self.table.go_to(at + 1)

    def _refresh(self) -> None:
        self.table.people.refresh()
        self._say_tally()

    def _announce(self, rows: Sequence[ParticipantRow], shown: Shown) -> None:
        texts = self.bench.texts
        who = (
            name_cell(rows[0], texts).text if len(rows) == 1 else texts.ngettext("{n} person", "{n} persons", len(rows))
        )
        state = texts.label(shown.status) if shown.status is not None else texts._("not marked")
        self.bench.announce(self.table, f"{who}: {state}")

    def _mark_rest(self, status: AttendanceStatus) -> None:
        session = self.state.session
        if session is not None and self.bench.writable():
            key = session.id
            self.hand.do(lambda office: office.attendance.mark_rest(key, status))

    # -- walk-ins and heads --------------------------------------------------------------------------------------------
    def _walk_in(self, who: object) -> None:
        session = self.state.session
        if session is None or not self.bench.writable():
            return
        key, workshop = session.id, self.hand.workshop_id
        texts, entry = self.bench.texts, self.foot.walk_in
        if isinstance(who, Listed):
            known = who.participation
            self.hand.do(
                lambda office: office.attendance.mark(key, [known], AttendanceStatus.PRESENT),
                lambda: self._came(known, texts._("Present: {name}")),
            )
        elif isinstance(who, Newcomer):
            self.bench.desk.write(
                lambda office: office.participants.walk_in(workshop, key, who), lambda made: made.changed,
                lambda made: self._walked_in(made), self, self.hand.say, self,
            )  # fmt: skip
        entry.setFocus()

    def _walked_in(self, made: Added) -> None:
        self.hand.refused.emit("")
        self._came(made.participation_id, self.bench.texts._("Present: {name}"))

    def _came(self, key: str, words: str) -> None:
        """The row is shown once it is read, the keys stay in the line."""

        def show() -> None:
            place = self.table.people.place_of(key)
            if place >= 0:
                self.table.go_to(place)
                row = self.table.people.rows[place]
                self.foot.say(words.replace("{name}", name_cell(row, self.bench.texts).text))

        self.bench.desk.ask(lambda _office: None, lambda _: QTimer.singleShot(0, self, show), owner=self)

    def _count_heads(self, on_site: object, online: object) -> None:
        key = self.hand.workshop_id
        heads = (on_site if isinstance(on_site, int) else None, online if isinstance(online, int) else None)
        self.hand.do(lambda office: office.attendance.count_heads(key, *heads))

    def leave(self) -> None:
        self.minutes.commit()
        self.foot.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the field that jumps."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.head.jump.setFocus()
        else:
            super().keyPressEvent(event)
