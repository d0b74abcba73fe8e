"""The page of a list: title with its count, views, filters as chips, list on the left and detail on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from p2i_desktop.gui.bulk_bar import BulkBar
from p2i_desktop.gui.excel import copy_list, save_list
from p2i_desktop.gui.filter_bar import FilterBar, Filtering
from p2i_desktop.gui.filter_chip import FilterChip
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.list_memory import Remembering
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.low_window import HeightKeeper, LowPage, fold, low_scrolled
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.views_bar import ShippedView, ViewsBar

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Filter

STACKED_BELOW = 900  # pixels of content at 100 %: the detail goes under the list
_LEAST_DETAIL = 260  # pixels at 100 %, where it stands under the list
_LEAST_SEARCH = 268  # pixels at 100 %
_LEAST_ROWS = 3  # of the list, before the page scrolls


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
        self._inside = LowPage()
        self._heads, self._filters = FilterLine(None, look, 0), FilterLine(None, look, _LEAST_SEARCH)
        self.filters = FilterBar(bench, name, self._filters, self._inside)
        self.search = self.filters.search
        self.list = ListView(self)
        self.list.setObjectName(f"{name}_list")
        self.list.filter_field = self.search
        self.detail = detail
        self._keeper = HeightKeeper(detail)
        self._buttons: list[QPushButton] = []
        self._last: list[QWidget] = []
        self.views_bar = ViewsBar(bench, name, self._inside)
        self.views = self.views_bar.group
        self._by_user = False  # whether the next count follows from a filter of the user
        self.memory = Remembering(bench, name, self.filters, self.views_bar, self.list, self)
        self.memory.filtered.connect(self.filtered)
        self.memory.buttons_changed.connect(self.read_order)
        self.filters.edited.connect(self._edited)
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
        self.views_bar.hide()
        whole.addWidget(self.views_bar)
        whole.addLayout(self._filters)
        self.split = QSplitter(Qt.Orientation.Horizontal, self._inside)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 9)
        self.split.setStretchFactor(1, 5)
        self.split.setSizes([900, 500])
        whole.addWidget(self.split, 1)
        self.other: QWidget | None = None  # what is shown in the place of list and detail
        self.bulk = BulkBar(self._bench, self._name, self.list, self._inside)
        self.bulk.export_wanted.connect(self._export_selected)
        whole.addWidget(self.bulk)
        self._fit()
        self._bench.look.changed.connect(self._fit)
        self.list.pane_wanted.connect(lambda: self.show_detail(not self.detail.isVisibleTo(self)))
        self.list.clear_wanted.connect(self.clear)
        self.list.counted.connect(lambda _shown, _total: self._counted())
        self.list.copied.connect(lambda: copy_list(self._bench, self.list))

    def _fit(self) -> None:
        """Takes the lengths of the text size."""
        look = self._bench.look
        whole = self._inside.layout()
        if whole is not None:
            whole.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(18))
            whole.setSpacing(look.px(12))
        self._named.setSpacing(look.px(12))
        self.split.setHandleWidth(look.px(12))
        self.list.setMinimumHeight((_LEAST_ROWS + 2) * look.row_height(2))  # with header, sums and a scroll bar

    # -- parts -------------------------------------------------------------------------------------------------------
    def use_views(self, shipped: Sequence[ShippedView], first: str = "") -> None:
        """Views that the list comes with; `first` is shown where nothing is remembered. After all filters are added."""
        self.views_bar.show()
        self.views_bar.offer_views(shipped)
        self.filtered.connect(self.memory.note)
        self.memory.start(first or shipped[0].id)

    def add_filter(self, wanted: Filtering) -> FilterChip:
        """A filter as a chip."""
        return self.filters.add(wanted)

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
        """Words and icons of the filters and views."""
        self.filters.retranslate()
        self.views_bar.retranslate()
        self.bulk.retranslate()

    def say(self, title: str, placeholder: str) -> None:
        """Title and what is searched."""
        self.title.setText(title)
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.list.table.setAccessibleName(title)
        self.dress()

    def wanted(self, more: Iterable[tuple[str, frozenset[str]]] = ()) -> Filter:
        """What is filtered now, with what the screen adds: (column, values)."""
        return self.filters.wanted(more)

    def show_only(self, keys: frozenset[str], title: str) -> None:
        """Only these records, with the reason on a chip; the screen hears `filtered`."""
        self.filters.set_choices("", ())
        self.filters.show_only(keys, title)
        self.filtered.emit()

    def clear(self) -> None:
        """Lets everything through; the screen hears `filtered`."""
        self.filters.clear()

    def _export_selected(self, keys: frozenset[str]) -> None:
        texts = self._bench.texts
        wanted = replace(self.wanted(), keys=keys)
        described = [texts.ngettext("{n} selected row", "{n} selected rows", len(keys)), *self.filters.described()]
        save_list(self._bench, self.list, wanted, self.title.text(), described)

    def _edited(self) -> None:
        self._by_user = True
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
        self.read_order()

    def read_order(self) -> None:
        """Tab goes as the page is read: buttons, views, search, filters, list, detail."""
        stops = [*self._buttons, *self.views_bar.stops(), *self.filters.stops(), self.list.table.header]
        for one, other in pairwise([*stops, self.list.table, *self.bulk.buttons.values()]):
            QWidget.setTabOrder(one, other)

    def show_instead(self, body: QWidget | None) -> None:
        """Another view of the same filter in the place of list and detail; None: list and detail again."""
        whole = self._inside.layout()
        if self.other is not None:
            self.other.hide()
        self.other = body
        if body is not None:
            if body.parentWidget() is not self._inside and isinstance(whole, QVBoxLayout):
                body.setParent(self._inside)
                whole.insertWidget(whole.indexOf(self.split) + 1, body, 1)
            body.show()
        self.split.setVisible(body is None)
        self.bulk.setVisible(body is None and self.list.selected_count() > 1)

    def _keep_split(self) -> None:
        self._bench.remember(f"{self._name}.split", bytes(self.split.saveState().toHex().data()).decode())

    def _counted(self) -> None:
        self.count.setText(self.list.counted_text())
        if self._by_user and self.isVisible():
            self._by_user = False
            self._bench.announce(self.search, self.count.text())

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.search, self.list.table, self.bulk.buttons["tag"], self.detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page puts the detail under the list."""
        super().resizeEvent(event)
        self._fold_detail()

    def event(self, event: QEvent) -> bool:
        """Other words or another text size need other room: looked at again as when the width changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold_detail()
        return super().event(event)

    def _fold_detail(self) -> None:
        look = self._bench.look
        narrow = fold(self.split, self.width() - 2 * look.px(24), look.px(STACKED_BELOW - 48))
        self._keeper.keep_above(look.px(_LEAST_DETAIL) if narrow else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the search; Down goes from the search into the list."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._edited()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
