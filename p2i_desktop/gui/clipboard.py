"""Rows on the clipboard: tab-separated text and an HTML table, both with the header, both typed as a worksheet takes them.

A text of a user never becomes a formula: in the HTML table it is marked as text, in the plain text what would begin one
gets the apostrophe with which worksheets mark a text.
"""

import html
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from p2i_desktop.i18n import Texts

_OURS = "application/x-p2i-rows"
_FORMULA = ("=", "+", "-", "@")
_FIRST_DAY = date(1899, 12, 30)  # of worksheets
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>'
    "<thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table></body></html>"
)


def copy_rows(titles: Sequence[str], rows: Sequence[Sequence[Any]], texts: Texts) -> None:
    """Puts a table on the clipboard: texts, numbers and days; line breaks and tabs inside a text become spaces."""
    mark = texts.number(Decimal("1.5"), 1)[1]
    lines = ["\t".join(_text(value, mark) for value in row) for row in (titles, *rows)]
    data = QMimeData()
    data.setText("\n".join(lines) + "\n")
    heads = "".join(f"<th>{html.escape(_line(title))}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(_cell(value, texts) for value in row)}</tr>" for row in rows)
    data.setHtml(_HEAD.format(titles=heads, rows=body))
    data.setData(_OURS, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def copy_cells(text: str, kind: str, cells: str) -> None:
    """Puts a text on the clipboard, and the same cells as they are under a kind of our own, for our own paste."""
    data = QMimeData()
    data.setText(text)
    data.setData(kind, cells.encode("utf-8"))
    data.setData(_OURS, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def _line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split())


def _text(value: Any, mark: str) -> str:
    """A value in the plain text: days as ISO, numbers without groups, with the decimal mark of the language."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value).replace(".", mark)
    line = _line(str(value))
    return f"'{line}" if line.startswith(_FORMULA) else line


def _cell(value: Any, texts: Texts) -> str:
    """A value in the HTML table, with its type for Excel (x:num, mso) and for LibreOffice (sdval, sdnum)."""
    if value is None:
        return "<td></td>"
    if isinstance(value, date):
        serial = (value - _FIRST_DAY).days
        style = "mso-number-format:'yyyy\\-mm\\-dd'"
        return (
            f'<td x:num="{serial}" sdval="{serial}" sdnum="1033;0;YYYY-MM-DD" style="{style}">{texts.date(value)}</td>'
        )
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        places = 2 if isinstance(value, Decimal) else 0
        return f'<td x:num="{value}" sdval="{value}" sdnum="1033;">{html.escape(texts.number(value, places))}</td>'
    style = "mso-number-format:'\\@'"
    return f'<td x:str sdnum="1033;0;@" style="{style}">{html.escape(_line(str(value)))}</td>'


def leave_plain() -> None:
    """Before the program ends: what it copied stays as plain text.

    Qt keeps the copied object until after Python has gone, and an object made by Python cannot be destroyed then.
    """
    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData()  # None where nothing was copied yet
    if held is not None and held.hasFormat(_OURS):
        clipboard.setText(clipboard.text())
