"""Many consultations at once: checked a line each, saved as one step, organisations and cases found by what is written."""

from datetime import date, timedelta

import pytest

from p2i_desktop.domain.advice import Action, Channel, Consultation, ConsultationType, EntryOrigin, Topic
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.services.line_entry import LINE_ENTRY, Line, LinesRefused
from p2i_desktop.services.office import Office
from tests.services.conftest import call, open_case

DAY = date(2026, 11, 19)


def line(office: Office, row: int = 0, **fields: object) -> Line:
    advisor = office.store.find(StaffMember)[0].id
    usual: dict[str, object] = {"on": DAY, "who": "Demo Hospital", "minutes": 25, "note": "Asked", "advisor": advisor}
    return Line(row=row, **(usual | fields))  # type: ignore[arg-type]


def test_lines_are_one_step(office: Office, organisation_id: str) -> None:
    before = office.store.seq
    lines = [
        line(office, 0, topics=frozenset({Topic.IPR}), channel=Channel.VIDEO, preparation=10, travel=5),
        line(office, 1, who="demo hospital"),
        line(office, 2, who="Demo New Office", follow_up=DAY + timedelta(days=7)),
        line(office, 3, who=" demo  new OFFICE "),
        line(office, 4, who="", anonymous=True),
    ]
    done = office.line_entry.enter(lines)
    assert (done.consultations, done.organisations) == (5, 1)
    made = {talk.id: talk for talk in office.store.find(Consultation, origin=EntryOrigin.LINE_ENTRY)}
    assert len(made) == 5
    assert sum(talk.organisation == organisation_id for talk in made.values()) == 2
    new = office.store.find(Organisation, legal_name="Demo New Office")
    assert len(new) == 1
    assert sum(talk.organisation == new[0].id for talk in made.values()) == 2
    first = next(talk for talk in made.values() if talk.channel is Channel.VIDEO)
    assert (first.topics, first.preparation_minutes, first.travel_minutes) == (frozenset({Topic.IPR}), 10, 5)
    assert [action.due_on for action in office.store.find(Action)] == [DAY + timedelta(days=7)]
    label = office.steps.undo_label()
    assert label is not None
    assert label.label == "line_entry"
    office.steps.undo()
    assert office.store.find(Consultation, origin=EntryOrigin.LINE_ENTRY) == []
    assert office.store.find(Organisation, legal_name="Demo New Office") == []
    assert office.store.seq > before


def test_a_wrong_line_keeps_all_from_being_saved(office: Office, organisation_id: str) -> None:
    lines = [line(office, 0), line(office, 7, minutes=0), line(office, 9, on=date(2027, 1, 1))]
    before = office.store.seq
    with pytest.raises(LinesRefused) as caught:
        office.line_entry.enter(lines)
    assert office.store.seq == before
    found = {verdict.row: {(p.code, p.field) for p in verdict.problems if p.hard} for verdict in caught.value.verdicts}
    assert found == {7: {("H02", "minutes")}, 9: {("H01", "date")}}


def test_check_says_the_same_as_the_form(office: Office, organisation_id: str) -> None:
    verdicts = office.line_entry.check(
        [
            line(office, 0),
            line(office, 1, who=""),
            line(office, 2, who="Somebody new"),
            line(office, 3, on=DAY - timedelta(days=800)),
        ]
    )
    assert [verdict.new for verdict in verdicts] == [False, False, True, False]
    assert [(p.code, p.field) for p in verdicts[1].problems] == [("H03", "who")]
    assert [(p.code, p.field) for p in verdicts[3].problems] == [("W01", "date")]


def test_lines_are_judged_beside_each_other(office: Office, organisation_id: str) -> None:
    """Two equal lines are a likely double; together they are saved all the same."""
    office.line_entry.enter([line(office, 0), line(office, 1)])
    assert len(office.store.find(Consultation, origin=EntryOrigin.LINE_ENTRY)) == 2


def test_cases_are_found_by_number_and_title(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id, title="Leak detection")
    number = office.advice.case(case_id).number
    lines = [
        line(office, 0, case=number.lower(), who=""),
        line(office, 1, case="leak DETECTION"),
        line(office, 2, case=number),
    ]
    office.line_entry.enter(lines)
    talks = office.store.find(Consultation, case=case_id)
    assert len(talks) == 3
    assert {talk.organisation for talk in talks} == {organisation_id}  # the lead buyer where nobody is named
    types = sorted(talk.type for talk in talks)
    assert types == [ConsultationType.FOLLOW_UP, ConsultationType.FOLLOW_UP, ConsultationType.INITIAL]
    wrong = office.line_entry.check([line(office, 0, case="XX-2020-0001")])[0]
    assert [(p.code, p.field) for p in wrong.problems if p.hard] == [("no_case", "case")]


def test_two_organisations_of_one_name_are_asked_about(office: Office) -> None:
    for _ in range(2):
        office.parties.save_organisation(office.parties.blank_organisation("Demo Twins"))
    found = office.line_entry.check([line(office, 0, who="demo twins")])[0]
    assert [p.code for p in found.problems if p.hard] == ["several"]


def test_a_name_that_is_too_long_is_told_in_its_line(office: Office) -> None:
    with pytest.raises(LinesRefused) as caught:
        office.line_entry.enter([line(office, 4, who="x" * 5000)])
    assert {(p.code, p.field) for verdict in caught.value.verdicts for p in verdict.problems} >= {("length", "who")}


def test_the_draft_goes_with_the_step(office: Office, organisation_id: str) -> None:
    office.drafts.save(LINE_ENTRY, "one", 0, {"lines": [["", "Demo Hospital"]]})
    office.line_entry.enter([line(office)], "one")
    assert office.drafts.of(LINE_ENTRY) == []


def test_hundreds_of_lines(office: Office, organisation_id: str) -> None:
    lines = [line(office, row, who=f"Demo Office {row % 40}", on=DAY - timedelta(days=row % 300)) for row in range(300)]
    done = office.line_entry.enter(lines)
    assert (done.consultations, done.organisations) == (300, 40)


def test_open_cases_of_the_caller_come_first(office: Office, organisation_id: str) -> None:
    other = call(office, new_organisation="Demo School").organisation_id
    ours, theirs = open_case(office, organisation_id, title="Beds"), open_case(office, other, title="Boards")
    assert [case.id for case in office.line_entry.cases("", "Demo School")] == [theirs]
    assert [case.id for case in office.line_entry.cases("b", "Demo Hospital")][:1] == [ours]
