"""Printing: names of files, progress, cancel, language, what stands when something goes wrong."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.i18n import texts_for
from p2i_desktop.services.office import Office
from p2i_desktop.services.printing import Made, title_in_name
from tests.reports import offices


@pytest.fixture
def office(tmp_path: Path):  # type: ignore[no-untyped-def]
    with offices.filled(tmp_path / "office.p2i", talks=60) as made:
        yield made


class Cancelled(Exception):  # noqa: N818
    pass


def test_report_goes_into_the_folder_under_a_name_of_its_own(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    made = [office.printing.make("annual", year=2025, form="pdf", language="en", folder=folder) for _ in range(2)]
    names = [one.path.name for one in made]
    assert names == ["P2I_Annual-report_2025_AT_2026-11-21.pdf", "P2I_Annual-report_2025_AT_2026-11-21_2.pdf"]
    assert made[0].path.parent == folder


def test_folder_of_the_settings_then_documents(office: Office, tmp_path: Path, own_home: Path) -> None:
    made = office.printing.make("annual", year=2025, form="xlsx")
    assert made.path.is_relative_to(own_home)
    office.use_settings(replace(office.settings, report_folder=str(tmp_path / "mine")))
    assert office.printing.make("annual", year=2025, form="xlsx").path.parent == tmp_path / "mine"


def test_what_is_made_is_told(office: Office, tmp_path: Path) -> None:
    shares: list[float] = []
    made = office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "a.pdf", progress=shares.append)
    assert made.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert made.as_json() == {"path": str(tmp_path / "a.pdf"), "pages": made.count, "sha256": made.sha256}
    assert Made(Path("b"), "xlsx", 16, "x").as_json() == {"path": "b", "sheets": 16, "sha256": "x"}
    assert made.count > 5
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
@pytest.mark.parametrize("patience", [1, 2, 3])
def test_cancel_leaves_nothing_new_and_the_old_file(office: Office, tmp_path: Path, form: str, patience: int) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    old = folder / f"a.{form}"
    old.write_bytes(b"old")
    left = [patience]

    def stop(share: float) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.printing.make("annual", year=2025, form=form, out=old, progress=stop)
    assert old.read_bytes() == b"old"
    assert list(folder.iterdir()) == [old]


def test_unknown_report_and_form(office: Office, tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        office.printing.make("no_such", year=2025, form="pdf", out=tmp_path / "a")
    with pytest.raises(LookupError):
        office.printing.make("annual", year=2025, form="docx", out=tmp_path / "a")
    papers = [
        "annual", "dossier", "buddy_plan", "buddy_progress", "buddy_matrix", "buddy_minutes", "buddy_evaluation", "sign_in", "badges",
        "certificates", "evaluation_form", "participants", "workshop", "workshop_list", "workshop_series",
    ]  # fmt: skip
    assert [report.id for report in office.printing.reports()] == papers


def test_language_is_chosen_then_of_the_settings_then_of_the_centre(office: Office) -> None:
    assert office.printing.language("de") == "de"
    assert office.printing.language() == "en"
    office.use_settings(replace(office.settings, report_language="de"))
    assert office.printing.language(None) == "de"


def test_folder_that_is_not_there(office: Office, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "none" / "a.pdf")


def test_facts_are_gathered_once_until_something_changes(office: Office) -> None:
    first = office.printing.facts(2025, "en")
    assert office.printing.facts(2025, "en").kpis is first.kpis
    own = office.work.own_centre()
    assert own is not None
    office.centre.save_centre(replace(own, website="https://example.org"))
    assert office.printing.facts(2025, "en").kpis is not first.kpis
    for year in range(2018, 2024):
        office.printing.facts(year, "en")
    assert office.printing.facts(2025, "en").kpis is not first.kpis


def test_names_of_files_keep_latin_letters() -> None:
    assert title_in_name("Annual report", texts_for("en")) == "Annual-report"
    assert title_in_name("Ετήσια έκθεση", texts_for("en")) == ""
    assert title_in_name("Übersicht: Größe/é", texts_for("en")) == "Uebersicht-Groesse-e"
