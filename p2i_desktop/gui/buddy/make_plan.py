"""The dialog that makes the plan of a pair that has none: of an old one too, where somebody wants to write it down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from p2i_desktop.gui.buddy.plan_fields import PlanFields
from p2i_desktop.gui.buddy.two_columns import two_columns
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.buddies import PairFile
    from p2i_desktop.services.office import Changed, Office

Made = Callable[[str], None]  # takes the id of the plan


def ask_plan(bench: Bench, parent: QWidget, pairing_id: str, made: Made) -> None:
    """Asks with what the plan of a pair starts; `made` gets its id."""
    bench.desk.ask(
        lambda office: office.buddies.pair(pairing_id),
        lambda file: _open(bench, parent, file, made),
        bench.fault,
        parent,
    )


def _open(bench: Bench, parent: QWidget, file: PairFile, made: Made) -> None:
    texts, pair = bench.texts, file.pairing
    dialog = NewRecordDialog(bench.look, texts, texts._("New support plan"), parent)
    dialog.setObjectName("make_plan")
    told = QLabel(dialog)
    told.setTextFormat(Qt.TextFormat.PlainText)
    told.setWordWrap(True)
    words = texts._("{mentor} helps {new} in {year}. Nothing is recorded yet of what they did.")
    words = words.replace("{year}", str(pair.year or "")).replace("{new}", file.new_name)
    told.setText(words.replace("{mentor}", file.mentor_name))
    dialog.add_form(told)
    plan = PlanFields(bench, dialog, blank=False)
    dialog.add_form(two_columns(bench.look, plan.fields(), dialog))
    programme = file.programme
    if pair.year is not None:
        plan.use_year(pair.year, programme.starts if programme else None, programme.ends if programme else None)

    def write() -> None:
        dialog.say(plan.fault())
        start = plan.start()
        if plan.fault() or start is None:
            return

        ids: list[str] = []

        def save(office: Office) -> Changed:
            new = office.plans.new(pair.id, start.template, start.starts, start.ends, start.title)
            ids.append(new.plan_id)
            return new.changed

        def saved(_changed: Changed | None) -> None:
            dialog.accept()
            made(ids[0])

        bench.desk.do(save, saved, dialog, dialog.refuser(bench), dialog)

    dialog.wanted.connect(write)
    dialog.keep_draft(bench, "make_plan", pair.id)
    # The templates come first: what is chosen among them at first was not typed.
    bench.desk.ask(lambda _office: None, lambda _: _show(dialog, plan), owner=dialog)


def _show(dialog: NewRecordDialog, plan: PlanFields) -> None:
    dialog.start()
    plan.template.setFocus()
