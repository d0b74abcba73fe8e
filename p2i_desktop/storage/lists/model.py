"""What a list is: its columns, what it can be filtered and sorted by, and how its rows are read."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table

Row = tuple[Any, ...]  # the values of one row in the order of the list's columns
Condition = ColumnElement[bool]
Key = Callable[[Any], Any]
Totals = dict[str, int | tuple[tuple[str, int], ...]]


@dataclass(frozen=True)
class Filter:
    """What of a list is shown; all parts hold together.

    text          folded words, each the beginning of a word of the row
    among         (column, allowed values); "" among the values stands for "not given"
    since, until  both days included, of the list's own day
    flags         names of ready-made conditions, such as `open` or `to_complete`
    keys          only these records (drill-down); None = all
    """

    text: str = ""
    among: tuple[tuple[str, frozenset[str]], ...] = ()
    since: date | None = None
    until: date | None = None
    flags: frozenset[str] = frozenset()
    keys: frozenset[str] | None = None


@dataclass(frozen=True)
class Sort:
    """By which column a list is ordered, and by which one rows with equal values."""

    column: str
    descending: bool = False
    then: "Sort | None" = None  # has no `then` of its own


@dataclass(frozen=True)
class Moment:
    """What a list depends on beside its rows: who looks (id of a staff member), on which day, after how many days a case is quiet."""

    me: str = ""
    today: date = date.min
    quiet_days: int = 9


class Ids:
    """The rows of a result in their order, 8 bytes each; they hold until the next refetch and are never stored."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: "array[int]") -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Ranked:
    """A column sorted here and not by the database: `key` makes, from the open file, what its values are ordered by."""

    value: ColumnElement[Any]
    key: Callable[[Connection], Key]


@dataclass(frozen=True)
class ListSpec:
    """One list. `indexed` columns are sorted by an index of the database, `ranked` ones in memory."""

    name: str
    columns: tuple[str, ...]
    table: Table
    default: Sort
    conditions: Callable[[Filter, Moment], list[Condition]]
    rows: Callable[[Connection, Sequence[int], Moment], Mapping[int, Row]]
    totals: Callable[[Connection, list[Condition], Moment], Totals]
    indexed: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    ranked: Mapping[str, Ranked] = field(default_factory=dict)

    @property
    def sortable(self) -> frozenset[str]:
        return frozenset(self.indexed) | frozenset(self.ranked)
