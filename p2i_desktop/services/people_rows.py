"""One row of a list as a person: names in their order, addresses mended and said, days and closed lists understood."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Contact, Employment
from p2i_desktop.domain.record import field_of
from p2i_desktop.domain.rules.cleaning import one_line
from p2i_desktop.domain.workshops import AttendanceMode, ParticipantRole, Participation, ParticipationStatus
from p2i_desktop.exchange.rejected_file import FORMULA as SHIELDED
from p2i_desktop.exchange.table_shape import Fault, Note, Row, Value, is_blank, text_of
from p2i_desktop.services.people_columns import CHOICES, choice, language

_LONGEST = {
    "name": field_of(Participation, "name_as_written").length,
    "given_name": field_of(Contact, "given_name").length,
    "family_name": field_of(Contact, "family_name").length,
    "salutation": field_of(Contact, "salutation").length,
    "email": field_of(Participation, "email_as_written").length,
    "phone": field_of(Contact, "phone").length,
    "organisation": field_of(Participation, "organisation_as_written").length,
    "function": field_of(Employment, "function").length,
}
_MOST_PEOPLE = 100_000
_TITLES = frozenset(
    ["dr", "drin", "prof", "profin", "mag", "maga", "magª", "mmag", "dipl", "ing", "dipling", "di", "ddr", "msc", "bsc", "ma", "ba", "mba", "phd", "llm", "mmsc", "mpa", "bed", "dott", "dottssa", "ssa", "avv", "arch", "ir", "drs", "mr", "mrs", "ms", "miss", "herr", "frau", "hr", "fr", "sr", "sra", "srta", "dna", "d", "dona", "don", "dhr", "mevr", "mw", "sig", "signora", "signor", "engo", "enga", "eng", "κ", "κα", "κος", "δρ", "καθ", "harra", "proua", "kolleg", "kollegin"]
)  # fmt: skip
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "vom",
        "der",
        "den",
        "de",
        "del",
        "della",
        "dello",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "te",
        "zu",
        "zur",
        "af",
        "av",
        "el",
        "y",
        "e",
        "al",
        "bin",
        "ibn",
    ]
)
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_AT = re.compile(r"\s*[\[({]\s*(?:at|ät|arroba)\s*[\])}]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punkt|punto)\s*[\])}]\s*", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})(?:\D.*)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s].*)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0'’]\d{3})+")


class DayOrder(StrEnum):
    """What comes first in 03/04/2026."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says about somebody; None and "" where it says nothing. With `group_size` above 1 it is a group."""

    line: int
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    salutation: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    function: str = ""
    language: str = ""
    role: ParticipantRole | None = None
    status: ParticipationStatus | None = None
    mode: AttendanceMode | None = None
    registered_on: date | None = None
    group_size: int = 1
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.group_size > 1


def person_of(row: Row, columns: Mapping[int, str], order: DayOrder = DayOrder.DAY) -> Person:
    """A row read by its columns; what is wrong with it stands in `faults`, what was mended in `notes`."""
    reader = _Reader(row, columns, order)
    values = reader.values()
    return Person(row.line, **values, notes=tuple(reader.notes), faults=tuple(reader.faults))  # type: ignore[arg-type]


def essence(name: str) -> str:
    """A person's name to compare: folded, without titles and apostrophes, its words in the order of the alphabet."""
    return " ".join(sorted(name_words(name)))


def name_words(name: str) -> list[str]:
    """The folded words of a name, titles left out where something else is left."""
    bare = fold(_APOSTROPHES.sub("", name)).replace(".", " ")
    found = "".join(c if c.isalnum() else " " for c in bare).split()
    return [word for word in found if word not in _TITLES] or found


