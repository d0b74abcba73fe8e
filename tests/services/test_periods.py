"""Closed periods: nothing that counts in one changes on any way, until it is opened again with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Channel, Consultation, Topic
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.office import Office, open_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.store import Put
from tests.storage.making import dump

TODAY = date(2026, 11, 20)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    make_demo(tmp_path / "demo.p2i", scale=60, today=TODAY, language="en")
    with open_office(tmp_path / "demo.p2i", clock=clock, settings=Settings(language="en")) as made:
        yield made


def talk(office: Office, year: int) -> Consultation:
    return next(one for one in office.store.find(Consultation) if one.on and one.on.year == year)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_closed_year_refuses_every_way_to_change_it(office: Office) -> None:
    old, now = talk(office, 2025), talk(office, 2026)
    office.advice.save_consultation(replace(old, contact_minutes=old.contact_minutes + 5))  # still open: may change
    office.periods.close(*YEAR, "Report sent to the Demo Ministry")
    old = office.work.get(Consultation, old.id)
    before = [record for record in dump(office.store) if not isinstance(record, PeriodLock)]
    ways = {
        "change": lambda: office.advice.save_consultation(replace(old, contact_minutes=90)),
        "move out": lambda: office.advice.save_consultation(replace(old, on=date(2026, 3, 2))),
        "move in": lambda: office.advice.save_consultation(replace(now, on=date(2025, 3, 3))),
        "bin": lambda: office.work.bin("consultation", old.id),
        "raw": lambda: office.store.apply("save_consultation", [Put(replace(old, note="another"))]),
        "undo": lambda: office.store.undo(),
    }
    for name, way in ways.items():
        if name == "undo":
            office.store.undo()  # the closing itself may be taken back
            office.store.redo()
            continue
        with pytest.raises(Refused) as refused:
            way()
        assert codes(refused) == ["H10"], name
    words = office.work.texts.message(refused.value.problems[0])
    assert "01/01/2025" in words
    assert [record for record in dump(office.store) if not isinstance(record, PeriodLock)] == before
    office.advice.save_consultation(replace(now, contact_minutes=35))


def test_an_undo_that_would_change_a_closed_year_is_refused(office: Office) -> None:
    old, now = talk(office, 2025), talk(office, 2026)
    step = office.advice.save_consultation(replace(old, contact_minutes=77))
    office.periods.close(*YEAR)
    assert now
    with pytest.raises(Refused):
        office.store.undo(step.step)
    assert office.work.get(Consultation, old.id).contact_minutes == 77


def test_a_long_case_goes_on_but_its_days_stay(office: Office) -> None:
    office.periods.close(*YEAR)
    ending = next(one for one in office.store.find(Case) if one.closed_on and one.closed_on.year == 2025)
    with pytest.raises(Refused):
        office.advice.save_case(replace(ending, risks="none"))
    going = next(
        (one for one in office.store.find(Case) if one.opened_on and one.opened_on.year == 2025 and not one.closed_on),
        None,
    )
    if going is not None:
        office.advice.save_case(replace(going, risks="A new risk"))
        with pytest.raises(Refused):
            office.advice.save_case(replace(office.work.get(Case, going.id), opened_on=date(2026, 1, 7)))


def test_what_changes_after_the_reopening_is_listed(office: Office) -> None:
    old, other, now = talk(office, 2025), talk(office, 2024), talk(office, 2026)
    office.periods.close(*YEAR, "Report sent")
    (info,) = office.periods.all()
    assert info.is_closed
    with pytest.raises(Refused) as refused:
        office.periods.reopen(info.lock.id, "  ")
    assert codes(refused) == ["H08"]
    office.periods.reopen(info.lock.id, "A consultation was forgotten")
    assert office.periods.changes_since(info.lock.id) == []
    office.advice.save_consultation(replace(old, contact_minutes=88))
    office.advice.save_consultation(replace(other, contact_minutes=44))
    office.advice.save_consultation(replace(now, on=date(2025, 6, 4)))
    listed = office.periods.changes_since(info.lock.id)
    assert {change.id for change in listed} == {old.id, now.id}
    assert {change.item.field for change in listed} == {"contact_minutes", "on"}
    office.periods.close(*YEAR, "Report sent again")
    assert [one.is_closed for one in office.periods.all()].count(True) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (date(2025, 6, 1), date(2025, 5, 1), "H07"),
        (None, date(2025, 5, 1), "required"),
        (date(2026, 11, 1), date(2026, 11, 20), "closed_too_late"),
        (date(2025, 12, 1), date(2026, 1, 31), "closed_already"),
    ],
)
def test_periods_that_make_no_sense_are_refused(
    office: Office, starts: date | None, ends: date | None, code: str
) -> None:
    office.periods.close(*YEAR)
    with pytest.raises(Refused) as refused:
        office.periods.close(starts, ends)
    assert code in codes(refused)
    assert all(office.work.texts.message(problem) for problem in refused.value.problems)


def test_new_records_of_a_closed_year_are_refused(office: Office) -> None:
    office.periods.close(*YEAR)
    fresh = replace(talk(office, 2026), id=Consultation().id, revision=0, on=date(2025, 2, 3))
    _, problems = office.work.examine(replace(fresh, channel=Channel.PHONE, topics=frozenset({Topic.LEGAL})))
    assert [problem.code for problem in problems if problem.hard] == ["H10"]
