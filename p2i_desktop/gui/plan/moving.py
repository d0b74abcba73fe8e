"""A milestone on its way to other days: tried out first with all that would move with it, then saved as one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import Calendar, Mode, Span, moved_by, span_of
from p2i_desktop.gui.plan.hand import PlanHand, Where
from p2i_desktop.gui.plan.milestone_model import MilestoneModel
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.plan_moves import Preview, look_ahead

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

_PAUSE = 500  # ms after the last key before a move that takes no others along is saved
_WEEK = 7


class Moving(QObject):
    """What is tried out; a move that takes others along waits for a word, any other is saved after a moment."""

    changed = Signal()  # what is tried out, or nothing any more
    asked = Signal()  # others would move too: a word is wanted
    saved = Signal(object)  # the Preview that is in the file now

    def __init__(self, hand: PlanHand, model: MilestoneModel, parent: QObject) -> None:
        super().__init__(parent)
        self._hand, self._model = hand, model
        self.preview: Preview | None = None
        self.mode = Mode.MUST
        self.asking = False
        self._sent: dict[str, Span] = {}  # handed to the desk, and not read again yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.settle)
        hand.offered.connect(lambda *_: self._lost())
        hand.refused.connect(lambda words: self._lost() if words else None)

    # -- trying out --------------------------------------------------------------------------------------------------
    def span(self, key: str) -> Span | None:
        """The days of a milestone, as tried out or as in the file."""
        one = self._model.milestone(self._model.row_of(key))
        return self._model.days_of(one) if one is not None else None

    def try_out(self, key: str, to: Span) -> bool:
        """Shows a milestone on other days with all that would move; False where that cannot be."""
        model = self._model
        one = model.milestone(model.row_of(key))
        if one is None or not model.writable:
            return False
        if self.preview is not None and self.preview.moved.milestone.id != key:
            self.settle_now()
        board = model.board
        try:
            found = look_ahead(board.plan, board.milestones, board.days, key, to, self.mode)
        except Refused as error:
            self._hand.say(error)
            return False
        self.preview = None if found.moved.before == to else found
        self._show()
        return True

    def nudge(self, key: str, days: int = 0, weeks: int = 0, length: int = 0) -> bool:
        """Moves by working days or weeks, or makes it longer or shorter at its end; False where that cannot be."""
        one, span = self._model.milestone(self._model.row_of(key)), self.span(key)
        if one is None or span is None:
            return False
        calendar = self._model.board.days.calendars.of(one.owner_side)
        try:
            to = (
                _longer(span, length, calendar)
                if length
                else moved_by(span, _by(span, days, weeks, calendar), calendar)
            )
        except OverflowError:
            return False
        if to == span or not self.try_out(key, to):
            return False
        self._timer.start()
        return True

    def follow(self, mode: Mode) -> None:
        """From now on those that wait follow in this way, also in what is tried out just now."""
        self.mode = mode
        if self.preview is not None:
            self.try_out(self.preview.moved.milestone.id, self.preview.moved.after)
            if self.asking:
                self.settle()

    def _show(self) -> None:
        found = self.preview
        spans = {} if found is None else {one.milestone.id: one.after for one in (found.moved, *found.others)}
        self._model.try_out(self._sent | spans)
        if found is None or not found.others:
            self.asking = False
        self.changed.emit()

    # -- deciding ----------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Saves what is tried out; where others would move too it asks first."""
        self._timer.stop()
        if self.preview is None:
            return
        if self.preview.others:
            self.asking = True
            self.changed.emit()
            self.asked.emit()
        else:
            self.save()

    def settle_now(self) -> None:
        """The window closes or another milestone is moved: what takes no others along is saved, the rest given up."""
        if self.preview is not None and not self.preview.others:
            self.save()
        else:
            self.cancel()

    def save(self, alone: bool = False) -> None:
        """Saves the move: with all that follow, or the milestone alone."""
        self._timer.stop()
        found = self.preview
        if found is None:
            return
        if alone:
            board = self._model.board
            found = look_ahead(
                board.plan, board.milestones, board.days, found.moved.milestone.id, found.moved.after, Mode.ALONE
            )
        key, to, mode = found.moved.milestone.id, found.moved.after, found.mode
        self._sent |= {one.milestone.id: one.after for one in (found.moved, *found.others)}
        self.preview, self.asking = None, False
        self._show()

        def edit(office: Office, where: Where) -> Changed | None:
            return office.plan_moves.move(where.plan_id, where.row(key), to.starts, to.due, mode)

        def failed(error: Exception) -> None:
            self._lost()
            self._hand.say(error)

        self._hand.do(edit, lambda: self.saved.emit(found), failed)

    def cancel(self) -> None:
        """What is tried out stands where it stood."""
        self._timer.stop()
        self.preview, self.asking = None, False
        self._show()

    def forget(self) -> None:
        """The plan was read anew: what was saved is there; what is still tried out is tried out on the new one."""
        rows = {one.id: span_of(one) for one in self._model.board.milestones}
        self._sent = {key: span for key, span in self._sent.items() if key in rows and rows[key] != span}
        found, asking = self.preview, self.asking
        self.preview = None
        if found is not None and found.moved.milestone.id in rows:
            self.try_out(found.moved.milestone.id, found.moved.after)
        else:
            self._show()
        self.asking = asking and self._takes_along()
        self.changed.emit()

    def _takes_along(self) -> bool:
        """Whether others would move with what is tried out."""
        return self.preview is not None and bool(self.preview.others)

    def _lost(self) -> None:
        """Nothing of it came into the file."""
        self._sent = {}
        self.cancel()


def dragged(span: Span, days: int, calendar: Calendar) -> Span:
    """A span pulled by so many days: its due date comes to a working day, its length stays."""
    return moved_by(span, calendar.between(span.due, _landing(span.due, days, calendar)), calendar)


def pulled(span: Span, edge: str, day: date, calendar: Calendar) -> Span:
    """A span whose first ("start") or last ("end") day is pulled to a day; it never ends before it begins."""
    if edge == "start":
        return Span(min(calendar.on_or_after(day), span.due), span.due)
    due = max(calendar.on_or_before(day), span.first)
    return Span(span.first if due > span.first or span.starts is not None else None, due)


def _longer(span: Span, by: int, calendar: Calendar) -> Span:
    due = calendar.add(span.due, by)
    return Span(span.first, due) if due >= span.first else span


def _by(span: Span, days: int, weeks: int, calendar: Calendar) -> int:
    """How many working days a span moves."""
    return days + (calendar.between(span.due, _landing(span.due, weeks * _WEEK, calendar)) if weeks else 0)


def _landing(due: date, days: int, calendar: Calendar) -> date:
    target = due + timedelta(days=days)
    return calendar.on_or_after(target) if days > 0 else calendar.on_or_before(target)


def is_fixed(one: PlanMilestone | None) -> bool:
    """Whether a milestone stays where it is: it is done."""
    return one is not None and one.done_on is not None
