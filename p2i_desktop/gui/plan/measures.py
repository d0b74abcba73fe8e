"""The tab of measures: what one centre does for the other, meetings among it, with what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.buddies import MEETINGS, MeasureStatus, SupportMeasure
from p2i_desktop.domain.plan_meetings import first_line
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.plan.grid_box import GridBox, GridWords
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.plan.grids_tab import GridsTab
from p2i_desktop.gui.plan.hand import Edit, Where
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.gui.plan.hand import PlanHand
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile

_MOST_LETTERS = 60  # of an objective in a list of choices


class MeasureBox(GridBox):
    """A status is no field like others: it moves by its own verb, which writes the move down."""

    hand: PlanHand

    def _save(self, row: Any, field: str, value: object) -> None:
        if field != "status" or row.revision == 0:
            super()._save(row, field, value)
            return
        self.move_status(row, MeasureStatus(str(value)))

    def move_status(self, row: SupportMeasure, status: MeasureStatus) -> None:
        """Moves a measure to another status; what it still needs is said, and its cell opened."""
        if status is MeasureStatus.DONE and not row.output:
            words = self.hand.bench.texts._("Say what came of it, then mark it as done.")
            self.grid.edit_cell(row.id, "output")
            self.say(words)
            return
        self.say("")
        self.drafts.drop()
        self.hand.do(status_edit(row, status))


class MeasuresTab(GridsTab):
    """In the order of their days; Ctrl+D marks one as done."""

    name = "plan_measures"
    heading = N_("Measures")
    marks = True

    def boxes(self, parent: QWidget) -> list[GridBox]:
        self._box = MeasureBox(
            self.hand, SupportMeasure,
            (
                Column("type", letters=17), Column("topic", letters=15),
                Column("objective", letters=17, choices=self._choices), Column("planned_on", letters=11, progress=True),
                Column("status", letters=10, progress=True), Column("held_on", letters=11, progress=True),
                Column("people_mentor", N_("People, mentor"), letters=7, progress=True),
                Column("people_new", N_("People, new"), letters=7, progress=True),
                Column("output", wide=1, progress=True),
            ),
            GridWords(
                N_("Measures"), N_("Add measure"),
                N_("No measure yet. What does one centre do for the other: a visit, a meeting, a document?"),
                N_("Enter edits, Ctrl+D marks as done, Del puts into the bin. Minutes and agenda stand under Meetings."),
            ),
            parent, make=self._new, first="type",
        )  # fmt: skip
        return [self._box]

    def show_file(self, file: PlanFile) -> None:
        self._box.fill(file.measures)

    def has(self, file: PlanFile, row_id: str) -> bool:
        """Whether a row is a measure that is no meeting: those have their own tab."""
        return any(one.id == row_id and one.type not in MEETINGS for one in file.measures)

    def go_to(self, row_id: str) -> None:
        """Marks a measure."""
        self._box.grid.go_to(self._box.grid.cells.row_of(row_id), 0)
        self.take_focus()

    def count(self, file: PlanFile) -> str:
        live = [one for one in file.measures if one.status is not MeasureStatus.CANCELLED]
        done = sum(one.status is MeasureStatus.DONE for one in live)
        texts = self.bench.texts
        return f"{texts.number(done)}/{texts.number(len(live))}" if live else ""

    def mark_done(self) -> None:
        row: object = self._box.grid.current()
        if isinstance(row, SupportMeasure) and row.revision and not self._box.locked_field(row, "status"):
            self._box.move_status(row, MeasureStatus.DONE)

    def _new(self) -> SupportMeasure:
        return SupportMeasure(plan=self.hand.plan_id)

    def _choices(self) -> list[Choice]:
        """The objectives by their numbers."""
        file, texts = self.hand.file, self.bench.texts
        found: list[Choice] = []
        for at, one in enumerate(file.objectives if file is not None else (), 1):
            words = first_line(one.text)
            cut = words if len(words) <= _MOST_LETTERS else f"{words[: _MOST_LETTERS - 1].rstrip()}…"
            found.append((one.id, f"{texts.number(at)}. {cut}"))
        return found


def status_edit(row: SupportMeasure, status: MeasureStatus) -> Edit:
    """What moves a measure to a status, in the version that is shown or in the next one."""

    def edit(office: Office, where: Where) -> Changed | None:
        if status is MeasureStatus.DONE:
            now = office.work.get(SupportMeasure, where.row(row.id))
            return office.meetings.hold(replace(now, output=row.output, held_on=row.held_on))
        if status is MeasureStatus.POSTPONED:
            return office.meetings.postpone(where.row(row.id), None)
        return office.meetings.set_status(where.row(row.id), status)

    return edit
