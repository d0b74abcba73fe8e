"""The annual report on paper: every figure printed, nothing named that must not be, equal bytes, sense in odd offices."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from p2i_desktop.i18n import texts_for
from p2i_desktop.reports import annual
from p2i_desktop.reports.catalogue import REPORTS
from p2i_desktop.reports.document import Document, Figure, Heading, KeyFigures, Table, figures, printed, walk
from p2i_desktop.reports.facts import Facts
from p2i_desktop.services.office import Office
from tests.reports import offices


def facts_of(office: Office, year: int = 2025, language: str = "en") -> Facts:
    return office.printing.facts(year, language)


def text_of(data: bytes) -> str:
    """The text of all pages on one line; soft line ends are spaces."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", "-"))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def headings(document: Document) -> list[str]:
    return [block.text for block in walk(document.blocks) if isinstance(block, Heading)]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("year", [2025, 2026])
def test_every_figure_of_the_year_is_printed(office: Office, tmp_path: Path, language: str, year: int) -> None:
    made = office.printing.make("annual", year=year, form="pdf", language=language, out=tmp_path / "a.pdf")
    text = text_of(made.path.read_bytes())
    document = annual.build(facts_of(office, year, language))
    on_paper = {figure.code: figure for figure in figures(document)}
    for row in office.figures.year(year, language=language):
        assert flat(row.printed) in text, row.code
        assert flat(row.label) in text or row.code.startswith("ADV-13"), row.code
        if row.code in on_paper:
            assert (on_paper[row.code].printed, on_paper[row.code].value) == (row.printed, row.value)
            assert sorted(on_paper[row.code].records) == sorted(row.records)
    for heading in headings(document):
        assert flat(heading) in text


def test_paper_has_the_chapters_of_the_design(office: Office) -> None:
    document = annual.build(facts_of(office))
    tops = [
        block.text.split("\u2002")[-1]
        for block in walk(document.blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    assert tops == [
        "About this report",
        "Summary",
        "Key figures",
        "Advice",
        "Workshops and other events",
        "Cases",
        "Procurements and impact",
        "Buddy support",
        "How to read this report",
        "Data quality",
    ]
    (headline,) = [block for block in walk(document.blocks) if isinstance(block, KeyFigures)]
    assert [item.figure.code for item in headline.items] == ["ADV-01", "CLI-01", "ADV-07"]  # type: ignore[union-attr]


def test_every_definition_is_printed_and_led_to(office: Office) -> None:
    facts = facts_of(office)
    keys = {block.key for block in walk(annual.build(facts).blocks) if isinstance(block, Heading)}
    assert {f"def-{kpi.code.partition('.')[0]}" for kpi in facts.kpis} <= keys


def test_no_person_and_no_note_reaches_paper(office: Office, tmp_path: Path) -> None:
    text = text_of(office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "a.pdf").path.read_bytes())
    for secret in ("Marker-Person", "Secret", "secret note"):
        assert secret not in text


def test_running_year_is_cut_at_the_same_day_and_says_so(office: Office) -> None:
    facts = facts_of(office, 2026)
    assert facts.running
    assert (facts.previous[1].month, facts.previous[1].day) == (11, 21)
    assert facts.months.this[11] is None
    text = " ".join(printed(cell) for cell in _cells(annual.build(facts)))
    one = facts.kpi("ADV-01")
    assert one is not None
    assert one.printed_full in text
    assert one.full is not None
    assert one.previous is not None
    assert one.full > one.previous


def _cells(document: Document) -> list:  # type: ignore[type-arg]
    from p2i_desktop.reports.document import cells

    return list(cells(document))


def test_targets_are_judged(office: Office) -> None:
    facts = facts_of(office)
    states = {kpi.code: kpi.state for kpi in facts.kpis if kpi.target is not None}
    assert states == {"ADV-01": "reached", "ADV-07": "missed", "ADV-11": "missed"}


def test_equal_footnotes_of_a_table_stand_there_once(office: Office) -> None:
    paper = annual.build(facts_of(office))
    shared = 0
    for table in (block for block in walk(paper.blocks) if isinstance(block, Table)):
        texts = [note.text for note in table.notes]
        assert len(set(texts)) == len(texts)
        cells = [cell for row in table.rows if isinstance(row, tuple) for cell in row]
        marks = [cell.note for cell in cells if isinstance(cell, Figure) and cell.note]
        assert set(marks) <= {note.mark for note in table.notes}
        shared += len(marks) - len(set(marks))
    assert shared  # the shares of instruments lack the same fields of the same records


def test_parts_of_the_year_add_up(office: Office) -> None:
    facts = facts_of(office)
    one = facts.kpi("ADV-01")
    assert one is not None
    assert sum(value or 0 for value in facts.months.this) == one.value
    for breakdown in facts.breakdowns.values():
        if not breakdown.overlapping:
            assert sum(part.this for part in breakdown.parts) == breakdown.this, breakdown
            assert sum(part.last for part in breakdown.parts) == breakdown.last, breakdown


def test_restricted_records_count_but_are_not_listed(office: Office) -> None:
    facts = facts_of(office)
    # One call is restricted itself, five belong to the restricted case: as in every list, they go with it.
    assert facts.restricted == {"consultation": 6, "case": 1}
    all_talks = facts.kpi("ADV-02")
    assert all_talks is not None
    assert all_talks.value == len(facts.consultations) + 6
    assert not [line for line in facts.consultations if line.case.endswith(f"{95:012x}")]


@pytest.mark.parametrize("language", ["en", "de"])
def test_first_day_of_an_office_is_a_report_too(first_day: Office, tmp_path: Path, language: str) -> None:
    made = first_day.printing.make("annual", year=2025, form="pdf", language=language, out=tmp_path / "a.pdf")
    assert made.count >= 5
    facts = facts_of(first_day, 2025, language)
    assert facts.texts._("No consultation and no case is recorded for this period.") in text_of(made.path.read_bytes())
    assert (
        first_day.printing.make("annual", year=2025, form="xlsx", language=language, out=tmp_path / "a.xlsx").count
        == 20
    )


def test_one_record_reads_as_one(tmp_path: Path) -> None:
    with offices.filled(tmp_path / "one.p2i", talks=1) as office:
        facts = office.printing.facts(2023, "en")
        office.printing.make("annual", year=2023, form="pdf", out=tmp_path / "a.pdf")
        assert facts.count("ADV-02") == 1
        assert "1 case was opened" in text_of((tmp_path / "a.pdf").read_bytes())


def test_hostile_titles_are_only_text(tmp_path: Path) -> None:
    with offices.filled(tmp_path / "h.p2i", title=offices.HOSTILE + " {n}") as office:
        made = office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "a.pdf")
        assert made.count > 5
        assert b"DROP" not in made.path.read_bytes()


