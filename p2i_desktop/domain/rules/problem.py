"""What a rule finds, and what a rule may ask about the records around."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, TypeVar

from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.reporting import RuleSettings

R = TypeVar("R", bound=Record)


class Severity(StrEnum):
    """Hard: saving is refused. Warning: saved, shown and listed."""

    HARD = "hard"
    WARNING = "warning"


class FieldName(NamedTuple):
    """A field as a value in a message: shown by its label."""

    type: str  # type key
    name: str


# What stands in a message: shown by its kind (date, label of the member, label of the field, joined by commas).
Value = str | int | Decimal | date | StrEnum | FieldName | tuple[StrEnum, ...] | tuple[FieldName, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule: its code (catalogue context `rule`), the field to go to, and what fills the message."""

    code: str
    field: str
    severity: Severity = Severity.HARD
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def hard(self) -> bool:
        return self.severity is Severity.HARD


def hard(code: str, field: str, /, **values: Value) -> Problem:
    """A problem that refuses the save."""
    return Problem(code, field, Severity.HARD, tuple(values.items()))


def warning(code: str, field: str, /, **values: Value) -> Problem:
    """A problem that is saved and shown."""
    return Problem(code, field, Severity.WARNING, tuple(values.items()))


class Get(Protocol):
    """One record by its id, binned or not; None when there is none or the id is None."""

    def __call__(self, record_type: type[R], key: str, /) -> R | None: ...


class Find(Protocol):
    """The records of a type, not in the bin, whose fields equal what is given."""

    def __call__(self, record_type: type[R], /, **equals: Any) -> list[R]: ...


def _nothing(record_type: type[R], key: str, /) -> R | None:
    return None


def _none(record_type: type[R], /, **equals: Any) -> list[R]:
    return []


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed period and the day on which it was closed."""

    starts: date
    ends: date
    since: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule may know beside the record itself, as it will be after the step; by default an empty office."""

    today: date
    settings: RuleSettings
    centre: Centre | None = None
    get: Get = _nothing
    find: Find = _none
    knows_cpv: Callable[[str], bool] | None = None  # the loaded CPV list; None: none is loaded
    closed: tuple[Closed, ...] = ()  # periods in which nothing that counts may change


Rule = Callable[[Any, Around, Any], list[Problem]]  # record, around, the record as stored (None when new)
