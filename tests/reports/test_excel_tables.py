"""Workbooks are read back by two readers: typed cells, no formula from data, equal bytes, tables that Excel accepts."""

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from datetime import UTC, date, datetime
from datetime import time as clock_time
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from p2i_desktop.reports.excel.tables import Cell, Column, Properties, TableSheet, date_format_of, write_tables

MADE = datetime(2026, 11, 21, 9, 14, tzinfo=UTC)
PROPERTIES = Properties(
    "Everything", "en", "Demo Centre", MADE, footer="R&D office", total_word="Total", date_format="dd/mm/yyyy"
)
HOSTILE = [
    "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "＝1", "'; --", "<b>&amp;</b>", "a\x00b\x1b", "\ud800x",
    "_x0041_", " spaces ", "line\r\nbreak", "\u202eabc", "😀" * 3, "]]>", "100 %", "&#10;",
]  # fmt: skip
COLUMNS = (
    Column("Text"), Column("Word", "word"), Column("Count", "integer", total=True), Column("Minutes", "minutes", total=True),
    Column("Worked", "hours"), Column("Value [EUR]", "money", total=True), Column("Share", "percent"), Column("Day", "date"),
    Column("Instant", "instant"), Column("Hour", "time"), Column("Yes", "bool"), Column("id", "word", hidden=True),
)  # fmt: skip


def row(text: str, n: int) -> tuple[object, ...]:
    return (
        text, "often", n, 25, 90, Decimal("1234.50"), 0.615, date(2026, 11, 24), datetime(2026, 11, 24, 9, 5), clock_time(14, 30), True, f"id-{n}",
    )  # fmt: skip


def sheet(name: str = "Consultations") -> TableSheet:
    rows = [row(text, n) for n, text in enumerate(HOSTILE)]
    return TableSheet(name, COLUMNS, rows, title="Consultations 2026", note="17 records", totals=True)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    assert write_tables(path, [sheet()], PROPERTIES) == 1
    return path


def test_values_keep_their_types(book: Path) -> None:
    ws = openpyxl.load_workbook(book, data_only=True)["Consultations"]
    assert (ws["A1"].value, ws["A2"].value, ws["A3"].value) == ("Consultations 2026", "17 records", "Text")
    first = [cell.value for cell in ws[4]]
    assert first[1:10] == [
        "often", 0, 25, pytest.approx(0.0625) if isinstance(first[4], float) else first[4], 1234.5, 0.615,
        datetime(2026, 11, 24), datetime(2026, 11, 24, 9, 5), clock_time(14, 30),
    ]  # fmt: skip
    assert first[10] is True
    assert ws["E4"].number_format == "[h]:mm"
    assert ws["H4"].number_format == "dd/mm/yyyy"
    assert ws["D4"].number_format == "#,##0"
    assert ws.freeze_panes == "B4"
    assert ws.column_dimensions["L"].hidden


def test_totals_are_formulas_with_their_result(book: Path) -> None:
    bottom = 4 + len(HOSTILE)
    stored = openpyxl.load_workbook(book, data_only=True)["Consultations"]
    formulas = openpyxl.load_workbook(book)["Consultations"]
    assert stored.cell(bottom, 1).value == "Total"
    assert stored.cell(bottom, 4).value == 25 * len(HOSTILE)
    assert formulas.cell(bottom, 4).value == "=SUBTOTAL(109,tbl_1[Minutes])"  # LibreOffice needs the name of the table
    assert formulas.cell(bottom, 6).value == "=SUBTOTAL(109,tbl_1[Value '[EUR']])"
    assert stored.cell(bottom, 6).value == float(Decimal("1234.50") * len(HOSTILE))


def test_no_text_becomes_a_formula_and_none_is_lost(book: Path) -> None:
    ws = openpyxl.load_workbook(book)["Consultations"]
    texts = [ws.cell(4 + n, 1) for n in range(len(HOSTILE))]
    assert {cell.data_type for cell in texts} == {"s"}
    assert texts[0].value == HOSTILE[0]
    assert texts[0].quotePrefix
    assert texts[7].value == "ab"
    assert texts[9].value == "_x005F_x0041_"  # Excel shows _x0041_
    assert texts[10].value == " spaces "
    assert texts[11].value == "line\nbreak"
    assert texts[12].value == "\u202eabc"
    assert texts[16].value == "&#10;"


