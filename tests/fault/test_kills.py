"""Killed in the middle of saving: every save that was acknowledged is there, whole, and nothing of any other."""

import itertools
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.clock import Clock
from p2i_desktop.domain.advice import Case, Consultation, Topic
from p2i_desktop.storage.check import check
from p2i_desktop.storage.drafts import drafts, save_draft
from p2i_desktop.storage.engine import open_file
from p2i_desktop.storage.store import Put
from tests.fault.children import forked, said
from tests.storage.making import DAY, Office

KILLS = 1000 if os.environ.get("P2I_FAULT") == "long" else 100
A_FILE = 20  # rounds on one file, so that each check stays short

pytestmark = pytest.mark.fault


def saving(path: Path, data: Path, case_id: str) -> Callable[[Callable[[str], None]], None]:
    """Logs consultations one after the other, each with a change of the case in the same step, and says which is saved."""

    def work(say: Callable[[str], None]) -> None:
        store = open_file(path, Clock(), data)
        say("open")
        for n in itertools.count():
            case = store.get(Case, case_id)
            assert case is not None
            talk = Consultation(
                on=DAY, case=case_id, advisor=case.lead_advisor, subject=f"talk {n}", note="word " * 400, topics=frozenset({Topic.IPR}),
            )  # fmt: skip
            save_draft(store, "log", "new-1", 0, {"note": talk.id})
            store.apply("log", [Put(talk), Put(replace(case, title=talk.id))], drop_draft=("log", "new-1"))
            say(talk.id)

    return work


def test_kills_lose_nothing(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    saves = 0
    for number in range(KILLS // A_FILE):
        (tmp_path / str(number)).mkdir()
        office = Office(tmp_path / str(number), Clock())
        case = office.case()
        office.close()
        acknowledged: list[str] = []
        for _ in range(A_FILE):
            acknowledged += _round(office, case.id, chance)
            _compare(office, case.id, acknowledged)
        saves += len(acknowledged)
    assert saves > KILLS / 2


def _round(office: Office, case_id: str, chance: random.Random) -> list[str]:
    pid, reading = forked(saving(office.path, office.data, case_id))
    first = os.read(reading, 5)
    one = (
        os.read(reading, 37).decode() if chance.random() < 0.8 else ""
    )  # most live to see one save, an id and a line end
    time.sleep(chance.random() * 0.03)
    lines = (one + "\n".join([*said(pid, reading, kill=True), ""])).split("\n")[:-1]
    assert first == b"open\n", first.decode() + "\n".join(lines)
    return lines


def _compare(office: Office, case_id: str, acknowledged: list[str]) -> None:
    store = open_file(office.path, Clock(), office.data)
    try:
        assert store.ended_badly
        there = {talk.id: talk for talk in store.find(Consultation)}
        case = store.get(Case, case_id)
        assert set(acknowledged) <= set(there), "an acknowledged save is lost"
        assert all(talk.note and talk.topics == {Topic.IPR} for talk in there.values())
        if acknowledged:
            assert case is not None
            assert case.title in there, "half a step"
        assert all(draft.payload["note"] for draft in drafts(store))
        assert check(store) == []
        acknowledged[:] = list(there)  # what a kill cut off after the commit counts from here on
    finally:
        store.close()
