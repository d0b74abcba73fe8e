"""Undo, redo, history and putting a value back."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Channel
from p2i_desktop.services.errors import Missing, Undoable
from p2i_desktop.services.office import Office, open_office
from p2i_desktop.settings import Settings
from tests.services.conftest import call, open_case


def test_the_menu_names_the_step_and_its_record(office: Office, organisation_id: str) -> None:
    open_case(office, organisation_id, title="Street lighting")
    named = office.steps.undo_label()
    assert named is not None
    assert (named.label, named.about) == ("open_case", ("AT-2026-0001 Street lighting",))
    office.steps.undo()
    named = office.steps.redo_label()
    assert named is not None
    assert named.label == "open_case"


def test_undo_works_after_the_file_was_closed(office: Office, organisation_id: str, clock: FixedClock) -> None:
    logged = call(office, organisation_id=organisation_id)
    office.close()
    with open_office(office.path, clock=clock, settings=Settings()) as again:
        again.steps.undo()
        with pytest.raises(Missing):
            again.advice.consultation(logged.consultation_id)
        again.steps.redo()
        assert again.advice.consultation(logged.consultation_id)


def test_history_is_readable(office: Office, organisation_id: str, case_id: str) -> None:
    logged = call(office, case_id=case_id, subject="one")
    consultation = office.advice.consultation(logged.consultation_id)
    office.advice.save_consultation(replace(consultation, channel=Channel.EMAIL, other_organisations={organisation_id}))
    items = {(item.field, item.created): item for item in office.steps.history(logged.consultation_id)}
    assert items["on", True].new == date(2026, 11, 20)
    assert items["case", True].new == "AT-2026-0001 Leak detection"
    assert items["case", True].raw_new == case_id
    assert items["advisor", True].new == "A1"
    assert (items["channel", False].old, items["channel", False].new) == (Channel.PHONE, Channel.EMAIL)
    assert items["other_organisations", False].new == ("Demo Hospital",)
    assert items["channel", False].label == "save_consultation"
    action = call(office, case_id=case_id, follow_up=date(2026, 12, 1))
    about = next(item for item in office.steps.history(action.action_id) if item.field == "about")
    assert about.new == "AT-2026-0001 Leak detection"
    with pytest.raises(Missing):
        office.steps.history("nothing")


def test_a_value_is_put_back_as_a_new_step(office: Office, organisation_id: str) -> None:
    organisation = office.parties.organisation(organisation_id)
    office.parties.save_organisation(replace(organisation, city="Demo Town", tags=frozenset({"a"})))
    organisation = office.parties.organisation(organisation_id)
    office.parties.save_organisation(replace(organisation, city="Elsewhere", tags=frozenset()))
    items = office.steps.history(organisation_id)
    last = {item.field: item for item in items}
    for field in ("city", "tags"):
        office.steps.restore(organisation_id, last[field].entry, field)
    organisation = office.parties.organisation(organisation_id)
    assert (organisation.city, organisation.tags) == ("Demo Town", {"a"})
    first = next(item for item in items if item.field == "tags")
    office.steps.restore(organisation_id, first.entry, "tags")
    assert office.parties.organisation(organisation_id).tags == frozenset()
    for entry, field in (("0:0", "city"), (last["city"].entry, "deleted_at")):
        with pytest.raises(Missing):
            office.steps.restore(organisation_id, entry, field)


def test_a_later_change_stands_in_the_way(office: Office, organisation_id: str) -> None:
    first = office.parties.organisation(organisation_id)
    step = office.parties.save_organisation(replace(first, city="One")).step
    office.parties.save_organisation(replace(office.parties.organisation(organisation_id), city="Two"))
    with pytest.raises(Undoable) as error:
        office.store.undo(step)
    assert error.value.fields[0][3] == "save_organisation"
