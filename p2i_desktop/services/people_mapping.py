"""How a list was understood, kept as a small TOML file: so that next month's list needs no look at its columns."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from p2i_desktop import paths
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import TableFile
from p2i_desktop.services.people_columns import FIELDS
from p2i_desktop.services.people_rows import DayOrder
from p2i_desktop.services.taking_in_people import Mapped, mapped, read_list

_MOST_BYTES = 1_000_000
_KNOWN = {"sheet": str, "headings": int, "encoding": str, "separator": str, "days": str, "columns": dict}


@dataclass(frozen=True)
class Pattern:
    """The choices for one kind of list; columns: heading, or `#3` for the third column, -> field."""

    sheet: str = ""
    headings: int | None = None  # line of the file; 0: the list has none; None: look for them
    encoding: str = ""
    separator: str | None = None
    days: DayOrder | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def load(path: Path) -> Pattern:
    """The mapping of a file; Unreadable for what is not understood, OSError."""
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    try:
        found = tomllib.loads(data[:_MOST_BYTES].decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable("mapping_broken", path.name) from None
    for name, value in found.items():
        if name not in _KNOWN or type(value) is not _KNOWN[name]:
            raise Unreadable("mapping_word", path.name, text=name[:40])
    columns: dict[str, Any] = found.get("columns", {})
    for heading, named in columns.items():
        if named not in FIELDS or list(columns.values()).count(named) > 1:
            raise Unreadable("mapping_field", path.name, text=str(named)[:40], column=heading[:60])
    days = found.get("days")
    if days is not None and days not in list(DayOrder):
        raise Unreadable("mapping_word", path.name, text=f"days = {days}"[:40])
    return Pattern(
        found.get("sheet", ""), found.get("headings"), found.get("encoding", ""), found.get("separator"),
        DayOrder(days) if days else None, columns,
    )  # fmt: skip


def read_mapped(path: Path, wanted: Pattern, name: str) -> Mapped:
    """A list read as a mapping says; Unreadable where its sheet or a column is not there (`name`: of the mapping), OSError."""
    try:
        file = read_list(path, encoding=wanted.encoding, separator=wanted.separator)
    except LookupError:
        raise Unreadable("mapping_word", name, text=wanted.encoding[:40]) from None
    return applied(file, wanted, name)


def applied(file: TableFile, wanted: Pattern, name: str) -> Mapped:
    """A list as a mapping says; Unreadable where its sheet or a column is not there."""
    sheet = next((one for one in file.sheets if one.name == wanted.sheet), None) if wanted.sheet else None
    if wanted.sheet and sheet is None:
        raise Unreadable("mapping_sheet", name, text=wanted.sheet[:60], list=file.name)
    found = mapped(file, sheet, wanted.headings, order=wanted.days)
    if not wanted.columns:
        return found
    places = {_place(title, at): at for at, title in reversed(list(enumerate(found.table.titles)))}
    places |= {f"#{at + 1}": at for at in range(len(found.table.titles))}
    missing = [heading for heading in wanted.columns if heading not in places]
    if missing:
        raise Unreadable("mapping_column", name, text=", ".join(missing)[:200], list=file.name)
    columns = {places[heading]: named for heading, named in wanted.columns.items()}
    return Mapped(found.table, columns, wanted.days)


def save(path: Path, file: TableFile, used: Mapped, headings: int | None) -> None:
    """Writes how a list was understood; OSError."""
    lines = ["# How P2I Desktop takes in a list of participants: import … --mapping"]
    if file.form == "xlsx":
        lines.append(f"sheet = {_quoted(used.table.sheet.name)}")
    elif file.form == "csv":
        lines.append(f"separator = {_quoted(file.separator)}")
        if file.encodings:
            lines.append(f"encoding = {_quoted(file.encoding)}")
    if headings is not None:
        lines.append(f"headings = {headings}")
    if used.order is not None:
        lines.append(f"days = {_quoted(used.order.value)}")
    lines += ["", "[columns]"]
    titles = list(used.table.titles)
    for at, named in sorted(used.columns.items()):
        heading = titles[at] if titles[at] and titles.count(titles[at]) == 1 else f"#{at + 1}"
        lines.append(f"{_quoted(heading)} = {_quoted(named)}")
    paths.replace_file(path, ("\n".join(lines) + "\n").encode("utf-8"))


def _place(title: str, at: int) -> str:
    return title or f"#{at + 1}"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are among TOML's, but for DEL, which no heading keeps."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")
