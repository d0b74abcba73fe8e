"""How a centre came, and is to come, through the fifteen steps of its set-up: readiness month by month (N18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from p2i_desktop.domain.buddies import SetupMilestone, SetupProgress

STEPS = len(SetupMilestone)
_BACK, _AHEAD = 10, 5  # years around today that a curve shows; a slip of the keyboard plans a step for 2099


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The end of one month: how many steps were done by then (None = it lies ahead) and how many were planned by then."""

    on: date
    done: int | None
    planned: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Readiness over time; `base` is 15 less the steps that do not apply, 0 when none applies."""

    points: tuple[CurvePoint, ...]
    base: int

    def share(self, count: int | None) -> float | None:
        """So many steps in per cent of the base; None where nothing is known or applies (N20)."""
        return None if count is None or not self.base else 100 * count / self.base


def curve(rows: Sequence[SetupProgress], today: date) -> Curve:
    """The months from the first day that is known to the last one, this month among them; the last point of the history
    is today. A step done without a plan counts as planned for the day on which it was done."""
    live = [row for row in rows if not row.not_applicable]
    base = STEPS - (len(rows) - len(live))
    done = sorted(row.done_on for row in live if row.done_on is not None)
    planned = sorted(day for row in live if (day := row.planned_on or row.done_on) is not None)
    known = [*done, *planned]
    if not known:
        return Curve((), base)
    first = max(min(*known, today), date(today.year - _BACK, 1, 1))
    last = min(max(*known, today), date(today.year + _AHEAD, 12, 31))
    ends = _month_ends(first, last)
    points = []
    for end in ends:
        begun = end.replace(day=1) <= today
        reached = sum(day <= min(end, today) for day in done) if begun else None
        points.append(CurvePoint(end, reached, sum(day <= end for day in planned)))
    return Curve(tuple(points), base)


def _month_ends(first: date, last: date) -> list[date]:
    """The last days of the months from one day to another."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [_month_end(month // 12, month % 12 + 1) for month in months]


def _month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)
