"""The papers of a workshop from its window: before it, at it, and what remains of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.paper_maker import PaperMaker
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

PRINT_MENU = (
    "workshop_print_sign_in", "workshop_print_badges", "workshop_print_form", "workshop_print_participants",
    "workshop_print_certificates", "workshop_print_record", "workshop_print_named", "workshop_book_participants",
    "workshop_book_record",
)  # fmt: skip


class WorkshopPapers(PaperMaker):
    """The commands that print the workshop that the window shows; what names people is noted when it goes out."""

    def __init__(self, hand: WorkshopHand, leave: Callable[[], object], window: QWidget) -> None:
        super().__init__(hand.bench, leave, window)
        self._hand = hand

    def commands(self) -> list[Command]:
        """What prints the workshop."""
        return [
            self._command("workshop_print_sign_in", N_("Print sign-in sheet…"), "sign_in"),
            self._command("workshop_print_badges", N_("Print name badges…"), "badges"),
            self._command("workshop_print_form", N_("Print evaluation form…"), "evaluation_form"),
            self._command("workshop_print_participants", N_("Print participants…"), "participants"),
            Command("workshop_print_certificates", N_("Print certificates…"), self._certify, (), "case", "printer",
                    self._hand.may_write),
            Command("workshop_print_record", N_("Print workshop record…"), partial(self._show, "workshop"), "Ctrl+P",
                    "case", "printer"),
            Command("workshop_print_named", N_("Print workshop record with names…"), self._show_named, (), "case",
                    "printer"),
            Command("workshop_book_participants", N_("Participants as workbook"), partial(self._keep, "participants"), (),
                    "case", "table-2"),
            Command("workshop_book_record", N_("Workshop record as workbook"), partial(self._keep, "workshop"), "Ctrl+E",
                    "case", "table-2"),
        ]  # fmt: skip

    def _command(self, name: str, text: str, report: str) -> Command:
        return Command(name, text, partial(self._show, report), (), "case", "printer")

    def _show(self, report: str) -> None:
        """The pages, to be printed or kept."""
        self.make(report, self._hand.workshop_id, "pdf")

    def _show_named(self) -> None:
        self.make("workshop", self._hand.workshop_id, "pdf", names=True)

    def _certify(self) -> None:
        """Numbers are drawn first for those who have none yet; who gets no certificate is told in the pack."""

        def draw(office: Office) -> Changed | None:
            return office.certificates.issue(self._hand.workshop_id).changed

        self._hand.do(draw, lambda: self._show("certificates"))

    def _keep(self, report: str) -> None:
        """The workbook into the report folder."""
        self.make(report, self._hand.workshop_id, "xlsx")
