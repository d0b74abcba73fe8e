"""Indicators of clients: CLI-01 to CLI-06; the records behind them are the organisations, behind CLI-06 the persons."""

from p2i_desktop.domain.figures.figure import Figure, Indicator, counted, keys
from p2i_desktop.domain.figures.scope import Scope, advice_minutes, by_client


def _advised(scope: Scope) -> list[Figure]:
    unnamed = {c.case for c in scope.reported if c.case and not c.contacts and not scope.office.clients(c)}
    return [counted("CLI-01", keys("organisation", scope.by_client), missing=len(unnamed))]


def _new(scope: Scope) -> list[Figure]:
    first = scope.office.first_advised
    return [counted("CLI-02", keys("organisation", [o for o in scope.by_client if first[o] in scope.period]))]


def _repeated(scope: Scope) -> list[Figure]:
    return [counted("CLI-03", keys("organisation", [o for o, talks in scope.by_client.items() if len(talks) >= 2]))]


def _active(scope: Scope) -> list[Figure]:
    """N7: advised for long enough, or present at a workshop."""
    months = scope.period.months_before(scope.settings.active_months)
    if months == scope.period:
        minutes = scope.minutes_by_client
    else:
        talks = by_client(scope.office, scope.office.reported_between(months))
        minutes = {o: advice_minutes(rows) for o, rows in talks.items()}
    enough = {o: None for o, advised in minutes.items() if advised >= scope.settings.active_minutes}
    present = sorted(scope.office.workshops.present_between(months))
    return [counted("CLI-04", keys("organisation", enough | dict.fromkeys(present)))]


def _long_term(scope: Scope) -> list[Figure]:
    enough = [o for o, minutes in scope.minutes_by_client.items() if minutes >= scope.settings.long_term_minutes]
    return [counted("CLI-05", keys("organisation", enough))]


def _persons(scope: Scope) -> list[Figure]:
    """Distinct contacts of reportable consultations (N6)."""
    return [counted("CLI-06", keys("contact", {person for row in scope.reported for person in row.contacts}))]


INDICATORS = (
    Indicator("CLI-01", "number", "output", _advised, aim=2, needs=(("consultation", "organisation"),)),
    Indicator("CLI-02", "number", "output", _new),
    Indicator("CLI-03", "number", "output", _repeated),
    Indicator("CLI-04", "number", "output", _active, cumulative=False),
    Indicator("CLI-05", "number", "output", _long_term),
    Indicator("CLI-06", "number", "output", _persons),
)
