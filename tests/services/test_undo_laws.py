"""The law of undo over the verbs: fifty random things taken back leave the file as it was, done again as they left it."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import Record
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.office import Office, open_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.check import check
from tests.services.random_work import Worker
from tests.storage.making import dump

TODAY = date(2026, 11, 20)
TIMES = 50
SEEDS = (1, 2, 3)
MORE = range(4, 4 + int(os.environ.get("P2I_UNDO_SEEDS", "30")))


def visible(office: Office) -> dict[str, Record]:
    """The records outside the bin, without their revisions: what a user sees."""
    return {one.id: replace(one, revision=0) for one in dump(office.store) if one.deleted_at is None}


def law(seed: int, folder: Path) -> None:
    make_demo(folder / "demo.p2i", scale=30, seed=seed, today=TODAY, language="en")
    clock = FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    with open_office(folder / "demo.p2i", clock=clock, settings=Settings(language="en")) as office:
        before = visible(office)
        done = Worker(office, seed, folder).work(TIMES)
        after = visible(office)
        assert len(set(done)) > 8
        taken = 0
        while office.steps.undo_label() is not None:
            office.steps.undo()
            taken += 1
        assert taken > 15
        assert visible(office) == before
        while office.steps.redo_label() is not None:
            office.steps.redo()
            taken -= 1
        assert taken == 0
        assert visible(office) == after
        assert check(office.store) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_undo_of_everything_and_redo(seed: int, tmp_path: Path) -> None:
    law(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MORE)
def test_undo_of_everything_and_redo_long(seed: int, tmp_path: Path) -> None:
    law(seed, tmp_path)
