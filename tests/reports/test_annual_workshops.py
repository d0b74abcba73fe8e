"""The chapter on workshops: the list of the year, months and parts, answers; the sheets and the evidence name nobody."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import EventStatus, FeedbackAnswer, FeedbackQuestion, Participation, Workshop
from p2i_desktop.reports import annual
from p2i_desktop.reports.annual import workshops
from p2i_desktop.reports.annual.chapter import Numbers
from p2i_desktop.reports.document import Chart, Table, Text, printed
from p2i_desktop.reports.facts import Facts
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.reports import offices
from tests.reports.reading import Reading
from tests.services.workshop_year import key, make_office

SHEETS = {"Workshop figures", "Workshops", "Participations"}
NAMES = ("Ada", "Bob", "Eve", "Person 1", "New Office")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with make_office(tmp_path_factory.mktemp("chapter")) as made:
        questions = [FeedbackQuestion(workshop=key("W1"), position="a", text="Useful?")]
        scores = [FeedbackAnswer(feedback=key("q1"), question=questions[0].id, score=score) for score in (5, 4, 4)]
        more = FeedbackAnswer(feedback=key("q4"), question=questions[0].id, score=1)  # of the year before
        put(made, *questions, *scores, more)
        yield made


def put(office: Office, *records: Record) -> None:
    office.store.apply("add", [Put(office.work.owned(one)) for one in records])


def blocks(facts: Facts) -> tuple[object, ...]:
    return workshops.CHAPTER.blocks(facts, Numbers(facts.texts))


def tables(facts: Facts) -> dict[str, Table]:
    return {block.caption: block for block in blocks(facts) if isinstance(block, Table)}


def words(table: Table) -> list[list[str]]:
    found = [[printed(cell) for cell in row] for row in table.rows if isinstance(row, tuple)]
    return [*found, [printed(cell) for cell in table.total]] if table.total is not None else found


def test_the_workshops_of_the_year_stand_in_one_table_without_the_restricted_one(office: Office) -> None:
    facts = office.printing.facts(2025, "en")
    assert words(tables(facts)["Workshops of the period"]) == [
        ["01/01/2025", "Demo workshop W1", "Training", "Hybrid", "3", "11", "2", "4.5 (n\u00a0=\u00a04)"],
        ["10/03/2025", "Demo workshop W2", "Webinar", "Online", "1", "30", "2", "3.0 (n\u00a0=\u00a03)"],
        ["30/03/2025", "Demo workshop W3", "Training", "On site", "4", "0", "1", "–"],
        ["09/09/2025", "Demo workshop WB", "Seminar", "On site", "0", "0", "0", "–"],
        ["31/12/2025", "Demo workshop W5", "Seminar", "On site", "1", "0", "1", "–"],
        ["", "All workshops", "", "", "59", "42", "4", "3.9"],
    ]
    texts = [block.text for block in blocks(facts) if isinstance(block, Text)]
    assert "1 restricted workshop is counted and not listed." in texts
    assert texts[0] == (
        "6 workshops were held with 101 participations. 41.6% of the participations were online. "
        "4 different participants and 4 organisations are known by name."
    )


def test_months_and_parts_add_up_to_the_figures(office: Office) -> None:
    found = tables(office.printing.facts(2025, "en"))
    months = words(found["Workshops and participations per month"])
    assert months[0] == ["Jan", "0", "1", "0", "14"]
    assert months[-2:] == [["Dec", "1", "1", "1", "1"], ["Total", "1", "6", "1", "101"]]
    assert words(found["Workshops by type"])[-1] == ["Total", "1", "6", "1", "101"]
    topics = found["Workshops by topic"]
    assert words(topics)[-2:] == [["Not given", "0", "1", "0", "4"], ["All, each counted once", "1", "6", "1", "101"]]
    assert topics.notes, "who counts in several rows is told"
    shares = words(found["Workshops by format"])
    assert shares == [["On site", "1", "3", "1", "5"], ["Hybrid", "0", "2", "0", "65"], ["Online", "0", "1", "0", "31"], ["Total", "1", "6", "1", "101"]]  # fmt: skip


def test_the_scores_of_the_forms_of_the_year_are_drawn_and_counted(office: Office) -> None:
    facts = office.printing.facts(2025, "en")
    counts, shares = words(tables(facts)["Scores given to the questions of the forms"])
    assert counts == ["Answers", "0", "0", "0", "2", "1", "3"]
    assert shares[4:] == ["66.7%", "33.3%", "100.0%"]
    charts = [block.title for block in blocks(facts) if isinstance(block, Chart)]
    assert charts == ["Workshops held per month", "Workshops by type", "Workshops by format", "Workshops by topic", "Scores given to the questions of the forms"]  # fmt: skip


def test_a_file_without_workshops_has_one_sentence_and_no_sheets_of_them(tmp_path: Path) -> None:
    with offices.empty(tmp_path / "none.p2i") as office:
        facts = office.printing.facts(2026, "en")
        _, only = blocks(facts)
        assert isinstance(only, Text)
        assert only.text == "No workshop was held in this and the two previous years."
        path = office.printing.make("annual", year=2026, form="xlsx", out=tmp_path / "a.xlsx").path
        assert not SHEETS & set(openpyxl.load_workbook(path).sheetnames)


def test_a_year_without_workshops_after_years_with_some_shows_the_years(office: Office) -> None:
    facts = office.printing.facts(2026, "en")
    found = tables(facts)
    assert "Workshops of the period" not in found
    assert words(found["Workshops and participations per month"])[-1] == ["Total", "5", "0", "100", "0"]


def test_the_workbook_lists_what_is_behind_the_figures_and_every_block_adds_up(office: Office, tmp_path: Path) -> None:
    path = office.printing.make("annual", year=2025, form="xlsx", out=tmp_path / "a.xlsx").path
    book = openpyxl.load_workbook(path, data_only=True)
    assert set(book.sheetnames) >= SHEETS
    checks = {
        str(row[0].value): str(row[4].value)
        for row in book["Data quality"].iter_rows()
        if str(row[0].value).startswith(("EVT-", "CLI-04", "DQ-", "SAT-04"))
    }
    assert len([code for code in checks if code.startswith("EVT-")]) == 10
    assert not [code for code, said in checks.items() if "✗" in said]
    assert all("✓" in said for code, said in checks.items() if code.startswith("EVT-"))
    held = [cell.value for cell in book["Workshops"]["D"]][3:8]
    assert held == [f"Demo workshop {name}" for name in ("W1", "W2", "W3", "WB", "W5")]
    incomplete = [[cell.value for cell in row] for row in book["Incomplete records"].iter_rows(min_row=4)]
    assert [row[0] for row in incomplete if row[1] == "Workshop"] == ["Minutes"]


def test_nobody_is_named_on_paper_or_in_the_workbook_and_rows_lead_nowhere_but_to_their_workshop(
    office: Office, tmp_path: Path
) -> None:
    paper = office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "a.pdf").path
    reading = Reading(paper.read_bytes())
    text = " ".join(reading.text(node) for node in reading.nodes("Document"))
    assert "Demo workshop W1" in text
    path = office.printing.make("annual", year=2025, form="xlsx", out=tmp_path / "a.xlsx").path
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for page in book for line in page for cell in line if cell.value is not None]
    for name in NAMES:
        assert re.search(rf"\b{name}\b", text) is None, name
        assert name not in cells
    assert "Demo Office H" in cells
    assert "Demo Office K" not in cells, "it was at the restricted workshop alone"
    people = book["Participations"]
    keys = {str(cell.value) for line in people for cell in line}
    assert not keys & {key(name) for name in ("a1", "a2", "b1", "c1")}, "no key of a person's row"
    assert people.max_row - 3 - 1 == 16, "those behind a figure of a workshop that is listed, and a total"
    assert people["A4"].hyperlink is not None


def test_a_long_year_is_cut_on_paper_and_whole_in_the_workbook(tmp_path: Path) -> None:
    with offices.empty(tmp_path / "long.p2i") as office:
        days = [date(2025, 1, 1 + n % 28) for n in range(workshops.MOST_WORKSHOPS + 5)]
        events = [
            Workshop(title=f"Demo {n}", status=EventStatus.HELD, starts_on=day, ends_on=day, timezone="UTC", headcount_on_site=n)
            for n, day in enumerate(days)
        ]  # fmt: skip
        put(office, *events)
        facts = office.printing.facts(2025, "en")
        table = tables(facts)["Workshops of the period"]
        assert len(table.rows) == workshops.MOST_WORKSHOPS
        assert "Demo 4" not in [row[1] for row in words(table)], (
            "those with fewest participations are left to the workbook"
        )
        assert [row[0] for row in words(table)[:-1]] == sorted(row[0] for row in words(table)[:-1])
        assert len(facts.workshops.workshops) == len(events)
        texts = [block.text for block in blocks(facts) if isinstance(block, Text)]
        assert any("lists 5 more" in text for text in texts)


def test_hostile_words_of_a_workshop_are_words(tmp_path: Path) -> None:
    with offices.empty(tmp_path / "hostile.p2i") as office:
        event = Workshop(
            title=offices.HOSTILE, status=EventStatus.HELD, starts_on=date(2025, 5, 5), ends_on=date(2025, 5, 5), city=offices.HOSTILE
        )  # fmt: skip
        seat = Participation(workshop=event.id, group_name=offices.HOSTILE, group_size=3)
        put(
            office,
            event,
            seat,
            Feedback(about=About("workshop", event.id), comment=offices.HOSTILE, on=date(2025, 6, 6)),
        )
        facts = office.printing.facts(2025, "en")
        (row, _) = words(tables(facts)["Workshops of the period"])
        assert row[1] == offices.HOSTILE
        assert row[4] == "3"
        annual.build(facts)
        path = office.printing.make("annual", year=2025, form="xlsx", out=tmp_path / "a.xlsx").path
        assert openpyxl.load_workbook(path)["Workshops"]["D4"].data_type == "s"
        office.printing.make("annual", year=2025, form="pdf", out=tmp_path / "a.pdf")
