"""What is to be done: actions and follow-up dates of cases, done, postponed or dropped by one verb each."""

from dataclasses import replace
from datetime import date
from typing import Any

from p2i_desktop.domain.advice import Action, Case
from p2i_desktop.domain.buddies import SupportMeasure
from p2i_desktop.domain.dated import BY_KIND
from p2i_desktop.domain.record import About
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.store import Changed


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

    def due_done(self, kind: str, record_id: str) -> Changed:
        """What is due (`kind` of domain/dated.py) is done: its first closing field gets the day, or its date goes. Missing."""
        one = BY_KIND[kind]
        if one.record in (Action, Case):
            return self.done(record_id)
        met: dict[str, Any] = {one.filled[0]: self.work.today()} if one.filled else {one.field: None}
        return self.work.put("due_done", replace(self.work.get(one.record, record_id), **met))

    def due_postpone(self, kind: str, record_id: str, day: date) -> Changed:
        """Moves the day of something that is due (`kind` of domain/dated.py). Missing, Refused."""
        one = BY_KIND[kind]
        if one.record is SupportMeasure:
            from p2i_desktop.services.meetings import Meetings  # with all that plans need: not at the start

            return Meetings(self.work).postpone(record_id, day)
        moved: dict[str, Any] = {one.field: day}
        return self.work.put("postpone", replace(self.work.get(one.record, record_id), **moved))

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
