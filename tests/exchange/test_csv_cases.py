"""CSV files and pasted text as they come: letters, separators, quotes and lengths (safety.md 13, 31-45), headings."""

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_file import read_data, read_pasted
from p2i_desktop.exchange.table_header import Table, table_of
from p2i_desktop.exchange.table_shape import LIMITS, Limits, Sheet, TableFile
from p2i_desktop.services.people_columns import recognise

TEXT = "Name;E-Mail\nJürgen Größler;j@demo.example\n"


def csv(data: bytes | str, encoding: str = "") -> TableFile:
    return read_data(data.encode() if isinstance(data, str) else data, "list.csv", encoding=encoding)


def cells(file: TableFile) -> list[tuple[object, ...]]:
    return [row.cells for row in file.sheets[0].rows]


def faults(sheet: Sheet) -> list[list[str]]:
    return [[fault.kind for fault in row.faults] for row in sheet.rows]


def headed(text: str, line: int | None = None) -> Table:
    return table_of(csv(text).offered(), recognise, line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_31_32_letters_that_say_themselves_what_they_are(encoding: str) -> None:
    file = csv(TEXT.encode(encoding))
    assert cells(file) == [("Name", "E-Mail"), ("Jürgen Größler", "j@demo.example")]
    assert file.encodings == ()


def test_33_old_letters_are_offered_with_the_words_that_differ() -> None:
    file = csv("Name;Fee\nJürgen Größler;5 €\n".encode("cp1252"))
    assert cells(file)[1] == ("Jürgen Größler", "5 €")
    assert file.encodings[0].encoding == "cp1252"
    words = {offer.encoding: offer.words for offer in file.encodings}
    assert words["cp1252"][:2] == ("Jürgen", "Größler")
    assert words["mac_roman"][0] != "Jürgen"
    again = csv("Name;Fee\nJürgen Größler;5 €\n".encode("cp1252"), encoding="cp1250")
    assert (again.encoding, again.encodings[0].encoding) == ("cp1250", "cp1250")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1253", "Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\n"), ("mac_roman", "Name;Ort\nJürgen Größler;Köln\n")],
)
def test_33_greek_and_old_macs_are_offered_first(encoding: str, text: str) -> None:
    file = csv(text.encode(encoding))
    assert file.encoding == encoding
    assert "".join(map(str, cells(file)[1])) == text.split("\n")[1].replace(";", "")


def test_34_a_broken_letter_names_its_line_and_is_never_swallowed() -> None:
    file = csv(TEXT.encode() + "Zoë Ärger;z@demo.example\n".encode() + b"Bo\xffb;b@demo.example\n")
    assert file.encoding == "utf-8"
    assert [(row.line, [fault.kind for fault in row.faults]) for row in file.sheets[0].rows][3] == (4, ["broken_signs"])
    with pytest.raises(Unreadable, match="table_cut_off"):
        csv(TEXT.encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("text", "separator", "width"),
    [
        ("Name;Fee\nAnna;1,50\nBob;2,75\n", ";", 2), ("Name,Fee\nAnna,1\n", ",", 2), ("Name\tFee\nAnna\t1\n", "\t", 2),
        ("Name|Fee\nAnna|1\n", "|", 2), ("Name\nAnna Muster\nBob Beispiel\n", "", 1),
        ("Name;Office\nMuster, Anna;Demo\nBeispiel, Bob;Demo\n", ";", 2), ("List of people\n\nName;Fee\nAnna;1\nBob;2\n", ";", 2),
    ],
)  # fmt: skip
def test_35_to_37_the_separator_is_found(text: str, separator: str, width: int) -> None:
    file = csv(text)
    assert file.separator == separator
    assert max(len(row) for row in cells(file)) == width


def test_38_a_quote_that_stays_open_is_refused_by_its_line() -> None:
    for text in ('a;b\n1;2\n"3;4\n5;6\n', 'a;b\n1;2\n"3;4\n5;"6";7\n8;9\n'):
        with pytest.raises(Unreadable) as caught:
            csv(text)
        assert (caught.value.kind, caught.value.values["line"]) == ("table_open_quote", "3")


def test_a_quote_that_does_not_fit_is_a_fault_of_its_row() -> None:
    sheet = csv('a;b\n"so" he said;2\n3;4\n').sheets[0]
    assert faults(sheet) == [[], ["wrong_quotes"], []]


def test_39_null_characters_go_and_are_said() -> None:
    file = csv(b"a;b\nx\x00y;2\n")
    assert cells(file)[1] == ("xy", "2")
    assert [note.kind for note in file.notes] == ["nul_removed"]


