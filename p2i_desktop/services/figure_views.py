"""What is shown of a figure: its row beside last year and target, its explanation, what is missing in its records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from p2i_desktop.domain.figures import Period
from p2i_desktop.domain.figures.figure import Keys, Number


@dataclass(frozen=True, slots=True)
class Span:
    """A reporting year as it is shown: a running one ends at the day up to which it is counted."""

    year: int
    period: Period
    full: Period
    running: bool

    @property
    def days_elapsed(self) -> int:
        return self.period.days

    @property
    def days_in_year(self) -> int:
        return self.full.days


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One value of an indicator as every place shows it; shares in percent, all numbers unrounded."""

    code: str
    label: str
    unit: str
    kind: str
    value: Number | None
    printed: str
    low: Number | None
    high: Number | None
    previous: Number | None
    change: Decimal | None
    target: Decimal | None
    reached: Decimal | None
    unit_label: str
    missing: int
    base: int | None
    before_previous: Number | None
    printed_previous: str
    printed_before: str
    full_previous: Number | None  # of a running year: the whole year before
    printed_full_previous: str
    change_printed: str
    change_direction: str
    printed_target: str
    printed_reached: str
    range_printed: str
    expected: Decimal | None
    printed_expected: str
    state: str
    direction: str
    version: int
    valid_from: date
    definition: str
    by_type: Keys
    made: str = "sum"  # how the values of the records make the value: sum, mean, median
    places: int = 0  # decimals when printed
    opens: Keys = ()  # what a screen opens for it

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records behind the value."""
        return tuple(key for _, keys in self.by_type for key in keys)

    def as_json(self) -> dict[str, Any]:
        """The twelve members of `figures --json`."""
        names = ("code", "label", "unit", "kind", "value", "printed", "low", "high", "previous", "change", "target")
        return {name: plain(getattr(self, name)) for name in (*names, "reached")}


@dataclass(frozen=True, slots=True)
class Explained:
    """What a figure means and which records are behind it; `restricted` more are, which are not named."""

    code: str
    label: str
    definition: str
    version: int
    valid_from: date
    value: Number | None
    printed: str
    by_type: Keys
    restricted: int = 0

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(key for _, keys in self.by_type for key in keys)

    def as_json(self) -> dict[str, Any]:
        """The members of `figures --explain --json`."""
        return {
            "code": self.code,
            "definition": self.definition,
            "version": self.version,
            "records": list(self.records),
        }


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Records that lack a field which a figure needs; `opens`: the type and the ids of the records to be opened for it."""

    code: str
    type: str
    field: str
    ids: tuple[str, ...]
    opens: tuple[str, tuple[str, ...]] = ("", ())


def plain(value: Any) -> Any:
    """A number as JSON writes it."""
    return float(value) if isinstance(value, Decimal) else value
