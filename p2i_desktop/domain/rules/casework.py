"""Rules of what belongs to the work on a case: what clients say, and the lines of templates (domain rules, section 6)."""

from collections.abc import Iterator

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.rules.participants import feedback_problems as workshop_feedback_problems
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard

RATINGS = (1, 5)


def feedback_problems(feedback: Feedback, around: Around, before: Feedback | None) -> Iterator[Problem]:
    """A rating from 1 to 5, no answer from the future, and something said; a total has no single yes or no.

    What was said of a workshop stands in the answers to its questions; its rating is their mean."""
    low, high = RATINGS
    if feedback.rating is not None and not low <= feedback.rating <= high:
        yield hard("range", "rating", low=low, high=high)
    of_workshop = feedback.about is not None and feedback.about.type == "workshop"  # its form has many questions
    fraction = feedback.rating is not None and feedback.rating != int(feedback.rating)
    if fraction and feedback.answers == 1 and not of_workshop:
        yield hard("rating_whole", "rating", low=low, high=high)
    if feedback.on is not None and feedback.on > around.today:
        yield hard("feedback_future", "on")
    said = (feedback.rating, feedback.useful, feedback.recommend)
    nothing = all(one is None for one in said) and not feedback.outcomes and not feedback.comment.strip()
    if nothing and not of_workshop:
        yield hard("feedback_empty", "rating")
    case = around.get(Case, feedback.about.id) if feedback.about and feedback.about.type == "case" else None
    if case is not None and case.opened_on is not None and feedback.on is not None and feedback.on < case.opened_on:
        yield hard("H07", "on", later=FieldName("feedback", "on"), earlier=FieldName("case", "opened_on"))
    yield from workshop_feedback_problems(feedback, around)
