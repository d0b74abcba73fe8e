"""Rules of buddy pairs, of the memberships they rest on, and of the stages of centres and services (H30-H32, H71, W20)."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanStatus, SupportPlan
from p2i_desktop.domain.network import (
    Centre,
    CentreService,
    CentreStatus,
    Programme,
    ProgrammeMember,
    ServiceStage,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.problem import Around, Problem, hard, warning

# A pair is at work, or was, only where a plan was agreed; what came after the agreement counts as agreed.
_WAS_AGREED = frozenset(PlanStatus) - {PlanStatus.DRAFT}
_NEEDS_PLAN = frozenset({PairingStatus.ACTIVE, PairingStatus.FINISHED})
_STAGES = tuple(SetupStage)
# From here on a stage is a fact that others ask about: it needs its evidence.
NEEDS_EVIDENCE = frozenset(_STAGES[_STAGES.index(SetupStage.MANDATED) : _STAGES.index(SetupStage.DISCONTINUED)])
# What a move is about and its field -> the closed list and the name that the lifecycle gives it.
_MOVES: dict[tuple[str, str], tuple[type[StrEnum], str]] = {
    ("centre", "setup_stage"): (SetupStage, "setup_stage"),
    ("programme_member", "status"): (CentreStatus, "centre_status"),
    ("buddy_pairing", "status"): (PairingStatus, "pairing_status"),
    ("centre_service", "stage"): (ServiceStage, "service_stage"),
}


def runs_in(starts: date | None, ends: date | None, year: int) -> bool:
    """Whether a period (None = open) touches a calendar year."""
    return (starts or date.min).year <= year <= (ends or date.max).year


def statuses_in(
    members: Iterable[ProgrammeMember], programme: Programme | None, year: int
) -> dict[str, frozenset[CentreStatus]]:
    """Centre id -> every status that it has on at least one day of the year in its programme."""
    found: dict[str, frozenset[CentreStatus]] = {}
    if programme is not None and not runs_in(programme.starts, programme.ends, year):
        return found
    for member in members:
        if member.centre and member.status is not None and runs_in(member.valid_from, member.valid_to, year):
            found[member.centre] = found.get(member.centre, frozenset()) | {member.status}
    return found


def pairing_problems(pair: BuddyPairing, around: Around, before: BuddyPairing | None) -> Iterator[Problem]:
    """H30-H32, W20 and the lifecycle; who is paired is judged when it is said, not when the pair moves on."""
    if before is not None and pair.status is not before.status:
        possible = lifecycle.allowed("pairing_status", before.status)
        if pair.status not in possible:
            yield hard("H09", "status", old=before.status, new=pair.status, list=possible)
    if pair.status in _NEEDS_PLAN and not any(
        plan.status in _WAS_AGREED for plan in around.find(SupportPlan, pairing=pair.id)
    ):
        yield hard("pair_active", "status", status=pair.status)
    if pair.mentor and pair.mentor == pair.new_centre:
        yield hard("H30", "new_centre")
        return
    if pair.status is not PairingStatus.CANCELLED and (before is None or _who(pair) != _who(before)):
        yield from _who_problems(pair, around)


def _who(pair: BuddyPairing) -> tuple[object, ...]:
    cancelled = pair.status is PairingStatus.CANCELLED
    return pair.programme, pair.year, pair.mentor, pair.new_centre, cancelled


def _who_problems(pair: BuddyPairing, around: Around) -> Iterator[Problem]:
    programme = around.get(Programme, pair.programme) if pair.programme else None
    if programme is None or pair.year is None:
        return
    if not runs_in(programme.starts, programme.ends, pair.year):
        words = {"programme": programme.code, "year": str(pair.year), "start": programme.starts or ""}
        closed = {"end": programme.ends} if programme.ends is not None else {}
        yield hard("H31_year" if closed else "H31_year_open", "year", **words, **closed)
        return
    statuses = statuses_in(around.find(ProgrammeMember, programme=programme.id), programme, pair.year)
    words = {"programme": programme.code, "year": str(pair.year)}
    for field, key, status in (
        ("mentor", pair.mentor, CentreStatus.EXISTING),
        ("new_centre", pair.new_centre, CentreStatus.NEW),
    ):
        if key and status not in statuses.get(key, frozenset()):
            yield hard(f"H31_{field}", field, centre=_code(key, around), **words)
    yield from _second_buddy(pair, programme, around)


def _second_buddy(pair: BuddyPairing, programme: Programme, around: Around) -> Iterator[Problem]:
    """H32 in the same year, as far as the programme wants it; W20 over all its years."""
    others = [
        other
        for other in around.find(BuddyPairing, programme=programme.id)
        if other.id != pair.id and other.status is not PairingStatus.CANCELLED
    ]
    words = {"programme": programme.code, "year": str(pair.year)}
    same_year = [other for other in others if other.year == pair.year]
    for other in same_year:
        if other.new_centre == pair.new_centre and (programme.unique_new_centre or other.mentor == pair.mentor):
            named = {"centre": _code(pair.new_centre, around), "other": _code(other.mentor, around)}
            yield hard("H32", "new_centre", **named, **words)
            break
    for other in same_year:
        if programme.unique_mentor and other.mentor == pair.mentor and other.new_centre != pair.new_centre:
            named = {"centre": _code(pair.mentor, around), "other": _code(other.new_centre, around)}
            yield hard("H32", "mentor", **named, **words)
            break
    again = [
        one for one in others if one not in same_year and (one.mentor, one.new_centre) == (pair.mentor, pair.new_centre)
    ]
    for other in again[:1]:
        mentor, new = _code(pair.mentor, around), _code(pair.new_centre, around)
        yield warning("W20", "new_centre", mentor=mentor, new=new, year=str(other.year))


def _code(centre_id: str | None, around: Around) -> str:
    centre = around.get(Centre, centre_id) if centre_id else None
    return centre.code if centre is not None else ""


def status_overlaps(member: ProgrammeMember, around: Around) -> Iterator[Problem]:
    """H71: a centre has one status in a programme at a time, whatever its roles are."""
    if member.centre is None or member.status is None:
        return
    for other in around.find(ProgrammeMember, programme=member.programme, centre=member.centre):
        if other.id != member.id and other.status not in (None, member.status) and _meet(member, other):
            yield hard("H71", "valid_from", a=member.status, b=other.status or member.status)
            return


def _meet(one: ProgrammeMember, other: ProgrammeMember) -> bool:
    one_ends, other_ends = one.valid_to or date.max, other.valid_to or date.max
    return (one.valid_from or date.min) <= other_ends and (other.valid_from or date.min) <= one_ends


def service_problems(service: CentreService, around: Around, before: CentreService | None) -> Iterator[Problem]:
    """The stages of a service in their order (H09); a service is taken over from another centre, never from its own."""
    if before is not None and service.stage is not before.stage:
        possible = lifecycle.allowed("service_stage", before.stage)
        if service.stage not in possible:
            yield hard("H09", "stage", old=before.stage, new=service.stage, list=possible)
    if service.taken_over_from is not None and service.taken_over_from == service.centre:
        yield hard("own_service", "taken_over_from")


def move_problems(move: Transition, about: About) -> Iterator[Problem]:
    """H09 on the move of a pair, a membership, a centre or a service; from `mandated` on a stage says by what one sees it."""
    known = _MOVES.get((about.type, move.field))
    if known is None:
        return
    members, name = known
    values = {member.value for member in members}
    if move.new not in values or (move.old and move.old not in values):
        yield hard("pattern", "new", text=move.new)
        return
    if move.old and move.new != move.old and members(move.new) not in lifecycle.allowed(name, move.old):
        possible = lifecycle.allowed(name, move.old)
        yield hard("H09", "new", old=members(move.old), new=members(move.new), list=possible)
    if about.type == "centre" and SetupStage(move.new) in NEEDS_EVIDENCE and not move.reason.strip():
        yield hard("stage_evidence", "reason", stage=SetupStage(move.new))
