"""`report pack`, `report certificates`, `check --certificate` and the calendar of a workshop, on a real file."""

from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services.office import create_office, look_at, open_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import Run
from tests.services.workshop_world import make_workshop, mark, people

EN = ("--language", "en")


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Path:
    """A casebook with a workshop at which one of two was there."""
    path = tmp_path / "c.p2i"
    with create_office(
        path, clock=clock, settings=Settings(language="en"), centre_name="Demo Centre", country="AT"
    ) as office:
        key = make_workshop(office)
        ids = people(office, key, ["Ada Demo", "Ben Beispiel"])
        mark(office, key, ids[:1])
    return path


def codes(path: Path, clock: FixedClock) -> list[str]:
    with look_at(path, clock=clock, settings=Settings(language="en")) as office:
        return [row.certificate_code for row in office.store.find(Participation) if row.certificate_code]


def test_a_pack_and_the_check_of_its_number(call: Run, file: Path, clock: FixedClock, tmp_path: Path) -> None:
    done = call(
        "report", "pack", file, "--key", "W-2026-01", "--out", tmp_path / "out", "--json", *EN, "--recipient", "Demo"
    )
    [code] = codes(file, clock)
    assert done.json["certificates"] == done.json["new"] == 1
    assert done.json["without"] == [{"name": "Ben Beispiel", "why": "No attendance is recorded."}]
    assert f"Certificates/W-2026-01-{code}.pdf" in [name.replace("\\", "/") for name in done.json["files"]]
    assert all((Path(done.json["folder"]) / name).is_file() for name in done.json["files"])
    again = call("report", "pack", file, "--key", "w-2026-01", "--out", tmp_path / "out", *EN)
    assert "2 files" in again.out
    assert "1 certificate" in again.out
    assert codes(file, clock) == [code]
    good = call("check", file, "--certificate", f"w-2026-01 {code.lower()}", "--json", *EN)
    assert (good.json["standing"], good.json["holder"], good.json["minutes"]) == ("issued", "Ada Demo", 240)
    bad = call("check", file, "--certificate", "W-2026-01-XYZ", *EN, ok=False)
    assert (bad.code, "a sign is missing or wrong" in bad.out) == (1, True)
    with look_at(file, clock=clock, settings=Settings(language="en")) as office:
        kept = office.disclosures.of(About("workshop", office.workshops.of_key("W-2026-01")))
    assert [(one.what, one.records, one.recipient) for one in kept][-1] == ("Certificates", 1, "Demo")


def test_certificates_as_a_report_draw_their_numbers_once(
    call: Run, file: Path, clock: FixedClock, tmp_path: Path
) -> None:
    wanted = ("report", "certificates", file, "--key", "W-2026-01", "--form", "pdf", "--out")
    call(*wanted, tmp_path / "1.pdf", *EN)
    [code] = codes(file, clock)
    call(*wanted, tmp_path / "2.pdf", *EN)
    assert codes(file, clock) == [code]
    for name in ("1.pdf", "2.pdf"):
        document = pypdfium2.PdfDocument(tmp_path / name)
        assert code in document[0].get_textpage().get_text_bounded()
        document.close()


def test_wrong_calls_are_one_sentence_and_write_nothing(call: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for words, said in (
        (("--out", out), "--key is missing"),
        (("--key", "W-2026-01"), "--out is missing"),
        (("--key", "W-2026-77", "--out", out), "There is no workshop W-2026-77"),
        (("--key", "W-2026-01", "--out", out, "--parts", "badges,tea"), "no part tea"),
        (("--key", "W-2026-01", "--out", file), "A pack needs a folder"),
    ):
        ended = call("report", "pack", file, *words, *EN, ok=False)
        assert (ended.code, said in ended.err) == (2, True), ended
    ended = call("report", "annual", file, "--parts", "badges", "--form", "pdf", "--out", out, *EN, ok=False)
    assert "--parts belongs to a pack" in ended.err
    assert not out.exists()


def test_a_file_that_is_open_elsewhere_is_not_packed(call: Run, file: Path, clock: FixedClock, tmp_path: Path) -> None:
    with open_office(file, clock=clock, settings=Settings(language="en")):
        ended = call("report", "pack", file, "--key", "W-2026-01", "--out", tmp_path / "out", *EN, ok=False)
    assert ended.code == 3
    assert not (tmp_path / "out").exists()


def test_the_calendar_of_a_workshop(call: Run, file: Path, tmp_path: Path) -> None:
    done = call("export", file, tmp_path / "w.ics", "--workshop", "W-2026-01", "--json", *EN)
    assert done.json["entries"] == 1
    [entry] = Calendar.from_ical((tmp_path / "w.ics").read_bytes()).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "Market consultation in practice"
    both = call("export", file, tmp_path / "x.ics", "--workshop", "W-2026-01", "--milestones", *EN, ok=False)
    assert both.code == 2
    assert "not of both" in both.err
    other = call("export", file, tmp_path / "x.xlsx", "--workshop", "W-2026-01", *EN, ok=False)
    assert "--workshop belongs to a calendar" in other.err
