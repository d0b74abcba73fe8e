"""Cases: opened with a number, moved through status and phase with effective dates, closed and taken up again."""

from dataclasses import replace
from datetime import date

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    ClosingReason,
    Phase,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.templates import Templates, planned
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Numbered, Put
from p2i_desktop.storage.store import Changed

_MOVED = ("status", "phase")
NUMBER = "{code}-{year}-{n:04d}"


class CaseVerbs(Subject):
    """The verbs of cases and their parties."""

    def blank_case(self) -> Case:
        """A case as its form starts: today, the person of this computer, the centre's language and programme."""
        centre, me = self.work.own_centre(), self.work.me()
        return Case(
            language=centre.language if centre else "",
            lead_advisor=me.id if me else None,
            opened_on=self.work.today(),
            programme=self.work.rule_settings().default_programme,
        )

    def new_organisation(self, name: str) -> Organisation:
        """An organisation of which only the name is known: it is taken to lie in the country of the centre."""
        centre = self.work.own_centre()
        return Organisation(
            legal_name=name, country=centre.country if centre else "", language=centre.language if centre else ""
        )

    def case(self, case_id: str) -> Case:
        """A case; Missing."""
        return self.work.get(Case, case_id)

    def case_by_reference(self, reference: str) -> Case | None:
        """The case of a number, a provisional number or an id, whatever the case of its letters; None, also for a hidden one."""
        wanted = reference.strip()
        if not wanted:
            return None
        found = (
            self.store.find(Case, number=wanted.upper())
            or self.store.find(Case, provisional_number=wanted)
            or self.store.find(Case, id=wanted.lower())
        )
        return next((case for case in found if sees_case(self.work, case)), None)

    def open_cases_of(self, organisation_id: str) -> list[Case]:
        """The open cases in which an organisation takes part and that the person at work may see, the latest first."""
        parties = self.store.find(CaseParty, organisation=organisation_id)
        known = self.store.many(Case, sorted({party.case for party in parties if party.case}))
        found = [
            case
            for case in known.values()
            if case.deleted_at is None and case.status in cycle.OPEN and sees_case(self.work, case)
        ]
        return sorted(found, key=lambda case: (case.opened_on or date.min, case.id), reverse=True)

    def open_case(
        self, case: Case, organisation_id: str | None = None, draft: tuple[str, str] | None = None,
        new_organisation: str = "", template: str = "",
    ) -> Changed:  # fmt: skip
        """Saves a new case with its lead buyer, and with what a template (its id) brings; the number is given inside the
        saving transaction. Refused, Missing."""
        brought: list[Record] = []
        if template:
            case, brought = Templates(self.work).filled(template, case)
        made: list[Record] = [case, *brought]
        if new_organisation and not organisation_id:
            client = self.new_organisation(new_organisation)
            organisation_id = client.id
            made.append(client)
        if organisation_id:
            made.append(CaseParty(case=case.id, organisation=organisation_id, role=CaseRole.LEAD_BUYER))
        on = case.opened_on or self.work.today()
        made += [
            _transition(case, name, str(default), str(getattr(case, name)), on, "")
            for name, default in (("status", CaseStatus.NEW), ("phase", Phase.PREP_NEED))
            if getattr(case, name) is not default
        ]
        records, _ = self.work.examine_all(made)
        opened = next(record for record in records if isinstance(record, Case))
        others = [Put(record) for record in records if record is not opened]
        first = Put(opened) if opened.number else self._numbered(opened, on.year)
        return self.store.apply("open_case", [first, *others], args=(key_of(case),), drop_draft=draft)

    def save_case(self, case: Case, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves the fields of a case; a changed status or phase is a move of today. Refused, Conflict."""
        before = self.store.get(Case, case.id)
        if before is None:
            return self.open_case(case, draft=draft)
        moves = [
            _transition(case, name, str(getattr(before, name)), str(getattr(case, name)), self.work.today(), "")
            for name in _MOVED
            if getattr(before, name) != getattr(case, name)
        ]
        if any(move.field == "status" for move in moves):
            case = _dated(replace(case, status=before.status), case.status, self.work.today())
        due, gone = planned(self.work, before, case)
        records, _ = self.work.examine_all([case, *moves, *due])
        changes = [Put(record) for record in records]
        return self.store.apply("save_case", [*changes, *gone], args=(key_of(case),), stay=stay, drop_draft=draft)

    def set_phase(self, case_id: str, phase: Phase, on: date | None = None, reason: str = "") -> Changed:
        """Moves a case to a step; going back needs a reason (H08), `done` a completed or closed case. Refused."""
        case = self.case(case_id)
        move = _transition(case, "phase", case.phase, phase, on or self.work.today(), reason)
        return self._save_moves("change_phase", replace(case, phase=phase), [move])

    def set_status(self, case_id: str, status: CaseStatus, on: date | None = None, reason: str = "") -> Changed:
        """Moves a case to a status of section 5; dates of acceptance and closing follow. Refused."""
        case, day = self.case(case_id), on or self.work.today()
        move = _transition(case, "status", case.status, status, day, reason)
        moves = [move]
        after = _dated(case, status, day)
        if after.phase is Phase.DONE and status not in cycle.DONE_ALLOWED:
            back = self._phase_before_done(case)
            moves.append(_transition(case, "phase", case.phase, back, day, reason))
            after = replace(after, phase=back)
        return self._save_moves("change_status", after, moves)

    def close_case(
        self,
        case_id: str,
        outcome: CaseOutcome | None,
        closing_reason: ClosingReason | None,
        result: str,
        on: date | None = None,
    ) -> Changed:
        """Closes a case; one that is still in progress is completed and closed in one step with two moves. Refused."""
        case, day = self.case(case_id), on or self.work.today()
        told = replace(case, outcome=outcome, closing_reason=closing_reason, result=result)
        moves = []
        if case.status in (CaseStatus.IN_PROGRESS, CaseStatus.ON_HOLD):
            moves.append(_transition(case, "status", case.status, CaseStatus.COMPLETED, day, ""))
            told = replace(told, status=CaseStatus.COMPLETED)
        moves.append(_transition(case, "status", told.status, CaseStatus.CLOSED, day, ""))
        return self._save_moves("close_case", _dated(told, CaseStatus.CLOSED, day), moves)

    def closing(self, case_id: str) -> list[Action]:
        """The open actions that stand in the way of closing a case, the first due first."""
        about = About("case", case_id)
        waiting = [a for a in self.store.find(Action, about=about) if a.done_on is None and a.dropped_on is None]
        return sorted(waiting, key=lambda action: (action.due_on or date.max, action.id))

    def save_party(self, party: CaseParty, stay: str = "") -> Changed:
        """Saves an organisation's part in a case. Refused, Conflict."""
        return self.work.put("save_case_party", party, stay=stay)

    def add_new_party(self, case_id: str, name: str, role: CaseRole) -> Changed:
        """Makes an organisation of which only the name is known, and its part in a case, in one step. Refused."""
        organisation = self.new_organisation(name)
        party = CaseParty(case=case_id, organisation=organisation.id, role=role)
        records, _ = self.work.examine_all([organisation, party])
        return self.store.apply("save_case_party", [Put(record) for record in records], args=(f"case:{case_id}",))

    def remove_party(self, party_id: str) -> Changed:
        """Takes an organisation out of a case; the only lead buyer of an accepted case stays (H05). Refused."""
        party = self.work.get(CaseParty, party_id)
        case = self.store.get(Case, party.case or "")
        if party.role is CaseRole.LEAD_BUYER and case is not None and case.status in cycle.NEEDS_LEAD_BUYER:
            refuse([hard("H05", "role")])
        return self.store.apply("remove_case_party", [Bin(CaseParty, party_id)], args=(f"case:{party.case}",))

    def _save_moves(self, label: str, case: Case, moves: list[Transition]) -> Changed:
        """Saves a case with its moves as one step; the rules judge every move (H05, H06, H08, H09)."""
        real = [move for move in moves if move.old != move.new]
        # Ids made within one millisecond have no order of their own; moves of one day are read in that of their ids.
        real = [replace(move, id=key) for move, key in zip(real, sorted(move.id for move in real), strict=True)]
        records, _ = self.work.examine_all([case, *real])
        return self.store.apply(label, [Put(record) for record in records], args=(key_of(case),))

    def _numbered(self, case: Case, year: int) -> Numbered:
        centre = self.work.own_centre()
        code = centre.code if centre else ""
        return Numbered(
            "case", year, lambda n: Put(replace(case, number=NUMBER.format(code=code, year=year, n=n)))
        )  # fmt: skip

    def _phase_before_done(self, case: Case) -> Phase:
        moves = [
            move
            for move in self.store.find(Transition, about=About("case", case.id), field="phase")
            if move.new == Phase.DONE and move.old
        ]
        last = max(moves, key=lambda move: (move.on or date.min, move.id), default=None)
        return Phase(last.old) if last else Phase.PREP_NEED


def _transition(case: Case, field: str, old: str, new: str, on: date, reason: str) -> Transition:
    about = About("case", case.id)
    return Transition(
        about=about, field=field, old=str(old), new=str(new), on=on, reason=reason.strip(), centre_id=case.centre_id
    )


def _dated(case: Case, status: CaseStatus, on: date) -> Case:
    """The case in a status, with the dates that follow from it."""
    accepted, closed = case.accepted_on, case.closed_on
    if status is CaseStatus.NEW:
        accepted = closed = None
    elif status is CaseStatus.ACCEPTED:
        accepted, closed = accepted or on, None
    elif status in cycle.ENDED:
        closed = on
    else:
        closed = None
    return replace(case, status=status, accepted_on=accepted, closed_on=closed)
