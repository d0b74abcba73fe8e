"""Undo and redo: whole steps, across restarts, with the laws that any history keeps."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Case, CaseParty, CaseStatus, Consultation, Topic
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.domain.record import About, Record, new_id
from p2i_desktop.storage.check import check
from p2i_desktop.storage.errors import Conflict, Undoable
from p2i_desktop.storage.store import Bin, Put, Store, Unbin
from tests.conftest import NOON
from tests.storage.making import DAY, Office, contact, dump, organisation, visible
from tests.strategies import changes


def test_undo_and_redo_name_their_steps_and_survive_a_restart(office: Office) -> None:
    case = office.case()
    office.store.apply("change_case", [Put(replace(case, title="Silent trams", topics=frozenset({Topic.IPR})))])
    store = office.reopen()
    step = store.undo_step()
    assert step is not None
    assert step.label == "change_case"
    assert store.undo().label == "change_case"
    assert office.again(case).title == case.title
    store = office.reopen()
    again = store.redo_step()
    assert again is not None
    assert again.label == "change_case"
    store.redo()
    found = office.again(case)
    assert (found.title, found.topics) == ("Silent trams", frozenset({Topic.IPR}))
    assert store.redo_step() is None
    assert check(store) == []


def test_a_second_undo_goes_one_step_further_back(office: Office) -> None:
    case = office.case()
    for title in ("b", "c"):
        office.store.apply(title, [Put(replace(office.again(case), title=title))])
    assert [office.store.undo().label for _ in range(3)] == ["c", "b", "open_case"]
    assert [office.store.redo().label for _ in range(3)] == ["open_case", "b", "c"]
    assert office.again(case).title == "c"


def test_a_new_action_clears_redo(office: Office) -> None:
    office.case()
    office.store.undo()
    office.store.apply("other", [Put(organisation())])
    assert office.store.redo_step() is None
    with pytest.raises(Undoable):
        office.store.redo()


def test_undo_of_a_creation_is_the_bin_as_undone(office: Office) -> None:
    case = office.case()
    office.store.undo()
    assert office.again(case).deleted_at is not None
    assert office.store.undone(Case) == {case.id}
    office.store.redo()
    assert office.again(case).deleted_at is None
    assert office.store.undone(Case) == frozenset()


def test_nothing_to_undo(store: Store) -> None:
    assert store.undo_step() is None
    with pytest.raises(Undoable) as raised:
        store.undo()
    assert raised.value.fields == ()


def test_automatic_saves_of_one_stay_are_undone_together(office: Office) -> None:
    case = office.case()
    for title in ("Q", "Qu", "Quiet"):
        office.store.apply("change_case", [Put(replace(office.again(case), title=title))], stay="title 1")
    office.store.apply("change_case", [Put(replace(office.again(case), ict=True))], stay="ict 1")
    office.store.undo()
    assert (office.again(case).ict, office.again(case).title) == (False, "Quiet")
    office.store.undo()
    assert office.again(case).title == case.title
    office.store.redo()
    assert office.again(case).title == "Quiet"
    office.store.undo()
    office.store.undo()
    assert office.again(case).deleted_at is not None


def test_an_older_step_that_others_built_on_says_what_is_in_the_way(office: Office) -> None:
    case = office.case()
    first = office.store.apply("rename", [Put(replace(case, title="b", ict=True))])
    office.store.apply("rename_again", [Put(replace(office.again(case), title="c"))])
    before = visible(office.store)
    with pytest.raises(Undoable) as raised:
        office.store.undo(first.step)
    assert raised.value.label == "rename"
    assert raised.value.fields == (("case", case.id, "title", "rename_again"),)
    assert visible(office.store) == before  # whole or nothing: `ict` stays too


def test_an_older_step_that_nothing_built_on_is_taken_back_alone(office: Office) -> None:
    case = office.case()
    first = office.store.apply("rename", [Put(replace(case, title="b"))])
    office.store.apply("flag", [Put(replace(office.again(case), ict=True))])
    office.store.undo(first.step)
    found = office.again(case)
    assert (found.title, found.ict) == (case.title, True)
    step = office.store.undo_step()
    assert step is not None
    assert step.label == "flag"
    with pytest.raises(KeyError):
        office.store.undo("nobody:1")


@pytest.mark.parametrize("kind", ["migrate", "restore", "salvage", "merge", "erase"])
def test_undo_does_not_cross_a_barrier(kind: str, office: Office) -> None:
    case = office.case()
    done = office.store.apply("barrier", [Put(replace(case, title="b"))], kind=kind)
    assert office.store.undo_step() is None
    assert office.store.redo_step() is None
    for step in ("", done.step):
        with pytest.raises(Undoable):
            office.store.undo(step)


def test_fields_that_belong_together_go_back_together(office: Office) -> None:
    case = office.case()
    office.store.apply("close", [Put(replace(case, status=CaseStatus.CLOSED, closed_on=DAY))])
    names = [entry.name for entry in office.store.history(case.id) if entry.label == "close"]
    assert len(set(names)) == 1  # one entry
    office.store.undo()
    assert office.again(case).closed_on is None


def test_one_step_is_one_revision(office: Office) -> None:
    case = office.case()
    twice = [Put(replace(case, title="b")), Put(replace(case, title="c", ict=True))]
    office.store.apply("twice", twice)
    found = office.again(case)
    assert (found.title, found.ict, found.revision) == ("c", True, 2)
    office.store.undo()
    assert office.again(case).title == case.title
    assert check(office.store) == []


def test_a_stale_save_is_a_conflict_with_all_three_versions(office: Office) -> None:
    case = office.case()
    office.store.apply("theirs", [Put(replace(case, title="theirs", need="a quiet line"))])
    mine = replace(case, title="mine")
    with pytest.raises(Conflict) as raised:
        office.store.apply("mine", [Put(organisation()), Put(mine)])
    conflict = raised.value
    assert (conflict.base, conflict.mine, conflict.theirs) == (case, mine, office.again(case))
    assert office.store.count(Organisation) == 0
    with pytest.raises(Conflict) as raised:
        office.store.apply("mine", [Put(replace(case, id=new_id()))])
    assert raised.value.theirs is None


def test_children_go_to_the_bin_with_their_parent_and_come_back(office: Office) -> None:
    case, org = office.case(), organisation()
    party = CaseParty(case=case.id, organisation=org.id)
    gone = Action(about=About("case", case.id), title="gone before", due_on=DAY)
    todo = Action(about=About("case", case.id), title="write", due_on=DAY)
    office.store.apply("x", [Put(r) for r in (org, party, gone, todo)])
    office.store.apply("x", [Bin(Action, gone.id)])
    changed = office.store.apply("bin_case", [Bin(Case, case.id)])
    assert changed.keys == {"case": {case.id}, "case_party": {party.id}, "action": {todo.id}}
    assert office.store.find(CaseParty) == []
    office.store.apply("unbin", [Unbin(Case, case.id)])
    assert [a.id for a in office.store.find(Action)] == [todo.id]
    assert [a.id for a in office.store.find(Action, binned=True)] == [gone.id]
    office.store.undo()
    office.store.undo()
    assert [p.id for p in office.store.find(CaseParty)] == [party.id]
    assert office.store.apply("x", [Unbin(Case, case.id)]).keys == {}
    with pytest.raises(KeyError):
        office.store.apply("x", [Bin(Case, "nobody")])


def test_a_record_made_and_binned_in_one_step(office: Office) -> None:
    person = contact()
    office.store.apply("x", [Put(person), Put(Employment(contact=person.id)), Bin(Contact, person.id)])
    assert office.store.find(Contact) == []
    assert office.store.find(Employment) == []
    assert check(office.store) == []


@settings(max_examples=20)
@given(data=st.data())
def test_undo_all_and_redo_all(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """P19: after any history, undoing everything gives the beginning, redoing everything the end."""
    office = Office(tmp_path_factory.mktemp("laws"), FixedClock(NOON))
    try:
        start = visible(office.store)
        for _ in range(data.draw(st.integers(1, 12))):
            _act(office, data)
        end, pending = visible(office.store), office.store.redo_step()
        done = 0
        while (step := office.store.undo_step()) and step.label != "set_up":
            office.store.undo()
            done += 1
        assert visible(office.store) == start
        if data.draw(st.booleans()):
            office.reopen()
        for _ in range(done):
            office.store.redo()
        assert office.store.redo_step() == pending  # what was undone before the end
        assert visible(office.store) == end
        assert check(office.store) == []
    finally:
        office.close()


def _act(office: Office, data: st.DataObject) -> None:
    live = [r for r in dump(office.store) if r.deleted_at is None and r.id not in (office.centre.id, office.person.id)]
    what = data.draw(st.sampled_from(["new", "edit", "edit", "bin", "undo", "redo"] if live else ["new"]))
    if what == "new":
        made: list[Record] = [Case(title="a", lead_advisor=office.person.id), organisation(), contact()]
        case = data.draw(st.sampled_from([None, *(r.id for r in live if isinstance(r, Case))]))
        made += [office.consultation(case=case), Action(about=About("case", case or "x"), title="t", due_on=DAY)]
        picked = data.draw(st.lists(st.sampled_from(made), min_size=1, max_size=2, unique_by=lambda r: r.id))
        office.store.apply("new", [Put(r) for r in picked])
    elif what == "edit":
        record = data.draw(st.sampled_from(live))
        known = {"StaffMember": [office.person.id], "Case": [r.id for r in live if isinstance(r, Case)]}
        office.store.apply("edit", [Put(replace(record, **data.draw(changes(record, known))))])
    elif what == "bin":
        record = data.draw(st.sampled_from(live))
        office.store.apply("bin", [Bin(type(record), record.id)])
    elif what == "undo":
        step = office.store.undo_step()
        if step and step.label != "set_up":
            office.store.undo()
    elif office.store.redo_step():
        office.store.redo()


def test_a_consultation_that_was_never_there_is_in_the_way(office: Office) -> None:
    talk = office.consultation()
    office.store.apply("log", [Put(talk)])
    with office.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM consultation")
    with pytest.raises(Undoable) as raised:
        office.store.undo()
    assert raised.value.fields == (("consultation", talk.id, "*", ""),)
    assert [f.code for f in check(office.store)] == ["row", "search"]
    assert office.store.get(Consultation, talk.id) is None
