"""What those who were there said of a workshop: questions of its form, forms typed in one by one, totals, the summary."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from p2i_desktop.domain import positions
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.workshop_ratings import SCORES, mean_of
from p2i_desktop.domain.workshops import FeedbackAnswer, FeedbackQuestion, Workshop
from p2i_desktop.i18n import N_, Texts, texts_for
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

WORKSHOP = "workshop"
Said = Mapping[str, int | str | None]  # question id -> a score, words, or nothing
_STANDARD: tuple[tuple[str, bool], ...] = (
    (N_("The event met my expectations."), False),
    (N_("The topics are useful for my work."), False),
    (N_("The speakers explained clearly."), False),
    (N_("The materials are helpful."), False),
    (N_("The organisation was good."), False),
    (N_("What was most useful?"), True),
    (N_("What should be better next time?"), True),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in form as it is typed: answers by question, a comment, and the record it changes ("" = a new one)."""

    said: Said
    comment: str = ""
    feedback_id: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        said = (one.strip() if isinstance(one, str) else one for one in self.said.values())
        return not self.comment.strip() and all(one is None or one == "" for one in said)


@dataclass(frozen=True, slots=True)
class SavedForm:
    """What was done, and the record of the form."""

    changed: Changed
    feedback_id: str


def default_questions(texts: Texts) -> list[tuple[str, bool]]:
    """The questions of a form that nobody has changed, in the language of `texts`: (text, answered in words)."""
    return [(texts._(words), in_words) for words, in_words in _STANDARD]


def standard_form(workshop: Workshop, fallback: Texts) -> list[FeedbackQuestion]:
    """The standard questions as records that are not saved yet, in the first language of the workshop that we speak."""
    spoken = [*sorted(workshop.languages), workshop.language]
    language = next((one for one in spoken if one and texts_for(one).language == one), fallback.language)
    asked = default_questions(texts_for(language))
    places = positions.numbered(len(asked))
    return [
        FeedbackQuestion(
            id=link_id("feedback_question", workshop.id, place), centre_id=workshop.centre_id, workshop=workshop.id,
            position=place, text=text, in_words=in_words,
        )
        for place, (text, in_words) in zip(places, asked, strict=True)
    ]  # fmt: skip


