"""Rows for tables: the first ones at once, the numbers of all, then any block of rows."""

from collections.abc import Iterable

from p2i_desktop.clock import Clock
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.storage import queries
from p2i_desktop.storage.lists.model import Filter, Ids, Moment, Row, Sort, Totals
from p2i_desktop.storage.lists.parts import MYSELF
from p2i_desktop.storage.queries import COLUMNS, DEFAULT_SORT, SORTABLE
from p2i_desktop.storage.store import Store

__all__ = [
    "COLUMNS",
    "DEFAULT_SORT",
    "MYSELF",
    "SORTABLE",
    "Filter",
    "Ids",
    "Lists",
    "Row",
    "Sort",
    "Totals",
    "silent_days",
]

EVERYTHING = Filter()


class Lists:
    """The lists of an open file: `cases`, `consultations`, `organisations`, `contacts`, `actions`; KeyError for others."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def first(self, name: str, filter_: Filter = EVERYTHING, sort: Sort | None = None, limit: int = 128) -> list[Row]:
        """The first rows, for the first sight of a list."""
        moment = self._moment(filter_)
        with self._store.connection() as connection:
            return queries.first_rows(connection, name, filter_, sort, moment, limit)

    def ids(self, name: str, filter_: Filter = EVERYTHING, sort: Sort | None = None) -> Ids:
        """All rows by their numbers, 8 bytes each; they hold until the file changes."""
        moment = self._moment(filter_)
        with self._store.connection() as connection:
            return queries.all_ids(connection, name, filter_, sort, moment)

    def rows(self, name: str, ids: Ids, start: int, count: int) -> list[Row]:
        """A block of rows; a row that was removed meanwhile has an empty text in every column."""
        moment = self._moment(EVERYTHING)
        with self._store.connection() as connection:
            return queries.block(connection, name, ids.numbers[start : start + count], moment)

    def totals(self, name: str, filter_: Filter = EVERYTHING) -> Totals:
        """`count`, and the sums of the list: minutes of consultations, `values` of cases as (currency, cents)."""
        moment = self._moment(filter_)
        with self._store.connection() as connection:
            return queries.totals(connection, name, filter_, moment)

    def keys(self, name: str, ids: Ids, places: Iterable[int]) -> list[str]:
        """The ids of the records at these places of a result, in this order; one that is gone meanwhile is left out."""
        numbers = [ids.numbers[place] for place in places if 0 <= place < len(ids)]
        with self._store.connection() as connection:
            return queries.keys_of(connection, name, numbers)

    def place_of(self, name: str, ids: Ids, record_id: str) -> int | None:
        """At which place a record stands; None when it is not in the list."""
        with self._store.connection() as connection:
            return queries.place_of(connection, name, ids, record_id)

    def _moment(self, filter_: Filter) -> Moment:
        quiet = silent_days(self._store)[0] if "quiet" in filter_.flags else 0
        return Moment(self._store.actor, self._clock.today(), quiet)


def silent_days(store: Store) -> tuple[int, ...]:
    """After how many days without a contact a case goes one step up, from the rule settings; the shortest first."""
    settings = next(iter(store.find(RuleSettings)), None) or RuleSettings()
    days = sorted(int(text) for text in settings.escalation_days if text.strip().isdecimal())
    return tuple(days) or (9, 21, 45)
