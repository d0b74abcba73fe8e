"""The looks of a workbook and their numbers: styles.xml is written from the looks that were asked for."""

from dataclasses import dataclass, field, replace

from p2i_desktop.reports.excel.cells import attribute
from p2i_desktop.reports.excel.model import Kind, Look

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

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

_BUILT_IN = {"General": 0, "0": 1, "#,##0": 3, "#,##0.00": 4}
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
    "time": "hh:mm",
}


def format_of(kind: Kind, date_format: str) -> str:
    """The number format of a kind of column: explicit for dates, without words of any language."""
    if kind == "date":
        return date_format
    return f"{date_format} hh:mm" if kind == "instant" else _FORMATS[kind]


@dataclass(slots=True)
class Styles:
    """Numbers each look in the order in which it is first used."""

    date_format: str
    looks: dict[Look, int] = field(default_factory=lambda: {Look(): 0})

    def number(self, look: Look) -> int:
        """The index of the look in cellXfs."""
        return self.looks.setdefault(look, len(self.looks))

    def of(self, look: Look, kind: Kind) -> int:
        """The index of the look with the number format of the kind."""
        return self.number(replace(look, format=format_of(kind, self.date_format)))

    def xml(self) -> str:
        """styles.xml of everything asked for so far."""
        formats, fonts, fills, borders = _Parts(164), _Parts(), _Parts(), _Parts()
        fonts.number(_font(Look()))
        fills.number('<fill><patternFill patternType="none"/></fill>')
        fills.number('<fill><patternFill patternType="gray125"/></fill>')
        borders.number(_border(""))
        xfs = "".join(_xf(look, formats, fonts, fills, borders) for look in self.looks)
        number_formats = "".join(
            f'<numFmt numFmtId="{n}" formatCode="{attribute(code)}"/>' for code, n in formats.items.items()
        )
        count = len(formats.items)
        return (
            f'<styleSheet xmlns="{MAIN}">'
            + (f'<numFmts count="{count}">{number_formats}</numFmts>' if count else "")
            + f'<fonts count="{len(fonts.items)}">{"".join(fonts.items)}</fonts>'
            f'<fills count="{len(fills.items)}">{"".join(fills.items)}</fills>'
            f'<borders count="{len(borders.items)}">{"".join(borders.items)}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.looks)}">{xfs}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleLight1"/></styleSheet>'
        )


@dataclass(slots=True)
class _Parts:
    first: int = 0
    items: dict[str, int] = field(default_factory=dict)

    def number(self, part: str) -> int:
        return self.items.setdefault(part, self.first + len(self.items))


def _font(look: Look) -> str:
    marks = ("<b/>" if look.bold else "") + ("<i/>" if look.italic else "") + ("<u/>" if look.underline else "")
    return f'<font>{marks}<sz val="{look.size}"/><color rgb="FF{look.color or INK}"/><name val="{FONT}"/><family val="2"/></font>'


def _border(color: str) -> str:
    bottom = f'<bottom style="thin"><color rgb="FF{color}"/></bottom>' if color else "<bottom/>"
    return f"<border><left/><right/><top/>{bottom}<diagonal/></border>"


def _xf(look: Look, formats: _Parts, fonts: _Parts, fills: _Parts, borders: _Parts) -> str:
    code = _BUILT_IN.get(look.format)
    if code is None:
        code = formats.number(look.format)
    fill = 0
    if look.fill:
        fill = fills.number(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/></patternFill></fill>'
        )
    font, border = fonts.number(_font(look)), borders.number(_border(look.line))
    place = (f' horizontal="{look.align}"' if look.align else "") + (' wrapText="1"' if look.wrap else "")
    quote = ' quotePrefix="1"' if look.quote else ""
    return (
        f'<xf numFmtId="{code}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{quote} applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment{place} vertical="top"/></xf>'
    )
