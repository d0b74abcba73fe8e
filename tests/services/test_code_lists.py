"""Code lists in the file: one step, nothing twice, retired codes, finding, walking up, the rules that know them."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.codes import CPV_DIVISIONS, cpv_digit, cpv_parents, format_cpv, is_nuts, nuts_parent, parse_cpv
from p2i_desktop.domain.record import new_id
from p2i_desktop.domain.reporting import Code, CodeList
from p2i_desktop.domain.rules import problems
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.services.codes import ATTRIBUTION
from p2i_desktop.services.office import Office
from p2i_desktop.services.taking_in import read_code_lists, take_in, take_in_code_lists
from tests.services.code_lists import CPV, NUTS, official, write_lists


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lists(tmp_path / "lists")


def codes_of(office: Office, name: str) -> dict[str, Code]:
    owner = office.store.find(CodeList, name=name)[0]
    return {one.code: one for one in office.store.find(Code, list=owner.id)}


def test_taken_in_as_one_step_that_is_undone_and_done_again(office: Office, folder: Path) -> None:
    done = take_in_code_lists(office, folder)
    assert (done.new, done.updated, done.retired, done.skipped, done.rejected) == (11, 0, 0, 0, [])
    label = office.steps.undo_label()
    assert label is not None
    assert label.label == "take_in_code_lists"
    office.steps.undo()
    assert office.store.find(CodeList) == []
    assert office.codes.knows_cpv() is None
    office.steps.redo()
    assert len(codes_of(office, "cpv")) == 5
    assert codes_of(office, "cpv")["72212100"].parent == "72200000"
    assert codes_of(office, "nuts")["AT130"].parent == "AT13"


def test_the_same_files_again_change_nothing(office: Office, folder: Path) -> None:
    take_in_code_lists(office, folder)
    before = office.store.seq
    done = take_in_code_lists(office, folder)
    assert (done.new, done.updated, done.retired, done.skipped, done.step) == (0, 0, 0, 11, "")
    assert office.store.seq == before


def test_a_newer_version_changes_labels_and_retires_what_is_missing(office: Office, folder: Path) -> None:
    take_in_code_lists(office, folder)
    newer = {code: labels for code, labels in CPV.items() if code != "48000000"}
    newer["45000000"] = {"en": "Building work"}
    done = take_in_code_lists(office, write_lists(folder, newer, version="2"))
    assert (done.new, done.updated, done.retired) == (0, 1, 1)
    assert [hit.code for hit in office.codes.find("cpv", "software package", "en")] == []
    assert office.codes.label("cpv", "48000000", "de") == "Softwarepaket"  # records that bear it keep its name
    knows = office.codes.knows_cpv()
    assert knows is not None
    assert knows("48000000")
    assert office.store.find(CodeList, name="contract-nature")[0].version == "2"
    back = take_in_code_lists(office, write_lists(folder, CPV, version="2"))
    assert (back.updated, back.retired) == (2, 0)


def test_a_translation_alone_adds_labels_and_retires_nothing(office: Office, folder: Path, tmp_path: Path) -> None:
    take_in_code_lists(office, folder)
    entry = '<entry key="code|name|cpv.72000000">Servicios TI</entry>'
    path = tmp_path / "code_es.xml"
    path.write_text(f"<properties>{entry}</properties>", "utf-8")
    done = take_in_code_lists(office, path)
    assert (done.new, done.updated, done.retired, done.skipped) == (0, 1, 0, 0)
    assert office.codes.label("cpv", "72000000", "es") == "Servicios TI"
    assert office.codes.label("cpv", "72000000", "de") == "IT-Dienste"
    assert take_in_code_lists(office, path).step == ""


def test_a_dry_run_only_counts(office: Office, folder: Path) -> None:
    done = take_in(office, read_code_lists(folder), dry_run=True)
    assert (done.new, done.step) == (11, "")
    assert office.store.find(CodeList) == []


def test_codes_that_are_none_are_named(office: Office, tmp_path: Path) -> None:
    bad = {
        "list": "cpv",
        "version": "1",
        "source": "",
        "codes": {"72000000": {"en": "IT"}, "7200": {"en": "short"}, "x" * 50: {}},
    }
    path = tmp_path / "cpv.json"
    path.write_text(json.dumps(bad), "utf-8")
    done = take_in_code_lists(office, path)
    assert (done.new, len(done.rejected)) == (1, 2)
    assert done.rejected[0] == "cpv: 7200"


def test_what_is_written_breaks_no_rule(office: Office, folder: Path) -> None:
    take_in_code_lists(office, folder)
    around = office.work.around()
    for record in (*office.store.find(CodeList), *office.store.find(Code)):
        assert problems(record, around, record) == []


def test_version_licence_and_attribution_are_kept(office: Office, folder: Path) -> None:
    take_in_code_lists(office, folder)
    shown = {one.name: one for one in office.codes.lists()}
    assert [one.codes for one in shown.values()] == [1, 5, 5]
    assert shown["cpv"].version == "CPV 2008"
    assert shown["nuts"].licence == "CC BY 4.0"
    assert shown["contract-nature"].official
    assert shown["cpv"].taken_in == office.clock.now()
    for language in languages():
        assert "© " in texts_for(language)._(ATTRIBUTION)


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("72", "en", "72000000"), ("72212100-5", "en", ""), ("72212100-0", "en", "72212100"), ("7221 2100", "de", "72212100"),
        ("software", "de", "48000000"), ("specific soft", "en", "72212100"), ("programmierung", "de", "72200000"),
        ("λογισμικο", "el", "72212100"), ("ΛΟΓΙΣΜΙΚΟΎ", "el", "48000000"), ("nothing like it", "en", ""), ("  ", "en", ""),
        ("bau", "ga", ""), ("construction", "ga", "45000000"), ("72000000-", "de", "72000000"), ("%_'\"*", "de", ""),
    ],
)  # fmt: skip
def test_codes_are_found_by_digits_and_words(
    office: Office, folder: Path, typed: str, language: str, first: str
) -> None:
    take_in_code_lists(office, folder)
    hits = office.codes.find("cpv", typed, language)
    assert (hits[0].code if hits else "") == first
    assert all(hit.written == format_cpv(hit.code) for hit in hits)


@pytest.mark.parametrize(
    ("typed", "codes"), [("at13", ["AT13", "AT130"]), ("wien", ["AT13", "AT130"]), ("GR", ["EL30"])]
)
def test_regions_are_found_by_code_and_name(office: Office, folder: Path, typed: str, codes: list[str]) -> None:
    take_in_code_lists(office, folder)
    assert [hit.code for hit in office.codes.find("nuts", typed, "de")] == codes


def test_up_walks_to_the_nearest_code_that_exists(office: Office, folder: Path) -> None:
    take_in_code_lists(office, folder)
    assert office.codes.ancestors("cpv", "72212190") == ["72212100", "72200000", "72000000"]
    above = office.codes.up("cpv", "72212100", "de")
    assert above is not None
    assert (above.written, above.label) == ("72200000-7", "Softwareprogrammierung")
    assert office.codes.up("cpv", "72000000", "de") is None
    assert office.codes.ancestors("nuts", "AT130") == ["AT13", "AT1", "AT"]


def test_without_lists_the_divisions_are_offered(office: Office) -> None:
    hits = office.codes.find("cpv", "software", "de")
    assert [(hit.written, hit.label) for hit in hits] == [("48000000-8", "Software")]
    assert len(office.codes.find("cpv", "0", "en", 100)) == 2
    assert office.codes.label("cpv", "72000000", "en") == "IT services"
    assert office.codes.label("cpv", "72212100", "en") == ""
    assert office.codes.find("nuts", "wien", "de") == []
    for language in languages():
        assert [code for code in CPV_DIVISIONS if not texts_for(language).has("cpv_division", code)] == []


def case_problems(office: Office, **fields: object) -> set[str]:
    case = replace(Case(id=new_id(), title="Demo"), **fields)  # type: ignore[arg-type]
    return {problem.code for problem in office.work.examine(case)[1]}


def test_rules_know_the_loaded_list(office: Office, folder: Path) -> None:
    assert {"W11"} <= case_problems(office, cpv_main="72999999") - {"H14"}
    assert "H14" not in case_problems(office, cpv_main="72999999")
    take_in_code_lists(office, folder)
    assert "H14" in case_problems(office, cpv_main="72999999")
    assert "H13" in case_problems(office, cpv_main="72000000-4")
    assert (
        case_problems(office, cpv_main="72000000-5", cpv_more=frozenset({"48000000"})) & {"H13", "H14", "W11"} == set()
    )
    office.steps.undo()
    assert "H14" not in case_problems(office, cpv_main="72999999")


def test_greece_has_two_codes(office: Office) -> None:
    made = replace(office.parties.blank_organisation("Demo Δήμος"), country="EL", nuts="gr30")
    tidy, found = office.work.examine(made)
    assert (tidy.country, tidy.nuts) == ("GR", "EL30")
    assert "H15" not in {problem.code for problem in found}
    wrong = office.work.examine(replace(made, country="AT"))[1]
    assert "H15" in {problem.code for problem in wrong}


def test_the_official_lists(office: Office) -> None:
    source = official()
    started = time.perf_counter()
    done = take_in_code_lists(office, source)
    seconds = time.perf_counter() - started
    assert (len(done.lists), done.rejected) == (27, [])
    assert seconds < 5
    cpv, nuts = codes_of(office, "cpv"), codes_of(office, "nuts")
    assert (len(cpv), len(nuts)) == (9454, 2087)
    assert all(len(one.labels) == 10 for one in (*cpv.values(), *nuts.values()))
    assert all(parse_cpv(format_cpv(code)) == code and 0 <= cpv_digit(code) <= 9 for code in cpv)
    orphans = [one.code for one in cpv.values() if not one.parent and one.code[2:] != "000000"]
    assert orphans == []
    assert len([code for code in cpv if code[2:] != "000000" and cpv_parents(code)[0] not in cpv]) == 35
    assert all(one.parent == nuts_parent(one.code) for one in nuts.values())
    assert {one.parent for one in nuts.values()} - {""} <= set(nuts)
    assert all(is_nuts(code) for code in nuts)
    for language, word in (("de", "bauarbeiten"), ("el", "λογισμικου"), ("et", "ehitus"), ("sv", "programvara")):
        assert office.codes.find("cpv", word, language), word
    assert take_in_code_lists(office, source).step == ""


def test_a_letter_is_answered_at_once(office: Office) -> None:
    take_in_code_lists(office, official())
    office.codes.warm("cpv", "de")
    for typed in ("s", "so", "software", "7", "dien", "bau von schul"):
        started = time.perf_counter()
        assert office.codes.find("cpv", typed, "de")
        assert time.perf_counter() - started < 0.1  # 4 ms where nothing else runs


def test_lists_are_named_in_words(office: Office, folder: Path) -> None:
    """Lists are named in words; one that nobody knows keeps its own name."""
    take_in_code_lists(office, folder)
    texts = texts_for("de")
    assert [texts.keyed("code_list", one.name) for one in office.codes.lists()] == [
        "Auftragsarten", "CPV, Gemeinsames Vokabular für öffentliche Aufträge", "NUTS, Regionen",
    ]  # fmt: skip
    assert set(NUTS) == set(codes_of(office, "nuts"))
