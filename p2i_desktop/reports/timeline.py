"""A plan over time as plain values: rows with bars of two sides, ready to be drawn; and the blocks in which both sides sign."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Fill = Literal["solid", "hatch", "outline"]
BarState = Literal["open", "done", "late"]


@dataclass(frozen=True, slots=True)
class GanttSide:
    """Who owns bars: told by a letter at each bar and by a fill, never by colour alone."""

    letter: str
    name: str
    fill: Fill


@dataclass(frozen=True, slots=True)
class GanttBar:
    """One bar from its first to its last day; without `starts` a diamond at its last day.

    `until` later than `ends` draws how long it was, or still is, late; `tag` is printed at the bar before the sign.
    """

    ends: date
    side: int  # place among the sides of the chart
    starts: date | None = None
    state: BarState = "open"
    until: date | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A line of the chart; `waits_for` are the places of rows that must be done before."""

    text: str
    bars: tuple[GanttBar, ...]
    number: str = ""
    waits_for: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttTick:
    """A day on the axis where something begins (a month, a quarter, a year); `strong` ones begin a year."""

    on: date
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """A plan over time. `alt` says in words what the picture shows and where the numbers stand.

    `signs` are the words for ✓ and ✗ in the legend; `part` names a later part of a long chart and holds {first} and {last}.
    """

    title: str
    sides: tuple[GanttSide, ...]
    rows: tuple[GanttRow, ...]
    first: date
    last: date
    ticks: tuple[GanttTick, ...]
    alt: str
    signs: tuple[str, str]
    part: str = "{first}–{last}"
    number: str = ""
    today: date | None = None
    today_word: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"the chart {self.title!r} has no text for those who cannot see it")
        if self.last < self.first:
            raise ValueError(f"the chart {self.title!r} ends before it begins")
        for row in self.rows:
            if any(not 0 <= other < len(self.rows) for other in row.waits_for):
                raise ValueError(f"{row.text!r} waits for a row that is not there")
            for bar in row.bars:
                if not 0 <= bar.side < len(self.sides):
                    raise ValueError(f"a bar of {row.text!r} belongs to no side")
                if bar.starts is not None and bar.ends < bar.starts:
                    raise ValueError(f"a bar of {row.text!r} ends before it begins")


@dataclass(frozen=True, slots=True)
class Signature:
    """Where one side signs: what is known already stands on the line, what is not is left to be written by hand."""

    heading: str
    lines: tuple[tuple[str, str], ...]  # label, value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks side by side, on one page."""

    items: tuple[Signature, ...]
