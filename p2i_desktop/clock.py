"""What time it is: the one seam through which tests and the demo centre set the clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


class Clock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The instant in UTC, aware."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day where the user sits."""
        return self.now().astimezone().date()


@dataclass
class FixedClock(Clock):
    """A clock that stands still unless it is moved."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def advance(self, **delta: float) -> None:
        """Moves the clock by the given `timedelta` arguments."""
        self.instant += timedelta(**delta)
