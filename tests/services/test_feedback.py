"""Feedback: what a client says after the advice, what the rules refuse, and who was not heard yet."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import CaseOutcome, CaseStatus, ClosingReason
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.market import CaseProcurement, Influence, ProcurementProject
from p2i_desktop.domain.record import link_id
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.feedback import Confirmed, mean_of
from p2i_desktop.services.office import Office
from p2i_desktop.storage.store import Put
from tests.services.conftest import walk

TODAY = date(2026, 11, 20)


@pytest.fixture
def over(office: Office, case_id: str) -> str:
    """A case whose advice is over."""
    walk(office, case_id, CaseStatus.ACCEPTED, CaseStatus.IN_PROGRESS, CaseStatus.COMPLETED)
    return case_id


def to_ask(office: Office) -> list[tuple[str, date | None]]:
    today = office.clock.today()
    return [(one.case.id, one.closed_on) for one in office.overview.today(today, today.year).to_ask]


def test_an_answer_and_what_it_confirms_are_one_step(office: Office, over: str, organisation_id: str) -> None:
    project = ProcurementProject(title="Sensors", lead_buyer=organisation_id)
    link = CaseProcurement(id=link_id("case_procurement", over, project.id), case=over, procurement=project.id)
    office.store.apply("add", [Put(office.work.owned(project)), Put(office.work.owned(link))])
    answer = replace(
        office.feedback.blank(over),
        rating=Decimal(4),
        useful=True,
        outcomes=frozenset({FeedbackOutcome.STARTED_ACTION}),
        comment="Helped a lot",
    )
    office.feedback.save(answer, {project.id: Confirmed(Influence.SUBSTANTIAL)})
    found = office.feedback.asked(over)
    assert [one.rating for one in found.answers] == [Decimal(4)]
    assert [(one.influence, one.influence_confirmed_on) for one in found.procurements] == [
        (Influence.SUBSTANTIAL, TODAY)
    ]
    office.steps.undo()
    found = office.feedback.asked(over)
    assert (found.answers, found.procurements[0].influence) == ([], Influence.NOT_ASKED)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "rating"),
        ({"rating": Decimal(0)}, "rating"),
        ({"rating": Decimal(6)}, "rating"),
        ({"rating": Decimal("3.5")}, "rating"),
        ({"rating": Decimal(4), "answers": 0}, "answers"),
        ({"rating": Decimal(4), "on": TODAY + timedelta(days=1)}, "on"),
        ({"rating": Decimal(4), "on": TODAY - timedelta(days=1)}, "on"),
        ({"comment": "   "}, "rating"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, over: str, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        office.feedback.save(replace(office.feedback.blank(over), **fields))  # type: ignore[arg-type]
    assert refused.value.problems[0].field == field
    assert office.feedback.asked(over).answers == []


def test_a_typed_total_has_a_mean_with_its_decimals(office: Office, over: str) -> None:
    office.feedback.save(replace(office.feedback.blank(over), rating=Decimal("3.75"), answers=8))
    office.feedback.save(replace(office.feedback.blank(over), rating=Decimal(5)))
    mean, count = mean_of(office.feedback.asked(over).answers)
    assert (round(mean or 0, 4), count) == (round((3.75 * 8 + 5) / 9, 4), 9)
    assert mean_of([Feedback()]) == (None, 0)


def test_who_was_not_heard_yet(office: Office, clock: FixedClock, over: str) -> None:
    assert to_ask(office) == [(over, None)]
    office.advice.close_case(over, CaseOutcome.HELPED, ClosingReason.PILOT, "Done.")
    assert to_ask(office) == [(over, TODAY)]
    clock.advance(days=91)
    assert to_ask(office) == [], "after a quarter nobody remembers"
    clock.advance(days=-91)
    office.feedback.save(replace(office.feedback.blank(over), useful=True))
    assert to_ask(office) == []
    (answer,) = office.feedback.asked(over).answers
    office.feedback.remove(answer.id)
    assert to_ask(office) == [(over, TODAY)]


def test_clients_out_of_reach_are_not_asked(office: Office, over: str) -> None:
    office.advice.close_case(over, CaseOutcome.UNREACHABLE, ClosingReason.CLIENT_SILENT, "No answer.")
    assert to_ask(office) == []


def test_an_open_case_is_not_asked_yet_and_a_missing_one_is_missing(office: Office, case_id: str) -> None:
    assert not office.feedback.asked(case_id).wanted
    assert to_ask(office) == []
    with pytest.raises(Missing):
        office.feedback.asked("nowhere")
