"""Random values, crowded around the edges of years so that rules meet each other."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from p2i_desktop.domain.record import Money

_EDGES = [
    date(year, month, on) for year in (2024, 2025, 2026) for month, on in ((1, 1), (2, 28), (6, 30), (11, 20), (12, 31))
]


class Dice:
    """Draws values, and ids in the order of drawing."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self._made = 0

    def key(self) -> str:
        self._made += 1
        return f"00000000-0000-7000-8000-{self._made:012x}"

    def day(self) -> date:
        if self.rng.random() < 0.4:
            return self.rng.choice(_EDGES)
        return date(2024, 1, 1) + timedelta(days=self.rng.randrange(1095))

    def some(self, values: Any, chance: float = 0.75) -> Any:
        """One of the values, or None."""
        return self.rng.choice(list(values)) if self.rng.random() < chance else None

    def yes(self, chance: float) -> bool:
        return self.rng.random() < chance

    def money(self) -> Money | None:
        if self.yes(0.25):
            return None
        return Money(Decimal(self.rng.randrange(0, 90_000_000)) / 100, self.rng.choice(("EUR", "EUR", "SEK", "CHF")))