def test_40_a_huge_field_is_a_fault_and_the_rest_goes_on() -> None:
    sheet = csv("a;b\n" + "x" * 1_000_001 + ";2\n3;4\n").sheets[0]
    assert faults(sheet) == [[], ["cell_too_long"], []]
    assert [row.line for row in sheet.rows] == [1, 2, 3]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_41_line_ends_of_every_kind(end: str) -> None:
    assert [row.line for row in csv(f"a;b{end}1;2{end}3;4{end}").sheets[0].rows] == [1, 2, 3]


def test_42_rows_of_another_length_are_faults_with_both_counts() -> None:
    rows = headed("Name;E-Mail;Role\nAnna;a@demo.example\nBob;b@demo.example;x;y\nEva;e@demo.example;;;\n").rows
    told = [[(fault.kind, dict(fault.values)) for fault in row.faults] for row in rows]
    assert told == [[("other_length", {"n": "2", "wanted": "3"})], [("other_length", {"n": "4", "wanted": "3"})], []]


def test_42_pasted_rows_may_be_short() -> None:
    table = table_of(read_pasted("Name\tE-Mail\nAnna\nBob\tb@demo.example").offered(), recognise)
    assert [row.cells for row in table.rows] == [("Anna", None), ("Bob", "b@demo.example")]
    assert not any(row.faults for row in table.rows)


def test_43_the_line_of_the_separator_is_no_heading() -> None:
    file = csv("sep=|\nName|Office\nAnna|a;b\n")
    assert file.separator == "|"
    assert [(row.line, row.cells) for row in file.sheets[0].rows] == [(2, ("Name", "Office")), (3, ("Anna", "a;b"))]


def test_44_headings_without_rows_are_a_table_without_rows() -> None:
    assert headed("Name;E-Mail\n").rows == ()


def test_45_five_million_rows_are_refused_above_the_cap_in_little_memory() -> None:
    data = b"a;b\n" * 5_000_000
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(Unreadable, match="table_too_many_rows"):
        read_data(data, "a.csv", limits=Limits(rows=1_000))
    assert time.process_time() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


# -- headings ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "lines", "titles"),
    [
        ("Name;E-Mail\nAnna;a@x.example\n", (1,), ("Name", "E-Mail")),
        ("Participants;\n;\nName;E-Mail\nAnna;a@x.example\n", (3,), ("Name", "E-Mail")),
        ("Person;;Office\nFirst name;Last name;Name\nAnna;Muster;Demo\n", (1, 2), ("Person / First name", "Person / Last name", "Office / Name")),
        ("Name;Email\nNome;E-mail\nAnna;a@x.example\n", (1, 2), ("Name / Nome", "Email / E-mail")),
        ("Anna Muster;a@x.example\nBob;b@x.example\n", (), ("", "")),
        ("Jméno;Adresa\nAnna;a@x.example\n", (1,), ("Jméno", "Adresa")),
    ],
)  # fmt: skip
def test_headings_are_found(text: str, lines: tuple[int, ...], titles: tuple[str, ...]) -> None:
    table = headed(text)
    assert (table.lines, table.titles) == (lines, titles)
    assert len(table.rows) == len(csv(text).offered().rows) - len(lines) - len(table.above)


def test_headings_are_where_the_user_says() -> None:
    text = "A;B\nName;E-Mail\nAnna;a@x.example\n"
    assert headed(text, 0).titles == ("", "")
    assert len(headed(text, 0).rows) == 3
    assert headed(text, 1).titles == ("A", "B")
    assert headed(text, 2).titles == ("Name", "E-Mail")


def _read(data: bytes, refusals: list[str]) -> TableFile | None:
    try:
        return read_data(data, "x.csv")
    except Unreadable as error:
        refusals.append(error.kind)
        return None


@given(st.text(max_size=200), st.sampled_from([";", ",", "\t"]))
def test_no_text_of_any_kind_loses_a_line_or_breaks_the_reader(text: str, separator: str) -> None:
    whole = f"Name{separator}E-Mail\n{text}"
    refusals: list[str] = []
    file = _read(whole.encode("utf-8", "replace"), refusals)
    if file is None:
        assert refusals[0] in ("table_open_quote", "table_no_rows", "table_unknown")
        return
    sheet = file.offered()
    table = table_of(sheet, recognise)
    assert len(table.above) + len(table.lines) + len(table.rows) == len(sheet.rows)
    assert all(len(row.cells) == len(table.titles) for row in table.rows)


@given(st.binary(max_size=400))
def test_no_bytes_of_any_kind_break_the_reader(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"a;b\n"):
        with contextlib.suppress(Unreadable):
            read_data(start + data, "x.csv", limits=LIMITS)
