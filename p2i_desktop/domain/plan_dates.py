"""Days of a support plan: working days of two centres, circles of milestones, and what moves when one is moved."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide

_WEEK, _WORKING = 7, 5  # days, of them Monday to Friday


class Mode(Enum):
    """How those who wait for a milestone follow it."""

    MUST = "must"  # only those that would begin too early, and only as far as they must
    KEEP = "keep"  # all of them, by as many working days
    ALONE = "alone"  # none: the order of the plan is left to its writer


class Calendar:
    """The working days of somebody: Monday to Friday without these public holidays, counted from the year 1."""

    def __init__(self, holidays: Iterable[date] = ()) -> None:
        self.holidays = frozenset(holidays)
        self._closed = sorted(day.toordinal() for day in self.holidays if day.weekday() < _WORKING)

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        return day.weekday() < _WORKING and day not in self.holidays

    def number(self, day: date) -> int:
        """How many working days there are up to a day, itself included."""
        ordinal = day.toordinal()
        weeks, rest = divmod(ordinal, _WEEK)
        return weeks * _WORKING + min(rest, _WORKING) - bisect_right(self._closed, ordinal)

    def day(self, number: int) -> date:
        """The working day of this number; OverflowError beyond the years 1 to 9999."""
        passed = 0  # holidays that lie before it
        while True:
            weeks, rest = divmod(number + passed - 1, _WORKING)
            ordinal = weeks * _WEEK + rest + 1
            more = bisect_right(self._closed, ordinal)
            if more == passed:
                if not date.min.toordinal() <= ordinal <= date.max.toordinal():
                    raise OverflowError(number)
                return date.fromordinal(ordinal)
            passed = more

    def on_or_after(self, day: date) -> date:
        """The day, or the next working day where it is none."""
        return day if self.works(day) else self.day(self.number(day) + 1)

    def on_or_before(self, day: date) -> date:
        """The day, or the working day before where it is none."""
        return day if self.works(day) else self.day(self.number(day))

    def after(self, day: date) -> date:
        """The first working day after a day."""
        return self.day(self.number(day) + 1)

    def before(self, day: date) -> date:
        """The last working day before a day."""
        return self.day(self.number(day) - self.works(day))

    def add(self, day: date, days: int) -> date:
        """So many working days later (or earlier); from a day off one begins at the working day in that direction."""
        if days == 0:
            return day
        number = self.number(day) + days
        return self.day(number if days > 0 or self.works(day) else number + 1)

    def between(self, first: date, last: date) -> int:
        """How many working days the second day lies behind the first; negative when it lies before."""
        return self.number(last) - self.number(first)


@dataclass(frozen=True)
class Calendars:
    """The calendars of a plan by owning side: both sides work only where each of them does."""

    mentor: Calendar = field(default_factory=Calendar)
    new: Calendar = field(default_factory=Calendar)
    both: Calendar = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "both", Calendar(self.mentor.holidays | self.new.holidays))

    def of(self, side: PlanSide) -> Calendar:
        """The calendar of the side that owns something."""
        return {PlanSide.MENTOR: self.mentor, PlanSide.NEW: self.new, PlanSide.BOTH: self.both}[side]


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day; a milestone without a start has none here either and counts as its one day."""

    starts: date | None
    due: date

    @property
    def first(self) -> date:
        """The day on which it begins."""
        return self.due if self.starts is None else min(self.starts, self.due)


def span_of(milestone: PlanMilestone) -> Span | None:
    """The days of a milestone; None while it has no due date."""
    return None if milestone.due_on is None else Span(milestone.starts_on, milestone.due_on)


