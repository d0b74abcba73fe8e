"""Meetings as a calendar file from the command line."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import PlanMilestone, PlanStatus
from p2i_desktop.services.office import create_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import Run
from tests.services.pair_world import make_pair, meeting, put


@pytest.fixture
def planned(tmp_path: Path, clock: FixedClock) -> Path:
    """A file with an agreed plan: two meetings and a milestone."""
    path = tmp_path / "centre.p2i"
    with create_office(
        path, clock=clock, settings=Settings(), centre_name="Demo Centre", country="AT", code="AT"
    ) as office:
        pair = make_pair(office, status=PlanStatus.AGREED)
        launch = PlanMilestone(plan=pair.plan, position="1", title="Launch", due_on=date(2026, 12, 31))
        put(office, meeting(pair.plan, date(2026, 12, 3)), meeting(pair.plan, date(2026, 12, 10)), launch)
    return path


def entries(path: Path) -> list[str]:
    return [str(one["SUMMARY"]) for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")]


def test_all_plans_or_one_with_milestones(run: Run, planned: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.ics"
    told = run("export", planned, out, "--json", "--language", "en").json
    assert told == {"path": str(out), "entries": 2, "sha256": hashlib.sha256(out.read_bytes()).hexdigest()}
    assert entries(out) == ["Visit of the mentor: Demo Centre and Demo North"] * 2
    one = tmp_path / "one.ics"
    told = run("export", planned, one, "--plan", "AT-DN-2026", "--milestones", "--language", "de")
    assert told.out.strip() == f"{one}: 3 Einträge"
    assert entries(one)[-1] == "Launch (Demo Centre und Demo North)"


def test_equal_days_make_equal_bytes(call: Run, planned: Path, tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        call("export", planned, tmp_path / name, "--today", "2026-11-20")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["o.ics", "--plan", "XX-YY-2026"], 2, "XX-YY-2026"),
        (["o.ics", "--plan", "nonsense"], 2, "nonsense"),
        (["o.json", "--plan", "AT-DN-2026"], 2, ".ics"),
        (["o.xlsx", "--milestones"], 2, "--milestones"),
        (["nowhere/o.ics"], 3, "nowhere"),
        (["."], 2, ".ics"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_no_file(
    call: Run, planned: Path, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    target = tmp_path / words[0]
    ended = call("export", planned, target, *words[1:], "--language", "en", ok=False)
    assert (ended.code, len(ended.err.strip().splitlines())) == (code, 1)
    assert said in ended.err
    assert not target.is_file()
