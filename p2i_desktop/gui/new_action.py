"""The dialog that plans something about a case on a day of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.record import About
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Changed


class NewActionDialog(NewRecordDialog):
    """`case`: (id, name) of the case that it is about, where one is marked; else the keyboard asks for it first."""

    def __init__(
        self, bench: Bench, sources: DeskSources, parent: QWidget, day: date, case: tuple[str, str] = ("", "")
    ) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("New action"), parent)
        self._bench = bench
        self.setObjectName("new_action")
        self.title, self.case, self.due = QLineEdit(self), RecordEntry(self), DateEntry(self)
        self.title.setMaxLength(300)
        self.case.equip(texts, lambda text, then: sources.search("Case", text, then))
        self.due.equip(texts, bench.clock.today(), Lean.FUTURE)
        self.add("action_case", texts._("&Case *"), self.case)
        self.add("action_title", texts._("&What is to be done *"), self.title)
        self.add("action_due", texts._("&Due on *"), self.due)
        if case[0]:
            self.case.set_value(*case)
        self.due.set_value(day)
        self.keep_draft(bench, "new_action", day.isoformat())
        self.wanted.connect(self._save)

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the first field that is empty."""
        self.start()
        (self.title if self.case.value() else self.case).setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        texts, case, day = self._bench.texts, str(self.case.value() or ""), self.due.value()
        title = " ".join(self.title.text().split())
        if not case:
            self._ask(self.case, texts._("Choose the case that it is about."))
        elif not title:
            self._ask(self.title, texts._("Say what is to be done."))
        elif self.due.fault() or not isinstance(day, date):
            self._ask(self.due, self.due.fault() or texts._("Give the day."))
        else:
            self._bench.desk.do(
                lambda office: office.actions.save(
                    replace(office.actions.blank(About("case", case)), title=title, due_on=day)
                ),
                self._saved,
                self,
                self.refuser(self._bench),
                self,
            )

    def _ask(self, field: QWidget, words: str) -> None:
        self.say(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, _: Changed | None) -> None:
        self.accept()
        self._bench.toast(self._bench.texts._("Action saved."), undo=True)
