"""The memory of one list at work: what was left is shown again, views are shown, saved, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.filter_bar import FilterBar
from p2i_desktop.gui.list_state import Choices, Layout, ListMemory, SavedView, Shown
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.views_bar import ViewsBar, ask_name, name_of_saved, saved_id


class Remembering(QObject):
    """Widths and columns belong to a view at once; a filter or an order only when it is saved."""

    shown = Signal(str)  # a view was chosen

    filtered = Signal()  # other filters are set: the list is to be read again
    buttons_changed = Signal()

    def __init__(
        self, bench: Bench, name: str, filters: FilterBar, bar: ViewsBar, view: ListView, page: QWidget
    ) -> None:
        super().__init__(page)
        self._bench, self._name, self._page = bench, name, page
        self._filters, self._bar, self._list = filters, bar, view
        self._view = ""
        self._first = ""
        self._started = False

    @property
    def view(self) -> str:
        """The view that is shown, with or without changes; "" = none."""
        return self._view

    # -- beginning ---------------------------------------------------------------------------------------------------
    def start(self, first: str) -> None:
        """Shows what was left, else the view `first`; called once, when filters and views are there."""
        bar, memory = self._bar, self._memory()
        bar.chosen.connect(self.show_view)
        bar.asked.connect(self._asked)
        self._list.sorted.connect(self.note)
        self._list.layout_changed.connect(self.keep_layout)
        self._list.current_changed.connect(self._keep_row)
        bar.show_saved([view.name for view in memory.views])
        self._first, self._started = first, True
        last = memory.last if memory.last is not None else self._stored(first)
        known = last.view == "" or self._exists(last.view)
        self._show(last if known else self._stored(first))
        self._list.mark_first(dict(memory.rows).get(self._bench.lists.file_id, ""))

    def _exists(self, view: str) -> bool:
        saved = name_of_saved(view)
        if saved:
            return self._memory().saved(saved) is not None
        return any(one.id == view for one in self._bar.shipped)

    def _memory(self) -> ListMemory:
        return self._bench.lists.of(self._name)

    def _keep(self, memory: ListMemory) -> None:
        self._bench.lists.keep(self._name, memory)

    # -- views -------------------------------------------------------------------------------------------------------
    def show_view(self, view: str) -> None:
        """Shows a view as it was saved; the list is read again."""
        self._show(self._stored(view))
        self.filtered.emit()
        self.shown.emit(view)

    def _stored(self, view: str) -> Shown:
        """What a view shows; a delivered one keeps the order that the list has."""
        saved = self._memory().saved(name_of_saved(view)) if name_of_saved(view) else None
        if saved is not None:
            return replace(saved.shown, view=view)
        shipped = next((one for one in self._bar.shipped if one.id == view), None)
        order = self._list.sort_keys() if self._started else ()
        return Shown(view, "", _sorted(shipped.choices) if shipped else (), order)

    def _show(self, shown: Shown) -> None:
        self._view = shown.view
        self._filters.set_choices(shown.text, shown.choices)
        self._list.use_sort(shown.order)
        saved = self._memory().saved(name_of_saved(shown.view)) if name_of_saved(shown.view) else None
        self._list.use_layout(saved.layout if saved is not None else self._memory().layout)
        self.note()

    def _now(self) -> Shown:
        return Shown(self._view, self._filters.search.text(), self._filters.choices(), self._list.sort_keys())

    def note(self) -> None:
        """Remembers what is shown, and says whether it still is the view."""
        if self._filters.keys is not None:  # what stands behind a figure is nothing that somebody set up
            self._bar.show_state("", False)
            return
        if not name_of_saved(self._view):
            self._view = self._matching() or self._view
        now = self._now()
        self._keep(replace(self._memory(), last=now))
        self._bar.show_state(self._view, now != self._stored(self._view))

    def _matching(self) -> str:
        """The delivered view that shows just what is shown now."""
        now = self._now()
        for one in self._bar.shipped:
            if not now.text and _sorted(one.choices) == now.choices:
                return one.id
        return ""

    # -- what is kept ------------------------------------------------------------------------------------------------
    def keep_layout(self) -> None:
        """The columns and widths that are shown belong to the view from now on."""
        layout, memory = self._list.layout_now(), self._memory()
        saved = memory.saved(name_of_saved(self._view)) if name_of_saved(self._view) else None
        if saved is not None:
            self._keep(memory.with_view(replace(saved, layout=layout)))
        else:
            self._keep(replace(memory, layout=layout))

    def use_columns(self, columns: tuple[str, ...]) -> None:
        """Shows these columns in this order, () = as the list is delivered; widths are kept."""
        self._list.use_layout(Layout(columns, self._list.layout_now().widths if columns else ()))
        self.keep_layout()

    def _keep_row(self, key: str) -> None:
        if key and self._bench.lists.file_id:
            self._keep(self._memory().with_row(self._bench.lists.file_id, key))

    # -- what can be done with views -----------------------------------------------------------------------------------
    def _asked(self, what: str) -> None:
        {"save": self.save, "save_as": self.save_as, "rename": self.rename, "delete": self.delete}[what]()

    def save(self) -> None:
        """The view keeps the filters and the order that it shows now; one that was delivered is saved under a name."""
        name = name_of_saved(self._view)
        if name:
            self._put(name)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Asks for a name and saves what is shown as a view."""
        texts = self._bench.texts
        self._ask(texts._("Save view"), "", self._put)

    def rename(self) -> None:
        """Asks for another name of the view that is shown."""
        old = name_of_saved(self._view)
        if not old:
            self._bench.toast(self._bench.texts._("Only a view of your own can be renamed."))
            return

        def put(name: str) -> None:
            memory = self._memory()
            views = tuple(replace(one, name=name) if one.name == old else one for one in memory.views)
            self._changed(replace(memory, views=views), saved_id(name))

        self._ask(self._bench.texts._("Rename view"), old, put)

    def delete(self) -> None:
        """Takes the view that is shown away; the toast brings it back."""
        texts, memory = self._bench.texts, self._memory()
        name = name_of_saved(self._view)
        if not name:
            self._bench.toast(texts._("Only a view of your own can be deleted."))
            return

        def back() -> None:
            self._changed(replace(self._memory(), views=memory.views), saved_id(name))
            self.show_view(saved_id(name))

        self._changed(memory.without_view(name), self._first)
        self.show_view(self._first)
        words = texts._("View {name} deleted.").replace("{name}", name)
        self._bench.toast(words, actions=((texts._("Bring back"), back),))

    def _ask(self, title: str, name: str, then: Callable[[str], object]) -> None:
        taken = [one.name for one in self._memory().views if one.name != name]
        taken += [self._bar.title_of(one.id) for one in self._bar.shipped]
        ask_name(self._bench, self._page.window(), title, name, taken, then)

    def _put(self, name: str) -> None:
        shown = replace(self._now(), view=saved_id(name))
        view = SavedView(name, shown, self._list.layout_now())
        self._changed(self._memory().with_view(view), saved_id(name))

    def _changed(self, memory: ListMemory, view: str) -> None:
        self._keep(memory)
        self._bench.keep_lists()
        self._bar.show_saved([one.name for one in memory.views])
        self.buttons_changed.emit()
        self._view = view
        self.note()


def _sorted(choices: Choices) -> Choices:
    return tuple(sorted((name, tuple(sorted(values))) for name, values in choices))
