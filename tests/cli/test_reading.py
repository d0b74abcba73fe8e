"""Commands that only read, and the exact shapes they print."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import COMMON_FIELDS, About, Money, fields_of, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.services.office import open_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.tables import SCHEMA
from tests.cli.conftest import Ended, Run

Log = Callable[..., Ended]


def test_figures_in_the_agreed_shape(log: Log, call: Run, file: Path) -> None:
    for minutes in (25, 35):
        log("--organisation", "Demo Hospital", "--minutes", minutes, "--topic", "ipr")
    rows = {row["code"]: row for row in call("figures", file, "--year", 2026, "--json").json}
    assert list(rows["ADV-01"]) == [
        "code", "label", "unit", "kind", "value", "printed", "low", "high", "previous", "change", "target", "reached",
    ]  # fmt: skip
    assert (rows["ADV-01"]["value"], rows["CLI-01"]["value"], rows["ADV-05"]["value"]) == (2, 1, 1)
    german = {row["code"]: row for row in call("figures", file, "--year", 2026, "--json", "--language", "de").json}
    assert {code: row["value"] for code, row in german.items()} == {code: row["value"] for code, row in rows.items()}
    assert "ADV-01" in call("figures", file, "--year", 2026).out


def test_an_indicator_explains_itself(log: Log, call: Run, file: Path) -> None:
    one = log("--organisation", "Demo Hospital").json["id"]
    told = call("figures", file, "--year", 2026, "--explain", "ADV-01", "--json").json
    assert list(told) == ["code", "definition", "version", "records"]
    assert told["records"] == [one]
    wrong = call("figures", file, "--year", 2026, "--explain", "XYZ-01", ok=False)
    assert (wrong.code, wrong.err) == (2, "There is no indicator XYZ-01.\n")


@pytest.mark.parametrize("year", ["26", "20260", "year", "-1", "0"])
def test_a_year_has_four_digits(call: Run, file: Path, year: str) -> None:
    assert call("figures", file, "--year", year, ok=False).code == 2


def test_search_finds_and_limits(log: Log, call: Run, file: Path) -> None:
    for name in ("Demo Town", "Demo Village"):
        log("--organisation", name, note="Straßenbeleuchtung")
    hits = call("search", file, "strassenbel", "--json").json
    assert {tuple(hit) for hit in hits} == {("type", "id", "title", "snippet")}
    assert len(hits) == 2
    assert len(call("search", file, "strassenbel", "--limit", 1, "--json").json) == 1
    assert call("search", file, "nothing at all", "--json").json == []
    assert call("search", file, "nothing at all").out == "No hit.\n"


@pytest.mark.parametrize("text", ["", " ", '"', "%", "'; --", "NEAR(", "a OR", "*", "\x00", "\u202e", "{", "x" * 5000])
def test_any_search_text_is_answered(log: Log, call: Run, file: Path, text: str) -> None:
    log("--organisation", "Demo Town")
    assert isinstance(call("search", file, text, "--json").json, list)


def test_history_tells_each_field(log: Log, call: Run, file: Path) -> None:
    one = log("--organisation", "Demo Hospital", "--minutes", 25).json["id"]
    rows = call("history", file, one, "--json").json
    assert {tuple(row) for row in rows} == {("step", "label", "time", "actor", "field", "old", "new")}
    minutes = next(row for row in rows if row["field"] == "contact_minutes")
    assert (minutes["old"], minutes["new"], minutes["actor"], minutes["time"]) == (
        None, 25, "A1", "2026-11-20T12:00:00Z",
    )  # fmt: skip
    call("undo", file)
    last = call("history", file, one, "--json").json[-1]
    assert (last["field"], last["label"]) == ("deleted_at", "Undo: Log consultation")
    told = call("history", file, one).out
    assert "Log consultation" in told
    assert "Contact minutes: – → 25" in told  # the words of the window, not the names of the fields
    assert "contact_minutes" not in told
    missing = call("history", file, "nothing", ok=False)
    assert (missing.code, missing.out) == (2, "")


def test_undo_names_the_step_until_nothing_is_left(log: Log, call: Run, file: Path) -> None:
    log("--organisation", "Demo Hospital")
    log("--organisation", "Demo Hospital")
    assert call("undo", file, "--json").json == {"label": "Log consultation"}
    assert "Demo Hospital" in call("undo", file).out
    ended = call("undo", file, ok=False)
    assert (ended.code, ended.err) == (1, "There is nothing to undo.\n")


def test_a_whole_file_is_whole(log: Log, call: Run, file: Path) -> None:
    log("--organisation", "Demo Hospital")
    assert call("check", file, "--json").json == {"ok": True, "problems": []}
    assert call("check", file).out == "The file is whole.\n"


def test_a_changed_row_is_found(log: Log, call: Run, file: Path) -> None:
    import sqlite3

    log("--organisation", "Demo Hospital")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE consultation SET contact_minutes = 999")
    connection.close()
    ended = call("check", file, "--json", ok=False)
    assert ended.code == 1
    assert ended.json["ok"] is False
    assert {tuple(problem) for problem in ended.json["problems"]} == {("code", "what", "remedy")}
    assert call("check", file, ok=False).code == 1


def test_the_archive_holds_every_record_in_the_agreed_shape(
    log: Log, call: Run, file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    talk = log("--organisation", "Demo Hospital", "--topic", "ipr", "--topic", "legal", "--follow-up", "+3").json["id"]
    with open_office(file, clock=clock, settings=Settings()) as office:
        value = Money(Decimal("12.50"), "EUR")
        case = replace(office.advice.blank_case(), title="x", estimated_value=value, value_date=clock.today())
        office.advice.open_case(case, office.advice.consultation(talk).organisation)
        office.advice.bin("consultation", talk)
    for name in ("one.json", "two.JSON"):
        call("export", file, tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.JSON").read_bytes()
    archive = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert [archive[key] for key in ("format", "version", "schema")] == ["p2i-archive", 1, SCHEMA]
    records = archive["records"]
    assert set(records) == {type_key(kind) for kind in RECORD_TYPES}
    for kind in RECORD_TYPES:
        names = {*COMMON_FIELDS, *(spec.name for spec in fields_of(kind))}
        assert all(set(row) == names for row in records[type_key(kind)])
        assert [row["id"] for row in records[type_key(kind)]] == sorted(row["id"] for row in records[type_key(kind)])
    (row,) = records["consultation"]
    assert (row["topics"], row["on"], row["deleted_at"] is not None) == (["ipr", "legal"], "2026-11-20", True)
    assert records["case"][0]["estimated_value"] == {"amount": "12.50", "currency": "EUR"}
    assert records["action"][0]["about"]["type"] == "organisation"
    assert records["staff_member"][0]["weekly_hours"] == "40"
    assert records["rule_settings"][0]["escalation_days"] == ["9", "21", "45"]


def test_the_workbook_holds_every_record_as_typed_cells(log: Log, call: Run, file: Path, tmp_path: Path) -> None:
    one = log("--organisation", "=1+1", "--minutes", 25, note="'; --").json["id"]
    out = tmp_path / "all.xlsx"
    counts = call("export", file, out, "--json").json["counts"]
    assert (counts["consultation"], counts["organisation"]) == (1, 1)
    book = load_workbook(out)
    found = [
        {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
        for sheet in book
        if sheet.max_row >= 2 and any(cell.value == one for cell in sheet[2])
    ]
    (row,) = found
    values = {head: cell.value for head, cell in row.items()}
    assert 25 in values.values()
    formula = [cell for cell in row.values() if cell.value == "=1+1"]
    assert formula
    assert all(cell.data_type == "s" for cell in formula)


@pytest.mark.parametrize("name", ["out.csv", "out", "out.json.txt", ""])
def test_an_export_ends_in_a_known_form(call: Run, file: Path, tmp_path: Path, name: str) -> None:
    ended = call("export", file, name, ok=False)
    assert ended.code == 2
    assert ".xlsx or .json" in ended.err


def test_a_place_that_endangers_the_file_is_said_and_is_no_fault_of_it(call: Run, file: Path) -> None:
    (file.parent / ".stfolder").mkdir()
    told = call("check", file)
    assert (told.code, "The file is whole." in told.out, "Syncthing" in told.out) == (0, True, True)
    assert call("check", file, "--json").json == {"ok": True, "problems": []}


def test_check_and_export_know_attached_files(call: Run, file: Path, tmp_path: Path, clock: FixedClock) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("a plan")
    with open_office(file, clock=clock, settings=Settings(language="en")) as office:
        case = office.advice.blank_case()
        office.advice.open_case(replace(case, title="Demo"))
        office.attachments.add(About("case", case.id), [plan])
    told = call("export", file, tmp_path / "all.json").out
    assert f"{file.name}-files" in told
    assert call("check", file).code == 0
    stored = next(path for path in file.with_name(f"{file.name}-files").rglob("*") if path.is_file())
    stored.write_text("changed")
    wrong = call("check", file, "--json", ok=False)
    assert wrong.code == 1
    assert [one["code"] for one in wrong.json["problems"]] == ["attachment_altered"]
    stored.unlink()
    wrong = call("check", file, "--language", "de", ok=False)
    assert "Legen Sie diesen Ordner wieder daneben." in wrong.out
