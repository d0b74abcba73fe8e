"""The curve of a set-up: what was done by the end of each month, and what was to be done."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.buddies import SetupMilestone, SetupProgress
from p2i_desktop.domain.plans import readiness
from p2i_desktop.domain.setup_curve import curve

TODAY = date(2026, 11, 20)
STEPS = list(SetupMilestone)
OPTIONAL = st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2031, 12, 31)))


def row(at: int, **fields: object) -> SetupProgress:
    return SetupProgress(milestone=STEPS[at], **fields)  # type: ignore[arg-type]


def test_nothing_recorded_has_no_curve() -> None:
    assert curve([row(at) for at in range(15)], TODAY).points == ()
    none = curve([row(at, not_applicable=True) for at in range(15)], TODAY)
    assert (none.base, none.share(0)) == (0, None)


def test_history_ends_today_and_the_target_goes_on() -> None:
    found = curve(
        [
            row(0, done_on=date(2026, 9, 30)),
            row(1, planned_on=date(2026, 10, 1), done_on=date(2026, 11, 5)),
            row(2, planned_on=date(2027, 1, 31)),
            row(3, not_applicable=True),
        ],
        TODAY,
    )
    assert found.base == 14
    assert [(one.on, one.done, one.planned) for one in found.points] == [
        (date(2026, 9, 30), 1, 1), (date(2026, 10, 31), 1, 2), (date(2026, 11, 30), 2, 2),
        (date(2026, 12, 31), None, 2), (date(2027, 1, 31), None, 3),
    ]  # fmt: skip
    assert found.share(7) == 50


def test_a_slip_of_the_keyboard_makes_no_endless_curve() -> None:
    found = curve([row(0, planned_on=date(2199, 1, 1)), row(1, done_on=date(1950, 1, 1))], TODAY)
    assert (found.points[0].on, found.points[-1].on) == (date(2016, 1, 31), date(2031, 12, 31))
    assert found.points[0].done == 1


@given(rows=st.lists(st.tuples(OPTIONAL, OPTIONAL, st.booleans()), max_size=15))
def test_the_curve_never_falls_and_ends_where_readiness_stands(
    rows: list[tuple[date | None, date | None, bool]],
) -> None:
    made = [
        row(at, planned_on=planned, done_on=None if out or (done and done > TODAY) else done, not_applicable=out)
        for at, (planned, done, out) in enumerate(rows)
    ]
    found, now = curve(made, TODAY), readiness(made)
    done = [one.done for one in found.points if one.done is not None]
    assert done == sorted(done)
    assert [one.planned for one in found.points] == sorted(one.planned for one in found.points)
    assert found.base == now.base
    if done:
        assert done[-1] == now.done
        assert found.share(done[-1]) == now.share
