"""A figure: a value with its range and the keys of the records behind it; and what an indicator is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal

from p2i_desktop.domain.figures.scope import Scope

Number = int | Decimal
INFINITE = Decimal("Infinity")
Keys = tuple[tuple[str, tuple[str, ...]], ...]  # (type key, ids) per record type
Unit = Literal["number", "h", "days", "%", "EUR", "1-5", "points"]
Made = Literal["sum", "mean", "median"]  # how the values of the records behind a figure make the figure
Kind = Literal["output", "outcome", "impact", "quality"]
Direction = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One value: exact, None where nothing was measured (N20), with the range that missing fields leave (N24)."""

    code: str
    value: Number | None
    low: Number | None
    high: Number | None
    by_type: Keys = ()
    missing: int = 0
    base: int | None = None  # of how many, the missing ones included, for shares, means, medians and sums
    opens: Keys = ()  # what a screen opens for it, where no page lists the records behind it

    @property
    def known(self) -> int:
        """How many of the base are known."""
        return (self.base or 0) - self.missing

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records behind the value, restricted ones included, so that it adds up."""
        return tuple(key for _, keys in self.by_type for key in keys)


@dataclass(frozen=True, slots=True)
class Indicator:
    """The one definition of an indicator; label and definition in words stand in the catalogues under its code."""

    code: str
    unit: Unit
    kind: Kind
    count: Callable[[Scope], Sequence[Figure]]
    parts: tuple[str, ...] = ()  # sub codes: one value each, printed in this order
    direction: Direction = "higher"
    cumulative: bool = True  # grows through the year, so that a part of the year has a part of the target
    made: Made | None = None  # None: shares are means, all else sums
    small_groups: bool = False  # under `min_group_for_means` answers: "n = …" and no comparison (N17)
    needs: tuple[tuple[str, str], ...] = ()  # (type key, field) whose absence leaves a range
    aim: int | None = None  # the aim of P2I that it serves
    version: int = 1
    valid_from: date = date(2018, 1, 1)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its values: its own, or one per part."""
        return tuple(f"{self.code}.{part}" for part in self.parts) or (self.code,)

    @property
    def gathers(self) -> Made:
        """How the values of the records behind it make its value."""
        return self.made or ("mean" if self.unit == "%" else "sum")

    @property
    def places(self) -> int:
        """Decimals when printed (N20): hours, days, shares and means have one, counts and euro none."""
        return 0 if self.unit in ("number", "EUR") and self.gathers == "sum" else 1


def keys(type_key: str, rows: Iterable[str]) -> Keys:
    """Keys of one record type."""
    return ((type_key, tuple(rows)),)


def counted(code: str, by_type: Keys, missing: int = 0) -> Figure:
    """A count of the records behind it; `missing` more may belong to it."""
    n = sum(len(ids) for _, ids in by_type)
    return Figure(code, n, n, n + missing, by_type, missing)


def total_hours(code: str, minutes: int, by_type: Keys) -> Figure:
    """Minutes summed, then divided by 60 (N3)."""
    hours = Decimal(minutes) / 60
    return Figure(code, hours, hours, hours, by_type)


def share(code: str, met: int, missing: int, base: int, by_type: Keys) -> Figure:
    """Percent of a base; missing counts as not met and widens the range; nobody known: no value, range still given."""
    if base == 0:
        return Figure(code, None, None, None, by_type, 0, 0)
    low, high = Decimal(100 * met) / base, Decimal(100 * (met + missing)) / base
    return Figure(code, None if missing == base else low, low, high, by_type, missing, base)


def total(code: str, values: Sequence[Number | None], by_type: Keys) -> Figure:
    """A sum: at least what is known; of records of which none is known there is no value (N24)."""
    known = [value for value in values if value is not None]
    found: Number = sum(known)
    missing = len(values) - len(known)
    value = None if missing and not known else found
    return Figure(code, value, found, None if missing else found, by_type, missing, len(values))


def average(
    code: str, rows: Sequence[tuple[Number, int]], missing: int, scale: tuple[int, int | None], by_type: Keys
) -> Figure:
    """The mean of (value, weight) rows; missing ones at both ends of the scale, whose upper end may be open (None)."""
    n = sum(weight for _, weight in rows)
    if not n + missing:
        return Figure(code, None, None, None, by_type, 0, 0)
    found = sum((Decimal(value) * weight for value, weight in rows), Decimal(0))
    value = found / n if n else None
    lowest, highest = scale
    low = (found + lowest * missing) / (n + missing)
    high = None if missing and highest is None else (found + (highest or 0) * missing) / (n + missing)
    return Figure(code, value, low, high, by_type, missing, n + missing)


def middle(code: str, values: Sequence[Number], by_type: Keys, missing: int = 0) -> Figure:
    """The median; None of nothing. What is missing may be 0 or without end: then there is no upper end (N24)."""
    known = [Decimal(v) for v in values]
    if not missing:
        value = median(known) if known else None
        return Figure(code, value, value, value, by_type, 0, len(known))
    low = median([Decimal(0)] * missing + known)
    high = median([*known, *[INFINITE] * missing])
    return Figure(
        code,
        median(known) if known else None,
        low,
        None if high == INFINITE else high,
        by_type,
        missing,
        len(known) + missing,
    )


def by_member(code: str, members: Iterable[str], found: Mapping[str, Sequence[str]], type_key: str) -> list[Figure]:
    """One count per member of a closed list, 0 included; `found[""]` are records that lack the field."""
    unknown = len(found.get("", ()))
    none_known = unknown > 0 and not any(ids for member, ids in found.items() if member)
    figures = []
    for member in members:
        ids = tuple(found.get(member, ()))
        value = None if none_known else len(ids)
        figures.append(Figure(f"{code}.{member}", value, len(ids), len(ids) + unknown, keys(type_key, ids), unknown))
    return figures
