"""All commands with their keys, made from the commands themselves; letters filter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.commands import CommandAction, plain
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import MENUS
from p2i_desktop.i18n import N_

_NATIVE = QKeySequence.SequenceFormat.NativeText
LISTS = (
    (N_("Open the selected record"), "Enter"),
    (N_("Show or hide the detail pane"), "Space"),
    (N_("Filter the list"), N_("Letters")),
    (N_("Clear the filter"), "Esc"),
    (N_("Sort by the column, in the header"), "Enter"),
    (N_("Walk the values of a chart"), "Left, Right"),
    (N_("Show a chart as a table"), "Ctrl+Shift+T"),
)
PLANS = (
    (N_("Edit the cell"), "Enter, F2"),
    (N_("Give a score"), "0–5"),
    (N_("Move the row up or down"), "Alt+Up, Alt+Down"),
    (N_("Move the row to the bin"), "Del"),
    (N_("Milestones: paste lines with titles and due dates"), "Ctrl+V"),
    (N_("Leave the edit, then close the window"), "Esc"),
    (N_("Timeline: move by a day, with Shift by a week"), "Left, Right"),
    (N_("Timeline: change the length"), "Ctrl+Shift+Left, Ctrl+Shift+Right"),
    (N_("Timeline: done"), "D"),
    (N_("Set-up list: done, or open again"), N_("Space, D")),
    (N_("Set-up list: does not apply, or applies again"), "N"),
    (N_("Follow-up of a meeting: done"), "Space"),
)


class KeysDialog(QDialog):
    """Not modal: it may stay open beside the window."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        texts, look = bench.texts, bench.look
        self.setWindowTitle(texts._("Keys and commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(texts._("Keys and commands"), self)
        title.setProperty("font_role", "h1")
        self.field = QLineEdit(self)
        self.field.setObjectName("keys_filter")
        self.field.setPlaceholderText(texts._("Search a command or a key"))
        self.field.setAccessibleName(texts._("Search a command or a key"))
        self.field.textChanged.connect(self._fill)
        self.table = QTableWidget(0, 3, self)
        self.table.setAccessibleName(texts._("Keys and commands"))
        self.table.setHorizontalHeaderLabels([texts._("Command"), texts._("Keys"), texts._("Menu")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(look.row_height(1))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setColumnWidth(1, look.px(220))
        self.table.setColumnWidth(2, look.px(130))
        column = QVBoxLayout(self)
        side = look.px(16)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.px(12))
        for widget in (title, self.field, self.table):
            column.addWidget(widget)
        self.resize(look.px(760), look.px(600))
        look.dress(self)
        self._fill("")

    def _rows(self) -> list[tuple[str, str, str]]:
        texts = self._bench.texts
        menus = {menu: plain(texts._(title)) for menu, title in MENUS}
        rows = [(plain(a.text()), self._keys(a), menus.get(a.command.menu, "")) for a in self._bench.commands.known()]
        lists = [(texts._(name), texts._(keys), texts._("Lists and charts")) for name, keys in LISTS]
        plans = [(texts._(name), texts._(keys), texts._("Buddy plans")) for name, keys in PLANS]
        return sorted(rows, key=lambda row: (row[1] == "", row[2], row[0])) + lists + plans

    @staticmethod
    def _keys(action: CommandAction) -> str:
        return ", ".join(sequence.toString(_NATIVE) for sequence in action.shortcuts())

    def refill(self) -> None:
        """More commands are known."""
        self._fill(self.field.text())

    def _fill(self, text: str) -> None:
        words = fold(text).split()
        rows = [row for row in self._rows() if all(word in fold(" ".join(row)) for word in words)]
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                self.table.setItem(number, column, QTableWidgetItem(value))
        self._bench.announce(self.table, self._bench.texts.ngettext("{n} hit", "{n} hits", len(rows)))
