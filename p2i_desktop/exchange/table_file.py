"""Lists of the outside world (workbook, CSV, pasted text) read into one shape; what cannot be read is said in one sentence."""

from pathlib import Path

from p2i_desktop.exchange import table_text
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import LIMITS, Limits, Note, Progress, TableFile
from p2i_desktop.exchange.workbook_file import read_book

ENDINGS = (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")
_ZIP = b"PK"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta")
_OF_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read(
    path: Path,
    *,
    encoding: str = "",
    separator: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> TableFile:
    """The table of a file, told by what is in it and not by its name; Unreadable, OSError, what `progress` raises.

    `encoding` and `separator` (";", "" for one column) of a CSV file are found out where they are not given.
    """
    with path.open("rb") as stream:
        data = stream.read(limits.file_bytes + 1)
    return read_data(
        data, path.name, encoding=encoding, separator=separator, limits=limits, progress=progress
    )  # fmt: skip


def read_data(
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    separator: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> TableFile:
    """As `read`, of bytes that were read already; Unreadable."""
    if len(data) > limits.file_bytes:
        raise Unreadable("table_too_large", name, limit=str(limits.file_bytes // 1024 // 1024))
    _refuse_others(data, name)
    if data.startswith(_ZIP):
        sheets, told = read_book(data, name, limits, progress)
        file = TableFile(name, "xlsx", sheets, tuple(told))
    else:
        sheet, used, found, offers, told = table_text.read_bytes(data, name, encoding, separator, limits, progress)
        if Path(name).suffix.lower() in _OF_BOOKS:
            told.append(Note("is_text"))
        file = TableFile(name, "csv", (sheet,), tuple(told), used, found, offers)
    if not any(one.rows for one in file.sheets):
        raise Unreadable("table_no_rows", name)
    return file


def read_pasted(text: str, *, limits: Limits = LIMITS, progress: Progress | None = None) -> TableFile:
    """The table of a text from the clipboard: as spreadsheets put it there, or as CSV; Unreadable."""
    if len(text) > limits.file_bytes:
        raise Unreadable("table_too_large", "", limit=str(limits.file_bytes // 1024 // 1024))
    separator = "\t" if "\t" in text else None
    sheet, found, notes = table_text.read_text(text, "", separator, limits, progress, strict=False)
    if not sheet.rows:
        raise Unreadable("table_no_rows", "")
    return TableFile("", "paste", (sheet,), tuple(notes), "", found)


def _refuse_others(data: bytes, name: str) -> None:
    """What has rows and columns too, but in a form that is not read here."""
    if data.startswith(_OLE):
        raise Unreadable("table_protected" if _PROTECTED in data else "table_old", name)
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_WEB):
        raise Unreadable("table_web_page", name)
    if head.startswith((b"<?xml", b"%pdf", b"{\\rtf", b"<!doctype")):
        raise Unreadable("table_unknown", name)
