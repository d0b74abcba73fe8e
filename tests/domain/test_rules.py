"""Every rule of these records: what breaks it is found, what keeps it is not; texts exist in every language."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    ClosingReason,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.eforms import InnovativeAcquisition, StrategicAim
from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    CentreStatus,
    OpeningHours,
    Programme,
    ProgrammeMember,
    ProgrammeRole,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import About, FieldKind, Merge, Money, Record, fields_of
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.domain.reporting import RuleSettings, Target
from p2i_desktop.domain.rules import Around, Problem, Severity, problems
from p2i_desktop.domain.rules.counting import reportable, to_complete, why_not
from p2i_desktop.i18n import languages, texts_for

TODAY = date(2026, 11, 20)
STAFF = StaffMember(id="s1", name="Advisor 1", initials="A1")


def around(*records: Record, **more: Any) -> Around:
    """The given records as the whole file."""
    book: list[Record] = [STAFF, *records]

    def get(record_type: type[Any], key: str) -> Any:
        return next((r for r in book if type(r) is record_type and r.id == key), None)

    def find(record_type: type[Any], **equals: Any) -> list[Any]:
        return [r for r in book if type(r) is record_type and all(getattr(r, k) == v for k, v in equals.items())]

    return Around(TODAY, RuleSettings(), get=get, find=find, **more)


def talk(**fields: Any) -> Consultation:
    good: dict[str, Any] = {"id": "c1", "on": TODAY, "organisation": "o1", "advisor": "s1", "contact_minutes": 15}
    return Consultation(**good | fields)


def case(**fields: Any) -> Case:
    good: dict[str, Any] = {
        "id": "k1", "title": "Telemonitoring", "lead_advisor": "s1", "opened_on": date(2026, 1, 5), "follow_up_on": TODAY,
    }  # fmt: skip
    return Case(**good | fields)


LEAD = CaseParty(id="p1", case="k1", organisation="o1")
DONE = {"outcome": CaseOutcome.HELPED, "closing_reason": ClosingReason.PILOT, "result": "Pilot."}
ABOUT = About("case", "k1")
OPEN_ACTION = Action(id="a1", about=ABOUT, title="Call", due_on=TODAY)
SCHEME = Programme(id="g1", code="P", name="Programme", starts=date(2024, 1, 1), ends=date(2024, 12, 31))
OWN = Centre(id="z1", code="AT", country="AT", language="de", timezone="Europe/Vienna", is_own=True)
SHUT = Contact(
    id="x", family_name="Officer", data_since=TODAY, restricted=True, restricted_reason="The person asked for it"
)
DEMO = Organisation(id="o1", legal_name="Demo", country="AT")

BROKEN: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("H01", "on", talk(on=TODAY + timedelta(days=1)), (), None),
    ("H01", "on", StaffTime(about=About("consultation", "c1"), staff="s1", on=TODAY + timedelta(days=1)), (), None),
    ("H02", "contact_minutes", talk(contact_minutes=0), (), None),
    ("H03", "organisation", talk(organisation=None), (), None),
    ("H04", "count_out_reason", talk(count_out=True, count_out_reason=" "), (), None),
    ("H05", "status", case(status=CaseStatus.ACCEPTED), (), None),
    ("H05", "status", case(status=CaseStatus.ACCEPTED), (LEAD, replace(LEAD, id="p2", organisation="o2")), None),
    ("H05", "role", replace(LEAD, id="p2"), (case(status=CaseStatus.ACCEPTED), LEAD), None),
    ("H05", "role", replace(LEAD, role=CaseRole.EXPERT), (case(status=CaseStatus.ACCEPTED), LEAD), LEAD),
    ("H06", "result", case(status=CaseStatus.CLOSED, **DONE | {"result": ""}), (LEAD,), None),
    ("H06", "status", case(status=CaseStatus.CLOSED, **DONE), (LEAD, OPEN_ACTION), None),
    ("H07", "accepted_on", case(accepted_on=date(2026, 1, 4)), (), None),
    ("H07", "closed_on", case(closed_on=date(2026, 1, 4)), (), None),
    ("H07", "ends", replace(SCHEME, ends=date(2023, 1, 1)), (), None),
    ("H07", "closes_at", OpeningHours(centre="z1", opens_at=time(15), closes_at=time(9)), (), None),
    ("H08", "reason", Transition(about=ABOUT, field="status", old="closed", new="in_progress", on=TODAY), (), None),
    ("H08", "reason", Transition(about=ABOUT, field="phase", old="prep_omc", new="prep_need", on=TODAY), (), None),
    ("H08", "dropped_reason", replace(OPEN_ACTION, dropped_on=TODAY), (), None),
    ("H09", "status", case(status=CaseStatus.COMPLETED), (LEAD,), case()),
    ("H09", "phase", case(phase=Phase.IMPL_PCP3), (), case(phase=Phase.IMPL_PCP1)),
    ("H09", "phase", case(phase=Phase.DONE), (), case(phase=Phase.IMPL_MONITOR)),
    ("H09", "status", Transition(about=ABOUT, field="status", old="new", new="closed", on=TODAY), (), None),
    ("H09", "phase", Transition(about=ABOUT, field="phase", old="prep_need", new="impl_pcp2", on=TODAY), (), None),
    ("H09", "setup_stage", replace(OWN, setup_stage=SetupStage.PILOT), (), replace(OWN, setup_stage=SetupStage.DISCONTINUED)),
    ("H11", "number", case(number="AT-2026-0001"), (case(id="k2", number="AT-2026-0001"),), None),
    ("H12", "strategic_aims", case(strategic_aims=frozenset({StrategicAim.NONE, StrategicAim.INN_PUR})), (), None),
    ("H13", "cpv_main", case(cpv_main="72000000-4"), (), None),
    ("H14", "cpv_main", case(cpv_main="01000000"), (), None),
    ("H14", "cpv_more", case(cpv_more=frozenset({"7200000"})), (), None),
    ("H15", "nuts", Organisation(legal_name="Demo", country="AT", nuts="EL30"), (), None),
    ("H17", "estimated_value", case(estimated_value=Money(Decimal("12.50"), "")), (), None),
    ("H17", "estimated_value", case(estimated_value=Money(Decimal("-1"), "EUR")), (), None),
    ("H60", "purposes", Contact(family_name="Officer", data_since=TODAY, purposes=frozenset()), (), None),
    ("H60", "data_source", Contact(family_name="Officer", data_since=TODAY, data_source=""), (), None),
    ("H62", "family_name", Contact(id="x", family_name="Officer", data_since=TODAY), (), Contact(id="x", family_name="-", data_since=TODAY, anonymised_at=datetime(2026, 1, 1, tzinfo=UTC))),
    ("H64", "contacts", talk(contacts=frozenset({"x"})), (SHUT,), None),
    ("H64", "contacts", talk(contacts=frozenset({"x", "y"})), (SHUT,), talk(contacts=frozenset({"y"}))),
    ("H64_no_reason", "contact", replace(LEAD, contact="x"), (case(), replace(SHUT, restricted_reason="")), LEAD),
    ("H71", "valid_from", CentreName(centre="z1", language="de", name="Neu"), (CentreName(id="n", centre="z1", language="de", name="Alt"),), None),
    ("H71", "valid_from", CentreHost(centre="z1", organisation="o1"), (CentreHost(id="h", centre="z1", organisation="o1"),), None),
    ("one_of", "centre", ProgrammeMember(programme="g1", valid_from=TODAY), (), None),
    ("centre_status", "status", ProgrammeMember(programme="g1", centre="z1", valid_from=TODAY), (), None),
    ("own_centre", "is_own", replace(OWN, id="z2", code="XX"), (OWN,), None),
    ("taken", "code", replace(OWN, id="z2", is_own=False), (OWN,), None),
    ("taken", "initials", replace(STAFF, id="s2"), (), None),
    ("taken", "indicator", Target(indicator="ADV-01", year=2026, value=Decimal(1)), (Target(id="t", indicator="ADV-01", year=2026, value=Decimal(2)),), None),
    ("itself", "merged_into", Organisation(id="o1", legal_name="Demo", country="AT", merged_into="o1"), (), None),
    ("pattern", "year_starts", RuleSettings(year_starts="02-30"), (), None),
    ("rising", "escalation_days", RuleSettings(escalation_days=("9", "5")), (), None),
    ("rising", "escalation_days", RuleSettings(escalation_days=("9", "9")), (), None),
    ("rising", "escalation_days", RuleSettings(escalation_days=("nine",)), (), None),
    ("rising", "escalation_days", RuleSettings(escalation_days=()), (), None),
    ("rising", "escalation_days", RuleSettings(escalation_days=(*"123456789", "10")), (), None),
    ("pattern", "timezone", replace(OWN, timezone="Europe/Nowhere"), (), None),
    ("pattern", "country", Organisation(legal_name="Demo", country="ZZ"), (), None),
    ("pattern", "nuts", Organisation(legal_name="Demo", country="AT", nuts="at1"), (), None),
    ("pattern", "language", Organisation(legal_name="Demo", country="AT", language="xx"), (), None),
    ("pattern", "report_currency", RuleSettings(report_currency="Euro"[:3]), (), None),
    ("pattern", "new", Transition(about=ABOUT, field="status", old="new", new="gone", on=TODAY), (), None),
    ("required", "title", case(title=""), (), None),
    ("required", "opened_on", case(opened_on=None), (), None),
    ("length", "title", case(title="x" * 401), (), None),
    ("length", "need", case(need="x" * 1_000_001), (), None),
    ("length", "tags", case(tags=frozenset({"x" * 41})), (), None),
    ("range", "contact_minutes", talk(contact_minutes=10**9), (), None),
    ("range", "preparation_minutes", talk(preparation_minutes=-1), (), None),
    ("range", "trl_now", case(trl_now=10), (), None),
    ("range", "on", talk(on=date(1066, 1, 1)), (), None),
    ("range", "weekly_hours", replace(STAFF, id="s9", initials="A9", weekly_hours=Decimal(1000)), (), None),
    ("range", "estimated_value", case(estimated_value=Money(Decimal(10**14), "EUR")), (), None),
    ("places", "estimated_value", case(estimated_value=Money(Decimal("1.005"), "EUR")), (), None),
    ("places", "weekly_hours", replace(STAFF, id="s9", initials="A9", weekly_hours=Decimal("38.25")), (), None),
]  # fmt: skip

WARNED: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("W01", "on", talk(on=TODAY - timedelta(days=366)), (), None),
    ("W02", "contact_minutes", talk(contact_minutes=400), (talk(id="c2", organisation="o2", contact_minutes=321),), None),
    ("W03", "organisation", talk(), (talk(id="c2"),), None),
    ("W04", "on", talk(case="k1", on=date(2026, 1, 4)), (case(number="AT-2026-0001"),), None),
    ("W05", "follow_up_on", case(follow_up_on=None), (), None),
    ("W06", "cpv_main", case(instrument=Instrument.PCP, cpv_main="72000000"), (), None),
    ("W07", "innovative_acquisition", case(strategic_aims=frozenset({StrategicAim.INN_PUR})), (), None),
    ("W08", "double_funding_checked_on", case(eu_funded=True), (), None),
    ("W09", "organisation", replace(LEAD, id="p9", case="k2", role=CaseRole.SUPPLIER), (LEAD, DEMO), None),
    ("W09", "organisation", LEAD, (replace(LEAD, id="p9", role=CaseRole.SUPPLIER),), None),
    ("W11", "cpv_main", case(cpv_main="72000000-5"), (), None),
    ("W11", "cpv_more", case(cpv_more=frozenset({"72000000"})), (), None),
    ("W30", "on", talk(programme="g1"), (SCHEME,), None),
    ("W30", "opened_on", case(programme="g1"), (replace(SCHEME, ends=None, starts=date(2026, 2, 1)),), None),
    ("W30", "on", StaffTime(about=About("consultation", "c1"), staff="s1", on=TODAY, programme="g1"), (SCHEME,), None),
]  # fmt: skip

KEPT: list[tuple[Record, tuple[Record, ...], Record | None]] = [
    (talk(), (), None),
    (talk(type=ConsultationType.FOLLOW_UP, case="k1"), (case(number="AT-2026-0001"),), None),
    (talk(), (talk(id="c2", organisation="o2"),), None),
    (talk(contact_minutes=0, contact_made=False), (), None),
    (talk(contact_minutes=0, type=ConsultationType.DOCUMENT_REVIEW), (), None),
    (talk(organisation=None, anonymous=True), (), None),
    (talk(organisation=None, contacts=frozenset({"x"})), (), None),
    (talk(count_out=True, count_out_reason="twice"), (), None),
    (talk(on=date(2025, 1, 1)), (), talk(on=date(2025, 1, 1), note="changed only")),
    (case(), (), None),
    (case(follow_up_on=None), (OPEN_ACTION,), None),
    (case(status=CaseStatus.CLOSED, closed_on=TODAY, **DONE), (LEAD, replace(OPEN_ACTION, done_on=TODAY)), case(status=CaseStatus.IN_PROGRESS)),
    (case(status=CaseStatus.COMPLETED, phase=Phase.DONE), (LEAD,), case(status=CaseStatus.IN_PROGRESS, phase=Phase.IMPL_MONITOR)),
    (case(number="AT-2026-0001"), (case(number="AT-2026-0001"),), None),
    (case(eu_funded=True, double_funding_checked_on=TODAY), (), None),
    (case(strategic_aims=frozenset({StrategicAim.INN_PUR}), innovative_acquisition=frozenset({InnovativeAcquisition.MAR_NOV})), (), None),
    (replace(LEAD, role=CaseRole.EXPERT), (case(),), None),
    (LEAD, (case(status=CaseStatus.ACCEPTED),), None),
    (LEAD, (replace(LEAD, id="p9", case="k2"), replace(LEAD, id="p8", case="k3", role=CaseRole.EXPERT)), None),
    (replace(LEAD, role=CaseRole.FUNDER), (replace(LEAD, id="p9", case="k2", role=CaseRole.SUPPLIER),), None),
    (talk(contacts=frozenset({"x"}), note="later"), (SHUT,), talk(contacts=frozenset({"x"}))),
    (talk(contacts=frozenset({"x"})), (replace(SHUT, restricted=False),), None),
    (replace(LEAD, contact="x", note="later"), (case(), SHUT), replace(LEAD, contact="x")),
    (Transition(about=ABOUT, field="status", old="closed", new="in_progress", on=TODAY, reason="New need"), (), None),
    (Transition(about=ABOUT, field="phase", old="prep_need", new="impl_pcp1", on=TODAY), (), None),
    (Transition(about=About("centre", "z1"), field="setup_stage", old="idea", new="pilot", on=TODAY, reason="Decree 1"), (), None),
    (Organisation(legal_name="Demo", country="GR", nuts="EL303"), (), None),
    (Organisation(legal_name="Demo", country="AT", nuts="AT"), (), None),
    (Contact(id="x", family_name="Officer", data_since=TODAY), (), None),
    (replace(OWN, setup_stage=SetupStage.PILOT), (OWN,), replace(OWN, setup_stage=SetupStage.MANDATED)),
    (CentreName(centre="z1", language="de", name="Neu", valid_from=date(2020, 1, 1)), (CentreName(id="n", centre="z1", language="de", name="Alt", valid_to=date(2019, 12, 31)),), None),
    (ProgrammeMember(programme="g1", centre="z1", status=CentreStatus.NEW, valid_from=TODAY), (ProgrammeMember(id="m", programme="g1", centre="z1", role=ProgrammeRole.CO_CHAIR, status=CentreStatus.NEW, valid_from=TODAY),), None),
    (RuleSettings(year_starts="07-01"), (), None),
    (talk(programme="g1"), (replace(SCHEME, ends=None),), None),
    (StaffTime(about=About("consultation", "c1"), staff="s1", on=TODAY), (), None),
    (Target(indicator="ADV-01", year=2026, value=Decimal(1), scope=About("staff_member", "s1")), (Target(id="t", indicator="ADV-01", year=2026, value=Decimal(2)),), None),
]  # fmt: skip


def told(found: Iterable[Problem]) -> set[tuple[str, str]]:
    return {(problem.code, problem.field) for problem in found}


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), BROKEN)
def test_what_breaks_a_rule_is_refused(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    found = [p for p in problems(record, around(*beside), before) if p.severity is Severity.HARD]
    assert told(found) == {(code, field)}
    assert all(problem.hard for problem in found)


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), WARNED)
def test_what_is_unusual_is_warned_of(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    found = problems(record, around(*beside), before)
    assert (code, field) in told(found)
    assert not any(problem.hard for problem in found)


@pytest.mark.parametrize(("record", "beside", "before"), KEPT)
def test_what_is_right_is_left_alone(record: Record, beside: tuple[Record, ...], before: Record | None) -> None:
    assert problems(record, around(*beside), before) == []


def test_a_member_moves_on_in_its_order() -> None:
    new = ProgrammeMember(id="m", programme="g1", centre="z1", status=CentreStatus.EXISTING, valid_from=TODAY)
    back = replace(new, status=CentreStatus.ASSOCIATE)
    assert told(problems(back, around(), new)) == {("H09", "status")}
    assert problems(new, around(), back) == []


def test_the_day_may_be_changed_and_is_warned_of_again() -> None:
    old = talk(on=TODAY - timedelta(days=400))
    assert told(problems(replace(old, on=TODAY - timedelta(days=401)), around(), old)) == {("W01", "on")}


def test_a_pcp_with_a_wrong_code_is_refused_for_the_code_alone() -> None:
    found = problems(case(instrument=Instrument.PCP, cpv_main="nonsense"), around(), None)
    assert ("H14", "cpv_main") in told(found)
    assert "W06" not in {problem.code for problem in found}


def test_without_advisor_the_day_cannot_be_judged() -> None:
    assert told(problems(talk(advisor=None), around(talk(id="c2", advisor=None)), None)) == {("required", "advisor")}


def test_an_empty_office_knows_nothing() -> None:
    nothing = Around(TODAY, RuleSettings())
    assert nothing.get(Case, "k1") is None
    assert nothing.find(Case, number="x") == []


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_field_says_how_it_is_merged(record_type: type[Record]) -> None:
    for spec in fields_of(record_type):
        assert spec.merge in Merge
        if spec.kind in (FieldKind.CHOICES, FieldKind.REFS, FieldKind.WORDS):
            assert spec.merge is Merge.SET
        if spec.together or spec.kind is FieldKind.MONEY:
            assert spec.merge is Merge.TOGETHER
    merge = {spec.name: spec.merge for spec in fields_of(Case)}
    assert merge["lead_advisor"] is merge["confidentiality"] is Merge.OWNER
    assert merge["status"] is merge["closing_reason"] is merge["estimated_value"] is Merge.TOGETHER
    assert (merge["need"], merge["title"], merge["topics"]) == (Merge.TEXT, Merge.REGISTER, Merge.SET)


def test_a_loaded_cpv_list_decides() -> None:
    record = case(cpv_main="72000000")
    assert problems(record, around(knows_cpv=lambda code: True), None) == []
    assert told(problems(record, around(knows_cpv=lambda code: False), None)) == {("H14", "cpv_main")}


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_required_field_is_asked_for(record_type: type[Record]) -> None:
    empty = {FieldKind.CHOICES: frozenset(), FieldKind.REFS: frozenset(), FieldKind.TEXT: "", FieldKind.CHOICE: None}
    required = [
        spec for spec in fields_of(record_type) if spec.required and spec.kind not in (FieldKind.MINUTES, FieldKind.INT)
    ]
    blank = record_type(**{spec.name: empty.get(spec.kind) for spec in required})  # type: ignore[arg-type]
    asked = {problem.field for problem in problems(blank, around(), None) if problem.code in ("required", "H60")}
    assert {spec.name for spec in required} <= asked


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_words_with_all_values_filled_in(language: str) -> None:
    words = texts_for(language)
    for _, _, record, beside, before in (*BROKEN, *WARNED):
        for problem in problems(record, around(*beside), before):
            text = words.message(problem)
            assert text != problem.code
            assert "{" not in text, text
    for key in (
        "no_contact",
        "not_substantive",
        "not_specific",
        "counted_out",
        "anonymous",
        "close_out",
        "administrative",
    ):
        assert words.has("why_not", key)


def test_what_counts_and_why_not() -> None:
    assert reportable(talk())
    assert reportable(talk(case=None, type=ConsultationType.ENQUIRY))
    for fields, why in (
        ({"contact_made": False}, "no_contact"),
        ({"substantive": False}, "not_substantive"),
        ({"specific": False}, "not_specific"),
        ({"count_out": True}, "counted_out"),
        ({"anonymous": True}, "anonymous"),
        ({"type": ConsultationType.CLOSE_OUT}, "close_out"),
        ({"type": ConsultationType.ADMINISTRATIVE}, "administrative"),
    ):
        record = talk(**fields)
        assert not reportable(record)
        assert why_not(record) == [why]
    assert why_not(talk()) == []


def test_what_is_to_complete() -> None:
    assert to_complete(talk(type=ConsultationType.ENQUIRY, topics=frozenset({Topic.IPR}))) == ()
    assert to_complete(talk(type=ConsultationType.FOLLOW_UP)) == ("case", "topics")
    assert to_complete(talk(type=ConsultationType.FOLLOW_UP, case="k1")) == ("topics",)
