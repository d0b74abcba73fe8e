"""What is missing in the records of a year and so leaves a figure open: the fields of a report, and what awards lack (W10)."""

from collections.abc import Iterator

from p2i_desktop.domain.figures import INDICATORS, Scope
from p2i_desktop.domain.figures.procurements import TYPE as PROCUREMENT
from p2i_desktop.domain.figures.procurements import is_small
from p2i_desktop.domain.figures.quality import (
    cases_of_report,
    missing_in_case,
    missing_in_consultation,
    missing_in_procurement,
    missing_in_workshop,
    procurements_of_report,
)
from p2i_desktop.services.figure_views import OpenPoint


def open_points(scope: Scope) -> list[OpenPoint]:
    """One point for each field of a type that records lack, the most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, field, record in _missing(scope):
        found.setdefault((key, field), []).append(record)
    of_award = {award.id: award.procurement for award in scope.market.awards}
    of_plan = {row.id: row.plan for row in scope.buddies.needs} | {
        row.id: row.plan for row in scope.buddies.evaluations
    }
    of_workshop = _of_workshops(scope)
    points = []
    for (key, field), ids in found.items():
        opens = (key, tuple(ids))
        for parent, of in ((PROCUREMENT, of_award), ("support_plan", of_plan), ("workshop", of_workshop)):
            if ids[0] in of:
                opens = (parent, tuple(dict.fromkeys(of[one] for one in ids)))
        points.append(OpenPoint(_needed_by(key, field), key, field, tuple(ids), opens))
    return sorted(points, key=lambda point: (-len(point.ids), point.type, point.field))


def _missing(scope: Scope) -> Iterator[tuple[str, str, str]]:
    """(type of the field, field, record); what an award lacks is told of the award."""
    for c in scope.consultations:
        for field in missing_in_consultation(c):
            yield "consultation", field, c.id
    for case in cases_of_report(scope):
        for field in missing_in_case(case):
            yield "case", field, case.id
    for procurement in procurements_of_report(scope):
        for field in missing_in_procurement(procurement):
            yield PROCUREMENT, field, procurement.id
    for award in scope.market.awards:
        if award.cents is None:
            yield "award", "value", award.id
        elif scope.market.market.value(award) is None:
            yield "exchange_rate", "eur_per_unit", award.id
        if scope.market.known(award, is_small) is None:
            yield "award_supplier", "size_at_award", award.id
    for need in scope.buddies.needs:
        for field in ("now", "now_at_end"):
            if getattr(need, field) is None:
                yield "plan_need", field, need.id
    for said in scope.buddies.evaluations:
        if said.usefulness is None:
            yield "plan_evaluation", "usefulness", said.id
    yield from _missing_at_workshops(scope)


def _of_workshops(scope: Scope) -> dict[str, str]:
    """Those that lack something at a workshop of the period, and answers about one -> the workshop."""
    written = scope.office.rows.workshops.written
    of = {
        seat.id: row.id
        for row in scope.workshops.held
        for seat in scope.office.workshops.seats(row)
        if seat.id in written
    }
    sessions = {session: row.id for row in scope.workshops.held for session, _ in row.sessions}
    return of | sessions | {row.id: row.workshop for row in scope.workshops.feedback if row.workshop}


def _missing_at_workshops(scope: Scope) -> Iterator[tuple[str, str, str]]:
    for row in scope.workshops.held:
        for field in missing_in_workshop(row):
            yield "workshop", field, row.id
        if scope.workshops.hours_unknown(row):
            for session, minutes in row.sessions:
                if minutes is None:
                    yield "workshop_session", "starts_at", session
    for seats in scope.workshops.unmatched.values():
        for seat in seats:
            yield "participation", "organisation", seat
    for answer in scope.workshops.feedback:
        if answer.rating is None:
            yield "feedback", "rating", answer.id


def _needed_by(type_key: str, field: str) -> str:
    """The first indicator whose range a missing field widens, else the share of complete records."""
    return next((i.code for i in INDICATORS if (type_key, field) in i.needs), "DQ-01")
