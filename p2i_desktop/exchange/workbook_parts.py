"""The parts of a workbook: looked over before anything is read, then handed out in pieces with every byte counted."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from posixpath import dirname, join, normpath
from typing import Any
from xml.parsers import expat

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import Limits

_PIECE = 64 * 1024
_SMALL = 100_000  # bytes; a part below may be packed as tightly as it likes
_XML = (".xml", ".rels", ".vml")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OFFICE_DOCUMENT, _DEFAULT_BOOK = "officeDocument", "xl/workbook.xml"
Attributes = dict[str, str]


class Enough(Exception):  # noqa: N818 - a way out of the parser, not an error
    """What was looked for is found."""


class Parts:
    """The parts of one workbook by their names."""

    def __init__(self, archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self.name = name
        self._archive = archive
        self._limits = limits
        self._read = 0  # bytes unpacked so far
        self.sizes = {entry.filename: entry.file_size for entry in archive.infolist()}

    def has(self, part: str) -> bool:
        return part in self.sizes

    def pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part; Unreadable where they are damaged, or more than the directory said."""
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    self._read += len(piece)
                    if self._read > 2 * self._limits.unpacked_bytes:  # each part is read twice at most
                        raise Unreadable("table_bomb", self.name)
                    yield piece
        except KeyError:
            raise Unreadable("table_unknown", self.name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
            raise Unreadable("table_cut_off", self.name) from None

    def parse(self, part: str, taker: Any, told: Callable[[int], object] | None = None) -> None:
        """Feeds a part to `taker.start(tag, attributes)`, `.end(tag)`, `.text(part)`, names without their prefixes.

        Ends early on `Enough`; Unreadable for a DOCTYPE, entities and broken XML. `told` hears of the bytes read.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: taker.start(_bare(tag), _bare_all(attributes))
        parser.EndElementHandler = lambda tag: taker.end(_bare(tag))
        parser.CharacterDataHandler = taker.text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        done = 0
        try:
            for piece in self.pieces(part):
                parser.Parse(piece, False)
                done += len(piece)
                if told is not None:
                    told(done)
            parser.Parse(b"", True)
        except Enough:
            return
        except (expat.ExpatError, ValueError):  # a number of a million digits is as broken as a missing bracket
            raise Unreadable("table_cut_off", self.name) from None

    def look_over(self) -> None:
        """Refuses a DOCTYPE in any XML part, in whatever letters: each is read up to its first element."""
        for part in self.sizes:
            if part.lower().endswith(_XML):
                self._look_at(part)

    def _look_at(self, part: str) -> None:
        def first(_tag: str, _attributes: Attributes) -> None:
            raise Enough

        parser = expat.ParserCreate()
        parser.StartElementHandler = first
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        try:
            for piece in self.pieces(part):
                parser.Parse(piece, False)
        except (Enough, expat.ExpatError, ValueError):
            return  # a broken part that nobody needs is no reason to refuse the others

    def _refuse(self, *_declaration: object) -> None:
        raise Unreadable("table_doctype", self.name)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Id -> (last word of the kind, name of the part) that a part refers to within the workbook."""
        folder, _, file = part.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if not self.has(relations):
            return {}
        taker = _Relations(dirname(part))
        self.parse(relations, taker)
        return taker.found

    def book(self) -> str:
        """The part that lists the sheets; Unreadable where there is none."""
        found = [target for kind, target in self.related("").values() if kind == _OFFICE_DOCUMENT]
        for part in (*found, _DEFAULT_BOOK):
            if self.has(part):
                return part
        raise Unreadable("table_unknown", self.name)


class _Relations:
    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
        self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    def end(self, _tag: str) -> None:
        """Nothing stands inside."""

    def text(self, _part: str) -> None:
        """Nothing is written between."""


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2] if ":" in tag else tag


def _bare_all(attributes: Attributes) -> Attributes:
    """Names without prefixes; one without a prefix wins over one with it (`id` over `r:id`), which is kept as `:id`."""
    if not any(":" in key for key in attributes):
        return attributes
    return {(":" + key.rpartition(":")[2] if ":" in key else key): value for key, value in attributes.items()}


@contextmanager
def opened(data: bytes, name: str, limits: Limits) -> Iterator[Parts]:
    """The parts of a workbook whose directory was looked over; Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        raise Unreadable("table_cut_off", name) from None
    with archive:
        _check(archive.infolist(), name, limits)
        parts = Parts(archive, name, limits)
        parts.look_over()
        yield parts


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Unreadable("table_bomb", name)
    seen: set[str] = set()
    for entry in entries:
        path = entry.filename
        if entry.flag_bits & 1:
            raise Unreadable("table_protected", name)
        odd = path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or ":" in path
        if odd or path.casefold() in seen or entry.compress_type not in _PACKED:
            raise Unreadable("table_cut_off", name)
        seen.add(path.casefold())
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * entry.compress_size:
            raise Unreadable("table_bomb", name)
