"""A figure beside last year and beside its target: change, what is reached, and in which state that is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from p2i_desktop.domain.figures.figure import Indicator, Number

State = Literal["reached", "missed", "on_track", "behind", "no_target", "not_measured"]
ON_TRACK = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Change:
    """From last year to this one: percent, for shares percentage points; None when one side is missing or was 0."""

    value: Decimal | None
    direction: Literal["up", "down", "level", ""]
    points: bool = False
    new: bool = False  # last year was 0, this year is not


NO_CHANGE = Change(None, "")


def change(indicator: Indicator, value: Number | None, previous: Number | None) -> Change:
    """The change against the year before, from unrounded values."""
    points = indicator.unit == "%"
    if value is None or previous is None:
        return Change(None, "", points)
    difference = Decimal(value) - Decimal(previous)
    direction: Literal["up", "down", "level"] = "level" if not difference else "up" if difference > 0 else "down"
    if points:
        return Change(difference, direction, points)
    if not previous:
        return Change(None, direction, new=bool(value)) if value else Change(Decimal(0), "level")
    return Change(difference * 100 / Decimal(previous), direction)


def reached(indicator: Indicator, value: Number | None, target: Decimal | None) -> Decimal | None:
    """Percent of the target; where lower is better, target divided by value. None without target, value or divisor."""
    if value is None or target is None:
        return None
    above, below = (target, value) if indicator.direction == "lower" else (value, target)
    return Decimal(above) * 100 / Decimal(below) if below else None


def expected(indicator: Indicator, target: Decimal | None, elapsed: int, days: int) -> Decimal | None:
    """What a running year should show by now: the target's share of the days, for figures that grow; else the target."""
    if target is None:
        return None
    return target * elapsed / days if indicator.cumulative else target


def state(
    indicator: Indicator, value: Number | None, target: Decimal | None, due: Decimal | None, running: bool
) -> State:
    """A word for target and value: `due` is what a running year should show by now."""
    if target is None or due is None:
        return "no_target"
    if value is None:
        return "not_measured"
    wanted = due if running else target
    if indicator.direction == "lower":
        met = value <= (wanted / ON_TRACK if running else wanted)
    else:
        met = value >= (wanted * ON_TRACK if running else wanted)
    if running:
        return "on_track" if met else "behind"
    return "reached" if met else "missed"
