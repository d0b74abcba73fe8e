"""The dialog that opens a case: title and client are enough; a template may bring next steps and a checklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Case
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office


@dataclass(frozen=True)
class Offered:
    """A template in the list; `dated`: some of its lines count back from the target date."""

    id: str
    name: str
    title: str
    dated: bool


def offered(office: Office) -> list[Offered]:
    """The templates that a new case may start with."""
    found = office.templates.all()
    return [Offered(one.id, one.name, one.title, office.templates.wants_target(one.id)) for one in found]


class NewCaseDialog(NewRecordDialog):
    """`made` gets the id of the new case. The template stands last: without one nothing is pressed more than before."""

    def __init__(self, bench: Bench, sources: DeskSources, parent: QWidget, made: Callable[[str], object]) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("New case"), parent)
        self._bench, self._made = bench, made
        self.setObjectName("new_case")
        self.title, self.client, self.need = QLineEdit(self), RecordEntry(self), QPlainTextEdit(self)
        self.title.setMaxLength(400)
        self.need.setTabChangesFocus(True)
        self.need.setFixedHeight(bench.look.px(96))
        self.client.creates = True
        self.client.equip(texts, lambda text, then: sources.search("Organisation", text, then))
        self.add("title", texts._("&Title *"), self.title)
        self.add("client", texts._("&Client (organisation)"), self.client)
        self.add("need", texts._("&Need"), self.need)
        self._templates: dict[str, Offered] = {}
        self.template, self.target = ChoiceBox(self), DateEntry(self)
        self._template_part = self._part("template", texts._("Te&mplate"), self.template)
        self._target_part = self._part("target_on", texts._("T&arget date"), self.target)
        self.target.equip(texts, bench.clock.today(), Lean.FUTURE)
        self.target.setPlaceholderText(texts._("Without it, such steps wait in the checklist"))
        self.template.edited.connect(self._fit)
        self.wanted.connect(self._save)
        self.keep_draft(bench, "new_case").back.connect(lambda _draft: self._fit())
        bench.desk.ask(offered, self._offer, owner=self)

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the title."""
        self.start()
        self.title.setFocus()

    def _part(self, name: str, words: str, field: QWidget) -> QWidget:
        """A label and its field that are hidden until they make sense."""
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(4))
        label = QLabel(words, part)
        label.setProperty("font_role", "label")
        label.setBuddy(field)
        field.setObjectName(name)
        column.addWidget(label)
        column.addWidget(field)
        self.add_form(part)
        part.hide()
        return part

    def _offer(self, templates: Sequence[Offered]) -> None:
        self._templates = {one.id: one for one in templates}
        self.template.set_choices([(one.id, one.name) for one in templates], self._bench.texts._("None"))
        self._template_part.setVisible(bool(templates))
        self._grow()

    def _fit(self) -> None:
        chosen = self._templates.get(str(self.template.value() or ""))
        self._target_part.setVisible(chosen is not None and chosen.dated)
        if chosen is not None and not self.title.text().strip():
            self.title.setText(chosen.title)
        self._grow()

    def _grow(self) -> None:
        """Takes the height of what is shown now; it is known after the layouts have heard of it."""
        QTimer.singleShot(0, self, lambda: self.resize(self.width(), max(self.height(), self.sizeHint().height())))

    def _save(self) -> None:
        if self._target_part.isVisible() and self.target.fault():
            self.say(self.target.fault())
            self.target.setFocus()
            return
        title, need = self.title.text().strip(), self.need.toPlainText().strip()
        organisation, typed = self.client.value(), self.client.text().strip()
        template = str(self.template.value() or "")
        target = self.target.value() if self._target_part.isVisible() else None

        def work(office: Office) -> tuple[Changed, str]:
            case: Case = replace(office.advice.blank_case(), title=title, need=need, target_on=target)
            if organisation:
                return office.advice.open_case(case, str(organisation), template=template), case.id
            return office.advice.open_case(case, new_organisation=typed, template=template), case.id

        def made(answer: tuple[Changed, str]) -> None:
            self.accept()
            self._made(answer[1])

        self._bench.desk.write(work, lambda answer: answer[0], made, self, self.refuser(self._bench), self)
