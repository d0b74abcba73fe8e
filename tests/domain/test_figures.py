"""Figures equal a naive recount over any rows; comparison, printing and periods at their edges."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import CaseStatus, Channel, ConsultationType, Instrument, Phase, Topic
from p2i_desktop.domain.figures import (
    INDICATORS,
    Office,
    Period,
    Scope,
    compare,
    count_year,
    cut,
    indicator_of,
    printing,
    year_period,
)
from p2i_desktop.domain.figures.breakdowns import cases_by
from p2i_desktop.domain.figures.rows import (
    CaseRow,
    ConsultationRow,
    OrganisationRow,
    Rows,
    StaffTimeRow,
    TransitionRow,
)
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.domain.rules.lifecycle import ENDED
from p2i_desktop.i18n import languages, texts_for

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ORGANISATIONS = ("o0", "o1", "o2", "o3", "o4", "o5")
CASES = ("k0", "k1", "k2", "k3")
days = st.dates(date(2024, 1, 1), date(2026, 3, 1))
flags = st.booleans()
minutes = st.integers(0, 400)


@st.composite
def consultations(draw: st.DrawFn, number: int) -> ConsultationRow:
    return ConsultationRow(
        id=f"c{number:02d}",
        on=draw(days),
        type=draw(st.sampled_from(ConsultationType)).value,
        channel=Channel.PHONE.value,
        case=draw(st.sampled_from((None, *CASES))),
        organisation=draw(st.sampled_from((None, *ORGANISATIONS))),
        other_organisations=tuple(sorted(draw(st.sets(st.sampled_from(ORGANISATIONS), max_size=2)))),
        contacts=("p",),
        anonymous=draw(st.integers(0, 9)) == 0,
        advisor="a",
        contact_minutes=draw(minutes),
        preparation_minutes=draw(minutes),
        travel_minutes=draw(minutes),
        contact_made=draw(st.integers(0, 9)) > 0,
        topics=tuple(draw(st.sets(st.sampled_from(tuple(Topic)), max_size=2))),
        substantive=draw(st.integers(0, 9)) > 0,
        specific=draw(st.integers(0, 9)) > 0,
        count_out=draw(st.integers(0, 9)) == 0,
        programme=None,
        confidentiality="centre",
    )


@st.composite
def cases(draw: st.DrawFn, name: str) -> tuple[CaseRow, list[TransitionRow]]:
    opened = draw(days)
    status, moves, day = CaseStatus.NEW, [], opened
    for _ in range(draw(st.integers(0, 6))):
        new = draw(st.sampled_from(tuple(CaseStatus)))
        day += timedelta(days=draw(st.integers(0, 120)))
        moves.append(TransitionRow(name, "status", status.value, new.value, day))
        status = new
    return (
        CaseRow(
            id=name, number=name, status=status.value, phase=Phase.PREP_NEED.value, opened_on=opened,
            closed_on=day if status in ENDED else None, lead_advisor="a", instrument=Instrument.PPI.value,
            sector=draw(st.sampled_from((None, "water"))), ict=False, intake="phone",
            outcome=draw(st.sampled_from((None, "helped", "unreachable"))), closing_reason=draw(st.sampled_from((None, "pilot"))),
            has_need=True, has_result=draw(flags), programme=None, confidentiality="centre",
        ),
        moves,
    )  # fmt: skip


@st.composite
def offices(draw: st.DrawFn) -> Rows:
    talks = [draw(consultations(n)) for n in range(draw(st.integers(0, 14)))]
    made = [draw(cases(name)) for name in CASES[: draw(st.integers(0, 4))]]
    merged = draw(st.dictionaries(st.sampled_from(ORGANISATIONS), st.sampled_from(ORGANISATIONS), max_size=3))
    return Rows(
        since=date(2024, 1, 1),
        until=date(2026, 3, 1),
        consultations=tuple(sorted(talks, key=lambda row: (row.on, row.id))),
        staff_times=(StaffTimeRow("t", "c00", "b", draw(days), draw(minutes), draw(minutes), draw(minutes), None),),
        cases=tuple(row for row, _ in made),
        transitions=tuple(sorted((m for _, moves in made for m in moves), key=lambda m: (m.on, m.case))),
        organisations={
            name: OrganisationRow(name, "public_buyer", "AT", "", merged.get(name)) for name in ORGANISATIONS
        },
        lead_buyers={name: draw(st.sampled_from(ORGANISATIONS)) for name in draw(st.sets(st.sampled_from(CASES)))},
        advised_before=frozenset(draw(st.sets(st.sampled_from(ORGANISATIONS), max_size=2))),
    )


# --- the naive recount: loops over days and rows, no index, nothing shared with the product -----------------------


def is_reportable(c: ConsultationRow) -> bool:
    return not (
        not c.contact_made
        or not c.substantive
        or not c.specific
        or c.count_out
        or c.anonymous
        or c.type in ("close_out", "administrative")
    )


def final(rows: Rows, name: str) -> str:
    seen = [name]
    while True:
        target = rows.organisations[seen[-1]].merged_into
        if target is None or target in seen:
            return seen[-1]
        seen.append(target)


def who(rows: Rows, c: ConsultationRow) -> set[str]:
    named = ({c.organisation} if c.organisation else set()) | set(c.other_organisations)
    if not named and c.case in rows.lead_buyers:
        named = {rows.lead_buyers[c.case or ""]}
    return {final(rows, name) for name in named}


def state_at(rows: Rows, case: CaseRow, day: date) -> str | None:
    if day < case.opened_on:
        return None
    status = [m for m in rows.transitions if m.case == case.id and m.field == "status"]
    if not status:
        return case.status
    past = [m for m in status if m.on <= day]
    return past[-1].new if past else status[0].old


def recount(rows: Rows) -> dict[str, object]:
    all_days = [YEAR.starts + timedelta(days=n) for n in range(YEAR.days)]
    mine = [c for c in rows.consultations if YEAR.starts <= c.on <= YEAR.ends]
    told = [c for c in mine if is_reportable(c)]
    ended = {"closed", "declined", "redirected"}
    clients = {name for c in told for name in who(rows, c)}
    earlier = {final(rows, name) for name in rows.advised_before} | {
        name for c in rows.consultations if c.on < YEAR.starts and is_reportable(c) for name in who(rows, c)
    }

    def spent(name: str) -> int:
        return sum(c.contact_minutes + c.preparation_minutes for c in told if name in who(rows, c))

    def was_open(case: CaseRow) -> bool:
        # open at the end of a day or of the day before, for the day of closing is still open; or for hours of one day
        left = {m.on for m in rows.transitions if m.case == case.id and m.field == "status" and m.old not in ended}
        return any(
            (state_at(rows, case, day) or "closed") not in ended
            or (state_at(rows, case, day - timedelta(days=1)) or "closed") not in ended
            or day in left
            for day in all_days
        )

    closed = []
    for case in rows.cases:
        moves = [m for m in rows.transitions if m.case == case.id]
        last = (moves[-1].new, moves[-1].on) if moves else (case.status, case.closed_on)
        if last[0] == "closed" and last[1] is not None and YEAR.starts <= last[1] <= YEAR.ends:
            closed.append(case)
    times = [t for t in rows.staff_times if YEAR.starts <= t.on <= YEAR.ends]
    return {
        "ADV-01": len(told),
        "ADV-02": len(mine),
        "ADV-03": sum(c.type == "enquiry" for c in mine),
        "ADV-05": Decimal(sum(c.contact_minutes for c in told)) / 60,
        "ADV-06.travel": Decimal(sum(c.travel_minutes for c in mine) + sum(t.travel_minutes for t in times)) / 60,
        "ADV-07": sum(YEAR.starts <= case.opened_on <= YEAR.ends for case in rows.cases),
        "ADV-08": sum(1 for case in rows.cases if any(c.case == case.id for c in mine) and was_open(case)),
        "ADV-09": len(closed),
        "ADV-10": sum((state_at(rows, case, YEAR.ends) or "closed") not in ended for case in rows.cases),
        "CLI-01": len(clients),
        "CLI-02": len(clients - earlier),
        "CLI-03": sum(sum(name in who(rows, c) for c in told) >= 2 for name in clients),
        "CLI-04": sum(spent(name) >= 30 for name in clients),
        "CLI-05": sum(spent(name) >= 300 for name in clients),
        "CLI-06": len({person for c in told for person in c.contacts}),
    }


@given(offices())
def test_figures_equal_a_naive_recount(rows: Rows) -> None:
    figures = count_year(rows, YEAR, RuleSettings())
    expected = recount(rows)
    assert {code: figures[code].value for code in expected} == expected
    for figure in figures.values():
        assert len(set(figure.records)) == len(figure.records)
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high
        if indicator_of(figure.code).unit == "number" and figure.value is not None:
            assert figure.value == len(figure.records)


@given(offices(), st.sampled_from(ORGANISATIONS), st.sampled_from(ORGANISATIONS))
def test_a_merge_moves_no_figure_of_advice_and_its_undo_restores_all(rows: Rows, old: str, new: str) -> None:
    before = count_year(rows, YEAR, RuleSettings())
    merged = dict(rows.organisations)
    merged[old] = merged[old]._replace(merged_into=new)
    after = count_year(replace(rows, organisations=merged), YEAR, RuleSettings())
    for code, figure in before.items():
        if not code.startswith("CLI"):
            assert after[code] == figure
    assert count_year(rows, YEAR, RuleSettings()) == before


def closed_case(**fields: object) -> CaseRow:
    row = CaseRow(
        "k", "1", "closed", "prep_need", date(2025, 1, 1), date(2025, 3, 1), "a", "ppi", "water", False, "phone", "helped", "pilot",
        True, True, None, "centre",
    )  # fmt: skip
    return row._replace(**fields)  # type: ignore[arg-type]


def test_cases_without_moves_stand_as_they_are_stored() -> None:
    rows = Rows(
        since=date(2024, 1, 1),
        until=YEAR.ends,
        cases=(closed_case(), closed_case(id="j", status="in_progress", closed_on=None)),
    )
    figures = count_year(rows, YEAR, RuleSettings())
    assert figures["ADV-09"].records == ("k",)
    assert figures["ADV-10"].records == ("j",)
    assert figures["ADV-11"].value == 59
    before = count_year(rows, Period(date(2025, 1, 1), date(2025, 2, 1)), RuleSettings())
    assert before["ADV-10"].value == 2
    office = Office(rows, RuleSettings())
    assert cases_by(Scope(office, YEAR), "case_phase").parts[0].count == 1


def test_steps_of_a_case_at_a_day() -> None:
    moves = (
        TransitionRow("k", "phase", "prep_need", "prep_omc", date(2025, 2, 1)),
        TransitionRow("k", "phase", "prep_omc", "tender_procedure", date(2025, 6, 1)),
    )
    case = closed_case(phase="tender_procedure", status="new", closed_on=None)
    office = Office(Rows(since=YEAR.starts, until=YEAR.ends, cases=(case,), transitions=moves), RuleSettings())
    days = (date(2025, 1, 31), date(2025, 2, 1), date(2025, 7, 1))
    assert [office.phase_at(case, day) for day in days] == ["prep_need", "prep_omc", "tender_procedure"]
    assert office.tendering_days == {"k": date(2025, 6, 1)}


def test_if_nobody_knows_there_is_no_value_but_a_range() -> None:
    rows = Rows(since=YEAR.starts, until=YEAR.ends, cases=(closed_case(outcome=None, closing_reason=None),))
    figures = count_year(rows, YEAR, RuleSettings())
    assert (figures["ADV-12"].value, figures["ADV-12"].low, figures["ADV-12"].high) == (None, 0, 100)
    assert (figures["ADV-13.pilot"].value, figures["ADV-13.pilot"].low, figures["ADV-13.pilot"].high) == (None, 0, 1)


# --- comparison, printing, periods ---------------------------------------------------------------------------------

COUNT, SHARE, DAYS = indicator_of("ADV-01"), indicator_of("ADV-12"), indicator_of("ADV-11")


@pytest.mark.parametrize(
    ("indicator", "value", "previous", "change", "direction", "printed"),
    [
        (COUNT, 412, 349, Decimal(63) * 100 / 349, "up", "+18.1%"),
        (COUNT, 90, 100, Decimal(-10), "down", "−10.0%"),
        (COUNT, 5, 0, None, "up", "new"),
        (COUNT, 0, 0, Decimal(0), "level", "0.0%"),
        (COUNT, 0, 5, Decimal(-100), "down", "−100.0%"),
        (COUNT, None, 5, None, "", "–"),
        (COUNT, 5, None, None, "", "–"),
        (SHARE, Decimal(61), Decimal(58), Decimal(3), "up", "+3.0 pp"),
        (SHARE, Decimal("60.98"), Decimal(61), Decimal("-0.02"), "down", "0.0 pp"),
        (COUNT, 100_001, 100_000, Decimal("0.001"), "up", "0.0%"),
        (SHARE, Decimal(61), Decimal(0), Decimal(61), "up", "+61.0 pp"),
    ],
)
def test_change(
    indicator: object, value: object, previous: object, change: object, direction: str, printed: str
) -> None:
    found = compare.change(indicator, value, previous)  # type: ignore[arg-type]
    assert (found.value, found.direction) == (change, direction)
    assert printing.printed_change(found, texts_for("en")) == printed


@pytest.mark.parametrize(
    ("indicator", "value", "target", "elapsed", "running", "state"),
    [
        (COUNT, 412, 450, 365, False, "missed"),
        (COUNT, 450, 450, 365, False, "reached"),
        (COUNT, 214, 450, 182, True, "on_track"),  # 95 % of 224.4
        (COUNT, 213, 450, 182, True, "behind"),
        (COUNT, 412, None, 365, False, "no_target"),
        (SHARE, None, 60, 365, False, "not_measured"),
        (SHARE, Decimal("57"), 60, 30, True, "on_track"),
        (SHARE, Decimal("56.9"), 60, 30, True, "behind"),
        (DAYS, 180, 180, 365, False, "reached"),
        (DAYS, 181, 180, 365, False, "missed"),
    ],
)
def test_state(
    indicator: object, value: object, target: int | None, elapsed: int, running: bool, state: str
) -> None:  # fmt: skip
    wanted = None if target is None else Decimal(target)
    due = compare.expected(indicator, wanted, elapsed, 365)  # type: ignore[arg-type]
    assert compare.state(indicator, value, wanted, due, running) == state  # type: ignore[arg-type]


def test_reached_is_the_other_way_round_where_lower_is_better() -> None:
    assert compare.reached(COUNT, 412, Decimal(450)) == Decimal(41200) / 450
    assert compare.reached(DAYS, Decimal(200), Decimal(180)) == Decimal(90)
    assert compare.reached(DAYS, 0, Decimal(180)) is None
    assert compare.reached(COUNT, None, Decimal(1)) is None


def test_values_are_printed_in_their_unit() -> None:
    en, de = texts_for("en"), texts_for("de")
    assert printing.printed(1204, "number", en) == "1,204"
    assert printing.printed(Decimal("82725.25"), "h", en) == "82,725.3"
    assert printing.printed(Decimal(61), "%", de) == "61,0\u00a0%"
    assert printing.printed(None, "number", de) == "–"
    assert printing.printed(Decimal("999999.4"), "EUR", en) == "999,999"
    assert printing.printed(Decimal("84649999.99"), "EUR", de) == "84,6\u00a0Mio."
    assert printing.printed(Decimal("4.25"), "1-5", de) == "4,3"
    assert printing.printed_target(Decimal("137.5"), "h", en) == "137.5"
    assert printing.printed_target(Decimal(450), "number", en) == "450"
    assert printing.printed_target(None, "number", en) == "–"


def test_years_and_the_same_days_of_another_year() -> None:
    assert year_period(2024) == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert year_period(2025, "10-01") == Period(date(2025, 10, 1), date(2026, 9, 30))
    assert cut(year_period(2023), year_period(2024), date(2024, 2, 29)) == Period(date(2023, 1, 1), date(2023, 2, 28))
    assert cut(year_period(2024, "10-01"), year_period(2025, "10-01"), date(2026, 1, 5)).ends == date(2025, 1, 5)
    assert YEAR.months_before(12) == YEAR
    assert Period(date(2025, 1, 1), date(2025, 2, 28)).months_before(12).starts == date(2024, 3, 1)
    assert year_period(2024).days == 366
    assert None not in YEAR


@pytest.mark.parametrize("language", languages())
def test_every_indicator_has_label_and_definition(language: str) -> None:
    words = texts_for(language)
    for indicator in INDICATORS:
        assert words.has("definition", indicator.code), indicator.code
        for code in indicator.codes:
            assert words.has("indicator", code), code
        assert words.has("kind", indicator.kind)


def test_codes_are_unique() -> None:
    codes = [code for indicator in INDICATORS for code in indicator.codes]
    assert len(codes) == len(set(codes))
    with pytest.raises(KeyError):
        indicator_of("ADV-99")
