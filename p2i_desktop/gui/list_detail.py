"""The page of a list: title with its count, views, filter line, list on the left and detail on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.low_window import LowPage, fold, low_scrolled
from p2i_desktop.gui.screen import Bench

STACKED_BELOW = 900  # pixels of content at 100 %: the detail goes under the list
_LEAST_DETAIL = 260  # pixels at 100 %, where it stands under the list
_LEAST_ROWS = 3  # of the list, before the page scrolls
_WIDEST_CHOICE = 240  # pixels at 100 %
_FILTER_AFTER = 120  # milliseconds after the last letter


class ListDetail(QWidget):
    """What the pages of lists have in common; the screen hears `filtered` and asks for the parts."""

    filtered = Signal()

    def __init__(self, bench: Bench, name: str, detail: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._name = bench, name
        look = bench.look
        self.title, self.count = QLabel(self), QLabel(self)
        self.title.setProperty("font_role", "h1")
        self.count.setProperty("tone", "text2")
        for label in (self.title, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.search = QLineEdit(self)
        self.search.setObjectName(f"{name}_filter")
        self.search.setClearButtonEnabled(True)
        self._search_icon = QAction(self.search)
        self.search.addAction(self._search_icon, QLineEdit.ActionPosition.LeadingPosition)
        self.list = ListView(self)
        self.list.setObjectName(f"{name}_list")
        self.list.filter_field = self.search
        self.detail = detail
        self._choices: list[ChoiceBox] = []
        self._buttons: list[QPushButton] = []
        self.views = QButtonGroup(self)
        self._views_line = FlowLayout(None, look.px(4))
        self._inside = LowPage()
        self._heads, self._filters = FilterLine(None, look, 0), FilterLine(None, look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FILTER_AFTER)
        self._soon.timeout.connect(self.filtered)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._build()

    def _build(self) -> None:
        low_scrolled(self._inside, self)  # first: a page that is moved into another parent is styled once more
        whole = QVBoxLayout(self._inside)
        named = QWidget(self._inside)
        self._named = line = QHBoxLayout(named)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.title, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addStretch(1)
        self._heads.addWidget(named)
        whole.addLayout(self._heads)
        views = QWidget(self)
        views.setLayout(self._views_line)
        self._views = views
        views.hide()
        whole.addWidget(views)
        self._filters.addWidget(self.search)
        whole.addLayout(self._filters)
        self.split = QSplitter(Qt.Orientation.Horizontal, self._inside)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 9)
        self.split.setStretchFactor(1, 5)
        self.split.setSizes([900, 500])
        whole.addWidget(self.split, 1)
        self._fit()
        self._bench.look.changed.connect(self._fit)
        self.list.pane_wanted.connect(lambda: self.show_detail(not self.detail.isVisibleTo(self)))
        self.list.clear_wanted.connect(self.clear)
        self.list.counted.connect(lambda _shown, _total: self._counted())

    def _fit(self) -> None:
        """Takes the lengths of the text size."""
        look = self._bench.look
        whole = self._inside.layout()
        if whole is not None:
            whole.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(18))
            whole.setSpacing(look.px(12))
        self._named.setSpacing(look.px(12))
        self.split.setHandleWidth(look.px(12))
        self.list.setMinimumHeight((_LEAST_ROWS + 1) * look.row_height(2))
        for box in self._choices:
            box.setMaximumWidth(look.px(_WIDEST_CHOICE))

    # -- parts -------------------------------------------------------------------------------------------------------
    def add_view(self, name: str, run: Callable[[], None]) -> QPushButton:
        """A named view: a filter that is one press away."""
        button = QPushButton(self)
        button.setObjectName(f"view_{name}")
        button.setCheckable(True)
        button.setProperty("kind", "quiet")
        button.clicked.connect(run)
        self.views.addButton(button)
        self._views_line.addWidget(button)
        self._views.show()
        return button

    def add_choice(self, name: str) -> ChoiceBox:
        """A filter by one value of a closed list."""
        box = ChoiceBox(self)
        box.setObjectName(f"{name}_filter_choice")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(self._bench.look.px(_WIDEST_CHOICE))
        box.edited.connect(self.filtered)
        self._filters.addWidget(box)
        self._choices.append(box)
        return box

    def add_button(self, name: str, icon: str, run: Callable[[], None], kind: str = "") -> QPushButton:
        """A button at the right of the title."""
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("icon_name", icon)
        if kind:
            button.setProperty("kind", kind)
        button.clicked.connect(run)
        self._heads.addWidget(button)
        self._buttons.append(button)
        return button

    # -- what it does ------------------------------------------------------------------------------------------------
    def dress(self) -> None:
        """Icons that are no buttons."""
        self._search_icon.setIcon(self._bench.look.icon("search", "text3"))

    def say(self, title: str, placeholder: str) -> None:
        """Title and what is searched."""
        self.title.setText(title)
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.list.table.setAccessibleName(title)

    def clear(self) -> None:
        """Empties the search field; the screen hears `filtered`."""
        self.search.clear()
        self._soon.stop()
        self.filtered.emit()

    def show_detail(self, shown: bool) -> None:
        """Shows or hides the detail pane; it stays so."""
        self.detail.setVisible(shown)
        self._bench.remember(f"{self._name}.detail", "1" if shown else "0")

    def restore(self) -> None:
        """Splitter and pane as they were left."""
        state = self._bench.remembered(f"{self._name}.split")
        if state:
            self.split.restoreState(QByteArray.fromHex(state.encode()))
        self.detail.setVisible(self._bench.remembered(f"{self._name}.detail") != "0")
        self.split.splitterMoved.connect(self._keep_split)
        self._read_order()

    def _read_order(self) -> None:
        """Tab goes as the page is read: buttons, views, search, choices, list, detail."""
        stops = [*self._buttons, *self.views.buttons(), self.search, *self._choices, self.list.table]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _keep_split(self) -> None:
        self._bench.remember(f"{self._name}.split", bytes(self.split.saveState().toHex().data()).decode())

    def _counted(self) -> None:
        self.count.setText(self.list.counted_text())
        if self.search.hasFocus():
            self._bench.announce(self.search, self.count.text())

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.search, self.list.table, self.detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page puts the detail under the list."""
        super().resizeEvent(event)
        look = self._bench.look
        narrow = fold(self.split, self.width() - 2 * look.px(24), look.px(STACKED_BELOW - 48))
        self.detail.setMinimumHeight(look.px(_LEAST_DETAIL) if narrow else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the search; Down goes from the search into the list."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
