"""What the columns of a list of participants mean: headings and values in nine languages, proposed and never decided."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from p2i_desktop import paths
from p2i_desktop.domain.codes import is_language
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.workshops import AttendanceMode, ParticipantRole, ParticipationStatus
from p2i_desktop.exchange.table_header import Table

FIELDS = (
    "name", "given_name", "family_name", "salutation", "email", "phone", "organisation", "function", "language", "role",
    "status", "mode", "registered_on", "group_size",
)  # fmt: skip
LANGUAGES = ("en", "de", "nl", "es", "sv", "et", "el", "it", "pt")
CHOICES: dict[str, type[StrEnum]] = {
    "role": ParticipantRole, "status": ParticipationStatus, "mode": AttendanceMode,
}  # fmt: skip
_FILE = ("resources", "columns", "participants.toml")
_SEVERAL = 20  # different texts of a column that are looked at
_ADDRESSES = 0.5  # share of a column's texts with an @, from which it holds e-mail addresses


@cache
def words() -> Mapping[str, Any]:
    """The shipped words: columns -> field -> language -> headings, values -> field -> member -> language -> words."""
    return tomllib.loads(paths.shipped(*_FILE).read_text("utf-8"))


def plain(text: str) -> str:
    """A heading or value without case, accents, signs and brackets: `E-Mail (dienstlich) *` -> `email`."""
    bare = fold(text).partition("(")[0]
    return "".join(c for c in bare if c.isalnum())


@cache
def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, languages in words()["columns"].items():
        for several in languages.values():
            for heading in several:
                found.setdefault(plain(heading), field)
    return found


@cache
def _values(field: str) -> dict[str, StrEnum]:
    found: dict[str, StrEnum] = {}
    for member, languages in words()["values"][field].items():
        one = CHOICES[field](member)
        found[plain(member)] = one
        for several in languages.values():
            for word in several:
                found.setdefault(plain(word), one)
    return found


def recognise(heading: str) -> str:
    """The field that a heading names in any of the languages; "" for one that nobody knows.

    Of a heading in two lines (`Organisation / Name`) the whole counts first, then the lower line, then the upper one.
    """
    known = _headings()
    if (field := known.get(plain(heading))) is not None:
        return field
    parts = [part for part in heading.replace(" / ", "/").split("/") if part.strip()]
    fields = [field for part in reversed(parts) if (field := known.get(plain(part))) is not None]
    if fields[:1] == ["name"] and "organisation" in fields:  # the name of an organisation, not of a person
        return "organisation"
    return next(iter(fields), "")


def choice(field: str, text: str) -> StrEnum | None:
    """The member of a closed list that a text means; None for one that nobody knows."""
    return _values(field).get(plain(text))


def language(text: str) -> str:
    """The code of a language written as code or name in one of the nine languages; "" for one that nobody knows."""
    bare = text.strip().lower()
    code = bare[:2] if len(bare) == 5 and bare[2] in "-_" else bare  # de-AT
    if is_language(code):
        return code
    return _language_names().get(plain(text), "")


@cache
def _language_names() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for one in LANGUAGES:
        for code, name in Locale.parse(one).languages.items():
            if is_language(code):
                found.setdefault(plain(str(name)), code)
    return found


def propose(table: Table) -> dict[int, str]:
    """Column (from 0) -> field, each field once: by the headings, the address column also by what stands in it."""
    found: dict[int, str] = {}
    for column, title in enumerate(table.titles):
        field = recognise(title) if title else ""
        if field and field not in found.values():
            found[column] = field
    if "email" not in found.values():
        found |= {column: "email" for column in _with_addresses(table)[:1] if column not in found}
    found |= _by_values(table, found)
    if not table.lines and found:
        found |= _without_headings(table, found)
    return _named(_grouped(table, found))


def _by_values(table: Table, found: Mapping[int, str]) -> dict[int, str]:
    """A heading that says little (`Teilnahme`) over a column that says it all: nothing but `vor Ort` and `online`."""
    made: dict[int, str] = {}
    for field in ("mode", "role"):  # the words of a status, yes and no, stand under many headings
        for column in range(len(table.titles)):
            taken = {**found, **made}
            texts = table.samples(column, _SEVERAL) if column not in taken and field not in taken.values() else []
            if texts and all(choice(field, text) is not None for text in texts):
                made[column] = field
    return made


def _grouped(table: Table, found: dict[int, str]) -> dict[int, str]:
    """`Vorname` below a merged `Name`, beside the family name, is no whole name although both lines together read like one."""
    fields = set(found.values())
    if len(table.lines) < 2 or "family_name" not in fields or "given_name" in fields:
        return found
    lower = {column: table.titles[column].split(" / ")[-1] for column, field in found.items() if field == "name"}
    return found | {column: "given_name" for column, title in lower.items() if recognise(title) == "given_name"}


def _named(found: dict[int, str]) -> dict[int, str]:
    """`Name, Vorname` in two columns are family and given name; a given name alone is the whole one."""
    fields = set(found.values())
    if "given_name" in fields and "family_name" not in fields:
        old, new = ("name", "family_name") if "name" in fields else ("given_name", "name")
        return {column: new if field == old else field for column, field in found.items()}
    if "family_name" in fields and "given_name" not in fields and "name" not in fields:
        return {column: "name" if field == "family_name" else field for column, field in found.items()}
    return found


def _with_addresses(table: Table) -> list[int]:
    found = []
    for column in range(len(table.titles)):
        texts = table.samples(column, _SEVERAL)
        if texts and sum("@" in text for text in texts) >= _ADDRESSES * len(texts):
            found.append(column)
    return found


def _without_headings(table: Table, found: dict[int, str]) -> dict[int, str]:
    """A list of addresses without headings begins with the name; what follows it is the organisation."""
    free = [at for at in range(len(table.titles)) if at not in found and table.samples(at, 1)]
    return dict(zip(free, ("name", "organisation"), strict=False))
