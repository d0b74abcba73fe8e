"""The pack of a workshop: what is in it, that it is whole or not there, that nothing in its folder is lost."""

import gc
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from p2i_desktop.domain.parties import LegalBasis
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.certificate_check import Standing
from p2i_desktop.services.errors import Environment, Refused
from p2i_desktop.services.office import Office, look_at
from p2i_desktop.services.pack_handing import PackMade, hand_over
from p2i_desktop.services.pack_making import prepare
from p2i_desktop.services.report_purposes import purpose_of
from p2i_desktop.services.workshop_pack import BEFORE, PackWish, Part, folder_name, offer
from tests.services.workshop_world import contacts, make_workshop, mark, people, put

ALL = frozenset(Part)


class StoppedError(Exception):
    """The work was given up."""


@pytest.fixture
def workshop(office: Office) -> str:
    """A workshop at which two of three were there."""
    key = make_workshop(office)
    there = contacts(office, key, [("Ada", "Demo"), ("Δήμητρα", "Παράδειγμα")], language="el")
    people(office, key, ["Cleo Muster"])
    mark(office, key, there)
    return key


def make(office: Office, folder: Path, workshop: str, parts: frozenset[Part] = ALL, **wish: object) -> PackMade:
    wanted = replace(PackWish(workshop, parts, language="en"), **wish)  # type: ignore[arg-type]
    return hand_over(office, prepare(office, wanted, folder))


def codes(office: Office, workshop: str) -> list[str]:
    rows = office.store.find(Participation, workshop=workshop)
    return [row.certificate_code for row in rows if row.certificate_code]


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def stop_after(count: int) -> Callable[[float], None]:
    """Gives up when it is told so often."""
    told: list[float] = []

    def progress(share: float) -> None:
        told.append(share)
        if len(told) >= count:
            raise StoppedError

    return progress


def test_the_whole_pack_in_one_folder(office: Office, workshop: str, tmp_path: Path) -> None:
    shares: list[float] = []
    prepared = prepare(office, PackWish(workshop, ALL, language="en", recipient="Demo funder"), tmp_path, shares.append)
    assert codes(office, workshop) == []  # nothing is stored before the papers are there
    made = hand_over(office, prepared)
    assert made.folder == tmp_path / "W-2026-01 Market consultation in practice"
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix != ".p2i" and entry.is_dir()] == [
        made.folder.name
    ]
    day = office.clock.now().astimezone().date().isoformat()
    number = "W-2026-01"
    assert sorted(made.files) == sorted(
        [
            f"P2I_{name}_{number}_{day}.pdf"
            for name in ("Sign-in-sheet", "Name-badges", "Evaluation-form", "Participants", "Certificates")
        ]
        + [f"{number}.ics"]
        + [f"Certificates/{number}-{code}.pdf" for code in codes(office, workshop)]
    )
    assert all((made.folder / name).is_file() for name in made.files)
    assert (made.certificates, made.new, made.left_out, made.added) == (2, 2, 1, False)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    joined = made.folder / f"P2I_Certificates_{number}_{day}.pdf"
    assert len(pypdfium2.PdfDocument(joined)) == 2
    for code in codes(office, workshop):
        alone = text_of(made.folder / "Certificates" / f"{number}-{code}.pdf")
        assert f"{number}-{code}" in alone
        assert "Βεβαίωση συμμετοχής" in alone  # in the language of the person
        assert office.certificates.check(f"{number}-{code}").standing is Standing.ISSUED
    assert Calendar.from_ical((made.folder / f"{number}.ics").read_bytes()).walk("VEVENT")
    kept = {
        one.what: (one.records, one.recipient, one.purpose)
        for one in office.disclosures.of(About("workshop", workshop))
    }
    assert set(kept) == {"Anwesenheitsliste", "Namensschilder", "Teilnehmende", "Zertifikate"}  # the form names nobody
    assert kept["Zertifikate"] == (2, "Demo funder", purpose_of("certificates", texts_for("de")))
    assert kept["Teilnehmende"][0] == 3


