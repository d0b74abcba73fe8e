"""Today: the figures of the year, what is due, the months and the topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.advice import Topic
from p2i_desktop.gui.cards import Card
from p2i_desktop.gui.chart_card import ChartCard
from p2i_desktop.gui.columns import label
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.due_card import DueCard
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.look.charts import ColumnChart, RankedBars
from p2i_desktop.gui.screen import Bench, Content, Screen, scrolled
from p2i_desktop.gui.today_charts import month_chart, period_text, topic_chart
from p2i_desktop.gui.today_reading import View, read, read_cards
from p2i_desktop.gui.ways import page_of
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.domain.figures import Breakdown
    from p2i_desktop.gui.desk import Ticket
    from p2i_desktop.gui.plans_card import PlansCard
    from p2i_desktop.services.figures import IndicatorRow
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.overview import Today

CARDS = ("ADV-01", "ADV-07", "CLI-01", "PRC-04", "EVT-02")
YEARS_SHOWN = 5
FULL_WIDTH, CARD_WIDTH, STACKED_BELOW, LEAST_CHART = 1200, 180, 800, 230  # pixels at 100 %


class Dashboard(Screen):
    """The first page: nothing is edited here but days and done marks."""

    page_id = "dashboard"
    title = N_("Today")
    icon = "layout-dashboard"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = bench.look
        self._view: View | None = None
        self._rows: dict[str, IndicatorRow] = {}
        self._ticket: Ticket | None = None
        self.heading = self._text("h1")
        self.period = self._text("body", "text2")
        self.period.setWordWrap(True)
        self.year_label = self._text("label")
        self.year = QComboBox(self)
        self.year.setObjectName("year")
        self.year_label.setBuddy(self.year)
        self.cards = [Card(look, self) for _ in CARDS]
        self.due_card = DueCard(bench, self)
        self.due = self.due_card.list
        self.months = ChartCard(ColumnChart(self), look, self)
        self.topics = ChartCard(RankedBars(self), look, self)
        # The months give way first: what is due and the plans are to be seen without scrolling.
        self.months.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.months.setMinimumHeight(look.px(LEAST_CHART))
        self.plans: PlansCard | None = None  # built with the first plan that runs
        self._placed = (0, 0)
        self._arrange()
        self._connect()
        self.retranslate()

    # -- building ------------------------------------------------------------------------------------------------------
    def _text(self, role: str, tone: str = "") -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("font_role", role)
        made.setProperty("tone", tone)
        return made

    def _arrange(self) -> None:
        px = self.bench.look.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        title = QVBoxLayout()
        title.setSpacing(px(2))
        title.addWidget(self.heading)
        title.addWidget(self.period)
        head.addLayout(title, 1)
        for widget in (self.year_label, self.year):
            head.addWidget(widget)
        self._left, self._right = self._pile(self.due_card), self._pile(self.months, self.topics)
        self._row, self._lower = QGridLayout(), QGridLayout()
        self._row.setSpacing(px(12))
        self._lower.setSpacing(px(12))
        inner = Content(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(24), px(18), px(24), px(18))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addLayout(self._row)
        column.addLayout(self._lower, 1)
        scrolled(inner, self)
        self._place(FULL_WIDTH)

    def _pile(self, *cards: QWidget) -> QWidget:
        """Cards below each other."""
        pile = QWidget(self)
        column = QVBoxLayout(pile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.bench.look.px(12))
        for card in cards:
            column.addWidget(card, 1 if card is cards[0] else 0)
        return pile

    def _place(self, room: int) -> None:
        """Cards side by side and two columns below, as many as have room (in pixels at 100 %)."""
        gap = 12
        widest = max(card.needed() for card in self.cards) * 100 // self.bench.look.px(100) + 1
        across = max(1, min(len(self.cards), room // CARD_WIDTH, (room - 2 * 24 + gap) // (widest + gap)))
        columns = 2 if room >= STACKED_BELOW else 1
        if (across, columns) == self._placed:
            return
        self._placed = (across, columns)
        for at, card in enumerate(self.cards):
            self._row.addWidget(card, at // across, at % across)
        for at in range(len(self.cards)):
            self._row.setColumnStretch(at, 1 if at < across else 0)
        self._lower.addWidget(self._left, 0, 0)
        self._lower.addWidget(self._right, 2 - columns, columns - 1)
        for at in range(2):
            self._lower.setColumnStretch(at, 1 if at < columns else 0)
        self._lower.setRowStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._room())

    def _room(self) -> int:
        return self.width() * 100 // self.bench.look.px(100)

    def _connect(self) -> None:
        self.year.activated.connect(lambda _: self.reload())
        self.due_card.whose_changed.connect(self.reload)
        for card in self.cards:
            card.activated.connect(self._open_figure)
        self.months.activated.connect(lambda key, series: self._open_part("month", key, series))
        self.topics.activated.connect(lambda key, series: self._open_part("topic", key, series))

    def commands(self) -> list[Command]:
        return [
            *self.due_card.commands(),
            Command(
                "chart_table",
                N_("Chart as a table, and back"),
                self._switch,
                "Ctrl+Shift+T",
                "view",
                "table-2",
                group=1,
            ),
        ]

    # -- the screen's life -----------------------------------------------------------------------------------------------
    def opened(self) -> None:
        today = self.bench.clock.today()
        if not self.year.count():
            for year in range(today.year, today.year - YEARS_SHOWN, -1):
                self.year.addItem(str(year), year)
        self.reload()

    def reload(self) -> None:
        """Reads everything again."""
        if self._ticket is not None:
            self._ticket.cancel()
        year = int(self.year.currentData() or self.bench.clock.today().year)
        self._ticket = self.bench.desk.ask(
            read(self.bench.clock.today(), year, self.due_card.mine), self._show, owner=self
        )

    def refresh(self, changed: Changed) -> None:
        if self.isVisible():
            self.reload()

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.heading.setText(texts._(self.title))
        self.year_label.setText(texts._("&Year"))
        self.due_card.retranslate()
        if self._view is not None:
            self.reload()

    def default_focus(self) -> QWidget:
        return self.due_card.focus_part()

    def panes(self) -> list[QWidget]:
        found = [self.year, self.cards[0], self.default_focus(), self.months.chart, self.topics.chart]
        return [*found, self.plans.list] if self.plans is not None and not self.plans.isHidden() else found

    # -- showing -----------------------------------------------------------------------------------------------------------
    def _show(self, view: View) -> None:
        texts = self.bench.texts
        self._view = view
        year = view.span.year
        self._ticket = self.bench.desk.later(
            read_cards(CARDS, year, texts.language), lambda rows: self._show_cards(rows, year), owner=self
        )
        self.period.setText(period_text(view.span, texts))
        self.due_card.show_today(view.today)
        self.months.show_chart(month_chart(view.today, year, texts), texts)
        self.topics.show_chart(topic_chart(view.today, year, texts), texts)
        self._show_plans(view.today)

    def _show_plans(self, today: Today) -> None:
        """The card of the support plans stands here only while one runs."""
        if self.plans is None and today.plans:
            Later(self, {"plans": self._make_plans})  # in a turn of its own
        elif self.plans is not None:
            if today.plans:
                self.plans.show_plans(today.plans, self.bench.texts)
            self.plans.setVisible(bool(today.plans))

    def _make_plans(self) -> None:
        from p2i_desktop.gui.plans_card import PlansCard

        column = self._left.layout()
        if self.plans is not None or self._view is None or column is None:
            return
        self.plans = PlansCard(self.bench.look, self._left)
        self.bench.look.dress(self.plans)
        self.plans.opened.connect(self.bench.open_plan)
        column.addWidget(self.plans)
        QWidget.setTabOrder(self.due, self.plans.list)
        QWidget.setTabOrder(self.plans.list, self.months.button)
        self._show_plans(self._view.today)

    def _show_cards(self, rows: dict[str, IndicatorRow], year: int) -> None:
        self._rows = rows
        for code, card in zip(CARDS, self.cards, strict=True):
            card.show_row(rows[code], year, self.bench.texts)
        self._place(self._room())

    # -- what keys do ---------------------------------------------------------------------------------------------------------
    def _switch(self) -> None:
        (self.topics if self.topics.has_focus() else self.months).switch()

    # -- ways to the records ----------------------------------------------------------------------------------------------------
    def _open_figure(self, code: str) -> None:
        if self._view is None or code not in self._rows:
            return
        row = self._rows[code]
        for type_key, keys in row.opens:
            if (way := page_of(type_key, keys)) is not None:
                self.bench.go(way[0], keys=way[1], title=f"{row.label} {self._view.span.year}")
                return

    def _open_part(self, name: str, key: str, series: int) -> None:
        if self._view is None:
            return
        year, texts = self._view.span.year, self.bench.texts
        words = (
            texts.month(year - series, int(key)) if name == "month" else f"{label(Topic, key, texts)} {year - series}"
        )

        def found(breakdowns: dict[str, tuple[Breakdown, ...]]) -> None:
            keys = next((part.records for part in breakdowns[name][series].parts if part.key == key), ())
            if keys:
                self.bench.go("consultations", keys=frozenset(keys), title=words)

        def work(office: Office) -> dict[str, tuple[Breakdown, ...]]:
            parts = office.figures.breakdowns(year, names=(name,))
            office.figures.let_go()
            return parts

        self.bench.desk.ask(work, found, owner=self)
