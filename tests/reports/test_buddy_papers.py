"""Papers of support plans: what stands in them, drafts marked, names left out, the same bytes twice, sound by veraPDF."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from p2i_desktop.domain.buddies import (
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSignature,
    PlanStatus,
    SupportMeasure,
)
from p2i_desktop.domain.plans import Light
from p2i_desktop.domain.record import Record
from p2i_desktop.i18n import texts_for
from p2i_desktop.reports import pdf
from p2i_desktop.reports.buddy import plan as plan_paper
from p2i_desktop.services.office import Office, look_at
from p2i_desktop.services.report_buddies import Wanted, plan_facts
from p2i_desktop.services.report_keys import meeting_choices, meeting_of_key, plan_choices, plan_of_key
from p2i_desktop.settings import Settings
from tests.reports import buddy_world as world
from tests.reports.offices import CLOCK, HOSTILE, _id, empty
from tests.reports.reading import Reading
from tests.tools import verapdf

REPORTS = {
    "buddy_plan": world.ACTIVE, "buddy_progress": world.ACTIVE, "buddy_minutes": world.KICK_OFF,
    "buddy_evaluation": world.ACTIVE,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One file for all that only read."""
    folder = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(folder / "home"))
        with world.office_with_plans(folder / "plans.p2i") as office:
            yield office


def words_of(data: bytes) -> str:
    """All text of all pages, read in order, without the breaks of lines."""
    return " ".join(mark.text for page in Reading(data).pages for mark in page)


def paper(office: Office, report: str, key: str = "", **more: Any) -> bytes:
    more.setdefault("language", "en")
    return office.printing.paper(report, key=key or REPORTS.get(report, ""), **more).data


def book(office: Office, tmp_path: Path, report: str, key: str = "", **more: Any) -> dict[str, list[tuple[Any, ...]]]:
    more.setdefault("language", "en")
    out = tmp_path / f"{report}.xlsx"
    office.printing.make(report, key=key or REPORTS.get(report, ""), form="xlsx", out=out, **more)
    return {
        sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in load_workbook(out)
    }


# -- what stands in them -------------------------------------------------------------------------------------------------
def test_the_plan_holds_everything_that_both_sides_sign(told: Office) -> None:
    text = words_of(paper(told, "buddy_plan"))
    for words in (
        "Buddy support plan 2026", "DEMO-P · Demo programme", "Demo centre of today", "Κέντρο δοκιμής",
        "Co-funded by a demonstration programme.", "Version 1 · Active", "Agreed on 09/01/2026", "Two people.",
        "<b>advice</b>", "Why a centre", "1 → 4 → 3", "Services 1", "Services 2", "Five buyers advised", "80%", "Job shadowing",
        "objective 1 · Services", "QA 1 · QG 2", "at least 2 times", "1 of 2 meetings held, 1 planned", "Kick-off", "03/02/2026",
        "Mandate signed", "done, 7 days late", "19 days late", "1, 2", "Set-up of the new centre",
        "3 of 14 set-up steps that apply are done: 21%.", "does not apply", "No host", "Ask the ministry", "Start small.",
        "Forms travel.", world.marked("Sign0"), "Head 1", "08/01/2026", "Annex A", "We met.", world.marked("Protocol"),
        "Name a host", "done on 18/02/2026", "Annex B", "5 – very high", "QA by 1 higher", "both alike",
        world.marked("Useful1"),
    ):  # fmt: skip
        assert words in text, words
    digest = plan_facts(told.work, world.ACTIVE, Wanted(texts_for("en"), CLOCK.now())).content_digest
    assert digest.replace(" ", "") in text.replace(" ", "")
    assert "Demozentrum alt" not in text  # the name of the year before


def test_names_are_those_of_the_plan_year_in_the_report_language(told: Office) -> None:
    assert "Demozentrum neu" in words_of(paper(told, "buddy_plan", language="de"))
    assert "Demo centre of today" in words_of(paper(told, "buddy_plan", language="en"))


