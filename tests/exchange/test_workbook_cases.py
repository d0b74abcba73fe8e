"""Workbooks as they come: hostile ones are refused in one sentence, odd ones read right, row by row (safety.md 13, 1-30)."""

import io
import time
import warnings
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import pytest

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_file import read, read_data
from p2i_desktop.exchange.table_header import table_of
from p2i_desktop.exchange.table_shape import LIMITS, Limits, Sheet, TableFile
from tests.exchange.books import (
    STRICT,
    STRICT_RELATIONS,
    book,
    book_parts,
    cell,
    packed,
    row,
    table,
)

NAMES = table(("Name", "E-mail"), ("Anna Muster", "anna@demo.example"))


def names(data: bytes, file: str = "list.xlsx") -> TableFile:
    return read_data(data, file)


def first(rows: str, **more: str) -> Sheet:
    return names(book(rows, **more)).sheets[0]


def refusal(data: bytes, name: str = "list.xlsx", limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read_data(data, name, limits=limits)
    assert caught.value.name == name
    return caught.value.kind


def test_a_plain_workbook_is_read() -> None:
    sheet = first(NAMES)
    assert [(one.line, one.cells) for one in sheet.rows] == [
        (1, ("Name", "E-mail")), (2, ("Anna Muster", "anna@demo.example")),
    ]  # fmt: skip


def test_1_a_bomb_is_refused_before_it_is_unpacked() -> None:
    parts: dict[str, str | bytes] = {**book_parts(NAMES), "xl/media/x.bin": b"\0" * 30_000_000}
    assert refusal(packed(parts)) == "table_bomb"
    assert refusal(packed({**book_parts(NAMES), "xl/a.xml": "<a>" + "b" * 90_000}), limits=Limits(unpacked_bytes=50_000)) == (
        "table_bomb"
    )  # fmt: skip
    many: dict[str, str | bytes] = {f"xl/{n}.txt": "" for n in range(2_001)}
    assert refusal(packed({**book_parts(NAMES), **many})) == "table_bomb"


def test_1_a_directory_that_lies_about_sizes_is_refused() -> None:
    data = packed({**book_parts(NAMES), "xl/worksheets/sheet1.xml": "<worksheet>" + " " * 40_000_000 + "</worksheet>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
        size = entry.file_size.to_bytes(4, "little")
    lying = data.replace(size, (60_000).to_bytes(4, "little"))
    assert refusal(lying) == "table_cut_off"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a "' + "a" * 5_000 + '">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "http://demo.invalid/x">]>',
        "<!DOCTYPE html>",
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/app.xml"])
def test_2_to_5_a_document_type_is_refused_in_any_part(doctype: str, part: str) -> None:
    parts: dict[str, str | bytes] = {**book_parts(NAMES)}
    content = str(parts.get(part, "<x/>"))
    parts[part] = f'<?xml version="1.0"?>{doctype}{content}'
    assert refusal(packed(parts)) == "table_doctype"
    parts[part] = f'<?xml version="1.0" encoding="UTF-16"?>{doctype}{content}'.encode("utf-16")
    assert refusal(packed(parts)) == "table_doctype"


def test_6_a_million_styled_blank_rows_end_soon() -> None:
    blank = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 1_000_001))
    started = time.process_time()
    sheet = first(NAMES + blank)
    assert time.process_time() - started < 5
    assert len(sheet.rows) == 2
    assert [note.kind for note in sheet.notes] == ["ended_after_blanks"]


def test_7_a_lone_cell_far_away_is_left_out_and_said() -> None:
    sheet = first(table(("Name",), ("Anna",)) + row(3, cell("A3", "Bob"), cell("XFD3", "far")))
    assert sheet.rows[-1].cells == ("Bob",)
    assert [note.kind for note in sheet.notes] == ["far_right"]
    lone = first(NAMES + row(1_048_576, cell("XFD1048576", "far")))
    assert len(lone.rows) == 2
    assert [note.kind for note in lone.notes] == ["ended_after_blanks"]


