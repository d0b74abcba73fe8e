"""Makes the files of a workshop pack beside their later place; what is given up leaves nothing behind."""

import contextlib
import os
import re
import shutil
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop import paths
from p2i_desktop.domain.rules import hard
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.services.certificate_facts import certificate_facts
from p2i_desktop.services.certificates import CertificateList, certificate_list
from p2i_desktop.services.disclosures import Entry
from p2i_desktop.services.report_purposes import purpose_of
from p2i_desktop.services.work import refuse
from p2i_desktop.services.workshop_file import WorkshopFile, workshop_file
from p2i_desktop.services.workshop_pack import PAPERS, PART_NAMES, PackWish, Part, folder_name, people_of

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

Progress = Callable[[float], None]  # the share that is done; what it raises ends the work and leaves nothing behind
_PAPER = 12  # a paper takes about as long as so many certificates
_HIDDEN = re.compile(r"[0-9a-f]{12}\.part")
_GIVEN_UP = 3600  # seconds; a pack that is being made on another computer is younger
_STEM = 40  # letters of the folder's name in that of the one the pack is made in


class Staging:
    """A folder beside its later place that is gone with everything in it as soon as nobody holds this any more."""

    def __init__(self, target: Path) -> None:
        self._made = list(_missing(target.parent))
        target.parent.mkdir(parents=True, exist_ok=True)
        stem = f".{target.name[:_STEM].strip()}."
        self.path = target.parent / f"{stem}{os.urandom(6).hex()}.part"
        self.path.mkdir()
        _sweep(self.path, stem)
        self._end = weakref.finalize(self, _remove, self.path, self._made)

    def remove(self) -> None:
        """Now, and the folders above that were made for it and are empty."""
        self._end()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack that is made but not yet in its place: `files` lie in the staging folder, by their place in the pack."""

    wish: PackWish
    target: Path
    staging: Staging
    files: tuple[str, ...]
    drawn: dict[str, str]  # participation -> new code
    entries: tuple[Entry, ...]
    certificates: CertificateList | None


def prepare(office: "Office", wish: PackWish, folder: Path, progress: Progress | None = None) -> Prepared:
    """Makes the files of a pack beside their place in `folder`; nothing is written into the casebook yet.

    Refused where nothing is wanted or nobody gets a certificate; Missing; OSError. What `progress` raises ends it; in each
    case nothing is left behind.
    """
    file = workshop_file(office.work, wish.workshop_id)
    found = certificate_list(file, office.work) if Part.CERTIFICATES in wish.parts else None
    refuse([hard("pack_empty", "workshop")] if not wish.parts else [])
    refuse([hard("certificate_nobody", "certificate_code")] if found is not None and not found.certified else [])
    target = folder / folder_name(file)
    staging = Staging(target)
    with contextlib.ExitStack() as on_error:
        on_error.callback(staging.remove)
        files = tuple(_Making(office, file, wish, staging.path, progress or _nobody).all(found))
        on_error.pop_all()
    own = texts_for(office.printing.language())  # the log of the centre, whatever the papers speak
    entries = tuple(_entries(file, wish, found, own))
    return Prepared(wish, target, staging, files, found.drawn if found is not None else {}, entries, found)


class _Making:
    """Writes the files of a pack, telling how far it is."""

    def __init__(self, office: "Office", file: WorkshopFile, wish: PackWish, folder: Path, progress: Progress) -> None:
        self._office, self._file, self._wish, self._folder, self._told = office, file, wish, folder, progress
        self._texts = texts_for(office.printing.language(wish.language))
        self._done, self._whole = 0, 1

    def all(self, found: CertificateList | None) -> Iterator[str]:
        """The names of the files, each when it is written."""
        papers = [one for one in PAPERS if one in self._wish.parts]
        certified = len(found.certified) if found is not None else 0
        self._whole = max(1, _PAPER * len(papers) + 2 * certified)
        self._told(0.0)
        for part in papers:
            paper = self._office.printing.paper(
                part.value, key=self._wish.workshop_id, language=self._texts.language, progress=self._part(_PAPER)
            )
            yield self._write(paper.name, paper.data)
            self._step(_PAPER)
        if Part.CALENDAR in self._wish.parts:
            _, data = self._office.calendar_out.of_workshop(self._file, self._texts.language)
            yield self._write(f"{self._file.key}.ics", data)
        if found is not None:
            yield from self._certificates(found)

    def _certificates(self, found: CertificateList) -> Iterator[str]:
        """All in one, then one for each person."""
        from p2i_desktop.reports import pdf
        from p2i_desktop.reports.certificates import paper

        work = self._office.work
        facts = certificate_facts(work, self._file, found.certified, self._texts, work.clock.now())
        share = self._part(len(facts.people))
        data = pdf.render(paper.build(facts), lambda done, whole: share(done / whole if whole else 0.0))
        self._step(len(facts.people))
        name = self._office.printing.file_name(paper.REPORT_ID, facts, "pdf")
        yield self._write(name, data)
        folder = paths.safe_name(self._texts._(PART_NAMES[Part.CERTIFICATES]))
        (self._folder / folder).mkdir()
        for person in facts.people:
            named = f"{person.number} {person.name}" if self._wish.named_files else person.number
            yield self._write(
                f"{folder}/{paths.safe_name(named.replace('.', ' '))}.pdf", pdf.render(paper.build_one(facts, person))
            )
            self._step(1)

    def _write(self, name: str, data: bytes) -> str:
        paths.replace_file(self._folder / name, data)
        return name

    def _step(self, steps: int) -> None:
        self._done += steps
        self._told(self._done / self._whole)

    def _part(self, steps: int) -> Progress:
        """Progress of a piece that takes so many steps of the whole."""
        done = self._done

        def told(share: float) -> None:
            self._told((done + share * steps) / self._whole)

        return told


def _entries(file: WorkshopFile, wish: PackWish, found: CertificateList | None, texts: Texts) -> Iterator[Entry]:
    """What is written down: each paper that names persons, with how many."""
    for part in Part:
        purpose = purpose_of(part.value, texts)
        if part not in wish.parts or not purpose:
            continue
        persons = len(found.certified) if part is Part.CERTIFICATES and found is not None else len(people_of(file))
        yield Entry(texts._(PART_NAMES[part]), persons, purpose)


def _missing(folder: Path) -> Iterator[Path]:
    """The folders that are not there, the innermost first."""
    while not folder.exists():
        yield folder
        folder = folder.parent


def _sweep(fresh: Path, stem: str) -> None:
    """Removes what a program that was killed left of the same pack: names of people should not lie about in hidden folders."""
    now = fresh.stat().st_mtime
    for old in fresh.parent.iterdir():
        if old.name.startswith(stem) and _HIDDEN.fullmatch(old.name.removeprefix(stem)) and not old.is_symlink():
            with contextlib.suppress(OSError):
                if now - old.stat().st_mtime > _GIVEN_UP:
                    shutil.rmtree(old, ignore_errors=True)


def _remove(folder: Path, made: list[Path]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # something lies in one of them, or it is gone
        for each in made:
            each.rmdir()


def _nobody(share: float) -> None:
    """Nobody waits for news."""
