"""What with personal data was handed out: written down in the same act, and kept as evidence."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Disclosure
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.steps import ASIDE
from p2i_desktop.storage.store import Changed

_MOST = 200  # letters of what, recipient and purpose


class Entry(NamedTuple):
    """One thing that went out: what, of how many persons, what for."""

    what: str
    records: int
    purpose: str = ""


class Disclosures(Subject):
    """The log of what was handed out; undo steps over it, because what went out is out."""

    def of(self, about: About | None) -> list[Disclosure]:
        """What was handed out about a record (None: lists of persons that are about none), the latest first."""
        found = self.store.find(Disclosure, about=about)
        return sorted(found, key=lambda one: (one.on or date.min, one.id), reverse=True)

    def written(self, about: About | None, what: str, records: int, recipient: str = "", purpose: str = "") -> Changed:
        """Writes down what went out, of how many persons, to whom and what for; long words are cut. Environment."""
        return self.write(about, [Entry(what, records, purpose)], recipient)

    def write(self, about: About | None, entries: Iterable[Entry], recipient: str = "") -> Changed:
        """The same of several things that went out together, as one step."""
        me, today = self.work.me(), self.work.today()
        made = [
            Disclosure(
                about=about,
                on=today,
                by=me.id if me is not None else None,
                what=_cut(entry.what),
                records=entry.records,
                recipient=_cut(recipient),
                purpose=_cut(entry.purpose),
            )
            for entry in entries
        ]
        records, _ = self.work.examine_all(made)
        key = (f"{about.type}:{about.id}",) if about is not None else ()
        return self.store.apply("write_disclosure", [Put(one) for one in records], args=key, kind=ASIDE)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"
