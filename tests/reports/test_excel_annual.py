"""The annual workbook: the same figures as paper, each leading to its records, every formula with its result."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from p2i_desktop.domain.advice import Case, CaseStatus
from p2i_desktop.reports import annual
from p2i_desktop.reports.annual.places import lay_out
from p2i_desktop.reports.excel.book import write_book
from p2i_desktop.services.office import Office
from tests.reports import offices

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def path(office: Office, tmp_path: Path) -> Path:
    return office.printing.make("annual", year=2025, form="xlsx", language="en", out=tmp_path / "a.xlsx").path


@pytest.fixture
def values(path: Path) -> Workbook:
    return openpyxl.load_workbook(path, data_only=True)


@pytest.fixture
def formulas(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def rows_by_code(sheet: Worksheet, column: str) -> dict[str, int]:
    return {sheet[f"{column}{row}"].value: row for row in range(4, sheet.max_row + 1) if sheet[f"{column}{row}"].value}


@pytest.mark.parametrize("language", ["en", "de"])
def test_figures_are_those_of_the_command_line(office: Office, tmp_path: Path, language: str) -> None:
    path = office.printing.make("annual", year=2025, form="xlsx", language=language, out=tmp_path / "a.xlsx").path
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[2]
    found = rows_by_code(sheet, "O")
    for row in office.figures.year(2025, language=language):
        line = found[row.code]
        for column, value in (("C", row.before_previous), ("D", row.previous), ("E", row.value), ("G", row.target)):
            expected = None if value is None else Decimal(value) / (100 if row.unit == "%" else 1)
            cell = sheet[f"{column}{line}"].value
            assert (cell is None) == (expected is None), row.code
            assert expected is None or cell == pytest.approx(float(expected))
        assert sheet[f"A{line}"].value == row.label
        if row.change is not None:
            scale = 1 if row.unit == "%" else 100
            assert sheet[f"F{line}"].value * scale == pytest.approx(float(row.change))
        if row.reached is not None:
            assert sheet[f"H{line}"].value * 100 == pytest.approx(float(row.reached))


def test_every_formula_has_its_result(values: Workbook, formulas: Workbook) -> None:
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    assert values[sheet.title][cell.coordinate].value is not None, (sheet.title, cell.coordinate)
    assert count > 60


def test_formulas_are_ours_alone(tmp_path: Path) -> None:
    with offices.filled(tmp_path / "h.p2i", title=offices.HOSTILE) as office:
        path = office.printing.make("annual", year=2025, form="xlsx", out=tmp_path / "h.xlsx").path
    book = openpyxl.load_workbook(path)
    kinds = re.compile(
        r"=(SUBTOTAL\(109,tbl_\w+\[|SUM\('|MEDIAN\('|IF\(|\(E\d+-D\d+\)\*100$|E\d+/G\d+$|G\d+/E\d+$|'[^']+'!\$E\$\d+$|0$)"
    )
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert found
    assert all(kinds.match(text) for text in found)
    titles = [cell.value for cell in book["Cases"]["B"][3:-1]]
    assert titles
    assert all(
        title.startswith("=1+1 <b>&amp;</b>") and "_x005F_x0041_" in title and "\x07" not in title for title in titles
    )


def test_every_value_leads_to_its_block_of_evidence(office: Office, values: Workbook) -> None:
    kpi, evidence = values["KPI"], values["Evidence"]
    rows = rows_by_code(kpi, "O")
    for figure in office.figures.year(2025):
        link = kpi[f"E{rows[figure.code]}"].hyperlink
        if not figure.records:
            assert link is None
            continue
        assert link.target is None  # location only: a target would be a link out of the file
        first = int(re.fullmatch(r"'Evidence'!A(\d+)", link.location).group(1))  # type: ignore[union-attr]
        assert evidence[f"A{first}"].value == figure.code
        assert evidence[f"A{first - 1}"].value != figure.code


def test_evidence_lists_exactly_the_records(office: Office, values: Workbook) -> None:
    evidence = values["Evidence"]
    hidden = 0
    for figure in office.figures.year(2025):
        lines = [row for row in range(4, evidence.max_row + 1) if evidence[f"A{row}"].value == figure.code]
        found = set()
        for row in lines:
            link = evidence[f"K{row}"].hyperlink
            if link is None:
                hidden += evidence[f"J{row}"].value
                continue
            sheet, line = re.fullmatch(r"'([\w ]+)'!A(\d+)", link.location).groups()  # type: ignore[union-attr]
            found.add(values[sheet].cell(int(line), values[sheet].max_column).value)
        assert found <= set(figure.records)
        assert sum(evidence[f"J{row}"].value for row in lines) == len(figure.records)
    assert hidden


def test_sum_checks_hold(office: Office, values: Workbook) -> None:
    sheet = values["Data quality"]
    lines = rows_by_code(sheet, "A")
    for figure in office.figures.year(2025):
        row = lines[figure.code]
        check = sheet[f"E{row}"].value
        assert check == f"{figure.printed} = {figure.printed} ✓" or check == "–", figure.code
        if check == "–":
            assert figure.value is None or figure.unit == "days"
        else:
            assert sheet[f"C{row}"].value == pytest.approx(sheet[f"D{row}"].value)


def test_record_sheets_are_tables_with_types(values: Workbook) -> None:
    sheet = values["Consultations"]
    assert sheet.freeze_panes == "B4"
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert sheet["A4"].is_date
    assert isinstance(sheet["J4"].value, int)
    bottom = sheet.max_row
    assert sheet[f"J{bottom}"].value == sum(sheet[f"J{row}"].value for row in range(4, bottom))
    assert sheet.column_dimensions["P"].hidden
    assert values["Cases"]["O4"].number_format == "#,##0.00"


def test_sheets_stand_in_their_order_with_names_in_the_language(office: Office, tmp_path: Path) -> None:
    for language in ("en", "de"):
        path = office.printing.make("annual", year=2025, form="xlsx", language=language, out=tmp_path / "b.xlsx").path
        known = lay_out(office.printing.facts(2025, language))
        book = openpyxl.load_workbook(path)
        assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == list(known.names.values())


def test_names_lead_to_the_values(values: Workbook, office: Office) -> None:
    for figure in office.figures.year(2025):
        name = f"KPI_{figure.code.replace('-', '_').replace('.', '_')}_2025"
        sheet, cell = next(iter(values.defined_names[name].destinations))
        found = values[sheet][cell.replace("$", "")].value
        assert (found is None) == (figure.value is None)


def test_closed_lists_offer_their_members(values: Workbook, office: Office) -> None:
    assert values["Lists"].sheet_state == "hidden"
    cases = values["Cases"]
    heads = {cell.value: cell.column_letter for cell in cases[3]}
    texts = office.printing.facts(2025, "en").texts
    offered = {}
    for rule in cases.data_validations.dataValidation:
        sheet, area = re.fullmatch(r"'(\w+)'!(.+)", rule.formula1).groups()  # type: ignore[union-attr]
        letter = str(rule.sqref)[0]
        assert str(rule.sqref) == f"{letter}4:{letter}{cases.max_row - 1}"
        offered[letter] = [cell.value for (cell,) in values[sheet][area.replace("$", "")]]
        used = {cases[f"{letter}{row}"].value for row in range(4, cases.max_row)} - {None}
        assert used <= set(offered[letter])
    assert offered[heads[texts.field(Case, "status")]] == [texts.label(member) for member in CaseStatus]
    assert heads[texts.field(Case, "title")] not in offered


def test_charts_are_native_and_described(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        drawings = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        ]
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/")]
    assert len(drawings) == len(charts) == 6
    for drawing in drawings:
        (alt,) = re.findall(r'descr="([^"]+)"', drawing)
        assert len(alt) > 40


def test_second_save_keeps_every_value(path: Path, tmp_path: Path) -> None:
    def values(book: Workbook) -> list[object]:  # openpyxl writes 16 digits of a number
        found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        return [float(f"{value:.14g}") if isinstance(value, float) else value for value in found]

    book = openpyxl.load_workbook(path, data_only=True)
    book.save(tmp_path / "again.xlsx")
    again = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert values(again) == values(book)
    for old, new in zip(book, again, strict=True):
        assert new.freeze_panes == old.freeze_panes
        assert new.tables.keys() == old.tables.keys()
        assert len(new._charts) == len(old._charts)
        assert new.oddFooter.left.text == old.oddFooter.left.text


def test_no_person_and_no_note_in_any_byte(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (b"Marker-Person", b"Secret", b"secret note", b"Advisor One"):
        assert secret not in whole


def parts(path: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, ElementTree.fromstring(archive.read(name))


def test_tables_are_what_excel_demands(path: Path) -> None:
    ids, names = [], []
    for name, root in parts(path):
        if not name.startswith("xl/tables/"):
            continue
        ids.append(root.get("id"))
        names.append(root.get("name"))
        columns = [column.get("name") for column in root.iter(f"{MAIN}tableColumn")]
        assert len({str(column).casefold() for column in columns}) == len(columns)
        assert re.fullmatch(r"[A-Za-z_]\w*", str(root.get("name")), re.ASCII)
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_no_link_leaves_the_file(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b"External" not in archive.read(name)


def test_dictionary_names_every_column(values: Workbook) -> None:
    described = {(row[0], row[1]) for row in values["Dictionary"].iter_rows(min_row=4, values_only=True)}
    for sheet in values:
        for table in sheet.tables.values():
            for column in table.tableColumns:
                assert (sheet.title, column.name) in described
    assert all(row[2] for row in values["Dictionary"].iter_rows(min_row=4, values_only=True))


def test_second_reader_sees_the_same(path: Path, values: Workbook) -> None:
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == values.sheetnames
    rows = book.get_sheet_by_name("KPI").to_python(skip_empty_area=False)
    assert [row[4] or None for row in rows[3:]] == [
        pytest.approx(cell.value) if cell.value else None for cell in values["KPI"]["E"][3:]
    ]


def test_large_figures_are_given_by_month(office: Office, tmp_path: Path) -> None:
    facts = replace(office.printing.facts(2025, "en"), longest_block=10)
    made = annual.workbook(facts)
    write_book(tmp_path / "m.xlsx", made.sheets, made.properties)
    book = openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)
    months = [row for row in book["Evidence"].iter_rows(min_row=4, values_only=True) if row[0] == "ADV-01"]
    assert [row[7] for row in months][:2] == ["January 2025", "February 2025"]
    assert sum(row[9] for row in months) == office.figures.year(2025)[0].value
    checks = book["Data quality"]
    lines = rows_by_code(checks, "A")
    assert checks[f"E{lines['ADV-01']}"].value.endswith("✓")
    assert checks[f"E{lines['DQ-01']}"].value.endswith("✓")
