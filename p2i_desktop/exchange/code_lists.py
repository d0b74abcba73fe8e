"""Official code lists as plain values: the two JSON shapes, Genericode (.gc) and the SDK's translations (.xml)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from p2i_desktop.domain.codes import PRODUCT_LANGUAGES
from p2i_desktop.exchange.code_xml import read_genericode, read_translations
from p2i_desktop.exchange.errors import Unreadable

MOST_BYTES = 50 * 1024 * 1024
MOST_FILES = 500
MOST_CODES = 200_000  # of one list
ENDINGS = (".json", ".gc", ".xml")
_EDITIONS = {"cpv": "CPV 2008", "nuts": "NUTS 2024"}  # what the files without an envelope hold
_SDK = "OP-TED/eForms-SDK"


@dataclass(frozen=True, slots=True)
class ReadList:
    """One list as it was read: code -> language -> label; version and source are empty where the file says none.

    A list that is not `whole` came from translations only: it adds labels, and says nothing about what is missing.
    """

    name: str
    version: str
    source: str
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists of a file or folder by their names, and the files of the folder that are no code list, with the reason."""

    lists: list[ReadList]
    rejected: list[Unreadable]


def read(path: Path) -> Reading:
    """All lists of one file, or of the files of one folder; Unreadable when there is none, OSError."""
    if not path.is_dir():
        return Reading(_merged(_read_file(path)), [])
    files = sorted(one for one in path.iterdir() if one.is_file() and _may_be_list(one))
    if not files or len(files) > MOST_FILES:
        raise Unreadable("no_list", path.name, limit=str(MOST_FILES))
    found: list[ReadList] = []
    rejected: list[Unreadable] = []
    for file in files:
        try:
            found += _read_file(file)
        except Unreadable as error:
            rejected.append(error)
    if not found:
        raise rejected[0]
    return Reading(_merged(_with_source(found)), rejected)


def _may_be_list(path: Path) -> bool:
    """The SDK's translations lie in a folder with many others, and in languages that the product does not speak."""
    ending = path.suffix.lower()
    if ending == ".xml":
        name, _, language = path.stem.rpartition("_")
        return name == "code" and language.lower() in PRODUCT_LANGUAGES
    return ending in ENDINGS


def _read_file(path: Path) -> list[ReadList]:
    """The lists of one file; Unreadable."""
    if path.suffix.lower() not in ENDINGS:
        raise Unreadable("no_code_list", path.name)
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable("too_large", path.name, limit=str(MOST_BYTES // 1024 // 1024))
    data = path.read_bytes()
    if path.suffix.lower() == ".json":
        found = [_of_json(path, data)]
    elif path.suffix.lower() == ".gc":
        version, codes = read_genericode(path.name, data, PRODUCT_LANGUAGES)
        official = b"publications.europa.eu" in data
        source = f"{_SDK} codelists/{path.name}, CC BY 4.0" if official else f"{path.name}, Genericode"
        found = [ReadList(path.stem, version, source, codes)]
    else:
        lists = read_translations(path.name, data, PRODUCT_LANGUAGES)
        source = f"{_SDK} translations/{path.name}, CC BY 4.0"
        found = [ReadList(name, _EDITIONS.get(name, ""), source, codes, whole=False) for name, codes in lists.items()]
    if not any(one.codes for one in found):
        raise Unreadable("no_code", path.name)
    if any(len(one.codes) > MOST_CODES for one in found):
        raise Unreadable("too_many", path.name, limit=str(MOST_CODES))
    return found


def _of_json(path: Path, data: bytes) -> ReadList:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable("not_utf8", path.name) from None
    except json.JSONDecodeError as error:
        raise Unreadable("cut_off", path.name, line=str(error.lineno)) from None
    except (RecursionError, ValueError):  # nested without end; a number of a million digits
        raise Unreadable("no_code_list", path.name) from None
    if not isinstance(content, dict):
        raise Unreadable("no_code_list", path.name)
    if "codes" in content and isinstance(content.get("list"), str):  # the shape with an envelope
        name, version, source = (str(content.get(key) or "").strip() for key in ("list", "version", "source"))
        return ReadList(name, version, source, _codes(path.name, content["codes"]))
    codes = _codes(path.name, content)
    name = _name_of(path.stem, codes)
    return ReadList(name, _EDITIONS.get(name, ""), "", codes)


def _codes(name: str, content: Any) -> dict[str, dict[str, str]]:
    """Checked to be texts throughout; Unreadable where the file holds something else."""
    if not isinstance(content, dict):
        raise Unreadable("no_code_list", name)
    for labels in content.values():
        if not isinstance(labels, dict) or not all(isinstance(label, str) for label in labels.values()):
            raise Unreadable("no_code_list", name)
    return content


def _name_of(stem: str, codes: Iterable[str]) -> str:
    """The list's name of a file without an envelope: what its codes are, else the name of the file."""
    if all(len(code) == 8 and code.isascii() and code.isdigit() for code in codes):
        return "cpv"
    if stem.lower().startswith("nuts"):
        return "nuts"
    head, _, tail = stem.rpartition("_")
    return head if head and tail.endswith("lang") else stem


def _with_source(found: list[ReadList]) -> list[ReadList]:
    """Files without an envelope came with the others of their folder, from the same edition."""
    editions = {edition for one in found if (edition := _edition(one.source))}
    if len(editions) != 1:
        return found
    edition = editions.pop()
    return [one if one.source else ReadList(one.name, one.version, edition, one.codes) for one in found]


def _edition(source: str) -> str:
    """`OP-TED/eForms-SDK 1.16.0, CC BY 4.0` from the source of one list."""
    parts = source.split()
    if len(parts) < 2 or parts[0] != _SDK or not parts[1][0].isdigit():
        return ""
    licence = source.rpartition(",")[2].strip() if "," in source else ""
    return f"{_SDK} {parts[1].rstrip(',')}" + (f", {licence}" if licence else "")


def _merged(found: list[ReadList]) -> list[ReadList]:
    """One list a name: labels that came in several files (one a language) stand together; the first version counts."""
    merged: dict[str, ReadList] = {}
    for one in found:
        known = merged.get(one.name)
        if known is None:
            merged[one.name] = one
            continue
        codes = {code: dict(labels) for code, labels in known.codes.items()}
        for code, labels in one.codes.items():
            codes.setdefault(code, {}).update(labels)
        first, second = (known, one) if known.whole else (one, known)  # a list itself knows its version, not its labels
        version, source = first.version or second.version, first.source or second.source
        merged[one.name] = ReadList(one.name, version, source, codes, known.whole or one.whole)
    return sorted(merged.values(), key=lambda one: one.name)
