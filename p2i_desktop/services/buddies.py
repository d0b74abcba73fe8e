"""Buddy pairs: who helps whom in which year, made together with the plan of the pair, and moved on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, SupportPlan
from p2i_desktop.domain.network import Centre, CentreStatus, Programme, ProgrammeMember, Transition
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import Around, Problem, problems
from p2i_desktop.domain.rules.pairing import statuses_in
from p2i_desktop.services import known_history
from p2i_desktop.services.matrix import Cell, Matrix, Row, Side, matrix, names_of, standing_plan
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.plan_templates import plan_records
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

__all__ = ["Buddies", "Candidate", "Cell", "Matrix", "PairFile", "PlanStart", "ProgrammeLine", "Row", "Side"]

PAIR = "buddy_pairing"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme of the file with its numbers of centres and of pairs that were not cancelled."""

    programme: Programme
    centres: int
    pairs: int


@dataclass(frozen=True)
class Candidate:
    """A centre that is, or is not, free to be the other side of a pair; `problem` says why not."""

    centre: Centre
    name: str
    problem: Problem | None


@dataclass(frozen=True)
class PlanStart:
    """What a new plan starts with: a template (None = blank) and its period; an empty title is worded by the plan."""

    starts: date
    ends: date
    template: str | None = None
    title: str = ""


@dataclass(frozen=True)
class PairFile:
    """A pair with what belongs to it; `plans` latest version first, `moves` of its status in their order."""

    pairing: BuddyPairing
    programme: Programme | None
    mentor: Centre | None
    new_centre: Centre | None
    mentor_name: str
    new_name: str
    mentor_coordinator: Contact | None
    new_coordinator: Contact | None
    plans: list[SupportPlan]
    moves: list[Transition]

    @property
    def plan(self) -> SupportPlan | None:
        """The version that stands for the pair."""
        return standing_plan(self.plans)


