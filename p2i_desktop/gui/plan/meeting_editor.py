"""One meeting of a plan: when and where, who took part, what came of it, agenda and minutes, follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import MeasureStatus, PlanSide, SupportMeasure
from p2i_desktop.domain.plan_meetings import AgendaPoint
from p2i_desktop.domain.rules.lifecycle import allowed
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.paper_maker import PaperMaker
from p2i_desktop.gui.plan.follow_ups import FollowUps
from p2i_desktop.gui.plan.hand import PlanHand, Where
from p2i_desktop.gui.postpone import Postpone
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.meeting_words import agenda_text

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile

_S = MeasureStatus
TONES: dict[MeasureStatus, str] = {
    _S.PLANNED: "neutral", _S.CONFIRMED: "info", _S.DONE: "ok", _S.POSTPONED: "warn", _S.CANCELLED: "neutral",
}  # fmt: skip
_FIELDS = (
    "type", "topic", "planned_on", "starts_at", "place", "minutes", "held_on", "online", "people_mentor", "people_new",
    "output*", "protocol*",
)  # fmt: skip
_COLUMNS = 4
_LINES = {"output": 2, "protocol": 12}


class MeetingEditor(QWidget):
    """It saves itself field by field; what moves the meeting stands on buttons."""

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(parent)
        self._hand, self._bench = hand, hand.bench
        self._file: PlanFile | None = None
        self._meeting: SupportMeasure | None = None
        self._staff: dict[str, str] = {}
        self._writable = False
        look = self._bench.look
        self.heading, self.hint, self.nothing, self.minding = (QLabel(self) for _ in range(4))
        for label in (self.heading, self.hint, self.nothing, self.minding):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.heading.setProperty("font_role", "h2")
        self.hint.setProperty("font_role", "hint")
        for label in (self.hint, self.nothing):
            label.setProperty("tone", "text2")
        self.minding.setProperty("tone", "warn")
        self.status = Pill(self)
        self.held, self.later, self.agenda, self.more = (QPushButton(self) for _ in range(4))
        self.conflicts = ConflictBar(look, self)
        self.form = record_form(look, SupportMeasure, _FIELDS, self, _COLUMNS)
        self.follow_ups = FollowUps(hand, self)
        self.day = Postpone(self._bench, self)
        self._arrange()
        self._binder: Binder[SupportMeasure] = Binder(
            self.form, SupportMeasure, lambda: self._bench.texts, self._bench.clock.today, future=("planned_on",)
        )
        self._saver: SelfSaver[SupportMeasure] = SelfSaver(
            self._bench, self._binder, "plan_meeting",
            save=lambda office, row, draft, stay: office.plans.save_row(row, draft, stay),
            load=lambda office, key: office.work.get(SupportMeasure, key),
        )  # fmt: skip
        self._saver.failed.connect(hand.say)
        self._saver.conflict.connect(
            lambda fields: self.conflicts.ask(SupportMeasure, fields, self._bench.texts, self._saver.settle_conflict)
        )
        self._papers = PaperMaker(self._bench, self.leave, self)
        look.changed.connect(self._fit)
        self._fit()
        self._show_parts()

    def _arrange(self) -> None:
        look = self._bench.look
        for button, icon in ((self.later, "calendar-days"), (self.agenda, "list"), (self.more, "ellipsis")):
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
        self.held.setProperty("icon_name", "check")
        self.more.setMenu(QMenu(self.more))
        self.held.clicked.connect(self.hold)
        self.later.clicked.connect(self.ask_day)
        self.agenda.clicked.connect(self.propose)
        title = QWidget(self)
        line = QHBoxLayout(title)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(10))
        line.addWidget(self.heading, 1)
        line.addWidget(self.status)
        head = FilterLine(None, look, 260)
        for part in (title, self.held, self.later, self.agenda, self.more):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        for part in (self.nothing, self.minding, self.conflicts, self.form, self.hint, self.follow_ups):
            column.addWidget(part)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Words the editor in the language that is shown."""
        texts = self._bench.texts
        self._binder.retranslate()
        self.follow_ups.retranslate()
        self.held.setText(texts._("Mark as held"))
        self.later.setText(texts._("Postpone…"))
        self.agenda.setText(texts._("Propose agenda"))
        self.agenda.setToolTip(tooltip_text(texts._("Writes what is open into the minutes")))
        self.more.setText(texts._("More"))
        self.more.setAccessibleName(texts._("More for this meeting"))
        self.nothing.setText(texts._("No meeting is chosen. Ctrl+N adds one."))
        self.hint.setText(
            texts._('A line of the minutes that begins with "?" stays open and stands on the next agenda.')
        )
        self._say()

    # -- what is shown -------------------------------------------------------------------------------------------------
    @property
    def key(self) -> str:
        """The id of the meeting that is shown; empty when none is."""
        return self._meeting.id if self._meeting is not None else ""

    def show_plan(self, file: PlanFile, staff: Sequence[Choice]) -> None:
        """Whose meetings these are: names of sides and people."""
        self._file = file
        self._staff = {str(key): words for key, words in staff if key}
        self.follow_ups.show_people(file, staff)
        self.follow_ups.resume(file.plan.id)

    def show_meeting(self, meeting: SupportMeasure | None, writable: bool) -> None:
        """Shows a meeting, or that there is none; the one that is shown follows the file."""
        known, self._meeting, self._writable = self.key, meeting, writable
        if meeting is None:
            if known:
                self._saver.leave()
            self._show_parts()
            self.follow_ups.show_meeting("", False, self._staff)
            return
        if meeting.id == known:
            self._saver.reread() if writable else self._binder.show(meeting)
        else:
            self._saver.show(meeting)
        self._saver.read_only = not writable
        self._binder.set_read_only(not writable)
        self._show_parts()
        self._say()
        self.reread_follow_ups()

    def reread_follow_ups(self) -> None:
        """Actions changed."""
        self.follow_ups.show_meeting(self.key, self._writable, self._staff)

    def take_focus(self) -> None:
        """The keyboard goes to the minutes of a held meeting, else to its day."""
        if self._meeting is not None:
            held = self._meeting.status is MeasureStatus.DONE
            self._binder.widget("protocol" if held else "planned_on").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """What is being typed is saved, or kept as a draft."""
        self.follow_ups.leave()
        if self._meeting is not None:
            self._saver.leave()

    def _show_parts(self) -> None:
        shown, meeting = self._meeting is not None, self._meeting
        for part in (self.heading, self.status, self.form, self.follow_ups):
            part.setVisible(shown)
        self.nothing.setVisible(not shown)
        moves = allowed("measure_status", meeting.status) if meeting is not None and self._writable else ()
        self.held.setVisible(MeasureStatus.DONE in moves)
        self.held.setProperty("kind", "primary")
        self.later.setVisible(MeasureStatus.POSTPONED in moves or MeasureStatus.PLANNED in moves)
        self.more.setVisible(shown)
        self.agenda.setVisible(shown and self._writable)
        self.hint.setVisible(shown and self._writable)
        self._fill_menu(moves)

    def _fill_menu(self, moves: Sequence[object]) -> None:
        """The moves that are possible now, and paper."""
        menu, texts = self.more.menu(), self._bench.texts
        menu.clear()
        for status, words in (
            (_S.CONFIRMED, texts._("Confirmed by both sides")), (_S.POSTPONED, texts._("Postponed without a new day")),
            (_S.CANCELLED, texts._("Called off")),
        ):  # fmt: skip
            if status in moves:
                action = menu.addAction(menu_text(words))
                action.triggered.connect(lambda _=False, chosen=status: self._move(chosen))
        held = self._meeting is not None and self._meeting.status is MeasureStatus.DONE
        paper = texts._("Print minutes…") if held else texts._("Print agenda…")
        menu.addAction(menu_text(paper)).triggered.connect(self.print_minutes)

    def _say(self) -> None:
        meeting, texts = self._meeting, self._bench.texts
        if meeting is not None:
            day = texts.weekday_date(meeting.held_on or meeting.planned_on)
            self.heading.setText(f"{texts.label(meeting.type)} · {day}")
            self.status.show_state(texts.label(meeting.status), TONES[meeting.status])
        words = self._what_to_mind()
        self.minding.setText(words)
        self.minding.setVisible(bool(words) and meeting is not None)

    def _what_to_mind(self) -> str:
        """Why the meeting is only read here, else the warnings about it."""
        file, texts = self._file, self._bench.texts
        if file is None:
            return ""
        if file.editable and self.key in file.counterpart:
            version = next((one.version for one in file.versions if one.id == file.plan.replaces), 1)
            words = texts._("This meeting is recorded in version {n}, which is in force.")
            return words.replace("{n}", texts.number(version))
        return " ".join(texts.message(problem) for problem in file.row_problems.get(self.key, ()))

    # -- what is done --------------------------------------------------------------------------------------------------
    def hold(self) -> None:
        """The meeting was held as it stands in the form; what is missing is said beside its field."""
        meeting = self._meeting
        if meeting is None or not self.held.isVisibleTo(self):
            return
        faults = self._binder.faults()
        if faults:
            self._binder.show_problems((), faults)
            self._binder.focus(next(iter(faults)))
            return
        base, wish, today = self._binder.base, self._binder.record, self._bench.clock.today()
        if wish.held_on is None and wish.planned_on is not None:
            wish = replace(wish, held_on=min(wish.planned_on, today))

        def edit(office: Office, where: Where) -> Changed | None:
            now = office.work.get(SupportMeasure, where.row(base.id))
            return office.meetings.hold(where.changed(base, wish, now))

        self._hand.do(edit, lambda: self._binder.focus("protocol"), self._not_held)

    def _not_held(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._hand.say(error)
            return
        self._binder.show_problems(error.problems)
        wrong = next((one.field for one in error.problems if one.field in self._binder.names), "")
        if wrong:
            self._binder.focus(wrong)
        else:
            self._hand.say(error)

    def _move(self, status: MeasureStatus) -> None:
        key = self.key
        self.leave()
        if status is MeasureStatus.POSTPONED:
            self._hand.do(lambda office, where: office.meetings.postpone(where.row(key), None))
        else:
            self._hand.do(lambda office, where: office.meetings.set_status(where.row(key), status))

    def ask_day(self) -> None:
        """A small field for the new day."""
        if not self.later.isVisibleTo(self):
            return
        key, low = self.key, self.later.mapTo(self, self.later.rect().bottomRight())
        width = self._bench.look.px(320)
        box = QRect(max(low.x() - width, 0), low.y() + self._bench.look.px(4), width, self._bench.look.px(40))

        def take(day: date) -> None:
            self.leave()
            self._hand.do(lambda office, where: office.meetings.postpone(where.row(key), day))

        self.day.ask(box, take)
        self.day.setAccessibleName(self._bench.texts._("New day of the meeting"))

    def propose(self) -> None:
        """Writes the open points of the plan into the minutes, below what stands there."""
        key, file = self.key, self._file
        if not key or file is None or not self._writable:
            return
        texts = self._bench.texts
        sides = {
            PlanSide.MENTOR: file.mentor_name, PlanSide.NEW: file.new_name, PlanSide.BOTH: texts.label(PlanSide.BOTH)
        }  # fmt: skip

        def take(points: list[AgendaPoint]) -> None:
            if self.key != key:
                return
            words = agenda_text(points, sides, texts)
            if not words:
                self._bench.toast(texts._("Nothing is open in this plan: the agenda is free."))
                return
            field = self._binder.widget("protocol")
            if isinstance(field, QPlainTextEdit):
                field.moveCursor(field.textCursor().MoveOperation.End)
                field.insertPlainText(f"\n\n{words}" if field.toPlainText().strip() else words)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._saver.save_now()

        self._bench.desk.ask(lambda office: office.meetings.agenda(key), take, self._hand.say, self)

    def print_minutes(self) -> None:
        """The minutes on paper; before the meeting its agenda."""
        if self.key:
            self._papers.make("buddy_minutes", self.key, "pdf")

    def _fit(self) -> None:
        line = self._bench.look.metrics().lineSpacing()
        for name, lines in _LINES.items():
            field = self.form.findChild(QPlainTextEdit, name)
            if field is not None:
                field.setFixedHeight(round(line * lines) + self._bench.look.px(18))
