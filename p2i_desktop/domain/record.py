"""What a record is: a frozen dataclass whose annotations say everything that is known about each field."""

import dataclasses
import hashlib
import secrets
import time
import types
import typing
import uuid
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, cast

LINK_NAMESPACE = uuid.UUID("7d3c5c2e-3b0e-5b6f-9a54-50324944b001")  # constant of the product: equal links get equal ids
_LINK_SEED = LINK_NAMESPACE.bytes


def new_id(milliseconds: int | None = None, randomness: bytes | None = None) -> str:
    """A UUIDv7 as text of 36 characters; both arguments can be given where ids must be repeatable."""
    ms = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    tail = secrets.token_bytes(10) if randomness is None else randomness
    number = (ms & 0xFFFFFFFFFFFF) << 80 | int.from_bytes(tail[:10], "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return str(uuid.UUID(int=number))


def link_id(kind: str, first: str, second: str) -> str:
    """The id of a link row: two machines that make the same link make one row."""
    # What uuid.uuid5 does, in a third of its time: an import makes hundreds of thousands.
    text = hashlib.sha1(_LINK_SEED + f"{kind}\x1f{first}\x1f{second}".encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount net of VAT, two places, with its ISO 4217 currency: both halves are written together."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, order=True)
class About:
    """A pointer to any record: type key (snake case) and id."""

    type: str
    id: str


class FieldKind(Enum):
    """How a field is stored, shown, journalled and exported."""

    TEXT = "text"
    NOTE = "note"
    DATE = "date"
    INSTANT = "instant"
    TIME = "time"
    INT = "int"
    MINUTES = "minutes"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOL = "bool"
    CHOICE = "choice"
    REF = "ref"
    ABOUT = "about"
    TEXTS = "texts"  # ordered list of one-line texts
    CHOICES = "choices"  # set of members of a closed list
    REFS = "refs"  # set of references
    WORDS = "words"  # set of texts
    LABELS = "labels"  # (language, text) pairs in the order of the languages


class Merge(Enum):
    """What later merging of two files does with concurrent changes of a field (growth: declared from the first schema)."""

    OWNER = "owner"
    REGISTER = "register"
    TOGETHER = "together"
    SET = "set"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Text:
    """One line, trimmed, NFC, at most `length` characters."""

    length: int


@dataclass(frozen=True, slots=True)
class Note:
    """Many lines, at most 1,000,000 characters."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes, 0 or more."""


@dataclass(frozen=True, slots=True)
class Places:
    """A decimal with at most `digits` digits, `places` of them after the point."""

    digits: int
    places: int


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number between two bounds, both allowed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of the named type."""

    type: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with rules of its own: cpv, nuts, country, lang, currency."""

    name: str


@dataclass(frozen=True, slots=True)
class Together:
    """Fields that are journalled and merged as one, under this name."""

    name: str


class Mark(Enum):
    """Plain marks of a field."""

    REQUIRED = "required to save"
    REPORTED = "required to close or to report"
    PERSONAL = "personal data"
    MAY_NAME = "may name people: reviewed on erasure"
    SEARCHABLE = "found by the search box"
    OWNER = "only the owner or a manager may change it at a merge"
    TODAY = "a new record starts with today"
    ME = "a new record starts with the person of this computer"


REQUIRED, REPORTED, PERSONAL, MAY_NAME = Mark.REQUIRED, Mark.REPORTED, Mark.PERSONAL, Mark.MAY_NAME
SEARCHABLE, OWNER, TODAY, ME = Mark.SEARCHABLE, Mark.OWNER, Mark.TODAY, Mark.ME

Lang = Annotated[str, Text(2), Pattern("lang")]
Country = Annotated[str, Text(2), Pattern("country")]
Cpv = Annotated[str, Text(10), Pattern("cpv")]
Nuts = Annotated[str, Text(5), Pattern("nuts")]
LongNote = Annotated[str, Note(), MAY_NAME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: its id (UUIDv7), the centre that keeps it, its revision and, in the bin, the instant of binning."""

    id: str = dataclasses.field(default_factory=new_id)
    centre_id: str = ""
    revision: int = 0
    deleted_at: datetime | None = None


COMMON_FIELDS = ("id", "centre_id", "revision", "deleted_at")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record type, read from its annotation."""

    name: str
    kind: FieldKind
    optional: bool  # None is a value: "not known"
    default: Any
    marks: frozenset[Mark]
    length: int = 0  # characters, for TEXT, TEXTS, WORDS
    target: str = ""  # type name, for REF and REFS
    choices: type[StrEnum] | None = None
    pattern: str = ""
    together: str = ""
    low: int | None = None
    high: int | None = None
    digits: int = 0
    places: int = 0

    @property
    def required(self) -> bool:
        return REQUIRED in self.marks

    @property
    def personal(self) -> bool:
        return PERSONAL in self.marks

    @property
    def searchable(self) -> bool:
        return SEARCHABLE in self.marks

    @property
    def free_text(self) -> bool:
        """Personal or free text: has a journal entry of its own, so that an erasure can null it alone."""
        return self.personal or MAY_NAME in self.marks or self.kind is FieldKind.NOTE

    @property
    def merge(self) -> Merge:
        if OWNER in self.marks:
            return Merge.OWNER
        if self.together or self.kind is FieldKind.MONEY:
            return Merge.TOGETHER
        if self.kind in (FieldKind.CHOICES, FieldKind.REFS, FieldKind.WORDS):
            return Merge.SET
        return Merge.TEXT if self.kind is FieldKind.NOTE else Merge.REGISTER


_PLAIN: dict[Any, FieldKind] = {
    bool: FieldKind.BOOL,
    int: FieldKind.INT,
    date: FieldKind.DATE,
    datetime: FieldKind.INSTANT,
    clock_time: FieldKind.TIME,
    Decimal: FieldKind.DECIMAL,
    Money: FieldKind.MONEY,
    About: FieldKind.ABOUT,
    str: FieldKind.TEXT,
}


def _unwrap(hint: Any) -> tuple[Any, list[Any], bool]:
    """(bare type, annotations, optional) of a type hint such as `Annotated[str | None, Ref("Case")]`."""
    notes: list[Any] = []
    optional = False
    while True:
        origin = typing.get_origin(hint)
        if origin is Annotated:
            hint, *more = typing.get_args(hint)
            notes += more
        elif origin in (typing.Union, types.UnionType):
            optional = True
            (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        else:
            return hint, notes, optional


def _kind(bare: Any, notes: list[Any]) -> tuple[FieldKind, Any, list[Any]]:
    """(kind, bare element type, annotations with those of the elements)."""
    origin = typing.get_origin(bare)
    if origin in (frozenset, tuple):
        element, inner, _ = _unwrap(typing.get_args(bare)[0])
        notes = notes + inner
        if typing.get_origin(element) is tuple:
            _, of_text, _ = _unwrap(typing.get_args(element)[1])
            return FieldKind.LABELS, str, notes + of_text
        if origin is tuple:
            return FieldKind.TEXTS, element, notes
        if any(isinstance(note, Ref) for note in notes):
            return FieldKind.REFS, element, notes
        return (FieldKind.WORDS if element is str else FieldKind.CHOICES), element, notes
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return FieldKind.CHOICE, bare, notes
    if any(isinstance(note, Ref) for note in notes):
        return FieldKind.REF, bare, notes
    if any(isinstance(note, Note) for note in notes):
        return FieldKind.NOTE, bare, notes
    if any(isinstance(note, Minutes) for note in notes):
        return FieldKind.MINUTES, bare, notes
    return _PLAIN[bare], bare, notes


def _spec(field: "dataclasses.Field[Any]", hint: Any) -> FieldSpec:
    bare, notes, optional = _unwrap(hint)
    kind, element, notes = _kind(bare, notes)
    default = field.default if field.default is not dataclasses.MISSING else None
    values: dict[str, Any] = {}
    for note in notes:
        match note:
            case Text(length=length):
                values["length"] = length
            case Ref(type=target):
                values["target"] = target
            case Pattern(name=name):
                values["pattern"] = name
            case Together(name=name):
                values["together"] = name
            case Range(low=low, high=high):
                values |= {"low": low, "high": high}
            case Places(digits=digits, places=places):
                values |= {"digits": digits, "places": places}
    if isinstance(element, type) and issubclass(element, StrEnum):
        values["choices"] = element
    marks = frozenset(note for note in notes if isinstance(note, Mark))
    return FieldSpec(field.name, kind, optional, default, marks, **values)


def fields_of(record_type: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields of a record type in the order of their declaration, without the four that every record has."""
    return tuple(_fields_by_name(cast(Hashable, record_type)).values())


def field_of(record_type: type[Record], name: str) -> FieldSpec:
    """One field by its name; KeyError when the type has none of that name."""
    return _fields_by_name(cast(Hashable, record_type))[name]


@cache
def _fields_by_name(record_type: Any) -> dict[str, FieldSpec]:
    hints = typing.get_type_hints(record_type, include_extras=True)
    specs = (_spec(f, hints[f.name]) for f in dataclasses.fields(record_type) if f.name not in COMMON_FIELDS)
    return {spec.name: spec for spec in specs}


@cache
def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def type_key(record_type: type[Record]) -> str:
    """The name of the type in exports, journal and table names: the class name in snake case."""
    return _snake(record_type.__name__)
