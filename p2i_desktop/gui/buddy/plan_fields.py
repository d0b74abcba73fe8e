"""The fields with which a plan begins, in the dialog of a pair and in that of its plan: template, first and last day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from p2i_desktop.gui.buddy.two_columns import Field
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.buddies import PlanStart
    from p2i_desktop.services.office import Office

BLANK, NONE = "blank", "none"


def year_days(year: int, starts: date | None, ends: date | None) -> tuple[date, date]:
    """First and last day of a plan year: the calendar year as far as the programme runs in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    low, high = starts or first, ends or last
    if low > last or high < first:
        return first, last
    return max(first, low), min(last, high)


class PlanFields(QObject):
    """Three fields for a dialog; with `blank` a pair may be made without any plan."""

    def __init__(self, bench: Bench, dialog: QDialog, blank: bool) -> None:
        super().__init__(dialog)
        self._bench, self._blank = bench, blank
        self._given: tuple[date, date] | None = None  # the days that were set here and not typed
        self.template, self.starts, self.ends = ChoiceBox(dialog), DateEntry(dialog), DateEntry(dialog)

    def fields(self) -> list[Field]:
        """The fields with their labels, worded; the templates come from the file."""
        texts, today = self._bench.texts, self._bench.clock.today()
        self._offer([])
        for field in (self.starts, self.ends):
            field.equip(texts, today, Lean.FUTURE)
        self.template.currentIndexChanged.connect(lambda _: self._enable())
        self._bench.desk.ask(_templates, self._offer, owner=self)
        return [
            ("template*", texts._("P&lan"), self.template),
            ("starts", texts._("Plan &starts on *"), self.starts),
            ("ends", texts._("Plan &ends on *"), self.ends),
        ]

    def _offer(self, templates: list[Choice]) -> None:
        texts, value = self._bench.texts, self.template.value()
        fixed: list[Choice] = [(BLANK, texts._("Blank plan"))]
        if self._blank:
            fixed.append((NONE, texts._("No plan yet")))
        self.template.set_choices([*templates, *fixed])
        if value in (None, BLANK) and templates:
            self.template.set_value(templates[0][0])
        self._enable()

    def _enable(self) -> None:
        for field in (self.starts, self.ends):
            field.setEnabled(self.template.value() != NONE)

    def use_year(self, year: int, starts: date | None, ends: date | None) -> None:
        """The days of this plan year, unless others were typed."""
        now = (self.starts.value(), self.ends.value())
        if self._given is None or now == self._given:
            self._given = year_days(year, starts, ends)
            self.starts.set_value(self._given[0])
            self.ends.set_value(self._given[1])

    def fault(self) -> str:
        """What is wrong with the days; empty when a plan can start with them, or none is made."""
        if self.template.value() == NONE:
            return ""
        wrong = self.starts.fault() or self.ends.fault()
        if wrong:
            return wrong
        if self.starts.value() is None or self.ends.value() is None:
            return self._bench.texts._("Give the first and the last day of the plan.")
        return ""

    def start(self) -> PlanStart | None:
        """What was chosen; None where no plan is wanted."""
        from p2i_desktop.services.buddies import PlanStart

        chosen, starts, ends = self.template.value(), self.starts.value(), self.ends.value()
        if chosen == NONE or starts is None or ends is None:
            return None
        return PlanStart(starts, ends, None if chosen in (BLANK, None) else str(chosen))


def _templates(office: Office) -> list[Choice]:
    return [(one.id, one.name) for one in office.plans.templates()]
