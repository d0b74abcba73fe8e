"""Indicators of workshops: EVT-01 to EVT-10; external events never count, cancelled ones and organisers neither (N11)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from p2i_desktop.domain.figures.figure import Figure, Indicator, Keys, Number, average, counted, keys, share
from p2i_desktop.domain.figures.scope import Scope

BEST, WORST = 5, 1
TYPE, SEAT, ANSWER = "workshop", "participation", "feedback"


def _held(scope: Scope) -> list[Figure]:
    return [counted("EVT-01", workshop_keys(scope))]


def workshop_keys(scope: Scope) -> Keys:
    """The keys of all workshops of the period."""
    return keys(TYPE, [row.id for row in scope.workshops.held])


def _behind(found: Mapping[str, Sequence[str]]) -> Keys:
    """Those who were named and count, and the workshops whose heads were counted instead."""
    return tuple((kind, tuple(ids)) for kind, ids in found.items() if ids)


def _participations(scope: Scope) -> list[Figure]:
    n = scope.workshops.participations
    return [Figure("EVT-02", n, n, n, _behind(scope.workshops.counted), opens=workshop_keys(scope))]


def _online(scope: Scope) -> list[Figure]:
    present = scope.workshops.present.values()
    online = sum(there.online for there in present)
    figure = share("EVT-03", online, 0, scope.workshops.participations, _behind(scope.workshops.counted))
    return [replace(figure, opens=workshop_keys(scope))]


def _persons(scope: Scope) -> list[Figure]:
    """Distinct contacts; who is only written or counted is not known again."""
    found = {person for there in scope.workshops.present.values() for person in there.persons}
    return [counted("EVT-04", keys("contact", sorted(found)))]


def _organisations(scope: Scope) -> list[Figure]:
    """Organisations that are only written may be others or the same."""
    events = scope.workshops
    return [counted("EVT-05", keys("organisation", events.organisations), missing=len(events.unmatched))]


def _hours(scope: Scope) -> list[Figure]:
    """N12: at least what sessions with times make."""
    events = scope.workshops
    minutes = sum((Decimal(there.minutes) for there in events.present.values()), Decimal(0))
    present = [row for row in events.held if events.present[row.id].participations]
    missing = sum(1 for row in present if events.hours_unknown(row))
    behind = _behind(events.timed)
    hours = minutes / 60
    value = None if missing and missing == len(present) and not minutes else hours
    return [
        Figure("EVT-06", value, hours, None if missing else hours, behind, missing, len(present), workshop_keys(scope))
    ]


# --- answers ------------------------------------------------------------------------------------------------------------
def _rating(scope: Scope) -> list[Figure]:
    """N17: weighted by the number of answers; what was not rated may have been the best or the worst."""
    rows = scope.workshops.feedback
    rated: list[tuple[Number, int]] = [(row.rating, row.answers) for row in rows if row.rating is not None]
    missing = sum(row.answers for row in rows if row.rating is None)
    behind = keys(ANSWER, [row.id for row in rows if row.rating is not None])
    opens = keys(TYPE, dict.fromkeys(row.workshop for row in rows if row.workshop))
    return [replace(average("EVT-07", rated, missing, (WORST, BEST), behind), opens=opens)]


def _response(scope: Scope) -> list[Figure]:
    """Everybody who was there was asked."""
    answers = sum(row.answers for row in scope.workshops.feedback)
    return [share("EVT-08", answers, 0, scope.workshops.participations, workshop_keys(scope))]


# --- certificates, no-shows ---------------------------------------------------------------------------------------------
def _certificates(scope: Scope) -> list[Figure]:
    rows = scope.workshops.certificates
    opens = keys(TYPE, dict.fromkeys(row.workshop for row in rows))
    n = len(rows)
    return [Figure("EVT-09", n, n, n, keys(SEAT, [row.participation for row in rows]), opens=opens)]


def _no_shows(scope: Scope) -> list[Figure]:
    registered = scope.workshops.registered
    figure = share("EVT-10", sum(registered.values()), 0, len(registered), keys(SEAT, registered))
    return [replace(figure, opens=keys(TYPE, [key for key, there in scope.workshops.present.items() if there.marked]))]


INDICATORS = (
    Indicator("EVT-01", "number", "output", _held, aim=5),
    Indicator("EVT-02", "number", "output", _participations),
    Indicator("EVT-03", "%", "output", _online, direction="none", cumulative=False),
    Indicator("EVT-04", "number", "output", _persons),
    Indicator("EVT-05", "number", "output", _organisations, needs=((SEAT, "organisation"),)),
    Indicator("EVT-06", "h", "output", _hours, needs=(("workshop_session", "starts_at"),)),
    Indicator("EVT-07", "1-5", "outcome", _rating, made="mean", cumulative=False, small_groups=True, needs=((ANSWER, "rating"),)),
    Indicator("EVT-08", "%", "outcome", _response, cumulative=False),
    Indicator("EVT-09", "number", "output", _certificates),
    Indicator("EVT-10", "%", "output", _no_shows, direction="lower", cumulative=False),
)  # fmt: skip
