"""Puts items one after the other onto pages: what stays together, what may be cut, where a page ends."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import Frame


class Item(Protocol):
    """Something with a height that can draw itself; `least` is the height of the smallest first part that may stand alone."""

    before: float
    after: float
    keep: bool  # must not be the last on a page

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float: ...

    def split(self, room: float) -> "tuple[Item, Item] | None":
        """A part of at most `room` and the rest, or None."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws with its upper left corner there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows stands on new pages of this frame, with or without furniture."""

    frame: Frame
    furnished: bool = True


@dataclass(slots=True)
class Placed:
    """One page: its frame, what stands on it and at which height."""

    frame: Frame
    furnished: bool = True
    items: list[tuple[Item, float]] = field(default_factory=list)


_HAIR = 0.01  # sums of floats


class _Flow:
    def __init__(self, tick: Callable[[], None]) -> None:
        self.pages: list[Placed] = []
        self._tick, self._used, self._after = tick, 0.0, 0.0

    def turn(self, turn: Turn) -> None:
        """A new page, or the clean one that is open already."""
        if self.pages and not self.pages[-1].items:
            self.pages[-1].frame, self.pages[-1].furnished = turn.frame, turn.furnished
        else:
            self.pages.append(Placed(turn.frame, turn.furnished))
            self._tick()
        self._used = self._after = 0.0

    def put(self, item: Item, needed: float) -> None:
        """Places an item; `needed` is what it and those it keeps with want on one page."""
        if self.pages[-1].items and needed > self._room(item):
            self._next_page()
        while item.height > self._room(item) + _HAIR:
            parts = item.split(self._room(item))
            if parts is not None:
                self._set(parts[0])
                item = parts[1]
            elif not self.pages[-1].items:
                break  # taller than a page and in one piece: shown as far as it goes
            self._next_page()
        self._set(item)

    def _gap(self, item: Item) -> float:
        return max(self._after, item.before) if self.pages[-1].items else 0.0

    def _room(self, item: Item) -> float:
        return self.pages[-1].frame.room - self._used - self._gap(item) + _HAIR

    def _set(self, item: Item) -> None:
        page = self.pages[-1]
        self._used += self._gap(item)
        page.items.append((item, page.frame.top - self._used))
        self._used += item.height
        self._after = item.after

    def _next_page(self) -> None:
        self.turn(Turn(self.pages[-1].frame))


def _needed(items: list[Item | Turn], at: int) -> float:
    total, after = 0.0, 0.0
    for item in itertools.islice(items, at, None):
        if isinstance(item, Turn):
            break
        gap = max(after, item.before) if total else 0.0
        if not item.keep:
            return total + gap + item.least
        total, after = total + gap + item.height, item.after
    return total


def place(items: list[Item | Turn], tick: Callable[[], None]) -> list[Placed]:
    """The pages; the first item is a Turn. `tick` is called for each page, and stops the work when it raises."""
    flow = _Flow(tick)
    for at, item in enumerate(items):
        if isinstance(item, Turn):
            flow.turn(item)
        else:
            flow.put(item, _needed(items, at) if item.keep else item.least)
    return flow.pages if flow.pages[-1].items or len(flow.pages) == 1 else flow.pages[:-1]
