"""A plan window with milestones, and hands on its keys and mouse."""

from dataclasses import replace
from datetime import date
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus, SupportPlan
from p2i_desktop.domain.record import new_id
from p2i_desktop.gui.plan.gantt import GanttView
from p2i_desktop.gui.plan.gantt_bars import bar_box
from p2i_desktop.gui.plan.milestone_cells import COLUMNS
from p2i_desktop.gui.plan.milestones import MilestonesTab
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import Pair, make_pair, put

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier


class PlanDesk:
    """The window of a plan whose days lie in 2027; milestones by their titles."""

    def __init__(self, bureau: Bureau, *milestones: PlanMilestone, agreed: bool = False) -> None:
        self.bureau = bureau
        self.pair: Pair = bureau.ask(lambda office: _made(office, milestones, agreed))
        bureau.window.open_plan(self.pair.plan)
        bureau.settle()
        (self.window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow)]
        self.window.resize(1440, 900)
        self.window.activateWindow()
        self.tab = self.window.drawers.of(MilestonesTab)
        self.window.drawers.visit(self.tab)
        bureau.settle()

    @property
    def table(self) -> Any:
        return self.tab.views.table

    @property
    def times(self) -> GanttView:
        return self.tab.views.times

    def show(self, view: str) -> None:
        self.tab._show_view(view)
        self.tab.take_focus()
        self.bureau.settle()

    def stored(self) -> dict[str, PlanMilestone]:
        plan = self.window.hand.plan_id
        found = self.bureau.ask(lambda office: office.store.find(PlanMilestone, plan=plan))
        return {one.title: one for one in found}

    def days(self) -> dict[str, tuple[date | None, date | None]]:
        return {title: (one.starts_on, one.due_on) for title, one in self.stored().items()}

    def rows(self) -> list[str]:
        return [one.title for one in self.tab.model.board.milestones]

    # -- keys --------------------------------------------------------------------------------------------------------
    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(focused(), key, held)
            self.bureau.settle()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(focused(), letter)
        self.bureau.settle()

    def cell(self, title: str, column: str, text: str) -> None:
        """Types a text into a cell and takes it by Enter."""
        row = self.rows().index(title) if title else len(self.rows())
        self.table.go_to(row, COLUMNS.index(column))
        self.table.setFocus()
        self.press(Qt.Key.Key_F2)
        editor = focused()
        editor.selectAll()  # type: ignore[attr-defined]
        self.press(Qt.Key.Key_Backspace)
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def settle_move(self) -> None:
        """What is tried out is saved, or asked about, without the pause after the last key."""
        self.tab.moving.settle()
        self.bureau.settle()

    # -- mouse -------------------------------------------------------------------------------------------------------
    def bar(self, title: str) -> Any:
        row = self.rows().index(title)
        one = self.tab.model.milestone(row)
        assert one is not None
        span = self.tab.model.days_of(one)
        assert span is not None
        view = self.times
        return bar_box(self.bureau.window.bench.look, view.place(), view.scale(), span, view.rowViewportPosition(row))

    def drag(self, title: str, days: int, part: str = "middle", release: bool = True) -> None:
        """Pulls a bar, or one of its ends, by so many days."""
        box, view = self.bar(title), self.times
        x = {"middle": box.center().x(), "start": box.left() + 1, "end": box.right() - 1}[part]
        y = box.center().y()
        to = x + days * view.scale().pixels
        self.mouse(QEvent.Type.MouseButtonPress, x, y)
        for at in (0.3, 0.7, 1.0):
            self.mouse(QEvent.Type.MouseMove, x + (to - x) * at, y)
        if release:
            self.mouse(QEvent.Type.MouseButtonRelease, to, y)
        self.bureau.settle()

    def mouse(self, kind: QEvent.Type, x: float, y: float) -> None:
        port = self.times.viewport()
        place = QPointF(x, y)
        button = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), button, held, NONE))

    def close(self) -> None:
        if shiboken6.isValid(self.window):
            self.window.close()
        self.bureau.settle()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def one(
    title: str, due: date, *waits: PlanMilestone, starts: date | None = None, done: date | None = None,
    side: PlanSide = PlanSide.BOTH,
) -> PlanMilestone:  # fmt: skip
    """A milestone that waits for others."""
    return PlanMilestone(
        title=title, due_on=due, starts_on=starts, done_on=done, owner_side=side,
        depends_on=frozenset(other.id for other in waits),
    )  # fmt: skip


def _made(office: Office, milestones: tuple[PlanMilestone, ...], agreed: bool) -> Pair:
    pair = make_pair(office, starts=date(2027, 1, 1), ends=date(2027, 12, 31))
    ids = {one.id: new_id() for one in milestones}  # the same milestones stand in the plans of many tests
    rows = [
        replace(
            one, id=ids[one.id], plan=pair.plan, position=f"{at * 10:06}",
            depends_on=frozenset(ids[key] for key in one.depends_on & ids.keys()),
        )
        for at, one in enumerate(milestones, 1)
    ]  # fmt: skip
    if rows:
        put(office, *rows)
    if agreed:
        plan = office.work.get(SupportPlan, pair.plan)
        put(office, replace(plan, status=PlanStatus.AGREED, agreed_on=date(2026, 11, 2)))
    return pair
