"""Cells from a clipboard: quotes, line breaks, headers in two languages, and what a cell means."""

from datetime import date

import pytest

from p2i_desktop.domain.advice import Channel, Topic
from p2i_desktop.gui.line.columns import COLUMNS, TITLES, CellError, Reader
from p2i_desktop.gui.line.pasting import header, placed, read_table, split, table_text, too_large
from p2i_desktop.i18n import languages, texts_for

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"], []]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""hi"""\tb', [['say "hi"', "b"]]),
        ('"so" he said\tb', [['"so" he said', "b"]]),
        ('"never closed\tb\nc', [['"never closed', "b"], ["c"]]),
        ("a\t", [["a", ""]]),
        ("a\rb", [["a"], ["b"]]),
        ("", [[]]),
    ],
)
def test_cells_are_cut_as_spreadsheets_write_them(text: str, rows: list[list[str]]) -> None:
    assert split(text) == rows


@pytest.mark.parametrize("rows", [[["a", "b\nc"], ['"', "\t"]], [["", ""], ["x", ""]]])
def test_what_is_copied_is_pasted_again(rows: list[list[str]]) -> None:
    assert split(table_text(rows)) == rows


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["Datum", "Organisation", "Dauer (Min.)", "Thema", "Betreff"], ("date", "who", "minutes", "topics", "note")),
        (["DATE", "Client", "Minutes", "Follow-up", "Adviser"], ("date", "who", "minutes", "follow_up", "advisor")),
        (["Wiedervorlage", "Kanal", "Beraterin", "Fallnummer"], ("follow_up", "channel", "advisor", "case")),
        (["Datum", "Raum", "Organisation"], ("date", "", "who")),
        (["Note"], ("note",)),
        (["20.11.2026", "Stadt Beispiel", "25"], ()),
        (["Demo Hospital", "Minutes", "x", "y", "z"], ()),
    ],
)
def test_a_header_is_known_in_two_languages(cells: list[str], columns: tuple[str, ...]) -> None:
    assert header(cells)[0] == columns


@pytest.mark.parametrize("language", languages())
def test_the_titles_of_the_grid_are_headings(language: str) -> None:
    texts = texts_for(language)
    wanted = [texts._(TITLES[column]) for column in COLUMNS]
    assert header(wanted) == (COLUMNS, ())


def test_columns_that_nobody_knows_are_named() -> None:
    pasted = read_table("Datum\tRaum\tOrganisation\n20.11.2026\tA1\tStadt Beispiel\n\t\t\n")
    assert pasted.unknown == ("Raum",)
    assert placed(pasted, 5) == [{COLUMNS.index("date"): "20.11.2026", COLUMNS.index("who"): "Stadt Beispiel"}]


def test_too_much_is_seen_without_reading_it() -> None:
    assert too_large("x\t" * 100_000)
    assert too_large("x" * 5_000_000)
    assert not too_large("x\ty\n" * 1000)


def reader(language: str = "de") -> Reader:
    return Reader(texts_for(language), TODAY, {"s1": ("A1", "Ada Muster"), "s2": ("B2", "Bert Probe")})


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("date", "20.11.2026", TODAY), ("date", "20.11.", TODAY), ("date", "2026-11-20", TODAY), ("date", "20/11/2026", TODAY),
        ("date", "2026-11-20 00:00:00", TODAY), ("date", "gestern", date(2026, 11, 19)), ("follow_up", "+3", date(2026, 11, 23)),
        ("minutes", "25", 25), ("minutes", "25 min", 25), ("minutes", "1:15", 75), ("minutes", "0:25:00", 25),
        ("minutes", "1,5 h", 90), ("minutes", "2 Std.", 120), ("minutes", "25,0", 25),
        ("channel", "Telefon", Channel.PHONE), ("channel", "phone", Channel.PHONE), ("channel", "Vid", Channel.VIDEO),
        ("topics", "IPR", frozenset({Topic.IPR})), ("topics", "#pcp; eu", frozenset({Topic.PROCEDURE_CHOICE, Topic.FUNDING_EU})),
        ("topics", "legal, training", frozenset({Topic.LEGAL, Topic.TRAINING})),
        ("advisor", "a1", "s1"), ("advisor", "Probe", "s2"),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_write_them(column: str, text: str, value: object) -> None:
    assert reader().value(column, text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("date", "31.2.2026"),
        ("minutes", "viel"),
        ("minutes", "-5"),
        ("channel", "Rohrpost"),
        ("topics", "ipr; Unsinn"),
        ("advisor", "Zoe"),
    ],
)
def test_what_is_no_value_is_told_in_a_sentence(column: str, text: str) -> None:
    with pytest.raises(CellError, match=r"\.$"):
        reader().value(column, text)


@pytest.mark.parametrize("language", languages())
def test_what_is_shown_is_read_again(language: str) -> None:
    """A draft of one language is understood in the other."""
    for topic in Topic:
        shown = reader(language).shown("topics", frozenset({topic}))
        assert all(reader(other).value("topics", shown) == frozenset({topic}) for other in languages()), shown
    for channel in Channel:
        assert reader("en").value("channel", reader(language).shown("channel", channel)) is channel
    assert reader("en").value("date", reader(language).shown("date", TODAY)) == TODAY
    two = frozenset({Topic.AWARD_CRITERIA_LCC, Topic.PRIOR_ART_IP_SEARCH})
    assert reader("en").value("topics", reader(language).shown("topics", two)) == two