def test_every_heading_and_picture_stands_in_the_tree_and_the_chart_is_told_in_words(told: Office) -> None:
    read = Reading(paper(told, "buddy_plan"))
    heads = [read.text(node) for node in read.nodes("H1")]
    assert [re.sub(r"^\d+\s", "", head) for head in heads] == [
        "Contents", "At a glance", "Starting point and needs", "Objectives and indicators", "Measures", "Meetings",
        "Milestones", "Set-up of the new centre", "Risks", "What others can take over", "Agreement",
        "Annex A: minutes of the meetings", "Annex B: evaluation by both sides",
    ]  # fmt: skip
    alts = [str(node.attributes["Alt"]) for node in read.nodes("Figure")]
    (bars,) = [alt for alt in alts if alt.startswith("Bars over time for 3 milestones")]
    assert "1 done, 1 late, 1 open" in bars
    assert "Launch, Both, 15/12/2026" in bars
    assert bars.endswith("All numbers stand in Table 5.")
    boxes = [tuple(float(v) for v in page.MediaBox) for page in read.pdf.pages]
    assert sum(box[2] > box[3] for box in boxes) == 2  # the chart, and the table of long titles


def test_a_draft_says_so_on_every_page_and_awaits_both_signatures(told: Office) -> None:
    read = Reading(paper(told, "buddy_plan", world.DRAFT))
    for page in read.pages:
        assert any(mark.text == "DRAFT · version 2" for mark in page)
    text = " ".join(mark.text for page in read.pages for mark in page)
    assert text.count("Not signed yet.") == 2
    assert "late" not in text.replace("✗ late", "")  # nothing is overdue in a draft
    whole = Reading(paper(told, "buddy_plan"))
    for page in whole.pages[1:]:
        assert any(mark.mcid == -1 and "QA → QG 2026 · Version 1" in mark.text for mark in page)
    assert "DRAFT" not in whole.text()


def test_a_signature_of_other_content_is_none(tmp_path: Path) -> None:
    stale = PlanSignature(id=_id(68, 9), plan=world.ACTIVE, name="Old Signer", signed_on=world.STARTS,
                          plan_digest="0" * 64)  # fmt: skip
    with world.office_with(tmp_path / "s.p2i", world.plan(), [stale]) as office:
        text = words_of(paper(office, "buddy_plan"))
    assert "this content is still to be signed" in text
    assert "Old Signer" not in text


def test_the_plan_without_its_annexes(told: Office, tmp_path: Path) -> None:
    text = words_of(paper(told, "buddy_plan", annexes=False))
    assert "Annex" not in text
    assert world.marked("Protocol") not in text
    assert "Evaluation" not in book(told, tmp_path, "buddy_plan", annexes=False)


def test_progress_of_one_plan_fits_a_page_or_two(told: Office) -> None:
    made = told.printing.paper("buddy_progress", key=world.ACTIVE, language="en")
    text = words_of(made.data)
    assert made.pages <= 2
    for words in (
        "Buddy progress: QA → QG 2026", "Late", "1 of 3", "19", "Mentor (QA)", "1 of 2", f"1 planned: {texts_for('en').label(Light.YELLOW)}",
        "Next steps of both sides", "Launch · both sides", "3 Feb ✓", "2 ✗",
    ):  # fmt: skip
        assert words in text, words


def test_the_progress_of_all_names_pairs_without_a_plan_and_their_source(told: Office, tmp_path: Path) -> None:
    text = words_of(told.printing.paper("buddy_progress", language="en").data)
    assert "QG · no plan" in text.replace("  ", " ")
    assert "demo.example, 2019" in text
    assert "Who helped whom, mentor by year" in text
    sheets = _all_book(told, tmp_path, 0)
    assert sheets["Matrix"][0] == ("Programme", "Mentor", "2018", "2026")
    assert sheets["Matrix"][1][1:3] == ("QA", "QG · no plan")
    assert sheets["Overdue"][1][3:] == ("Mentor (QA)", datetime(2026, 11, 2), 19)
    assert _all_book(told, tmp_path, 2018)["Plans"][1][0] is None  # a year without plans


def test_the_matrix_is_printed_as_it_is_seen_with_lateness_as_word_and_sign(told: Office, tmp_path: Path) -> None:
    text = " ".join(words_of(told.printing.paper("buddy_matrix", language="en").data).split())
    assert "Buddy pairs" in text
    assert "QG – Confirmed" in text
    assert "QG · 1 of 3 · ! 19 days late · 1 of 2 meetings" in text
    assert "Source: demo.example, 2019" in text
    for part in ("! Late", "✓ Done", "● On track", "+ No pair yet", "→ helps"):
        assert part in text, part
    german = " ".join(words_of(told.printing.paper("buddy_matrix", language="de").data).split())
    assert "! 19 Tage verspätet" in german
    out = tmp_path / "matrix.xlsx"
    told.printing.make("buddy_matrix", form="xlsx", language="en", out=out)
    book = load_workbook(out)
    rows = [[cell.value for cell in row] for row in book["Buddy pairs"].iter_rows()]
    assert [row[:2] + row[11:14] for row in rows if row[1] == 2026] == [["DEMO-P", 2026, 1, "Late", 19]]
    seen = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert "QG · 1 of 3 · ! 19 days late · 1 of 2 meetings" in next(row for row in seen if "QA →" in str(row[0]))


