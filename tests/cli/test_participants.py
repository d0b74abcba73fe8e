"""`import … --as participants`: counts, one step, wrong rows as a file, exit codes, sentences for wrong use."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services.office import look_at, open_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import Run
from tests.exchange.books import book, table
from tests.services.workshop_world import make_workshop

PEOPLE = "Vorname;Nachname;E-Mail;Organisation\nAnna;Muster;anna @ demo.example;Demo Hospital\nBob;Beispiel;bob@demo.example;\n"
WRONG = PEOPLE + "Eva;Falsch;nope;\n"


@pytest.fixture
def number(file: Path, clock: FixedClock) -> str:
    """The number of a workshop of the file."""
    with open_office(file, clock=clock, settings=Settings(language="en", staff="A1")) as office:
        return office.workshops.file(make_workshop(office)).key


@pytest.fixture
def people(file: Path, clock: FixedClock, number: str) -> list[Participation]:
    with look_at(file, clock=clock, settings=Settings()) as office:
        return office.store.find(Participation)


def listed(file: Path, clock: FixedClock) -> list[str]:
    with look_at(file, clock=clock, settings=Settings()) as office:
        return [one.name_as_written for one in office.store.find(Participation)]


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_list_is_taken_in_once_and_taken_back(
    call: Run, file: Path, clock: FixedClock, number: str, tmp_path: Path
) -> None:
    source = write(tmp_path, PEOPLE)
    way = ("import", file, source, "--as", "participants", "--workshop", number, "--json")
    dry = call(*way, "--dry-run").json
    assert dry == {"new": 2, "updated": 0, "skipped": 0, "rejected": 0, "step": ""}
    assert listed(file, clock) == []
    done = call(*way).json
    assert done == dry | {"step": done["step"]}
    assert done["step"]
    assert listed(file, clock) == ["Anna Muster", "Bob Beispiel"]
    assert call(*way).json == {"new": 0, "updated": 0, "skipped": 2, "rejected": 0, "step": ""}
    assert call("undo", file, "--json").json == {"label": "take in participants"}
    assert listed(file, clock) == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_wrong_rows_go_into_a_file_and_the_call_ends_with_one(
    call: Run, file: Path, clock: FixedClock, number: str, tmp_path: Path, ending: str
) -> None:
    source, out = write(tmp_path, WRONG), tmp_path / f"wrong.{ending}"
    ended = call("import", file, source, "--as", "participants", "--workshop", number, "--rejected", out, ok=False)
    assert ended.code == 1
    assert "2 new, 1 wrong" in ended.out
    assert "line 4: E-mail: nope is no e-mail address." in ended.out
    assert listed(file, clock) == ["Anna Muster", "Bob Beispiel"]
    if ending == "xlsx":
        found = [[cell.value for cell in row] for row in load_workbook(out).active.iter_rows()]
        assert found[1] == ["Eva", "Falsch", "nope", None, 4, "E-mail: nope is no e-mail address."]
    else:
        assert out.read_text("utf-8-sig").splitlines()[1] == "Eva;Falsch;nope;;4;E-mail: nope is no e-mail address."


def test_wrong_rows_never_replace_the_list_they_come_from(call: Run, file: Path, number: str, tmp_path: Path) -> None:
    source = write(tmp_path, WRONG)
    way = ("import", file, source, "--as", "participants", "--workshop", number, "--rejected")
    ended = call(*way, tmp_path / "." / source.name, ok=False)
    assert (ended.code, source.read_text("utf-8")) == (2, WRONG)
    assert "list.csv is read: the wrong rows need a file of their own." in ended.err


def test_without_wrong_rows_no_file_is_written(call: Run, file: Path, number: str, tmp_path: Path) -> None:
    out = tmp_path / "wrong.xlsx"
    call("import", file, write(tmp_path, PEOPLE), "--as", "participants", "--workshop", number, "--rejected", out)
    assert not out.exists()


def test_a_mapping_says_what_columns_are(call: Run, file: Path, clock: FixedClock, number: str, tmp_path: Path) -> None:
    source = write(tmp_path, "Wer;Wo\nAnna;Demo\n")
    way = ("import", file, source, "--as", "participants", "--workshop", number)
    ended = call(*way, ok=False)
    assert (ended.code, "--mapping can say which" in ended.err) == (2, True)
    mapping = write(tmp_path, 'headings = 1\n[columns]\nWer = "name"\n"#2" = "organisation"\n', "m.toml")
    assert call(*way, "--mapping", mapping, "--json").json["new"] == 1
    mapping.write_text('[columns]\nWer = "shoe size"\n')
    assert call(*way, "--mapping", mapping, ok=False).code == 3


def test_unknown_people_become_contacts_where_that_is_asked(
    call: Run, file: Path, clock: FixedClock, number: str, tmp_path: Path
) -> None:
    source = tmp_path / "list.xlsx"
    source.write_bytes(book(table(("Name", "E-mail"), ("Anna Muster", "anna@demo.example"))))
    way = ("import", file, source, "--as", "participants", "--workshop", number, "--new-contacts")
    assert call(*way, "consent", "--json").json["new"] == 1
    with look_at(file, clock=clock, settings=Settings()) as office:
        (made,) = office.store.find(Contact)
    assert (str(made.legal_basis), made.data_source) == ("consent", "list.xlsx")
    assert call(*way, "because", ok=False).code == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK\x03\x04", "damaged or cut off"), ("a.csv", b"", "has no rows"), ("a.csv", b"Name;E-Mail\n", "has no rows"), ("a.xls", b"<html><table>", "is a web page"),
        ("a.csv", b'a;b\n"x;y\n', "In line 2 of a.csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_with_three_and_one_sentence(
    call: Run, file: Path, number: str, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ended = call("import", file, tmp_path / name, "--as", "participants", "--workshop", number, ok=False)
    assert ended.code == 3
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_wrong_use_is_said(call: Run, file: Path, number: str, tmp_path: Path) -> None:
    source = write(tmp_path, PEOPLE)
    way = ("import", file, source, "--as", "participants")
    assert "--workshop is missing" in call(*way, ok=False).err
    assert call(*way, "--workshop", "W-1999-01", ok=False).code == 2
    assert call(*way, "--workshop", number, "--rejected", "x.pdf", ok=False).code == 2
    assert call("import", file, source, "--as", "code-lists", "--workshop", number, ok=False).code == 2
    assert call("import", file, tmp_path / "none.csv", "--as", "participants", "--workshop", number, ok=False).code == 3
    assert call("import", file, tmp_path, "--as", "participants", "--workshop", number, ok=False).code == 3


def test_as_a_process(run: Run, file: Path, number: str, tmp_path: Path) -> None:
    source = tmp_path / "Anmeldungen.csv"
    source.write_bytes("Name;E-Mail\nJürgen Größler;j@demo.example\n".encode("cp1252"))
    done = run("import", file, source, "--as", "participants", "--workshop", number, "--json").json
    assert (done["new"], done["rejected"]) == (1, 0)
