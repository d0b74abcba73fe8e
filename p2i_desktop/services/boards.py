"""The same cases as on the list, as cards in the columns of their steps, and as entries of a calendar; workshops too."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.clock import Clock
from p2i_desktop.domain.board import COLUMNS as BOARD
from p2i_desktop.domain.board import column_of
from p2i_desktop.services.lists import Filter, Lists
from p2i_desktop.services.overview import Due, Overview
from p2i_desktop.services.workshop_days import workshop_days
from p2i_desktop.storage import phases
from p2i_desktop.storage.queries import COLUMNS
from p2i_desktop.storage.store import Store

MOST_CARDS = 2000
_COLUMNS = COLUMNS["cases"]


@dataclass(frozen=True, slots=True)
class Card:
    """A case on the board; `days` since it took its step, None when nobody wrote down when."""

    id: str
    number: str
    title: str
    organisation: str
    status: str
    phase: str
    instrument: str
    advisor: str
    next_on: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class BoardView:
    """Cards by column, each in the order of the list; `count` is how many cases the filter lets through."""

    columns: dict[str, tuple[Card, ...]]
    count: int


class Boards:
    """The cases of a filter, seen in other ways than as a table."""

    def __init__(self, store: Store, clock: Clock, lists: Lists, overview: Overview) -> None:
        self._store, self._clock, self._lists, self._overview = store, clock, lists, overview

    def board(self, wanted: Filter) -> BoardView:
        """The first MOST_CARDS cases of the list as cards."""
        ids = self._lists.ids("cases", wanted)
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in self._lists.rows("cases", ids, 0, MOST_CARDS)]
        rows = [row for row in rows if row["id"]]
        with self._store.connection() as connection:
            since = phases.steps_since(connection, [str(row["id"]) for row in rows])
        today = self._clock.today()
        found: dict[str, list[Card]] = {column: [] for column in BOARD}
        for row in rows:
            taken = since.get(str(row["id"]))
            card = Card(
                row["id"], row["number"] or row["provisional_number"], row["title"], row["organisation"],
                str(row["status"]), str(row["phase"]), str(row["instrument"] or ""), row["advisor"] or "",
                row["next_on"], (today - taken).days if taken else None,
            )  # fmt: skip
            found[column_of(card.phase, card.status)].append(card)
        return BoardView({column: tuple(cards) for column, cards in found.items()}, len(ids))

    def days(self, wanted: Filter, since: date, until: date) -> list[Due]:
        """What has its day in a period, both days included: everything, or what is about a case of the filter. What is
        about no case (plans, procurements of their own) is there too as long as no more is asked than what is open."""
        entries = self._overview.days(since, until)
        if wanted == Filter():
            return entries
        ids = self._lists.ids("cases", wanted)
        keys = frozenset(self._lists.keys("cases", ids, range(len(ids))))
        others = wanted == Filter(flags=frozenset({"open"}))
        return [entry for entry in entries if entry.case_id in keys or (others and not entry.case_id)]

    def workshop_days(self, wanted: Filter, since: date, until: date) -> list[Due]:
        """The same of the workshops of a filter: their sessions, the ends of registrations, actions about them."""
        today = self._clock.today()
        return workshop_days(self._store, self._lists, self._overview, today, wanted, since, until)
