"""Dialogs that make an organisation, a person, or a person's place in an organisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts
from p2i_desktop.services.errors import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.finding import Caller
    from p2i_desktop.services.office import Office

Made = Callable[[str], None]  # takes the id of the new record
_Make = Callable[["Office"], tuple[Changed, str]]


@dataclass(frozen=True)
class _Person:
    """The fields of the dialog that makes a person."""

    given: QLineEdit
    family: QLineEdit
    organisation: RecordEntry
    function: QLineEdit
    phone: QLineEdit
    email: QLineEdit


def ask_organisation(bench: Bench, parent: QWidget, then: Made) -> None:
    """Asks for the name; likely doubles are named while it is typed (W40)."""
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("New organisation"), parent)
    name, similar = QLineEdit(dialog), _similar(dialog)
    name.setMaxLength(400)
    dialog.add("legal_name", texts._("&Name *"), name)
    dialog.add("similar", "", similar)

    def say(found: list[tuple[str, str, float]]) -> None:
        similar.setText(_named(texts, [known for _, known, _ in found]))

    def write() -> None:
        typed = name.text().strip()

        def work(office: Office) -> tuple[Changed, str]:
            made = office.parties.blank_organisation(typed)
            return office.parties.save_organisation(made), made.id

        _write(bench, dialog, work, then)

    name.textChanged.connect(
        lambda text: bench.desk.ask(lambda office: office.parties.similar(text), say, owner=dialog)
    )
    dialog.wanted.connect(write)
    dialog.keep_draft(bench, "new_organisation")
    dialog.start()
    name.setFocus()


def ask_contact(bench: Bench, parent: QWidget, sources: DeskSources, marked: Organisation | None, then: Made) -> None:
    """Asks for the person and the place in an organisation (`marked` is filled in); likely doubles are named (W40)."""
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("New contact"), parent)
    fields = _Person(
        QLineEdit(dialog),
        QLineEdit(dialog),
        RecordEntry(dialog),
        QLineEdit(dialog),
        QLineEdit(dialog),
        QLineEdit(dialog),
    )
    fields.organisation.equip(texts, lambda text, answer: sources.search("Organisation", text, answer))
    if marked is not None and marked.legal_name:
        fields.organisation.set_value(marked.id, marked.legal_name)
    for name, label, field in (
        ("given_name", texts.field(Contact, "given_name"), fields.given),
        ("family_name", texts.field(Contact, "family_name") + " *", fields.family),
        ("organisation", texts.field(Employment, "organisation"), fields.organisation),
        ("function", texts.field(Employment, "function"), fields.function),
        ("phone", texts.field(Contact, "phone"), fields.phone),
        ("email", texts.field(Contact, "email"), fields.email),
    ):
        dialog.add(name, label, field)
    similar = _similar(dialog)
    dialog.add("similar", "", similar)

    def say(found: list[Caller]) -> None:
        similar.setText(
            _named(texts, [f"{c.contact} ({c.organisation})" if c.organisation else c.contact for c in found])
        )

    def look() -> None:
        name, email, phone = f"{fields.given.text()} {fields.family.text()}", fields.email.text(), fields.phone.text()
        bench.desk.ask(lambda office: office.finding.same_person(name, email, phone), say, owner=dialog)

    for told in (fields.given, fields.family, fields.phone, fields.email):
        told.textChanged.connect(look)
    dialog.wanted.connect(lambda: _write(bench, dialog, _contact_maker(fields), then))
    dialog.keep_draft(bench, "new_contact")
    dialog.start()
    fields.given.setFocus()


def _similar(dialog: NewRecordDialog) -> QLabel:
    """Where likely doubles are named."""
    label = QLabel(dialog)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", "warn")
    label.setWordWrap(True)
    return label


def _named(texts: Texts, names: list[str]) -> str:
    return texts._("Similar: {names}").replace("{names}", "; ".join(names)) if names else ""


def ask_place(bench: Bench, parent: QWidget, sources: DeskSources, person: Contact, then: Made) -> None:
    """Asks for one more organisation in which a person works."""
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("Add organisation"), parent)
    organisation, function = RecordEntry(dialog), QLineEdit(dialog)
    organisation.equip(texts, lambda text, answer: sources.search("Organisation", text, answer))
    dialog.add("organisation", texts.field(Employment, "organisation") + " *", organisation)
    dialog.add("function", texts.field(Employment, "function"), function)

    def write() -> None:
        chosen, does = organisation.value(), function.text().strip()

        def work(office: Office) -> tuple[Changed, str]:
            place = Employment(
                contact=person.id, organisation=str(chosen) if chosen else None, function=does,
                valid_from=office.clock.today(),
            )  # fmt: skip
            return office.parties.save_employment(place), person.id

        _write(bench, dialog, work, then)

    dialog.wanted.connect(write)
    dialog.keep_draft(bench, "new_employment", person.id)
    dialog.start()
    organisation.setFocus()


def _contact_maker(fields: _Person) -> _Make:
    given, family = fields.given.text().strip(), fields.family.text().strip()
    phone, email, function = fields.phone.text().strip(), fields.email.text().strip(), fields.function.text().strip()
    organisation = fields.organisation.value()

    def work(office: Office) -> tuple[Changed, str]:
        person = replace(office.parties.blank_contact(), given_name=given, family_name=family, phone=phone, email=email)
        place = Employment(organisation=str(organisation), function=function) if organisation else None
        return office.parties.save_contact(person, place), person.id

    return work


def _write(bench: Bench, dialog: NewRecordDialog, work: _Make, then: Made) -> None:
    def made(answer: tuple[Changed, str]) -> None:
        dialog.accept()
        then(answer[1])

    bench.desk.write(work, lambda answer: answer[0], made, dialog, dialog.refuser(bench), dialog)
