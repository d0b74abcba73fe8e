"""The timeline of the milestones, moved by mouse and keys; a screen reader reads it as a table and hears each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import Span
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.gantt_axis import TimeTable
from p2i_desktop.gui.plan.gantt_bars import bar_box
from p2i_desktop.gui.plan.milestone_cells import TIMELINE
from p2i_desktop.gui.plan.moving import Moving, dragged, is_fixed, pulled
from p2i_desktop.i18n import Texts

_EDGE = 6  # pixels at either end of a bar by which its length is pulled


@dataclass
class Grip:
    """What the mouse holds: a milestone by its middle, its start or its end, and where it was taken hold of."""

    key: str
    part: str
    x: float
    span: Span
    moved: bool = False


class GanttView(TimeTable):
    """Hears mouse and keys; what is moved goes through `moving`."""

    said = Signal(str)  # what a screen reader is to say
    done_wished = Signal(int)  # row
    edit_wished = Signal(int)
    bin_wished = Signal(int)
    order_wished = Signal(int, int)  # row, by

    def __init__(self, look: Look, texts: Callable[[], Texts], moving: Moving, parent: QWidget | None = None) -> None:
        super().__init__(look, texts, parent)
        self.moving = moving
        self._grip: Grip | None = None
        self.setMouseTracking(True)

    # -- keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move, with Shift by a week, with Ctrl+Shift the end alone; D is done, Enter edits or agrees."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if by and self._move(by, held):
            return
        plain = held == Qt.KeyboardModifier.NoModifier
        alt = held == Qt.KeyboardModifier.AltModifier
        row = self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            if self.moving.asking or (self.moving.preview and self.moving.preview.others):
                self.moving.save()
            else:
                self.moving.settle()
                self.edit_wished.emit(row)
        elif key == Qt.Key.Key_Escape and self.moving.preview is not None:
            self.moving.cancel()
        elif key == Qt.Key.Key_D and plain:
            self.done_wished.emit(row)
        elif key == Qt.Key.Key_Delete and plain:
            self.bin_wished.emit(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.order_wished.emit(row, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.lines.board.milestones) - 1)
        elif event.text() in ("+", "-", "0") and not held & Qt.KeyboardModifier.ControlModifier:
            self.fit() if event.text() == "0" else self.zoom(1 if event.text() == "+" else -1)
        elif key == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int, held: Qt.KeyboardModifier) -> bool:
        one = self.current()
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        steps = {Qt.KeyboardModifier.NoModifier: "days", shift: "weeks", shift | control: "length"}
        if one is None or held not in steps:
            return False
        if is_fixed(one):
            self.said.emit(self.texts()._("What is done does not move."))
        elif self.moving.nudge(one.id, **{steps[held]: by}):
            self.reveal()
            self.said.emit(self.spoken())
        return True

    def spoken(self) -> str:
        """The current milestone on the days that are tried out, and how many others would move."""
        one, span, texts = self.current(), self._span(self.current()), self.texts()
        if one is None or span is None:
            return ""
        days = texts.weekday_date(span.due)
        if span.starts is not None:
            days = f"{texts.weekday_date(span.starts)} – {days}"
        others = len(self.moving.preview.others) if self.moving.preview is not None else 0
        more = texts.ngettext("{n} other moves too", "{n} others move too", others) if others else ""
        return ", ".join(part for part in (one.title, days, more) if part)

    # -- mouse -------------------------------------------------------------------------------------------------------
    def part_at(self, x: float, y: float) -> tuple[PlanMilestone, str] | None:
        """(milestone, "middle", "start" or "end") of the bar at a place."""
        row, place = self.rowAt(int(y)), self.place()
        one = self.lines.milestone(row)
        span = self._span(one)
        if one is None or span is None or x < place.left:
            return None
        box = bar_box(self._look, place, self._scale, span, self.rowViewportPosition(row))
        edge = min(_EDGE, box.width() / 3)
        if not box.adjusted(-3, -4, 3, 4).contains(x, y):
            return None
        if span.starts is not None and x <= box.left() + edge:
            return one, "start"
        return one, "end" if x >= box.right() - edge and span.starts is not None else "middle"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        found = self.part_at(at.x(), at.y())
        super().mousePressEvent(event)
        one = found[0] if found else None
        span = self._span(one)
        if found is None or one is None or span is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if is_fixed(one):
            self.said.emit(self.texts()._("What is done does not move."))
        elif self.lines.writable:
            self._grip = Grip(one.id, found[1], at.x() + self.time_bar.value(), span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, grip = event.position(), self._grip
        if grip is None:
            self._show_hand(at.x(), at.y())
            return
        self._slide(at.x())
        days = round((at.x() + self.time_bar.value() - grip.x) / self._scale.pixels)
        if not days and not grip.moved:
            return
        grip.moved = True
        one = self.lines.milestone(self.lines.row_of(grip.key))
        if one is None:
            self._grip = None
            return
        calendar = self.lines.board.days.calendars.of(one.owner_side)
        place = self.place()
        if grip.part == "middle":
            to = dragged(grip.span, days, calendar)
        else:
            to = pulled(grip.span, grip.part, place.day(self._scale, at.x()), calendar)
        self.moving.try_out(grip.key, to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        grip, self._grip = self._grip, None
        if grip is not None and grip.moved:
            self.said.emit(self.spoken())
            self.moving.settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_wished.emit(self.rowAt(int(event.position().y())))

    def _slide(self, x: float) -> None:
        """Pulled to an edge, the days slide along."""
        place, room = self.place(), self._look.px(16)
        if x > place.right - room:
            self.time_bar.setValue(self.time_bar.value() + room)
        elif x < place.left + room:
            self.time_bar.setValue(self.time_bar.value() - room)

    def _show_hand(self, x: float, y: float) -> None:
        found = self.part_at(x, y)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None and self.lines.writable and not is_fixed(found[0]):
            shape = Qt.CursorShape.OpenHandCursor if found[1] == "middle" else Qt.CursorShape.SizeHorCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the mouse, Shift goes through the days."""
        held, turn = event.modifiers(), event.angleDelta()
        if held & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if turn.y() > 0 else -1, event.position().x())
        elif held & Qt.KeyboardModifier.ShiftModifier or abs(turn.x()) > abs(turn.y()):
            self.time_bar.setValue(self.time_bar.value() - (turn.x() or turn.y()))
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip tells the whole milestone, beside bars the day and its holidays."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        at, place = event.pos(), self.place()
        found = self.part_at(at.x(), at.y())
        row = self.rowAt(at.y())
        words = self.about(place.day(self._scale, at.x()))
        if found is not None or at.x() < place.left:
            words = tooltip_text(str(self.lines.index(row, TIMELINE).data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        QToolTip.showText(event.globalPos(), words, self)
        return True
