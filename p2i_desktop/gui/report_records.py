"""Which record a report is about: a field with its label for each kind of record, of which the report's own is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import Answer, RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.report_keys import Choice
    from p2i_desktop.services.work import Work

Find = Callable[["Work", str], "list[Choice]"]
Asks = Callable[[str], bool]  # whether the chosen report asks for this
KINDS = ("case", "plan", "meeting", "workshop")
_LABELS = {
    "case": N_("&Case of the dossier"), "plan": N_("Support &plan"), "meeting": N_("&Meeting"),
    "workshop": N_("&Workshop"),
}  # fmt: skip
_HINTS = {
    "case": N_("Number, title or organisation"), "plan": N_("Key, title or centre"),
    "meeting": N_("Plan, kind, day or place"), "workshop": N_("Number, title or place"),
}  # fmt: skip
_WANTED = {
    "case": N_("Choose the case of the dossier."), "plan": N_("Choose the support plan."),
    "meeting": N_("Choose the meeting."), "workshop": N_("Choose the workshop."),
}  # fmt: skip


class ReportRecords(QObject):
    """The fields; `chosen` when a record was taken, or a plan was given up for all plans of a year."""

    chosen = Signal()

    def __init__(self, bench: Bench, parent: QWidget, asks: Asks) -> None:
        super().__init__(parent)
        self._bench, self._asks = bench, asks
        self._sources = DeskSources(bench.desk, self)
        self.labels = {kind: self._label(parent) for kind in KINDS}
        self.entries = {kind: RecordEntry(parent) for kind in KINDS}
        for kind, entry in self.entries.items():
            entry.setObjectName(f"report_{kind}")
            self.labels[kind].setBuddy(entry)
            entry.accepted.connect(lambda _: self.chosen.emit())
        self.entries["plan"].edited.connect(self._plan_emptied)

    def _label(self, parent: QWidget) -> QLabel:
        made = QLabel(parent)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("font_role", "label")
        return made

    def lay_into(self, column: QVBoxLayout) -> None:
        """Puts the fields under each other."""
        for kind in KINDS:
            column.addWidget(self.labels[kind])
            column.addWidget(self.entries[kind])

    def show_asked(self) -> None:
        """Only what the report asks for is there to be chosen."""
        for kind in KINDS:
            self.labels[kind].setVisible(self._asks(kind))
            self.entries[kind].setVisible(self._asks(kind))
        words = N_("All plans of the year") if self._asks("year") else _HINTS["plan"]
        self.entries["plan"].setPlaceholderText(self._bench.texts._(words))

    def key(self) -> str:
        """The id of the record of the report; empty while none is chosen, or none is asked for."""
        return next((str(self.entries[kind].value() or "") for kind in KINDS if self._asks(kind)), "")

    def lacking(self) -> RecordEntry | None:
        """The field of the record without which the report cannot be made; a year stands for a plan that is left empty."""
        plan = self.entries["plan"]
        if self.key() or (self._asks("plan") and self._asks("year") and not plan.text().strip()):
            return None
        return next((self.entries[kind] for kind in KINDS if self._asks(kind)), None)

    def wanted(self) -> str:
        """What is to be chosen first, as a sentence."""
        kind = next((kind for kind in KINDS if self._asks(kind)), "case")
        return self._bench.texts._(_WANTED[kind])

    def _plan_emptied(self) -> None:
        """Without a plan the progress of all is told."""
        if self._asks("year") and not self.entries["plan"].text():
            self.chosen.emit()

    def _search(self, find: Find, text: str, then: Answer) -> None:
        """Plans, meetings or workshops that fit what is typed."""

        def work(office: Office) -> list[Hit]:
            return [Hit(one.id, one.title, one.detail) for one in find(office.work, text)]

        self._bench.desk.ask(work, then, owner=self)

    def retranslate(self) -> None:
        """Words labels and fields."""
        texts, entries = self._bench.texts, self.entries
        entries["case"].equip(texts, lambda text, then: self._sources.search("Case", text, then))
        entries["plan"].equip(texts, lambda text, then: self._search(_plans, text, then))
        entries["meeting"].equip(texts, lambda text, then: self._search(_meetings, text, then))
        entries["workshop"].equip(texts, lambda text, then: self._search(_workshops, text, then))
        for kind in KINDS:
            self.labels[kind].setText(texts._(_LABELS[kind]))
            entries[kind].setPlaceholderText(texts._(_HINTS[kind]))


def _plans(work: Work, text: str) -> list[Choice]:
    from p2i_desktop.services.report_keys import plan_choices

    return plan_choices(work, text)


def _meetings(work: Work, text: str) -> list[Choice]:
    from p2i_desktop.services.report_keys import meeting_choices

    return meeting_choices(work, text)


def _workshops(work: Work, text: str) -> list[Choice]:
    from p2i_desktop.services.report_keys import workshop_choices

    return workshop_choices(work, text)
