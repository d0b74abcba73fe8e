"""The parts of a year: consultations by month, topic, client ..., cases by step and outcome, workshops by type and topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from p2i_desktop.domain.advice import (
    CaseOutcome,
    CaseStatus,
    Channel,
    ClosingReason,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.figures.market_rows import ProcurementRow
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow
from p2i_desktop.domain.figures.scope import Scope
from p2i_desktop.domain.figures.workshop_rows import WorkshopRow
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.rules.lifecycle import STAGES, stage_of
from p2i_desktop.domain.workshops import EventFormat, EventType

NOT_GIVEN = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown."""

    key: str  # member, month "01" to "12", country, NUTS 2 code or id; "" = not given
    count: int
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of one indicator; where one record can stand under several parts they do not add up to it."""

    name: str
    code: str
    parts: tuple[Part, ...]
    adds_up: bool = True


_MONTHS = tuple(f"{month:02d}" for month in range(1, 13))
_Keys = Callable[[Scope, ConsultationRow], Iterable[str]]


def _month(scope: Scope, c: ConsultationRow) -> Iterable[str]:
    return (_MONTHS[c.on.month - 1],)


def _sector(scope: Scope, c: ConsultationRow) -> Iterable[str]:
    case = scope.office.cases.get(c.case or "")
    return ((case.sector if case else None) or NOT_GIVEN,)


def _ict(scope: Scope, c: ConsultationRow) -> Iterable[str]:
    case = scope.office.cases.get(c.case or "")
    return (NOT_GIVEN if case is None else "yes" if case.ict else "no",)


def _client(part: Callable[[Scope, str], str]) -> _Keys:
    def of(scope: Scope, c: ConsultationRow) -> Iterable[str]:
        return dict.fromkeys(part(scope, client) for client in scope.office.clients(c)) or (NOT_GIVEN,)

    return of


def _kind(scope: Scope, client: str) -> str:
    row = scope.office.organisation(client)
    return row.kind if row else NOT_GIVEN


def _country(scope: Scope, client: str) -> str:
    row = scope.office.organisation(client)
    return row.country if row else NOT_GIVEN


def _region(scope: Scope, client: str) -> str:
    row = scope.office.organisation(client)
    return row.nuts[:4] if row and len(row.nuts) >= 4 else NOT_GIVEN


# name -> (keys of a consultation, order of the keys that always appear, whether the parts add up)
OF_CONSULTATIONS: dict[str, tuple[_Keys, tuple[str, ...], bool]] = {
    "month": (_month, _MONTHS, True),
    "channel": (lambda _, c: (c.channel,), tuple(Channel), True),
    "topic": (lambda _, c: c.topics or (NOT_GIVEN,), tuple(Topic), False),
    "type": (lambda _, c: (c.type,), tuple(ConsultationType), True),
    "sector": (_sector, tuple(Sector), True),
    "ict": (_ict, ("yes", "no"), True),
    "organisation_kind": (_client(_kind), tuple(OrganisationKind), False),
    "country": (_client(_country), (), False),
    "region": (_client(_region), (), False),
    "advisor": (lambda _, c: (c.advisor or NOT_GIVEN,), (), True),
}


def consultations_by(scope: Scope, name: str) -> Breakdown:
    """The reportable consultations of a period by one of OF_CONSULTATIONS."""
    keys_of, order, adds_up = OF_CONSULTATIONS[name]
    found: dict[str, list[str]] = {key: [] for key in order}
    for c in scope.reported:
        for key in keys_of(scope, c):
            if key in found:
                found[key].append(c.id)
            else:
                found[key] = [c.id]
    in_order = sorted(found.items(), key=lambda item: item[0] == NOT_GIVEN)  # closed lists as they are, not given last
    return Breakdown(name, "ADV-01", tuple(Part(key, len(ids), tuple(ids)) for key, ids in in_order), adds_up)


_Cases = Callable[[Scope], list[CaseRow]]
_CaseKey = Callable[[Scope, CaseRow], str]
# name -> (indicator, cases, key of a case, order)
OF_CASES: dict[str, tuple[str, _Cases, _CaseKey, tuple[str, ...]]] = {
    "case_phase": ("ADV-10", lambda s: s.open_at_end, lambda s, c: s.office.phase_at(c, s.period.ends), tuple(Phase)),
    "case_stage": (
        "ADV-10",
        lambda s: s.open_at_end,
        lambda s, c: stage_of(s.office.phase_at(c, s.period.ends)),
        STAGES,
    ),
    "case_instrument": ("ADV-10", lambda s: s.open_at_end, lambda _, c: c.instrument, tuple(Instrument)),
    "case_sector": ("ADV-10", lambda s: s.open_at_end, lambda _, c: c.sector or NOT_GIVEN, tuple(Sector)),
    "case_status": (
        "ADV-10",
        lambda s: s.open_at_end,
        lambda s, c: s.office.standings[c.id].at(s.period.ends) or NOT_GIVEN,
        tuple(CaseStatus)[:5],
    ),
    "case_outcome": ("ADV-09", lambda s: s.closed, lambda _, c: c.outcome or NOT_GIVEN, tuple(CaseOutcome)),
    "case_reason": ("ADV-09", lambda s: s.closed, lambda _, c: c.closing_reason or NOT_GIVEN, tuple(ClosingReason)),
    "opened_sector": ("ADV-07", lambda s: s.opened, lambda _, c: c.sector or NOT_GIVEN, tuple(Sector)),
    "opened_instrument": ("ADV-07", lambda s: s.opened, lambda _, c: c.instrument, tuple(Instrument)),
    "closed_instrument": ("ADV-09", lambda s: s.closed, lambda _, c: c.instrument, tuple(Instrument)),
}


def cases_by(scope: Scope, name: str) -> Breakdown:
    """The cases of a period by one of OF_CASES."""
    code, cases_of, key_of, order = OF_CASES[name]
    found: dict[str, list[str]] = {key: [] for key in order}
    for case in cases_of(scope):
        found.setdefault(key_of(scope, case), []).append(case.id)
    return Breakdown(name, code, tuple(Part(key, len(ids), records=tuple(ids)) for key, ids in found.items()))


_Procurements = Callable[[Scope], list[ProcurementRow]]
_ProcurementKey = Callable[[Scope, ProcurementRow], str]


def _buyer(scope: Scope, row: ProcurementRow) -> str:
    return scope.office.market.buyer(row) or NOT_GIVEN


def _started_month(_: Scope, row: ProcurementRow) -> str:
    return _MONTHS[row.started_on.month - 1] if row.started_on else NOT_GIVEN


def _awarded_month(scope: Scope, row: ProcurementRow) -> str:
    return _MONTHS[scope.office.market.first_awarded[row.id].month - 1]


# what is counted -> (indicator, procurements, key of the month); of each by the parts below
_EVENTS: dict[str, tuple[str, _Procurements, _ProcurementKey]] = {
    "started": ("PRC-01", lambda s: s.market.started, _started_month),
    "awarded": ("PRC-02", lambda s: s.market.awarded, _awarded_month),
}
_OF_PROCUREMENTS: dict[str, tuple[_ProcurementKey, tuple[str, ...]]] = {
    "instrument": (lambda _, row: row.instrument, tuple(Instrument)),
    "sector": (lambda _, row: row.sector or NOT_GIVEN, tuple(Sector)),
    "ict": (lambda _, row: "yes" if row.ict else "no", ("yes", "no")),
    "organisation_kind": (lambda s, row: _kind(s, _buyer(s, row)), tuple(OrganisationKind)),
    "country": (lambda s, row: _country(s, _buyer(s, row)), ()),
    "region": (lambda s, row: _region(s, _buyer(s, row)), ()),
}


def procurements_by(scope: Scope, name: str) -> Breakdown:
    """The procurements started or awarded in a period by a part: `started_instrument`, `awarded_month` ..."""
    event, _, part = name.partition("_")
    code, rows_of, month = _EVENTS[event]
    key_of, order = (month, _MONTHS) if part == "month" else _OF_PROCUREMENTS[part]
    found: dict[str, list[str]] = {key: [] for key in order}
    for row in rows_of(scope):
        found.setdefault(key_of(scope, row), []).append(row.id)
    return Breakdown(name, code, tuple(Part(key, len(ids), records=tuple(ids)) for key, ids in found.items()))


# name -> (keys of a workshop, order of the keys that always appear, whether the parts add up)
_OF_WORKSHOPS: dict[str, tuple[Callable[[WorkshopRow], Iterable[str]], tuple[str, ...], bool]] = {
    "month": (lambda row: (_MONTHS[row.starts_on.month - 1],), _MONTHS, True),
    "type": (lambda row: (row.type,), tuple(EventType), True),
    "format": (lambda row: (row.format,), tuple(EventFormat), True),
    "topic": (lambda row: row.topics or (NOT_GIVEN,), tuple(Topic), False),
}


def workshops_by(scope: Scope, name: str) -> Breakdown:
    """The workshops held or their participations by a part: `held_type`, `attended_type` ...; behind both stand the
    workshops."""
    event, _, part = name.partition("_")
    there = scope.workshops.present
    keys_of, order, adds_up = _OF_WORKSHOPS[part]
    found: dict[str, list[str]] = {key: [] for key in order}
    for row in scope.workshops.held:
        for key in keys_of(row):
            found.setdefault(key, []).append(row.id)
    if event == "held":
        held = tuple(Part(key, len(ids), records=tuple(ids)) for key, ids in found.items())
        return Breakdown(name, "EVT-01", held, adds_up)
    came = tuple(
        Part(key, sum(there[one].participations for one in ids), records=tuple(ids)) for key, ids in found.items()
    )
    return Breakdown(name, "EVT-02", came, adds_up)


# every breakdown by its name
BREAKDOWNS: dict[str, Callable[[Scope, str], Breakdown]] = {
    **dict.fromkeys(OF_CONSULTATIONS, consultations_by),
    **dict.fromkeys(OF_CASES, cases_by),
    **{f"{event}_{part}": procurements_by for event in _EVENTS for part in ("month", *_OF_PROCUREMENTS)},
    **{f"{event}_{part}": workshops_by for event in ("held", "attended") for part in _OF_WORKSHOPS},
}
