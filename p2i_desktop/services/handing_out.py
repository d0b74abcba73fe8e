"""Everything in open form: the archive as JSON, all records as a workbook, a list exactly as it is seen."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop import paths
from p2i_desktop.domain.record import LINK_NAMESPACE, Record, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.i18n import N_, Texts, texts_for
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.confidential import hidden_from
from p2i_desktop.services.disclosures import Disclosures
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.storage.tables import SCHEMA
from p2i_desktop.storage.values import record_json

if TYPE_CHECKING:
    from p2i_desktop.reports.excel.tables import Properties
    from p2i_desktop.services.lists import Filter, Lists, Sort
    from p2i_desktop.services.matrix import Matrix
    from p2i_desktop.services.plan_steering import PlanLine
    from p2i_desktop.services.seen_rows import Seen
    from p2i_desktop.services.steering_steps import Row

_PERSONS = frozenset({"contacts"})  # lists whose rows are persons
FORMAT, VERSION = "p2i-archive", 1
TITLE = N_("All records of {centre}")
Progress = Callable[[float], None]


@dataclass(frozen=True)
class HandedOut:
    """A file that was written: where, how many records or rows it holds per type, its checksum, what it leaves out."""

    path: Path
    counts: dict[str, int]
    sha256: str
    restricted: int = 0


class HandingOut(Subject):
    """The verbs of exports; all write beside the target and replace it at the end, or leave everything as it was."""

    def __init__(self, work: Work, lists: "Lists") -> None:
        super().__init__(work)
        self._lists = lists

    def export_json(self, path: Path, progress: Progress | None = None) -> HandedOut:
        """Every record, binned and restricted ones too, with all its fields: the archive, whole for whoever makes it.

        Equal files give equal bytes. OSError, Environment."""
        counts: dict[str, int] = {}
        digest = hashlib.sha256()
        total = sum(self.store.count(record_type) for record_type in RECORD_TYPES) or 1
        with paths.replacing(path) as temp, temp.open("wb") as out:
            for text in self._json(counts):
                data = text.encode("utf-8")
                digest.update(data)
                out.write(data)
                if progress and sum(counts.values()) % 500 == 0:
                    progress(min(1.0, sum(counts.values()) / total))
        return HandedOut(path, counts, digest.hexdigest())

    def records(self, record_type: type[Record]) -> Iterator[Record]:
        """All records of a type by id, binned ones too; the rule settings are there even where none were saved."""
        none = True
        for record in self.store.stream(record_type):
            none = False
            yield record
        if none and record_type is RuleSettings:
            yield self._default_rules()

    def export_workbook(self, path: Path, language: str = "", progress: Progress | None = None) -> HandedOut:
        """Every record type as a sheet with the labels of its fields, and a data dictionary. OSError, Environment.

        A workbook is a list: what the person at work may not see is left out, and counted in `restricted`."""
        from p2i_desktop.reports.excel.tables import write_tables
        from p2i_desktop.services.record_sheets import record_sheets

        texts = texts_for(language or self.work.settings.language or "en")
        counts: dict[str, int] = {}
        total = sum(self.store.count(record_type) for record_type in RECORD_TYPES)
        hidden = hidden_from(self.store, self.store.actor)
        left_out = 0

        def shown(record_type: type[Record]) -> Iterator[Record]:
            nonlocal left_out
            for record in self.records(record_type):
                if hidden.hides(record):
                    left_out += 1
                else:
                    yield record

        sheets = record_sheets(self.store, hidden, shown, texts, counts)
        title = texts._(TITLE).format(centre=CentreVerbs(self.work).name(texts.language))
        write_tables(path, sheets, self._properties(texts, title), progress=progress, total=total)
        return HandedOut(path, counts, _checksum(path), left_out)

    def list_workbook(
        self,
        name: str,
        filter: "Filter",  # noqa: A002 - the word of the lists
        sort: "Sort | None",
        columns: Sequence[tuple[str, str]],
        path: Path,
        language: str = "",
        title: str = "",
        note: str = "",
    ) -> HandedOut:
        """A list as it is seen: its filter, its order, its columns as (row column, title). OSError, Environment.

        `note` stands above the rows: what is filtered, in words. A list of persons is noted as handed out."""
        from p2i_desktop.reports.excel.tables import write_tables
        from p2i_desktop.services.list_sheets import list_sheet

        texts = texts_for(language or self.work.settings.language or "en")
        ids = self._lists.ids(name, filter, sort)
        sheet = list_sheet(self._lists, name, ids, columns, texts, title, note)
        write_tables(path, [sheet], self._properties(texts, sheet.name), total=len(ids))
        if name in _PERSONS and len(ids) and not self.store.read_only:
            Disclosures(self.work).written(None, ": ".join(part for part in (sheet.name, note) if part), len(ids))
        return HandedOut(path, {name: len(ids)}, _checksum(path))

    def steering_workbook(
        self, rows: "Sequence[Row]", lines: "Sequence[PlanLine]", path: Path, language: str = "", note: str = ""
    ) -> HandedOut:
        """The steps of the running support plans as they are seen, and their plans, as a workbook; `note` says what is
        filtered and how it is sorted. OSError, Environment."""
        from p2i_desktop.reports.excel.tables import write_tables
        from p2i_desktop.services.steering_sheet import plans_sheet, steps_sheet

        texts = texts_for(language or self.work.settings.language or "en")
        day = texts._("As of {day}").format(day=texts.date(self.work.today()))
        sheets = [
            steps_sheet(rows, texts, "; ".join(part for part in (day, note) if part)),
            plans_sheet(lines, texts, day),
        ]
        write_tables(path, sheets, self._properties(texts, sheets[0].name), total=len(rows) + len(lines))
        return HandedOut(path, {"steps": len(rows), "plans": len(lines)}, _checksum(path))

    def pairs_workbook(self, found: "Matrix", path: Path, language: str = "") -> HandedOut:
        """The pairs of a programme as a workbook: a row a pair, and the matrix as it is seen. OSError, Environment."""
        from p2i_desktop.reports.buddy.matrix_sheets import matrix_sheet, pairs_sheet
        from p2i_desktop.reports.excel.tables import write_tables
        from p2i_desktop.services.report_pairs import part_of

        texts = texts_for(language or self.work.settings.language or "en")
        note = texts._("As of {day}").format(day=texts.date(self.work.today()))
        part = part_of(found)
        sheets = [pairs_sheet(texts, (part,), note), matrix_sheet(texts, part)]
        pairs = len({cell.pairing.id for row in found.rows for of in row.cells.values() for cell in of})
        write_tables(path, sheets, self._properties(texts, sheets[0].name), total=pairs + len(part.rows))
        return HandedOut(path, {"pairs": pairs}, _checksum(path))

    def seen_workbook(self, seen: "Seen", path: Path, language: str = "") -> HandedOut:
        """A small table of the window as a workbook of texts. OSError, Environment."""
        from p2i_desktop.reports.excel.tables import write_tables
        from p2i_desktop.services.seen_rows import seen_sheet

        texts = texts_for(language or self.work.settings.language or "en")
        sheet = seen_sheet(self.work, seen, texts)
        write_tables(path, [sheet], self._properties(texts, sheet.name), total=len(seen.rows))
        return HandedOut(path, {"rows": len(seen.rows)}, _checksum(path))

    def _json(self, counts: dict[str, int]) -> Iterator[str]:
        encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode
        yield f'{{"format": "{FORMAT}", "version": {VERSION}, "schema": {SCHEMA}, "records": {{'
        between = "\n"
        for record_type in sorted(RECORD_TYPES, key=type_key):
            key = type_key(record_type)
            yield f'{between}"{key}": ['
            rows = (encode(record_json(record)) for record in self.records(record_type))
            yield from _joined(rows, counts, key)
            yield "]"
            between = ",\n"
        yield "\n}}\n"

    def _default_rules(self) -> RuleSettings:
        import uuid

        centre = self.work.own_centre()
        rules = RuleSettings(id=str(uuid.uuid5(LINK_NAMESPACE, f"rule_settings {centre.id if centre else ''}")))
        return replace(rules, centre_id=centre.id if centre else "")

    def _properties(self, texts: Texts, title: str) -> "Properties":
        from p2i_desktop.reports.excel.tables import Properties, date_format_of

        author = CentreVerbs(self.work).name(texts.language)
        return Properties(
            title, texts.language, author, self.work.clock.now(), date_format=date_format_of(texts.language)
        )


def _joined(rows: Iterable[str], counts: dict[str, int], key: str) -> Iterator[str]:
    """Rows with commas between, a line each; counts them under the key."""
    counts[key] = 0
    for row in rows:
        yield ("\n" if counts[key] == 0 else ",\n") + row
        counts[key] += 1


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
