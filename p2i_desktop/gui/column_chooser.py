"""Which columns a list shows, and in which order: ticked by Space, moved by Alt+Up and Alt+Down, seen at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.screen import Bench

_ID = Qt.ItemDataRole.UserRole
_ROWS = 14  # seen at most


class ColumnChooser(QDialog):
    """A tick each; the first column always stands first, it names the rows."""

    def __init__(self, bench: Bench, page: ListDetail) -> None:
        super().__init__(page.window())
        self._bench, self._page = bench, page
        self.setObjectName("columns")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        texts, look = bench.texts, bench.look
        self.setWindowTitle(texts._("Columns"))
        heading, hint = QLabel(texts._("Columns"), self), QLabel(self)
        heading.setProperty("font_role", "h2")
        hint.setText(texts._("Space shows or hides, Alt+Up and Alt+Down move."))
        hint.setProperty("tone", "text2")
        hint.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("columns_list")
        self.list.setAccessibleName(texts._("Columns"))
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._toggle)
        self.up, self.down = QPushButton(texts._("Up"), self), QPushButton(texts._("Down"), self)
        self.usual, self.leave = QPushButton(texts._("As delivered"), self), QPushButton(texts._("Done"), self)
        for button, icon in ((self.up, "arrow-up"), (self.down, "arrow-down"), (self.usual, "rotate-ccw")):
            button.setProperty("icon_name", icon)
        self.leave.setProperty("kind", "primary")
        for button in (self.up, self.down, self.usual, self.leave):
            button.setAutoDefault(False)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.usual.clicked.connect(self.as_delivered)
        self.leave.clicked.connect(self.accept)
        column, moves, ends = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        for button in (self.up, self.down):
            moves.addWidget(button)
        moves.addStretch(1)
        ends.addWidget(self.usual)
        ends.addStretch(1)
        ends.addWidget(self.leave)
        for part in (heading, hint):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(moves)
        column.addLayout(ends)
        self._fill()

    def _fill(self) -> None:
        model, texts = self._page.list.model, self._bench.texts
        shown = [column.id for column in model.columns]
        others = [column for column in model.offered if column.id not in shown]
        row = self.list.currentRow()
        self.list.clear()
        for column in (*model.columns, *others):
            item = QListWidgetItem(texts._(column.title))
            item.setData(_ID, column.id)
            ticked = column.id in shown
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            first = column.id == model.offered[0].id
            selectable = Qt.ItemFlag.ItemIsSelectable
            item.setFlags(selectable if first else selectable | Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(row if row > 0 else 1)

    def start(self) -> None:
        """Shows the chooser beside the list."""
        look = self._bench.look
        look.dress(self)
        high = max(self.list.sizeHintForRow(0), look.px(24))
        self.list.setMinimumHeight(min(self.list.count(), 6) * high)
        self.setMinimumWidth(look.px(360))
        self.resize(look.px(380), min(self.list.count(), _ROWS) * high + look.px(220))
        self.open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the user does --------------------------------------------------------------------------------------------
    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._apply()

    def move_by(self, step: int) -> None:
        """Moves the current column up or down; nothing moves before the first one."""
        row = self.list.currentRow()
        target = row + step
        if row < 1 or not 1 <= target < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(target, item)
        self.list.setCurrentRow(target)
        self._bench.announce(self.list, f"{item.text()} {target + 1}")
        self._apply()

    def as_delivered(self) -> None:
        """The columns that the list comes with, at the widths that they need."""
        self._page.memory.use_columns(())
        self._fill()

    def _apply(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]
        self._page.memory.use_columns(tuple(ticked))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks, Alt+Up and Alt+Down move."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if alt and Qt.Key(event.key()) in steps:
                self.move_by(steps[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Space:
                self._toggle(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


def choose_columns(bench: Bench, page: ListDetail) -> ColumnChooser:
    """Opens the chooser for the list of a page."""
    chooser = ColumnChooser(bench, page)
    chooser.start()
    return chooser