class WorkshopFeedback(Subject):
    """The verbs of feedback on workshops; each is one step. Refused, Conflict, Missing."""

    def questions(self, workshop_id: str) -> list[FeedbackQuestion]:
        """The questions in their order; the standard ones, not saved yet, where the workshop has none of its own."""
        workshop = self.work.get(Workshop, workshop_id)
        found = self.store.find(FeedbackQuestion, workshop=workshop.id)
        ordered = sorted(found, key=lambda one: (one.position, one.id))
        return ordered or self._standard(workshop)

    def save_questions(self, workshop_id: str, wanted: Sequence[FeedbackQuestion]) -> Changed:
        """The form asks these questions in this order; one that was answered is not taken away."""
        workshop = self.work.get(Workshop, workshop_id)
        before = {one.id: one for one in self.store.find(FeedbackQuestion, workshop=workshop.id)}
        kept = {one.id for one in wanted}
        gone = [one for key, one in before.items() if key not in kept]
        answered = {one.question for one in self.store.naming(FeedbackAnswer, "question", [one.id for one in gone])}
        refuse([hard("question_answered", "text", text=one.text) for one in gone if one.id in answered])
        places = positions.numbered(len(wanted))
        placed: list[Record] = [
            replace(one, workshop=workshop.id, position=place, deleted_at=None)
            for one, place in zip(wanted, places, strict=True)
        ]
        changed = [Put(one) for one in examined(self.work, placed) if one != before.get(one.id)]
        bins = [Bin(FeedbackQuestion, one.id) for one in gone]
        return self.store.apply("save_questions", [*changed, *bins], args=(f"{WORKSHOP}:{workshop.id}",))

    def save(self, workshop_id: str, form: Form, draft: tuple[str, str] | None = None) -> SavedForm:
        """Saves one form; its rating is the mean of its scores. Refused where nothing is said."""
        made = self._records(self.work.get(Workshop, workshop_id), [form])
        feedback = next(one for one in made if isinstance(one, Feedback))
        changes: list[Put | Bin] = [*(Put(one) for one in examined(self.work, made)), *self._emptied(form)]
        changed = self.store.apply("save_form", changes, args=(f"{WORKSHOP}:{workshop_id}",), drop_draft=draft)
        return SavedForm(changed, feedback.id)

    def save_many(self, workshop_id: str, forms: Sequence[Form], questions: Sequence[FeedbackQuestion] = ()) -> Changed:
        """Saves many new forms as one step, the empty ones left out; `questions`: those that are asked from now on."""
        made = self._records(self.work.get(Workshop, workshop_id), [one for one in forms if not one.empty], questions)
        changes = [Put(one) for one in examined(self.work, made)]
        return self.store.apply("take_in_forms", changes, args=(f"{WORKSHOP}:{workshop_id}",))

    def save_total(
        self, workshop_id: str, answers: int, rating: Decimal | None, comment: str = "", feedback_id: str = ""
    ) -> Changed:
        """How many answered elsewhere and with which mean, typed in as one number."""
        workshop = self.work.get(Workshop, workshop_id)
        old = self.work.get(Feedback, feedback_id) if feedback_id else self._blank(workshop)
        refuse([hard("feedback_empty", "rating")] if rating is None and not comment.strip() else [])
        return self.work.put("save_total", replace(old, answers=answers, rating=rating, comment=comment))

    def remove(self, feedback_ids: Collection[str]) -> Changed:
        """Puts forms into the bin with their answers."""
        found = [self.work.get(Feedback, key) for key in feedback_ids]
        args = tuple(sorted({f"{WORKSHOP}:{one.about.id}" for one in found if one.about}))
        return self.store.apply("bin_feedback", [Bin(Feedback, one.id) for one in found], args=args)

    # -- inside --------------------------------------------------------------------------------------------------------
    def _standard(self, workshop: Workshop) -> list[FeedbackQuestion]:
        """The standard questions, those of the bin as they lie there."""
        asked = standard_form(workshop, self.work.texts)
        binned = self.store.many(FeedbackQuestion, [one.id for one in asked])
        return [
            replace(binned.get(one.id, one), deleted_at=None, text=one.text, position=one.position) for one in asked
        ]

    def _blank(self, workshop: Workshop) -> Feedback:
        return Feedback(about=About(WORKSHOP, workshop.id), on=self.work.today())

    def _records(
        self, workshop: Workshop, forms: Sequence[Form], asked: Sequence[FeedbackQuestion] = ()
    ) -> list[Record]:
        """The records of forms, in front of them the questions that are not saved yet: new ones, else the standard ones."""
        saved = {one.id: one for one in self.store.find(FeedbackQuestion, workshop=workshop.id)}
        questions = list(asked) or self.questions(workshop.id)
        places = [one.position for one in saved.values()]
        made: list[Record] = []
        for one in questions:
            if one.id not in saved:
                places.append(one.position if one.position and not saved else positions.at_end(places))
                made.append(replace(one, workshop=workshop.id, position=places[-1]))
        known = saved | {one.id: one for one in questions}
        for form in forms:
            made += self._form(workshop, form, known)
        return made

    def _form(self, workshop: Workshop, form: Form, known: Mapping[str, FeedbackQuestion]) -> list[Record]:
        refuse([hard("form_empty", "comment")] if form.empty else [])
        unknown = next((key for key in form.said if key not in known), None)
        if unknown is not None:
            raise Missing("feedback_question", unknown)
        old = self.work.get(Feedback, form.feedback_id) if form.feedback_id else self._blank(workshop)
        scores = [one for one in form.said.values() if isinstance(one, int)]
        refuse([hard("range", "score", low=SCORES[0], high=SCORES[-1])] if set(scores) - set(SCORES) else [])
        feedback = replace(old, rating=mean_of(scores), comment=form.comment.strip())
        known_answers = self._answers(feedback.id, binned=True) | self._answers(feedback.id) if old.revision else {}
        made: list[Record] = [feedback]
        for key, said in form.said.items():
            answer = known_answers.get(key) or FeedbackAnswer(
                id=link_id("feedback_answer", feedback.id, key), feedback=feedback.id, question=key
            )
            score, words = (said, "") if isinstance(said, int) else (None, (said or "").strip())
            if score is not None or words:
                made.append(replace(answer, score=score, words=words, deleted_at=None))
        return made

    def _emptied(self, form: Form) -> list[Bin]:
        """The answers of the file that a form does not give any more."""
        stored = self._answers(form.feedback_id) if form.feedback_id else {}
        given = {key for key, one in form.said.items() if one not in (None, "")}
        return [Bin(FeedbackAnswer, one.id) for key, one in stored.items() if key in form.said and key not in given]

    def _answers(self, feedback_id: str, *, binned: bool = False) -> dict[str, FeedbackAnswer]:
        """Question id -> its answer in a form."""
        found = self.store.find(FeedbackAnswer, binned=binned, feedback=feedback_id)
        return {one.question: one for one in found if one.question}
