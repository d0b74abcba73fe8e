"""The rows of support plans, set-up steps and services behind the figures, read in the same snapshot as the others."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, func, select

from p2i_desktop.domain.figures.buddy_rows import (
    BuddyRows,
    EvaluationRow,
    MeasureRow,
    MemberRow,
    MilestoneRow,
    NeedRow,
    PlanRow,
    ServiceRow,
    StepRow,
)
from p2i_desktop.storage.tables import table

_PAIRING, _PLAN, _PROGRAMME = (table(name) for name in ("buddy_pairing", "support_plan", "programme"))
_MEASURE, _MILESTONE, _NEED, _EVALUATION = (
    table(name) for name in ("support_measure", "plan_milestone", "plan_need", "plan_evaluation")
)
_STEP, _MEMBER, _SERVICE, _CENTRE = (
    table(name) for name in ("setup_progress", "programme_member", "centre_service", "centre")
)
_LEAST = 2  # meetings a year, where the programme is not known
Day = Callable[[str | None], Any]


def gather_buddies(connection: Connection, day: Day) -> BuddyRows:
    """All that is not in the bin, whatever its day; `day` turns the text of a day into the day, None into None."""
    plans = _plans(connection, day)
    return BuddyRows(
        plans=plans,
        measures=_measures(connection, day) if plans else (),
        milestones=_milestones(connection, day) if plans else (),
        needs=_needs(connection) if plans else (),
        evaluations=_evaluations(connection, day) if plans else (),
        steps=_steps(connection, day),
        new=_new(connection, day),
        services=_services(connection, day),
    )


def _raw(connection: Connection, statement: Any) -> list[tuple[Any, ...]]:
    with connection.execute(statement) as result:
        assert result.cursor is not None
        return list(result.cursor.fetchall())


def _plans(connection: Connection, day: Day) -> tuple[PlanRow, ...]:
    """The minimum is that of the programme, also of one in the bin: what names it still counts."""
    of, pair = _PLAN.c, _PAIRING.c
    statement = (
        select(
            of.id, pair.id, pair.status, pair.programme, pair.mentor, pair.new_centre, pair.year, of.version, of.status,
            of.starts, of.ends, of.agreed_on.is_not(None), func.coalesce(_PROGRAMME.c.min_buddy_meetings, _LEAST),
        )
        .join_from(_PLAN, _PAIRING, pair.id == of.pairing)
        .outerjoin(_PROGRAMME, _PROGRAMME.c.id == pair.programme)
        .where(of.deleted_at.is_(None), pair.deleted_at.is_(None), of.starts.is_not(None), of.ends.is_not(None))
        .order_by(of.starts, of.id)
    )  # fmt: skip
    return tuple(
        PlanRow._make((*row[:9], day(row[9]), day(row[10]), bool(row[11]), row[12]))
        for row in _raw(connection, statement)
    )


def _measures(connection: Connection, day: Day) -> tuple[MeasureRow, ...]:
    of = _MEASURE.c
    statement = (
        select(of.id, of.plan, of.type, of.status, of.planned_on, of.held_on)
        .where(of.deleted_at.is_(None), of.planned_on.is_not(None))
        .order_by(of.held_on, of.planned_on, of.id)
    )
    return tuple(MeasureRow._make((*row[:4], day(row[4]), day(row[5]))) for row in _raw(connection, statement))


def _milestones(connection: Connection, day: Day) -> tuple[MilestoneRow, ...]:
    of = _MILESTONE.c
    statement = (
        select(of.id, of.plan, of.owner_side, of.due_on, of.done_on)
        .where(of.deleted_at.is_(None), of.due_on.is_not(None))
        .order_by(of.due_on, of.id)
    )
    return tuple(MilestoneRow._make((*row[:3], day(row[3]), day(row[4]))) for row in _raw(connection, statement))


def _needs(connection: Connection) -> tuple[NeedRow, ...]:
    of = _NEED.c
    statement = select(of.id, of.plan, of.now, of.now_at_end).where(of.deleted_at.is_(None)).order_by(of.id)
    return tuple(NeedRow._make(row) for row in _raw(connection, statement))


def _evaluations(connection: Connection, day: Day) -> tuple[EvaluationRow, ...]:
    of = _EVALUATION.c
    statement = (
        select(of.id, of.plan, of.side, of.on, of.usefulness)
        .where(of.deleted_at.is_(None), of.on.is_not(None))
        .order_by(of.on, of.id)
    )
    return tuple(EvaluationRow._make((*row[:3], day(row[3]), row[4])) for row in _raw(connection, statement))


def _steps(connection: Connection, day: Day) -> dict[str, tuple[StepRow, ...]]:
    of = _STEP.c
    statement = (
        select(of.id, of.centre, of.milestone, of.done_on, of.not_applicable)
        .where(of.deleted_at.is_(None), of.centre.is_not(None))
        .order_by(of.centre, of.milestone, of.id)
    )
    found: dict[str, tuple[StepRow, ...]] = {}
    for key, centre, milestone, done, out in _raw(connection, statement):
        found[centre] = (*found.get(centre, ()), StepRow(key, centre, milestone, day(done), bool(out)))
    return found


def _new(connection: Connection, day: Day) -> tuple[MemberRow, ...]:
    """Nobody is a member of a programme that is over."""
    of, over = _MEMBER.c, _PROGRAMME.c.ends
    until = func.coalesce(func.min(of.valid_to, over), of.valid_to, over)
    statement = (
        select(of.id, of.centre, of.valid_from, until)
        .join_from(_MEMBER, _CENTRE, _CENTRE.c.id == of.centre)
        .outerjoin(_PROGRAMME, _PROGRAMME.c.id == of.programme)
        .where(of.deleted_at.is_(None), of.status == "new", of.valid_from.is_not(None), _CENTRE.c.deleted_at.is_(None))
        .order_by(of.centre, of.valid_from, of.id)
    )
    return tuple(MemberRow._make((*row[:2], day(row[2]), day(row[3]))) for row in _raw(connection, statement))


def _services(connection: Connection, day: Day) -> tuple[ServiceRow, ...]:
    of = _SERVICE.c
    statement = (
        select(of.id, of.centre, of.taken_over_from, of.since)
        .join_from(_SERVICE, _CENTRE, _CENTRE.c.id == of.centre)
        .where(of.deleted_at.is_(None), of.taken_over_from.is_not(None), _CENTRE.c.deleted_at.is_(None))
        .order_by(of.since, of.id)
    )
    return tuple(ServiceRow._make((*row[:3], day(row[3]))) for row in _raw(connection, statement))
