"""What is taken in from files of the outside world: the official code lists."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.domain import codes as patterns
from p2i_desktop.domain.record import field_of
from p2i_desktop.domain.reporting import Code, CodeList
from p2i_desktop.domain.rules.cleaning import one_line
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.services.collecting import without_collecting
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.exchange.code_lists import Reading, ReadList
    from p2i_desktop.services.office import Office

__all__ = ["TakenIn", "Unreadable", "read_code_lists", "take_in", "take_in_code_lists"]

UNKNOWN = "–"  # a version, source or licence that the file does not say
_LONGEST = {name: field_of(Code, name).length for name in ("code", "labels")}
_LONGEST_OF_LIST = {name: field_of(CodeList, name).length for name in ("name", "version", "source", "licence")}
_LICENCES = ("CC BY 4.0", "CC0 1.0")


@dataclass
class TakenIn:
    """What came of it: codes by what happened to them, the files and codes that were refused, the step (empty: nothing changed).

    `updated` counts codes with another label, other parent, or taken back into use; `retired` those missing in the new
    version; `skipped` those that were as they are.
    """

    new: int = 0
    updated: int = 0
    retired: int = 0
    skipped: int = 0
    rejected: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    changed: Changed | None = None

    @property
    def step(self) -> str:
        return self.changed.step if self.changed else ""


def take_in_code_lists(office: "Office", path: Path) -> TakenIn:
    """Reads a file or folder of official lists and takes them in as one step; Unreadable, OSError, Environment."""
    return take_in(office, read_code_lists(path))


def read_code_lists(path: Path) -> "Reading":
    """The lists of a file or folder, without the office: may be done beside its work. Unreadable, OSError."""
    from p2i_desktop.exchange.code_lists import read

    return read(path)


def take_in(office: "Office", reading: "Reading", *, dry_run: bool = False) -> TakenIn:
    """Compares lists with those in the file and writes what differs as one step, or only counts it; Environment."""
    done = TakenIn(rejected=[error.name for error in reading.rejected])
    changes: list[Put] = []
    with without_collecting():
        for read in reading.lists:
            changes += _changes(office, read, done)
        if changes and not dry_run:
            done.changed = office.store.apply("take_in_code_lists", changes, kind="import")
    return done


def _changes(office: "Office", read: "ReadList", done: TakenIn) -> Iterator[Put]:
    """What one list changes: its codes, and the list itself when any of them or its version does."""
    known = next(iter(office.store.find(CodeList, name=read.name[: _LONGEST_OF_LIST["name"]])), None)
    wanted = _list_record(read, known)
    before = {one.code: one for one in office.store.find(Code, list=wanted.id)} if known else {}
    made = [Put(one) for one in _codes(read, wanted, before, done)]
    if known is None or made or replace(wanted, imported_on=known.imported_on) != known:
        done.lists.append(wanted.name)
        yield Put(replace(wanted, imported_on=office.clock.now()))
    yield from made


def _list_record(read: "ReadList", known: CodeList | None) -> CodeList:
    licence = next((one for one in _LICENCES if one in read.source), UNKNOWN)
    if known is not None and not read.whole:
        return known
    texts = {
        "name": read.name,
        "version": read.version or UNKNOWN,
        "source": read.source or UNKNOWN,
        "licence": licence,
    }
    tidy = {name: one_line(text)[: _LONGEST_OF_LIST[name]] for name, text in texts.items()}
    return replace(known, **tidy) if known else CodeList(**tidy)  # type: ignore[arg-type]


def _codes(read: "ReadList", owner: CodeList, before: dict[str, Code], done: TakenIn) -> Iterator[Code]:
    fit = dict(_fitting(read, done))
    parent_of = _parents(read.name, fit if read.whole else {**before, **fit})
    for code, labels in fit.items():
        old = before.get(code)
        if old is None:
            done.new += 1
            yield Code(list=owner.id, code=code, parent=parent_of(code), labels=labels)
            continue
        if not read.whole:
            labels = tuple(sorted((dict(old.labels) | dict(labels)).items()))
        now = replace(old, parent=parent_of(code), labels=labels, retired=False)
        if now == old:
            done.skipped += 1
        else:
            done.updated += 1
            yield now
    for code, old in before.items():
        if code in fit or not read.whole:
            continue
        if old.retired:
            done.skipped += 1
        else:
            done.retired += 1
            yield replace(old, retired=True)


def _fitting(read: "ReadList", done: TakenIn) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The codes that the file can keep, tidied; the others are named in `rejected`."""
    for code, texts in read.codes.items():
        tidy = one_line(code)
        labels = tuple(sorted((language, label) for language, text in texts.items() if (label := one_line(text))))
        fits = 0 < len(tidy) <= _LONGEST["code"] and all(
            len(label) <= _LONGEST["labels"] and patterns.is_language(language) for language, label in labels
        )
        if fits and (read.name != "cpv" or _is_cpv(tidy)) and (read.name != "nuts" or patterns.is_nuts(tidy)):
            yield tidy, labels
        else:
            done.rejected.append(f"{read.name}: {tidy[:80]}")


def _is_cpv(code: str) -> bool:
    try:
        return patterns.parse_cpv(code) == code
    except ValueError:
        return False


def _parents(name: str, known: Collection[str]) -> Callable[[str], str]:
    """How the parent of a code is found: CPV walks up to the nearest code that exists, NUTS drops the last character."""

    def cpv(code: str) -> str:
        return next((parent for parent in patterns.cpv_parents(code) if parent in known), "")

    def nuts(code: str) -> str:
        return patterns.nuts_parent(code)

    def none(_code: str) -> str:
        return ""

    ways: dict[str, Callable[[str], str]] = {"cpv": cpv, "nuts": nuts}
    return ways.get(name, none)