def test_same_data_same_bytes(office: Office, tmp_path: Path) -> None:
    for form in ("pdf", "xlsx"):
        first, second = (
            office.printing.make("annual", year=2025, form=form, out=tmp_path / f"{n}.{form}") for n in "ab"
        )
        assert first.sha256 == second.sha256


def test_digest_is_the_same_in_all_languages_and_moves_with_the_data(office: Office) -> None:
    digests = {facts_of(office, 2025, language).digest for language in ("en", "de")}
    assert len(digests) == 1
    assert facts_of(office, 2024).digest not in digests


def test_catalogue_lists_the_report() -> None:
    assert (REPORTS[0].id, REPORTS[0].asks) == ("annual", ("year", "language"))
    assert texts_for("en")._(REPORTS[0].title) == "Annual report"


def test_year_that_begins_in_july(office: Office, tmp_path: Path) -> None:
    office.centre.save_settings(replace(office.centre.settings(), year_starts="07-01"))
    facts = facts_of(office, 2025)
    assert (facts.since.isoformat(), facts.until.isoformat()) == ("2025-07-01", "2026-06-30")
    assert facts.months.names[0] == "Jul"
    one = facts.kpi("ADV-01")
    assert one is not None
    assert sum(value or 0 for value in facts.months.this) == one.value
    for form in ("pdf", "xlsx"):
        office.printing.make("annual", year=2025, form=form, out=tmp_path / f"a.{form}")


def test_years_without_data_have_no_change(office: Office) -> None:
    facts = facts_of(office, 2022)
    one = facts.kpi("ADV-01")
    assert one is not None
    assert (one.value, one.printed, one.previous) == (0, "0", 0)
    helped = facts.kpi("ADV-12")
    assert helped is not None
    assert (helped.value, helped.printed, helped.printed_change, helped.state) == (None, "–", "–", "no_target")
