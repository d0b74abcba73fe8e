"""The fifteen steps of a centre's set-up: planned, done, does not apply, with evidence; one record a step."""

from dataclasses import dataclass, replace
from datetime import date

from p2i_desktop.domain.buddies import SetupMilestone, SetupProgress
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.plans import Readiness, readiness
from p2i_desktop.domain.record import link_id
from p2i_desktop.domain.setup_curve import Curve, curve
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


@dataclass(frozen=True)
class SetupFile:
    """All fifteen steps of a centre in the order of the list, blank ones where nothing is recorded; readiness and curve."""

    rows: list[SetupProgress]
    readiness: Readiness
    curve: Curve


def setup_rows(work: Work, centre_id: str) -> list[SetupProgress]:
    """The fifteen steps of a centre in the order of the list; a step of which nothing is recorded is a blank row."""
    known = {row.milestone: row for row in work.store.find(SetupProgress, centre=centre_id)}
    return [known.get(step) or _blank(work, centre_id, step) for step in SetupMilestone]


class SetupList(Subject):
    """The verbs of the set-up list."""

    def file(self, centre_id: str) -> SetupFile:
        """How far a centre is. Missing."""
        rows = setup_rows(self.work, self.work.get(Centre, centre_id).id)
        return SetupFile(rows, readiness(rows), curve(rows, self.work.today()))

    def save(self, row: SetupProgress) -> Changed:
        """Saves one step as it stands. Refused, Conflict."""
        return self._put("setup_save", row)

    def tick(self, centre_id: str, step: SetupMilestone, done: bool, on: date | None = None) -> Changed:
        """A step is done, today or on a day, or open again; one that did not apply applies again. Refused, Missing."""
        row = self._row(centre_id, step)
        if not done:
            return self._put("setup_open", replace(row, done_on=None))
        day = on or row.done_on or self.work.today()
        return self._put("setup_done", replace(row, done_on=day, not_applicable=False))

    def plan(self, centre_id: str, step: SetupMilestone, on: date | None) -> Changed:
        """A step is planned for a day, or for none. Refused, Missing."""
        return self._put("setup_planned", replace(self._row(centre_id, step), planned_on=on))

    def apply_not(self, centre_id: str, step: SetupMilestone, not_applicable: bool) -> Changed:
        """A step does not apply to the centre (and is not done then), or applies again. Refused, Missing."""
        row = replace(self._row(centre_id, step), not_applicable=not_applicable)
        if not_applicable:
            row = replace(row, done_on=None)
        return self._put("setup_not_applicable" if not_applicable else "setup_applies", row)

    def _row(self, centre_id: str, step: SetupMilestone) -> SetupProgress:
        centre = self.work.get(Centre, centre_id)
        known = self.store.find(SetupProgress, centre=centre.id, milestone=step)
        return known[0] if known else _blank(self.work, centre.id, step)

    def _put(self, label: str, row: SetupProgress) -> Changed:
        records, _ = self.work.examine_all([row])
        return self.store.apply(label, [Put(one) for one in records], args=(key_of(row),))


def _blank(work: Work, centre_id: str, step: SetupMilestone) -> SetupProgress:
    """A step of which nothing is recorded; one whose entry was taken back is written on that record again."""
    blank = SetupProgress(id=link_id("setup_progress", centre_id, step), centre=centre_id, milestone=step)
    binned = work.store.get(SetupProgress, blank.id)
    return replace(blank, revision=binned.revision, centre_id=binned.centre_id) if binned is not None else blank
