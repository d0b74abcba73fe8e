"""Meetings of plans as calendar files: which entries, in whose zone, under which ids."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from p2i_desktop.domain.buddies import MeasureStatus, MeasureType, PlanMilestone, PlanSide, PlanStatus, SupportPlan
from p2i_desktop.domain.record import link_id
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.office import Office
from tests.services.pair_world import Pair, make_pair, meeting, put


@pytest.fixture
def pair(office: Office) -> Pair:
    own = office.work.own_centre()
    assert own is not None
    office.centre.save_centre(replace(own, timezone="Europe/Vienna"))
    return make_pair(office, status=PlanStatus.ACTIVE)


def read(path: Path) -> list[Any]:
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_meetings_of_a_plan_with_their_words_and_times(office: Office, pair: Pair, tmp_path: Path) -> None:
    visit = meeting(
        pair.plan, date(2026, 12, 3), starts_at=time(9, 30), minutes=120, place="Demo Town", protocol="1. Mandate"
    )
    held = meeting(
        pair.plan,
        date(2026, 5, 5),
        MeasureType.ONLINE_MEETING,
        held_on=date(2026, 5, 6),
        online=True,
        protocol="Secret",
    )
    demo = meeting(pair.plan, date(2026, 6, 6), MeasureType.SERVICE_DEMO)
    put(office, visit, held, demo)
    out = office.calendar_out.save(tmp_path / "plan.ics", pair.plan)
    assert (out.entries, out.sha256) == (2, hashlib.sha256(out.path.read_bytes()).hexdigest())
    first, second = read(out.path)
    assert str(first["SUMMARY"]) == "Online meeting: Demo Centre and Demo North"
    assert (first["DTSTART"].dt, str(first["STATUS"])) == (date(2026, 5, 6), "CONFIRMED")
    assert "Secret" not in out.path.read_text("utf-8")
    zone = ZoneInfo("Europe/Vienna")
    assert (second["DTSTART"].dt, second["DTEND"].dt) == (
        datetime(2026, 12, 3, 9, 30, tzinfo=zone), datetime(2026, 12, 3, 11, 30, tzinfo=zone),
    )  # fmt: skip
    assert (str(second["UID"]), second["SEQUENCE"]) == (f"{visit.id}@p2i-desktop", 1)
    assert (str(second["LOCATION"]), str(second["STATUS"])) == ("Demo Town", "TENTATIVE")
    assert "1. Mandate" in str(second["DESCRIPTION"])
    assert second["DTSTAMP"].dt == datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_one_meeting_and_milestones_where_they_are_wanted(office: Office, pair: Pair, tmp_path: Path) -> None:
    visit, other = meeting(pair.plan, date(2026, 12, 3)), meeting(pair.plan, date(2026, 12, 4))
    launch = PlanMilestone(
        plan=pair.plan, position="1", title="Launch", due_on=date(2026, 12, 31), owner_side=PlanSide.NEW
    )
    put(office, visit, other, launch)
    assert office.calendar_out.save(tmp_path / "one.ics", meeting_id=visit.id, milestones=True).entries == 1
    assert office.calendar_out.save(tmp_path / "plan.ics", pair.plan, milestones=True, language="de").entries == 3
    entry = read(tmp_path / "plan.ics")[-1]
    assert str(entry["SUMMARY"]) == "Launch (Demo Centre und Demo North)"
    assert (entry["DTSTART"].dt, str(entry["TRANSP"])) == (date(2026, 12, 31), "TRANSPARENT")
    with pytest.raises(Missing):
        office.calendar_out.save(tmp_path / "no.ics", "nothing")
    assert not (tmp_path / "no.ics").exists()


def test_all_plans_are_those_in_force(office: Office, pair: Pair, tmp_path: Path) -> None:
    draft = replace(
        office.work.get(SupportPlan, pair.plan), id=SupportPlan().id, version=2, status=PlanStatus.DRAFT, revision=0
    )
    put(office, draft, meeting(pair.plan, date(2026, 12, 3)), meeting(draft.id, date(2026, 12, 4)))
    assert office.calendar_out.save(tmp_path / "all.ics").entries == 1
    assert str(Calendar.from_ical((tmp_path / "all.ics").read_bytes())["X-WR-CALNAME"]) == "Buddy support plans"


def test_the_next_version_keeps_the_id_and_counts_on(office: Office, pair: Pair, tmp_path: Path) -> None:
    visit = meeting(pair.plan, date(2026, 12, 3))
    put(office, visit)
    office.meetings.postpone(visit.id, date(2026, 12, 10))
    first = office.work.get(SupportPlan, pair.plan)
    second = replace(first, id=SupportPlan().id, version=2, replaces=first.id, revision=0, status=PlanStatus.DRAFT)
    put(office, second, replace(visit, id=link_id("plan_row", second.id, visit.id), plan=second.id, revision=0))
    office.calendar_out.save(tmp_path / "two.ics", second.id)
    [entry] = read(tmp_path / "two.ics")
    assert (str(entry["UID"]), entry["SEQUENCE"]) == (f"{visit.id}@p2i-desktop", 3)


def test_what_is_called_off_says_so(office: Office, pair: Pair, tmp_path: Path) -> None:
    visit = meeting(pair.plan, date(2026, 12, 3), status=MeasureStatus.CANCELLED)
    put(office, visit)
    office.calendar_out.save(tmp_path / "off.ics", pair.plan)
    assert str(read(tmp_path / "off.ics")[0]["STATUS"]) == "CANCELLED"


def test_a_folder_that_is_not_there_leaves_nothing(office: Office, pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        office.calendar_out.save(tmp_path / "nowhere" / "plan.ics", pair.plan)
