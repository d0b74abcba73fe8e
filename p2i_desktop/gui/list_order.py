"""How a list is sorted: as it is remembered, as the header shows and changes it, as words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from p2i_desktop.gui.columns import Column
from p2i_desktop.gui.list_state import Order
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Sort


def sort_of(name: str, order: Order) -> Sort | None:
    """The order of a list as it was remembered, () = as delivered; columns that there are not are left out."""
    from p2i_desktop.services.lists import DEFAULT_SORT, SORTABLE, Sort

    keys = [(column, descending) for column, descending in order if column in SORTABLE[name]][:2]
    if not keys:
        return DEFAULT_SORT.get(name)
    return Sort(*keys[0], Sort(*keys[1]) if len(keys) > 1 else None)


def keys_of(name: str, sort: Sort | None) -> Order:
    """What is remembered of an order: (column, descending), the first key first; () = as the list is delivered."""
    from p2i_desktop.services.lists import DEFAULT_SORT

    if sort is None or sort == DEFAULT_SORT.get(name):
        return ()
    return tuple((key.column, key.descending) for key in (sort, sort.then) if key is not None)


def next_sort(now: Sort | None, column: str, second: bool) -> Sort:
    """The order after a press on a title: the same title turns it around, with `second` it becomes the second key."""
    from p2i_desktop.services.lists import Sort

    if second and now is not None and now.column != column:
        old = now.then
        turned = bool(old and old.column == column and not old.descending)
        return Sort(now.column, now.descending, Sort(column, turned))
    same = now is not None and now.column == column and not now.descending
    return Sort(column, same, now.then if second and now is not None else None)


def sections(columns: Sequence[Column], sort: Sort | None) -> list[tuple[int, bool]]:
    """The sections of the header that carry an arrow, with its direction, the first key first."""
    names = [column.sort for column in columns]
    keys = [] if sort is None else [key for key in (sort, sort.then) if key is not None]
    return [(names.index(key.column), key.descending) for key in keys if key.column in names]


def words(columns: Sequence[Column], sort: Sort | None, texts: Texts) -> str:
    """`Sorted: Title ascending, No. descending`."""
    titles = {column.sort: texts._(column.title) for column in reversed(columns) if column.sort}
    parts = []
    for key in (sort, sort.then if sort else None):
        if key is not None:
            pattern = texts._("{column} descending") if key.descending else texts._("{column} ascending")
            parts.append(pattern.replace("{column}", titles.get(key.column, key.column)))
    return texts._("Sorted: {order}").replace("{order}", ", ".join(parts))