def test_made_again_it_prints_the_same_numbers_beside_what_is_there(
    office: Office, workshop: str, tmp_path: Path
) -> None:
    first = make(office, tmp_path, workshop, frozenset({Part.CERTIFICATES}))
    kept = {name: (first.folder / name).read_bytes() for name in first.files}
    (first.folder / "my notes.txt").write_text("mine")
    before = codes(office, workshop)
    second = make(office, tmp_path, workshop, frozenset({Part.CERTIFICATES}), named_files=True)
    assert (second.added, second.new, second.certificates) == (True, 0, 2)
    assert codes(office, workshop) == before
    assert {name: (first.folder / name).read_bytes() for name in first.files} == kept
    assert (first.folder / "my notes.txt").read_text() == "mine"
    assert not set(first.files) & set(second.files)
    assert any(name.endswith("_2.pdf") for name in second.files)
    assert any("Παράδειγμα" in name for name in second.files)


def test_the_log_of_what_went_out_speaks_the_language_of_the_centre(
    office: Office, workshop: str, tmp_path: Path
) -> None:
    """Papers may be in English; the centre's own log is German, from the pack as from a single paper."""
    make(office, tmp_path, workshop, frozenset({Part.BADGES}))
    paper = office.printing.paper("badges", key=workshop, language="en")
    assert paper.handed is not None
    logged = office.disclosures.of(About("workshop", workshop))[0]
    assert {logged.what, paper.handed.what} == {"Namensschilder"}
    assert logged.purpose == paper.handed.purpose


@pytest.mark.parametrize("patience", [1, 2, 4, 9])
def test_cancel_leaves_nothing(office: Office, workshop: str, tmp_path: Path, patience: int) -> None:
    seq, folder = office.store.seq, tmp_path / "new" / "deeper"
    with pytest.raises(StoppedError):
        prepare(office, PackWish(workshop, ALL), folder, stop_after(patience))
    assert not (tmp_path / "new").exists()
    assert office.store.seq == seq


