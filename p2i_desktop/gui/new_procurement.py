"""The dialog that begins a procurement: title and lead buyer, of a case with what is known there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.advice import Instrument
from p2i_desktop.domain.market import ProcurementProject
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

Made = Callable[[str], None]  # takes the id of the new procurement


def ask_procurement(
    bench: Bench, parent: QWidget, sources: DeskSources, case_id: str | None, then: Made
) -> None:  # fmt: skip
    """Opens the dialog with what the case knows; `then` gets the id when it was saved, linked with the case."""

    def work(office: Office) -> tuple[ProcurementProject, str]:
        blank = office.procurements.blank(case_id)
        return blank, office.parties.organisation(blank.lead_buyer).legal_name if blank.lead_buyer else ""

    bench.desk.ask(work, lambda found: _open(bench, parent, sources, case_id, *found, then), bench.fault, parent)


def _open(
    bench: Bench, parent: QWidget, sources: DeskSources, case_id: str | None, blank: ProcurementProject, buyer: str,
    then: Made,
) -> None:  # fmt: skip
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, texts._("New procurement"), parent)
    dialog.setObjectName("new_procurement")
    title, client, instrument = QLineEdit(dialog), RecordEntry(dialog), ChoiceBox(dialog)
    title.setMaxLength(400)
    title.setText(blank.title)
    client.creates = True
    client.equip(texts, lambda text, answer: sources.search("Organisation", text, answer))
    client.set_value(blank.lead_buyer, buyer)
    instrument.set_choices([(one, texts.label(one)) for one in Instrument], None)
    instrument.set_value(blank.instrument)
    dialog.add("title", texts._("&Title *"), title)
    dialog.add("lead_buyer", texts._("&Lead buyer (organisation) *"), client)
    dialog.add("instrument", texts._("&Instrument"), instrument)

    def write() -> None:
        chosen, typed = client.value(), client.text().strip()
        kind = Instrument(str(instrument.value()))
        project = replace(
            blank, title=title.text().strip(), lead_buyer=str(chosen) if chosen else None, instrument=kind
        )

        def save(office: Office) -> Changed:
            return office.procurements.create(project, case_id, new_buyer="" if chosen else typed)

        def saved(_changed: Changed | None) -> None:
            dialog.accept()
            then(project.id)

        bench.desk.do(save, saved, dialog, dialog.refuser(bench), dialog)

    dialog.wanted.connect(write)
    dialog.keep_draft(bench, "new_procurement", case_id or "new")
    dialog.start()
    (client if blank.title and not blank.lead_buyer else title).setFocus()
    title.selectAll()
