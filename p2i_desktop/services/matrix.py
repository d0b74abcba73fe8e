"""The matrix of buddy pairs: who helps whom in which year of a programme, and how the plan of each pair stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanStatus, SupportPlan
from p2i_desktop.domain.network import Centre, CentreName, CentreStatus, Programme, ProgrammeMember, ProgrammeYear
from p2i_desktop.domain.plans import PlanState
from p2i_desktop.domain.rules.pairing import statuses_in
from p2i_desktop.services.plan_states import plan_states
from p2i_desktop.services.work import Work

# The plan that stands for its pair: the one in force, else the latest draft, else what is left of it.
_RANK = {
    PlanStatus.AGREED: 0, PlanStatus.ACTIVE: 0, PlanStatus.COMPLETED: 0, PlanStatus.EVALUATED: 0,
    PlanStatus.DRAFT: 1, PlanStatus.TERMINATED: 2, PlanStatus.SUPERSEDED: 3,
}  # fmt: skip


class Side(StrEnum):
    """Whose years the rows of the matrix are."""

    MENTOR = "mentor"
    NEW = "new"
    ALL = "all"


@dataclass(frozen=True)
class Cell:
    """A pair in its year; without a plan `plan` and `state` are None."""

    pairing: BuddyPairing
    mentor: Centre
    new_centre: Centre
    plan: SupportPlan | None
    state: PlanState | None

    def partner(self, side: Side) -> Centre:
        """The other centre, seen from one side."""
        return self.new_centre if side is Side.MENTOR else self.mentor


@dataclass(frozen=True)
class Row:
    """A centre on one side: its pairs by year, and the years in which it may have one there.

    `cancelled`: pairs that were called off, by the years in which it has no other.
    """

    centre: Centre
    side: Side
    cells: dict[int, tuple[Cell, ...]]
    years: frozenset[int]
    cancelled: dict[int, tuple[Cell, ...]]


@dataclass(frozen=True)
class Matrix:
    """Rows by code, mentors before new centres; `names` are those that centres bear today, by id.

    `alone`: ids of the centres that no other centre of the programme shares its country with.
    """

    programme: Programme
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    names: dict[str, str]
    alone: frozenset[str]
    focus: dict[int, str]  # what the programme turned to in a year, where it is told


def programme_years(programme: Programme, pairs: Iterable[BuddyPairing], today: date) -> tuple[int, ...]:
    """The years of a programme; an open one goes on to the next year; a pair outside keeps its year in sight."""
    told = [pair.year for pair in pairs if pair.year is not None]
    first = programme.starts.year if programme.starts else today.year
    last = programme.ends.year if programme.ends else max(today.year + 1, first)
    years = {*range(first, last + 1), *told}
    return tuple(sorted(years))


def standing_plan(versions: Iterable[SupportPlan]) -> SupportPlan | None:
    """The version that stands for the pair; None where there is none."""
    return min(versions, key=lambda plan: (_RANK[plan.status], -plan.version, plan.id), default=None)


def matrix(work: Work, programme: Programme, side: Side) -> Matrix:
    """Everything that the matrix of one programme shows, in a handful of reads."""
    store = work.store
    members = store.find(ProgrammeMember, programme=programme.id)
    pairs = store.find(BuddyPairing, programme=programme.id)
    ids = {member.centre for member in members} | {pair.mentor for pair in pairs} | {pair.new_centre for pair in pairs}
    centres = store.many(Centre, [key for key in ids if key])
    years = programme_years(programme, pairs, work.today())
    cells = _cells(work, pairs, centres)
    by_year = {year: statuses_in(members, programme, year) for year in years}
    rows: list[Row] = []
    for of_side, status in ((Side.MENTOR, CentreStatus.EXISTING), (Side.NEW, CentreStatus.NEW)):
        if side in (of_side, Side.ALL):
            rows += _rows(of_side, status, centres, cells, by_year)
    countries = [centre.country for centre in centres.values()]
    alone = frozenset(key for key, centre in centres.items() if countries.count(centre.country) == 1)
    focus = {one.year: one.focus for one in store.find(ProgrammeYear, programme=programme.id) if one.year is not None}
    return Matrix(programme, years, tuple(rows), names_of(work, centres), alone, focus)


def _rows(
    side: Side,
    status: CentreStatus,
    centres: dict[str, Centre],
    cells: list[Cell],
    by_year: dict[int, dict[str, frozenset[CentreStatus]]],
) -> list[Row]:
    mine: dict[str, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in sorted(cells, key=lambda one: one.partner(side).code):
        centre = cell.mentor if side is Side.MENTOR else cell.new_centre
        mine[centre.id][cell.pairing.year or 0].append(cell)
    found = []
    for key, centre in centres.items():
        years = frozenset(year for year, of in by_year.items() if status in of.get(key, frozenset()))
        if years or key in mine:
            own = {year: _going(of) for year, of in mine[key].items() if _going(of)}
            off = {year: tuple(of) for year, of in mine[key].items() if year not in own}
            found.append(Row(centre, side, own, years, off))
    return sorted(found, key=lambda row: (not row.centre.is_own, row.centre.code, row.centre.id))


def _going(cells: list[Cell]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if cell.pairing.status is not PairingStatus.CANCELLED)


def _cells(work: Work, pairs: list[BuddyPairing], centres: dict[str, Centre]) -> list[Cell]:
    wanted = {pair.id for pair in pairs}
    versions: dict[str, list[SupportPlan]] = defaultdict(list)
    for version in work.store.naming(SupportPlan, "pairing", wanted):
        versions[version.pairing or ""].append(version)
    plans = {key: standing_plan(of) for key, of in versions.items()}
    states = plan_states(work, [plan for plan in plans.values() if plan is not None])
    cells = []
    for pair in pairs:
        mentor, new = centres.get(pair.mentor or ""), centres.get(pair.new_centre or "")
        if mentor is not None and new is not None:
            plan = plans.get(pair.id)
            cells.append(Cell(pair, mentor, new, plan, states.get(plan.id) if plan else None))
    return cells


def names_of(work: Work, centres: Iterable[str], day: date | None = None) -> dict[str, str]:
    """Centre id -> the name that it bears on a day (today), in its own language first; without one its code."""
    on = day or work.today()
    held: dict[str, list[CentreName]] = defaultdict(list)
    keys = list(centres)
    for name in work.store.naming(CentreName, "centre", keys):
        held[name.centre or ""].append(name)
    found = {}
    for key, centre in work.store.many(Centre, keys).items():
        fitting = [one for one in held[key] if (one.valid_from or date.min) <= on <= (one.valid_to or date.max)]
        ranked = sorted(fitting or held[key], key=lambda one: one.language != centre.language)
        found[key] = ranked[0].name if ranked else centre.code
    return found
