"""Indicators of advice and cases: ADV-01 to ADV-14."""

from decimal import Decimal

from p2i_desktop.domain.advice import CaseOutcome, ClosingReason, ConsultationType
from p2i_desktop.domain.figures.figure import (
    Figure,
    Indicator,
    Keys,
    by_member,
    counted,
    keys,
    middle,
    share,
    total_hours,
)
from p2i_desktop.domain.figures.rows import CaseRow, ConsultationRow, StaffTimeRow
from p2i_desktop.domain.figures.scope import Scope

HELPED = frozenset({CaseOutcome.HELPED, CaseOutcome.PARTLY_HELPED})


def case_keys(rows: list[CaseRow]) -> Keys:
    """The keys of cases, in their order."""
    return keys("case", [row.id for row in rows])


def _reportable(scope: Scope) -> list[Figure]:
    return [counted("ADV-01", keys("consultation", scope.reported_keys))]


def _all(scope: Scope) -> list[Figure]:
    return [counted("ADV-02", keys("consultation", scope.consultation_keys))]


def enquiries(scope: Scope) -> list[ConsultationRow]:
    """The enquiries of the period, anonymous ones included."""
    return [c for c in scope.consultations if c.type == ConsultationType.ENQUIRY]


def _enquiries(scope: Scope) -> list[Figure]:
    return [counted("ADV-03", keys("consultation", [c.id for c in enquiries(scope)]))]


def hours_to_answer(scope: Scope, consultation: str) -> Decimal | None:
    """Working hours until an enquiry was answered (N10): as typed, else between the two instants; None = not known."""
    found = scope.office.rows.market.answers.get(consultation)
    if found is None:
        return None
    if found.minutes is not None:
        return Decimal(found.minutes) / 60
    if found.received is None or found.answered is None:
        return None
    seconds = scope.office.working.seconds(found.received, found.answered)
    return None if seconds is None else Decimal(seconds) / 3600


def _response(scope: Scope) -> list[Figure]:
    asked = enquiries(scope)
    hours = {c.id: found for c in asked if (found := hours_to_answer(scope, c.id)) is not None}
    return [middle("ADV-04", list(hours.values()), keys("consultation", hours), len(asked) - len(hours))]


def _contact_hours(scope: Scope) -> list[Figure]:
    minutes = sum([c.contact_minutes for c in scope.reported])
    return [total_hours("ADV-05", minutes, keys("consultation", scope.reported_keys))]


def _staff_hours(scope: Scope) -> list[Figure]:
    behind = keys("consultation", scope.consultation_keys) + keys("staff_time", [t.id for t in scope.staff_times])
    rows: list[ConsultationRow | StaffTimeRow] = [*scope.consultations, *scope.staff_times]
    return [
        total_hours("ADV-06.contact", sum([row.contact_minutes for row in rows]), behind),
        total_hours("ADV-06.preparation", sum([row.preparation_minutes for row in rows]), behind),
        total_hours("ADV-06.travel", sum([row.travel_minutes for row in rows]), behind),
    ]


def _opened(scope: Scope) -> list[Figure]:
    return [counted("ADV-07", case_keys(scope.opened))]


def _active(scope: Scope) -> list[Figure]:
    return [counted("ADV-08", case_keys(scope.active))]


def _closed(scope: Scope) -> list[Figure]:
    return [counted("ADV-09", case_keys(scope.closed))]


def _open_at_end(scope: Scope) -> list[Figure]:
    return [counted("ADV-10", case_keys(scope.open_at_end))]


def _duration(scope: Scope) -> list[Figure]:
    days = [((scope.office.closed_on(case) or case.opened_on) - case.opened_on).days for case in scope.closed]
    return [middle("ADV-11", days, case_keys(scope.closed))]


def _helped(scope: Scope) -> list[Figure]:
    helped = sum(1 for case in scope.closed if case.outcome in HELPED)
    unknown = sum(1 for case in scope.closed if not case.outcome)
    return [share("ADV-12", helped, unknown, len(scope.closed), case_keys(scope.closed))]


def _reasons(scope: Scope) -> list[Figure]:
    found: dict[str, list[str]] = {}
    for case in scope.closed:
        found.setdefault(case.closing_reason or "", []).append(case.id)
    return by_member("ADV-13", ClosingReason, found, "case")


def _tendering(scope: Scope) -> list[Figure]:
    days = scope.office.tendering_days
    cases = [case for case in scope.office.rows.cases if days.get(case.id) in scope.period]
    return [counted("ADV-14", case_keys(cases))]


INDICATORS = (
    Indicator("ADV-01", "number", "output", _reportable, aim=2),
    Indicator("ADV-02", "number", "output", _all, aim=2),
    Indicator("ADV-03", "number", "output", _enquiries),
    Indicator(
        "ADV-04", "h", "output", _response, direction="lower", cumulative=False, made="median",
        needs=(("consultation", "first_response_minutes"),),
    ),
    Indicator("ADV-05", "h", "output", _contact_hours),
    Indicator("ADV-06", "h", "output", _staff_hours, parts=("contact", "preparation", "travel"), direction="none"),
    Indicator("ADV-07", "number", "output", _opened, aim=2),
    Indicator("ADV-08", "number", "output", _active, aim=2),
    Indicator("ADV-09", "number", "output", _closed, aim=2),
    Indicator("ADV-10", "number", "output", _open_at_end, aim=2, direction="none", cumulative=False),
    Indicator("ADV-11", "days", "output", _duration, direction="lower", cumulative=False, made="median"),
    Indicator("ADV-12", "%", "outcome", _helped, cumulative=False, needs=(("case", "outcome"),)),
    Indicator(
        "ADV-13",
        "number",
        "outcome",
        _reasons,
        parts=tuple(reason.value for reason in ClosingReason),
        direction="none",
        needs=(("case", "closing_reason"),),
    ),
    Indicator("ADV-14", "number", "outcome", _tendering),
)  # fmt: skip
