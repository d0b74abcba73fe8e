"""The dialog that takes what a client answered, and what part the advice had in linked procurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.market import Influence, ProcurementProject
from p2i_desktop.domain.parties import Contact
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.feedback import Asked
    from p2i_desktop.services.office import Changed, Office


class FeedbackDialog(NewRecordDialog):
    """One digit is the rating; every other question may stay open."""

    def __init__(self, bench: Bench, feedback: Feedback, asked: Asked, parent: QWidget) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("Answer of the client"), parent)
        self._bench, self._people = bench, asked.contacts
        self.setObjectName("feedback_dialog")
        form = bench.form("feedback", self)
        self.binder: Binder[Feedback] = Binder(form, Feedback, lambda: bench.texts, bench.clock.today)
        self.binder.show(feedback)
        self.add_form(form)
        self._rows = {project.id: self._row(project) for project in asked.procurements}
        self.keep_draft(
            bench, "feedback", feedback.id if feedback.revision else feedback.about.id if feedback.about else ""
        )
        self.wanted.connect(self._save)

    def begin(self) -> None:
        """Shows the dialog; the first digit is the rating."""
        self.start()
        self.binder.focus("rating")

    def _row(self, project: ProcurementProject) -> tuple[ChoiceBox, ChoiceBox]:
        """What part the advice had in one procurement, and who says so."""
        texts = self._bench.texts
        influence, by = ChoiceBox(self), ChoiceBox(self)
        influence.setObjectName(f"influence_{project.id}")
        by.setObjectName(f"confirmed_by_{project.id}")
        influence.set_choices([(one, texts.label(one)) for one in Influence], None)
        influence.set_value(project.influence)
        by.set_choices([(one.id, _name(one)) for one in self._people], "–")
        by.set_value(project.influence_confirmed_by)
        words = texts._("Influence on “{title}”").replace("{title}", project.title)
        by.setAccessibleName(texts._("Confirmed by, for “{title}”").replace("{title}", project.title))
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._bench.look.px(8))
        row.addWidget(influence, 1)
        label = QLabel(menu_text(texts._("confirmed by")), line)
        label.setProperty("tone", "text2")
        row.addWidget(label)
        row.addWidget(by, 1)
        self.add(f"row_{project.id}", menu_text(words), line)
        influence.setAccessibleName(words)
        return influence, by

    def _save(self) -> None:
        wrong = next(iter(self.binder.faults().items()), None)
        if wrong is not None:
            self.say(wrong[1])
            self.binder.focus(wrong[0])
            return
        record = self.binder.record
        told = {key: (influence.value(), by.value()) for key, (influence, by) in self._rows.items()}

        def work(office: Office) -> Changed:
            from p2i_desktop.services.feedback import Confirmed

            before = {
                one.id: one for one in office.feedback.asked(record.about.id if record.about else "").procurements
            }
            confirmed = {
                key: Confirmed(influence, str(by) if by else None, before[key].influence_confirmed_on)
                for key, (influence, by) in told.items()
                if isinstance(influence, Influence)
                and key in before
                and (influence, by) != (before[key].influence, before[key].influence_confirmed_by)
            }
            return office.feedback.save(record, confirmed)

        self._bench.desk.do(work, lambda _: self._saved(), self, self._refused, self)

    def _saved(self) -> None:
        self._bench.toast(self._bench.texts._("Answer saved."), undo=True)
        self.accept()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.binder.show_problems(error.problems)
            first = self.binder.first_wrong()
            if first is not None:
                self.binder.focus(first)
                self.say("")
                return
        self.refuser(self._bench)(error)


def _name(contact: Contact) -> str:
    return f"{contact.given_name} {contact.family_name}".strip()
