"""Who may be paired with whom, statuses and stages in their order: what breaks a rule is found, what keeps it is not."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanStatus, SupportPlan
from p2i_desktop.domain.countries import language_of, zone_of
from p2i_desktop.domain.network import (
    Centre,
    CentreService,
    CentreStatus,
    Programme,
    ProgrammeMember,
    ProgrammeRole,
    ServiceStage,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import lifecycle, pairing, problems
from p2i_desktop.i18n import languages, texts_for
from tests.domain.test_rules import around

_P, _C = PairingStatus, CentreStatus
SCHEME = Programme(id="g1", code="DEMO", name="Demo", starts=date(2018, 1, 1), ends=date(2022, 6, 30))
CENTRES = tuple(
    Centre(id=key, code=key.upper(), country="AT", language="de", timezone="Europe/Vienna")
    for key in ("at", "de", "pt", "gr")
)


def member(centre: str, status: CentreStatus, since: int = 2018, until: date | None = None) -> ProgrammeMember:
    return ProgrammeMember(
        id=f"{centre}{since}",
        programme="g1",
        centre=centre,
        status=status,
        valid_from=date(since, 1, 1),
        valid_to=until,
    )


MEMBERS = (
    member("at", _C.EXISTING), member("de", _C.EXISTING), member("pt", _C.NEW),
    member("gr", _C.NEW, until=date(2019, 6, 30)), member("gr", _C.EXISTING, 2020),
)  # fmt: skip
BOOK: tuple[Record, ...] = (SCHEME, *CENTRES, *MEMBERS)


def pair(mentor: str = "at", new: str = "pt", year: int = 2018, **more: object) -> BuddyPairing:
    return BuddyPairing(programme="g1", year=year, mentor=mentor, new_centre=new, **more)  # type: ignore[arg-type]


def codes(record: Record, *more: Record, before: Record | None = None) -> list[tuple[str, str]]:
    book = [one for one in BOOK if one.id not in {other.id for other in more}]
    return [(one.code, one.field) for one in problems(record, around(*book, *more), before)]


@pytest.mark.parametrize(
    ("record", "others", "found"),
    [
        (pair(), (), []),
        (pair("at", "at"), (), [("H30", "new_centre")]),
        (pair("pt", "gr"), (), [("H31_mentor", "mentor")]),
        (pair("at", "de"), (), [("H31_new_centre", "new_centre")]),
        (pair("at", "gr", 2019), (), []),  # new until the middle of the year
        (pair("at", "gr", 2020), (), [("H31_new_centre", "new_centre")]),
        (pair("gr", "pt", 2020), (), []),
        (pair(year=2017), (), [("H31_year", "year")]),
        (pair(year=2022), (), []),
        (pair(year=2023), (), [("H31_year", "year")]),
        (pair(year=2017), (replace(SCHEME, ends=None),), [("H31_year_open", "year")]),
        (pair(), (pair("de", "pt", id="b"),), [("H32", "new_centre")]),
        (pair(), (pair("at", "gr", id="b"),), [("H32", "mentor")]),
        (pair(), (pair("at", "gr", id="b", status=_P.CANCELLED),), []),
        (pair(), (replace(SCHEME, unique_mentor=False), pair("at", "gr", id="b")), []),
        (pair(), (replace(SCHEME, unique_new_centre=False), pair("de", "pt", id="b")), []),
        (pair(), (replace(SCHEME, unique_new_centre=False), pair(id="b")), [("H32", "new_centre")]),
        (pair(), (pair("de", "pt", 2019, id="b"),), []),
        (pair(year=2019), (pair(id="b"),), [("W20", "new_centre")]),
        (pair("at", "de", status=_P.CANCELLED), (), []),
        (pair(status=_P.ACTIVE), (), [("pair_active", "status")]),
        (pair(year=0), (), [("range", "year"), ("H31_year", "year")]),
    ],
)  # fmt: skip
def test_who_may_be_paired(record: BuddyPairing, others: tuple[Record, ...], found: list[tuple[str, str]]) -> None:
    assert codes(record, *others) == found


def test_a_pair_moves_on_though_its_centres_have_changed() -> None:
    stored = pair("at", "gr", 2020, id="b")
    assert codes(replace(stored, status=_P.CONFIRMED), before=stored) == []
    assert codes(replace(stored, status=_P.FINISHED), before=stored)[0] == ("H09", "status")
    assert codes(replace(stored, year=2021), before=stored) == [("H31_new_centre", "new_centre")]
    cancelled = replace(stored, status=_P.CANCELLED)
    assert codes(replace(cancelled, status=_P.CONFIRMED), before=cancelled)[0] == ("H09", "status")


def test_a_pair_is_active_with_its_first_agreed_plan() -> None:
    stored = pair(id="b", status=_P.CONFIRMED)
    draft = SupportPlan(id="p", pairing="b", title="Demo")
    active = replace(stored, status=_P.ACTIVE)
    assert codes(active, draft, before=stored) == [("pair_active", "status")]
    assert codes(active, replace(draft, status=PlanStatus.AGREED), before=stored) == []


def test_one_status_at_a_time_whatever_the_roles_are() -> None:
    co_chair = ProgrammeMember(
        programme="g1", centre="at", role=ProgrammeRole.CO_CHAIR, status=_C.EXISTING, valid_from=date(2020, 2, 29)
    )
    assert codes(co_chair) == []
    assert codes(replace(co_chair, status=_C.NEW)) == [("H71", "valid_from")]
    assert codes(replace(member("pt", _C.EXISTING, 2020), role=ProgrammeRole.CO_CHAIR)) == [("H71", "valid_from")]
    (told,) = problems(member("pt", _C.EXISTING, 2020), around(*BOOK))
    words = "Existing and New are valid at the same time."
    assert texts_for("en").message(told) == words
    (told,) = problems(member("pt", _C.NEW, 2020), around(*BOOK))
    assert "Partner" in texts_for("en").message(told)


def test_stages_of_services_follow_their_order() -> None:
    idea = CentreService(id="v", centre="pt", name="Demo")
    assert codes(replace(idea, stage=ServiceStage.LIVE), before=idea) == [("H09", "stage")]
    assert codes(replace(idea, stage=ServiceStage.TESTING), before=idea) == []
    assert codes(replace(idea, taken_over_from="pt")) == [("own_service", "taken_over_from")]
    assert codes(replace(idea, taken_over_from="at")) == []


@pytest.mark.parametrize(
    ("kind", "field", "old", "new", "reason", "found"),
    [
        ("centre", "setup_stage", "idea", "mandated", "", [("stage_evidence", "reason")]),
        ("centre", "setup_stage", "idea", "mandated", "Decree 1", []),
        ("centre", "setup_stage", "idea", "decision_pending", "", []),
        ("centre", "setup_stage", "pilot", "discontinued", "", []),
        ("centre", "setup_stage", "pilot", "mandated", "Decree 1", [("H09", "new")]),
        ("centre", "setup_stage", "pilot", "gone", "x", [("pattern", "new")]),
        ("programme_member", "status", "existing", "new", "", [("H09", "new")]),
        ("programme_member", "status", "new", "existing", "", []),
        ("buddy_pairing", "status", "proposed", "active", "", [("H09", "new")]),
        ("centre_service", "stage", "idea", "retired", "", [("H09", "new")]),
        ("centre", "code", "A", "B", "", []),
    ],
)
def test_moves(kind: str, field: str, old: str, new: str, reason: str, found: list[tuple[str, str]]) -> None:
    move = Transition(about=About(kind, "x"), field=field, old=old, new=new, on=date(2020, 2, 29), reason=reason)
    assert codes(move) == found


def test_every_status_has_a_place() -> None:
    assert set(lifecycle.PAIRING_STATUS) == set(_P)
    assert set(lifecycle.SERVICE_STAGE) == set(ServiceStage)
    assert SetupStage.IDEA not in pairing.NEEDS_EVIDENCE
    assert SetupStage.DISCONTINUED not in pairing.NEEDS_EVIDENCE


@pytest.mark.parametrize("language", languages())
def test_each_rule_has_its_sentence(language: str) -> None:
    texts = texts_for(language)
    own = ("H30", "H31_mentor", "H31_new_centre", "H31_year", "H31_year_open", "H32", "W20", "pair_active",
           "own_service", "stage_evidence", "after_start", "not_again")  # fmt: skip
    assert [code for code in own if not texts.has("rule", code)] == []
    said = [texts.message(one) for one in problems(pair(year=2017), around(*BOOK))]
    assert "2017" in said[0]
    assert "{" not in said[0]


def test_what_is_usual_in_a_country() -> None:
    assert (zone_of("GR"), language_of("GR")) == ("Europe/Athens", "el")
    assert (zone_of("CY"), language_of("AT")) == ("Asia/Nicosia", "de")
    assert (zone_of(""), language_of(""), zone_of("ZZ"), language_of("ZZ")) == ("", "", "", "")
