"""Gathers the matrix of buddy pairs for paper and workbook: one programme as it is seen, or all that have pairs."""

from dataclasses import replace
from datetime import datetime

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus
from p2i_desktop.domain.network import Programme
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy.matrix import Centre, MatrixFacts, Pair, Part
from p2i_desktop.services.matrix import Cell, Matrix, Row, Side, matrix
from p2i_desktop.services.report_frame import digest, frame_of
from p2i_desktop.services.work import Work


def matrix_facts(work: Work, programme_id: str, side: str, texts: Texts, made_at: datetime) -> MatrixFacts:
    """The pairs of a programme, or (no id) of all that have some, by code; `side` of the rows: mentor, new, all. Missing."""
    if programme_id:
        programmes = [work.get(Programme, programme_id)]
    else:
        paired = {
            pair.programme for pair in work.store.find(BuddyPairing) if pair.status is not PairingStatus.CANCELLED
        }
        programmes = sorted(work.store.many(Programme, sorted(key for key in paired if key)).values(), key=_code)
    parts = tuple(part_of(matrix(work, one, Side(side or Side.MENTOR))) for one in programmes)
    facts = MatrixFacts(frame_of(work, texts, made_at, False), parts)
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))


def part_of(found: Matrix) -> Part:
    """A matrix as the papers take it."""
    return Part(found.programme, found.years, tuple(_row(found, row) for row in found.rows))


def _code(programme: Programme) -> tuple[str, str]:
    return programme.code, programme.id


def _row(found: Matrix, row: Row) -> Centre:
    shown = {**row.cancelled, **row.cells}
    pairs = {year: tuple(_pair(found, cell) for cell in cells) for year, cells in sorted(shown.items())}
    return Centre(row.centre.code, found.names.get(row.centre.id, ""), row.side is Side.MENTOR, pairs, row.years)


def _pair(found: Matrix, cell: Cell) -> Pair:
    pair = Pair(
        cell.pairing, cell.mentor.code, found.names.get(cell.mentor.id, ""), cell.new_centre.code,
        found.names.get(cell.new_centre.id, ""),
    )  # fmt: skip
    if cell.plan is None or cell.state is None:
        return pair
    return replace(pair, title=cell.plan.title, version=cell.plan.version, status=cell.plan.status, state=cell.state)
