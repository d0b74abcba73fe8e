"""A card that shows a chart, or the same numbers as a table, and back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.look.chart_data import ChartData
from p2i_desktop.gui.look.charts import Chart
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts


class NumbersTable(QTableWidget):
    """The numbers of a chart; Enter opens the records of a cell."""

    entered = Signal(int, int)  # row, column

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 0, parent)
        self._shown: tuple[ChartData, Texts] | None = None
        self.setTabKeyNavigation(False)
        self.setProperty("kind", "plain")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.cellActivated.connect(self.entered)

    def show_numbers(self, data: ChartData, look: Look, texts: Texts) -> None:
        """Fills the table from a chart."""
        titles, rows = data.table()
        self._shown = (data, texts)
        self.setAccessibleName(data.title)
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(titles)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(look.metrics().height() + look.px(10))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    item.setFont(look.font("number"))
                self.setItem(at, column, item)

    def copy(self) -> None:
        """The numbers on the clipboard."""
        if self._shown is not None:
            data, texts = self._shown
            copy_rows(*data.values(), texts)


class ChartCard(QFrame):
    """Title, button, chart or table."""

    activated = Signal(str, int)

    def __init__(self, chart: Chart, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._look = look
        self.chart = chart
        self.table = NumbersTable(self)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("font_role", "h2")
        self.button = QPushButton(self)
        self.button.setProperty("kind", "quiet")
        self.button.setProperty("icon_name", "table-2")
        self.button.clicked.connect(self.switch)
        chart.activated.connect(self.activated)
        self.table.entered.connect(self._entered)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        self._stack = QStackedLayout()
        self._stack.addWidget(chart)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(8), look.px(12), look.px(10))
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        QWidget.setTabOrder(self.button, chart)
        QWidget.setTabOrder(chart, self.table)

    def show_chart(self, data: ChartData, texts: Texts) -> None:
        """Shows numbers in whichever form is chosen."""
        self.title.setText(data.title)
        self.chart.show_chart(data, texts)
        self.table.show_numbers(data, self._look, texts)
        name = texts._("Show as a table or as a chart")
        self.button.setAccessibleName(f"{name}: {data.title}")
        self.button.setToolTip(f"{name} (Ctrl+Shift+T)")

    def switch(self) -> None:
        """Chart to table and back; the focus goes with it."""
        had_focus = self.chart.hasFocus() or self.table.hasFocus()
        other: QWidget = self.table if self._stack.currentWidget() is self.chart else self.chart
        self._stack.setCurrentWidget(other)
        if had_focus:
            other.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the chart, the table or the button has the focus."""
        return self.chart.hasFocus() or self.table.hasFocus() or self.button.hasFocus()

    def _entered(self, row: int, column: int) -> None:
        series = max(0, column - 1)
        if self.chart.data.series:
            self.activated.emit(self.chart.data.series[series].points[row].key, series)