class Buddies(Subject):
    """The verbs of pairs and their matrix."""

    def programmes(self) -> list[ProgrammeLine]:
        """The programmes of the file: those with pairs first, then those with centres, the latest first."""
        centres: dict[str | None, set[str]] = {}
        for member in self.store.find(ProgrammeMember):
            if member.centre:
                centres.setdefault(member.programme, set()).add(member.centre)
        pairs: dict[str | None, int] = {}
        for pair in self.store.find(BuddyPairing):
            if pair.status is not PairingStatus.CANCELLED:
                pairs[pair.programme] = pairs.get(pair.programme, 0) + 1
        lines = [
            ProgrammeLine(one, len(centres.get(one.id, ())), pairs.get(one.id, 0)) for one in self.store.find(Programme)
        ]
        lines.sort(key=lambda line: (line.programme.starts or date.min, line.programme.code), reverse=True)
        return sorted(lines, key=lambda line: (line.pairs == 0, line.centres == 0))

    def matrix(self, programme_id: str, side: Side = Side.MENTOR) -> Matrix:
        """The pairs of a programme by centre and year; Missing."""
        return matrix(self.work, self.work.get(Programme, programme_id), side)

    def pair(self, pairing_id: str) -> PairFile:
        """A pair with its centres, coordinators, plans and moves; Missing."""
        pair = self.work.get(BuddyPairing, pairing_id)
        centres = self.store.many(Centre, _given(pair.mentor, pair.new_centre))
        people = self.store.many(Contact, _given(pair.mentor_coordinator, pair.new_coordinator))
        day = date(pair.year, 12, 31) if pair.year else None
        names = names_of(self.work, centres, day)
        plans = self.store.find(SupportPlan, pairing=pair.id)
        moves = self.store.find(Transition, about=About(PAIR, pair.id))
        return PairFile(
            pairing=pair,
            programme=self.store.get(Programme, pair.programme or ""),
            mentor=centres.get(pair.mentor or ""),
            new_centre=centres.get(pair.new_centre or ""),
            mentor_name=names.get(pair.mentor or "", ""),
            new_name=names.get(pair.new_centre or "", ""),
            mentor_coordinator=people.get(pair.mentor_coordinator or ""),
            new_coordinator=people.get(pair.new_coordinator or ""),
            plans=sorted(plans, key=lambda plan: (-plan.version, plan.id)),
            moves=sorted(moves, key=lambda move: (move.on or date.min, move.id)),
        )

    def candidates(self, programme_id: str, year: int, centre_id: str, side: Side = Side.MENTOR) -> list[Candidate]:
        """The centres that may be the other side of a pair of this centre and year, the free ones first; Missing.

        `side` is that of `centre_id`. The others of the programme follow, each with the rule that stands against it.
        """
        programme = self.work.get(Programme, programme_id)
        self.work.get(Centre, centre_id)
        members = self.store.find(ProgrammeMember, programme=programme_id)
        ids = {member.centre for member in members if member.centre and member.centre != centre_id}
        centres = self.store.many(Centre, sorted(ids))
        names = names_of(self.work, centres)
        wanted = CentreStatus.NEW if side is Side.MENTOR else CentreStatus.EXISTING
        statuses = statuses_in(members, programme, year)
        around, found = _asked_once(self.work.around()), []
        for centre in centres.values():
            mentor, new = (centre_id, centre.id) if side is Side.MENTOR else (centre.id, centre_id)
            pair = BuddyPairing(programme=programme_id, year=year, mentor=mentor, new_centre=new)
            against = next((one for one in problems(pair, around) if one.hard), None)
            found.append(Candidate(centre, names[centre.id], against))
        return sorted(
            found,
            key=lambda one: (
                one.problem is not None, wanted not in statuses.get(one.centre.id, ()), one.centre.code, one.centre.id,
            ),
        )  # fmt: skip

    def may_be(self, programme_id: str, year: int, side: Side) -> list[Candidate]:
        """The centres with the status of a side in a programme and year, by code; Missing."""
        programme = self.work.get(Programme, programme_id)
        wanted = CentreStatus.EXISTING if side is Side.MENTOR else CentreStatus.NEW
        statuses = statuses_in(self.store.find(ProgrammeMember, programme=programme_id), programme, year)
        centres = self.store.many(Centre, sorted(key for key, of in statuses.items() if wanted in of))
        names = names_of(self.work, centres)
        found = [Candidate(centre, names[key], None) for key, centre in centres.items()]
        return sorted(found, key=lambda one: (not one.centre.is_own, one.centre.code, one.centre.id))

    def check(self, pair: BuddyPairing) -> list[Problem]:
        """What stands against a pair, hard rules first, and what is worth knowing about it (W20)."""
        return self.work.examine(pair)[1]

    def new_pair(
        self, pair: BuddyPairing, start: PlanStart | None = None, draft: tuple[str, str] | None = None
    ) -> Changed:
        """Makes a pair and, with a `start`, its plan from the template as one step. Refused."""
        made: list[Record] = [pair]
        if start is not None:
            made += plan_records(self.work, pair, start.template, start.starts, start.ends, start.title)
        records, _ = self.work.examine_all(made)
        args = tuple(key_of(record) for record in records if isinstance(record, BuddyPairing | SupportPlan))
        return self.store.apply("pair_new", [Put(record) for record in records], args=args, drop_draft=draft)

    def save_pair(self, pair: BuddyPairing, stay: str = "") -> Changed:
        """Saves the fields of a pair; a changed status is a move of today. Refused, Conflict."""
        before = self.store.get(BuddyPairing, pair.id)
        made: list[Record] = [pair]
        if before is not None and before.status is not pair.status:
            made.append(_move(pair, before.status, self.work.today(), ""))
        records, _ = self.work.examine_all(made)
        return self.store.apply("pair_save", [Put(record) for record in records], args=(key_of(pair),), stay=stay)

    def set_status(self, pairing_id: str, status: PairingStatus, on: date | None = None, reason: str = "") -> Changed:
        """Moves a pair on (H09); it is active only with an agreed plan. Refused, Missing."""
        pair = self.work.get(BuddyPairing, pairing_id)
        move = _move(replace(pair, status=status), pair.status, on or self.work.today(), reason)
        records, _ = self.work.examine_all([replace(pair, status=status), move])
        return self.store.apply("pair_status", [Put(record) for record in records], args=(key_of(pair),))

    def bin_pair(self, pairing_id: str) -> Changed:
        """Puts a pair with its plans into the bin."""
        return self.work.bin(PAIR, pairing_id)

    def lacks_history(self) -> bool:
        """Whether something of the confirmed history of P2I is not in the file."""
        return bool(known_history.missing(self.work))

    def load_history(self) -> Changed | None:
        """Adds the confirmed history of P2I that the file lacks, as one step; None when nothing is missing. Refused."""
        lacking = known_history.missing(self.work)
        if not lacking:
            return None
        records, _ = self.work.examine_all(lacking)
        return self.store.apply("load_history", [Put(record) for record in records])


def _asked_once(around: Around) -> Around:
    """The same questions of the rules about many pairs are answered by one reading."""
    known: dict[tuple[object, ...], list[Any]] = {}

    def find(record_type: type[R], /, **equals: Any) -> list[R]:
        key = (record_type, *sorted(equals.items()))
        if key not in known:
            known[key] = around.find(record_type, **equals)
        return known[key]

    def get(record_type: type[R], record_id: str, /) -> R | None:
        key = (record_type, record_id)
        if key not in known:
            known[key] = [around.get(record_type, record_id)]
        found: R | None = known[key][0]
        return found

    return replace(around, find=find, get=get)


def _given(*ids: str | None) -> list[str]:
    return [key for key in ids if key]


def _move(pair: BuddyPairing, old: PairingStatus, on: date, reason: str) -> Transition:
    return Transition(
        about=About(PAIR, pair.id), field="status", old=old, new=pair.status, on=on, reason=reason.strip(),
        centre_id=pair.centre_id,
    )  # fmt: skip
