"""The ladder of silent cases: each step is written down once, and a person decides what it means."""

from dataclasses import replace
from datetime import date

from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.casework import Escalation
from p2i_desktop.domain.record import Record
from p2i_desktop.services.lists import silent_days
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject
from p2i_desktop.storage import due
from p2i_desktop.storage.lists.model import Moment
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.steps import ASIDE
from p2i_desktop.storage.store import Changed

AT_ONCE = 40  # cases in one step: the worker is free again for the user in between


class Silence(Subject):
    """The verbs of silent cases; a contact ends a ladder by itself."""

    def record(self) -> Changed | None:
        """Writes down which cases have reached a further step since the last look, at most AT_ONCE of them; None when
        there is none. Undo steps over it: nobody did it."""
        if self.store.read_only:
            return None
        today, steps = self.work.today(), silent_days(self.store)
        with self.store.connection() as connection:
            found = due.unrecorded(connection, Moment("", today, steps[0]), steps, AT_ONCE)
        if not found:
            return None
        made = [_step(case_id, today, (today - since).days, steps) for case_id, since in found]
        return self.store.apply("silence_noted", [Put(self.work.owned(one)) for one in made], kind=ASIDE)

    def handled(self, case_id: str) -> Changed:
        """Somebody has looked at a silent case: this step is not shown again, the next one is. Missing."""
        case = self.work.get(Case, case_id)
        records, _ = self.work.examine_all(self._settled(case))
        return self.store.apply("silence_handled", [Put(one) for one in records], args=(key_of(case),))

    def follow_up(self, case_id: str, day: date) -> Changed:
        """A day is set on which somebody asks again; the step is handled with it. Missing, Refused."""
        case = self.work.get(Case, case_id)
        records, _ = self.work.examine_all([replace(case, follow_up_on=day), *self._settled(case)])
        return self.store.apply("postpone", [Put(one) for one in records], args=(key_of(case),))

    def steps(self, case_id: str) -> list[Escalation]:
        """What was written down about the silence of a case, the first first."""
        return sorted(self.store.find(Escalation, case=case_id), key=lambda one: (one.on or date.min, one.step or 0))

    def _settled(self, case: Case) -> list[Record]:
        """The steps of the silence that lasts, all handled; where none is written yet, the one that is reached."""
        today, steps = self.work.today(), silent_days(self.store)
        since = max(
            (talk.on for talk in self.store.find(Consultation, case=case.id) if talk.on),
            default=case.opened_on or today,
        )
        me = self.work.me()
        by = me.id if me else None
        current = [
            one for one in self.steps(case.id) if one.on and since.toordinal() <= one.on.toordinal() - one.silent_days
        ]
        days = (today - since).days
        if days >= steps[0] and not any(one.step == _reached(days, steps) for one in current):
            current.append(_step(case.id, today, days, steps))
        return [replace(one, handled_on=today, handled_by=by) for one in current if one.handled_on is None]


def _reached(days: int, steps: tuple[int, ...]) -> int:
    return sum(days >= step for step in steps)


def _step(case_id: str, on: date, days: int, steps: tuple[int, ...]) -> Escalation:
    return Escalation(case=case_id, step=_reached(days, steps), on=on, silent_days=days)