def test_second_reader_agrees(book: Path) -> None:
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Consultations").to_python(skip_empty_area=False)
    assert rows[2][:2] == ["Text", "Word"]
    assert rows[3][0] == HOSTILE[0]
    assert rows[3][7] == date(2026, 11, 24)
    assert len(rows) == 4 + len(HOSTILE)


def test_same_sheets_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        write_tables(tmp_path / name, [sheet(), sheet("consultations")], PROPERTIES)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_no_clock_of_the_computer_in_the_file(book: Path) -> None:
    found = openpyxl.load_workbook(book).properties
    assert found.created == found.modified == MADE.replace(tzinfo=None)
    with zipfile.ZipFile(book) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_tools_that_bring_lxml_change_no_byte(tmp_path: Path) -> None:
    code = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from p2i_desktop.reports.excel.tables import Column, Properties, TableSheet, write_tables
assert "openpyxl" not in sys.modules
sheet = TableSheet("Demo", (Column("a"), Column("b", "date", hidden=True)), [("ä", None)], title="t", note="n")
write_tables(Path(sys.argv[1]), [sheet], Properties("é", "en", "Demo Centre", datetime(2026, 1, 2, tzinfo=UTC)))
"""
    plain = {name: value for name, value in os.environ.items() if name != "OPENPYXL_LXML"}
    for name, environment in (("a", plain), ("b", plain | {"OPENPYXL_LXML": "False"})):
        subprocess.run([sys.executable, "-c", code, tmp_path / name], env=environment, check=True)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_rows_are_as_high_as_their_words(tmp_path: Path) -> None:
    rows = [("short",), ("word " * 40,), ("a\nb\nc",), (None,), ("x" * 32_000,)]
    write_tables(tmp_path / "h.xlsx", [TableSheet("High", (Column("t", width=20),), rows)], PROPERTIES)
    found = openpyxl.load_workbook(tmp_path / "h.xlsx")["High"].row_dimensions
    assert [found[row].height for row in range(2, 7)] == [None, 132, 41, None, 197]


def test_every_part_is_well_formed_and_declared(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
        for name in names:
            ElementTree.fromstring(archive.read(name))
            assert name == "[Content_Types].xml" or name.endswith(".rels") or f"/{name}" in types
        order = [e.tag.split("}")[1] for e in ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))]
    assert order == [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "ignoredErrors",
        "tableParts",
    ]


def test_table_fits_its_sheet(book: Path) -> None:
    ws = openpyxl.load_workbook(book)["Consultations"]
    table = ws.tables["tbl_1"]
    assert table.ref == f"A3:L{4 + len(HOSTILE)}"
    assert table.autoFilter.ref == f"A3:L{3 + len(HOSTILE)}"
    assert [c.name for c in table.tableColumns] == [cell.value for cell in ws[3]]


def test_odd_values_stay_readable(tmp_path: Path) -> None:
    columns = (Column("Day", "date"), Column("n", "integer"), Column("w", "word"), Column("b", "bool"))
    rows = [
        (date(1850, 1, 2), float("inf"), 7, None),
        (date(1900, 2, 28), Decimal("NaN"), date(2026, 1, 2), False),
        ("soon", "many", Cell("x", link="'Odd'!A1", tip="go"), "maybe"),
        (None, True, None, 3),
    ]
    write_tables(tmp_path / "odd.xlsx", [TableSheet("Odd", columns, rows)], PROPERTIES)
    ws = openpyxl.load_workbook(tmp_path / "odd.xlsx")["Odd"]
    shown = [[cell.value for cell in line] for line in ws.iter_rows(min_row=2)]
    assert shown == [
        ["1850-01-02", "inf", 7, None], ["1900-02-28", "NaN", datetime(2026, 1, 2), False],
        ["soon", "many", "x", "maybe"], [None, True, None, 3],
    ]  # fmt: skip
    link = ws["C4"].hyperlink
    assert (link.location, link.target, link.tooltip) == ("'Odd'!A1", None, "go")


def test_equal_values_of_other_types_stay_what_they_are(tmp_path: Path) -> None:
    """Cells of equal values are written once a column: 1 equals True and 1.0, and a word may look like either."""
    values = (1, True, 1.0, Decimal("1.0"), "1", 1, True, None, "", date(2026, 1, 2), datetime(2026, 1, 2))
    columns = (Column("n", "integer"), Column("w", "word"), Column("d", "date"))
    write_tables(tmp_path / "equal.xlsx", [TableSheet("E", columns, [(one, one, one) for one in values])], PROPERTIES)
    ws = openpyxl.load_workbook(tmp_path / "equal.xlsx")["E"]
    for i in range(1, len(columns) + 1):
        types = [ws.cell(number, i).data_type for number in range(2, 13)]
        assert types == ["n", "b", "n", "n", "s", "n", "b", "n", "n", "d", "d"], i


def test_long_text_ends_with_a_mark(tmp_path: Path) -> None:
    rows = [("x" * 40_000,), ("😀" * 20_000,), ("y" * 32_767,)]
    write_tables(tmp_path / "long.xlsx", [TableSheet("Long", (Column("t"),), rows)], PROPERTIES)
    ws = openpyxl.load_workbook(tmp_path / "long.xlsx")["Long"]
    for cell in (ws["A2"], ws["A3"]):
        assert cell.value.endswith("[cut]")
        assert 32_764 <= len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    assert ws["A4"].value == "y" * 32_767


def test_empty_table_and_awkward_names(tmp_path: Path) -> None:
    sheets = [
        TableSheet("", (Column(""), Column("a"), Column("A"), Column("a\nb")), [], totals=True),
        TableSheet("History", (Column("a"),), []),
        TableSheet("x/y:z[1]*?" + "w" * 60, (Column("a"),), []),
        TableSheet("x y z 1   " + "w" * 60, (Column("a"),), []),
    ]
    assert write_tables(tmp_path / "e.xlsx", sheets, PROPERTIES) == 4
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    assert book.sheetnames[:2] == ["Sheet", "History_"]
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert [cell.value for cell in book["Sheet"][1]] == ["1", "a", "A (2)", "a b"]
    assert book["Sheet"].tables["tbl_1"].ref == "A1:D3"


def test_cancel_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    many = TableSheet("Many", (Column("n", "integer"),), ((n,) for n in range(5000)))
    with pytest.raises(KeyboardInterrupt):
        write_tables(path, [many], PROPERTIES, progress=stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_twenty_thousand_rows_are_streamed(tmp_path: Path) -> None:
    shares: list[float] = []
    rows = (row(f"note {n}", n) for n in range(20_000))
    start = time.process_time()
    write_tables(
        tmp_path / "big.xlsx", [TableSheet("Big", COLUMNS, rows)], PROPERTIES, progress=shares.append, total=20_000
    )
    assert time.process_time() - start < 15
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    with zipfile.ZipFile(tmp_path / "big.xlsx") as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<row ") == 20_001


def test_every_language_has_a_date_format() -> None:
    assert date_format_of("de") == "dd.mm.yyyy"
    assert "yyyy" in date_format_of("el")


def test_what_does_not_fit_goes_on_in_another_sheet(tmp_path: Path) -> None:
    rows = [(n,) for n in range(20)]
    columns = (Column("n", "integer", total=True),)
    sheet = TableSheet("Many", columns, rows, title="Many", totals=True, table="tbl_many", most_rows=14)
    assert write_tables(tmp_path / "m.xlsx", [sheet], PROPERTIES) == 2
    book = openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)
    assert book.sheetnames == ["Many", "Many (2)"]
    found = [[cell.value for cell in ws["A"]] for ws in book]
    assert found == [
        ["Many", None, "n", *range(10), sum(range(10))],
        ["Many", None, "n", *range(10, 20), sum(range(10, 20))],
    ]
    exact = TableSheet("Exact", columns, [(n,) for n in range(10)], title="x", most_rows=14)
    assert write_tables(tmp_path / "e.xlsx", [exact], PROPERTIES) == 1
