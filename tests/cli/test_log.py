"""`log` by the same rules as the window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Channel, Consultation, ConsultationType, EntryOrigin, Topic
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.services.office import Office, look_at, open_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import TODAY, Ended, Run

Log = Callable[..., Ended]


def looking(file: Path, clock: FixedClock) -> Office:
    return look_at(file, clock=clock, settings=Settings())


def test_everything_that_can_be_said_arrives(log: Log, file: Path, clock: FixedClock) -> None:
    ended = log(
        "--organisation", "Demo Hospital", "--contact", "Office Muster", "--channel", "video", "--topic", "ipr",
        "--topic", "state-aid", "--minutes", 25, "--preparation", 10, "--travel", 5, "--date", "2026-11-19",
        "--follow-up", "2026-11-24", "--advisor", "a1",
    )  # fmt: skip
    assert set(ended.json) == {"id", "case"}
    assert ended.json["case"] is None
    with looking(file, clock) as office:
        talk = office.advice.consultation(ended.json["id"])
        assert (talk.channel, talk.topics) == (Channel.VIDEO, {Topic.IPR, Topic.STATE_AID})
        assert (talk.contact_minutes, talk.preparation_minutes, talk.travel_minutes) == (25, 10, 5)
        assert (str(talk.on), talk.type, talk.origin) == (
            "2026-11-19", ConsultationType.ENQUIRY, EntryOrigin.COMMAND_LINE,
        )  # fmt: skip
        assert [one.legal_name for one in office.store.find(Organisation)] == ["Demo Hospital"]
        assert [(one.given_name, one.family_name) for one in office.store.find(Contact)] == [("Office", "Muster")]
        assert str(office.store.find(Action)[0].due_on) == "2026-11-24"


def test_names_are_matched_after_folding_and_made_once(log: Log, file: Path, clock: FixedClock) -> None:
    log("--organisation", "Universitätsklinik Beispiel", "--contact", "Zoë Muster")
    log("--organisation", "UNIVERSITATSKLINIK  beispiel", "--contact", "muster", "--follow-up", "+3")
    with looking(file, clock) as office:
        counts = [office.store.count(kind) for kind in (Organisation, Contact, Employment, Consultation)]
        assert counts == [1, 1, 1, 2]
        assert str(office.store.find(Action)[0].due_on) == "2026-11-23"


def test_two_organisations_of_one_name_are_both_named(log: Log, file: Path, clock: FixedClock) -> None:
    with open_office(file, clock=clock, settings=Settings()) as office:
        for city in ("Town A", "Town B"):
            office.parties.save_organisation(Organisation(legal_name="Demo School", city=city, country="AT"))
    ended = log("--organisation", "demo school", ok=False)
    assert ended.code == 2
    assert "Town A" in ended.err
    assert "Town B" in ended.err
    with looking(file, clock) as office:
        assert office.store.count(Consultation) == 0


def test_the_case_is_named_chosen_or_left(log: Log, file: Path, clock: FixedClock) -> None:
    first = log("--organisation", "Demo Hospital").json
    with open_office(file, clock=clock, settings=Settings()) as office:
        organisation = office.advice.consultation(first["id"]).organisation
        case = replace(office.advice.blank_case(), title="Leak detection")
        office.advice.open_case(case, organisation)
    assert log("--organisation", "Demo Hospital").json["case"] == case.id
    assert log("--organisation", "Demo Hospital", "--case", "at-2026-0001").json["case"] == case.id
    assert log("--organisation", "Demo Hospital", "--case", "-").json["case"] is None
    assert log("--organisation", "Demo Town", "--case", case.id).json["case"] == case.id
    missing = log("--organisation", "Demo Hospital", "--case", "AT-1999-0001", ok=False)
    assert (missing.code, missing.err) == (2, "There is no case AT-1999-0001.\n")


def test_the_note_comes_from_standard_input(run: Run, file: Path, clock: FixedClock) -> None:
    typed = "Zeile eins\r\nλόγος\x00\x1b[31m\n".encode() + b"\xff"
    words = ("log", file, "--today", TODAY, "--json", "--organisation", "Demo Town", "--note", "-")
    ended = run(*words, stdin=typed)
    with looking(file, clock) as office:
        assert office.advice.consultation(ended.json["id"]).note == "Zeile eins\nλόγος[31m\n\ufffd"


HOSTILE = [
    "<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "'; DROP TABLE consultation; --", "%", '"', "\\", "{name}",
    "a\u202eb", "tab\there", "line\nbreak", "\ufeff", "-", "NULL", "😀", "{}", "%s", "*", "AND OR NOT",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_only_text(log: Log, call: Run, file: Path, clock: FixedClock, text: str) -> None:
    name = f"Demo {text} Office"
    ended = log("--organisation", name, note=f"note {text} end")
    with looking(file, clock) as office:
        talk = office.advice.consultation(ended.json["id"])
        assert talk.note == f"note {text} end"
        kept = office.parties.organisation(talk.organisation or "").legal_name
        assert kept == " ".join(name.split()).replace("\t", " ")
    hits = call("search", file, f"note {text} end", "--json").json
    assert ended.json["id"] in {hit["id"] for hit in hits}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--date", "2026-02-30"], "is not a date"),
        (["--date", "2027-01-01"], "cannot lie in the future"),
        (["--minutes", "1000000000"], "Contact minutes: The value must lie between 0 and 100,000."),
        (["--preparation", "1000000000"], "Preparation minutes: "),
        (["--minutes", "1e9"], "--minutes"),
        (["--minutes", "-5"], "--minutes"),
        (["--minutes", "9" * 5000], "is not a number"),
        (["--minutes", "0"], "minutes"),
        (["--channel", "pigeon"], "pigeon"),
        (["--topic", "nothing"], "nothing"),
        (["--advisor", "ZZ"], "A1"),
        (["--follow-up", "tomorrow"], "is not a date"),
        (["--organisation", ""], ""),
        (["--organisation", " \t"], ""),
        (["--organisation", "x" * 401], ""),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    log: Log, file: Path, clock: FixedClock, words: list[str], told: str
) -> None:
    before = file.read_bytes()
    given = words if "--organisation" in words else ["--organisation", "Demo Town", *words]
    ended = log(*given, ok=False)
    assert ended.code == 2
    assert ended.out == ""
    assert told in ended.err
    assert 10 < len(ended.err.strip()) < 600
    assert len(ended.err.strip().splitlines()) <= 2
    assert file.read_bytes() == before


def test_without_a_note_it_says_so(call: Run, file: Path) -> None:
    ended = call("log", file, "--organisation", "x", ok=False)
    assert (ended.code, "--note" in ended.err) == (2, True)


def test_people_read_words(run: Run, file: Path) -> None:
    ended = run("log", file, "--organisation", "Demo Town", "--note", "x", "--language", "de")
    assert len(ended.out.splitlines()) == 1
    assert ended.err == ""
