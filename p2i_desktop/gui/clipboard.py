"""Rows on the clipboard: tab-separated text and an HTML table, both with the header."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_OURS = "application/x-p2i-rows"


def _cell(text: str) -> str:
    return " ".join(text.replace("\t", " ").splitlines())


def copy_rows(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Puts a table on the clipboard; line breaks and tabs inside a cell become spaces."""
    table = [titles, *rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(_cell(text) for text in row) for row in table) + "\n")
    head = "".join(f"<th>{html.escape(_cell(text))}</th>" for text in titles)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(_cell(text))}</td>" for text in row) + "</tr>" for row in rows)
    data.setHtml(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    data.setData(_OURS, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def leave_plain() -> None:
    """Before the program ends: what it copied stays as plain text.

    Qt keeps the copied object until after Python has gone, and an object made by Python cannot be destroyed then.
    """
    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData()  # None where nothing was copied yet
    if held is not None and held.hasFormat(_OURS):
        clipboard.setText(clipboard.text())
