"""Reports on paper and as workbooks: gather facts, build, render, put the file in its place."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, Unpack

from p2i_desktop import paths
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.services.collecting import without_collecting
from p2i_desktop.services.figures import Figures
from p2i_desktop.services.work import Work

if TYPE_CHECKING:
    from p2i_desktop.reports.buddy.facts import PlanFacts, ProgressFacts
    from p2i_desktop.reports.buddy.matrix import MatrixFacts
    from p2i_desktop.reports.catalogue import Report
    from p2i_desktop.reports.certificates.facts import CertificateFacts
    from p2i_desktop.reports.dossier.facts import DossierFacts
    from p2i_desktop.reports.facts import Facts
    from p2i_desktop.reports.workshop.facts import WorkshopFacts
    from p2i_desktop.reports.workshop.series_facts import SeriesFacts
    from p2i_desktop.services.report_handed import Handed

Gathered: TypeAlias = (
    "Facts | DossierFacts | PlanFacts | ProgressFacts | MatrixFacts | WorkshopFacts | SeriesFacts | CertificateFacts"
)
Progress = Callable[[float], None]  # the share that is done; what it raises ends the work and leaves nothing behind
_GATHERED, _BUILT = 0.25, 0.35
_KEPT = 4  # facts of years and languages kept until the journal moves on
_LETTERS = {"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "æ": "ae", "ø": "o", "ł": "l"}


class Asked(TypedDict, total=False):
    """What is chosen for a report, as far as it asks for it.

    `key` is the id of a case, plan, meeting or workshop; `names` names people where a paper does so only when that is
    wanted; `columns` are those of a participant list, none = the usual ones.
    Of the buddy pairs `key` may be the id of a programme, and `side` that of the rows (mentor, new, all).
    """

    year: int
    key: str
    anonymise: bool
    annexes: bool
    names: bool
    columns: tuple[str, ...]
    side: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was written: `count` is its pages or its sheets."""

    path: Path
    form: str
    count: int
    sha256: str
    handed: "Handed | None" = None  # whom it names

    def as_json(self) -> dict[str, Any]:
        """The members of `report --json`."""
        unit = "pages" if self.form == "pdf" else "sheets"
        return {"path": str(self.path), unit: self.count, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF in memory: what a preview shows, a printer prints and a file keeps are these very bytes."""

    data: bytes
    pages: int
    title: str  # in the language of the paper
    name: str  # of its file, without a folder
    handed: "Handed | None" = None  # whom it names

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, as of the file that keeps them."""
        return hashlib.sha256(self.data).hexdigest()

    def keep(self, folder: Path) -> Made:
        """Writes the bytes into a folder (made where it is missing) under a free name; OSError where that fails."""
        folder.mkdir(parents=True, exist_ok=True)
        return self.put(paths.free_path(folder, self.name))

    def put(self, target: Path) -> Made:
        """Writes the bytes as this file, whole or not at all; OSError where that fails."""
        paths.replace_file(target, self.data)
        return Made(target, "pdf", self.pages, self.sha256, self.handed)


class Printing:
    """The reports of an open file."""

    def __init__(self, work: Work, figures: Figures) -> None:
        self._work = work
        self._figures = figures
        self._seq: object = None
        self._facts: dict[tuple[int, str, str], Facts] = {}

    def reports(self) -> "tuple[Report, ...]":
        """All reports that can be made."""
        from p2i_desktop.reports.catalogue import REPORTS

        return REPORTS

    def language(self, language: str | None = "") -> str:
        """The language of a report where none is chosen: that of the settings, else the centre's, else the screen's."""
        centre = self._work.own_centre()
        settings = self._work.settings
        own = centre.language if centre else ""
        return language or settings.report_language or own or settings.language or "en"

    def make(
        self,
        report_id: str,
        *,
        form: str,
        out: Path | None = None,
        folder: Path | None = None,
        progress: Progress | None = None,
        **asked: Unpack[Asked],
    ) -> Made:
        """Makes one report and puts it at `out`, else under its own name into `folder` or the folder of the settings.

        LookupError for an unknown report, or a form that it has not; Missing; OSError where the file cannot be written. A
        report that is cancelled (by what `progress` raises) leaves nothing behind and an old file as it was.
        """
        from p2i_desktop.reports.catalogue import report

        chosen = report(report_id)
        if form not in chosen.forms:
            raise LookupError(form)
        if form == "pdf":
            paper = self.paper(report_id, progress=progress, **asked)
            return paper.put(out) if out is not None else paper.keep(self._place(folder))
        told = progress or _nobody
        told(0.0)
        facts = self._gathered(chosen, asked)
        told(_GATHERED)
        if out is None:
            place = self._place(folder)
            place.mkdir(parents=True, exist_ok=True)
            out = paths.free_path(place, self._name(chosen, facts, form))
        count = _xlsx(chosen, facts, out, told)
        with out.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Made(out, form, count, digest, self._handed(chosen, facts, asked))

    def paper(self, report_id: str, *, progress: Progress | None = None, **asked: Unpack[Asked]) -> Paper:
        """One report as PDF in memory; LookupError for an unknown one, Missing, what `progress` raises ends the work."""
        from p2i_desktop.reports.catalogue import report

        chosen = report(report_id)
        told = progress or _nobody
        told(0.0)
        facts = self._gathered(chosen, asked)
        told(_GATHERED)
        data, pages = _pdf(chosen, facts, told)
        handed = self._handed(chosen, facts, asked)
        return Paper(data, pages, facts.texts._(chosen.title), self._name(chosen, facts, "pdf"), handed)

    def _handed(self, chosen: "Report", facts: "Gathered", asked: Asked) -> "Handed | None":
        if "workshop" not in chosen.asks:
            return None
        from p2i_desktop.services.report_handed import handed_of

        return handed_of(chosen.id, chosen.title, facts, asked.get("key", ""), texts_for(self.language()))

    def _gathered(self, chosen: "Report", asked: Asked) -> "Gathered":
        """What a report is made from; Missing where a record is asked for that is not there or not to be seen."""
        language = self.language(asked.get("language"))
        texts, now, key = texts_for(language), self._work.clock.now(), asked.get("key", "")
        anonymise = asked.get("anonymise", False)
        if "case" in chosen.asks:
            from p2i_desktop.services.dossier_facts import gather

            return gather(self._work, key, texts, now, anonymise)
        if "plan" in chosen.asks or "meeting" in chosen.asks:
            from p2i_desktop.services import report_buddies as buddies

            wanted = buddies.Wanted(texts, now, anonymise, asked.get("annexes", True))
            if "meeting" in chosen.asks:
                return buddies.meeting_facts(self._work, key, wanted)
            if "year" in chosen.asks:
                return buddies.progress_facts(self._work, key, asked.get("year", 0), wanted)
            return buddies.plan_facts(self._work, key, wanted)
        if chosen.id == "buddy_matrix":
            from p2i_desktop.services.report_pairs import matrix_facts

            return matrix_facts(self._work, key, asked.get("side", ""), texts, now)
        if chosen.id == "certificates":
            from p2i_desktop.services.certificate_facts import issued_facts

            return issued_facts(self._work, key, texts, now)
        if "workshop" in chosen.asks:
            from p2i_desktop.services import report_workshops as workshops

            about = workshops.Wanted(chosen.id, texts, now, asked.get("names", False), asked.get("columns", ()))
            return workshops.workshop_facts(self._work, key, about)
        if chosen.id in ("workshop_list", "workshop_series"):
            from p2i_desktop.services.report_series import series_facts

            return series_facts(self._work, asked.get("year", 0), texts, now)
        return self.facts(asked.get("year", 0), language)

    def facts(self, year: int, language: str) -> "Facts":
        """What the annual report of a year prints; gathered once for each state of the journal and each day."""
        from p2i_desktop.services.report_facts import gather

        seq, now = self._work.store.seq, self._work.clock.now()
        if seq != self._seq:
            self._facts.clear()
            self._seq = seq
        key = (year, language, self._work.clock.today().isoformat())
        if key not in self._facts:
            while len(self._facts) >= _KEPT:
                self._facts.pop(next(iter(self._facts)))
            with without_collecting():
                self._facts[key] = gather(self._work, self._figures, year, texts_for(language), now)
        return replace(self._facts[key], made_at=now)

    def file_name(self, report_id: str, facts: "Gathered", form: str) -> str:
        """The name of the file of a report with these facts, without a folder."""
        from p2i_desktop.reports.catalogue import report

        return self._name(report(report_id), facts, form)

    def _place(self, folder: Path | None) -> Path:
        wanted = folder or (Path(self._work.settings.report_folder) if self._work.settings.report_folder else None)
        return wanted or paths.documents_folder() / "P2I"

    def _name(self, chosen: "Report", facts: "Gathered", form: str) -> str:
        made = facts.made_at.astimezone().date().isoformat()
        parts = (_plain(part) for part in chosen.named(facts))
        name = ("P2I", title_in_name(chosen.title, facts.texts), *parts, made)
        return "_".join(part for part in name if part) + f".{form}"


def title_in_name(title: str, texts: Texts) -> str:
    """The title of a report for file names: in the report language, else, where no Latin letter is left, in English."""
    return _plain(texts._(title)) or _plain(title)


def _plain(text: str) -> str:
    for letter, plain in _LETTERS.items():
        text = text.replace(letter, plain)
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", flat).strip("-")


def _nobody(share: float) -> None:
    """Nobody waits for news."""


def _pdf(chosen: "Report", facts: "Gathered", told: Progress) -> tuple[bytes, int]:
    from p2i_desktop.reports import pdf

    document = chosen.build(facts)
    told(_BUILT)
    pages = 0

    def step(done: int, whole: int) -> None:
        nonlocal pages
        pages = max(pages, whole)
        told(_BUILT + (1 - _BUILT) * (done / whole if whole else 0))

    return pdf.render(document, step), pages


def _xlsx(chosen: "Report", facts: "Gathered", target: Path, told: Progress) -> int:
    from p2i_desktop.reports.excel.book import write_book

    if chosen.workbook is None:  # refused before
        raise LookupError("xlsx")
    book = chosen.workbook(facts)
    told(_BUILT)

    def step(share: float) -> None:
        told(_BUILT + (1 - _BUILT) * share)

    with paths.replacing(target) as temp:
        return write_book(temp, book.sheets, book.properties, defined=book.defined, progress=step, total=book.rows)
