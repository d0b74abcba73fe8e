"""`demo` and `report`, and the window where there is none."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.services.office import open_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import Run
from tests.reports.offices import CLOCK

TODAY = "2026-11-20"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo centre."""
    from datetime import date

    from p2i_desktop.services.demo import make_demo

    path = tmp_path_factory.mktemp("demo") / "demo.p2i"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(path.parent / "home"))
        make_demo(path, scale=40, seed=7, today=date(2026, 11, 20))
    return path


def test_the_demo_centre_comes_with_its_year_on_paper(run: Run, tmp_path: Path) -> None:
    words = ["--scale", 30, "--today", TODAY, "--open", "--language", "de"]
    ended = run("demo", tmp_path / "new" / "demo.p2i", *words, env={"QT_QPA_PLATFORM": ""})
    paths = [Path(line) for line in ended.out.splitlines()]
    assert [path.suffix for path in paths[:3]] == [".p2i", ".pdf", ".xlsx"]
    assert all(path.stat().st_size > 10_000 for path in paths[:3])
    assert paths[1].read_bytes().startswith(b"%PDF-")
    assert len(paths) == 4  # the last line says that there is no screen


def test_the_same_seed_and_day_give_the_same_records(call: Run, tmp_path: Path) -> None:
    texts = []
    for name in ("a", "b"):
        made = call("demo", tmp_path / f"{name}.p2i", "--scale", 20, "--seed", 5, "--today", TODAY, "--json").json
        assert set(made) == {"paths", "counts"}
        assert made["counts"]["consultation"] >= 20
        call("export", tmp_path / f"{name}.p2i", tmp_path / f"{name}.json")
        texts.append((tmp_path / f"{name}.json").read_bytes())
    assert texts[0] == texts[1]
    call("demo", tmp_path / "c.p2i", "--scale", 20, "--seed", 6, "--today", TODAY)
    call("export", tmp_path / "c.p2i", tmp_path / "c.json")
    assert (tmp_path / "c.json").read_bytes() != texts[0]


def test_a_demo_never_takes_the_place_of_a_file(call: Run, tmp_path: Path) -> None:
    taken = tmp_path / "mine.p2i"
    taken.write_text("mine")
    ended = call("demo", taken, ok=False)
    assert (ended.code, "exists" in ended.err, taken.read_text()) == (3, True, "mine")
    assert call("demo", tmp_path / "demo.txt", ok=False).code == 2
    (tmp_path / "folder.p2i").mkdir()
    assert call("demo", tmp_path / "folder.p2i", ok=False).code == 3


def test_a_demo_is_not_undone(call: Run, demo: Path) -> None:
    assert call("undo", demo, ok=False).code == 1


def test_reports_are_listed_and_made(call: Run, demo: Path, tmp_path: Path) -> None:
    listed = call("report", "list", "--json").json
    assert [set(one) for one in listed] == [{"id", "title", "asks", "forms"}] * len(listed)
    assert {"annual", "dossier"} <= {one["id"] for one in listed}
    assert listed[0]["id"] == "annual"
    pdf = call("report", "annual", demo, "--year", 2025, "--form", "pdf", "--out", tmp_path / "a.pdf", "--json").json
    xlsx = call(
        "report", "annual", demo, "--year", 2025, "--form", "xlsx", "--out", tmp_path / "a.xlsx", "--language", "de",
        "--json",
    ).json  # fmt: skip
    assert (set(pdf), set(xlsx)) == ({"path", "pages", "sha256"}, {"path", "sheets", "sha256"})
    assert pdf["pages"] >= 5
    assert xlsx["sheets"] >= 3
    without_year = call("report", "annual", demo, "--form", "pdf", "--out", tmp_path / "b.pdf", "--today", TODAY)
    assert "b.pdf" in without_year.out


@pytest.mark.parametrize(
    "words",
    [
        ["nothing", "FILE", "--form", "pdf", "--out", "OUT"],
        ["annual", "FILE", "--form", "pdf"],
        ["annual", "FILE", "--out", "NEITHER"],
        ["annual", "FILE", "--out", "OUT", "--form", "xlsx"],
        ["annual", "--form", "pdf", "--out", "OUT"],
        ["annual", "FILE", "--form", "doc", "--out", "OUT"],
        [],
    ],
)
def test_what_a_report_lacks_is_said(call: Run, demo: Path, tmp_path: Path, words: list[str]) -> None:
    names = {"FILE": str(demo), "OUT": str(tmp_path / "x.pdf"), "NEITHER": str(tmp_path / "x.doc")}
    ended = call("report", *(names.get(word, word) for word in words), ok=False)
    assert (ended.code, ended.out) == (2, "")
    assert list(tmp_path.glob("x.*")) == []