def circle(waits: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle of things that wait for each other, each followed by one that it waits for; empty when there is none.

    `waits`: what waits -> what it waits for; names that are no keys wait for nothing.
    """
    done: set[str] = set()
    for begin in waits:
        path: dict[str, list[str]] = {}  # what is on the way, with those that it still asks about
        at: str | None = begin
        while at is not None:
            if at not in path:
                path[at] = [] if at in done else sorted(set(waits.get(at, ())), reverse=True)
            if not path[at]:
                done.add(at)
                del path[at]
                at = next(reversed(path), None)
                continue
            asked = path[at].pop()
            if asked in path:
                names = list(path)
                return tuple(names[names.index(asked) :])
            at = asked
    return ()


def followers(milestones: Sequence[PlanMilestone], first: str) -> list[PlanMilestone]:
    """All that wait for a milestone, directly or through others, in an order in which nothing comes before what it
    waits for; the milestone itself stays out, also where they wait in a circle."""
    by_id = {one.id: one for one in milestones}
    waiting: dict[str, list[str]] = {}
    for one in milestones:
        for other in one.depends_on:
            waiting.setdefault(other, []).append(one.id)
    found: list[str] = []
    seen = {first}
    path: list[tuple[str, list[str]]] = [(first, list(waiting.get(first, ())))]
    while path:
        name, rest = path[-1]
        if not rest:
            found.append(name)
            path.pop()
            continue
        following = rest.pop()
        if following not in seen:
            seen.add(following)
            path.append((following, list(waiting.get(following, ()))))
    return [by_id[name] for name in reversed(found) if name != first and name in by_id]


def shift(
    milestones: Sequence[PlanMilestone], moved: str, to: Span, calendars: Calendars, mode: Mode = Mode.MUST
) -> dict[str, Span]:
    """What moves with a milestone: id -> its new days; the milestone itself stays out.

    Afterwards nothing begins on or before the day on which something that moved is due while it waits for that, and
    what moved begins behind all that it waits for; only the milestone itself stands where it was put. What is done
    neither moves nor holds others back. Lengths in working days of the owning side are kept. OverflowError where a day
    would lie beyond the calendar.
    """
    by_id = {one.id: one for one in milestones}
    before = span_of(by_id[moved])
    if before is None or mode is Mode.ALONE or by_id[moved].done_on is not None:
        return {}
    by = calendars.of(by_id[moved].owner_side).between(before.due, to.due)
    spans = {moved: to}  # what moved
    for one in followers(milestones, moved):
        old = span_of(one)
        if old is None or one.done_on is not None:
            continue
        asked = [by_id[name] for name in one.depends_on if name in by_id and by_id[name].done_on is None]
        if not any(other.id in spans for other in asked):
            continue  # all through which it would have moved stayed where they are
        ends = [span.due for other in asked if (span := spans.get(other.id) or span_of(other)) is not None]
        pushed = max(spans[other.id].due for other in asked if other.id in spans)
        if mode is Mode.KEEP or old.first <= pushed:
            new = _followed(old, by if mode is Mode.KEEP else 0, max(ends), calendars.of(one.owner_side))
            if new != old:
                spans[one.id] = new
    del spans[moved]
    return spans


def _followed(old: Span, by: int, ends: date, calendar: Calendar) -> Span:
    """The days of one that follows: moved by so many working days, and at least behind the end of what it waits for."""
    new = moved_by(old, by, calendar)
    if new.first > ends:
        return new
    first = calendar.after(ends)
    if new.starts is None:
        return Span(None, first)
    return Span(first, calendar.add(first, max(calendar.between(new.first, new.due), 0)))


def moved_by(span: Span, days: int, calendar: Calendar) -> Span:
    """A span so many working days later or earlier, as long as before; a start behind the due date goes with it."""
    if days == 0:
        return span
    starts = None if span.starts is None else calendar.add(span.starts, days)
    return Span(starts, calendar.add(span.due, days))


def too_early(milestones: Iterable[PlanMilestone], spans: Mapping[str, Span]) -> list[tuple[str, str]]:
    """Pairs (milestone, what it waits for) in which it begins too early; `spans` holds the days of those that moved."""
    by_id = {one.id: one for one in milestones}
    found = []
    for one in by_id.values():
        own = spans.get(one.id) or span_of(one)
        if own is None or one.done_on is not None:
            continue
        for name in sorted(one.depends_on & by_id.keys()):
            end = spans.get(name) or span_of(by_id[name])
            if by_id[name].done_on is None and end is not None and own.first <= end.due:
                found.append((one.id, name))
    return found
