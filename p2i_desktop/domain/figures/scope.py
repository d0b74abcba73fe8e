"""The rows seen from one period: what lies in it, which organisation is meant, how cases stood on a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from p2i_desktop.domain.advice import CaseStatus
from p2i_desktop.domain.figures.buddy_scope import BuddyScope
from p2i_desktop.domain.figures.market_scope import Market, MarketScope
from p2i_desktop.domain.figures.period import Period
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow, OrganisationRow, Rows, StaffTimeRow, TransitionRow
from p2i_desktop.domain.figures.working_time import WorkingTime
from p2i_desktop.domain.figures.workshop_scope import Workshops, WorkshopScope
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.domain.rules.counting import reportable
from p2i_desktop.domain.rules.lifecycle import ENDED, OPEN, TENDERING_OR_LATER

FOREVER = date.max


class Standing(NamedTuple):
    """How a case stood over time: each state with the day since which it held; of several moves of a day the last counts."""

    states: list[tuple[str, date]]

    def at(self, day: date) -> str | None:
        """The state at the end of a day; None before the case was opened."""
        for state, since in reversed(self.states):
            if since <= day:
                return state
        return None

    def was_open(self, period: Period) -> bool:
        """Whether it was open on some day of the period, if only for hours: the day of closing is included."""
        until = FOREVER
        for state, since in reversed(self.states):
            if state in OPEN and since <= period.ends and until >= period.starts:
                return True
            until = since
        return False


class Roots:
    """Follows merges of organisations. An object of its own: rows are to go as soon as nobody holds them, not by circles."""

    def __init__(self, organisations: Mapping[str, OrganisationRow]) -> None:
        self._organisations = organisations
        self._known: dict[str, str] = {}

    def __call__(self, organisation: str) -> str:
        """The organisation into which one was merged, through any number of merges (N4)."""
        known = self._known.get(organisation)
        if known is not None:
            return known
        seen = {organisation}
        here = organisation
        while (row := self._organisations.get(here)) and row.merged_into and row.merged_into not in seen:
            here = row.merged_into
            seen.add(here)
        self._known[organisation] = here
        return here


class Office:
    """What is the same for every period of the same rows; the working time of the centre is handed in (N10)."""

    def __init__(self, rows: Rows, settings: RuleSettings, working: WorkingTime | None = None) -> None:
        self.rows = rows
        self.settings = settings
        self.working = working or WorkingTime()
        self.root = Roots(rows.organisations)
        self._days = [c.on for c in rows.consultations]
        self._clients: dict[str, tuple[str, ...]] = {}

    def clients(self, c: ConsultationRow) -> tuple[str, ...]:
        """The organisations of a consultation; if it names none, the lead buyer of its case (N4)."""
        found = self._clients.get(c.id)
        if found is None:  # asked once for each period and window that it lies in
            found = self._clients[c.id] = self._clients_of(c)
        return found

    def _clients_of(self, c: ConsultationRow) -> tuple[str, ...]:
        if c.organisation is not None and not c.other_organisations:
            return (self.root(c.organisation),)
        named = [c.organisation, *c.other_organisations] if c.organisation else list(c.other_organisations)
        if not named and c.case is not None and c.case in self.rows.lead_buyers:
            named = [self.rows.lead_buyers[c.case]]
        return tuple(dict.fromkeys(self.root(organisation) for organisation in named))

    def forget(self) -> None:
        """Lets go what was put together from the rows, one part after the other; it is put together again where asked."""
        for name, part in list(vars(type(self)).items()):
            if isinstance(part, cached_property):
                vars(self).pop(name, None)
        self._clients.clear()

    def organisation(self, key: str) -> OrganisationRow | None:
        """The row of an organisation."""
        return self.rows.organisations.get(key)

    @cached_property
    def market(self) -> Market:
        """Its procurements."""
        return Market(self.rows.market, self.rows.organisations, self.root)

    @cached_property
    def workshops(self) -> Workshops:
        """Its workshops."""
        return Workshops(self.rows.workshops, self.root)

    @cached_property
    def first_advised(self) -> dict[str, date]:
        """The day of the first reportable consultation of each organisation; `date.min` for a day before the rows."""
        first = {self.root(organisation): date.min for organisation in self.rows.advised_before}
        for c in self._reportable[0]:
            for client in self.clients(c):
                first.setdefault(client, c.on)
        return first

    @cached_property
    def _reportable(self) -> tuple[tuple[ConsultationRow, ...], list[date]]:
        """The reportable consultations (N1) and their days."""
        found = [c for c in self.rows.consultations if reportable(c)]
        return tuple(found), [c.on for c in found]

    @cached_property
    def cases(self) -> dict[str, CaseRow]:
        """Cases by id."""
        return {case.id: case for case in self.rows.cases}

    @cached_property
    def _moves(self) -> dict[str, dict[str, list[TransitionRow]]]:
        moves: dict[str, dict[str, list[TransitionRow]]] = {"status": {}, "phase": {}}
        for move in self.rows.transitions:
            of_case = moves.setdefault(move.field, {})
            if move.case in of_case:
                of_case[move.case].append(move)
            else:
                of_case[move.case] = [move]
        return moves

    def moves(self, case: str, field: str) -> Sequence[TransitionRow]:
        """The moves of a case's `status` or `phase`, by day."""
        return self._moves[field].get(case, ())

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How each case stood, from its status moves; the stored status where no move was written."""
        return {case.id: self._standing(case) for case in self.rows.cases}

    def _standing(self, case: CaseRow) -> Standing:
        moves = self.moves(case.id, "status")
        if moves:
            return Standing(
                [(moves[0].old or CaseStatus.NEW, case.opened_on), *((move.new, move.on) for move in moves)]
            )
        if case.status in ENDED and case.closed_on is not None:
            return Standing([(CaseStatus.NEW, case.opened_on), (case.status, case.closed_on)])
        return Standing([(case.status, case.opened_on)])

    def phase_at(self, case: CaseRow, day: date) -> str:
        """The step of a case at the end of a day."""
        moves = self.moves(case.id, "phase")
        if not moves:
            return case.phase
        before = [move for move in moves if move.on <= day]
        return before[-1].new if before else moves[0].old or case.phase

    def closed_on(self, case: CaseRow) -> date | None:
        """The day on which a case was closed and has stayed so since (N9): None when it was taken up again."""
        return self.closing_days.get(case.id)

    @cached_property
    def closing_days(self) -> dict[str, date]:
        """The cases that are closed, and since when; in the order of the cases."""
        moves = self._moves["status"]
        found: dict[str, date] = {}
        for case in self.rows.cases:
            last = moves[case.id][-1] if case.id in moves else None
            status, day = (last.new, last.on) if last is not None else (case.status, case.closed_on)
            if status == CaseStatus.CLOSED and day is not None:
                found[case.id] = day
        return found

    @cached_property
    def tendering_days(self) -> dict[str, date]:
        """The day of the first move of a case into the tender procedure or a later step."""
        found: dict[str, date] = {}
        for move in self.rows.transitions:
            if move.field == "phase" and move.new in TENDERING_OR_LATER:
                found.setdefault(move.case, move.on)
        return found

    def between(self, period: Period) -> tuple[ConsultationRow, ...]:
        """All consultations of a period."""
        return self.rows.consultations[bisect_left(self._days, period.starts) : bisect_right(self._days, period.ends)]

    def reported_between(self, period: Period) -> tuple[ConsultationRow, ...]:
        """The reportable consultations of a period (N1)."""
        found, days = self._reportable
        return found[bisect_left(days, period.starts) : bisect_right(days, period.ends)]


class Scope:
    """One period of an office."""

    def __init__(self, office: Office, period: Period) -> None:
        self.office = office
        self.period = period

    @property
    def settings(self) -> RuleSettings:
        return self.office.settings

    @cached_property
    def market(self) -> MarketScope:
        """The procurements of the period."""
        return MarketScope(self.office.market, self.period)

    @cached_property
    def buddies(self) -> BuddyScope:
        """The support plans of the period."""
        return BuddyScope(self.office.rows.buddies, self.period)

    @cached_property
    def workshops(self) -> WorkshopScope:
        """The workshops of the period."""
        return WorkshopScope(self.office.workshops, self.period)

    @cached_property
    def consultations(self) -> tuple[ConsultationRow, ...]:
        """All consultations of the period (N2)."""
        return self.office.between(self.period)

    @cached_property
    def reported(self) -> tuple[ConsultationRow, ...]:
        """Its reportable ones (N1)."""
        return self.office.reported_between(self.period)

    @cached_property
    def consultation_keys(self) -> tuple[str, ...]:
        """The ids of all of them, which stand behind several figures."""
        return tuple([c.id for c in self.consultations])

    @cached_property
    def reported_keys(self) -> tuple[str, ...]:
        """The ids of the reportable ones."""
        return tuple([c.id for c in self.reported])

    @cached_property
    def staff_times(self) -> tuple[StaffTimeRow, ...]:
        """Co-advisors' time dated in the period."""
        return tuple(t for t in self.office.rows.staff_times if t.on in self.period)

    @cached_property
    def by_client(self) -> dict[str, list[ConsultationRow]]:
        """Reportable consultations by organisation."""
        return by_client(self.office, self.reported)

    @cached_property
    def minutes_by_client(self) -> dict[str, int]:
        """Contact and preparation, never travel (N7, N8), of these consultations."""
        return {client: advice_minutes(talks) for client, talks in self.by_client.items()}

    @cached_property
    def opened(self) -> list[CaseRow]:
        """Cases opened in the period."""
        return [case for case in self.office.rows.cases if case.opened_on in self.period]

    @cached_property
    def active(self) -> list[CaseRow]:
        """Cases open on some day of the period, the day of closing included, with a consultation in it (N9)."""
        talked = {c.case for c in self.consultations if c.case is not None}
        standings = self.office.standings
        return [
            case for case in self.office.rows.cases if case.id in talked and standings[case.id].was_open(self.period)
        ]

    @cached_property
    def closed(self) -> list[CaseRow]:
        """Cases closed in the period and not taken up again since."""
        days = self.office.closing_days
        return [case for case in self.office.rows.cases if days.get(case.id) in self.period]

    @cached_property
    def open_at_end(self) -> list[CaseRow]:
        """Cases opened by the end of the period and not ended by then."""
        end, standings = self.period.ends, self.office.standings
        return [case for case in self.office.rows.cases if standings[case.id].at(end) in OPEN]


def by_client(office: Office, consultations: Iterable[ConsultationRow]) -> dict[str, list[ConsultationRow]]:
    """Consultations by organisation; one with several organisations stands under each."""
    found: dict[str, list[ConsultationRow]] = {}
    for c in consultations:
        for client in office.clients(c):
            if client in found:
                found[client].append(c)
            else:
                found[client] = [c]
    return found


def advice_minutes(consultations: Iterable[ConsultationRow]) -> int:
    """Contact and preparation, never travel (N7, N8)."""
    return sum([c.contact_minutes + c.preparation_minutes for c in consultations])
