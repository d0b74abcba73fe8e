"""A report as plain values refuses what no renderer could print."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from p2i_desktop.reports.document import (
    Block,
    Change,
    Chart,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Landscape,
    Link,
    Series,
    State,
    Table,
    Text,
    Value,
    cells,
    contrast_on_white,
    figures,
    links,
    printed,
    walk,
)
from tests.reports.documents import MADE, everything


def document(*blocks: Block) -> Document:
    return Document("annual", "Title", "2026", "en", "Centre", "P2I Desktop", MADE, blocks)


def test_time_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(document(), made_at=datetime(2026, 1, 1))


def test_title_is_needed() -> None:
    with pytest.raises(ValueError, match="title"):
        replace(document(), title="  ")


@pytest.mark.parametrize("accent", ["#FFD400", "#999999", "blue", "#12345", "#12345G"])
def test_accent_can_be_read(accent: str) -> None:
    with pytest.raises(ValueError, match=r"read on white|no colour"):
        replace(document(), accent=accent)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#1D4ED8") == pytest.approx(6.70, abs=0.005)


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4), (1, 2, 1, 3)])
def test_no_heading_level_is_skipped(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="level"):
        document(*(Heading(level, "x") for level in levels))


def test_levels_may_fall_back() -> None:
    blocks = [Heading(level, "x") for level in (1, 2, 3, 1, 2, 2)]
    assert list(walk(document(*blocks).blocks)) == blocks


def test_keys_are_unique_and_links_lead_somewhere() -> None:
    with pytest.raises(ValueError, match="two headings"):
        document(Heading(1, "a", "k"), Heading(1, "b", "k"))
    row = Facts((("a", Link("there", "nowhere")),))
    with pytest.raises(ValueError, match="nowhere"):
        document(Heading(1, "a", "k"), row)
    assert list(links(document(Heading(1, "a", "nowhere"), row))) == ["nowhere"]


def test_rows_match_columns() -> None:
    columns = (Column("a"), Column("b"))
    with pytest.raises(ValueError, match="1 cells for 2"):
        Table(columns, (("x",),))
    with pytest.raises(ValueError, match="3 cells for 2"):
        Table(columns, (), total=("x", "y", "z"))
    with pytest.raises(ValueError, match="columns"):
        Table((), ())


def test_charts_are_whole_and_told() -> None:
    with pytest.raises(ValueError, match="see it"):
        Chart("columns", "t", ("a",), (Series("s", (1,), ("1",)),), " ")
    with pytest.raises(ValueError, match="match"):
        Chart("columns", "t", ("a", "b"), (Series("s", (1,), ("1",)),), "alt")


def test_walk_enters_landscape_pages() -> None:
    inner = Text("inside")
    assert list(walk((Text("a"), Landscape((inner,))))) == [Text("a"), inner]


def test_every_figure_is_found() -> None:
    whole = everything(rows=3)
    assert [each.code for each in figures(whole)] == [
        "ADV-01", "ADV-12", "PRC-03",
        "ADV-01", "ADV-07", "ADV-04", "ADV-12", "PRC-03",
    ]  # fmt: skip
    assert "Total" in list(cells(whole))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("plain", "plain"),
        (State("reached", "good"), "reached"),
        (Value(date(2026, 1, 2), "02.01.2026"), "02.01.2026"),
        (Change(Decimal("0.1"), "+10 %", "up"), "+10 %"),
        (Figure("ADV-01", 1, "2026", 4, "number", "4"), "4"),
        (Link("see", "k"), "see"),
    ],
)
def test_printed_words(cell: object, words: str) -> None:
    assert printed(cell) == words  # type: ignore[arg-type]
