"""How the steering table is sorted: as it is remembered, as its header changes and shows it, as words."""

from __future__ import annotations

from collections.abc import Mapping

from p2i_desktop.gui.buddy.steering_columns import COLUMNS
from p2i_desktop.i18n import Texts

Order = tuple[tuple[str, bool], ...]  # (column, descending), the first key first
LATEST_FIRST: Order = (("late", True),)
_NUMBERS = frozenset({"late", "silence"})  # the highest is wanted first


def read(remembered: str) -> Order:
    """The order that was kept; of what is not known there is the usual one."""
    known = {column.id for column in COLUMNS}
    keys = [(name.removeprefix("-"), name.startswith("-")) for name in remembered.split() if name]
    return tuple((name, down) for name, down in keys if name in known)[:2] or LATEST_FIRST


def kept(order: Order) -> str:
    """What is remembered of an order."""
    return " ".join(f"-{name}" if down else name for name, down in order)


def read_widths(remembered: str) -> dict[str, int]:
    """The widths that somebody gave to columns, in pixels at 100 %; what cannot be read is left out."""
    known = {column.id for column in COLUMNS}
    pairs = [part.partition(":") for part in remembered.split()]
    return {name: int(width) for name, _, width in pairs if name in known and width.isdigit()}


def kept_widths(widths: Mapping[str, int]) -> str:
    """What is remembered of them."""
    return " ".join(f"{name}:{width}" for name, width in sorted(widths.items()))


def after_press(order: Order, column: str, second: bool) -> Order:
    """After a press on a title: the same title turns it around, with `second` it becomes the second key."""
    first = order[0] if order else ("", False)
    old = dict(order).get(column)
    down = column in _NUMBERS if old is None else not old
    if second and first[0] and first[0] != column:
        return (first, (column, down))
    return ((column, down), *(order[1:] if second else ()))


def sections(order: Order) -> list[tuple[int, bool]]:
    """The sections of the header that carry an arrow, with its direction."""
    places = [column.id for column in COLUMNS]
    return [(places.index(name), down) for name, down in order]


def told(order: Order, texts: Texts) -> str:
    """`Sorted: Step ascending, Due descending`."""
    titles = {column.id: texts._(column.title) for column in COLUMNS}
    parts = [
        (texts._("{column} descending") if down else texts._("{column} ascending")).replace("{column}", titles[name])
        for name, down in order
    ]
    return texts._("Sorted: {order}").replace("{order}", ", ".join(parts))
