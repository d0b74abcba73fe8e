"""The indicators of a year with last year, target and the records behind them: one source for every place that shows them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from p2i_desktop.clock import Clock
from p2i_desktop.domain.figures import (
    INDICATORS,
    Breakdown,
    Figure,
    Indicator,
    Office,
    Period,
    Scope,
    compare,
    count,
    cut,
    indicator_of,
    printing,
    year_period,
)
from p2i_desktop.domain.figures.breakdowns import BREAKDOWNS
from p2i_desktop.domain.figures.figure import Keys
from p2i_desktop.domain.reporting import RuleSettings, Target
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.services.collecting import without_collecting
from p2i_desktop.services.confidential import hidden_from
from p2i_desktop.services.figure_views import Explained, IndicatorRow, OpenPoint, Span
from p2i_desktop.services.open_points import open_points
from p2i_desktop.services.shown_figures import shown
from p2i_desktop.services.working_hours import working_time
from p2i_desktop.storage.figure_rows import gather
from p2i_desktop.storage.freeing import free_list
from p2i_desktop.storage.store import Store

__all__ = ["Explained", "Figures", "IndicatorRow", "OpenPoint", "Span"]

T = TypeVar("T")
YEARS_SHOWN = 3
SPANS_KEPT = 8
FEW_ROWS = 20_000  # that many may stay in memory after they were counted


class Figures:
    """The figures of an open file; counted once for each state of the journal."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._seq: object = None
        self._kept: dict[tuple[object, ...], Any] = {}

    # -- what may be asked -----------------------------------------------------------------------------------------
    def settings(self) -> RuleSettings:
        """The rule settings in force."""
        return next(iter(self._store.find(RuleSettings)), None) or RuleSettings()

    def span(self, year: int, until: date | None = None) -> Span:
        """The reporting year; one that runs is cut at `until` (default today), one to come is not cut."""
        full = year_period(year, self.settings().year_starts)
        day = until or self._clock.today()
        running = full.starts <= day < full.ends
        return Span(year, Period(full.starts, day) if running else full, full, running)

    def year(self, year: int, until: date | None = None, language: str = "en") -> list[IndicatorRow]:
        """All values in printing order, beside two years before (a running year: the same days) and the target."""
        span = self.span(year, until)
        return self._once(
            ("rows", span, language), lambda: self._rows(span, texts_for(language), INDICATORS, self._counted(span))
        )

    def some(self, codes: Collection[str], year: int, language: str = "en") -> dict[str, IndicatorRow]:
        """The values of these codes only, else as `year` says them: a first page shows five of a hundred. KeyError."""
        span = self.span(year)
        wanted = [indicator for indicator in INDICATORS if not set(indicator.codes).isdisjoint(codes)]

        def make() -> dict[str, IndicatorRow]:
            counted = [
                {figure.code: figure for one in wanted for figure in one.count(scope)} for scope in self._scopes(span)
            ]
            rows = {row.code: row for row in self._rows(span, texts_for(language), wanted, counted)}
            return {code: rows[code] for code in codes}

        return self._once(("some", span, language, *codes), make)

    def breakdowns(
        self, year: int, until: date | None = None, names: Collection[str] = BREAKDOWNS
    ) -> dict[str, tuple[Breakdown, ...]]:
        """The parts of the year, of last year and of the one before (same days), by name; KeyError for an unknown one."""
        span = self.span(year, until)
        known: dict[str, tuple[Breakdown, ...]] = self._once(("breakdowns", span), dict)
        if wanted := [name for name in names if name not in known]:
            with without_collecting():
                years = self._scopes(span)[:YEARS_SHOWN]
                known |= {name: tuple(BREAKDOWNS[name](scope, name) for scope in years) for name in wanted}
        return {name: known[name] for name in names}

    def explain(self, code: str, year: int, until: date | None = None, language: str = "en") -> Explained:
        """Definition, version and records of one figure; of an indicator with parts, all of them. KeyError.

        Records that the person at work may not see are counted in `restricted` and not named."""
        indicator, texts = indicator_of(code), texts_for(language)
        figures = self._counted(self.span(year, until))[0]
        office = self.scope(year, until).office
        label, definition = texts.keyed("indicator", code), texts.keyed("definition", indicator.code)
        known = (code, label, definition, indicator.version, indicator.valid_from)
        figure = figures.get(code)
        behind = figure.by_type if figure else _joined([figures[part].by_type for part in indicator.codes])
        named = shown(behind, office, hidden_from(self._store, self._store.actor))
        small = figure is not None and _small(indicator, figure, office.settings)
        printed = printing.printed_figure(figure, indicator, texts, small) if figure else printing.NO_VALUE
        left_out = sum(len(ids) for _, ids in behind) - sum(len(ids) for _, ids in named)
        return Explained(*known, figure.value if figure else None, printed, named, left_out)

    def open_points(self, year: int, until: date | None = None) -> list[OpenPoint]:
        """What is missing in the records of the year and so narrows or widens a figure, the most frequent first."""
        return open_points(self.scope(year, until))

    def scope(self, year: int, until: date | None = None) -> Scope:
        """The rows behind the year's figures, for reports that list them."""
        return self._scopes(self.span(year, until))[0]

    def let_go(self, few: int = FEW_ROWS) -> None:
        """Lets go the rows that were counted, where they are more than `few`; what came of them stays.

        For a window that stays open: a hundred MB, and Python's collector walks over each of them time and again.
        """
        kept = self._kept.items()
        many = [span for (what, span, *_), found in kept if what == "scopes" and _count(found) > few]
        for span in many:
            self._kept.pop(("counted", span), None)
            _free(self._kept.pop(("scopes", span)))

    # -- how it is counted -----------------------------------------------------------------------------------------
    def _scopes(self, span: Span) -> tuple[Scope, ...]:
        """This year, last year and the one before (same days); for a running year also the whole year before."""

        def make() -> tuple[Scope, ...]:
            settings = self.settings()
            years = [year_period(span.year - back, settings.year_starts) for back in range(YEARS_SHOWN)]
            periods = [cut(year, span.period, span.period.ends) if span.running else year for year in years]
            if span.running:
                periods.append(years[1])
            since = min(min(p.starts, p.months_before(settings.active_months).starts) for p in periods)
            until = max(period.ends for period in periods)
            with self._store.connection() as connection:
                rows = gather(connection, since, until)
            office = Office(rows, settings, working_time(self._store, settings, rows))
            return tuple(Scope(office, period) for period in periods)

        return self._once(("scopes", span), make)

    def _counted(self, span: Span) -> list[dict[str, Figure]]:
        return self._once(("counted", span), lambda: [count(scope) for scope in self._scopes(span)])

    def _rows(
        self, span: Span, texts: Texts, indicators: Sequence[Indicator], years: Sequence[dict[str, Figure]]
    ) -> list[IndicatorRow]:
        settings = self._scopes(span)[0].settings
        targets = self._targets(span.year)
        return [
            _row(span, indicator, [year[code] for year in years], targets.get(code), texts, settings)
            for indicator in indicators
            for code in indicator.codes
        ]

    def _targets(self, year: int) -> dict[str, Decimal]:
        found = sorted(self._store.find(Target, year=year), key=lambda target: target.id)
        return {t.indicator: t.value for t in found if t.scope is None and t.value is not None}

    def _once(self, what: tuple[object, ...], make: Callable[[], T]) -> T:
        """Counts once until the journal moves on; a few spans are kept, so that leafing through years is quick."""
        if self._seq != self._store.seq:
            self._kept.clear()
            self._seq = self._store.seq
        if what not in self._kept:
            with without_collecting():
                made = make()
            while len(self._kept) >= SPANS_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[what] = made
        found: T = self._kept[what]
        return found


