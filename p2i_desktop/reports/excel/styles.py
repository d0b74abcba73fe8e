"""The looks of a workbook: openpyxl makes a cell format of each look once, rows bear its number."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from p2i_desktop.reports.excel.model import Kind, Look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INK, INK_2, ACCENT, ACCENT_SOFT, LINE, GOOD, BAD = "1B2430", "505C6B", "1D4ED8", "E3EBFD", "D5DAE1", "14713D", "B3261E"
FONT = "Calibri"

TITLE = Look(size=16, bold=True, color=INK)
NOTE = Look(color=INK_2)
HEADING = Look(size=12, bold=True, color=INK, line=ACCENT)
HEADER = Look(bold=True, color=INK, fill=ACCENT_SOFT, wrap=True, line=ACCENT)
BODY = Look(color=INK, wrap=True)
STRONG = Look(color=INK, bold=True, wrap=True)
LINK = Look(color=ACCENT, underline=True)
TOTAL = Look(bold=True, color=INK, fill="EEF1F5")

_FORMATS: dict[Kind, str] = {
    "text": "General",
    "word": "General",
    "bool": "General",
    "integer": "#,##0",
    "year": "0",
    "number": "#,##0.0",
    "minutes": "#,##0",
    "hours": "[h]:mm",
    "money": "#,##0.00",
    "percent": "0.0%",
    "rate": "0.0000####",
    "time": "hh:mm",
}


def format_of(kind: Kind, date_format: str) -> str:
    """The number format of a kind of column: explicit for dates, without words of any language."""
    if kind == "date":
        return date_format
    return f"{date_format} hh:mm" if kind == "instant" else _FORMATS[kind]


@dataclass(slots=True)
class Styles:
    """Numbers each look in the order in which it is first used; `sheet` is any sheet of the workbook."""

    date_format: str
    sheet: "Worksheet"
    _known: dict[Look, int] = field(default_factory=dict)

    def number(self, look: Look) -> int:
        """The index of the look among the cell formats of the workbook."""
        found = self._known.get(look)
        if found is None:
            found = self._known[look] = _format(self.sheet, look)
        return found

    def of(self, look: Look, kind: Kind) -> int:
        """The index of the look with the number format of the kind; numbers keep off the words to their right."""
        code = format_of(kind, self.date_format)
        if kind in ("text", "word", "bool"):
            return self.number(look._replace(format=code))
        return self.number(look._replace(format=code, align=look.align or "right", indent=1))


def _format(sheet: "Worksheet", look: Look) -> int:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = Cell(sheet, row=1, column=1)  # of no sheet: only to ask for the format
    cell.font = Font(
        name=FONT, family=2, sz=look.size, b=look.bold, i=look.italic, u="single" if look.underline else None,
        color="FF" + (look.color or INK),
    )  # fmt: skip
    cell.fill = PatternFill("solid", fgColor="FF" + look.fill) if look.fill else PatternFill()
    cell.border = Border(bottom=Side("thin", "FF" + look.line)) if look.line else Border()
    cell.alignment = Alignment(
        horizontal=look.align or None, vertical="top", wrap_text=look.wrap or None, indent=look.indent
    )
    cell.number_format = look.format
    cell.quotePrefix = look.quote
    number: int = cell.style_id
    return number
