"""The list of a screen: table, totals, and what is shown when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from p2i_desktop.gui import list_order
from p2i_desktop.gui.columns import COLUMNS, Column, Row
from p2i_desktop.gui.desk import Ticket
from p2i_desktop.gui.list_model import BLOCK, WHOLE, ListModel, fetch_all, fetch_block
from p2i_desktop.gui.list_state import Layout, Order
from p2i_desktop.gui.list_table import ListTable, spans_of
from p2i_desktop.gui.look.marks import ElidedLabel, FocusRing
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.totals import totals_text

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Filter, Ids, Sort
    from p2i_desktop.services.office import Changed, Office

Whole = tuple["Ids", dict[int, Sequence[Row]], "int | None", dict[str, Any]]
RECORD_TYPES = {
    "cases": {"case", "case_party", "consultation", "action", "organisation", "staff_member", "transition"},
    "procurements": {
        "procurement_project", "procurement_buyer", "case_procurement", "notice", "award", "organisation", "case",
        "exchange_rate",
    },
    "workshops": {
        "workshop", "workshop_session", "participation", "attendance", "feedback", "organisation", "programme",
    },
    "consultations": {"consultation", "case", "organisation", "contact", "staff_member"},
    "organisations": {"organisation", "case", "case_party", "consultation", "employment", "contact"},
    "contacts": {"contact", "employment", "organisation", "consultation"},
}  # fmt: skip
MOST_KEPT = 20_000  # rows of a selection that are found again after reading


class ListView(QFrame):
    """Rows by SQL over a filter; keeps selection and place when records change."""

    opened = Signal(str)
    current_changed = Signal(str)
    counted = Signal(int, int)
    wanted_action = Signal()
    clear_wanted = Signal()
    pane_wanted = Signal()
    sorted = Signal()
    layout_changed = Signal()
    selected = Signal(int)  # how many rows
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.table = ListTable(self)
        self.totals = ElidedLabel(self)
        self.totals.setProperty("tone", "text2")
        self.totals.setProperty("font_role", "number")
        self.state = EmptyState(self)
        self.filter_field: QLineEdit | None = None
        self.state.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._ring = FocusRing(self)
        self.table.focused.connect(self._ring.setVisible)
        self._ready = self._unfit = self._reworded = False

    # -- wiring ------------------------------------------------------------------------------------------------------
    def start(self, bench: Bench, list_name: str, columns: Sequence[Column] | None = None) -> None:
        """Wires the view to a list; nothing is read before `show_filter`."""
        from p2i_desktop.services import lists

        self._bench = bench
        self._name = list_name
        self._filter: Filter = lists.Filter()
        self._sort: Sort | None = lists.DEFAULT_SORT.get(list_name)
        self._ticket: Ticket | None = None
        self._total = 0
        self._empty = ("inbox", "", "")
        self._shown_totals: dict[str, Any] = {}
        self._whole_known = False
        self._wanted_key = ""  # marked when the rows come for the first time
        self.model = ListModel(bench, list_name, columns or COLUMNS[list_name], lists.COLUMNS[list_name])
        self.model.missing.connect(self._fetch_block)
        self.table.equip(bench.look, self.model)
        self.table.header.sort_wanted.connect(self._sort_section)
        self.table.widths_changed.connect(self.layout_changed)
        self.table.copy_wanted.connect(self.copied)
        self.table.enter.connect(self._open)
        self.table.letters.connect(self._type)
        self.table.escape.connect(self.clear_wanted)
        self.table.space.connect(self.pane_wanted)
        self.table.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self._fit_height())
        self.table.selectionModel().currentRowChanged.connect(self._current)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._selection())
        self.state.pressed.connect(self._pressed)
        bench.look.dress_inside(self)
        bench.look.changed.connect(self.refit)
        bench.language_changed.connect(self._reword)
        self._ready = True
        self._show_sort()
        self.table.refit()

    def empty(self, icon: str, text: str, action: str = "") -> None:
        """What is said when the list has no record at all."""
        self._empty = (icon, text, action)

    # -- what is shown -----------------------------------------------------------------------------------------------
    def show_filter(self, wanted: Filter) -> None:
        """Shows the records that fit; the first page comes at once, the rest behind it."""
        self._filter = wanted
        self._fetch()

    def use_sort(self, order: Order) -> None:
        """The next rows are sorted like this; () = as the list is delivered."""
        self._sort = list_order.sort_of(self._name, order)
        self._show_sort()

    def sort_keys(self) -> Order:
        """How the rows are sorted: (column, descending), the first key first; () = as the list is delivered."""
        return list_order.keys_of(self._name, self._sort)

    def use_layout(self, layout: Layout) -> None:
        """Shows these columns at these widths; rows that are there already are read again."""
        changed = self.model.show_columns(layout.columns)
        self._show_sort()
        self.table.use_widths(dict(layout.widths))
        if changed and self.model.rowCount():
            self.reload()

    def layout_now(self) -> Layout:
        """The columns and widths that are shown; () where nobody chose any."""
        columns = tuple(column.id for column in self.model.columns) if self.model.chosen else ()
        return Layout(columns, tuple(sorted(self.table.widths().items())))

    def mark_first(self, key: str) -> None:
        """This record is marked when the rows come for the first time, where it is among them."""
        self._wanted_key = key

    def refresh(self, changed: Changed) -> None:
        """Reads again when the change touches what this list shows; selection and place are kept."""
        if RECORD_TYPES[self._name] & set(changed.keys):
            self.reload()

    def reload(self) -> None:
        """Reads the whole result again, selection and place are kept."""
        top = max(0, self.table.rowAt(0))
        blocks = sorted({top // BLOCK, (top + BLOCK // 2) // BLOCK})
        work = fetch_all(self._name, self._filter, self._sort, blocks, self.current_key())
        self._ask_all(work, self._show_again)

    def current_key(self) -> str:
        """The id of the current row, or the empty text."""
        index = self.table.currentIndex()
        return self.model.key_at(index.row()) if index.isValid() else ""

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(len(span) for span in self.table.selected_spans())

    def selected_keys(self) -> list[str]:
        """The ids of the selected rows that were read, from top to bottom; `selection` knows all of them."""
        rows = (row for span in self.table.selected_spans() for row in span)
        return [key for key in (self.model.key_at(row) for row in rows) if key]

    def selection(self) -> Callable[[Office], list[str]]:
        """The work that names the selected records, from top to bottom, however many they are."""
        ids, name, spans = self.model.ids, self._name, self.table.selected_spans()
        if ids is None:  # only the first rows are there, and they are read
            keys = self.selected_keys()
            return lambda office: keys
        return lambda office: office.lists.keys(name, ids, (place for span in spans for place in span))

    def select(self, key: str) -> None:
        """Makes a record current, wherever it stands in the list."""
        row = self.model.row_of(key)
        if row is not None:
            self._go_to(row)
            return
        self._ask_all(fetch_all(self._name, self._filter, self._sort, (), key), self._show_again)

    @property
    def order(self) -> Sort | None:
        """How the rows are sorted."""
        return self._sort

    def counted_text(self) -> str:
        """`12 of 147`, or `147` when all are shown."""
        texts = self._bench.texts
        shown = self.model.rowCount()
        if shown == self._total:
            return texts.number(shown)
        return texts._("{shown} of {total}").format(shown=texts.number(shown), total=texts.number(self._total))

    # -- reading -----------------------------------------------------------------------------------------------------
    def _fetch(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        name, wanted, sort = self._name, self._filter, self._sort
        self._ticket = self._bench.desk.ask(
            lambda office: office.lists.first(name, wanted, sort), self._show_first, owner=self
        )

    def _show_first(self, rows: Sequence[Row]) -> None:
        key = self.current_key()  # now, not when it was asked: another row may have been chosen meanwhile
        with_focus = self.table.hasFocus()
        self._guarded(lambda: self.model.show_first(rows))
        self._show_state()
        wanted, self._wanted_key = self._wanted_key, ""
        row = self.model.row_of(wanted or key) if wanted or key else None
        if rows:
            self._go_to(row or 0)
        if with_focus:
            self.table.setFocus()
        self._ask_all(fetch_all(self._name, self._filter, self._sort, (), wanted if row is None else ""), self._grow)

    def _ask_all(self, work: Any, then: Any) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._bench.desk.ask(work, then, owner=self)

    def _grow(self, found: Whole) -> None:
        ids, _, place, totals = found
        self.model.grow(ids)
        if place is not None and self.table.currentIndex().row() <= 0:
            self._go_to(place)
        self._count(totals)

    def _show_again(self, found: Whole) -> None:
        ids, blocks, place, totals = found
        bar = self.table.verticalScrollBar()
        scroll, old = bar.value(), self.table.currentIndex().row()
        chosen = self._chosen_numbers()
        self._guarded(lambda: self.model.show_all(ids, blocks))
        if self.model.rowCount():
            row = place if place is not None else min(max(old, 0), self.model.rowCount() - 1)
            self._go_to(row, scroll=False)
            bar.setValue(scroll)
            self.table.scrollTo(self.model.index(row, self.model.first_shown))
            if chosen:
                self.table.select_spans(spans_of(place for place, n in enumerate(ids.numbers) if n in chosen))
        self._selection()
        self._count(totals)

    def _chosen_numbers(self) -> set[int]:
        """The rows of a selection of several, to find them again after reading; of very many none are kept."""
        ids, count = self.model.ids, self.selected_count()
        if ids is None or not 1 < count <= MOST_KEPT:
            return set()
        return {ids.numbers[row] for span in self.table.selected_spans() for row in span if row < len(ids)}

    def _selection(self) -> None:
        self.selected.emit(self.selected_count())

    def _guarded(self, change: Any) -> None:
        """A reset of a deeply scrolled view repaints everything between; so nothing is painted meanwhile."""
        self.table.setUpdatesEnabled(False)
        blocked = self.table.selectionModel().blockSignals(True)
        change()
        self.table.selectionModel().blockSignals(blocked)
        self.table.setUpdatesEnabled(True)

    def _fetch_block(self, number: int) -> None:
        ids = self.model.ids
        if ids is not None:
            work = fetch_block(self._name, ids, number)
            self._bench.desk.ask(work, lambda rows: self._take_block(ids, number, rows), owner=self)

    def _take_block(self, ids: Ids, number: int, rows: Sequence[Row]) -> None:
        if ids is self.model.ids:
            self.model.take_block(number, rows)
            if self._reworded:
                self._reworded = False
                self.table.fit_columns()
                if self.current_key():
                    self.current_changed.emit(self.current_key())  # what is told of this record is worded anew too

    def _count(self, totals: dict[str, Any]) -> None:
        self._shown_totals = totals
        self._total, self._whole_known = totals[WHOLE], True
        self._show_state()
        self._say_totals()
        self.table.fit_columns()
        self.counted.emit(self.model.rowCount(), self._total)

    # -- showing -----------------------------------------------------------------------------------------------------
    def _is_filtered(self) -> bool:
        from p2i_desktop.services.lists import Filter

        return bool(self._filter != Filter())

    def _show_state(self) -> None:
        texts = self._bench.texts
        rows = self.model.rowCount() > 0
        if not rows and self._is_filtered() and (self._total or not self._whole_known):
            self.state.show_state("search", texts._("Nothing fits this filter."), texts._("Clear filter"))
        elif not rows:
            self.state.show_state(*self._empty)
        self.state.setVisible(not rows)
        self.table.setVisible(rows)
        self._fit_height()

    def _pressed(self) -> None:
        (self.clear_wanted if self._is_filtered() and self._total else self.wanted_action).emit()

    def _say_totals(self) -> None:
        self.totals.setText(totals_text(self._name, self._shown_totals, self._bench.texts))
        self._fit_height()

    def _show_sort(self) -> None:
        self.table.header.show_sort(list_order.sections(self.model.columns, self._sort))

    def _sort_section(self, section: int, second: bool) -> None:
        column = self.model.columns[section].sort
        if column:
            self._sort = list_order.next_sort(self._sort, column, second)
            self._show_sort()
            self._fetch()
            self._bench.announce(self.table.header, self.sorted_text())
            self.sorted.emit()

    def sorted_text(self) -> str:
        """How the rows are sorted, in words."""
        return list_order.words(self.model.offered, self._sort, self._bench.texts)

    def _go_to(self, row: int, scroll: bool = True) -> None:
        index = self.model.index(row, self.model.first_shown)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        if scroll:
            self.table.scrollTo(index)

    def _current(self, index: QModelIndex, old: QModelIndex) -> None:
        self.current_changed.emit(self.model.key_at(index.row()) if index.isValid() else "")

    def _open(self) -> None:
        key = self.current_key()
        if key:
            self.opened.emit(key)

    def _type(self, text: str) -> None:
        field = self.filter_field
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.insert(text)

    def _reword(self) -> None:
        self.model.reword()
        self._show_sort()
        self._say_totals()
        self._show_state()
        self._reworded = self.model.rowCount() > 0  # its rows come in the new words: columns are measured then
        if not self._reworded:
            self.table.fit_columns()
        if self._whole_known:
            self.counted.emit(self.model.rowCount(), self._total)

    # -- sizes -------------------------------------------------------------------------------------------------------
    def refit(self) -> None:
        """Takes lengths and fonts of the text size; a list that is not seen does it when it is shown."""
        self._unfit = not self.isVisible()
        if not self._unfit:
            self.table.refit()
            self._fit_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unfit and self._ready:
            self.refit()

    def _fit_height(self) -> None:
        """The table ends with a whole row; what is left belongs to the totals."""
        if not self._ready:
            return
        look = self._bench.look
        below = look.metrics().height() + 2 * look.px(8) if self.totals.text() and self.model.rowCount() else 0
        width, room = self.width() - 2, self.height() - 2 - below
        row = look.row_height(2)
        bar = self.table.horizontalScrollBar()
        # By its range: whether it is shown is not yet true while it is told of another one.
        head = self.table.header.height() + (bar.sizeHint().height() if bar.maximum() > 0 else 0)
        whole = head + max(1, (room - head) // row) * row
        self.table.setGeometry(1, 1, width, min(whole, room))
        self.totals.setVisible(below > 0)
        side = look.px(8)
        self.totals.setGeometry(1 + side, self.height() - 1 - below, width - 2 * side, below)
        self.state.setGeometry(1, 1, width, self.height() - 2)

    def minimumSizeHint(self) -> QSize:
        if not self._ready:
            return super().minimumSizeHint()
        return QSize(self._bench.look.px(320), self.table.header.height() + 3 * self._bench.look.row_height(2))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() * 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ready:
            self._fit_height()
