"""What was said of an event is counted by hand here: means, spread, rates, and nothing of nothing."""

from decimal import Decimal

import pytest

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.workshop_ratings import mean_of, percent, ratings
from p2i_desktop.domain.workshops import FeedbackAnswer, FeedbackQuestion

SCORED, WRITTEN = FeedbackQuestion(text="Good?"), FeedbackQuestion(text="Why?", in_words=True)


def form(*, score: int | None = None, words: str = "", **fields: object) -> tuple[Feedback, dict[str, FeedbackAnswer]]:
    """One form with an answer to each question that has one."""
    feedback = Feedback(rating=Decimal(score) if score else None, **fields)  # type: ignore[arg-type]
    said: dict[str, FeedbackAnswer] = {}
    if score is not None:
        said[SCORED.id] = FeedbackAnswer(feedback=feedback.id, question=SCORED.id, score=score)
    if words:
        said[WRITTEN.id] = FeedbackAnswer(feedback=feedback.id, question=WRITTEN.id, words=words)
    return feedback, said


def test_nothing_was_said() -> None:
    found = ratings([SCORED], [], {}, asked=0)
    assert (found.forms, found.rate, found.mean, found.rated, found.comparable) == (0, None, None, 0, False)
    only = found.questions[0]
    assert (only.answers, only.mean, only.counts, only.share(3), only.words) == (0, None, (0, 0, 0, 0, 0), 0, ())


def test_forms_and_totals_are_weighted_by_their_people() -> None:
    given = [form(score=5, words=" Well done "), form(score=2), form(words="  "), form(comment=" ok ")]
    total = Feedback(answers=7, rating=Decimal("4.5"))
    answers = {feedback.id: said for feedback, said in given}
    found = ratings([SCORED, WRITTEN], [*(one for one, _ in given), total], answers, asked=22)
    assert (found.forms, found.rate, found.rated, found.comments) == (11, 50, 9, ("ok",))
    assert found.mean == Decimal("4.28")  # (5 + 2 + 7 x 4.5) / 9 = 4.277...
    assert found.comparable
    assert not ratings([], [total], {}, asked=1, least=8).comparable
    scored, written = found.questions
    assert (scored.answers, scored.mean, scored.counts, scored.share(5)) == (2, Decimal("3.50"), (0, 1, 0, 0, 1), 50)
    assert (written.answers, written.words) == (0, ("Well done",))


@pytest.mark.parametrize(("part", "whole", "share"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 4, 125)])
def test_halves_of_a_percent_go_up(part: int, whole: int, share: int) -> None:
    assert percent(part, whole) == share


@pytest.mark.parametrize(
    ("scores", "mean"), [([], None), ([4], "4.00"), ([5, 4, 4], "4.33"), ([1, 2], "1.50"), ([5, 5, 4], "4.67")]
)
def test_the_mean_of_a_form(scores: list[int], mean: str | None) -> None:
    assert mean_of(scores) == (Decimal(mean) if mean else None)
