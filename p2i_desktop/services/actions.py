"""What is to be done: actions and follow-up dates of cases, done, postponed or dropped by one verb each."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from p2i_desktop.domain.advice import Action, Case, CaseParty, CaseRole, Confidentiality, Consultation
from p2i_desktop.domain.parties import Contact, Organisation
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.store import Changed

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class DueItem:
    """One thing that is due: an action, or the follow-up date of a case."""

    type: str  # action | case
    id: str
    due_on: date
    title: str
    about_type: str
    about_id: str
    owner: str = ""  # initials
    organisation: str = ""
    case_number: str = ""
    case_title: str = ""


@dataclass(frozen=True)
class DueList:
    """What is due, split by day: before today, today, within the next seven days."""

    overdue: list[DueItem]
    today: list[DueItem]
    soon: list[DueItem]


class Actions(Subject):
    """The verbs of what is to be done; `done` and `postpone` take the id of an action or of a case with a follow-up date."""

    def blank(self, about: About) -> Action:
        """An action as its form starts: owned by the person of this computer, due today."""
        me = self.work.me()
        return Action(about=about, owner=me.id if me else None, due_on=self.work.today())

    def action(self, action_id: str) -> Action:
        """An action; Missing."""
        return self.work.get(Action, action_id)

    def save(self, action: Action, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves an action; Refused, Conflict."""
        return self.work.put("save_action", action, stay=stay, draft=draft)

    def done(self, record_id: str) -> Changed:
        """An action is done today; of a case, its follow-up date is met."""
        action = self.store.get(Action, record_id)
        if action is None:
            case = self.work.get(Case, record_id)
            return self.work.put("follow_up_done", replace(case, follow_up_on=None))
        return self.work.put("action_done", replace(action, done_on=self.work.today()))

    def not_done(self, action_id: str) -> Changed:
        """An action marked as done is open again."""
        return self.work.put("action_reopened", replace(self.action(action_id), done_on=None, dropped_on=None))

    def postpone(self, record_id: str, due_on: date) -> Changed:
        """Moves an action or the follow-up date of a case to another day."""
        action = self.store.get(Action, record_id)
        if action is None:
            return self.work.put("postpone", replace(self.work.get(Case, record_id), follow_up_on=due_on))
        return self.work.put("postpone", replace(action, due_on=due_on))

    def drop(self, action_id: str, reason: str = "") -> Changed:
        """An action is given up, with the reason."""
        dropped = replace(self.action(action_id), dropped_on=self.work.today(), dropped_reason=reason)
        return self.work.put("action_dropped", dropped)

    def due(self, today: date | None = None) -> DueList:
        """Everything open that is due up to seven days from today, the earliest first."""
        day = today or self.work.today()
        items = [item for item in (*self._actions(), *self._follow_ups()) if item.due_on <= day + _SOON]
        items.sort(key=lambda item: (item.due_on, item.title.casefold(), item.id))
        return DueList(
            [item for item in items if item.due_on < day],
            [item for item in items if item.due_on == day],
            [item for item in items if item.due_on > day],
        )

    def _actions(self) -> list[DueItem]:
        waiting = self.store.find(Action, done_on=None, dropped_on=None)
        initials = {member.id: member.initials for member in self.work.staff()}
        items = []
        for action in waiting:
            about = action.about
            if about is None or action.due_on is None:
                continue
            case, organisation = self._whose(about)
            if case is not None and case.confidentiality is Confidentiality.RESTRICTED:
                continue
            items.append(
                DueItem(
                    "action", action.id, action.due_on, action.title, about.type, about.id,
                    initials.get(action.owner or "", ""), organisation, _number(case), case.title if case else "",
                )
            )  # fmt: skip
        return items

    def _follow_ups(self) -> list[DueItem]:
        initials = {member.id: member.initials for member in self.work.staff()}
        return [
            DueItem(
                "case", case.id, case.follow_up_on, case.title, "case", case.id,
                initials.get(case.lead_advisor or "", ""), self._lead(case.id), _number(case), case.title,
            )
            for status in sorted(cycle.OPEN)
            for case in self.store.find(Case, status=status)
            if case.follow_up_on is not None and case.confidentiality is not Confidentiality.RESTRICTED
        ]  # fmt: skip

    def _whose(self, about: About) -> tuple[Case | None, str]:
        """The case and the organisation's name that an action belongs to."""
        if about.type == "case":
            return self.store.get(Case, about.id), self._lead(about.id)
        if about.type == "organisation":
            return None, self._name(about.id)
        if about.type == "consultation":
            talk = self.store.get(Consultation, about.id)
            return None, self._name(talk.organisation or "") if talk else ""
        person = self.store.get(Contact, about.id) if about.type == "contact" else None
        return None, f"{person.given_name} {person.family_name}".strip() if person else ""

    def _lead(self, case_id: str) -> str:
        leads = self.store.find(CaseParty, case=case_id, role=CaseRole.LEAD_BUYER)
        return self._name(leads[0].organisation or "") if leads else ""

    def _name(self, organisation_id: str) -> str:
        organisation = self.store.get(Organisation, organisation_id) if organisation_id else None
        return organisation.legal_name if organisation else ""


def _number(case: Case | None) -> str:
    return (case.number or case.provisional_number) if case else ""
