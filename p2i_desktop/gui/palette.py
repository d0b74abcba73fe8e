"""The palette: one field over the page that finds commands, cases, organisations and contacts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.commands import key_text, plain
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Ticket
    from p2i_desktop.services.finding import Palette as Found

RUN_ROLE = Qt.ItemDataRole.UserRole
NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
MOST_COMMANDS = 8
_KINDS = (
    ("cases", N_("Cases"), "briefcase"),
    ("organisations", N_("Organisations"), "building-2"),
    ("contacts", N_("Contacts"), "user"),
)


@dataclass(frozen=True)
class Entry:
    """One line of the palette: what it is called, what stands at its right, what it does."""

    text: str
    note: str
    icon: str
    run: Callable[[], None]


class _Delegate(QStyledItemDelegate):
    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = bench.look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._look.px(34 if index.data(RUN_ROLE) else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        inner = box.adjusted(look.px(12), 0, -look.px(12), 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if not index.data(RUN_ROLE):
            painter.setFont(look.font("hint"))
            painter.setPen(look.color("text3"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, index.data())
            painter.restore()
            return
        if chosen:
            painter.fillRect(box, look.color("sel"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.color("accent_text"))
        side = look.px(16)
        look.icon(index.data(ICON_ROLE) or "chevron-right").paint(
            painter, QRect(inner.left(), box.center().y() - side // 2, side, side)
        )
        note = index.data(NOTE_ROLE)
        painter.setFont(look.font("hint"))
        painter.setPen(look.color("text2"))
        room = min(painter.fontMetrics().horizontalAdvance(note) + look.px(4), inner.width() // 2)
        cut = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("sel_text" if chosen else "text"))
        words = inner.adjusted(side + look.px(10), 0, -room - look.px(16), 0)
        painter.drawText(
            words, left, painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        )
        painter.restore()


class Palette(QFrame):
    """Opens over the page; Enter runs or opens, Esc closes, the focus returns where it was."""

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._bench = bench
        self._before: QWidget | None = None
        self._ticket: Ticket | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("palette_filter")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("kind", "plain")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Delegate(bench, self.list))
        self.model = QStandardItemModel(self)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self._run(index))
        self.hint = QLabel(self)
        self.hint.setProperty("tone", "text3")
        self.hint.setProperty("font_role", "hint")
        self._window = window
        self._column = column = QVBoxLayout(self)
        for widget in (self.field, self.list, self.hint):
            column.addWidget(widget)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows the palette empty, with all commands."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        texts = self._bench.texts
        self.field.setPlaceholderText(texts._("Search everything or type a command"))
        self.field.setAccessibleName(texts._("Search everything or type a command"))
        self.list.setAccessibleName(texts._("Hits"))
        self.hint.setText(texts._("Enter opens · > first shows commands only · Esc closes"))
        self.place()
        self.show()
        self.raise_()
        self.field.clear()
        self._search("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Hides the palette and gives the focus back."""
        if self._ticket is not None:
            self._ticket.cancel()
        self.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.window().activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Takes its place at the top, in the middle."""
        look, window = self._bench.look, self._window
        side = look.px(8)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(side)
        width = min(look.px(680), window.width() - 4 * side)
        height = min(look.px(480), window.height() - look.px(120))
        self.setGeometry((window.width() - width) // 2, look.px(72), width, height)

    # -- searching ---------------------------------------------------------------------------------------------------
    def _search(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        words = fold(text.removeprefix(">"))
        commands = self._commands(words.split())
        only_commands = text.startswith(">") or not text.strip()
        self._show([(N_("Commands"), commands if only_commands else commands[:MOST_COMMANDS])])
        if not only_commands:
            wanted = text.strip()
            self._ticket = self._bench.desk.ask(
                lambda office: office.finding.palette(wanted), lambda found: self._found(found, commands), owner=self
            )

    def _commands(self, words: list[str]) -> list[Entry]:
        ours = self._bench.commands.of_window(self._window)
        known = [a for a in ours if a.isVisible() and a.command.id != "palette" and a.command.enabled()]
        entries = []
        for action in known:
            name = plain(action.text())
            folded = fold(name)
            if all(word in folded for word in words):
                entries.append(Entry(name, key_text(action), action.command.icon, action.trigger))
        return entries

    def _found(self, found: Found, commands: list[Entry]) -> None:
        groups: list[tuple[str, list[Entry]]] = []
        for name, title, icon in _KINDS:
            hits = getattr(found, name)
            groups.append((title, [Entry(hit.title, hit.snippet, icon, self._opener(name, hit.id)) for hit in hits]))
        self._show([*groups, (N_("Commands"), commands[:MOST_COMMANDS])])

    def _opener(self, kind: str, key: str) -> Callable[[], None]:
        if kind == "cases":
            return lambda: self._bench.open_case(key)
        return lambda: self._bench.go("organisations", key)

    def _show(self, groups: list[tuple[str, list[Entry]]]) -> None:
        texts = self._bench.texts
        self.model.clear()
        count = 0
        for title, entries in groups:
            if not entries:
                continue
            self._heading(texts._(title))
            for entry in entries:
                self.model.appendRow(self._item(entry))
            count += len(entries)
        if not count:
            self._heading(texts._("No hit."))
        self._move(1, start=-1)
        self._bench.announce(self.field, texts.ngettext("{n} hit", "{n} hits", count))

    def _heading(self, text: str) -> None:
        item = QStandardItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(item)

    @staticmethod
    def _item(entry: Entry) -> QStandardItem:
        item = QStandardItem(entry.text)
        item.setData(entry, RUN_ROLE)
        item.setData(entry.note, NOTE_ROLE)
        item.setData(entry.icon, ICON_ROLE)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    # -- keys --------------------------------------------------------------------------------------------------------
    def _move(self, step: int, start: int | None = None) -> None:
        rows = [row for row in range(self.model.rowCount()) if self.model.item(row).data(RUN_ROLE)]
        if not rows:
            return
        now = self.list.currentIndex().row() if start is None else start
        at = rows.index(now) + step if now in rows else 0
        self.list.setCurrentIndex(self.model.index(rows[at % len(rows)], 0))

    def _run(self, index: QModelIndex) -> None:
        entry = index.data(RUN_ROLE)
        if isinstance(entry, Entry):
            self.close_box()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.isActiveWindow():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True