def test_what_a_killed_program_left_is_swept_with_the_next_pack(office: Office, workshop: str, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    name = offer(office, workshop, "en").folder
    left, fresh = (packs / f".{name[:40].strip()}.{letter * 12}.part" for letter in "ab")
    for folder in (left, fresh, kept := packs / f".{name[:40].strip()}.mine.part"):
        folder.mkdir(parents=True)
        (folder / "Certificate of Ada.pdf").write_bytes(b"%PDF")
    os.utime(left, (0, 0))
    os.utime(kept, (0, 0))
    make(office, packs, workshop, frozenset({Part.CALENDAR}))
    assert sorted(packs.iterdir()) == sorted([fresh, kept, packs / name])  # a young one is perhaps being made


def test_what_nobody_takes_is_gone(office: Office, workshop: str, tmp_path: Path) -> None:
    """The window was closed between making and handing over."""
    folder = tmp_path / "packs"
    prepared = prepare(office, PackWish(workshop, frozenset({Part.CALENDAR})), folder)
    assert len(list(folder.iterdir())) == 1
    del prepared
    gc.collect()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_leaves_nothing(office: Office, workshop: str, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    seq = office.store.seq
    with pytest.raises(OSError, match="blocked"):
        make(office, blocked, workshop)
    assert blocked.read_text() == "a file"
    assert office.store.seq == seq


def test_a_folder_name_that_is_taken_by_a_file_takes_the_codes_back(
    office: Office, workshop: str, tmp_path: Path
) -> None:
    taken = tmp_path / "W-2026-01 Market consultation in practice"
    taken.write_text("a file")
    with pytest.raises(OSError, match="W-2026-01"):
        make(office, tmp_path, workshop)
    assert taken.read_text() == "a file"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")] == []
    assert codes(office, workshop) == []
    assert office.disclosures.of(About("workshop", workshop)) == []


def test_what_was_put_into_a_folder_that_refuses_in_the_middle_is_taken_out_again(
    office: Office, workshop: str, tmp_path: Path
) -> None:
    first = make(office, tmp_path, workshop, frozenset({Part.CALENDAR}))
    (first.folder / "Certificates").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="Certificates"):
        make(office, tmp_path, workshop)
    assert sorted(path.name for path in first.folder.iterdir()) == ["Certificates", "W-2026-01.ics"]
    assert codes(office, workshop) == []
    assert office.disclosures.of(About("workshop", workshop)) == []
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")] == []


def test_a_file_that_is_only_looked_at_hands_nothing_over(office: Office, workshop: str, tmp_path: Path) -> None:
    with look_at(office.path, clock=office.clock, settings=office.settings) as beside:
        prepared = prepare(beside, PackWish(workshop, ALL), tmp_path / "packs")
        with pytest.raises(Environment) as raised:
            hand_over(beside, prepared)
    assert raised.value.kind == "read_only"
    assert not (tmp_path / "packs").exists()


def test_codes_that_were_stored_meanwhile_stop_the_pack(office: Office, workshop: str, tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    prepared = prepare(office, PackWish(workshop, ALL), folder)
    office.certificates.issue(workshop)
    with pytest.raises(Refused, match="certificate_meanwhile"):
        hand_over(office, prepared)
    del prepared
    assert not folder.exists()


def test_made_from_a_reading_beside_the_open_file(office: Office, workshop: str, tmp_path: Path) -> None:
    with look_at(office.path, clock=office.clock, settings=office.settings) as beside:
        prepared = prepare(beside, PackWish(workshop, ALL), tmp_path / "packs")
    made = hand_over(office, prepared)
    assert made.new == 2
    assert set(made.changed.keys) == {"participation", "disclosure"}


def test_nobody_certified_or_nothing_chosen_is_refused(office: Office, tmp_path: Path) -> None:
    key = make_workshop(office)
    people(office, key, ["Ada Demo"])
    with pytest.raises(Refused, match="certificate_nobody"):
        prepare(office, PackWish(key, frozenset({Part.CERTIFICATES})), tmp_path / "packs")
    with pytest.raises(Refused, match="pack_empty"):
        prepare(office, PackWish(key, frozenset()), tmp_path / "packs")
    assert not (tmp_path / "packs").exists()


def test_what_is_proposed_follows_the_state(office: Office, workshop: str) -> None:
    ahead = make_workshop(office)
    people(office, ahead, ["Ada Demo"])
    assert offer(office, ahead, "en").proposed == frozenset(BEFORE)
    assert Part.CERTIFICATES not in offer(office, ahead, "en").possible
    held = offer(office, workshop, "de")
    assert held.proposed == frozenset({Part.CERTIFICATES})
    assert held.possible == ALL
    assert [left.row.name for left in held.certificates.left_out] == ["Cleo Muster"]
    assert held.basis == texts_for("de").label(LegalBasis.PUBLIC_TASK)
    office.workshops.cancel(ahead, "made up")
    assert offer(office, ahead, "en").proposed == frozenset()


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "a" * 400, "CON", 'What? <now>: "1/2"', "  . ", "Ενέργεια & Φύση", "line\nbreak"],
)
def test_any_title_makes_a_folder_of_its_own(office: Office, tmp_path: Path, title: str) -> None:
    key = make_workshop(office, "x")
    put(office, [replace(office.workshops.workshop(key), title=title)])
    made = make(office, tmp_path / "packs", key, frozenset({Part.CALENDAR}))
    assert made.folder.parent == tmp_path / "packs"
    assert made.folder.name.startswith("W-2026-01")
    assert made.folder.name == folder_name(office.workshops.file(key))
    assert (made.folder / "W-2026-01.ics").is_file()
