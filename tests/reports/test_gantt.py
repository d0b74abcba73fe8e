"""A plan over time on paper: every bar with its letter, legible in grey, cut at rows, told in words; blocks to sign, scales."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from p2i_desktop.reports import pdf
from p2i_desktop.reports.document import Block, Chart, Document, Furniture, Heading, Landscape, Series
from p2i_desktop.reports.timeline import (
    Gantt,
    GanttBar,
    GanttRow,
    GanttSide,
    GanttTick,
    Signature,
    Signatures,
)
from tests.reports.documents import MADE
from tests.reports.reading import Line, Reading

SIDES = (
    GanttSide("M", "Mentor AT", "solid"),
    GanttSide("N", "New centre PT", "hatch"),
    GanttSide("B", "both", "outline"),
)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
TICKS = tuple(GanttTick(date(2026, month, 1), f"m{month}", month == 1) for month in range(1, 13))


def chart(count: int = 6, **changes: object) -> Gantt:
    rows = tuple(
        GanttRow(
            f"Milestone {at} <b>", (GanttBar(FIRST + timedelta(days=20 * (at % 15) + 30), at % 3,
                FIRST + timedelta(days=20 * (at % 15) + 5) if at % 4 else None, ("done", "late", "open")[at % 3]),),
            str(at + 1), (at - 1,) if at else (),
        )
        for at in range(count)
    )  # fmt: skip
    made = Gantt(
        "Milestones over time", SIDES, rows, FIRST, LAST, TICKS, "Six milestones; numbers in table 1.", ("done", "late"),
        "Milestones {first} to {last}.", "Figure 1", date(2026, 6, 1), "today",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def document(*blocks: Block, mark: str = "") -> Document:
    furniture = Furniture(continued="(continued)", mark=mark)
    return Document("x", "Title", "2026", "en", "Centre", "P2I", MADE, (Heading(1, "A"), *blocks), furniture=furniture)


def figure_lines(read: Reading) -> list[Line]:
    return [line for page in read.pages for mark in page if mark.tag == "Figure" for line in mark.lines]


def test_every_bar_has_its_letter_and_sign_beside_it() -> None:
    read = Reading(pdf.render(document(Landscape((chart(),)))))
    words = [line.text for line in figure_lines(read)]
    assert [word for word in words if word in ("M ✓", "N ✗", "B")].count("M ✓") == 2
    assert words.count("N ✗") == 2
    assert words.count("B") == 3  # two bars and the legend
    assert {"Mentor AT", "New centre PT", "both", "done", "late", "today"} <= set(words)
    assert [word for word in words if word.startswith("Milestone")] == [f"Milestone {at} <b>" for at in range(6)]


def test_it_is_told_in_words_and_each_mark_is_tagged() -> None:
    read = Reading(pdf.render(document(chart())))
    (figure,) = read.nodes("Figure")
    assert str(figure.attributes["Alt"]) == "Six milestones; numbers in table 1."
    assert len(figure.attributes["A"].BBox) == 4
    for page in read.pages:
        assert not page[0].lines  # nothing drawn is without a tag
        assert not page[0].paints


def test_a_long_one_goes_on_with_a_figure_of_its_own_words_on_each_page() -> None:
    read = Reading(pdf.render(document(Landscape((chart(500),)))))
    figures = read.nodes("Figure")
    alts = [str(figure.attributes["Alt"]) for figure in figures]
    assert len(figures) == len(read.pages) - 1 > 10
    assert alts[0].startswith("Six milestones; numbers in table 1. Milestones 1 to ")
    assert alts[-1].endswith(" to 500.")
    ends = [alt.rsplit(" ", 1)[-1].rstrip(".") for alt in alts]
    begins = [alt.rsplit(" to ", 1)[0].rsplit(" ", 1)[-1] for alt in alts]
    assert [int(begin) for begin in begins[1:]] == [int(end) + 1 for end in ends[:-1]]
    assert sum(line.text.startswith("Milestone ") for line in figure_lines(read)) == 500
    captions = [read.text(node) for node in read.nodes("Caption")]
    assert all("(continued)" in caption for caption in captions[1:])


def grey_levels(data: bytes) -> bytes:
    """The dots of the page as a black-and-white printer sees them, 0 to 255."""
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0]
    return bytes(page.render(scale=3).to_pil().convert("L").tobytes())


def contrast(grey: int) -> float:
    part = grey / 255
    light = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return 1.05 / (light + 0.05)


@pytest.mark.parametrize("side", [0, 1, 2])
def test_bars_and_diamonds_hold_in_grey(side: int) -> None:
    bars = (GanttBar(date(2026, 6, 30), side, date(2026, 5, 1)),)
    plain = chart(1, rows=(GanttRow("x", ()),), today=None)
    drawn = replace(plain, rows=(GanttRow("x", bars),))
    before, after = (grey_levels(pdf.render(document(one))) for one in (plain, drawn))
    changed = [level for was, level in zip(before, after, strict=True) if was > 200 > level]
    darkest = sorted(changed)[len(changed) // 4]
    assert len(changed) > 100
    assert contrast(darkest) >= 3


def test_the_three_fills_differ_without_colour() -> None:
    inked = []
    for side in range(3):
        one = chart(1, rows=(GanttRow("x", (GanttBar(date(2026, 6, 30), side, date(2026, 5, 1)),)),), today=None)
        bare = chart(1, rows=(GanttRow("x", ()),), today=None)
        pages = [grey_levels(pdf.render(document(each))) for each in (one, bare)]
        inked.append(sum(pages[1]) - sum(pages[0]))
    solid, hatch, outline = inked
    assert solid > 1.3 * hatch > 1.3 * 1.3 * outline


def test_absurd_days_stand_at_the_ends_of_the_axis() -> None:
    bars = (GanttBar(date.max, 0, date.min, "late", date.max),)
    data = pdf.render(document(chart(1, rows=(GanttRow("x", bars),), today=date.max)))
    lines = figure_lines(Reading(data))
    assert all(0 <= line.x <= 595 for line in lines)


@pytest.mark.parametrize("changes", [
    {"alt": " "}, {"first": date(2027, 1, 1)}, {"rows": (GanttRow("x", (), waits_for=(3,)),)},
    {"rows": (GanttRow("x", (GanttBar(FIRST, 7),)),)}, {"rows": (GanttRow("x", (GanttBar(FIRST, 0, LAST),)),)},
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"Milestones over time|waits|bar"):
        chart(1, **changes)


def test_a_lane_with_many_marks_drops_letters_rather_than_overprint_them() -> None:
    bars = tuple(GanttBar(date(2026, 6, 1) + timedelta(days=at), 0, tag=str(at)) for at in range(60))
    lines = figure_lines(Reading(pdf.render(document(chart(1, rows=(GanttRow("lane", bars),))))))
    tags = [line for line in lines if line.text.isdigit()]
    assert 2 < len(tags) < 60
    for one in tags:
        same = [two for two in tags if two is not one and abs(two.y - one.y) < 2]
        assert all(two.x >= one.x + one.width or two.x + two.width <= one.x for two in same)


def test_known_values_stand_on_their_lines_and_unknown_ones_leave_room() -> None:
    known = (("Name", "Ada Demo"), ("Function", "Head"), ("Date", "01.02.2026"), ("Signature", ""))
    open_lines = tuple((label, "") for label, _ in known)
    block = Signatures((Signature("For the mentor: a name that is long enough to need two lines", known, "Signed."),
                        Signature("For the new centre", open_lines, "Not signed yet.")))  # fmt: skip
    read = Reading(pdf.render(document(block)))
    told = [read.text(node) for node in read.nodes("P")]
    assert told[1:5] == ["Name Ada Demo", "Function Head", "Date 01.02.2026", "Signature"]
    assert told[7:11] == ["Name", "Function", "Date", "Signature"]
    labels = [line for page in read.pages for mark in page for line in mark.lines if line.text == "Signature"]
    assert labels[0].y == labels[1].y  # the lines of both sides stand at one height


def test_a_scale_shows_now_and_target_with_their_numbers() -> None:
    series = (Series("Now", (1, None), ("1", "–")), Series("Target", (4, 4), ("4", "4")))
    levels = Chart("levels", "Starting point", ("Reason", GREEK_LONG), series, "Reason from 1 to 4.", "Figure 2")
    read = Reading(pdf.render(document(levels)))
    words = [line.text for line in figure_lines(read)]
    assert [word for word in words if "→" in word] == ["1 → 4", "– → 4"]
    assert [word for word in words if word.isdigit()] == ["0", "1", "2", "3", "4", "5"]


GREEK_LONG = "Λόγος και φιλοδοξία του κέντρου " * 6


def test_a_draft_is_marked_on_every_page() -> None:
    read = Reading(pdf.render(document(Landscape((chart(60),)), mark="DRAFT · version 1")))
    assert len(read.pages) > 2
    for page in read.pages:
        assert [mark for mark in page if mark.mcid == -1 and mark.text == "DRAFT · version 1"]