def test_a_matrix_of_many_years_goes_below_itself_and_none_is_a_sentence(tmp_path: Path) -> None:
    with empty(tmp_path / "none.p2i") as office:
        text = words_of(office.printing.paper("buddy_matrix", language="en").data)
        assert "No pair of a programme is stored." in text
        office.printing.make("buddy_matrix", form="xlsx", out=tmp_path / "none.xlsx")


def _all_book(office: Office, tmp_path: Path, year: int) -> dict[str, list[tuple[Any, ...]]]:
    out = tmp_path / f"all{year}.xlsx"
    office.printing.make("buddy_progress", year=year, form="xlsx", language="en", out=out)
    return {
        sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in load_workbook(out)
    }


def test_minutes_of_a_held_meeting_and_the_agenda_of_one_to_come(told: Office, tmp_path: Path) -> None:
    held = words_of(paper(told, "buddy_minutes"))
    for words in ("Minutes of a meeting", "Kick-off", "Tue 03/02/2026", "1:30 h", "online", "Work plan", "We met.",
                  "Follow-ups of this meeting", "Name a host", f"{world.marked('Cem')} {world.marked('Staff')}",
                  "Confirmed by both sides"):  # fmt: skip
        assert words in held, words
    ahead = words_of(paper(told, "buddy_minutes", world.REVIEW))
    for words in ("Agenda of a meeting", "Demo Town", "Agenda from the open points of the plan", "No host"):
        assert words in ahead, words
    assert "Minutes of a meeting" not in ahead
    sheets = book(told, tmp_path, "buddy_minutes")
    assert sheets["Follow-ups"][2][0] == "Name a host"
    assert sheets["Follow-ups"][2][3] == datetime(2026, 2, 18)


def test_an_evaluation_puts_both_sides_beside_each_other(told: Office, tmp_path: Path) -> None:
    text = words_of(paper(told, "buddy_evaluation"))
    for words in ("Mentor (QA)", "New centre (QG)", "5 – very high", "4 – high", "3 – medium", world.marked("Next0"),
                  "+2", "Market consultation"):  # fmt: skip
        assert words in text, words
    rows = {row[0]: row for row in book(told, tmp_path, "buddy_evaluation")["Evaluation"]}
    assert rows["Usefulness (1–5)"][1:] == (5, "very high", 4, "high")
    assert rows["Cooperation (1–5)"][1:] == (3, "medium", None, None)


# -- the workbook ----------------------------------------------------------------------------------------------------------
def test_the_workbook_has_the_same_values_as_typed_cells(told: Office, tmp_path: Path) -> None:
    sheets = book(told, tmp_path, "buddy_plan")
    assert list(sheets) == [
        "Plan", "Needs", "Objectives", "Measures", "Meetings", "Milestones", "Gantt chart", "Set-up steps", "Risks",
        "Signatures", "Minutes of meetings", "Evaluation",
    ]  # fmt: skip
    facts = {row[0]: row[1] for row in sheets["Plan"] if len(row) > 1}
    assert (facts["Version"], facts["Starts"], facts["Milestones"], facts["Days late"]) == (
        1,
        datetime(2026, 1, 12),
        3,
        19,
    )
    assert sheets["Needs"][1] == ("Reason", "Why a centre", 1, 4, 3, 1)
    assert sheets["Needs"][3] == ("Services 2", "A second service", None, None, None, 3)
    assert sheets["Objectives"][1] == (1, "Five buyers advised", "Services", "Buyers", "5", "4", 0.8)
    milestone = sheets["Milestones"][2]
    assert milestone[:2] == (2, world.GREEK)
    assert milestone[5:9] == (datetime(2026, 3, 2), datetime(2026, 11, 2), None, "19 days late")
    assert sheets["Milestones"][3][9] == "1, 2"
    kick_off = sheets["Meetings"][1]
    assert kick_off[:4] == ("Kick-off", datetime(2026, 2, 2), datetime(2026, 2, 3), datetime(2026, 2, 3, 10).time())
    assert kick_off[5:8] == (2, 3, 90)
    assert sheets["Risks"][1][:3] == ("No host", 4, 5)
    assert sheets["Signatures"][1][6] == "yes"
    assert sheets["Set-up steps"][2][3] == datetime(2026, 1, 12)


