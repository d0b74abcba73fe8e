"""What those who were there said of an event: means, how the answers spread, how many answered, what was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.workshops import FeedbackAnswer, FeedbackQuestion

SCORES = (1, 2, 3, 4, 5)
LEAST = 5  # answers under which a mean is shown with its number and compared with nothing (N17)
_PLACES = Decimal("0.01")
Answers = Mapping[str, Mapping[str, FeedbackAnswer]]  # feedback id -> question id -> answer


@dataclass(frozen=True, slots=True)
class QuestionRating:
    """One question: how many gave a score, their mean (2 places), how many gave 1, 2, 3, 4, 5; or what was written."""

    question: FeedbackQuestion
    answers: int
    mean: Decimal | None
    counts: tuple[int, ...]
    words: tuple[str, ...]

    def share(self, score: int) -> int:
        """How many percent of those who answered gave this score, whole percent; 0 without answers."""
        return percent(self.counts[score - 1], self.answers)


@dataclass(frozen=True, slots=True)
class Ratings:
    """All that was said: `forms` people answered of `asked`; `mean` is that of their ratings, weighted by how many people
    each stands for, `rated` how many those are. `comparable`: enough answers to compare them with anything (N17)."""

    forms: int
    asked: int
    rate: int | None
    mean: Decimal | None
    rated: int
    questions: tuple[QuestionRating, ...]
    comments: tuple[str, ...]
    comparable: bool


def ratings(
    questions: Sequence[FeedbackQuestion],
    feedback: Iterable[Feedback],
    answers: Answers,
    asked: int,
    least: int = LEAST,
) -> Ratings:
    """Counts what was said; `asked` = those who were there, `least` = the setting `min_group_for_means`."""
    said = list(feedback)
    forms = sum(one.answers for one in said)
    rated = [(one.rating, one.answers) for one in said if one.rating is not None]
    people = sum(weight for _, weight in rated)
    total = sum((rating * weight for rating, weight in rated), Decimal(0))
    return Ratings(
        forms=forms,
        asked=asked,
        rate=percent(forms, asked) if asked else None,
        mean=_rounded(total, people),
        rated=people,
        questions=tuple(_of(question, said, answers) for question in questions),
        comments=tuple(one.comment.strip() for one in said if one.comment.strip()),
        comparable=people >= least,
    )


def mean_of(scores: Iterable[int]) -> Decimal | None:
    """The rating of one form: the mean of its scores, 2 places; None without any."""
    given = list(scores)
    return _rounded(Decimal(sum(given)), len(given))


def percent(part: int, whole: int) -> int:
    """Whole percent, halves up; 0 of nothing."""
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0


def _of(question: FeedbackQuestion, said: Sequence[Feedback], answers: Answers) -> QuestionRating:
    given = [found for one in said if (found := answers.get(one.id, {}).get(question.id)) is not None]
    scores = [one.score for one in given if one.score is not None]
    counts = tuple(scores.count(score) for score in SCORES)
    words = tuple(one.words.strip() for one in given if one.words.strip())
    return QuestionRating(question, len(scores), mean_of(scores), counts, words)


def _rounded(total: Decimal, count: int) -> Decimal | None:
    return (total / count).quantize(_PLACES, ROUND_HALF_UP) if count else None
