"""The demo centre: the confirmed history of the network plus a made-up centre's four years, the same for the same seed and day."""

import contextlib
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from random import Random

from p2i_desktop import paths
from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.domain.reporting import Target
from p2i_desktop.domain.rules.counting import reportable
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.collecting import without_collecting
from p2i_desktop.services.demo_buddies import buddies
from p2i_desktop.services.demo_buddy_texts import buddy_texts
from p2i_desktop.services.demo_casework import casework
from p2i_desktop.services.demo_facts import fact_records
from p2i_desktop.services.demo_life import Life
from p2i_desktop.services.demo_market import Market
from p2i_desktop.services.demo_market_texts import market_texts
from p2i_desktop.services.demo_people import Ids, make_cast
from p2i_desktop.services.demo_texts import texts_of
from p2i_desktop.services.demo_workshop_texts import workshop_texts
from p2i_desktop.services.demo_workshops import workshops
from p2i_desktop.storage import engine, replica
from p2i_desktop.storage.numbers import Put

SCALE = 400
YEARS = 4
_ROOM = 100  # consultations; a smaller centre only has clients
LABEL = "make_demo"
# What the centre sets itself, against what came of it: some targets are reached, some are missed.
_AMBITION = {"ADV-01": Decimal("0.96"), "ADV-05": Decimal("1.04"), "ADV-07": Decimal("1.06"), "CLI-01": Decimal("0.93")}
_SET = {
    "ADV-04": Decimal(6),
    "ADV-11": Decimal(180),
    "ADV-12": Decimal(60),
    "SAT-01": Decimal(4),
    "DQ-01": Decimal(95),
}


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: how many records of each type, and the last complete year."""

    path: Path
    counts: dict[str, int]
    report_year: int


def make_demo(
    path: Path, *, scale: int = SCALE, seed: int = 1, today: date, language: str = "en"
) -> Demo:  # fmt: skip
    """Makes a demo file as one import step; `Environment` when the name is taken or the disk refuses.

    `scale` is the number of consultations. The same seed, day, scale and language give equal records.
    """
    with without_collecting():
        records = demo_records(scale, seed, today, language)
        write_demo(path, records, today, seed)
    found = Counter(type_key(type(record)) for record in records)
    counts = {type_key(record_type): found[type_key(record_type)] for record_type in RECORD_TYPES}
    return Demo(path, counts, today.year - 1)


def write_demo(path: Path, records: list[Record], today: date, seed: int) -> None:
    """Writes records as the one import step of a new file; ids of file and node, salts and times come from seed and day."""
    data_folder = paths.data_folder()
    replica.machine_token(data_folder, secrets.token_bytes)  # of this computer, never of the seed
    clock = FixedClock(datetime.combine(today, time(12), UTC))
    store = engine.create_file(path, clock, data_folder, random=Random(f"{seed}:{today}").randbytes)
    with contextlib.ExitStack() as on_error:
        for made in (path, path.with_name(path.name + "-journal")):
            on_error.callback(made.unlink, missing_ok=True)
        on_error.callback(store.close)
        store.apply(LABEL, [Put(record) for record in records], kind="import")
        on_error.pop_all()
    store.close()


def demo_records(scale: int, seed: int, today: date, language: str) -> list[Record]:
    """All records of a demo centre, parents before children; nothing is written."""
    rng = Random(seed)
    ids, texts = Ids(rng), texts_of(language)
    first = date(today.year - YEARS + 1, 1, 1)
    cast = make_cast(rng, ids, texts, language, first, today, scale)
    calls = scale >= _ROOM  # the calls between buddies are some of the consultations
    pairs = buddies(Ids(Random(f"buddies:{seed}")), buddy_texts(texts), cast, first, today, calls=calls)
    life = Life(rng, ids, texts, texts_for(language), cast, first, today)
    life.tell(scale - sum(isinstance(record, Consultation) for record in pairs))
    facts = fact_records(ids, first)
    told = sorted(life.records, key=lambda record: not isinstance(record, Case))
    more, words = Random(f"market:{seed}"), market_texts(texts)  # its own dice: the story of the advice stays as it was
    market = Market(more, ids, words, cast, first, today).tell(life.stories, texts.places)
    work = casework(more, ids, words, life.stories, first, today)
    dice = Random(f"workshops:{seed}")
    events = workshops(dice, Ids(dice), workshop_texts(texts), cast, first, today, scale)
    return [*cast.records, *facts, *told, *market, *work, *pairs, *events, *_targets(ids, life, first, today)]


def _targets(ids: Ids, life: Life, first: date, today: date) -> list[Target]:
    """What the centre set itself each year: near what came of it, sometimes missed."""
    targets: list[Target] = []
    talks = [r for r in life.records if isinstance(r, Consultation) and r.deleted_at is None and reportable(r)]
    for year in range(first.year, today.year + 1):
        of_year = [talk for talk in talks if talk.on and talk.on.year == year]
        share = Decimal(365) / ((today - date(year, 1, 1)).days + 1) if year == today.year else Decimal(1)
        counts = {
            "ADV-01": len(of_year),
            "ADV-05": sum(talk.contact_minutes for talk in of_year) // 60,
            "ADV-07": sum(1 for story in life.stories if story.opened_on.year == year),
            "CLI-01": len({talk.organisation for talk in of_year if talk.organisation}),
        }
        values = {code: _round(count * share * _AMBITION[code]) for code, count in counts.items()} | _SET
        targets += [
            Target(id=ids(max(first, date(year, 1, 1))), indicator=code, year=year, value=value)
            for code, value in values.items()
        ]
    return targets


def _round(value: Decimal) -> Decimal:
    """A number as people set targets: to fives below 100, to tens above."""
    step = 5 if value < 100 else 10
    return Decimal(max(1, round(value / step)) * step)