def test_the_gantt_sheet_is_shaded_and_lettered_from_first_to_last_day(told: Office, tmp_path: Path) -> None:
    out = tmp_path / "g.xlsx"
    told.printing.make("buddy_plan", key=world.ACTIVE, form="xlsx", language="en", out=out)
    sheet = load_workbook(out)["Gantt chart"]
    months = [cell.value for cell in sheet[1]][5:]
    assert months == ["Jan 2026", "Feb 2026", *(f"{name} 2026" for name in
                      ("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"))]  # fmt: skip
    lettered = {
        row[0].value: [months[at] for at, cell in enumerate(row[5:]) if cell.value] for row in sheet.iter_rows(2)
    }
    assert lettered == {1: months[:3], 2: months[2:11], 3: months[11:]}
    for row in sheet.iter_rows(2):
        for cell in row[5:]:
            assert bool(cell.value) == (cell.fill.fill_type == "solid")  # a shade is never without its letter


# -- names left out ----------------------------------------------------------------------------------------------------------
def unpacked(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.mark.parametrize("report", [*REPORTS, "all"])
def test_anonymised_no_person_is_named_anywhere(told: Office, tmp_path: Path, report: str) -> None:
    chosen, key = ("buddy_progress", "") if report == "all" else (report, REPORTS[report])
    for language in ("en", "de"):
        made = told.printing.paper(chosen, key=key, language=language, anonymise=True)
        assert world.MARK not in words_of(made.data)
        assert world.MARK.lower() not in made.name.lower()
        out = tmp_path / f"{language}.xlsx"
        told.printing.make(chosen, key=key, form="xlsx", language=language, anonymise=True, out=out)
        assert world.MARK not in unpacked(out)
    assert "QZ1" not in unpacked(out)


def test_anonymised_the_plan_keeps_its_figures(told: Office, tmp_path: Path) -> None:
    whole = book(told, tmp_path, "buddy_plan")
    hidden = book(told, tmp_path, "buddy_plan", anonymise=True)
    assert [row[2:] for row in whole["Needs"]] == [row[2:] for row in hidden["Needs"]]
    assert [row[5:9] for row in whole["Milestones"]] == [row[5:9] for row in hidden["Milestones"]]
    text = words_of(paper(told, "buddy_plan", anonymise=True))
    assert "[name left out]" in text
    assert "Contact person 1" in text


# -- keys, names, sameness -------------------------------------------------------------------------------------------------------
def test_files_are_named_after_key_and_version_and_no_person(told: Office) -> None:
    names = {
        report: told.printing.paper(report, key=key, language=language).name
        for report, key, language in (
            ("buddy_plan", world.DRAFT, "de"), ("buddy_progress", world.ACTIVE, "en"), ("buddy_minutes", world.KICK_OFF, "en"),
            ("buddy_evaluation", world.ACTIVE, "en"),
        )
    }  # fmt: skip
    assert names == {
        "buddy_plan": "P2I_Buddy-Unterstuetzungsplan_QA-QG-2026_v2_Entwurf_2026-11-21.pdf",
        "buddy_progress": "P2I_Buddy-progress_QA-QG-2026_2026-11-21.pdf",
        "buddy_minutes": "P2I_Minutes-of-a-buddy-meeting_QA-QG-2026_2026-02-03_2026-11-21.pdf",
        "buddy_evaluation": "P2I_Evaluation-of-a-buddy-plan_QA-QG-2026_v1_2026-11-21.pdf",
    }


def test_plans_and_meetings_are_found_by_key_id_and_a_few_letters(told: Office) -> None:
    work = told.work
    assert plan_of_key(work, "qa-qg-2026") == world.ACTIVE  # the one in force, not the draft
    assert plan_of_key(work, "QA-QG-2026-v2") == world.DRAFT
    assert plan_of_key(work, world.DRAFT) == world.DRAFT
    assert meeting_of_key(work, "QA-QG-2026/2026-02-03") == world.KICK_OFF
    assert meeting_of_key(work, "QA-QG-2026/2026-12-01") == world.REVIEW
    assert meeting_of_key(work, world.KICK_OFF) == world.KICK_OFF
    assert [one.id for one in plan_choices(work, "δοκιμ 2026")] == [world.ACTIVE]
    assert [one.id for one in meeting_choices(work, "kick")] == [world.KICK_OFF]
    assert [one.id for one in meeting_choices(work, "qa town")] == [world.REVIEW]
    assert plan_choices(work, "nothing like it") == []
    assert [one.title for one in meeting_choices(work)] == ["01/12/2026 · Review of needs · QA-QG-2026",
                                                            "03/02/2026 · Kick-off · QA-QG-2026"]  # fmt: skip


@pytest.mark.parametrize(("find", "key", "said"), [
    (plan_of_key, "QA-QG-2018", "The pair QA-QG-2018 has no support plan."),
    (plan_of_key, "XX-YY-2026", "The support plans are: QA-QG-2026."),
    (plan_of_key, "  ", "The support plans are: QA-QG-2026."),
    (plan_of_key, "<b>'; DROP TABLE", "The support plans are: QA-QG-2026."),
    (meeting_of_key, "QA-QG-2026", "A meeting is named like"),
    (meeting_of_key, "QA-QG-2026/2026-02-30", "Its meetings: 2026-02-03, 2026-12-01."),
    (meeting_of_key, "QA-QG-2026/x", "Its meetings: 2026-02-03, 2026-12-01."),
    (meeting_of_key, "QA-QG-2026-v2/2026-02-03", "has no meeting."),
    (meeting_of_key, "QA-QG-2018/2018-05-12", "has no support plan."),
])  # fmt: skip
def test_an_unknown_key_is_a_sentence_that_says_what_there_is(told: Office, find: Any, key: str, said: str) -> None:
    with pytest.raises(LookupError) as error:
        find(told.work, key)
    assert said in str(error.value.args[0])


@pytest.mark.parametrize("report", list(REPORTS))
def test_made_twice_it_is_the_same(told: Office, tmp_path: Path, report: str) -> None:
    assert paper(told, report) == paper(told, report)
    for name in ("a", "b"):
        told.printing.make(report, key=REPORTS[report], form="xlsx", language="en", out=tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_another_process_with_another_seed_makes_the_same_bytes(told: Office, tmp_path: Path) -> None:
    sums = set()
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.pdf"
        words = ["report", "buddy_plan", str(told.path), "--key", "QA-QG-2026", "--form", "pdf", "--out", str(out),
                 "--today", "2026-11-21", "--language", "en"]  # fmt: skip
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "UTC"}
        subprocess.run([sys.executable, "-m", "p2i_desktop", *words], check=True, env=env, capture_output=True)
        sums.add(out.read_bytes())
    assert len(sums) == 1


# -- what goes wrong ---------------------------------------------------------------------------------------------------------
def test_an_empty_plan_is_a_paper_all_the_same(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "e.p2i", world.plan(starts=None, ends=None, title=""), []) as office:
        for report in ("buddy_plan", "buddy_progress", "buddy_evaluation"):
            assert office.printing.paper(report, key=world.ACTIVE, language="de").pages >= 1
            office.printing.make(report, key=world.ACTIVE, form="xlsx", out=tmp_path / f"{report}.xlsx")


def hostile_rows() -> list[Record]:
    long = "A" * 3000
    return [
        PlanNeed(id=_id(71, 1), plan=world.ACTIVE, description=HOSTILE * 30, now=0, target=5),
        PlanObjective(id=_id(72, 1), plan=world.ACTIVE, position="a", text=HOSTILE, indicator=long[:200]),
        PlanMilestone(id=_id(70, 1), plan=world.ACTIVE, position="a", title=HOSTILE, owner=HOSTILE,
                      due_on=world.STARTS - timedelta(days=9000), starts_on=world.ENDS),
        PlanMilestone(id=_id(70, 2), plan=world.ACTIVE, position="b", title=long[:400],
                      depends_on=frozenset({_id(70, 2), _id(70, 1)})),
        PlanMilestone(id=_id(70, 3), plan=world.ACTIVE, position="c", title="שלום \u202e", due_on=datetime.max.date()),
        SupportMeasure(id=_id(67, 1), plan=world.ACTIVE, place=HOSTILE, output=long, protocol="\n\n" + long),
        PlanRisk(id=_id(73, 1), plan=world.ACTIVE, text=HOSTILE, response="=cmd|' /C calc'!A0"),
    ]  # fmt: skip


def test_hostile_texts_and_days_are_printed_as_they_are(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "h.p2i", world.plan(title=HOSTILE), hostile_rows()) as office:
        text = words_of(paper(office, "buddy_plan"))
        assert "<b>&amp;</b>" in text
        for report in ("buddy_plan", "buddy_progress"):
            sheets = book(office, tmp_path, report, world.ACTIVE)
            assert not any(
                isinstance(cell, str) and cell.startswith("#") for rows in sheets.values() for r in rows for cell in r
            )
        risks = load_workbook(tmp_path / "buddy_plan.xlsx")["Risks"]
        assert risks["D2"].data_type != "f"


def test_five_hundred_milestones_in_greek(tmp_path: Path) -> None:
    with world.office_with(tmp_path / "m.p2i", world.plan(), world.many_milestones(500)) as office:
        made = office.printing.paper("buddy_plan", key=world.ACTIVE, language="en")
        read = Reading(made.data)
        figures = [node for node in read.nodes("Figure") if "ilestones" in str(node.attributes["Alt"])]
        assert len(figures) > 15
        for page, boxes in zip(read.pages, read.pdf.pages, strict=True):
            wide = float(boxes.MediaBox[2])
            assert all(line.x + line.width <= wide - 56 for mark in page for line in mark.lines if line.text.strip())
        assert office.printing.paper("buddy_progress", key=world.ACTIVE, language="en").pages <= 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_character_has_a_glyph(told: Office, language: str) -> None:
    facts = plan_facts(told.work, world.ACTIVE, Wanted(texts_for(language), CLOCK.now()))
    assert pdf.missing_glyphs(plan_paper.build(facts)) == []


@pytest.mark.skipif(
    bool(verapdf.missing()),
    reason=f"NOT CHECKED by veraPDF: {', '.join(verapdf.missing())} not installed (dependency group verapdf)",
)
def test_all_papers_pass_verapdf(told: Office, tmp_path: Path) -> None:
    made = []
    for report, key in (
        *REPORTS.items(),
        ("buddy_plan", world.DRAFT),
        ("buddy_minutes", world.REVIEW),
        ("buddy_progress", ""),
        ("buddy_matrix", ""),
    ):
        out = tmp_path / f"{report}-{key[-4:]}.pdf"
        made.append(told.printing.make(report, key=key, form="pdf", language="de", out=out).path)
    with world.office_with(
        tmp_path / "h.p2i", world.plan(title=HOSTILE), [*hostile_rows(), *world.many_milestones(60)]
    ) as office:
        made.append(office.printing.make("buddy_plan", key=world.ACTIVE, form="pdf", out=tmp_path / "hostile.pdf").path)
    verdicts = verapdf.check(made)
    assert len(verdicts) == 2 * len(made)
    for each in verdicts:
        assert each.compliant, (each.path, each.profile, each.words)


def test_what_is_made_is_read_by_an_office_that_only_looks(told: Office) -> None:
    with look_at(told.path, clock=CLOCK, settings=Settings(language="en")) as office:
        assert office.printing.paper("buddy_plan", key=world.ACTIVE).pages > 5


def test_a_file_without_any_pair_has_a_progress_report_all_the_same(tmp_path: Path) -> None:
    with empty(tmp_path / "none.p2i") as office:
        text = words_of(office.printing.paper("buddy_progress", language="en").data)
        assert "0 support plans" in text
        assert "Nothing is overdue." in text
        office.printing.make("buddy_progress", form="xlsx", out=tmp_path / "none.xlsx")
        with pytest.raises(LookupError, match=r"There is no support plan yet\."):
            plan_of_key(office.work, "AT-PT-2018")
        assert plan_choices(office.work, "a") == meeting_choices(office.work, "a") == []


def test_a_completed_plan_is_as_late_as_on_its_last_day_everywhere(tmp_path: Path) -> None:
    late = PlanMilestone(id=_id(70, 1), plan=world.ACTIVE, position="a", title="Launch", due_on=date(2025, 12, 1))
    year = {"starts": date(2025, 1, 13), "ends": date(2025, 12, 20), "status": PlanStatus.COMPLETED}
    with world.office_with(tmp_path / "c.p2i", world.plan(**year), [late]) as office:
        sheets = book(office, tmp_path, "buddy_plan", world.ACTIVE)
        facts = {row[0]: row[1] for row in sheets["Plan"] if len(row) > 1}
        assert facts["Days late"] == 19
        assert sheets["Milestones"][1][8] == "19 days late"
        assert book(office, tmp_path, "buddy_progress", world.ACTIVE)["Overdue"][1][5] == 19
        text = words_of(paper(office, "buddy_plan", world.ACTIVE))
        assert "19 days late" in text
        assert "355" not in text
