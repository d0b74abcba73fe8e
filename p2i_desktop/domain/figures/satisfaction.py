"""Indicators of satisfaction: SAT-01 to SAT-04; an answer counts when what it is about is dated: closed, talked, begun."""

from decimal import Decimal

from p2i_desktop.domain.casework import FeedbackOutcome
from p2i_desktop.domain.figures.figure import Figure, Indicator, Number, average, by_member, keys, share
from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.figures.scope import Scope

BEST, WORST = 5, 1
TYPE = "feedback"


def on_closed_cases(scope: Scope) -> list[FeedbackRow]:
    """The answers about cases that were closed in the period."""
    closed = {case.id for case in scope.closed}
    return [row for row in scope.office.rows.market.feedback if row.case in closed]


def dated(scope: Scope) -> list[FeedbackRow]:
    """The same and the answers about consultations and workshops of the period."""
    talks = [row for row in scope.office.rows.market.feedback if row.consultation_on in scope.period]
    return [*on_closed_cases(scope), *talks, *scope.workshops.feedback]


def _rating(scope: Scope) -> list[Figure]:
    """N17: weighted by the number of answers; what was not rated may have been the best or the worst."""
    rows = on_closed_cases(scope)
    rated: list[tuple[Number, int]] = [(row.rating, row.answers) for row in rows if row.rating is not None]
    missing = sum(row.answers for row in rows if row.rating is None)
    behind = keys(TYPE, [row.id for row in rows if row.rating is not None])
    return [average("SAT-01", rated, missing, (WORST, BEST), behind)]


def _response(scope: Scope) -> list[Figure]:
    answers = sum(row.answers for row in on_closed_cases(scope))
    return [share("SAT-02", answers, 0, len(scope.closed), keys("case", [case.id for case in scope.closed]))]


def _useful(scope: Scope) -> list[Figure]:
    asked = [row for row in on_closed_cases(scope) if row.useful is not None]
    met = sum(row.answers for row in asked if row.useful)
    return [share("SAT-03", met, 0, sum(row.answers for row in asked), keys(TYPE, [row.id for row in asked]))]


def _outcomes(scope: Scope) -> list[Figure]:
    found: dict[str, list[str]] = {}
    for row in dated(scope):
        for outcome in row.outcomes:
            found.setdefault(outcome, []).append(row.id)
    return by_member("SAT-04", FeedbackOutcome, found, TYPE)


def answers_of_case(scope: Scope) -> dict[str, int]:
    """How many answers there are about each case that was closed in the period."""
    found: dict[str, int] = {}
    for row in on_closed_cases(scope):
        found[row.case or ""] = found.get(row.case or "", 0) + row.answers
    return found


def worth_of(row: FeedbackRow, code: str) -> tuple[Number, int]:
    """What an answer adds to a figure, and for how many answers it stands."""
    if code == "SAT-01":
        return (row.rating or Decimal(0)) * row.answers, row.answers
    if code == "SAT-03":
        return (row.answers if row.useful else 0), row.answers
    return 1, 1


INDICATORS = (
    Indicator("SAT-01", "1-5", "outcome", _rating, made="mean", cumulative=False, aim=2, small_groups=True, needs=((TYPE, "rating"),)),
    Indicator("SAT-02", "%", "outcome", _response, cumulative=False, aim=2),
    Indicator("SAT-03", "%", "outcome", _useful, cumulative=False, aim=2, small_groups=True),
    Indicator("SAT-04", "number", "outcome", _outcomes, parts=tuple(one.value for one in FeedbackOutcome), direction="none"),
)  # fmt: skip
