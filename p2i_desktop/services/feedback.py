"""What clients say after the advice, and what part it had in their procurements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.market import CaseProcurement, Influence, ProcurementProject
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules.lifecycle import DONE_ALLOWED
from p2i_desktop.services.case_file import case_file
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


@dataclass(frozen=True)
class Confirmed:
    """The part that the advice had in a procurement, as the client says: by whom and on which day it was confirmed."""

    influence: Influence
    by: str | None = None  # id of a contact
    on: date | None = None


@dataclass(frozen=True)
class Asked:
    """What is known of the satisfaction with a case: answers, latest first; procurements and people to confirm by.

    `wanted`: the advice is over, so that the client can be asked."""

    wanted: bool
    answers: list[Feedback]
    procurements: list[ProcurementProject]
    contacts: list[Contact]


class FeedbackVerbs(Subject):
    """The verbs of feedback."""

    def asked(self, case_id: str) -> Asked:
        """What is known of a case. Missing."""
        file = case_file(self.work, case_id)
        answers = self.store.find(Feedback, about=About("case", case_id))
        links = [one.procurement for one in self.store.find(CaseProcurement, case=case_id) if one.procurement]
        found = self.store.many(ProcurementProject, links)
        return Asked(
            wanted=file.case.status in DONE_ALLOWED,
            answers=sorted(answers, key=lambda one: (one.on or date.min, one.id), reverse=True),
            procurements=[found[key] for key in links if key in found and found[key].deleted_at is None],
            contacts=file.contacts,
        )

    def blank(self, case_id: str) -> Feedback:
        """An answer as its form starts: of today, about the case. Missing."""
        case = self.work.get(Case, case_id)
        return Feedback(about=About("case", case.id), on=self.work.today())

    def save(self, feedback: Feedback, confirmed: Mapping[str, Confirmed] | None = None) -> Changed:
        """Saves an answer, and for procurements (by id) what the client confirmed, as one step. Refused, Conflict, Missing."""
        made: list[Record] = [feedback]
        for key, told in (confirmed or {}).items():
            project = self.work.get(ProcurementProject, key)
            made.append(_told(project, told, feedback.on or self.work.today()))
        records, _ = self.work.examine_all(made)
        about = f"case:{feedback.about.id}" if feedback.about else key_of(feedback)
        return self.store.apply("feedback_save", [Put(one) for one in records], args=(about,))

    def remove(self, feedback_id: str) -> Changed:
        """Puts an answer into the bin. Missing."""
        found = self.work.get(Feedback, feedback_id)
        return self.store.apply("bin_feedback", [Bin(Feedback, found.id)], args=(key_of(found),))


def _told(project: ProcurementProject, told: Confirmed, on: date) -> ProcurementProject:
    """Without an influence there is nothing to confirm."""
    if told.influence is Influence.NOT_ASKED:
        return replace(project, influence=told.influence, influence_confirmed_by=None, influence_confirmed_on=None)
    return replace(
        project, influence=told.influence, influence_confirmed_by=told.by, influence_confirmed_on=told.on or on
    )


def mean_of(answers: Sequence[Feedback]) -> tuple[float | None, int]:
    """(the mean rating, weighted by how many answered; how many answered with a rating)."""
    rated = [(one.rating, one.answers) for one in answers if one.rating is not None]
    count = sum(weight for _, weight in rated)
    return (float(sum(rating * weight for rating, weight in rated) / count) if count else None), count