@pytest.mark.parametrize(
    "dimension", ["", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>', '<dimension ref="?"/>']
)
def test_8_a_wrong_dimension_is_not_believed(dimension: str) -> None:
    assert len(first(NAMES, dimension=dimension).rows) == 2


def test_9_merged_cells_count_for_the_first_and_are_said() -> None:
    sheet = first(
        table(("Name", "Organisation"), ("Anna", "Demo Hospital"), ("Bob", "")),
        after='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
    )
    found = table_of(sheet, lambda heading: heading if heading in ("Name", "Organisation") else "")
    assert [one.cells for one in found.rows] == [("Anna", "Demo Hospital"), ("Bob", None)]
    assert [note.kind for note in found.notes] == ["merged_cells"]


def test_10_11_formulas_without_value_and_errors_are_faults_of_their_row() -> None:
    sheet = first(
        row(1, '<c r="A1"><f>1+1</f></c>', cell("B1", "x"))
        + row(2, '<c r="A2"><f>1+1</f><v>2</v></c>', '<c r="B2" t="e"><v>#REF!</v></c>')
        + row(3, '<c r="A3" t="str"><f>"a"</f><v>a</v></c>', '<c r="B3" t="e"><f>x</f><v>#N/A</v></c>')
    )
    kinds = [[(fault.column, fault.kind) for fault in one.faults] for one in sheet.rows]
    assert kinds == [[(0, "formula_not_calculated")], [(1, "cell_error")], [(1, "cell_error")]]
    assert sheet.rows[1].cells[0] == 2
    assert sheet.rows[2].cells[0] == "a"


def test_12_13_days_of_both_calendars_and_days_that_are_none() -> None:
    values = "".join(
        row(n, f'<c r="A{n}" s="1"><v>{v}</v></c>', f'<c r="B{n}" s="2"><v>{v}</v></c>')
        for n, v in enumerate(("46000", "46000.5", "60", "-1", "9e99", "1", "61", "0.25"), 1)
    )
    sheet = first(values)
    assert sheet.rows[0].cells == (date(2025, 12, 9), date(2025, 12, 9))
    assert sheet.rows[1].cells[1] == datetime(2025, 12, 9, 12)
    assert [[fault.kind for fault in sheet.rows[at].faults] for at in (2, 3, 4)] == [["no_day", "no_day"]] * 3
    assert sheet.rows[5].cells[0] == date(1900, 1, 1)
    assert sheet.rows[6].cells[0] == date(1900, 3, 1)
    assert sheet.rows[7].cells[0] == clock(6)
    other = first(values, properties='<workbookPr date1904="1"/>')
    assert other.rows[0].cells[0] == date(2029, 12, 10)


def test_15_21_macros_and_links_are_ignored_and_said() -> None:
    parts: dict[str, str | bytes] = {
        **book_parts(NAMES),
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": "<x/>",
    }
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="r9" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    file = names(packed(parts), "list.xlsm")
    assert [note.kind for note in file.notes] == ["macros", "links"]
    assert len(file.sheets[0].rows) == 2


def test_16_17_what_is_no_workbook_is_said_by_what_it_is() -> None:
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")) == "table_protected"
    assert refusal(ole) == "table_old"
    assert refusal(b"\n<html><table><tr><td>Name</td></tr></table>") == "table_web_page"
    assert refusal(b"%PDF-1.7") == "table_unknown"
    assert refusal(bytes(range(256)) * 40) == "table_unknown"
    assert refusal(packed({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"})) == (
        "table_other_form"
    )
    file = names(b"Name;E-mail\nAnna;a@demo.example\n")
    assert (file.form, [note.kind for note in file.notes]) == ("csv", ["is_text"])


def test_18_to_20_cut_double_and_climbing_parts_are_refused() -> None:
    whole = book(NAMES)
    assert refusal(whole[: len(whole) // 2]) == "table_cut_off"
    assert refusal(b"PK\x03\x04") == "table_cut_off"
    for name in ("../x.xml", "/x.xml", "a\\..\\..\\x.xml", "C:/x.xml"):
        assert refusal(packed({**book_parts(NAMES), name: "<x/>"})) == "table_cut_off"
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for part, content in book_parts(NAMES).items():
            archive.writestr(part, content)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(out.getvalue()) == "table_cut_off"


def test_22_hidden_sheets_rows_and_columns_are_told() -> None:
    sheet = first(
        table(("Name", "E-mail")) + row(2, cell("A2", "Anna"), hidden="1"),
        before='<cols><col min="2" max="3" hidden="1"/></cols>', state="hidden",
    )  # fmt: skip
    assert sheet.hidden
    assert [one.hidden for one in sheet.rows] == [False, True]
    assert sheet.hidden_columns == {1, 2}


def test_25_27_29_texts_of_every_kind() -> None:
    shared = (
        "<si><t>a_x000D_b_x005F_c</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh><t>aid</t></rPh></si>"
        "<si><t>half _xD83D_</t></si><si><t>_xD83D__xDE00_</t></si>"
    )
    cells = [f'<c r="{chr(65 + at)}1" t="s"><v>{at}</v></c>' for at in range(4)]
    more = ['<c r="E1" t="b"><v>1</v></c>', '<c r="F1"/>', cell("G1", "inline"), '<c r="H1"><v>2.50</v></c>']
    sheet = first(row(1, *cells, *more), shared=shared)
    assert sheet.rows[0].cells == ("a\rb_c", "rich text", "half \ufffd", "😀", True, None, "inline", 2.5)
    assert [note.kind for note in sheet.notes] == ["half_signs"]


def test_26_a_long_cell_is_kept_whole() -> None:
    assert len(str(first(row(1, cell("A1", "x" * 40_000))).rows[0].cells[0])) == 40_000


def test_28_a_chart_sheet_comes_first_and_the_first_table_is_offered() -> None:
    parts = book_parts(NAMES)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", '<sheets><sheet name="Chart" r:id="r8"/>')
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", '<Relationship Id="r8" Type="x/chartsheet" Target="chartsheets/s.xml"/></Relationships>'
    )
    file = names(packed({**parts, "xl/chartsheets/s.xml": "<chartsheet/>"}))
    assert file.offered().name == "People"
    assert [note.kind for note in file.notes] == ["other_sheets"]


def test_30_strict_workbooks_and_odd_prefixes_are_read() -> None:
    strict = book(
        NAMES + row(3, '<c r="A3" t="d"><v>2026-11-24</v></c>', '<c r="B3" t="d"><v>2026-11-24T09:30:00Z</v></c>'),
        main=STRICT, relations=STRICT_RELATIONS,
    )  # fmt: skip
    assert names(strict).sheets[0].rows[2].cells == (date(2026, 11, 24), datetime(2026, 11, 24, 9, 30))
    parts = book_parts(NAMES)
    sheet = parts["xl/worksheets/sheet1.xml"].replace("<", "<q:").replace("<q:/", "</q:").replace("xmlns=", "xmlns:q=")
    assert len(names(packed({**parts, "xl/worksheets/sheet1.xml": sheet})).sheets[0].rows) == 2


def test_a_file_over_the_limit_and_rows_over_the_cap(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(b"a;b\n" * 1_000)
    with pytest.raises(Unreadable, match="table_too_large"):
        read(path, limits=Limits(file_bytes=100))
    assert refusal(book(NAMES), limits=Limits(rows=1)) == "table_too_many_rows"
    assert refusal(b"a;b\n" * 1_000, "a.csv", Limits(rows=10)) == "table_too_many_rows"


def test_empty_ones_have_no_rows() -> None:
    for data in (book(), b"", b"\n\n", b"\xef\xbb\xbf"):
        assert refusal(data) == "table_no_rows"


def test_reading_is_stopped_at_once() -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def stop(_share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read_data(book(NAMES), "a.xlsx", progress=stop)
    with pytest.raises(Stopped):
        read_data(b"a;b\n" * 10_000, "a.csv", progress=stop)


@pytest.mark.parametrize(
    ("code", "value", "read_as"),
    [
        ("dd/mm/yyyy", "46000", date(2025, 12, 9)), ("[h]:mm", "1.5", 1.5), ('0.0 "days"', "2", 2), ("General", "3", 3),
        ("[$-407]d. mmmm yyyy;@", "46000", date(2025, 12, 9)), ("@", "4", 4), ("#,##0.00", "1234.5", 1234.5),
    ],
)  # fmt: skip
def test_a_number_is_a_day_where_its_format_shows_one(code: str, value: str, read_as: object) -> None:
    parts = book_parts(row(1, f'<c r="A1" s="3"><v>{value}</v></c>'), formats='<xf numFmtId="170"/>')
    quoted = code.replace('"', "&quot;")
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{quoted}"/></numFmts><cellXfs>'
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace("<cellXfs>", formats)
    assert names(packed(parts)).sheets[0].rows[0].cells == (read_as,)


def test_numbers_and_days_that_are_none_are_faults() -> None:
    sheet = first(
        row(1, '<c r="A1"><v>nan</v></c>', '<c r="B1"><v>1e999</v></c>', '<c r="C1"><v>x</v></c>', '<c r="D1" t="d"><v>2026-02-31</v></c>')
    )  # fmt: skip
    assert [fault.kind for fault in sheet.rows[0].faults] == ["no_number", "no_number", "no_number", "no_day"]


def test_16_parts_that_need_a_password_and_books_without_sheets() -> None:
    data = bytearray(book(NAMES))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal(bytes(data)) == "table_protected"
    assert refusal(packed({"a.txt": "x"})) == "table_unknown"
    broken = {
        **book_parts(NAMES),
        "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
    }
    assert refusal(packed(broken)) == "table_cut_off"
    assert (
        refusal(packed({**book_parts(NAMES), "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"})) == "table_cut_off"
    )
