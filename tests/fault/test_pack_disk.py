"""A disk that becomes full under the pack of a workshop: nothing of it stays, and no number is spent."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services.office import create_office
from p2i_desktop.services.pack_making import prepare
from p2i_desktop.services.workshop_pack import PackWish, Part
from p2i_desktop.settings import Settings
from tests.fault.test_disk import small_disk
from tests.services.workshop_world import make_workshop, mark, people

pytestmark = pytest.mark.fault


def test_a_full_disk_leaves_nothing_of_a_pack(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 10, 15, 9, tzinfo=UTC))
    with (
        small_disk(tmp_path / "disk") as disk,
        create_office(tmp_path / "c.p2i", clock=clock, settings=Settings(language="en"), country="AT") as office,
    ):
        workshop = make_workshop(office)
        ids = people(office, workshop, [f"Person Demo{number}" for number in range(120)])
        mark(office, workshop, ids)
        seq = office.store.seq
        with pytest.raises(OSError, match="No space"):
            prepare(office, PackWish(workshop, frozenset({Part.CERTIFICATES})), disk / "packs")
        assert list(disk.iterdir()) == []
        assert office.store.seq == seq
        assert all(not row.certificate_code for row in office.store.find(Participation, workshop=workshop))
