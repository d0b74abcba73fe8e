"""Working hours of a centre: the part of a span of time that lies in its opening hours and on no public holiday (N10)."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LONGEST = 3660  # days: what took longer than ten years is a typing error and has no answer time


@dataclass(frozen=True)
class WorkingTime:
    """Opening hours as (weekday 1 to 7, opens, closes) in the time zone of the centre, and the days on which it is closed."""

    zone: str = "UTC"
    hours: tuple[tuple[int, time, time], ...] = ()
    holidays: Container[date] = frozenset()
    _known: dict[date, tuple[tuple[float, float], ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def known(self) -> bool:
        """Whether the centre has opening hours at all; without them nothing can be measured."""
        return any(opens < closes for _, opens, closes in self.hours)

    def seconds(self, since: datetime, until: datetime) -> int | None:
        """Working seconds between two aware instants; None where they cannot be known: no hours, or the wrong way round."""
        if not self.known or until < since or (until - since).days > LONGEST:
            return None
        zone = ZoneInfo(self.zone)
        start, end = since.timestamp(), until.timestamp()
        day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
        total = 0.0
        while day <= last:
            for opens, closes in self._spans(day, zone):
                total += max(0.0, min(end, closes) - max(start, opens))
            day += DAY
        return round(total)

    def _spans(self, day: date, zone: ZoneInfo) -> tuple[tuple[float, float], ...]:
        """The open spans of a day as timestamps; the clock may change in between."""
        if day not in self._known:
            local = (
                [] if day in self.holidays else [(o, c) for w, o, c in self.hours if w == day.isoweekday() and o < c]
            )
            spans = [tuple(datetime.combine(day, at, zone).timestamp() for at in span) for span in _joined(local)]
            self._known[day] = tuple((first, last) for first, last in spans)
        return self._known[day]


def _joined(spans: Sequence[tuple[time, time]]) -> list[tuple[time, time]]:
    """Spans that overlap count once."""
    found: list[tuple[time, time]] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found
