"""The one short read behind all figures: few columns of many records, as plain rows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from p2i_desktop.domain.figures.rows import (
    CaseRow,
    ConsultationRow,
    OrganisationRow,
    Rows,
    StaffTimeRow,
    TransitionRow,
)
from p2i_desktop.storage.figure_rows_buddies import gather_buddies
from p2i_desktop.storage.figure_rows_market import gather_market
from p2i_desktop.storage.figure_rows_workshops import gather_workshops
from p2i_desktop.storage.lists.consultations import REPORTABLE
from p2i_desktop.storage.tables import table

_TALK, _CASE, _PARTY, _TIME = (table(name) for name in ("consultation", "case", "case_party", "staff_time"))
_MOVE, _ORGANISATION = table("transition"), table("organisation")
_OTHERS = table("consultation__other_organisations")
_LEAD = _PARTY.c.role == "lead_buyer"
_AT_ONCE = 500  # rows
_TRUTH = (False, True)  # the database's 0 and 1; indexing is the fastest way for half a million of them


def gather(connection: Connection, since: date, until: date) -> Rows:
    """All that the figures of any period between the two days (both included) need, as the file stands now."""
    days, same = _Days(), _Same()
    leads = _lead_buyers(connection)
    return Rows(
        since=since,
        until=until,
        consultations=_consultations(connection, since, until, days, same),
        staff_times=_staff_times(connection, since, until, days),
        cases=_cases(connection, days),
        transitions=_transitions(connection, days, same),
        organisations=_organisations(connection),
        lead_buyers=leads,
        advised_before=_advised_before(connection, since, leads),
        market=gather_market(connection, since, until, days.__getitem__),
        buddies=gather_buddies(connection, days.__getitem__),
        workshops=gather_workshops(connection, since, until, days.__getitem__),
    )


class _Days(dict[str | None, Any]):
    """Days by their text: a few thousand different ones among many rows."""

    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, text: str | None) -> date:
        day = self[text] = date.fromisoformat(str(text))
        return day


class _Same(dict[str | None, Any]):
    """One text for all equal ones: the driver makes a new one for each cell, which is most of the memory of the rows."""

    def __missing__(self, text: str | None) -> str | None:
        self[text] = text
        return text


def _raw(connection: Connection, statement: Select[Any]) -> Iterable[tuple[Any, ...]]:
    with connection.execute(statement) as result:
        assert result.cursor is not None
        return result.cursor.fetchall()


def _one_by_one(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a long answer: what is not kept of some is gone before the next are read."""
    with connection.execute(statement) as result:
        assert result.cursor is not None
        while rows := result.cursor.fetchmany(_AT_ONCE):
            yield from rows


def _in_period(since: date, until: date) -> ColumnElement[bool]:
    return and_(_TALK.c.on.between(since, until), _TALK.c.deleted_at.is_(None))


def _sets(connection: Connection, field: str, since: date, until: date, same: _Same) -> dict[str, tuple[str, ...]]:
    links = table(f"consultation__{field}")
    statement = (
        select(links.c.owner, links.c.value)
        .join_from(_TALK, links, links.c.owner == _TALK.c.id)
        .where(_in_period(since, until), links.c.deleted_at.is_(None))
    )
    found: dict[str, tuple[str, ...]] = {}
    for owner, value in _one_by_one(connection, statement):
        if owner in found:
            found[owner] = tuple(sorted((*found[owner], same[value])))
        else:
            found[owner] = (same[value],)
    return found


def _consultations(
    connection: Connection, since: date, until: date, days: _Days, same: _Same
) -> tuple[ConsultationRow, ...]:
    others, contacts, topics = (
        _sets(connection, field, since, until, same).get for field in ("other_organisations", "contacts", "topics")
    )
    of, none, truth, row, make = _TALK.c, (), _TRUTH, ConsultationRow, tuple.__new__
    statement = select(
        of.id, of.on, of.type, of.channel, of.case, of.organisation, of.anonymous, of.advisor, of.contact_minutes,
        of.preparation_minutes, of.travel_minutes, of.contact_made, of.substantive, of.specific, of.count_out,
        of.programme, of.confidentiality,
    ).where(_in_period(since, until)).order_by(of.on, of.id)  # fmt: skip
    return tuple([
        make(row, (  # what the class does itself, in half the time
            key, days[on], same[type_], same[channel], same[case], same[organisation], others(key, none), contacts(key, none),
            truth[anonymous], same[advisor], contact, preparation, travel, truth[made], topics(key, none),
            truth[substantive], truth[specific], truth[out], same[programme], same[confidentiality],
        ))
        for key, on, type_, channel, case, organisation, anonymous, advisor, contact, preparation, travel, made,
        substantive, specific, out, programme, confidentiality in _one_by_one(connection, statement)
    ])  # fmt: skip


