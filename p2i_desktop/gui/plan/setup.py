"""The tab of the set-up list: how far the new centre is with the fifteen steps, now, before and as planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from p2i_desktop.domain.plans import readiness
from p2i_desktop.domain.setup_curve import Curve
from p2i_desktop.gui.chart_card import ChartCard
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.look.chart_data import ChartData, Point, Series
from p2i_desktop.gui.look.curve_chart import CurveChart
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.plan.setup_box import SetupBox
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile
    from p2i_desktop.services.setup_list import SetupFile

_BESIDE = 1360  # pixels at 100 %: from here the chart stands beside the list


class SetupTab(PlanTab):
    """The list of the centre, whatever version of the plan is shown; Ctrl+D marks the step as done."""

    name = "plan_setup"
    heading = N_("Set-up list")
    marks = True

    def build(self) -> None:
        look = self.bench.look
        inside = QWidget(self)
        self._entering = False  # the keys wait for the rows
        self.box = SetupBox(self.hand, inside)
        self.card = ChartCard(CurveChart(inside), look, inside)
        self.card.chart.setObjectName("readiness_chart")
        self.card.table.setObjectName("readiness_table")
        self.now = QLabel(inside)
        self.now.setTextFormat(Qt.TextFormat.PlainText)
        self.now.setWordWrap(True)
        self.now.setProperty("font_role", "h2")
        right = QVBoxLayout()
        right.addWidget(self.card)
        right.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(8))
        column.setSpacing(look.px(6))
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(look.px(20))
        column.addWidget(self.now)
        column.addLayout(self._line)
        left = QVBoxLayout()
        left.addWidget(self.box)
        left.addStretch(1)
        self._line.addLayout(left, 2)
        self._line.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))
        self._size()
        self.bench.look.changed.connect(self._size)

    def commands(self) -> list[Command]:
        return [
            Command("plan_readiness_table", N_("Readiness as a table or as a chart"), self._switch, "Ctrl+Shift+T", "case",
                    "table-2"),
        ]  # fmt: skip

    def retranslate(self) -> None:
        self.box.retranslate()

    def show_file(self, file: PlanFile) -> None:
        centre = file.new_centre.id
        self.bench.desk.ask(lambda office: office.setup_list.file(centre), self._show, self.hand.say, self)

    def count(self, file: PlanFile) -> str:
        found, texts = readiness(file.setup), self.bench.texts
        return f"{texts.number(found.done)}/{texts.number(found.base)}"

    def take_focus(self) -> None:
        self._entering = not self.box.grid.cells.rows
        if not self._entering:
            self.box.take_focus()

    def mark_done(self) -> None:
        self.box.toggle_done()

    def leave(self) -> None:
        self.box.leave()

    def _show(self, setup: SetupFile) -> None:
        texts = self.bench.texts
        self.box.fill(setup.rows)
        if self._entering and self.isVisible():
            self._entering = False
            self.box.take_focus()
        self.now.setText(readiness_words(setup, texts))
        self.card.chart.wear(self.bench.look)
        self.card.show_chart(readiness_chart(setup.curve, texts), texts)
        self.bench.look.dress(self.card)

    def _switch(self) -> None:
        self.wanted.emit()
        self.card.switch()

    def _size(self) -> None:
        look = self.bench.look
        self.card.setMinimumHeight(look.px(290))
        self.card.setMaximumHeight(look.px(420))
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        beside = width >= self.bench.look.px(_BESIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart beside the list where there is room, else below it."""
        super().resizeEvent(event)
        if hasattr(self, "_line"):
            self._arrange(event.size().width())


def readiness_words(setup: SetupFile, texts: Texts) -> str:
    """`6 of 14 steps done (43 %) · target 60 % by 23/12/2026`, and how many do not apply."""
    found = setup.readiness
    words = texts._("{done} of {total} steps done ({share})")
    words = words.replace("{done}", texts.number(found.done)).replace("{total}", texts.number(found.base))
    words = words.replace("{share}", texts.percent(found.share, 0))
    parts, out = [words], len(setup.rows) - found.base
    last = max((row.planned_on for row in setup.rows if row.planned_on and not row.not_applicable), default=None)
    if last is not None and setup.curve.points:
        target = texts._("target {share} by {date}").replace("{date}", texts.date(last))
        parts.append(target.replace("{share}", texts.percent(setup.curve.share(setup.curve.points[-1].planned), 0)))
    if out:
        parts.append(texts.ngettext("{n} does not apply", "{n} do not apply", out))
    return " · ".join(parts)


def readiness_chart(curve: Curve, texts: Texts) -> ChartData:
    """Readiness by month in per cent of the steps that apply: what was reached up to today, what was planned."""
    short = tuple(f"{texts.month_short(one.on.month)} {one.on.year % 100:02d}" for one in curve.points)
    names = tuple(texts.month(one.on.year, one.on.month) for one in curve.points)
    done = tuple(_point(curve, one.done, texts) for one in curve.points)
    planned = tuple(_point(curve, one.planned, texts) for one in curve.points)
    series = (Series(texts._("Done"), done), Series(texts._("Target"), planned)) if curve.points else ()
    return ChartData(texts._("Readiness by month"), short, series, names)


def _point(curve: Curve, count: int | None, texts: Texts) -> Point:
    share = curve.share(count)
    return Point(None if share is None else round(share), texts.percent(share, 0))
