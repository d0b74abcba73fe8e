"""Lifecycles are those of the field, and texts are tidied without losing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import Case, CaseStatus, Phase
from p2i_desktop.domain.network import CentreStatus, Programme, SetupStage
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rules import clean
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.domain.rules.cleaning import many_lines, one_line

ALLOWED = """
new -> accepted declined redirected
accepted -> in_progress on_hold declined redirected
in_progress -> on_hold completed
on_hold -> in_progress completed
completed -> closed in_progress
closed -> in_progress
declined -> new
redirected -> new
"""


@pytest.mark.parametrize("line", ALLOWED.strip().splitlines())
def test_case_status(line: str) -> None:
    old, _, new = line.partition(" -> ")
    assert set(cycle.allowed("status", old)) == set(new.split())


def test_every_status_has_a_place() -> None:
    assert frozenset(CaseStatus) == cycle.OPEN | cycle.ENDED
    assert set(cycle.CASE_STATUS) == set(CaseStatus)
    assert set(cycle.CENTRE_STATUS) == set(CentreStatus)
    assert set(cycle.SETUP_STAGE) == set(SetupStage)


def test_complete_and_close_is_one_way_of_two_moves() -> None:
    assert cycle.path(CaseStatus.IN_PROGRESS, CaseStatus.CLOSED) == (CaseStatus.COMPLETED, CaseStatus.CLOSED)
    assert cycle.path(CaseStatus.NEW, CaseStatus.ACCEPTED) == (CaseStatus.ACCEPTED,)
    assert cycle.path(CaseStatus.NEW, CaseStatus.CLOSED) == ()


def test_steps_go_anywhere_but_pcp_phases_follow_one_another() -> None:
    assert set(cycle.allowed("phase", "prep_need")) == set(Phase) - {Phase.PREP_NEED, Phase.IMPL_PCP2, Phase.IMPL_PCP3}
    assert Phase.IMPL_PCP2 in cycle.allowed("phase", "impl_pcp1")
    assert Phase.IMPL_PCP3 not in cycle.allowed("phase", "impl_pcp1")
    assert Phase.IMPL_PCP2 in cycle.allowed("phase", "impl_pcp3")
    assert Phase.PREP_NEED in cycle.allowed("phase", "done")


def test_stages_of_the_board() -> None:
    assert [cycle.stage_of(step) for step in ("prep_omc", "tender_procedure", "impl_pcp2", "done")] == list(
        cycle.STAGES
    )
    assert Phase.DONE not in cycle.TENDERING_OR_LATER
    assert len(cycle.TENDERING_OR_LATER) == 6


def test_a_reason_is_asked_for_going_back() -> None:
    assert cycle.reason_needed("phase", "prep_omc", "prep_need")
    assert not cycle.reason_needed("phase", "prep_need", "prep_omc")
    assert cycle.reason_needed("status", "closed", "in_progress")
    assert not cycle.reason_needed("status", "completed", "in_progress")
    assert not cycle.reason_needed("setup_stage", "pilot", "idea")


def test_centres() -> None:
    assert cycle.allowed("setup_stage", "discontinued") == (SetupStage.MANDATED,)
    assert SetupStage.DISCONTINUED in cycle.allowed("setup_stage", "idea")
    assert SetupStage.IDEA not in cycle.allowed("setup_stage", "mandated")
    assert cycle.allowed("centre_status", "new") == (CentreStatus.EXISTING, CentreStatus.FORMER)
    with pytest.raises(KeyError):
        cycle.allowed("colour", "red")


def test_texts_are_tidied() -> None:
    record = clean(
        Case(
            title="  Tele\r\nmonitoring\x00\u2028now\t! ",
            need="one\r\ntwo\tthree\x07\u2029four\n\n",
            cpv_main="72000000-5",
        )
    )
    assert record.title == "Tele monitoring now !"
    assert record.need == "one\ntwo\tthree\nfour"
    assert record.cpv_main == "72000000"
    assert clean(Case(title="lone \ud800", tags=frozenset({" a ", ""}))).title == "lone \ufffd"
    assert clean(Case(tags=frozenset({" a ", " "}))).tags == frozenset({"a"})
    assert clean(Programme(aims=(" one ", "", "two\nlines"))).aims == ("one", "two lines")
    tidy = clean(Organisation(country="el", nuts="el303", language="EL", legal_name="Cafe\u0301"))
    assert (tidy.country, tidy.nuts, tidy.language, tidy.legal_name) == ("GR", "EL303", "el", "Café")


def test_what_is_no_code_stays_as_typed() -> None:
    assert clean(Case(cpv_main="72000000-4")).cpv_main == "72000000-4"
    assert clean(Organisation(country="Atlantis")).country == "Atlantis"


def test_a_tidy_record_is_left_alone() -> None:
    record = Case(title="Telemonitoring")
    assert clean(record) is record


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)
    assert "\n" not in one_line(text)
    assert "\x00" not in many_lines(text)
    many_lines(text).encode()
