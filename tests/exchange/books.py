"""Workbooks made part by part, whole and broken ones, for the tests of the reader."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def cell(reference: str, text: str) -> str:
    """A cell with a text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def row(number: int, *cells: str, **attributes: str) -> str:
    """A row of cells."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def table(*rows: tuple[str, ...]) -> str:
    """Rows of texts from A1 on."""
    return "".join(
        row(number, *(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts)))
        for number, texts in enumerate(rows, 1)
    )


def book_parts(
    rows: str = "", *, before: str = "", after: str = "", properties: str = "", formats: str = "", shared: str = "",
    state: str = "", main: str = MAIN, relations: str = RELATIONS, dimension: str = "",
) -> dict[str, str]:  # fmt: skip
    """The parts of a workbook with one sheet, by their names."""
    sheet_state = f' state="{state}"' if state else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets>'
        f'<sheet name="People" sheetId="1" r:id="r1"{sheet_state}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{relations}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{relations}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{dimension}{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
        f"{formats}</cellXfs></styleSheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{shared}</sst>'
    return parts


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts as the bytes of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(rows: str = "", **more: str) -> bytes:
    """A workbook with one sheet of these rows."""
    return packed(book_parts(rows, **more))
