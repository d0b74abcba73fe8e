"""A filter as a chip: what it lets through stands on it, one press opens its values, one key takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.i18n import Texts

Choice = tuple[object, str]
SEARCHED_FROM = 12  # values: a line above them narrows the list
_MOST_NAMED = 2  # values named on the chip, then how many
_MOST_ROWS = 12  # seen at once
_LONGEST = 34  # letters on a chip
_VALUE = Qt.ItemDataRole.UserRole


class FilterChip(QWidget):
    """`edited` comes only from the user; `values` are those that are let through, none = all."""

    edited = Signal()
    left = Signal()  # taken away: the focus has to go somewhere

    def __init__(self, name: str, look: Look, parent: QWidget, many: bool = True) -> None:
        super().__init__(parent)
        self.name, self.many = name, many
        self.pinned = True
        self._look = look
        self._title = ""
        self._choices: list[tuple[str, str]] = []
        self._values: tuple[str, ...] = ()
        self._texts: Texts | None = None
        self.face, self.remove = QPushButton(self), QPushButton(self)
        self.face.setObjectName(f"{name}_filter")
        self.remove.setObjectName(f"{name}_filter_remove")
        self.face.setProperty("kind", "filter")
        self.face.setProperty("icon_name", "chevron-down")
        self.face.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.remove.setProperty("kind", "filter_remove")
        self.remove.setProperty("icon_name", "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.face)
        row.addWidget(self.remove)
        self.face.clicked.connect(self.open)
        self.remove.clicked.connect(self.clear_by_user)
        for part in (self.face, self.remove):
            part.installEventFilter(self)
        self.remove.hide()
        look.dress_inside(self)

    # -- what it holds -----------------------------------------------------------------------------------------------
    def word(self, texts: Texts, title: str) -> None:
        """Names the filter."""
        self._texts, self._title = texts, title
        self._show()

    def set_choices(self, choices: Sequence[Choice], none_label: str = "") -> None:
        """The values that there are; those that are chosen stay, also where they are not among them."""
        self._choices = [(str(value), label) for value, label in choices]
        if none_label and not self._title:
            self._title = none_label
        self._show()

    def choices(self) -> list[tuple[str, str]]:
        """All values with their labels."""
        return list(self._choices)

    def values(self) -> tuple[str, ...]:
        """What is let through; () = all."""
        return self._values

    def value(self) -> str | None:
        """The first of the values, None = all."""
        return self._values[0] if self._values else None

    def set_values(self, values: Sequence[str]) -> None:
        """Lets these through; nobody is told."""
        self._values = tuple(dict.fromkeys(str(value) for value in values))
        self._show()

    def set_value(self, value: object) -> None:
        """Lets one through, None = all; nobody is told."""
        self.set_values(() if value is None else (str(value),))

    def spoken(self) -> str:
        """`Stage: Preparation, Tendering`, all values by name; the empty text where nothing is filtered."""
        if not self._values or self._texts is None:
            return ""
        return self._texts._("{filter}: {values}").format(filter=self._title, values=", ".join(self._labels()))

    def setAccessibleName(self, name: str) -> None:
        """The name of a chip is what stands on it: the words name the filter."""
        self._title = name
        self._show()

    def _labels(self) -> list[str]:
        known = dict(self._choices)
        return [known.get(value, value) for value in self._values]

    # -- what it shows -----------------------------------------------------------------------------------------------
    def _show(self) -> None:
        texts, labels = self._texts, self._labels()
        words = self._title
        if texts is not None and labels:
            named = ", ".join(labels[:_MOST_NAMED])
            if len(labels) > _MOST_NAMED:
                named = texts._("{values} and {n} more").format(values=named, n=len(labels) - _MOST_NAMED)
            words = texts._("{filter}: {values}").format(filter=self._title, values=named)
        cut = (
            words if len(words) <= _LONGEST + len(self._title) else f"{words[: _LONGEST + len(self._title)].rstrip()}…"
        )
        self.face.setText(menu_text(cut))
        self.face.setAccessibleName(self.spoken() or self._title)
        self.face.setToolTip(tooltip_text(self.spoken()))
        if texts is not None:
            name = texts._("Remove filter {filter}").format(filter=self._title)
            self.remove.setAccessibleName(name)
            self.remove.setToolTip(tooltip_text(texts._("{text} (Del)").format(text=name)))
        chosen = bool(labels)
        if self.face.property("on") != chosen:
            for part in (self.face, self.remove):
                part.setProperty("on", chosen)
                restyle(part)
        self.remove.setVisible(chosen)
        self.setVisible(chosen or self.pinned)
        self.updateGeometry()

    # -- what the user does ------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Opens the values under the chip."""
        if self._texts is None:
            return
        box = ValueBox(self._look, self._texts, self)
        box.chosen.connect(self._take)
        box.closed.connect(self._closed)
        box.show_values(self._title, self._choices, self._values, self.many)

    def _take(self, values: tuple[str, ...]) -> None:
        if values != self._values:
            self.set_values(values)
            self.edited.emit()

    def _closed(self) -> None:
        self.face.setFocus(Qt.FocusReason.PopupFocusReason)
        if not self._values:
            self.left.emit()

    def clear_by_user(self) -> None:
        """Lets everything through again."""
        if self._values:
            self.set_values(())
            (self.face if self.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del takes the filter away, Down opens the values; the page's own Del waits meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.clear_by_user()
                return True
            if watched is self.face and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.face.click()
                return True
        return super().eventFilter(watched, event)


class ValueBox(QFrame):
    """The values of a filter with a tick each; Space or Enter ticks, Esc goes back to the chip."""

    chosen = Signal(tuple)
    closed = Signal()

    def __init__(self, look: Look, texts: Texts, chip: FilterChip) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setObjectName("filter_values")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._texts, self._chip = look, texts, chip
        self._many = True
        self.line, self.list = QLineEdit(self), QListWidget(self)
        self.line.setObjectName("filter_values_line")
        self.line.setPlaceholderText(texts._("Narrow the list"))
        self.line.setAccessibleName(texts._("Narrow the list"))
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.setObjectName("filter_values_list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._toggle)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        side = look.px(6)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.px(4))
        column.addWidget(self.line)
        column.addWidget(self.list)

    def show_values(self, title: str, choices: Sequence[tuple[str, str]], values: Sequence[str], many: bool) -> None:
        """Opens under the chip with the chosen values ticked."""
        self._many = many
        self.list.setAccessibleName(title)
        known = {value for value, _ in choices}
        for value, label in (*choices, *((value, value) for value in values if value not in known)):
            item = QListWidgetItem(label)
            item.setData(_VALUE, value)
            item.setCheckState(Qt.CheckState.Checked if value in values else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.line.setVisible(len(choices) >= SEARCHED_FROM)
        self._look.dress(self)
        first = next((row for row in range(self.list.count()) if self._ticked(row)), 0)
        self.list.setCurrentRow(first)
        self._fit()
        self.show()
        (self.line if self.line.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        look = self._look
        row = max(self.list.sizeHintForRow(0), look.px(24))
        rows = min(max(self.list.count(), 1), _MOST_ROWS)
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.list.setFixedHeight(rows * row + look.px(6))
        self.list.setMinimumWidth(max(self.list.sizeHintForColumn(0) + bar + look.px(16), look.px(180)))
        self.adjustSize()
        below = self._chip.mapToGlobal(QPoint(0, self._chip.height() + 2))
        screen = self._chip.screen().availableGeometry()
        x = max(screen.left(), min(below.x(), screen.right() - self.width()))
        y = below.y()
        if y + self.height() > screen.bottom():
            y = self._chip.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2
        self.move(x, max(screen.top(), y))

    def _ticked(self, row: int) -> bool:
        return bool(self.list.item(row).checkState() == Qt.CheckState.Checked)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden():
            return
        on = item.checkState() != Qt.CheckState.Checked
        for row in range(self.list.count()):
            if not self._many and self.list.item(row) is not item:
                self.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        ticked = tuple(str(self.list.item(row).data(_VALUE)) for row in range(self.list.count()) if self._ticked(row))
        self.chosen.emit(ticked)
        if not self._many:
            self.close()

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for row in range(self.list.count()):
            label = fold(self.list.item(row).text())
            self.list.item(row).setHidden(not all(word in label for word in words))
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        self.list.setCurrentRow(shown[0] if shown else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Enter tick; from the line Up and Down walk the values."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and watched is self.list):
                self._toggle(self.list.currentItem())
                return True
            if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                QApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self._look.px(200), 0))

    def hideEvent(self, event: QEvent) -> None:
        """Back to the chip, however it was closed."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.closed.emit()
