"""A list of the window as a sheet: the columns that are seen, in the order that is seen, as typed cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from p2i_desktop.domain.advice import (
    CaseStatus,
    Channel,
    Confidentiality,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.workshops import EventFormat, EventOrigin, EventStatus, EventType
from p2i_desktop.i18n import N_, Texts
from p2i_desktop.services.lists import COLUMNS, Ids, Lists, Row
from p2i_desktop.storage.lists.consultations import NOTE_START

if TYPE_CHECKING:
    from p2i_desktop.reports.excel.tables import Column, Kind, Plain, TableSheet

TITLES = {
    "cases": N_("Cases"), "consultations": N_("Consultations"), "organisations": N_("Organisations"),
    "contacts": N_("Contacts"), "actions": N_("Actions"), "procurements": N_("Procurements"),
    "workshops": N_("Workshops"),
}  # fmt: skip
_MEMBERS: dict[str, type[StrEnum]] = {
    "status": CaseStatus, "phase": Phase, "instrument": Instrument, "sector": Sector, "channel": Channel,
    "type": ConsultationType, "kind": OrganisationKind, "confidentiality": Confidentiality, "topics": Topic,
}  # fmt: skip
_OF_LIST: dict[tuple[str, str], type[StrEnum]] = {
    ("procurements", "status"): ProcurementStatus, ("workshops", "status"): EventStatus,
    ("workshops", "type"): EventType, ("workshops", "format"): EventFormat, ("workshops", "origin"): EventOrigin,
}  # fmt: skip
_DAYS = frozenset(
    {
        "on", "next_on", "opened_on", "closed_on", "last_on", "due_on", "done_on", "started_on", "published_on",
        "contract_to", "starts_on", "ends_on", "registration_until",
    }
)  # fmt: skip
_NUMBERS = frozenset(
    {
        "open_cases", "consultations", "contacts", "notices", "cases", "awards", "awards_missing", "capacity", "registered",
        "present", "on_site", "online", "no_shows", "answers",
    }
)  # fmt: skip
_CENTS = frozenset({"value_cents", "award_cents"})
_TRUTHS = frozenset({"anonymous", "reportable"})
_PAGE = 1000


@dataclass(frozen=True)
class ListCells:
    """Rows of a list as typed values, with a head for each."""

    heads: "tuple[Column, ...]"
    rows: "Callable[[Sequence[Row]], Iterator[list[Plain]]]"  # rows of the list into rows of values


def list_cells(name: str, columns: Sequence[tuple[str, str]], texts: Texts) -> ListCells:
    """How the rows of a list become values; `columns` as (row column, title). KeyError: the list has no such column."""
    from p2i_desktop.reports.excel.tables import Column

    at = {column: place for place, column in enumerate(COLUMNS[name])}
    places = [at[column] for column, _ in columns]
    money = COLUMNS[name].index("value_currency") if "value_currency" in COLUMNS[name] else -1
    heads: list[Column] = []
    for column, head in columns:
        minutes = column.endswith("_minutes")
        heads.append(Column(head, _kind(column), total=minutes, unit="min" if minutes else ""))
        if column == "value_cents":
            heads.append(Column(texts._("Currency"), "word"))
    convert = [_converter(name, column, texts) for column, _ in columns]

    def rows(block: Sequence[Row]) -> Iterator[list["Plain"]]:
        for row in block:
            cells: list[Plain] = []
            for (column, _), place, change in zip(columns, places, convert, strict=True):
                cells.append(change(row[place]))
                if column == "value_cents":
                    cells.append(row[money] or None)
            yield cells

    return ListCells(tuple(heads), rows)


def list_sheet(
    lists: Lists,
    name: str,
    ids: Ids,
    columns: Sequence[tuple[str, str]],
    texts: Texts,
    title: str = "",
    note: str = "",
) -> "TableSheet":
    """The rows of a list as one sheet, `note` (its filters and order) above them; KeyError for an unknown column."""
    from p2i_desktop.reports.excel.tables import TableSheet

    cells = list_cells(name, columns, texts)

    def rows() -> Iterator[Sequence["Plain"]]:
        for start in range(0, len(ids), _PAGE):
            yield from cells.rows(lists.rows(name, ids, start, _PAGE))

    sheet_title = title or texts._(TITLES[name])
    totals = any(head.total for head in cells.heads) and len(ids) > 0
    above = sheet_title if note else ""
    return TableSheet(sheet_title, cells.heads, rows(), title=above, note=note, totals=totals)


def _kind(column: str) -> "Kind":
    if column in _DAYS:
        return "date"
    if column in _CENTS:
        return "money"
    if column in _NUMBERS or column.endswith("_minutes"):
        return "integer"
    return "word" if column in _MEMBERS or column in _TRUTHS or column in ("format", "origin") else "text"


def _converter(name: str, column: str, texts: Texts) -> Callable[[Any], "Plain"]:
    """How a value of a row becomes a cell."""
    members = _OF_LIST.get((name, column)) or _MEMBERS.get(column)
    if members is not None:
        return lambda value: ", ".join(texts.label(members(one)) for one in value.split(",")) if value else None
    if column in _TRUTHS:
        return lambda value: texts.yes_no(bool(value))
    if column in _CENTS:
        return lambda value: Decimal(value) / 100 if value is not None else None
    if column == "missing":
        return lambda value: ", ".join(texts.field(Consultation, one) for one in value.split(",")) if value else None
    if column in ("starts_at", "ends_at"):
        return lambda value: texts.time(value) if value is not None else None
    if column == "country":
        return lambda value: texts.country(value) if value else None
    if column == "note_start":  # the list reads how a note begins; what is left out is marked
        return lambda value: (f"{value}…" if len(value) >= NOTE_START else value) if value else None
    return lambda value: value if value != "" else None
