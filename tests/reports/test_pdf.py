"""Pages: structure, reading order, margins, hostile texts, same bytes, time and size."""

import hashlib
import io
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from p2i_desktop.reports import pdf
from p2i_desktop.reports.document import (
    Block,
    BulletList,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    Facts,
    Furniture,
    Group,
    Heading,
    KeyFigures,
    Note,
    Picture,
    Row,
    Series,
    Table,
    Text,
    Value,
    printed,
    walk,
)
from p2i_desktop.reports.pdf.fonts import Setter
from tests.reports.documents import MADE, MONTHS, everything, register
from tests.reports.reading import Node, Reading

MM = 72 / 25.4
HOSTILE = (
    "<b>bold</b>",
    '<img src="/etc/passwd"/>',
    '<a href="javascript:alert(1)">x',
    "=1+1",
    "&amp; &lt; unclosed <b",
    r"back\slash (and) brackets )(",
    "{page} %s %(x)d",
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading(pdf.render(everything()))


def document(*blocks: Block, furniture: Furniture | None = None) -> Document:
    return Document("x", "Title", "2026", "en", "Centre", "P2I", MADE, blocks, furniture=furniture or Furniture())


def squeezed(text: str) -> str:
    """Without spaces and break marks: lines break where they must."""
    return "".join(char for char in text if not char.isspace() and char not in "\u00ad\u200b")


def words_of(block: object) -> Iterator[str]:
    """What a block says, in reading order."""
    if isinstance(block, Cover):
        yield from (block.centre, block.title, block.subtitle, *block.lines, *block.foot)
    elif isinstance(block, Contents):
        yield block.title
    elif isinstance(block, Heading | Note):
        yield block.text
    elif isinstance(block, Text):
        yield from (block.lead, *block.text.splitlines())
    elif isinstance(block, BulletList):
        yield from block.items
    elif isinstance(block, Facts):
        yield from (word for name, cell in block.rows for word in (name, printed(cell)))
    elif isinstance(block, KeyFigures):
        for item in block.items:
            yield from (item.label, printed(item.figure), printed(item.change) if item.change else "", item.context)
    elif isinstance(block, Table):
        yield from (block.number, block.caption, *(column.title for column in block.columns))
        yield from (word for row in block.rows for word in words_of_row(row))
        yield from words_of_row(block.total or ()) if block.rows else (block.empty,)
        yield from (note.text for note in block.notes)
    elif isinstance(block, Picture | Chart):
        yield from (block.number, block.caption if isinstance(block, Picture) else block.title)


def words_of_row(row: Row | Group) -> tuple[str, ...]:
    return (row.text,) if isinstance(row, Group) else tuple(printed(cell) for cell in row)


def test_every_text_is_read_in_the_order_of_the_document(reading: Reading) -> None:
    read, at = squeezed(reading.text()), 0
    for block in walk(everything().blocks):
        for words in words_of(block):
            found = read.find(squeezed(words), at)
            assert found >= 0, words
            at = found + len(squeezed(words))


def test_everything_drawn_is_tagged_or_an_artifact(reading: Reading) -> None:
    for marks in reading.pages:
        loose = marks[0]
        assert loose.mcid == -2
        assert not loose.lines
        assert not loose.paints


def test_each_mark_hangs_in_the_tree_once(reading: Reading) -> None:
    held = [kid for node in reading.tree.walk() for kid in node.kids if isinstance(kid, tuple)]
    drawn = [(page, mark.mcid) for page, marks in enumerate(reading.pages) for mark in marks if mark.mcid >= 0]
    assert sorted(held) == sorted(drawn)
    numbers = reading.pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
    for page, marks in enumerate(reading.pages):
        tagged = [mark for mark in marks if mark.mcid >= 0]
        assert reading.pdf.pages[page].obj.StructParents == page
        assert [str(parent.S)[1:] for parent in parents[page]] == [mark.tag for mark in tagged]


def test_links_are_elements_with_words_and_a_target(reading: Reading) -> None:
    count = 0
    for page in reading.pdf.pages:
        for note in page.get("/Annots", []):
            count += 1
            assert str(note.Contents)
            assert note.Dest[0].objgen in {each.obj.objgen for each in reading.pdf.pages}
            assert int(note.F) == 4
    assert count == len(reading.nodes("Link")) == 11 + 7
    assert all(None in node.kids for node in reading.nodes("Link"))


def test_contents_name_the_pages_on_which_the_headings_stand(reading: Reading) -> None:
    at: dict[str, int] = {}
    for node in reading.tree.walk():
        if node.tag in ("H1", "H2", "H3") and isinstance(node.kids[0], tuple):
            at[squeezed(reading.text(node))] = node.kids[0][0] + 1
    entries = [squeezed(reading.text(node)) for node in reading.nodes("TOCI")]
    wanted = [b for b in walk(everything().blocks) if isinstance(b, Heading)]
    assert entries == [f"{squeezed(b.text)}{at[squeezed(b.text)]}" for b in wanted]
    with reading.pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [b.text for b in wanted if b.level == 1]


def test_tables_have_header_cells_with_their_scope(reading: Reading) -> None:
    def scope(node: Node) -> str:
        return str(node.attributes["A"].Scope)

    for table in reading.nodes("Table"):
        rows = [kid for kid in table.kids if isinstance(kid, Node) and kid.tag == "TR"]
        spans = []
        for row in rows:
            kids = [kid for kid in row.kids if isinstance(kid, Node)]
            assert {kid.tag for kid in kids} <= {"TH", "TD"}
            assert all(scope(kid) in ("/Column", "/Row") for kid in kids if kid.tag == "TH")
            spans.append(
                sum(int(kid.attributes["A"].get("/ColSpan", 1)) if "A" in kid.attributes else 1 for kid in kids)
            )
        assert len(set(spans)) == 1, "every row is as wide as the table"
    register_table = max(reading.nodes("Table"), key=lambda node: len(node.kids))
    header = [kid for kid in register_table.kids if isinstance(kid, Node)][1]
    assert [scope(kid) for kid in header.kids if isinstance(kid, Node)] == ["/Column"] * 6


def test_repeated_headers_are_not_read_again(reading: Reading) -> None:
    repeated = [m for marks in reading.pages for m in marks if m.mcid == -1 and m.text.startswith("Number Date")]
    assert repeated
    assert squeezed(reading.text()).count("NumberDateOrganisation") == 2  # two tables, whatever their pages


def test_pictures_have_words_and_a_place(reading: Reading) -> None:
    assert len(reading.nodes("Figure")) == 9  # cover: logo, emblem; four charts, two pictures; emblem of who pays
    for node in reading.nodes("Figure"):
        assert str(node.attributes["Alt"]).strip()
        assert len(node.attributes["A"].BBox) == 4


def test_other_languages_are_named(reading: Reading) -> None:
    assert [str(node.attributes["Lang"]) for node in reading.nodes("P") if "Lang" in node.attributes] == ["de", "de", "el", "et", "pt"]  # fmt: skip
    assert str(reading.pdf.Root.Lang) == "en"


def test_nothing_stands_outside_the_margins_and_no_lines_overlap(reading: Reading) -> None:
    for page, marks in zip(reading.pdf.pages, reading.pages, strict=True):
        width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
        lines = [line for mark in marks for line in mark.lines if line.text.strip()]
        for line in lines:
            assert line.x >= 20 * MM - 0.1, line
            assert line.x + line.width <= width - 20 * MM + 0.6, line
            assert 10 * MM <= line.y <= height - 20 * MM, line
        lines.sort(key=lambda each: (round(each.y, 1), each.x))
        for one, two in itertools.pairwise(lines):
            if abs(one.y - two.y) < 2:
                assert one.x + one.width <= two.x + 0.6, (one, two)


def test_the_cover_has_no_furniture(reading: Reading) -> None:
    assert "page 1 of" not in "".join(mark.text for mark in reading.pages[0])
    for number, marks in enumerate(reading.pages[1:], 2):
        assert f"page {number} of {len(reading.pages)}" in [
            line.text for m in marks if m.mcid == -1 for line in m.lines
        ]


def test_headings_are_never_last_on_a_page(reading: Reading) -> None:
    for marks in reading.pages:
        tagged = [mark.tag for mark in marks if mark.mcid >= 0]
        assert tagged[-1] not in ("H1", "H2", "H3")


@pytest.mark.parametrize("filler", range(0, 60, 7))
def test_heading_stays_with_two_rows_wherever_it_falls(filler: int) -> None:
    read = Reading(pdf.render(document(Heading(1, "A"), *[Text("x")] * filler, Heading(2, "B"), register(6))))
    page = next(kid[0] for kid in read.nodes("H2")[0].kids if isinstance(kid, tuple))
    on_page = [mark.tag for mark in read.pages[page] if mark.mcid >= 0]
    assert on_page[on_page.index("H2") :].count("TH") >= 8  # six titles and two rows


@pytest.mark.parametrize("filler", range(0, 60, 7))
def test_words_that_introduce_a_table_go_with_it_wherever_they_fall(filler: int) -> None:
    told = (Heading(2, "B"), Text("What the table tells."), register(6))
    read = Reading(pdf.render(document(Heading(1, "A"), *[Text("x")] * filler, *told)))
    page = next(kid[0] for kid in read.nodes("H2")[0].kids if isinstance(kid, tuple))
    on_page = [mark.tag for mark in read.pages[page] if mark.mcid >= 0]
    assert on_page[on_page.index("H2") :].count("TH") >= 8  # six titles and two rows


def test_rows_are_never_cut(reading: Reading) -> None:
    for row in reading.nodes("TR"):
        pages = {kid[0] for cell in row.walk() for kid in cell.kids if isinstance(kid, tuple)}
        assert len(pages) <= 1


def test_a_row_taller_than_a_page_is_continued() -> None:
    note = " ".join(f"word{n}" for n in range(3000))
    table = Table((Column("No.", header=True), Column("Note")), (("1", note), ("2", "short")), "Notes", "Table 1")
    furniture = Furniture(continued="(continued)")
    read = Reading(pdf.render(document(Heading(1, "A"), table, furniture=furniture)))
    assert len(read.pages) > 3
    assert squeezed(note) in squeezed(read.text())
    assert len(read.nodes("TR")) == 3
    again = [mark.text for marks in read.pages for mark in marks if mark.mcid == -1]
    assert "(continued)" in again


def test_hostile_texts_are_printed_as_they_are() -> None:
    blocks: list[Block] = [Heading(1, HOSTILE[0], language="en")]
    for words in HOSTILE:
        row = (words, Value(1, words))
        blocks += [
            Text(words, lead=words),
            BulletList((words,)),
            Table((Column(words), Column(words, "number")), (row, Group(words)), words, total=row, notes=(Note("1", words),)),
            Chart("ranked", words, (words,), (Series(words, (1,), (words,)),), words),
        ]  # fmt: skip
    read = Reading(pdf.render(document(*blocks, furniture=Furniture(left=HOSTILE[1], line=HOSTILE[0]))))
    for words in HOSTILE:
        assert squeezed(read.text()).count(squeezed(words)) >= 8
    assert "/URI" not in str(read.pdf.Root)
    assert not any("/A" in note for page in read.pdf.pages for note in page.get("/Annots", []))


def test_invisible_characters_go_and_missing_ones_are_counted() -> None:
    text = "a\u202eb\u0000c\u0007d\ufeffe\u200df ✓ 📞 שלום \ud800"
    whole = document(Heading(1, "x"), Text(text), Text("nothing missing: ≥ € − ▲ ✗ Ω õ"))
    read = Reading(pdf.render(whole))
    assert "abcdef✓□□□□□□" in squeezed(read.text())
    assert pdf.missing_glyphs(whole) == [(text, 6)]


@pytest.mark.parametrize("place", ["text", "cell", "caption", "heading", "cover"])
def test_half_a_million_letters_without_a_space(place: str) -> None:
    long = "A1" * (250_000 if place in ("text", "cell") else 2_000)
    blocks: dict[str, tuple[Block, ...]] = {
        "text": (Text(long),),
        "cell": (Table((Column("a"), Column("b")), ((long, "x"),)),),
        "caption": (Table((Column("a"),), (("x",),), long),),
        "heading": (Heading(1, "x"), Heading(2, long[:900])),
        "cover": (Cover("t", subtitle=long[:400]),),
    }
    began = time.process_time()
    read = Reading(pdf.render(document(Contents("c"), *blocks[place])))
    assert time.process_time() - began < 10
    assert squeezed(read.text()).count("A1") >= 150


def test_long_words_are_parted_with_a_hyphen() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    read = Reading(pdf.render(document(Table((Column("a", width=30), Column("b")), ((word, "x"),)))))
    lines = [line.text for marks in read.pages for mark in marks for line in mark.lines if mark.tag == "TD"]
    assert lines[0].endswith("\u00ad")
    assert squeezed(read.text()).startswith("ab" + word)


def test_empty_things_are_drawn_without_harm() -> None:
    whole = document(
        Contents("Contents"),
        Text(""),
        BulletList(()),
        Facts(()),
        KeyFigures(()),
        Table((Column("a"),), ()),
        Chart("columns", "none", (), (), "No data."),
        Chart("ranked", "zero", ("a",), (Series("s", (0,), ("0",)),), "Zero."),
        Chart("columns", "gaps", ("a", "b"), (Series("s", (None, None), ("–", "–")),), "Gaps."),
        Cover("only a title"),
    )
    assert "No data." in [str(node.attributes["Alt"]) for node in Reading(pdf.render(whole)).nodes("Figure")]


def test_long_rankings_and_crowded_columns_stay_on_their_pages() -> None:
    names = tuple(f"Category {n} with a rather long name" for n in range(90))
    series = (Series("s", tuple(range(90)), tuple(map(str, range(90)))),)
    read = Reading(
        pdf.render(document(*(Chart(kind, "t", names, series, "many", "Figure 1", notes=(Note("1", "end"),)) for kind in ("ranked", "columns"))))
    )  # fmt: skip
    assert len(read.nodes("Figure")) == 6
    assert len(read.nodes("Note")) == 2
    assert all(line.y > 28 * MM for marks in read.pages for m in marks if m.mcid >= 0 for line in m.lines)
    assert squeezed("".join(m.text for marks in read.pages for m in marks)).count("Category89") == 2


def test_long_contents_go_on_over_pages() -> None:
    headings = [Heading(1 + (n > 0), f"Heading {n}") for n in range(120)]
    read = Reading(pdf.render(document(Contents("Contents"), *headings)))
    assert len({kid[0] for node in read.nodes("Link") for kid in node.kids if kid is not None}) > 1
    assert len(read.nodes("TOCI")) == 120


def test_long_leads_and_feet_find_room() -> None:
    lead = "A lead that is much longer than leads are wont to be, and so stands alone"
    foot = "Competence centre of a rather long name " * 6
    read = Reading(pdf.render(document(Heading(1, "x"), Text("the text", lead=lead), furniture=Furniture(left=foot))))
    assert squeezed(read.text()) == squeezed(f"x{lead}the text")
    footer = [line for m in read.pages[0] if m.mcid == -1 for line in m.lines]
    assert any(line.text.endswith(" …") for line in footer)


def test_titles_break_into_even_lines() -> None:
    setter = Setter()
    title = "Advice on innovation procurement, 1 January to 31 December"
    lines = setter.balanced(title, "semibold", 20, 400)
    assert len(lines) == 2
    assert " ".join(lines) == title
    widths = [setter.width(line, "semibold", 20) for line in lines]
    assert min(widths) > 0.7 * max(widths)


def test_short_tables_are_not_divided() -> None:
    for filler in range(20, 44, 3):
        read = Reading(pdf.render(document(*[Text("x")] * filler, replace(register(6), total=None))))
        pages = {
            kid[0] for table in read.nodes("Table") for n in table.walk() for kid in n.kids if isinstance(kid, tuple)
        }
        assert len(pages) == 1


def test_many_short_notes_stand_side_by_side_and_long_ones_below_each_other() -> None:
    def tops(text: str) -> tuple[list[float], list[str]]:
        notes = tuple(Note(str(n), f"{text} {n}") for n in range(1, 8))
        read = Reading(pdf.render(document(Table((Column("a"), Column("b")), (("1", "2"),), notes=notes))))
        lines = [line for marks in read.pages for mark in marks if mark.tag == "Note" for line in mark.lines]
        return [line.y for line in lines], [read.text(node) for node in read.nodes("Note")]

    heights, told = tops("Short note")
    assert len(set(heights)) == 3  # three columns
    assert [text.strip()[-1] for text in told] == list("1234567")
    assert len(set(tops("A note that is so long that only one of its kind finds room in a line of this page")[0])) == 7


def test_same_document_same_bytes_in_any_process() -> None:
    code = (
        "import sys, hashlib\n"
        "if sys.argv[1] == 'slow': sys.modules['_rl_accel'] = None\n"
        "from p2i_desktop.reports import pdf\n"
        "from tests.reports.documents import everything\n"
        "print(hashlib.sha256(pdf.render(everything(rows=9))).hexdigest())"
    )
    here = hashlib.sha256(pdf.render(everything(rows=9))).hexdigest()
    assert hashlib.sha256(pdf.render(everything(rows=9))).hexdigest() == here
    for seed, zone, mode in (("1", "Pacific/Auckland", "fast"), ("2", "America/Lima", "slow")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": "1"}
        done = subprocess.run([sys.executable, "-c", code, mode], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here, mode


def test_fonts_are_all_our_own_and_inside(reading: Reading) -> None:
    for page in reading.pdf.pages:
        for font in page.Resources.Font.values():
            assert "SourceSans3" in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_properties_name_the_report(reading: Reading) -> None:
    info = reading.pdf.docinfo
    assert str(info.Title) == "Annual report 2026"
    assert str(info.Keywords) == "annual, 3fa9c1d207be44a1"
    assert str(info.CreationDate) == "D:20270112091430+00'00'"
    assert b"2027-01-12T09:14:30+00:00" in reading.pdf.Root.Metadata.read_bytes()
    assert bool(reading.pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_progress_counts_pages_and_may_stop_the_work() -> None:
    seen: list[tuple[int, int]] = []
    pdf.render(everything(), lambda done, pages: seen.append((done, pages)))
    total = seen[-1][1]
    assert [each for each in seen if each[1]] == [(n, total) for n in range(1, total + 1)]

    def stop(done: int, pages: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pdf.render(everything(), stop)


def test_many_rows_are_quick_and_small() -> None:
    chart = Chart("columns", "m", MONTHS, (Series("s", tuple(range(12)), tuple(map(str, range(12)))),), "alt")
    blocks: list[Block] = []
    for n in range(6):
        blocks += [Heading(1, f"Chapter {n}", new_page=True), chart, replace(register(467), caption=f"Part {n}")]
    whole = document(*blocks)
    pdf.render(everything(rows=3))
    began = time.process_time()
    data = pdf.render(whole)
    seconds = time.process_time() - began
    with pikepdf.open(io.BytesIO(data)) as file:
        pages = len(file.pages)
    assert pages > 60
    assert len(data) / pages < 12_000
    assert seconds < 3, "2,800 rows took 0.6 s where this was written"
