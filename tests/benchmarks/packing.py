"""The pack of a workshop with many people, from the file to the folder: papers, certificates in nine languages, calendar."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.child import Values, each, main

PEOPLE = 500


def ours(folder: str) -> Values:
    """The whole pack handed over once: every part, one certificate for each person and all of them in one file."""
    from p2i_desktop.clock import FixedClock
    from p2i_desktop.reports.certificates.words import LANGUAGES
    from p2i_desktop.services.office import create_office
    from p2i_desktop.services.pack_handing import PackMade, hand_over
    from p2i_desktop.services.pack_making import prepare
    from p2i_desktop.services.workshop_pack import PackWish, Part
    from p2i_desktop.settings import Settings
    from tests.services.workshop_world import contacts, make_workshop, mark

    place = Path(folder) / "pack"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    clock = FixedClock(datetime(2026, 10, 15, 9, tzinfo=UTC))
    made: list[PackMade] = []
    with create_office(
        place / "c.p2i", clock=clock, settings=Settings(language="en"), centre_name="Demo Centre", country="AT"
    ) as office:
        workshop = make_workshop(office)
        ids: list[str] = []
        for nth, language in enumerate(LANGUAGES):
            names = [("Given", f"Demo{number:03d}") for number in range(nth, PEOPLE, len(LANGUAGES))]
            ids += contacts(office, workshop, names, language=language)
        mark(office, workshop, ids)
        wish = PackWish(workshop, frozenset(Part), language="en")
        values = each(lambda _: made.append(hand_over(office, prepare(office, wish, place / "out"))), 1, warm=0)
    kib = sum(path.stat().st_size for path in made[0].folder.rglob("*") if path.is_file()) / 1024
    shutil.rmtree(place)
    return values | {"files": len(made[0].files), "certificates": made[0].certificates, "pack_kb": kib}


if __name__ == "__main__":
    main({"ours": ours})
