"""The demo centre made as the command line makes it: time, memory, size of the file."""

from datetime import date
from pathlib import Path

from tests.benchmarks.child import Values, each, main

TODAY = date(2026, 11, 20)


def demo(path: str, scale: str) -> Values:
    """A new file with so many consultations."""
    from p2i_desktop.domain.advice import Consultation
    from p2i_desktop.domain.record import type_key
    from p2i_desktop.services.demo import make_demo

    made: list[int] = []

    def work(_: int) -> None:
        found = make_demo(Path(path), scale=int(scale), today=TODAY, language="en")
        made.append(found.counts[type_key(Consultation)])

    values = each(work, 1, warm=0)
    return values | {"consultations": made[0], "bytes_each": Path(path).stat().st_size / int(scale)}


if __name__ == "__main__":
    main({"demo": demo})
