"""Workshops seen from one period: which were held, who was there, what was answered; the counting itself is in `presence`."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.figures.period import Period
from p2i_desktop.domain.figures.workshop_rows import CertificateRow, WorkshopRow, WorkshopRows
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.presence import (
    Event,
    Presence,
    Seat,
    Share,
    is_no_show,
    is_registered,
    only_mode,
    presence,
    shares,
)
from p2i_desktop.domain.workshops import EventFormat


class Workshops:
    """What is the same for every period of the same rows; `root` follows merges of organisations (N4)."""

    def __init__(self, rows: WorkshopRows, root: Callable[[str], str]) -> None:
        self.rows = rows
        self.root = root
        self._days = [row.starts_on for row in rows.workshops]
        self._known: dict[str, Presence] = {}
        self._shares: dict[str, list[Share]] = {}

    def between(self, period: Period) -> tuple[WorkshopRow, ...]:
        """The workshops that begin in a period."""
        return self.rows.workshops[bisect_left(self._days, period.starts) : bisect_right(self._days, period.ends)]

    def seats(self, row: WorkshopRow) -> tuple[Seat, ...]:
        """Those named at a workshop, whatever their role and status."""
        return self.rows.seats.get(row.id, ())

    def presence(self, row: WorkshopRow) -> Presence:
        """Who was there (N11, N12); asked once for each period that it lies in."""
        found = self._known.get(row.id)
        if found is None:
            found = self._known[row.id] = presence(event_of(row), self.seats(row))
        return found

    def shares(self, row: WorkshopRow) -> list[Share]:
        """What each of those who were there adds to it."""
        found = self._shares.get(row.id)
        if found is None:
            found = self._shares[row.id] = shares(event_of(row), self.seats(row))
        return found

    def organisations(self, row: WorkshopRow) -> Iterator[str]:
        """The organisations that were present, as they are called today; one that was merged into another may come twice."""
        return (self.root(organisation) for organisation in sorted(self.presence(row).organisations))

    def present_between(self, period: Period) -> set[str]:
        """The organisations that were present at one workshop of a period or more (N7)."""
        return {organisation for row in self.between(period) for organisation in self.organisations(row)}


class WorkshopScope:
    """The workshops of one period."""

    def __init__(self, workshops: Workshops, period: Period) -> None:
        self.workshops = workshops
        self.period = period

    @cached_property
    def held(self) -> tuple[WorkshopRow, ...]:
        """The workshops of the centre and its partners that begin in the period and were held (N11)."""
        return self.workshops.between(self.period)

    @cached_property
    def present(self) -> dict[str, Presence]:
        """Who was at each of them."""
        return {row.id: self.workshops.presence(row) for row in self.held}

    @property
    def participations(self) -> int:
        """Everybody who was there, once for each workshop."""
        return sum(found.participations for found in self.present.values())

    @cached_property
    def organisations(self) -> dict[str, None]:
        """The organisations that were present, each once, in the order in which they first came."""
        return dict.fromkeys(key for row in self.held for key in self.workshops.organisations(row))

    @cached_property
    def unmatched(self) -> dict[str, list[str]]:
        """Organisations that are only written beside those present: folded name -> participations."""
        found: dict[str, list[str]] = {}
        written = self.workshops.rows.written
        for row in self.held if written else ():
            for one in self.workshops.shares(row):
                if one.seat in written:
                    found.setdefault(" ".join(fold(written[one.seat]).split()), []).append(one.seat)
        return found

    @cached_property
    def counted(self) -> dict[str, list[str]]:
        """Those who add to the participations: type key -> ids; counted heads are told of the workshop."""
        return self._adding(lambda one: one.heads)

    @cached_property
    def timed(self) -> dict[str, list[str]]:
        """Those who add to the hours, in the same way."""
        return self._adding(lambda one: one.minutes)

    def _adding(self, what: Callable[[Share], object]) -> dict[str, list[str]]:
        named: dict[str, None] = {}
        heads: dict[str, None] = {}
        for row in self.held:
            for one in self.workshops.shares(row):
                if what(one):
                    (named if one.seat else heads)[one.seat or row.id] = None
        return {"workshop": list(heads), "participation": list(named)}

    @cached_property
    def registered(self) -> dict[str, bool]:
        """Those who were registered by name, where attendance was taken: participation -> whether they never came."""
        marked = (row for row in self.held if self.present[row.id].marked)
        return {
            seat.id: is_no_show(seat, marked=True)
            for row in marked
            for seat in self.workshops.seats(row)
            if is_registered(seat)
        }

    def hours_unknown(self, row: WorkshopRow) -> bool:
        """Whether somebody was there and a session has no times, or there is none: then no hours can be claimed for it."""
        lengths = [minutes for _, minutes in row.sessions]
        return bool(self.present[row.id].participations) and (not lengths or None in lengths)

    @cached_property
    def feedback(self) -> list[FeedbackRow]:
        """The answers about the workshops of the period, whenever they were given."""
        return [row for row in self.workshops.rows.feedback if row.workshop in self.present]

    @cached_property
    def certificates(self) -> list[CertificateRow]:
        """The certificates issued in the period."""
        return [row for row in self.workshops.rows.certificates if row.on in self.period]


def event_of(row: WorkshopRow) -> Event:
    """A workshop as it is counted."""
    only = only_mode(EventFormat(row.format))
    return Event(row.heads_on_site, row.heads_online, row.starts_on, dict(row.sessions), only)