def _staff_times(connection: Connection, since: date, until: date, days: _Days) -> tuple[StaffTimeRow, ...]:
    of = _TIME.c
    statement = (
        select(
            of.id, of.about_id, of.staff, of.on, of.contact_minutes, of.preparation_minutes, of.travel_minutes, of.programme
        )
        .join_from(_TIME, _TALK, _TALK.c.id == of.about_id)
        .where(of.on.between(since, until), of.deleted_at.is_(None), _TALK.c.deleted_at.is_(None))
        .order_by(of.on, of.id)
    )  # fmt: skip
    return tuple(StaffTimeRow._make((*row[:3], days[row[3]], *row[4:])) for row in _raw(connection, statement))


def _cases(connection: Connection, days: _Days) -> tuple[CaseRow, ...]:
    of, truth = _CASE.c, _TRUTH
    number = func.coalesce(func.nullif(of.number, ""), of.provisional_number)
    statement = select(
        of.id, number, of.status, of.phase, of.opened_on, of.closed_on, of.lead_advisor, of.instrument, of.sector, of.ict,
        of.intake, of.outcome, of.closing_reason, of.need != "", of.result != "", of.programme, of.confidentiality,
    ).where(of.deleted_at.is_(None)).order_by(of.id)  # fmt: skip
    return tuple(
        CaseRow._make((
            *row[:4], days[row[4]], days[row[5]], *row[6:9], truth[row[9]], *row[10:13], truth[row[13]], truth[row[14]],
            *row[15:],
        ))
        for row in _raw(connection, statement)
    )  # fmt: skip


def _transitions(connection: Connection, days: _Days, same: _Same) -> tuple[TransitionRow, ...]:
    of = _MOVE.c
    statement = (
        select(of.about_id, of.field, of.old, of.new, of.on)
        .where(of.about_type == "case", of.deleted_at.is_(None))
        .order_by(of.on, of.id)
    )
    row, make = TransitionRow, tuple.__new__
    return tuple([
        make(row, (same[case], same[field], same[old], same[new], days[on]))
        for case, field, old, new, on in _one_by_one(connection, statement)
    ])  # fmt: skip


def _organisations(connection: Connection) -> Mapping[str, OrganisationRow]:
    of = _ORGANISATION.c
    rows = _raw(connection, select(of.id, of.kind, of.country, of.nuts, of.merged_into))
    return {row[0]: OrganisationRow(*row) for row in rows}


def _lead_buyers(connection: Connection) -> dict[str, str]:
    of = _PARTY.c
    # The parties of a binned case went to the bin with it, at the same instant.
    kept = or_(of.deleted_at.is_(None), of.deleted_at == _CASE.c.deleted_at)
    statement = (
        select(of.case, func.min(of.organisation))
        .join_from(_PARTY, _CASE, _CASE.c.id == of.case)
        .where(_LEAD, kept, of.organisation.is_not(None))
        .group_by(of.case)
    )
    return {row[0]: row[1] for row in _raw(connection, statement)}


def _advised_before(connection: Connection, day: date, leads: Mapping[str, str]) -> frozenset[str]:
    """The organisations of N4 in all reportable consultations before a day."""
    of = _TALK.c
    before = and_(of.on < day, of.deleted_at.is_(None), REPORTABLE)
    own = select(of.organisation).where(before, of.organisation.is_not(None)).distinct()
    others = (
        select(_OTHERS.c.value)
        .join_from(_OTHERS, _TALK, _TALK.c.id == _OTHERS.c.owner)
        .where(before, _OTHERS.c.deleted_at.is_(None))
        .distinct()
    )
    present = select(_OTHERS.c.owner).where(_OTHERS.c.deleted_at.is_(None))
    cases = (
        select(of.case).where(before, of.organisation.is_(None), of.case.is_not(None), of.id.not_in(present)).distinct()
    )
    found = {row[0] for statement in (own, others) for row in _raw(connection, statement)}
    return frozenset(found | {leads[row[0]] for row in _raw(connection, cases) if row[0] in leads})