def _count(scopes: tuple[Scope, ...]) -> int:
    rows = scopes[0].office.rows
    return len(rows.consultations) + sum(len(seats) for seats in rows.workshops.seats.values())


def _free(scopes: tuple[Scope, ...]) -> None:
    """Lets the rows go bit by bit, and what was put together from them part by part; held elsewhere, they stay usable."""
    office = scopes[0].office
    office.forget()
    rows = office.rows
    seats = [seat for of_one in rows.workshops.seats.values() for seat in of_one]
    held: list[list[Any]] = [
        list(many) for many in (rows.consultations, rows.staff_times, rows.cases, rows.transitions)
    ]
    del office, rows, scopes
    for many in (*held, seats):
        free_list(many)


def _joined(parts: list[Keys]) -> Keys:
    """The keys of several figures, each once."""
    joined: dict[str, dict[str, None]] = {}
    for by_type in parts:
        for type_key, ids in by_type:
            joined.setdefault(type_key, {}).update(dict.fromkeys(ids))
    return tuple((type_key, tuple(ids)) for type_key, ids in joined.items())


def _row(
    span: Span, indicator: Indicator, years: list[Figure], target: Decimal | None, texts: Texts, settings: RuleSettings
) -> IndicatorRow:
    this, last, before = years[:YEARS_SHOWN]
    full = years[YEARS_SHOWN] if span.running else None
    change = compare.change(indicator, this.value, last.value)
    reached = compare.reached(indicator, this.value, target)
    due = compare.expected(indicator, target, span.days_elapsed, span.days_in_year)
    state = compare.state(indicator, this.value, target, due, span.running)
    if _small(indicator, this, settings):  # few answers are shown and compared with nothing (N17)
        reached, state = None, "not_measured" if target is not None else state
    if _small(indicator, this, settings) or _small(indicator, last, settings):
        change = compare.NO_CHANGE

    def printed(figure: Figure | None) -> str:
        small = figure is not None and _small(indicator, figure, settings)
        return printing.printed_figure(figure, indicator, texts, small) if figure else printing.NO_VALUE

    return IndicatorRow(
        code=this.code,
        label=texts.keyed("indicator", this.code),
        unit=indicator.unit,
        kind=indicator.kind,
        value=this.value,
        printed=printed(this),
        low=this.low,
        high=this.high,
        previous=last.value,
        change=change.value,
        target=target,
        reached=reached,
        unit_label=texts.keyed("unit", indicator.unit),
        missing=this.missing,
        base=this.base,
        before_previous=before.value,
        printed_previous=printed(last),
        printed_before=printed(before),
        full_previous=full.value if full else None,
        printed_full_previous=printed(full),
        change_printed=printing.printed_change(change, texts),
        change_direction=change.direction,
        printed_target=printing.printed_target(target, indicator.unit, texts),
        printed_reached=texts.percent(reached, 1) if reached is not None else printing.NO_VALUE,
        range_printed=printing.printed_range(this, indicator.unit, texts, indicator.places),
        expected=due if span.running else None,
        printed_expected=printing.printed(due if span.running else None, indicator.unit, texts, indicator.places),
        state=state,
        direction=indicator.direction,
        version=indicator.version,
        valid_from=indicator.valid_from,
        definition=texts.keyed("definition", indicator.code),
        by_type=this.by_type,
        opens=this.opens or this.by_type,
        made=indicator.gathers,
        places=indicator.places,
    )


def _small(indicator: Indicator, figure: Figure, settings: RuleSettings) -> bool:
    """Whether so few answered that a value is only told with their number."""
    return indicator.small_groups and figure.known < settings.min_group_for_means
