"""The first page of the day: what is due, what has gone quiet, and how the year runs beside the last one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from p2i_desktop.clock import Clock
from p2i_desktop.domain.dated import BY_KIND
from p2i_desktop.domain.figures.period import Period, add_months, cut, year_period
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.services.lists import silent_days
from p2i_desktop.services.plan_steering import PlanLine, Steering
from p2i_desktop.storage import dated, due
from p2i_desktop.storage.dated import CaseRef, DueRow
from p2i_desktop.storage.lists.model import Moment
from p2i_desktop.storage.store import Store

__all__ = ["CaseRef", "Due", "MonthCount", "Overview", "Quiet", "ToAsk", "Today", "TopicCount"]

WEEK = timedelta(days=7)
ASKED_WITHIN = timedelta(days=90)  # for so long after closing a client is worth asking
MOST_SHOWN = 50  # quiet cases and cases without a next step; how many there are is told beside
MOST_DUE = 200
MOST_DAYS = 2000  # entries of a calendar page


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: `kind` names its declaration in domain/dated.py; `days` from today, negative when overdue; `group`
    overdue, today or week. `id` is its own; `case_id` is empty when it is not about a case; `done` and `moves`: whether
    one key marks it as done, and whether its day may be postponed; `asks`: to be done it has to be opened; `side`: of a
    support plan, which side it is with."""

    kind: str
    id: str
    on: date
    days: int
    group: str
    title: str
    case_id: str
    case_number: str
    case_title: str
    organisation: str
    owner: str
    about_type: str
    about_id: str
    done: bool = False
    moves: bool = False
    asks: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """An open case without a contact for `days`; `step` of `steps` of the rule settings, from 1; nobody handled it yet."""

    case: CaseRef
    days: int
    step: int
    last_on: date
    steps: int = 3


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A case whose advice is over and whose client was not heard yet; without `closed_on` it is completed, not closed."""

    case: CaseRef
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Reportable consultations of one month (its first day); None = still to come. `last`: the same month of the year
    before, in the running month only up to the same day."""

    starts: date
    this: int | None
    last: int

    @property
    def month(self) -> int:
        return self.starts.month


@dataclass(frozen=True, slots=True)
class TopicCount:
    """Reportable consultations with a topic, in the same days of both years."""

    topic: str
    this: int
    last: int


@dataclass(frozen=True, slots=True)
class Today:
    """The dashboard. `until`: the day up to which both years are counted; `running`: the year is not over.

    `plans` are the support plans that run. `due_counts` has overdue, today and week; the lists are cut at MOST_DUE and MOST_SHOWN, the counts are whole."""

    due: list[Due]
    due_counts: Mapping[str, int]
    quiet: list[Quiet]
    quiet_count: int
    no_next: list[CaseRef]
    no_next_count: int
    to_ask: list[ToAsk]
    to_ask_count: int
    months: list[MonthCount]
    topics: list[TopicCount]
    this_total: int
    last_total: int
    until: date
    running: bool
    plans: list[PlanLine] = field(default_factory=list)

    @property
    def silent_plans(self) -> list[PlanLine]:
        """The plans in which nothing has happened for too long, the longest silent first."""
        silent = [line for line in self.plans if line.silent]
        return sorted(silent, key=lambda line: (-(line.state.silent_days or 0), line.pair))


class Overview:
    """Reads the dashboard of one open file."""

    def __init__(self, store: Store, clock: Clock, steering: Steering) -> None:
        self._steering = steering
        self._store = store
        self._clock = clock

    def days(self, since: date, until: date, mine: bool = False) -> list[Due]:
        """All that is open and has its day in a period, both days included: the entries of a calendar."""
        today, me = self._clock.today(), self._store.actor
        with self._store.connection() as connection:
            rows, _ = dated.days(connection, until, me, MOST_DAYS, since=since, mine=mine)
        return [_due(row, today) for row in rows]

    def today(self, today: date, year: int, mine: bool = False) -> Today:
        """What is due around `today` (`mine`: only what is for the person at work), and the reporting year beside the
        same days of the year before."""
        steps = silent_days(self._store)
        settings = next(iter(self._store.find(RuleSettings)), None) or RuleSettings()
        whole, before = year_period(year, settings.year_starts), year_period(year - 1, settings.year_starts)
        running = whole.starts <= today < whole.ends
        this = Period(whole.starts, today) if running else whole
        last = cut(before, whole, today) if running else before
        me = self._store.actor
        with self._store.connection() as connection:
            rows, counts = dated.days(connection, today + WEEK, me, MOST_DUE, passing_since=today, mine=mine)
            silent, silent_count = due.quiet_cases(connection, Moment(me, today, steps[0]), steps, MOST_SHOWN, mine)
            no_next, no_next_count = due.without_next_step(connection, me, MOST_SHOWN, mine)
            asks, ask_count = due.to_ask(connection, me, today - ASKED_WITHIN, MOST_SHOWN, mine)
            days = due.per_day(connection, before.starts, whole.ends)
            topics = due.per_topic(connection, this.starts, this.ends)
            topics_last = due.per_topic(connection, last.starts, last.ends)
        return Today(
            due=[_due(row, today) for row in rows],
            due_counts=_grouped(counts, today),
            quiet=[_quiet(case, since, today, steps) for case, since in silent],
            quiet_count=silent_count,
            no_next=no_next,
            no_next_count=no_next_count,
            to_ask=[ToAsk(case, closed) for case, closed in asks],
            to_ask_count=ask_count,
            months=_months(days, whole, before, today, running),
            topics=_ranked(topics, topics_last),
            this_total=_between(days, this),
            last_total=_between(days, last),
            until=this.ends,
            running=running,
            plans=self._steering.lines(),
        )


def _due(item: DueRow, today: date) -> Due:
    case, one = item.case, BY_KIND[item.kind]
    return Due(
        item.kind, item.id, item.on, (item.on - today).days, _group(item.on, today), item.title, case.id, case.number, case.title, case.organisation,
        item.owner, item.about_type, item.about_id, one.done, one.moves, one.asks, item.side,
    )  # fmt: skip


def _group(day: date, today: date) -> str:
    return "overdue" if day < today else "today" if day == today else "week"


def _grouped(counts: Mapping[date, int], today: date) -> dict[str, int]:
    found = {"overdue": 0, "today": 0, "week": 0}
    for day, count in counts.items():
        found[_group(day, today)] += count
    return found


def _quiet(case: CaseRef, since: date, today: date, steps: tuple[int, ...]) -> Quiet:
    days = (today - since).days
    return Quiet(case, days, sum(days >= step for step in steps), since, len(steps))


def _months(days: Mapping[date, int], whole: Period, before: Period, today: date, running: bool) -> list[MonthCount]:
    months = []
    for number in range(12):
        this, last = _month(whole, number), _month(before, number)
        to_come = this.starts > today
        if running and today in this:
            this, last = Period(this.starts, today), cut(last, this, today)
        months.append(MonthCount(this.starts, None if to_come else _between(days, this), _between(days, last)))
    return months


def _month(year: Period, number: int) -> Period:
    return Period(add_months(year.starts, number), add_months(year.starts, number + 1) - timedelta(days=1))


def _between(days: Mapping[date, int], period: Period) -> int:
    return sum(count for day, count in days.items() if day in period)


def _ranked(this: Mapping[str, int], last: Mapping[str, int]) -> list[TopicCount]:
    rows = [TopicCount(topic, this.get(topic, 0), last.get(topic, 0)) for topic in {*this, *last}]
    return sorted(rows, key=lambda row: (-row.this, -row.last, row.topic))
