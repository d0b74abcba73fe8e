"""Whatever the texts and however many: everything is tagged, in order, inside the margins."""

from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.reports import pdf
from p2i_desktop.reports.document import (
    Block,
    BulletList,
    Chart,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    KeyFigure,
    KeyFigures,
    Landscape,
    Note,
    Row,
    Series,
    Table,
    Text,
    Value,
)
from tests.reports.documents import MADE
from tests.reports.reading import Reading

MM = 72 / 25.4
letters = st.characters(codec="utf-8") | st.sampled_from("abcdefghij äöüß Ωλ ≥€▲\u00ad\u200b-–/ ")
words = st.text(letters, max_size=60)
long_words = st.text(st.sampled_from("abc def-ghi jklmnopqrstuvwxyz "), max_size=1500)
texts = words | long_words


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(Column, words, st.sampled_from(("text", "number", "date")), header=st.booleans()),
            min_size=1,
            max_size=9,
        )
    )
    cell = texts | st.builds(Value, st.integers(), words, note=st.sampled_from(("", "1", "†")))
    row: st.SearchStrategy[Row] = st.tuples(*[cell] * len(columns))
    rows = draw(st.lists(row | st.builds(Group, words), max_size=12))
    notes = draw(st.lists(st.builds(Note, st.just("1"), texts), max_size=2))
    return Table(tuple(columns), tuple(rows), draw(words), draw(words), draw(st.none() | row), tuple(notes))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    categories = tuple(draw(st.lists(words, max_size=14)))
    values = st.tuples(*[st.none() | st.integers(0, 10**6)] * len(categories))
    shown = st.tuples(*[st.text("0123456789,.", max_size=9)] * len(categories))
    series = st.builds(Series, st.just("one"), values, shown, st.sampled_from(("solid", "hatch", "outline")))
    kind = draw(st.sampled_from(("columns", "ranked")))
    return Chart(kind, draw(words), categories, tuple(draw(st.lists(series, min_size=1, max_size=2))), "words")  # type: ignore[arg-type]


plain = (
    tables()
    | charts()
    | st.builds(Text, texts, lead=words)
    | st.builds(BulletList, st.lists(texts, max_size=4).map(tuple), st.booleans())
    | st.builds(Facts, st.lists(st.tuples(words, texts), max_size=4).map(tuple))
    | st.builds(
        KeyFigures,
        st.lists(st.builds(KeyFigure, words, st.builds(Value, st.none(), words), context=words), max_size=6).map(tuple),
    )
    | st.builds(Heading, st.just(1), words)
)
blocks: st.SearchStrategy[Block] = plain | st.builds(Landscape, st.lists(plain, max_size=3).map(tuple))


@given(st.lists(blocks, max_size=6))
def test_pages_hold_whatever_comes(some: list[Block]) -> None:
    document = Document("x", "Title", "2026", "en", "Centre", "P2I", MADE, tuple(some))
    read = Reading(pdf.render(document))
    for page, marks in zip(read.pdf.pages, read.pages, strict=True):
        width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
        assert not marks[0].lines
        assert not marks[0].paints
        for line in (line for mark in marks for line in mark.lines if line.text.strip()):
            assert line.x >= 20 * MM - 0.1, line
            assert line.x + line.width <= width - 20 * MM + 1, line
            assert 10 * MM <= line.y <= height - 20 * MM, line