@pytest.mark.parametrize(("name", "start"), [("a.pdf", b"%PDF"), ("b.XLSX", b"PK")])
def test_the_name_of_the_file_says_the_form(call: Run, demo: Path, tmp_path: Path, name: str, start: bytes) -> None:
    call("report", "annual", demo, "--year", 2025, "--out", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_report_that_cannot_be_written_leaves_the_old_one(call: Run, demo: Path, tmp_path: Path) -> None:
    ended = call(
        "report", "annual", demo, "--year", 2025, "--form", "pdf", "--out", tmp_path / "no" / "a.pdf", ok=False
    )
    assert (ended.code, "there is no folder" in ended.err) == (3, True)
    ended = call("report", "annual", demo, "--year", 2025, "--form", "pdf", "--out", tmp_path, ok=False)
    assert ended.code == 3
    assert list(tmp_path.glob(".*.part")) == []


def test_german_answers_in_german(call: Run, demo: Path) -> None:
    rows = call("figures", demo, "--year", 2025, "--json", "--language", "de").json
    english = call("figures", demo, "--year", 2025, "--json", "--language", "en").json
    assert [row["value"] for row in rows] == [row["value"] for row in english]
    assert rows[0]["label"] != english[0]["label"]


def test_export_of_the_demo_is_complete(call: Run, demo: Path, tmp_path: Path) -> None:
    counts = call("export", demo, tmp_path / "d.json", "--json").json["counts"]
    records = json.loads((tmp_path / "d.json").read_text("utf-8"))["records"]
    assert counts == {key: len(rows) for key, rows in records.items()}


def test_the_dossier_of_a_case_by_number_or_id(call: Run, demo: Path, tmp_path: Path) -> None:
    records = _archive(call, demo, tmp_path)
    case = next(one for one in records["case"] if one["confidentiality"] == "centre" and one["number"])
    for key, form in ((case["number"].lower(), "pdf"), (case["id"], "xlsx")):
        out = tmp_path / f"d.{form}"
        made = call("report", "dossier", demo, "--key", key, "--form", form, "--out", out, "--json").json
        assert made["pages" if form == "pdf" else "sheets"] >= 1
        assert len(made["sha256"]) == 64
    hidden = tmp_path / "hidden.xlsx"
    call("report", "dossier", demo, "--key", case["number"], "--anonymise", "--form", "xlsx", "--out", hidden)
    text = repr([row for sheet in load_workbook(hidden) for row in sheet.iter_rows(values_only=True)])
    assert case["title"] not in text
    assert case["number"] not in text


@pytest.mark.parametrize(("words", "told"), [
    (["dossier"], "--key is missing."), (["dossier", "--key", "XX-1"], "There is no case XX-1."),
    (["annual", "--anonymise"], "cannot be anonymised"),
])  # fmt: skip
def test_what_a_dossier_lacks_is_said(call: Run, demo: Path, tmp_path: Path, words: list[str], told: str) -> None:
    out = tmp_path / "x.pdf"
    wrong = call("report", words[0], demo, *words[1:], "--form", "pdf", "--out", out, ok=False)
    assert (wrong.code, told in wrong.err, out.exists()) == (2, True, False)


def _archive(call: Run, demo: Path, tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    call("export", demo, tmp_path / "all.json")
    found: dict[str, list[dict[str, str]]] = json.loads((tmp_path / "all.json").read_text("utf-8"))["records"]
    return found


def test_papers_of_plans_and_meetings_by_key(call: Run, plans: Path, tmp_path: Path) -> None:
    for report, more, form in (
        ("buddy_plan", ["--key", "qa-qg-2026"], "pdf"),
        ("buddy_plan", ["--key", "QA-QG-2026-v2", "--without-annexes", "--anonymise"], "xlsx"),
        ("buddy_progress", ["--key", "QA-QG-2026", "--language", "de"], "pdf"),
        ("buddy_progress", ["--year", "2026"], "xlsx"),
        ("buddy_progress", [], "pdf"),
        ("buddy_matrix", ["--language", "de"], "pdf"),
        ("buddy_matrix", [], "xlsx"),
        ("buddy_minutes", ["--key", "QA-QG-2026/2026-02-03"], "pdf"),
        ("buddy_evaluation", ["--key", "QA-QG-2026"], "xlsx"),
    ):
        out = tmp_path / f"{report}.{form}"
        made = call("report", report, plans, *more, "--form", form, "--out", out, "--json").json
        assert made["pages" if form == "pdf" else "sheets"] >= 1
        assert out.stat().st_size > 1000


@pytest.mark.parametrize(("words", "told"), [
    (["buddy_plan"], "--key is missing."), (["buddy_minutes"], "--key is missing."),
    (["buddy_plan", "--key", "XX-YY-2026"], "The support plans are: QA-QG-2026."),
    (["buddy_plan", "--key", "QA-QG-2018"], "The pair QA-QG-2018 has no support plan."),
    (["buddy_minutes", "--key", "QA-QG-2026/2026-05-12"], "Its meetings: 2026-02-03, 2026-12-01."),
    (["buddy_evaluation", "--key", "QA-QG-2026", "--without-annexes"], "has no annexes to leave out"),
])  # fmt: skip
def test_what_a_paper_of_a_plan_lacks_is_said(
    call: Run, plans: Path, tmp_path: Path, words: list[str], told: str
) -> None:
    out = tmp_path / "x.pdf"
    wrong = call("report", words[0], plans, *words[1:], "--form", "pdf", "--out", out, "--language", "en", ok=False)
    assert (wrong.code, told in wrong.err, out.exists()) == (2, True, False), wrong.err


def test_a_key_that_is_wrong_is_told_in_the_language_that_was_asked_for(call: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "x"
    for words in (
        ["report", "buddy_plan", plans, "--key", "XX-YY-2026", "--form", "pdf", "--out", out],
        ["export", plans, tmp_path / "x.ics", "--plan", "XX-YY-2026"],
    ):
        told = [call(*words, "--language", language, ok=False).err for language in ("en", "de")]
        assert ["no support plan XX" in told[0], "keinen Unterstützungsplan XX" in told[1]] == [True, True], told


def test_papers_of_a_workshop_by_number_and_what_named_people_is_noted(
    call: Run, workshops: Path, tmp_path: Path
) -> None:
    for report, more, form in (
        ("sign_in", [], "pdf"), ("badges", ["--language", "de"], "pdf"), ("evaluation_form", [], "pdf"),
        ("participants", ["--columns", "name, organisation,email"], "xlsx"), ("workshop", [], "pdf"),
        ("workshop", ["--names"], "xlsx"), ("workshop", ["--anonymise"], "xlsx"),
    ):  # fmt: skip
        out = tmp_path / f"{report}.{form}"
        words = ["report", report, workshops, "--key", "w-2026-07", *more, "--form", form, "--out", out]
        made = call(*words, "--json").json
        assert made["pages" if form == "pdf" else "sheets"] >= 1
    for report in ("workshop_list", "workshop_series"):
        call("report", report, workshops, "--form", "xlsx", "--out", tmp_path / "l.xlsx")
    noted = _archive(call, workshops, tmp_path)["disclosure"]
    assert sorted(one["what"] for one in noted if one["on"] != "2026-10-14") == sorted(
        ["Sign-in sheet", "Name badges", "Participants", "Workshop record"]  # the log of the centre, whatever the paper
    )


def test_a_paper_is_made_while_the_file_is_open_elsewhere_and_says_that_nothing_was_noted(
    call: Run, workshops: Path, tmp_path: Path
) -> None:
    out = tmp_path / "s.pdf"
    with open_office(workshops, clock=CLOCK, settings=Settings(language="en")):
        ended = call("report", "sign_in", workshops, "--key", "W-2026-07", "--form", "pdf", "--out", out,
                     "--language", "en", ok=False)  # fmt: skip
    assert (ended.code, out.exists()) == (0, True)
    assert "could not be noted in the file" in ended.err


@pytest.mark.parametrize(("words", "told"), [
    (["sign_in"], "--key is missing."), (["sign_in", "--key", "W-2026-08"], "There are: W-2026-07"),
    (["participants", "--key", "W-2026-07", "--columns", "name,shoes"], "There is no column shoes."),
    (["participants", "--key", "W-2026-07", "--names"], "has no choice of names"),
    (["workshop", "--key", "W-2026-07", "--columns", "name"], "has no columns to choose"),
    (["sign_in", "--key", "W-2026-07", "--form", "xlsx"], "exists as PDF only"),
])  # fmt: skip
def test_what_a_paper_of_a_workshop_lacks_is_said(
    call: Run, workshops: Path, tmp_path: Path, words: list[str], told: str
) -> None:
    out = tmp_path / ("x.xlsx" if "xlsx" in words else "x.pdf")
    wrong = call("report", words[0], workshops, *words[1:], "--out", out, "--language", "en", ok=False)
    assert (wrong.code, told in wrong.err, out.exists()) == (2, True, False), wrong.err


@pytest.fixture(scope="module")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a workshop that holds everything a paper can tell."""
    from tests.reports.workshop_world import office_with_workshop

    path = tmp_path_factory.mktemp("workshops") / "workshops.p2i"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(path.parent / "home"))
        office_with_workshop(path).close()
    return path


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a plan in force, its next version as a draft, and a pair without a plan."""
    from tests.reports.buddy_world import office_with_plans

    path = tmp_path_factory.mktemp("plans") / "plans.p2i"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(path.parent / "home"))
        office_with_plans(path).close()
    return path
