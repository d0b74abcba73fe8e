"""The dialog of one row of the list: who it is, for whom, how far the registration has come, in which language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.presence import is_group
from p2i_desktop.domain.record import FieldKind
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.participants import Added

_PERSON = ("contact*", "organisation*")
_WRITTEN = ("name_as_written", "email_as_written", "contact*", "organisation", "organisation_as_written")
_GROUP = ("group_name", "group_size", "organisation*")
_ALL = ("role", "status", "mode", "registered_on", "language")
MOST_HEADS = 100_000


class ParticipantDialog(NewRecordDialog):
    """A name that turns out to be a known contact is theirs from then on."""

    def __init__(self, bench: Bench, row: Participation, parent: QWidget) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("Participant"), parent)
        self._bench = bench
        self.setObjectName("participant_dialog")
        fields = _GROUP if is_group(row) else _PERSON if row.contact else _WRITTEN
        self._first = fields[0].rstrip("*")
        form = record_form(bench.look, Participation, (*fields, *_ALL), self)
        self._sources = DeskSources(bench.desk, self)
        self.binder: Binder[Participation] = Binder(
            form, Participation, lambda: bench.texts, bench.clock.today, self._sources
        )
        self.binder.show(row)
        self.add_form(form)
        self.keep_draft(bench, "participant", row.id)
        self.wanted.connect(self._save)

    def begin(self) -> None:
        """Shows the dialog with the keyboard in the first field as it is read."""
        self.start()
        self.binder.focus(self._first)

    def _save(self) -> None:
        wrong = next(iter(self.binder.faults().items()), None)
        if wrong is not None:
            self.say(wrong[1])
            self.binder.focus(wrong[0])
            return
        record = self.binder.record
        if record.contact is not None:
            record = replace(record, name_as_written="", email_as_written="")
        if record.organisation is not None:
            record = replace(record, organisation_as_written="")
        self._bench.desk.do(
            lambda office: office.participants.save(record), lambda _: self.accept(), self, self._refused, self
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.binder.show_problems(error.problems)
            first = self.binder.first_wrong()
            if first is not None:
                self.binder.focus(first)
                self.say("")
                return
        self.refuser(self._bench)(error)


def ask_group(bench: Bench, parent: QWidget, workshop_id: str) -> None:
    """How many people of whom came or will come as a group that nobody names."""
    from PySide6.QtWidgets import QLineEdit

    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("Add group"), parent)
    dialog.setObjectName("group_dialog")
    name, size, office_name = QLineEdit(dialog), NumberEntry(dialog), QLineEdit(dialog)
    size.equip(texts, FieldKind.INT, Limits(1, MOST_HEADS))
    for field in (name, office_name):
        field.setMaxLength(200)
    dialog.add("group_name", texts._("&Name of the group *"), name)
    dialog.add("group_size", texts._("How &many people *"), size)
    dialog.add("organisation", texts._("&Organisation"), office_name)

    def save() -> None:
        heads = size.value()
        if not name.text().strip() or heads is None:
            wrong = size if name.text().strip() else name
            dialog.say(size.fault() or texts._("A group needs a name and how many people it stands for."))
            wrong.setFocus()
            return
        title, count, office = name.text(), int(heads), office_name.text()

        def work(opened: Office) -> Added:
            return opened.participants.add_group(workshop_id, title, count, organisation_name=office)

        bench.desk.write(
            work, lambda made: made.changed, lambda _made: dialog.accept(), dialog, dialog.refuser(bench), dialog
        )

    dialog.wanted.connect(save)
    dialog.keep_draft(bench, "workshop_group", workshop_id)
    dialog.start()
    name.setFocus()