def given_and_family(name: str) -> tuple[str, str]:
    """(given, family) of a name in one piece: capitals and `van`, `de la` say where the family name begins, else the last
    word is it."""
    found = [word for word in name.split() if fold(word.rstrip(".,")).replace(".", "") not in _TITLES] or name.split()
    capitals = [word for word in found if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(found):
        return " ".join(word for word in found if word not in capitals), " ".join(capitals)
    for at in range(1, len(found)):
        if fold(found[at]) in _PARTICLES and at < len(found) - 1:
            return " ".join(found[:at]), " ".join(found[at:])
    return " ".join(found[:-1]), found[-1] if found else ""


def mended_address(text: str) -> tuple[str, str]:
    """(address, what was done to it): `spaces`, `several`, `written_out`, `wrapped` or ""; without an address ("", "")."""
    bare = _INVISIBLE.sub("", text).strip()
    plain = bare.removeprefix("mailto:").strip("<> ;,.")
    if _ADDRESS.fullmatch(plain):
        return plain, "" if plain == text.strip() else "wrapped"
    several = _ADDRESS.findall(plain)
    if several and (len(several) > 1 or "<" in plain):
        return several[0].strip("."), "several" if len(several) > 1 else "wrapped"
    joined = "".join(plain.split())
    if _ADDRESS.fullmatch(joined):
        return joined, "spaces"
    written = "".join(_DOT.sub(".", _AT.sub("@", plain)).split())
    return (written, "written_out") if _ADDRESS.fullmatch(written) else ("", "")


def order_of(texts: Iterable[str]) -> DayOrder | None:
    """What the days of a column say about their own order; None where each of them may be read both ways."""
    for text in texts:
        found = _DAY.fullmatch(text.strip())
        if found and "/" in text and int(found[1]) > 12 >= int(found[2]):
            return DayOrder.DAY
        if found and "/" in text and int(found[2]) > 12 >= int(found[1]):
            return DayOrder.MONTH
    return None


def unclear_days(texts: Iterable[str]) -> str:
    """The first day that may be read both ways; "" where there is none."""
    for text in texts:
        found = _DAY.fullmatch(text.strip())
        if found and "/" in text and max(int(found[1]), int(found[2])) <= 12 and found[1] != found[2]:
            return text.strip()
    return ""


class _Reader:
    def __init__(self, row: Row, columns: Mapping[int, str], order: DayOrder) -> None:
        self.notes: list[Note] = []
        self.faults: list[Fault] = [fault for fault in row.faults if fault.column < 0 or fault.column in columns]
        self._order = order
        self._place = {field: column for column, field in columns.items() if column < len(row.cells)}
        self._row = row

    def values(self) -> dict[str, object]:
        found: dict[str, object] = {field: self._text(field) for field in _LONGEST}
        found["email"] = self._email()
        found["language"] = self._language()
        for field in CHOICES:
            found[field] = self._choice(field)
        found["registered_on"] = self._day()
        found["group_size"] = self._size()
        names = {field: str(found[field]) for field in ("name", "given_name", "family_name")}
        found |= _in_order(names)
        if found["group_size"] != 1:
            found["name"] = found["name"] or found["organisation"]
        elif not (found["name"] or found["email"] or self.faults):
            self._fault("name", "no_name")
        return found

    def _cell(self, field: str) -> Value:
        at = self._place.get(field)
        return None if at is None else self._row.cells[at]

    def _text(self, field: str) -> str:
        text = one_line(text_of(self._cell(field)))
        if text.startswith("'") and text[1:].startswith(SHIELDED):
            text = text[1:]  # the apostrophe with which CSV files keep a text from being read as a formula
        text = " ".join(_INVISIBLE.sub("", text).split()) if not text.isascii() else " ".join(text.split())
        if len(text) > _LONGEST[field]:
            self._fault(field, "too_long", limit=str(_LONGEST[field]))
        return text

    def _email(self) -> str:
        text = self._text("email")
        if not text:
            return ""
        address, done = mended_address(text)
        if not address:
            self._fault("email", "no_address", text=text[:60])
        elif done:
            self.notes.append(Note(f"address_{done}", (("old", text[:60]), ("new", address))))
        return address

    def _language(self) -> str:
        cell = self._cell("language")
        if is_blank(cell):
            return ""
        found = language(text_of(cell))
        if not found:
            self._fault("language", "no_language", text=text_of(cell)[:40])
        return found

    def _choice(self, field: str) -> StrEnum | None:
        cell = self._cell(field)
        if is_blank(cell):
            return None
        found = choice(field, text_of(cell))
        if found is None:
            self._fault(field, "not_in_list", text=text_of(cell)[:40])
        return found

    def _day(self) -> date | None:
        cell = self._cell("registered_on")
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date) or is_blank(cell):
            return cell if isinstance(cell, date) else None
        text = text_of(cell).strip()
        try:
            if found := _ISO_DAY.fullmatch(text):
                return date(int(found[1]), int(found[2]), int(found[3]))
            if found := _DAY.fullmatch(text):
                first, second = int(found[1]), int(found[2])
                month_first = "/" in text and self._order is DayOrder.MONTH
                return date(int(found[3]), *((first, second) if month_first else (second, first)))
        except ValueError:
            pass
        self._fault("registered_on", "no_day", text=text[:40])
        return None

    def _size(self) -> int:
        cell = self._cell("group_size")
        if is_blank(cell):
            return 1
        text = text_of(cell).strip()
        if _THOUSANDS.fullmatch(text):
            text = "".join(c for c in text if c.isdecimal())
        size = int(text) if text.isdecimal() and len(text) < 8 else 0
        if not 1 <= size <= _MOST_PEOPLE:
            self._fault("group_size", "no_size", text=text[:40])
            return 1
        return size

    def _fault(self, field: str, kind: str, **values: str) -> None:
        self.faults.append(Fault(self._place.get(field, 0), kind, tuple(values.items())))


def _in_order(names: Mapping[str, str]) -> dict[str, object]:
    """Given name before family name, whether the list has them in one column, in two, or turned round with a comma."""
    given, family, whole = names["given_name"], names["family_name"], names["name"]
    if whole and bool(given) != bool(
        family
    ):  # a column `Name` beside one of the two: what that leaves is the other one
        rest = _without(whole, given or family)
        given, family = given or rest, family or rest
    if given or family:
        return {"name": " ".join(filter(None, (given, family))), "given_name": given, "family_name": family}
    before, comma, after = whole.partition(",")
    if comma and before.strip() and after.strip() and "," not in after:
        degree = all(fold(word.replace(".", "")) in _TITLES for word in after.split())  # `Anna Muster, MSc`
        if not degree:
            given, family = after.strip(), before.strip()
            return {"name": f"{given} {family}", "given_name": given, "family_name": family}
    return {"name": whole, "given_name": "", "family_name": ""}


def _without(whole: str, part: str) -> str:
    """A name without the words that stand in another column already, however they are written there."""
    taken = set(fold(part).split())
    return " ".join(word for word in whole.split() if fold(word.strip(",")) not in taken).strip(", ")
