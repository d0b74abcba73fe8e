"""Papers of workshops: what stands in them, who is named where, what fits on a badge, the same counting as the figures."""

import itertools
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from p2i_desktop.domain.workshops import FeedbackQuestion
from p2i_desktop.i18n import texts_for
from p2i_desktop.reports import pdf
from p2i_desktop.reports.catalogue import REPORTS
from p2i_desktop.reports.handouts import Badges, SignSheet
from p2i_desktop.reports.workshop import badges, sign_in
from p2i_desktop.reports.workshop.facts import COLUMNS
from p2i_desktop.services.office import Office, look_at
from p2i_desktop.services.report_keys import workshop_choices
from p2i_desktop.services.report_workshops import Wanted, workshop_facts
from p2i_desktop.settings import Settings
from tests.reports import workshop_world as world
from tests.reports.offices import CLOCK, HOSTILE, _id, empty
from tests.reports.reading import Reading
from tests.reports.workshop_world import marked
from tests.tools import verapdf

PAPERS = ("sign_in", "badges", "evaluation_form", "participants", "workshop")
MM = 72 / 25.4


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One file for all that only read."""
    folder = tmp_path_factory.mktemp("workshops")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(folder / "home"))
        with world.office_with_workshop(folder / "w.p2i", *world.series()) as office:
            yield office


def words_of(data: bytes) -> str:
    """All text of all pages, read in order, without the breaks of lines."""
    return " ".join(mark.text for page in Reading(data).pages for mark in page)


def paper(office: Office, report: str, **more: Any) -> bytes:
    more.setdefault("language", "en")
    return office.printing.paper(report, key=world.EVENT, **more).data


def book(office: Office, tmp_path: Path, report: str, **more: Any) -> dict[str, list[tuple[Any, ...]]]:
    more.setdefault("language", "en")
    out = tmp_path / f"{report}.xlsx"
    office.printing.make(report, key=world.EVENT, form="xlsx", out=out, **more)
    return {sheet.title: [tuple(c.value for c in row) for row in sheet.iter_rows()] for sheet in load_workbook(out)}


def facts_of(office: Office, report: str = "sign_in", **more: Any) -> Any:
    return workshop_facts(office.work, world.EVENT, Wanted(report, texts_for("en"), CLOCK.now(), **more))


# -- the sign-in sheet ---------------------------------------------------------------------------------------------------
def test_every_session_has_its_list_with_codes_free_rows_purpose_and_funder(told: Office) -> None:
    read = Reading(paper(told, "sign_in"))
    assert [read.text(node) for node in read.nodes("H1")] == ["From need to contract"] * 2
    text = words_of(paper(told, "sign_in"))
    for words in (
        "Session 1: Morning 1", "Session 2: Morning 2", "W-2026-07 · Wed 14/10/2026, 09:00–12:00 (Europe/Vienna)",
        "Demo Hall, Demo Town, Austria", "Sheet 1 of 1", f"{marked('Ada')} {marked('Alpha')}", "Demo Hospital",
        "XA0", "XA9", "XB0", "XB9", "Not on the list?", "Purpose: Evidence of attendance and certificates.",
        "Legal basis: Public task.", "Kept until 31/12/2031 by Demo Centre.", "Co-funded by a demonstration programme.",
        "Person 0421",
    ):  # fmt: skip
        assert words in text, words
    for gone in ("ada@demo.example", "+43 1 000", marked("Cancelled"), marked("Waiting"), marked("Organiser"),
                 marked("Restricted"), "Demo class"):  # fmt: skip
        assert gone not in text, gone
    assert len([node for node in read.nodes("Figure") if "European" in str(node.attributes["Alt"])]) == 2


def test_rows_are_twelve_millimetres_high_and_each_sheet_says_which_it_is(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "c.p2i", [world.event(), world.day(), *world.crowd(40)]) as office:
        read = Reading(paper(office, "sign_in"))
    assert len(read.pages) == 4
    for number, page in enumerate(read.pages, 1):
        text = " ".join(mark.text for mark in page)
        assert f"Sheet {number} of 4" in text
        assert "Purpose: Evidence" in text
        codes = sorted(
            (line.y for m in page for line in m.lines if re.fullmatch("[A-Z]{2}[0-9]", line.text)), reverse=True
        )
        gaps = [above - below for above, below in itertools.pairwise(codes)]
        assert all(gap >= 12 * MM - 0.1 for gap in gaps)
    rows = read.nodes("TR")
    assert len(rows) == 1 + 40 + 1 + 10
    assert len({read.text(row)[:3] for row in rows[1:41]}) == 40  # no code twice


def test_codes_stay_when_somebody_comes_later(told: Office, tmp_path: Path) -> None:
    before = {one.name: one.code for one in facts_of(told).people}
    with world.office_with_workshop(tmp_path / "l.p2i", world.person(500, "Late Comer")) as office:
        after = {one.name: one.code for one in facts_of(office).people}
    assert {name: after[name] for name in before} == before
    assert not any(code.startswith("X") for code in after.values())


# -- badges --------------------------------------------------------------------------------------------------------------
def test_badges_stand_in_the_order_of_the_sheet_and_free_ones_behind(told: Office) -> None:
    facts = facts_of(told, "badges")
    worn, signed = badges.build(facts).blocks[0], sign_in.build(facts).blocks[0]
    assert isinstance(worn, Badges)
    assert isinstance(signed, SignSheet)
    assert [one.code for one in worn.items[:-10]] == [row.code for row in signed.rows]
    assert [one.code for one in worn.items[-10:]] == [f"XA{n}" for n in range(10)]
    assert all(one.free for one in worn.items[-10:])


def test_no_name_is_cut_or_leaves_its_badge(tmp_path: Path) -> None:
    names = ["Ada Demo", "X" * 200, "Berta " * 33, "Δημιουργία " * 18, "Prof. Dr. " + "Rindfleisch" * 9]
    rows = [world.person(n, name[:200].strip(), organisation_as_written="Ö" * 200) for n, name in enumerate(names)]
    with world.office_with(tmp_path / "b.p2i", [world.event(title="T " * 200), world.day(), *rows]) as office:
        read = Reading(paper(office, "badges"))
    text = " ".join(mark.text for page in read.pages for mark in page)
    for name in names:
        assert name[:200].replace(" ", "")[:190] in text.replace(" ", "").replace("-", "")
    left, top = (595.28 - 180 * MM) / 2, 841.89 - (841.89 - 275 * MM) / 2
    for page in read.pages:
        for line in (line for mark in page for line in mark.lines):
            row, column = int((top - line.y) // (55 * MM)), int((line.x - left) // (90 * MM))
            assert 0 <= row < 5
            assert left + column * 90 * MM <= line.x
            assert line.x + line.width <= left + (column + 1) * 90 * MM + 0.1


def test_a_name_that_begins_with_the_family_name_is_set_large_by_its_given_name(tmp_path: Path) -> None:
    rows = [world.person(1, "O'Neill-Ó Demo, Siobhán"), world.person(2, "Cher")]
    with world.office_with(tmp_path / "n.p2i", [world.event(), world.day(), *rows]) as office:
        worn = badges.build(facts_of(office, "badges")).blocks[0]
    assert isinstance(worn, Badges)
    assert {(one.given, one.family) for one in worn.items if not one.free} == {
        ("Siobhán", "O'Neill-Ó Demo"),
        ("Cher", ""),
    }


# -- the evaluation form ---------------------------------------------------------------------------------------------------
def test_the_form_has_five_circles_a_question_and_lines_and_names_nobody(told: Office) -> None:
    read = Reading(paper(told, "evaluation_form"))
    assert len(read.pages) == 1
    rows = [read.text(row) for row in read.nodes("TR")]
    assert rows[0].split() == ["Statement", "or", "question", "not", "at", "all", "fully"]
    assert rows[1].split()[-5:] == ["1", "2", "3", "4", "5"]
    text = words_of(paper(told, "evaluation_form"))
    assert "What was best?" in text
    assert "The form is anonymous" in text
    assert world.MARK not in text


def test_a_form_of_twelve_long_questions_is_one_sheet_and_no_more_are_asked(tmp_path: Path) -> None:
    questions = [
        FeedbackQuestion(id=_id(88, n), workshop=world.EVENT, position=f"{n:02d}", text=f"Q{n:02d} " + "very long " * 14,
                         in_words=n >= 14)
        for n in range(17)
    ]  # fmt: skip
    with world.office_with(tmp_path / "q.p2i", [world.event(), world.day(), *questions]) as office:
        read = Reading(paper(office, "evaluation_form"))
        text = read.text()
    assert len(read.pages) == 2
    assert "Q11" in text
    assert "Q12" not in text
    assert "Q14" in text
    assert "Q16" not in text


def test_without_questions_the_standard_ones_are_asked_in_the_language_of_the_paper(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "s.p2i", [world.event(), world.day()]) as office:
        assert "What was most useful?" in words_of(paper(office, "evaluation_form"))
        assert "gar nicht" in words_of(paper(office, "evaluation_form", language="de"))


# -- participants ----------------------------------------------------------------------------------------------------------
def test_the_list_shows_the_usual_columns_and_counts_by_kind(told: Office, tmp_path: Path) -> None:
    text = words_of(paper(told, "participants"))
    for words in (
        f"{marked('Alpha')}, {marked('Ada')}", "Demo Hospital", "Greece", "Those who were there", marked("Walkin"), "Demo class",
        "1 person is counted but not named", "Purpose: To prepare the event", "Kept until 31/12/2031", "Public buyer",
    ):  # fmt: skip
        assert words in text, words
    for gone in ("ada@demo.example", "+43 1 000", marked("Organiser"), marked("Nobody"), marked("Rex")):
        assert gone not in text, gone
    sheets = book(told, tmp_path, "participants")
    assert sheets["Participants"][0] == ("Name", "Organisation", "Country")
    assert len(sheets["Participants"]) == 1 + 4
    assert sheets["Groups"][1] == ("Demo class", "Demo Hospital", "Austria", 12)
    counts = {row[:2]: row[2] for row in sheets["How many"][1:]}
    assert counts == {("Public buyer", "Austria"): 14, ("Public buyer", "Greece"): 1, ("not known", "not known"): 1}
    assert any("Legal basis" in str(row[1]) for row in sheets["Facts"] if len(row) > 1)


def test_contact_data_stand_only_where_they_are_chosen(told: Office, tmp_path: Path) -> None:
    chosen = ("name", "email", "phone", "share", "code")
    rows = book(told, tmp_path, "participants", columns=chosen)["Participants"]
    assert rows[0] == ("Code", "Name", "Attendance", "E-mail", "Telephone")
    (ada,) = [row for row in rows if row[1].startswith(marked("Alpha"))]
    assert ada[2:] == (1, "ada@demo.example", "+43 1 000")
    (erased,) = [row for row in rows if row[1] == "Person 0421"]
    assert erased[3:] == (None, None)
    boxes = [
        tuple(float(v) for v in page.MediaBox)
        for page in Reading(paper(told, "participants", columns=(*chosen, "kind"))).pdf.pages
    ]
    assert all(box[2] > box[3] for box in boxes)  # six columns take landscape pages


def test_before_the_event_those_who_are_registered_are_listed(tmp_path: Path) -> None:
    ahead = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 1)}
    with world.office_with(tmp_path / "a.p2i", [world.event(**ahead), *world.crowd(3)]) as office:
        text = words_of(paper(office, "participants"))
    assert "Those who are registered" in text
    assert text.count("Office ") >= 3


# -- the record --------------------------------------------------------------------------------------------------------------
def test_the_record_tells_everything_and_names_nobody(told: Office, tmp_path: Path) -> None:
    text = words_of(paper(told, "workshop"))
    for words in (
        "From need to contract", "DEMO-P · Demo programme", "Demo Host", "1,350 EUR", "Welcome", "09:00", "10:00", "Day 2",
        "5 of 6 registered persons came (83%). 1 no-show. 1 of those who came was not registered before.", "1 person is counted but not named",
        "The topics are useful.", "4.3", "3 answers · 18% of those who were there", "Too few answers", "The exercises",
        "[name left out]", "Ask early", "Slides.", "GA-0000", "17 participations", "1 signed list is attached",
        "0123456789abcdef", "signed.pdf", "slides.pdf", "31/12/2031", "Sign-in sheet", "1 person",
    ):  # fmt: skip
        assert words in text, words
    assert world.MARK not in text
    assert "Person 0421" not in text
    sheets = book(told, tmp_path, "workshop")
    assert world.MARK not in str(sheets)
    assert sheets["Participants"][0] == ("Country", "Kind of organisation", "Role", "Takes part", "Attendance")
    assert sheets["Sessions"][1][2:] == (180, 16, 0, 0, 1)
    assert sheets["Feedback"][1] == ("The topics are useful.", 3, 4.33, 0, 0, 0, 2, 1)
    assert sheets["Documents"][1][3] in (world.SHA, world.SHA[::-1])
    for data in (paper(told, "workshop"), (tmp_path / "workshop.xlsx").read_bytes()):
        assert world.MARK.encode() not in b"".join(_parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """What a file holds, unpacked."""
    import io

    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    else:
        read = Reading(data)
        yield str(read.pdf.docinfo).encode()
        yield read.pdf.Root.Metadata.read_bytes()


def test_with_the_switch_people_speakers_comments_and_minutes_are_there(told: Office, tmp_path: Path) -> None:
    text = words_of(paper(told, "workshop", names=True))
    for words in (
        f"{marked('Ada')} {marked('Alpha')}", f"{marked('Cem')} {marked('Speaker')}, Δοκιμαστικός Δήμος, Speaker",
        marked("Minutes"), marked("Recipient"), "Purpose: To account for the event", f"Thanks to {marked('Cem')}",
    ):  # fmt: skip
        assert words in text, words
    for gone in (marked("Rex"), marked("Organiser"), marked("Cancelled")):
        assert gone not in text, gone
    sheets = book(told, tmp_path, "workshop", names=True)
    assert sheets["Participants"][0][:2] == ("Name", "Organisation")


def test_a_workshop_of_which_nothing_is_known_has_all_its_papers(tmp_path: Path) -> None:
    bare = replace(world.event(), programme=None, organisers=frozenset(), title="Bare", number="", starts_at=None,
                   ends_at=None, lessons="", materials="", protocol="", cost=None, capacity=None)  # fmt: skip
    with world.written(tmp_path / "n.p2i", [bare]) as office:
        for report in PAPERS:
            assert "Bare" in words_of(paper(office, report)), report
        assert "Nobody has noted yet who came." in words_of(paper(office, "workshop"))
        assert "Nobody is on the list." in words_of(paper(office, "participants"))
        book(office, tmp_path, "workshop")


def test_papers_name_the_file_by_number_and_never_a_person(told: Office) -> None:
    names = {report: told.printing.paper(report, key=world.EVENT, language="de").name for report in PAPERS}
    assert names["sign_in"] == "P2I_Anwesenheitsliste_W-2026-07_2026-11-21.pdf"
    assert names["workshop"] == "P2I_Workshopbericht_W-2026-07_anonymisiert_2026-11-21.pdf"
    assert not any(world.MARK in name for name in names.values())


def test_papers_that_name_people_say_whom_and_what_for(told: Office) -> None:
    handed = {report: told.printing.paper(report, key=world.EVENT, language="en").handed for report in PAPERS}
    assert handed["evaluation_form"] is None
    assert handed["workshop"] is None
    sheet, listed = handed["sign_in"], handed["participants"]
    assert sheet is not None
    assert listed is not None
    assert (sheet.workshop, sheet.what, sheet.persons) == (world.EVENT, "Sign-in sheet", 5)
    assert (listed.persons, listed.purpose) == (4, "To prepare the event and to prove who took part")
    named = told.printing.paper("workshop", key=world.EVENT, names=True, language="en").handed
    assert named is not None
    assert named.persons == 4


# -- many workshops ----------------------------------------------------------------------------------------------------------
def test_the_list_of_a_year_counts_only_what_was_held_and_is_ours(told: Office, tmp_path: Path) -> None:
    text = words_of(told.printing.paper("workshop_list", year=2025, language="en").data)
    for words in ("2025 · 2 workshops held · 42 participations", "1 restricted workshop is counted but not listed.",
                  "W-2025-01", "Called off", "Cancelled", "By others",
                  "Documented, event of others"):  # fmt: skip
        assert words in text, words
    assert "500" not in text
    assert world.MARK not in text
    out = tmp_path / "list.xlsx"
    told.printing.make("workshop_list", year=2025, form="xlsx", language="en", out=out)
    rows = [tuple(cell.value for cell in row) for row in load_workbook(out)["Workshops"].iter_rows()]
    assert rows[1][:4] == ("W-2025-01", 2025, datetime(2025, 3, 3), "First")
    assert rows[1][9:13] == (35, 30, 5, 0)
    assert rows[2][9] is None
    assert len(rows) == 4
    assert "No workshop was held in this year." in words_of(
        told.printing.paper("workshop_list", year=2001, language="en").data
    )


def test_the_series_counts_as_the_figures_do(told: Office, tmp_path: Path) -> None:
    out = tmp_path / "series.xlsx"
    told.printing.make("workshop_series", form="xlsx", language="en", out=out)
    sheets = {sheet.title: [tuple(c.value for c in row) for row in sheet.iter_rows()] for sheet in load_workbook(out)}
    by_year = {row[0]: row for row in sheets["By year"]}
    for year in (2025, 2026):
        figures = {row.code: row.value for row in told.figures.year(year)}
        found = by_year[str(year)]
        assert found[1] == figures["EVT-01"]
        assert found[2] == figures["EVT-02"]
        assert found[6] == figures["EVT-05"]
        assert found[5] == figures["EVT-04"]
        if figures["EVT-07"] is not None:
            assert round(found[8], 6) == round(float(figures["EVT-07"]), 6)
    assert {row[0] for row in sheets["By programme"][1:]} == {"DEMO-P · Demo programme"}
    assert [row[:3] for row in sheets["Types by year"][1:]] == [("Training", 2025, 2), ("Training", 2026, 1)]
    text = words_of(told.printing.paper("workshop_series", language="en").data)
    assert "59 participations" in text
    assert "Columns per year from 2025 to 2026" in " ".join(
        str(node.attributes["Alt"])
        for node in Reading(told.printing.paper("workshop_series", language="en").data).nodes("Figure")
    )


def test_a_file_without_workshops_has_a_list_and_a_series(tmp_path: Path) -> None:
    with empty(tmp_path / "none.p2i") as office:
        assert "0 workshops held" in words_of(office.printing.paper("workshop_list", year=2026, language="en").data)
        assert "No workshop was held yet." in words_of(office.printing.paper("workshop_series", language="en").data)
        office.printing.make("workshop_series", form="xlsx", out=tmp_path / "none.xlsx")
        assert workshop_choices(office.work, "a") == []


# -- all of them -------------------------------------------------------------------------------------------------------------
def test_hostile_texts_are_printed_and_stay_text(tmp_path: Path) -> None:
    hostile = {"title": HOSTILE, "venue": HOSTILE, "lessons": HOSTILE, "materials": "=1+1 " * 400}
    rows = [
        world.person(700 + n, name, organisation_as_written=HOSTILE)
        for n, name in enumerate((HOSTILE, "=cmd|'/c'!A1", "٠عربي"))
    ]
    with world.office_with_workshop(tmp_path / "h.p2i", *rows, **hostile) as office:
        for report in PAPERS:
            text = words_of(paper(office, report, names=True))
            assert "<b>&amp;</b>" in text, report
        out = tmp_path / "h.xlsx"
        office.printing.make("participants", key=world.EVENT, form="xlsx", out=out, columns=("name",))
        cells = [cell for row in load_workbook(out)["Participants"].iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)


def test_nothing_stands_in_the_margins(tmp_path: Path) -> None:
    people = [
        *world.crowd(20),
        world.person(900, "Ж" * 200),
        world.person(901, HOSTILE),
        world.person(902, world.GREEK),
    ]
    every = tuple(COLUMNS)
    with world.office_with_workshop(tmp_path / "m.p2i", *people, title="Long title " * 36, venue="V" * 200) as office:
        for report in ("sign_in", "evaluation_form", "participants", "workshop"):
            read = Reading(paper(office, report, names=True, columns=every))
            for page, box in zip(read.pages, (each.MediaBox for each in read.pdf.pages), strict=True):
                right, upper = float(box[2]) - 20 * MM, float(box[3])
                for line in (line for mark in page for line in mark.lines if line.text.strip()):
                    assert line.x >= 20 * MM - 0.1, (report, line)
                    assert line.x + line.width <= right + 1, (report, line)
                    assert 10 * MM < line.y < upper - 10 * MM, (report, line)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_character_of_greek_people_is_missing(tmp_path: Path, language: str) -> None:
    rows = [world.person(800, "Δημιουργία Παπαδοπούλου", organisation_as_written="Κέντρο Αρμοδιότητας")]
    with world.office_with(tmp_path / "g.p2i", [world.event(title=world.GREEK), world.day(), *rows]) as office:
        for report in PAPERS:
            wanted = Wanted(report, texts_for(language), CLOCK.now(), names=True)
            facts = workshop_facts(office.work, world.EVENT, wanted)
            build = next(one.build for one in REPORTS if one.id == report)
            assert pdf.missing_glyphs(build(facts)) == [], report


def test_five_hundred_people_are_soon_on_paper(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "m.p2i", [world.event(), world.day(), *world.crowd(500)]) as office:
        made = {report: office.printing.paper(report, key=world.EVENT, language="en") for report in PAPERS}
    assert made["badges"].pages == 51
    assert made["sign_in"].pages > 30
    assert "Person499" in words_of(made["sign_in"].data)


def test_the_same_facts_make_the_same_bytes_also_in_another_process(told: Office) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from p2i_desktop.services.office import look_at;"
        "from p2i_desktop.settings import Settings; from tests.reports.offices import CLOCK;"
        "from tests.reports import workshop_world as w;"
        "o = look_at(Path(sys.argv[1]), clock=CLOCK, settings=Settings(language='en'));"
        f"print(*[o.printing.paper(r, key=w.EVENT, language='en').sha256 for r in {PAPERS!r}])"
    )
    here = [told.printing.paper(report, key=world.EVENT, language="en").sha256 for report in PAPERS]
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(told.path)], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == here


def test_an_office_that_only_looks_makes_them_too(told: Office) -> None:
    with look_at(told.path, clock=CLOCK, settings=Settings(language="en")) as office:
        assert office.printing.paper("sign_in", key=world.EVENT).pages == 2
        assert [one.title for one in workshop_choices(office.work, "w-2026-07 contract")] == [
            "W-2026-07 · From need to contract"
        ]


def test_a_paper_that_exists_as_pages_only_is_no_workbook(told: Office, tmp_path: Path) -> None:
    for report in ("sign_in", "badges", "evaluation_form"):
        with pytest.raises(LookupError):
            told.printing.make(report, key=world.EVENT, form="xlsx", out=tmp_path / "x.xlsx")


@pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)
def test_all_papers_pass_verapdf(told: Office, tmp_path: Path) -> None:
    made = []
    for report in (*PAPERS, "workshop_list", "workshop_series"):
        out = tmp_path / f"{report}.pdf"
        made.append(told.printing.make(report, key=world.EVENT, form="pdf", out=out, year=2025, language="de").path)
    hostile = {"title": HOSTILE + world.GREEK, "lessons": HOSTILE}
    people = [*world.crowd(12), world.person(900, "Ж" * 200), world.person(901, world.GREEK[:100])]
    with world.office_with_workshop(tmp_path / "h.p2i", *people, **hostile) as office:
        for report in PAPERS:
            out = tmp_path / f"hostile-{report}.pdf"
            made.append(office.printing.make(report, key=world.EVENT, form="pdf", out=out, names=True).path)
    verdicts = verapdf.check(made)
    assert len(verdicts) == 2 * len(made)
    for each in verdicts:
        assert each.compliant, (each.path, each.profile, each.words)
