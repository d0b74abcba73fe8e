"""Every way on which a record leaves the file, walked with a restricted case and call by those who may and may not see."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.cli import main
from p2i_desktop.domain.advice import Action, Case, CaseParty, Confidentiality, StaffTime
from p2i_desktop.domain.market import CaseProcurement, Notice, ProcurementProject
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About, Record
from p2i_desktop.paths import config_folder
from p2i_desktop.services.confidential import hidden_from, sees
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.lists import Filter
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings, save
from p2i_desktop.storage.binning import Bin
from tests.reports.test_annual import text_of
from tests.services.conftest import call, open_case

SECRET = Confidentiality.RESTRICTED
WORDS = ("Zaubertrank", "Geheimamt")  # in the titles and notes; the client that no other record knows
YEAR = 2026


@dataclass(frozen=True)
class World:
    """The restricted records by what they are."""

    organisation: str
    case: str
    talk: str
    alone: str  # a restricted call without a case, with a client of its own
    action: str
    procurement: str  # of the restricted case alone


@pytest.fixture
def world(office: Office) -> World:
    """Records of LD (lead); OU is an outsider, CM manages the centre."""
    for initials, role in (("LD", StaffRole.ADVISOR), ("OU", StaffRole.ADVISOR), ("CM", StaffRole.CENTRE_MANAGER)):
        office.centre.save_staff(StaffMember(name=f"Person {initials}", initials=initials, roles=frozenset({role})))
    be(office, "LD")
    place = call(office, new_organisation="Demo Hospital", note="An open question").organisation_id
    case = open_case(office, place, title="Zaubertrank for all", confidentiality=SECRET)
    talk = call(office, case_id=case, note="About the Zaubertrank").consultation_id
    alone = call(office, new_organisation="Geheimamt", note="Zaubertrank again", confidentiality=SECRET).consultation_id
    today = office.clock.today()
    action = Action(about=About("case", case), title="Brew Zaubertrank", due_on=today + timedelta(days=1))
    office.actions.save(action)
    office.advice.save_staff_time(StaffTime(about=About("case", case), staff=office.store.actor, on=today, note="x"))
    project = replace(office.procurements.blank(case), title="Buying Zaubertrank")
    office.procurements.create(project, case)
    office.procurements.save_notice(Notice(procurement=project.id, publication_number="1-2026", title="Zaubertrank"))
    return World(place, case, talk, alone, action.id, project.id)


def be(office: Office, initials: str) -> None:
    office.use_settings(Settings(language="en", staff=initials))


def _rows(office: Office, name: str) -> str:
    return repr(office.lists.first(name))


def _history(office: Office, record_id: str) -> str:
    try:
        return repr(office.steps.history(record_id))
    except Missing:
        return ""


def _case_file(office: Office, case_id: str) -> str:
    try:
        return repr(office.advice.case_file(case_id))
    except Missing:
        return ""


def _procurement(office: Office, world: World) -> str:
    try:
        return repr(office.procurements.file(world.procurement))
    except Missing:
        return ""


def _cells(path: Path) -> str:
    book = load_workbook(path)
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def _workbook(office: Office, path: Path) -> str:
    office.handing_out.export_workbook(path)
    return _cells(path).replace("Geheimamt", "")  # every organisation stands in its own sheet: it is no secret itself


def _list_workbook(office: Office, path: Path) -> str:
    office.handing_out.list_workbook("cases", Filter(), None, [("title", "Title")], path)
    return _cells(path)


Way = Callable[[Office, World, Path], str]
WAYS: dict[str, Way] = {
    "search": lambda office, world, path: repr(office.finding.search("zaubertrank").hits),
    "palette": lambda office, world, path: repr(office.finding.palette("zauber").cases),
    "callers": lambda office, world, path: repr(office.finding.callers("demo hosp")),
    "last talks": lambda office, world, path: repr(office.finding.last_talks(world.organisation)),
    "list of cases": lambda office, world, path: _rows(office, "cases"),
    "list of consultations": lambda office, world, path: _rows(office, "consultations"),
    "list of actions": lambda office, world, path: _rows(office, "actions"),
    "organisation": lambda office, world, path: repr(office.parties.organisation_file(world.organisation)),
    "case file": lambda office, world, path: _case_file(office, world.case),
    "case by its id": lambda office, world, path: repr(office.advice.case_by_reference(world.case)),
    "open cases": lambda office, world, path: repr(office.advice.open_cases_of(world.organisation)),
    "history of the case": lambda office, world, path: _history(office, world.case),
    "history of the call": lambda office, world, path: _history(office, world.talk),
    "history of a call alone": lambda office, world, path: _history(office, world.alone),
    "history of an action": lambda office, world, path: _history(office, world.action),
    "list of procurements": lambda office, world, path: _rows(office, "procurements"),
    "procurement": lambda office, world, path: _procurement(office, world),
    "history of the procurement": lambda office, world, path: _history(office, world.procurement),
    "workbook of all": lambda office, world, path: _workbook(office, path / "all.xlsx"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("initials", "may"), [("OU", False), ("LD", True), ("CM", True)])
def test_who_sees_what_is_restricted(
    office: Office, world: World, tmp_path: Path, way: str, initials: str, may: bool
) -> None:
    be(office, initials)
    text = WAYS[way](office, world, tmp_path)
    assert any(word in text for word in WORDS) == may, text[:3000]


@pytest.mark.parametrize(("initials", "may"), [("OU", False), ("LD", True), ("CM", True)])
def test_a_figure_names_no_record_that_is_hidden(office: Office, world: World, initials: str, may: bool) -> None:
    be(office, initials)
    for code in ("ADV-01", "ADV-02", "ADV-06", "CLI-01", "CLI-02"):
        told = office.figures.explain(code, YEAR)
        secret = office.advice.consultation(world.alone).organisation
        named = {world.case, world.talk, world.alone, secret} & set(told.records)
        assert bool(named) == may or code == "ADV-06" or not (named or told.restricted), code
        assert bool(told.restricted) != may or code == "ADV-06", code
    assert office.figures.explain("ADV-02", YEAR).value == 3  # counted all the same
    assert {row.code: row.value for row in office.figures.year(YEAR)}["CLI-01"] == 2


@pytest.mark.parametrize("initials", ["OU", "LD", "CM"])
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_report_names_nothing_restricted_whoever_makes_it(
    office: Office, world: World, tmp_path: Path, initials: str, form: str
) -> None:
    be(office, initials)
    path = tmp_path / f"year.{form}"
    office.printing.make("annual", year=YEAR, form=form, language="en", out=path)
    text = _cells(path) if form == "xlsx" else text_of(path.read_bytes())
    assert not [word for word in WORDS if word in text]
    assert world.alone not in text
    assert "restricted" in text


@pytest.mark.parametrize(("initials", "may"), [("OU", False), ("LD", True), ("CM", True)])
def test_the_names_of_steps(office: Office, world: World, initials: str, may: bool) -> None:
    case = office.advice.case(world.case)
    office.advice.save_case(replace(case, need="More of it"))
    be(office, initials)
    step = office.steps.undo_label()
    assert step is not None
    assert (step.label, "Zaubertrank" in "".join(step.about)) == ("save_case", may)


@pytest.mark.parametrize(("initials", "may"), [("OU", False), ("LD", True), ("CM", True)])
def test_the_command_line_acts_as_the_person_of_this_computer(
    office: Office, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], initials: str, may: bool
) -> None:
    office.close()
    save(config_folder(), Settings(language="en", staff=initials))

    def words(*argv: object) -> str:
        capsys.readouterr()
        main([*map(str, argv)])
        told = capsys.readouterr()
        return told.out + told.err

    path, today = office.path, ("--today", office.clock.today())
    for argv, wanted in (
        (("history", path, world.case), "Zaubertrank"),
        (("history", path, world.alone), "Zaubertrank"),
        (("search", path, "zaubertrank"), "Zaubertrank"),
        (("figures", path, "--year", YEAR, "--explain", "ADV-02", *today), world.alone),
        (("log", path, "--organisation", "Demo Hospital", "--case", world.case, "--note", "x", *today), "Zaubertrank"),
    ):
        assert (wanted in words(*argv)) == may, argv
    told = words("export", path, tmp_path / "all.xlsx")
    assert ("left out" in told) != may
    assert ("Zaubertrank" in _cells(tmp_path / "all.xlsx")) == may
    assert "whole" in words("export", path, tmp_path / "all.json")
    archive = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert "Zaubertrank for all" in [case["title"] for case in archive["records"]["case"]]


@pytest.mark.parametrize("initials", ["OU", "LD", "CM"])
def test_the_rule_for_one_record_and_for_many_is_the_same(office: Office, world: World, initials: str) -> None:
    (party,) = office.store.find(CaseParty, case=world.case)
    be(office, "LD")
    binned = call(office, case_id=world.case).consultation_id
    office.store.apply("bin_consultation", [Bin(type(office.advice.consultation(binned)), binned)])
    be(office, initials)
    hidden = hidden_from(office.store, office.store.actor)
    types: set[type[Record]] = {Case, CaseParty, Action, StaffTime, ProcurementProject, Notice, CaseProcurement}
    types.add(type(office.advice.consultation(world.talk)))
    seen = {one.id: sees(office.work, one) for kind in types for one in office.store.stream(kind)}
    assert seen == {one.id: not hidden.hides(one) for kind in types for one in office.store.stream(kind)}
    assert seen[party.id] == seen[binned] == seen[world.action] == (initials != "OU")
