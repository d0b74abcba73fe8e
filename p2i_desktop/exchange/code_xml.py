"""Genericode and translation files of the eForms SDK, read as a stream: entities are refused, nothing is fetched."""

from collections.abc import Collection
from xml.parsers import expat

from p2i_desktop.exchange.errors import Unreadable

Codes = dict[str, dict[str, str]]  # code -> language -> label

# Columns of the labels: `deu_label`; in the official files English stands in `Name` too.
_ALPHA3 = {
    "deu": "de", "ell": "el", "eng": "en", "spa": "es", "est": "et", "gle": "ga", "ita": "it", "nld": "nl", "por": "pt",
    "swe": "sv",
}  # fmt: skip
_LABEL = "code|name|"


def read_genericode(name: str, data: bytes, languages: Collection[str]) -> tuple[str, Codes]:
    """(version, codes) of a Genericode file; Unreadable."""
    taker = _Genericode(languages)
    _parse(name, data, taker)
    if taker.root != "CodeList":
        raise Unreadable("no_code_list", name)
    return taker.version, taker.codes


def read_translations(name: str, data: bytes, languages: Collection[str]) -> dict[str, Codes]:
    """List -> codes of a file of one language, named like `code_de.xml`; Unreadable."""
    language = name.rsplit(".", 1)[0].rpartition("_")[2].lower()
    if language not in languages:
        raise Unreadable("no_code_list", name)
    taker = _Translations(language)
    _parse(name, data, taker)
    if taker.root != "properties":
        raise Unreadable("no_code_list", name)
    return taker.lists


class _Taker:
    """Hears of elements and keeps the text of the innermost one."""

    def __init__(self) -> None:
        self.root = ""
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        bare = tag.rpartition(":")[2]
        self.root = self.root or bare
        self._text = []
        self.opened(bare, attributes)

    def text(self, part: str) -> None:
        self._text.append(part)

    def end(self, tag: str) -> None:
        self.closed(tag.rpartition(":")[2], "".join(self._text).strip())
        self._text = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def closed(self, tag: str, text: str) -> None:
        """An element ends."""


class _Genericode(_Taker):
    def __init__(self, languages: Collection[str]) -> None:
        super().__init__()
        self.version = ""
        self.codes: Codes = {}
        self._languages = languages
        self._column = ""
        self._row: dict[str, str] = {}

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Row":
            self._row = {}
        elif tag == "Value":
            self._column = attributes.get("ColumnRef", "")

    def closed(self, tag: str, text: str) -> None:
        if tag == "Version" and not self.version:
            self.version = text
        elif tag == "SimpleValue" and text:
            self._row[self._column] = text
        elif tag == "Row" and self._row.get("code"):
            labels = {"en": self._row["Name"]} if "Name" in self._row else {}
            for column, text_of in self._row.items():
                language = _ALPHA3.get(column.removesuffix("_label"), "") if column.endswith("_label") else ""
                if language in self._languages:
                    labels[language] = text_of
            self.codes[self._row["code"]] = labels


class _Translations(_Taker):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.lists: dict[str, Codes] = {}
        self._language = language
        self._key = ""

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        self._key = attributes.get("key", "") if tag == "entry" else ""

    def closed(self, tag: str, text: str) -> None:
        if tag == "entry" and self._key.startswith(_LABEL) and text:
            name, _, code = self._key.removeprefix(_LABEL).partition(".")
            self.lists.setdefault(name, {})[code] = {self._language: text}


def _parse(name: str, data: bytes, taker: _Taker) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = taker.start
    parser.EndElementHandler = taker.end
    parser.CharacterDataHandler = taker.text

    def refuse(*_declaration: object) -> None:
        raise Unreadable("entities", name)

    # A DOCTYPE without declarations is part of Java's property files; its address is never followed.
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable("cut_off", name, line=str(error.lineno)) from None
