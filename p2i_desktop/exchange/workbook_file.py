"""Workbooks as tables: sheets in their order, values as they are stored; macros, links and formulas are never followed."""

from collections.abc import Callable, Sequence

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import Limits, Note, Progress, Sheet
from p2i_desktop.exchange.workbook_cells import is_moment
from p2i_desktop.exchange.workbook_parts import Attributes, Parts, opened
from p2i_desktop.exchange.workbook_sheet import read_sheet

_OTHERS = ("content.xml", "xl/workbook.bin", "Index/Document.iwa")  # OpenDocument, .xlsb, Numbers
_TRUE = frozenset({"1", "true", "on"})
_HIDDEN = frozenset({"hidden", "veryHidden"})


def read_book(
    data: bytes, name: str, limits: Limits, progress: Progress | None
) -> tuple[tuple[Sheet, ...], list[Note]]:
    """(sheets, notes) of a workbook; Unreadable."""
    with opened(data, name, limits) as parts:
        if any(parts.has(other) for other in _OTHERS):
            raise Unreadable("table_other_form", name)
        return _read(parts, limits, progress)


def _read(parts: Parts, limits: Limits, progress: Progress | None) -> tuple[tuple[Sheet, ...], list[Note]]:
    book = parts.book()
    taker = _Book()
    parts.parse(book, taker)
    related = parts.related(book)
    notes: list[Note] = []
    if any(part.lower().endswith("vbaproject.bin") for part in parts.sizes):
        notes.append(Note("macros"))
    if any(kind in ("externalLink", "connections") for kind, _ in related.values()):
        notes.append(Note("links"))
    shared, moments = _shared(parts, related), _moments(parts, related)
    wanted = [
        (title, hidden, related[key][1])
        for title, key, hidden in taker.sheets
        if key in related and related[key][0] == "worksheet" and parts.has(related[key][1])
    ]
    if len(wanted) < len(taker.sheets):
        notes.append(Note("other_sheets", (("n", str(len(taker.sheets) - len(wanted))),)))
    whole = sum(parts.sizes[part] for _, _, part in wanted) or 1
    before = 0
    sheets = []
    for title, hidden, part in wanted:
        told = _told(progress, before, whole)
        sheets.append(read_sheet(parts, part, title, hidden, shared, moments, taker.other_zero, limits, told))
        before += parts.sizes[part]
    return tuple(sheets), notes


def _told(progress: Progress | None, before: int, whole: int) -> Callable[[int], object] | None:
    if progress is None:
        return None
    return lambda done: progress(min(1.0, (before + done) / whole))


class _Book:
    """Sheets as (title, id of the relation, hidden) and from which day days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.other_zero = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            key = attributes.get(":id", attributes.get("id", ""))
            self.sheets.append((attributes.get("name", ""), key, attributes.get("state") in _HIDDEN))
        elif tag == "workbookPr":
            self.other_zero = attributes.get("date1904") in _TRUE

    def end(self, _tag: str) -> None:
        """Sheets are told by their attributes."""

    def text(self, _part: str) -> None:
        """Sheets are told by their attributes."""


class _Texts:
    """The texts that cells share, those in several fonts put together, reading aids left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] | None = None
        self._within = False
        self._aid = False

    def start(self, tag: str, _attributes: Attributes) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._aid = True
        elif tag == "t":
            self._within = not self._aid

    def text(self, part: str) -> None:
        if self._within and self._parts is not None:
            self._parts.append(part)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._within = False
        elif tag == "rPh":
            self._aid = False
        elif tag == "si":
            self.found.append("".join(self._parts or ()))
            self._parts = None


class _Styles:
    """Of each cell style whether it shows days or times."""

    def __init__(self) -> None:
        self.formats: list[int] = []
        self.codes: dict[int, str] = {}
        self._of_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "cellXfs":
            self._of_cells = True
        elif tag == "numFmt":
            self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif tag == "xf" and self._of_cells:
            self.formats.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._of_cells = False

    def text(self, _part: str) -> None:
        """Styles are told by their attributes."""


def _shared(parts: Parts, related: dict[str, tuple[str, str]]) -> Sequence[str]:
    taker = _Texts()
    for part in _of_kind(parts, related, "sharedStrings"):
        parts.parse(part, taker)
    return taker.found


def _moments(parts: Parts, related: dict[str, tuple[str, str]]) -> Sequence[bool]:
    taker = _Styles()
    for part in _of_kind(parts, related, "styles"):
        parts.parse(part, taker)
    return [is_moment(number, taker.codes.get(number, "")) for number in taker.formats]


def _of_kind(parts: Parts, related: dict[str, tuple[str, str]], wanted: str) -> list[str]:
    return [part for kind, part in related.values() if kind == wanted and parts.has(part)][:1]
