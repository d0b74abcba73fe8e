"""Making, opening and looking at a file."""

import threading
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.i18n import system_language
from p2i_desktop.services import founding
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.office import Office, create_office, look_at, open_office
from p2i_desktop.settings import Settings
from tests.services.conftest import call
from tests.storage.making import dump


def test_a_new_file_has_its_centre_rules_and_one_member_of_staff(office: Office) -> None:
    own = office.centre.own()
    assert own is not None
    assert (own.centre.code, own.centre.country, own.centre.language, own.centre.is_own) == ("AT", "AT", "de", True)
    assert office.centre.name() == "Demo Centre"
    assert [member.initials for member in office.centre.staff()] == ["A1"]
    assert len(office.store.find(RuleSettings)) == 1
    assert {r.centre_id for r in dump(office.store)} == {own.centre.id}


def test_both_questions_may_be_skipped(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    with create_office(tmp_path / "a.p2i", clock=clock, settings=Settings()) as office:
        own = office.centre.own()
        assert own is not None
        assert (own.centre.country, own.centre.language) == ("DE", "de")
        assert office.centre.name()


def test_a_system_without_a_country_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "eo")
    assert founding.system_country() == "AT"
    assert system_language() == "en"


@pytest.mark.parametrize(
    ("person", "initials"),
    [("Anna Beispiel", "AB"), ("root", "RO"), ("anna.maria-muster", "AM"), ("", "ME"), ("--", "ME"), ("x", "X")],
)
def test_initials_come_from_the_name(person: str, initials: str) -> None:
    assert founding.initials_of(person) == initials


def test_making_a_file_is_not_undone(office: Office) -> None:
    assert office.steps.undo_label() is None
    assert office.steps.undo() is None
    assert office.steps.redo() is None


def test_an_existing_file_is_never_replaced(tmp_path: Path, office: Office, clock: FixedClock) -> None:
    before = (tmp_path / "centre.p2i").stat().st_size
    with pytest.raises(Environment) as error:
        create_office(tmp_path / "centre.p2i", clock=clock, settings=Settings())
    assert error.value.kind == "exists"
    assert (tmp_path / "centre.p2i").stat().st_size == before


def test_a_country_that_is_none_leaves_no_file(tmp_path: Path, clock: FixedClock) -> None:
    from p2i_desktop.services.errors import Refused

    with pytest.raises(Refused):
        create_office(tmp_path / "a.p2i", clock=clock, settings=Settings(), country="ZZ")
    assert not (tmp_path / "a.p2i").exists()


def test_a_second_office_on_the_file_is_refused_and_a_look_is_not(
    tmp_path: Path, office: Office, clock: FixedClock
) -> None:
    refused: list[str] = []

    def second() -> None:
        try:
            open_office(tmp_path / "centre.p2i", clock=clock, settings=Settings())
        except Environment as error:
            refused.append(error.kind)

    thread = threading.Thread(target=second)
    thread.start()
    thread.join()
    assert refused == ["locked"]
    call(office, new_organisation="Demo Town")
    with look_at(tmp_path / "centre.p2i", clock=clock, settings=Settings()) as looking:
        assert looking.read_only
        assert [one.legal_name for one in looking.store.find(Organisation)] == ["Demo Town"]
        with pytest.raises(Environment) as error:
            call(looking, new_organisation="Demo Village")
        assert error.value.kind == "read_only"


def test_steps_carry_the_person_of_this_computer(office: Office) -> None:
    second = StaffMember(name="Advisor 2", initials="A2")
    office.centre.save_staff(second)
    first = call(office, new_organisation="Demo Town")
    office.use_settings(Settings(staff="a2"))
    later = call(office, organisation_id=first.organisation_id)
    assert office.steps.history(first.consultation_id)[0].actor == "A1"
    assert office.steps.history(later.consultation_id)[0].actor == "A2"
