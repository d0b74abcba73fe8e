"""What each record behind a figure of the annual report adds to it, and the day under which it is listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from operator import attrgetter

from p2i_desktop.domain.figures import Scope
from p2i_desktop.domain.figures.advice import HELPED, hours_to_answer
from p2i_desktop.domain.figures.quality import missing_in_case, missing_in_consultation
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow, StaffTimeRow
from p2i_desktop.reports.facts import Number, Worth
from p2i_desktop.services.figure_views import IndicatorRow
from p2i_desktop.services.report_events import EventsBehind
from p2i_desktop.services.report_market import MarketBehind
from p2i_desktop.services.report_support import SupportBehind

_MINUTES = {
    "ADV-05": "contact_minutes",
    "ADV-06.contact": "contact_minutes",
    "ADV-06.preparation": "preparation_minutes",
    "ADV-06.travel": "travel_minutes",
}


@dataclass
class Worths:
    """What the records of one year add; `first_days` are those on which organisations were first advised in it."""

    scope: Scope
    events: EventsBehind
    market: MarketBehind
    support: SupportBehind
    first_days: Mapping[str, date]

    def of(self, row: IndicatorRow) -> tuple[Worth, ...]:
        """The records behind a figure by type and day, each with what it adds."""
        found: list[Worth] = []
        for type_key, ids in sorted(row.by_type):
            if type_key == "consultation":  # by far the most, and in the order of the rows: by day
                found += self._of_talks(row.code, ids)
                continue
            more = [self._worth(row.code, type_key, key) for key in ids]
            found += sorted(more, key=lambda worth: (worth.on or date.min, worth.record))
        return tuple(found)

    def _of_talks(self, code: str, ids: tuple[str, ...]) -> list[Worth]:
        talks, value = self._talks, self._adding(code)
        return [Worth("consultation", key, value(talks[key]), talks[key].on) for key in ids]

    def _adding(self, code: str) -> Callable[[ConsultationRow], Number]:
        """What a consultation adds to a figure."""
        if code == "ADV-04":
            return lambda talk: hours_to_answer(self.scope, talk.id) or 0
        if code == "DQ-01":
            return lambda talk: 0 if missing_in_consultation(talk) else 1
        if code in _MINUTES:
            minutes_of = attrgetter(_MINUTES[code])
            return lambda talk: _hours(minutes_of(talk))
        return lambda talk: 1

    @cached_property
    def _talks(self) -> dict[str, ConsultationRow]:
        return {c.id: c for c in self.scope.consultations}

    @cached_property
    def _times(self) -> dict[str, StaffTimeRow]:
        return {t.id: t for t in self.scope.staff_times}

    def _worth(self, code: str, type_key: str, key: str) -> Worth:
        value: Number = 1
        on: date | None = None
        for of in (self.events, self.market, self.support):
            if (found := of.worth(code, type_key, key)) is not None:
                return found
        if type_key == "case" and (case := self.scope.office.cases.get(key)):
            on, value = self._of_case(code, case)
        elif type_key == "staff_time" and (time := self._times.get(key)):
            on, value = time.on, _hours(getattr(time, _MINUTES.get(code, "contact_minutes")))
        elif type_key == "organisation":
            on = self.first_days.get(key)
        return Worth(type_key, key, value, on)

    def _of_case(self, code: str, case: CaseRow) -> tuple[date | None, Number]:
        closed = self.scope.office.closed_on(case)
        if code == "DQ-01":
            return case.opened_on, 0 if missing_in_case(case) else 1
        if code == "ADV-11":
            return closed, ((closed or case.opened_on) - case.opened_on).days
        if code in ("PRC-04", "SAT-02"):
            return closed if code == "SAT-02" else case.opened_on, self.market.of_case(code, case)
        if code == "ADV-12":
            return closed, 1 if case.outcome in HELPED else 0
        return (closed if code == "ADV-09" or code.startswith("ADV-13") else case.opened_on), 1


@cache
def _hours(minutes: int) -> Decimal:
    return Decimal(minutes) / 60
