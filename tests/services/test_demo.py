"""The demo centre: repeatable, free of rule breaks, recognisably made up, and as uneven as a real centre's life."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from p2i_desktop import paths
from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseStatus,
    Confidentiality,
    Consultation,
    ConsultationType,
)
from p2i_desktop.domain.casework import CaseTemplate, Feedback, TemplateStep
from p2i_desktop.domain.codes import parse_ted
from p2i_desktop.domain.figures import INDICATORS
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    Notice,
    PcpPhase,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    Programme,
    ProgrammeMember,
    ProgrammeYear,
    Transition,
)
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import FieldKind, Record, fields_of
from p2i_desktop.domain.records import BY_NAME, RECORD_TYPES
from p2i_desktop.domain.reporting import ExchangeRate, RuleSettings, Target
from p2i_desktop.domain.rules import Around, clean, problems
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.domain.rules.counting import reportable, to_complete
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceStatus,
    EventFormat,
    EventOrigin,
    EventStatus,
    Participation,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services import demo
from p2i_desktop.services.demo_facts import facts
from p2i_desktop.services.demo_people import CODE
from p2i_desktop.services.office import look_at
from p2i_desktop.settings import Settings
from p2i_desktop.storage.engine import open_file
from p2i_desktop.storage.errors import Environment
from tests.storage.making import dump

TODAY = date(2026, 11, 20)
MADE_UP = ("Demo", "Muster", "Beispiel")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return demo.demo_records(400, 1, TODAY, "en")


R = TypeVar("R", bound=Record)


def of(records: list[Record], record_type: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, record_type)]


class Book:
    """The records as a file that the rules may ask; lookups by field value are indexed."""

    def __init__(self, records: list[Record]) -> None:
        self.by_id = {record.id: record for record in records}
        self.index: dict[tuple[type[Record], str, object], list[Record]] = {}
        for record in records:
            if record.deleted_at is None:
                for spec in fields_of(type(record)):
                    if spec.kind in (
                        FieldKind.REF,
                        FieldKind.ABOUT,
                        FieldKind.TEXT,
                        FieldKind.DATE,
                        FieldKind.BOOL,
                        FieldKind.INT,
                    ):
                        self.index.setdefault((type(record), spec.name, getattr(record, spec.name)), []).append(record)

    def get(self, record_type: type[Record], key: str) -> Record | None:
        return self.by_id.get(key)

    def find(self, record_type: type[Record], **equals: object) -> list[Record]:
        name, value = next(iter(equals.items()))
        first = self.index.get((record_type, name, value), [])
        return [record for record in first if all(getattr(record, k) == v for k, v in equals.items())]


@pytest.mark.parametrize(("scale", "language", "seed"), [(400, "en", 1), (700, "de", 7), (1, "en", 3), (0, "de", 1)])
def test_no_rule_is_broken_and_every_text_is_tidy(scale: int, language: str, seed: int) -> None:
    made = demo.demo_records(scale, seed, TODAY, language)
    book = Book(made)
    own = next(centre for centre in of(made, Centre) if centre.is_own)
    around = Around(TODAY, RuleSettings(), own, book.get, book.find)  # type: ignore[arg-type]
    for record in made:
        assert clean(record) == record
        hard = [problem for problem in problems(record, around, record) if problem.hard]
        assert hard == [], record


def test_references_lead_somewhere(records: list[Record]) -> None:
    known = {(type(record).__name__, record.id) for record in records}
    assert len({record.id for record in records}) == len(records)
    for record in records:
        for spec in fields_of(type(record)):
            value = getattr(record, spec.name)
            if spec.kind is FieldKind.REF and value is not None:
                assert (spec.target, value) in known, (record, spec.name)
            if spec.kind is FieldKind.REFS:
                assert {(spec.target, one) for one in value} <= known


def test_moves_tell_the_same_as_the_cases(records: list[Record]) -> None:
    moves: dict[tuple[str, str], list[Transition]] = {}
    for move in sorted(of(records, Transition), key=lambda m: (m.on, m.id)):
        assert move.about is not None
        assert move.on is not None
        assert move.on <= TODAY
        moves.setdefault((move.about.id, move.field), []).append(move)
    for case in of(records, Case):
        for name in ("status", "phase"):
            steps = moves.get((case.id, name), [])
            olds = ["new" if name == "status" else "prep_need", *(step.new for step in steps)]
            assert [step.old for step in steps] == olds[:-1]
            assert getattr(case, name) == olds[-1]
        assert (case.closed_on is not None) == (case.status in cycle.ENDED)
        leads = [party for party in of(records, CaseParty) if party.case == case.id and party.role == "lead_buyer"]
        assert len(leads) == 1


def test_it_looks_like_the_life_of_a_centre() -> None:
    made = demo.demo_records(6000, 1, TODAY, "en")
    talks = of(made, Consultation)
    assert len(talks) == 6000
    assert all(talk.on is not None and date(2023, 1, 1) <= talk.on <= TODAY for talk in talks)
    full_years = [talk.on for talk in talks if talk.on and talk.on.year < 2026]
    months = Counter(day.month for day in full_years)
    assert months[8] < 0.6 * months[10]
    assert months[12] < 0.85 * months[11]
    assert sum(1 for day in full_years if day.weekday() > 4) < 0.01 * len(full_years)
    years = Counter(day.year for day in full_years)
    assert years[2023] < years[2024] < years[2025]
    share = sum(map(reportable, talks)) / len(talks)
    assert 0.75 < share < 0.95
    assert 0 < sum(1 for talk in talks if to_complete(talk)) < 0.08 * len(talks)
    assert any(talk.anonymous for talk in talks)
    assert any(not talk.contact_made for talk in talks)
    assert any(talk.count_out for talk in talks)
    assert any(talk.other_organisations for talk in talks)
    assert any(talk.confidentiality is Confidentiality.RESTRICTED for talk in talks)
    assert any(talk.organisation is None and talk.contacts for talk in talks)
    assert {talk.type for talk in talks} == set(ConsultationType)
    assert len({talk.note for talk in talks}) > 300
    cases = of(made, Case)
    assert {case.status for case in cases} >= {CaseStatus.CLOSED, CaseStatus.IN_PROGRESS, CaseStatus.DECLINED}
    assert len({case.phase for case in cases}) >= 9
    assert any(case.joint for case in cases)
    assert any(case.cross_border for case in cases)


def test_today_there_is_something_to_do(records: list[Record]) -> None:
    waiting = [a for a in of(records, Action) if a.done_on is None and a.dropped_on is None and a.due_on]
    days = [(action.due_on - TODAY).days for action in waiting if action.due_on]
    assert any(day < 0 for day in days)
    assert any(day == 0 for day in days)
    assert any(0 < day <= 7 for day in days)
    still = [case for case in of(records, Case) if case.status in cycle.OPEN]
    assert any(case.follow_up_on for case in still)
    assert [talk for talk in of(records, Consultation) if talk.deleted_at is not None]
    assert [talk for talk in of(records, Consultation) if talk.confidentiality is Confidentiality.RESTRICTED]


def test_names_are_recognisably_made_up(records: list[Record]) -> None:
    known = {entry["legal_name"] for entry in facts()["organisation"]}
    for organisation in of(records, Organisation):
        assert organisation.legal_name in known or organisation.legal_name.startswith(MADE_UP)
    assert all(contact.family_name[-1].isdigit() and not contact.given_name for contact in of(records, Contact))
    assert all(contact.email in ("",) or contact.email.endswith(".example") for contact in of(records, Contact))
    assert {member.name.rstrip("0123456789 ") for member in of(records, StaffMember)} == {"Advisor", "Centre Manager"}
    languages = {organisation.language for organisation in of(records, Organisation)}
    assert {"el", "et", "pt"} <= languages


def test_the_confirmed_history_is_there_with_its_sources(records: list[Record]) -> None:
    names = {centre.code: centre for centre in of(records, Centre) if not centre.code.startswith("DX-")}
    assert set(names) == {"AT", "DE", "NL", "ES", "SE", "EE", "GR", "IE", "IT", "PT", "FI", "LT", CODE}
    told = [*of(records, Centre), *of(records, CentreName), *of(records, CentreHost), *of(records, Programme)]
    assert all(record.source for record in [*told, *of(records, ProgrammeYear), *of(records, ProgrammeMember)])
    project = next(programme for programme in of(records, Programme) if programme.code == "P2I")
    assert (project.grant_number, project.ends, len(project.aims)) == ("780192", date(2022, 6, 30), 5)
    members = [member for member in of(records, ProgrammeMember) if member.programme == project.id]
    status = {centre.code: m.status for m in members for centre in names.values() if centre.id == m.centre}
    assert {code for code, value in status.items() if value == "existing"} == {"AT", "DE", "NL", "ES", "SE"}
    assert {code for code, value in status.items() if value == "new"} == {"EE", "GR", "IE", "IT", "PT"}
    assert {code for code, value in status.items() if value == "associate"} == {"FI", "LT"}
    years = {year.year for year in of(records, ProgrammeYear) if year.programme == project.id}
    assert years == {2019, 2020, 2021}
    keino = next(name for name in of(records, CentreName) if name.name == "KEINO")
    assert (keino.valid_from, keino.valid_to) == (date(2018, 3, 1), date(2024, 9, 30))
    assert sum(centre.is_own for centre in names.values()) == 1


def test_events_of_the_history_have_a_source_and_count_nowhere(records: list[Record]) -> None:
    told = [event for event in of(records, Workshop) if event.origin is EventOrigin.EXTERNAL]
    assert len(told) == 9
    assert all(event.source and event.number == "" and event.headcount_online is None for event in told)
    assert all(event.starts_on and event.ends_on and event.starts_on <= event.ends_on for event in told)
    sessions = [session.workshop for session in of(records, WorkshopSession)]
    assert all(sessions.count(event.id) == 1 for event in told)
    athens = next(event for event in told if event.city == "Athens")
    assert (athens.starts_on, athens.headcount_on_site) == (date(2019, 6, 14), 240)
    months = {event.city or event.country for event in told if "the day is not told" in event.source}
    assert months == {"Madrid", "NL"}
    assert not [one for one in of(records, Participation) if one.workshop in {event.id for event in told}]


def test_workshops_stand_in_every_state_and_say_so_truly(records: list[Record]) -> None:
    own = [event for event in of(records, Workshop) if event.source == "Demo"]
    assert {event.status for event in own} == set(EventStatus)
    assert {event.format for event in own} == set(EventFormat)
    for event in own:
        moves = [move for move in of(records, Transition) if move.about and move.about.id == event.id]
        assert (max(moves, key=lambda move: move.id).new if moves else EventStatus.IDEA) == event.status
    people = of(records, Participation)
    assert {"el", "et", "pt", "it", "es"} <= {one.language for one in people}
    assert any(one.registered_on is None for one in people)
    assert any(one.group_name for one in people)
    codes = [one.certificate_code for one in people if one.certificate_code]
    assert len(codes) == len(set(codes)) > 20
    assert {row.status for row in of(records, Attendance)} == set(AttendanceStatus)


def test_targets_are_set_for_known_indicators(records: list[Record]) -> None:
    codes = {code for indicator in INDICATORS for code in indicator.codes}
    targets = of(records, Target)
    assert {target.indicator for target in targets} <= codes
    assert {target.year for target in targets} == {2023, 2024, 2025, 2026}


def test_the_same_seed_and_day_make_the_same_records() -> None:
    one, two = (demo.demo_records(150, 5, TODAY, "de") for _ in range(2))
    assert one == two
    assert demo.demo_records(150, 6, TODAY, "de") != one
    assert demo.demo_records(150, 5, date(2026, 11, 19), "de") != one


def test_a_demo_file_is_one_step_that_opens_and_counts(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "demo.p2i"
    made = demo.make_demo(path, scale=400, today=TODAY, language="en")
    assert made.report_year == 2025
    assert made.counts["consultation"] == 400
    # An official list, a locked period and copied files are the user's own doing.
    own = {"code", "code_list", "period_lock", "attachment"}
    rare = {"pcp_phase", "procurement_buyer", "case_link", "escalation"}  # of a small centre
    assert {name for name in made.counts if made.counts[name] == 0} <= own | rare
    assert len(made.counts) == len(RECORD_TYPES) == len(BY_NAME)
    with look_at(path, clock=clock, settings=Settings()) as office:
        assert office.store.count(Consultation) <= 400
        assert len({entry.step for entry in office.store.history(next(iter(office.store.find(Case))).id)}) == 1
        rows = {row.code: row for row in office.figures.year(2025)}
        talks = of(demo.demo_records(400, 1, TODAY, "en"), Consultation)
        mine = [t for t in talks if t.on and t.on.year == 2025 and t.deleted_at is None and reportable(t)]
        assert rows["ADV-01"].value == len(mine)


def test_two_files_of_one_seed_hold_equal_records_and_work_on_apart(tmp_path: Path, clock: FixedClock) -> None:
    one, two = tmp_path / "one.p2i", tmp_path / "two.p2i"
    for path in (one, two):
        demo.make_demo(path, scale=60, seed=9, today=TODAY)
    dumps = []
    for path in (one, two):
        store = open_file(path, clock, paths.data_folder())
        dumps.append(list(dump(store)))
        store.close()
    assert dumps[0] == dumps[1]


def test_a_demo_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "taken.p2i"
    path.write_text("mine")
    with pytest.raises(Environment):
        demo.make_demo(path, scale=1, today=TODAY)
    assert path.read_text() == "mine"


def test_a_demo_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "half.p2i"
    with pytest.raises(KeyError):
        demo.write_demo(path, [None], TODAY, 1)  # type: ignore[list-item]
    assert list(tmp_path.glob("half*")) == []


def test_procurements_are_as_uneven_as_real_ones() -> None:
    made = demo.demo_records(6000, 1, TODAY, "en")
    projects, awards = of(made, ProcurementProject), of(made, Award)
    cases = {case.id: case for case in of(made, Case)}
    links = Counter(link.procurement for link in of(made, CaseProcurement))
    assert set(links) == {project.id for project in projects}
    assert max(links.values()) > 1
    assert {project.status for project in projects} >= {
        ProcurementStatus.CANCELLED,
        ProcurementStatus.PUBLISHED,
        ProcurementStatus.COMPLETED,
    }
    assert {award.value.currency for award in awards if award.value} >= {"EUR", "SEK", "CHF"}
    assert any(award.value is None for award in awards)
    assert any(award.tenders is None for award in awards)
    assert any(supplier.size_at_award is None for supplier in of(made, AwardSupplier))
    rates = of(made, ExchangeRate)
    first = min(rate.on for rate in rates if rate.on)
    assert first > date(2023, 1, 1)
    numbers = [notice.publication_number for notice in of(made, Notice)]
    assert len(numbers) == len(set(numbers))
    assert all(parse_ted(number) == number and int(number.split("-")[0]) > 90_000_000 for number in numbers)
    assert any(phase.phase == 3 for phase in of(made, PcpPhase))
    asked = [one for one in of(made, Feedback) if one.about and one.about.type == "case"]
    assert all(one.about and cases[one.about.id].status is CaseStatus.CLOSED for one in asked)
    assert 0.2 < len(asked) / sum(case.status is CaseStatus.CLOSED for case in cases.values()) < 0.6


@pytest.mark.parametrize("language", ["en", "de"])
def test_templates_speak_the_language_of_the_demo(language: str) -> None:
    made = demo.demo_records(100, 1, TODAY, language)
    names = {template.name for template in of(made, CaseTemplate)}
    assert ("PCP from the need to the award" in names) == (language == "en")
    assert len(names) == 3
    for template in of(made, CaseTemplate):
        steps = [step for step in of(made, TemplateStep) if step.template == template.id]
        assert {step.days is None for step in steps} == {True, False}  # lines of the checklist, and dated actions
        assert any((step.days or 0) < 0 for step in steps) or "onsult" in template.name


@pytest.mark.parametrize(("scale", "seed"), [(400, 1), (3000, 5)])
def test_first_answers_leave_an_open_office(scale: int, seed: int) -> None:
    made = demo.demo_records(scale, seed, TODAY, "en")
    office = ZoneInfo(next(one.timezone for one in of(made, Centre) if one.is_own))
    asked = [talk for talk in of(made, Consultation) if talk.received_at is not None]
    answered = [(talk.received_at, talk.first_answer_at) for talk in asked if talk.received_at and talk.first_answer_at]
    assert len(answered) > 0.9 * len(asked) > 5
    for received, answer in answered:
        at = answer.astimezone(office)
        assert received < answer
        assert 8 <= at.hour < 18
        assert at.weekday() < 5
        assert at.date() <= TODAY
        assert (at.month, at.day) not in {(1, 1), (5, 1), (12, 25), (12, 26)}
