"""A small table of one kind of part: heading with its count, buttons, rows that open by Enter and go by Del."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.procurement.small_table import SmallTable
from p2i_desktop.gui.screen import Bench

MOST_ROWS = 8  # seen at once, then the table scrolls
_WIDEST = 220  # pixels at 100 %: a column beside the wide one that needs more wraps its texts


@dataclass(frozen=True)
class Line:
    """A row: what it stands for (type key, id) and its cells; `below` = it belongs to the row above and takes the width."""

    type: str
    id: str
    cells: tuple[str, ...]
    below: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Wording:
    """The words of a table in the language that is shown."""

    heading: str
    add: str
    empty: str
    edit: str
    bin: str
    columns: tuple[str, ...]


class PartTable(QWidget):
    """Heading and buttons above, rows below; an empty one says so in a line."""

    add_wanted = Signal()
    edit_wanted = Signal(str, str)  # type key, id
    bin_wanted = Signal(str, str)
    entered = Signal(object)  # the table itself: the keyboard came into it

    def __init__(
        self, bench: Bench, name: str, columns: int, parent: QWidget | None = None, *, wide: int = 0,
        most: int = MOST_ROWS,
    ) -> None:  # fmt: skip
        """`wide` is the column that takes the rest of the width, `most` the rows that are seen at once."""
        super().__init__(parent)
        self._bench, self.name, self._wide, self._most = bench, name, wide, most
        self._lines: list[Line] = []
        self._wording = Wording("", "", "", "", "", ("",) * columns)
        self.setObjectName(f"part_{name}")
        self.heading, self.empty = QLabel(self), QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.empty.setProperty("tone", "text2")
        for label in (self.heading, self.empty):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.add, self.edit, self.to_bin = (self._button(icon) for icon in ("plus", "pencil", "trash-2"))
        self.add.setObjectName(f"add_{name}")
        self.table = SmallTable(columns, self)
        self.table.setObjectName(f"table_{name}")
        self.table.installEventFilter(self)
        head = FilterLine(None, bench.look, 0)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(bench.look.px(2))
        holder = QWidget(self)
        holder.setLayout(self._buttons)
        for part in (self.heading, holder):
            head.addWidget(part)
        for button in (self.add, self.edit, self.to_bin):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(4))
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        self.add.clicked.connect(self.add_wanted)
        self.edit.clicked.connect(self._edit)
        self.to_bin.clicked.connect(self._bin)
        self.table.enter.connect(self._edit)
        self.table.gone.connect(self._bin)
        self.table.itemSelectionChanged.connect(self._enable)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._read_order()

    def _button(self, icon: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon)
        button.setAutoDefault(False)
        return button

    def put_before(self, widget: QWidget) -> None:
        """Sets a button of the section beside the others."""
        self._buttons.insertWidget(self._buttons.count() - 3, widget)
        self._read_order(widget)

    def _read_order(self, *more: QWidget) -> None:
        """What adds comes before the rows, what acts on a marked row behind them."""
        for one, other in pairwise((self.add, *more, self.table, self.edit, self.to_bin)):
            QWidget.setTabOrder(one, other)

    def say(self, wording: Wording) -> None:
        """Words the table."""
        self._wording = wording
        self.add.setText(wording.add)
        for button, words in ((self.edit, wording.edit), (self.to_bin, wording.bin)):
            button.setAccessibleName(f"{words}: {wording.heading}")
            button.setToolTip(tooltip_text(words))
        self.add.setAccessibleName(f"{wording.add}: {wording.heading}")
        self.empty.setText(wording.empty)
        self.table.setAccessibleName(wording.heading)
        self.table.setHorizontalHeaderLabels(list(wording.columns))
        self._count()

    def _count(self) -> None:
        own = sum(not line.below for line in self._lines)
        self.heading.setText(
            f"{self._wording.heading} {self._bench.texts.number(own)}" if own else self._wording.heading
        )

    def fill(self, lines: Sequence[Line]) -> None:
        """Shows these rows; the row that was current stays so."""
        key, marked = self.current(), bool(self.table.selectedIndexes())
        at = self.table.currentRow()
        self._lines = list(lines)
        self.table.blockSignals(True)
        self.table.clearSpans()
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._row(row, line)
        known = [(line.type, line.id) for line in lines]
        self.table.clearSelection()
        self.table.blockSignals(False)
        if lines and marked:
            self.table.selectRow(known.index(key) if key in known else min(max(at, 0), len(lines) - 1))
        self.empty.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self._count()
        self._enable()
        self._fit()

    def _row(self, row: int, line: Line) -> None:
        look = self._bench.look
        for column, text in enumerate(line.cells):
            item = QTableWidgetItem(text)
            item.setToolTip(tooltip_text(text))
            if line.tone:
                item.setForeground(look.color(line.tone))
            self.table.setItem(row, column, item)
        for column in range(len(line.cells), self.table.columnCount()):
            self.table.setItem(row, column, QTableWidgetItem())
        if line.below:
            self.table.setSpan(row, 0, 1, self.table.columnCount())

    def current(self) -> tuple[str, str]:
        """Type key and id of the row that is marked; empty texts when there is none."""
        row = self.table.currentRow() if self.table.selectedIndexes() else -1
        return (self._lines[row].type, self._lines[row].id) if 0 <= row < len(self._lines) else ("", "")

    def unmark(self) -> None:
        """Another table is at work: no row is marked here."""
        self.table.clearSelection()

    def take_focus(self) -> None:
        """The keyboard goes into the rows, or to the button where there are none."""
        target = self.table if self._lines else self.add
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edit(self) -> None:
        if self.current()[0]:
            self.edit_wanted.emit(*self.current())

    def _bin(self) -> None:
        if self.current()[0] and self._bench.writable():
            self.bin_wanted.emit(*self.current())

    def _enable(self) -> None:
        writable = self._bench.writable()
        self.add.setEnabled(writable)
        marked = bool(self.current()[0])
        self.edit.setEnabled(marked)
        self.to_bin.setEnabled(marked and writable)

    # -- sizes -------------------------------------------------------------------------------------------------------
    def _fit(self) -> None:
        """As high as its rows, columns by their texts, one takes the rest."""
        look, table = self._bench.look, self.table
        self.heading.setMinimumHeight(self.add.sizeHint().height())
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(look.px(40))
        for column in range(table.columnCount()):
            table.setColumnHidden(column, False)  # a hidden one does not tell its width
        heads = [header.sectionSizeHint(column) + look.px(8) for column in range(table.columnCount())]
        room = max(self.width() - 2, look.px(240))
        most = look.px(_WIDEST)
        needs = [max(heads[c], min(table.sizeHintForColumn(c) + look.px(8), most)) for c in range(len(heads))]
        needs[self._wide] = heads[self._wide]
        shown = self._shown(needs, room)
        spare = room - sum(heads[column] for column in shown)
        spare -= min(max(0, self._own_width() - heads[self._wide]), max(0, spare) // 2)
        for column, head in enumerate(heads):
            table.setColumnHidden(column, column not in shown)
            if column != self._wide and column in shown:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                more = min(max(0, table.sizeHintForColumn(column) + look.px(8) - head), max(0, spare))
                table.setColumnWidth(column, head + more)
                spare -= more
        header.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        self._fit_rows()
        QTimer.singleShot(0, self, self._fit_rows)  # when the columns have taken their widths

    def _fit_rows(self) -> None:
        """Rows as high as their texts at this width, the table as high as its rows."""
        table, look = self.table, self._bench.look
        table.verticalHeader().setMinimumSectionSize(look.row_height())
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(row) for row in range(min(len(self._lines), self._most)))
        scrolls = len(self._lines) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        table.setVerticalScrollBarPolicy(policy)
        table.take_height(table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth())

    def _own_width(self) -> int:
        """What the wide column needs for itself; rows that take the whole width wrap."""
        look = self._bench.look
        texts = [line.cells[self._wide] for line in self._lines if not line.below and self._wide < len(line.cells)]
        return max((look.metrics().horizontalAdvance(text) for text in texts), default=0) + look.px(16)

    def _shown(self, needs: Sequence[int], room: int) -> list[int]:
        """The columns that have room; the last ones go first, all stands in the dialog of the row."""
        shown = list(range(len(needs)))
        while len(shown) > 1 and sum(needs[column] for column in shown) > room:
            shown.remove(next(column for column in reversed(shown) if column != self._wide))
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is told where the keyboard is; another width wraps the rows otherwise."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit_rows)  # when the columns have taken their widths
        if event.type() == QEvent.Type.FocusIn:
            if self._lines and not self.table.selectedIndexes():
                self.table.selectRow(max(0, self.table.currentRow()))
            self.entered.emit(self)
        return super().eventFilter(watched, event)
