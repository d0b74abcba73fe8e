"""The dialog that makes a workshop: title and day are enough, as fast as typing a row; and the one that copies it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.workshops import EventFormat, EventStatus, EventType, Workshop
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.more_entries import TimeEntry
from p2i_desktop.gui.form_grid import CellLayout
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.workshops import Made

_WIDE, _MARGIN = 660, 20  # pixels at 100 %
_TYPE, _FORMAT = "workshops.type", "workshops.format"  # what was chosen last


class NewWorkshopDialog(NewRecordDialog):
    """`made` gets the id of the new workshop; type and format are those of the last one that was made."""

    def __init__(self, bench: Bench, parent: QWidget, made: Callable[[str], object], on: date | None = None) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("New workshop"), parent)
        self._bench, self._made = bench, made
        self.setObjectName("new_workshop")
        self.title, self.city = QLineEdit(self), QLineEdit(self)
        self.title.setMaxLength(400)
        self.city.setMaxLength(100)
        self.starts_on, self.ends_on = DateEntry(self), DateEntry(self)
        self.starts_at, self.ends_at = TimeEntry(self), TimeEntry(self)
        self.type, self.format, self.status = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.type.set_choices([(one, texts.label(one)) for one in EventType])
        self.format.set_choices([(one, texts.label(one)) for one in EventFormat])
        self.status.set_choices([(one, texts.label(one)) for one in (EventStatus.PLANNED, EventStatus.IDEA)])
        self._remember_choices()
        self.add("title", texts._("&Title *"), self.title)
        self._cells(
            ("starts_on", texts._("&First day *"), self.starts_on), ("starts_at", texts._("&Begins at"), self.starts_at),
            ("ends_at", texts._("&Ends at"), self.ends_at), ("ends_on", texts._("&Last day"), self.ends_on),
            ("city", texts._("&City"), self.city), ("format", texts._("F&ormat"), self.format),
            ("type", texts._("T&ype"), self.type), ("status", texts._("&Status"), self.status),
        )  # fmt: skip
        fields = (
            self.title, self.starts_on, self.starts_at, self.ends_at, self.ends_on, self.city, self.format, self.type,
            self.status,
        )  # fmt: skip
        for one, other in pairwise(fields):
            QWidget.setTabOrder(one, other)
        for day in (self.starts_on, self.ends_on):
            day.equip(texts, bench.clock.today(), Lean.FUTURE)
        for moment in (self.starts_at, self.ends_at):
            moment.equip(texts)
        self.ends_on.setPlaceholderText(texts._("the same day"))
        if on is not None:
            self.starts_on.set_value(on)
        self.wanted.connect(self._save)
        self.keep_draft(bench, "new_workshop")

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the title."""
        self.start()
        look, around = self._bench.look, self.window().parentWidget()
        wide = min(look.px(_WIDE), around.width() if around is not None else look.px(_WIDE))
        lower = self._grid.sizeHint().height() - self._grid.heightForWidth(wide - look.px(2 * _MARGIN))
        self.resize(wide, self.sizeHint().height() - max(lower, 0))
        self.title.setFocus()

    def _remember_choices(self) -> None:
        kept = self._bench.remembered(_TYPE), self._bench.remembered(_FORMAT)
        self.type.set_value(EventType(kept[0]) if kept[0] in set(EventType) else EventType.TRAINING)
        self.format.set_value(EventFormat(kept[1]) if kept[1] in set(EventFormat) else EventFormat.ON_SITE)
        self.status.set_value(EventStatus.PLANNED)

    def _cells(self, *fields: tuple[str, str, QWidget]) -> None:
        """Fields beside each other, each with its label above; as many in a row as there is room for."""
        holder = QWidget(self)
        self._grid = CellLayout(holder, self._bench.look, 3)
        for name, words, field in fields:
            self._grid.add_cell(labelled(self._bench, holder, name, words, field), wide=False)
        self.add_form(holder)
        self._column.addStretch(1)

    def _fault(self) -> tuple[str, QWidget] | None:
        """The first thing that stands against saving, and where."""
        texts = self._texts
        if not self.title.text().strip():
            return texts._("A workshop needs a title."), self.title
        if not self.starts_on.text().strip():
            return texts._(
                "A workshop needs its first day. It may be a guess and is changed at any time."
            ), self.starts_on
        for field in (self.starts_on, self.starts_at, self.ends_at, self.ends_on):
            if field.fault():
                return field.fault(), field
        return None

    def _typed(self) -> dict[str, Any]:
        """The fields as they stand in the dialog."""
        first = self.starts_on.value()
        return {
            "title": self.title.text().strip(), "city": self.city.text().strip(),
            "type": self.type.value(), "format": self.format.value(), "status": self.status.value(),
            "starts_on": first, "starts_at": self.starts_at.value(),
            "ends_on": self.ends_on.value() or first, "ends_at": self.ends_at.value(),
        }  # fmt: skip

    def _save(self) -> None:
        fault = self._fault()
        if fault is not None:
            self.say(fault[0])
            fault[1].setFocus()
            return
        self._bench.remember(_TYPE, str(self.type.value()))
        self._bench.remember(_FORMAT, str(self.format.value()))

        def done(made: Made) -> None:
            self.accept()
            self._made(made.workshop_id)

        fields = self._typed()

        def work(office: Office) -> Made:
            workshop: Workshop = replace(office.workshops.blank(), **fields)
            return office.workshops.add(workshop)

        self._bench.desk.write(work, lambda made: made.changed, done, self, self.refuser(self._bench), self)


def labelled(bench: Bench, parent: QWidget, name: str, words: str, field: QWidget) -> QWidget:
    """A field with its label above."""
    part = QWidget(parent)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(4))
    label = QLabel(words, part)
    label.setProperty("font_role", "label")
    label.setBuddy(field)
    field.setObjectName(name)
    column.addWidget(label)
    column.addWidget(field)
    return part


def ask_copy(bench: Bench, parent: QWidget, workshop_id: str, title: str, made: Callable[[str], object]) -> None:
    """On which day the same workshop is held again; everything but people, attendance, answers and minutes comes along."""
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("Copy the workshop"), parent)
    dialog.setObjectName("copy_workshop")
    dialog.save_button.setText(texts._("Copy"))
    told, day = QLabel(dialog), DateEntry(dialog)
    told.setTextFormat(Qt.TextFormat.PlainText)
    told.setWordWrap(True)
    told.setProperty("tone", "text2")
    told.setText(
        title + "\n" + texts._("Facts, sessions, agenda and questions come along; people, attendance, answers and minutes do not.")
    )  # fmt: skip
    day.equip(texts, bench.clock.today(), Lean.FUTURE)
    dialog.add_form(told)
    dialog.add("starts_on", texts._("&First day *"), day)

    def save() -> None:
        on = day.value()
        if day.fault() or on is None:
            dialog.say(day.fault() or texts._("Say on which day it begins."))
            day.setFocus()
            return

        def done(answer: Made) -> None:
            dialog.accept()
            made(answer.workshop_id)

        bench.desk.write(
            lambda office: office.workshops.copy(workshop_id, on), lambda answer: answer.changed, done, dialog,
            dialog.refuser(bench), dialog,
        )  # fmt: skip

    dialog.wanted.connect(save)
    dialog.keep_draft(bench, "copy_workshop", workshop_id)
    dialog.start()
    day.setFocus(Qt.FocusReason.OtherFocusReason)
