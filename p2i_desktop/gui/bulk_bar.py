"""What can be done with several selected rows, in a line under the list."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from p2i_desktop.gui.bulk_dialog import change_many
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

KINDS = {
    "cases": "case", "consultations": "consultation", "organisations": "organisation", "contacts": "contact",
    "procurements": "procurement_project", "workshops": "workshop",
}  # fmt: skip
WORDS = {
    "assign": (N_("Assign…"), "user"),
    "phase": (N_("Move phase…"), "milestone"),
    "follow_up": (N_("Follow-up…"), "calendar-days"),
    "tag": (N_("Tag…"), "tag"),
    "untag": (N_("Untag…"), "x"),
    "bin": (N_("To the bin…"), "trash-2"),
}
FROM = 2  # selected rows


class BulkBar(QFrame):
    """Seen from the second selected row on."""

    export_wanted = Signal(frozenset)  # ids

    def __init__(self, bench: Bench, name: str, view: ListView, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._name, self._view = bench, name, view
        self.setProperty("kind", "card")
        self.setObjectName(f"{name}_bulk")
        self.count = QLabel(self)
        self.count.setProperty("font_role", "label")
        look = bench.look
        self._line = FlowLayout(self, look.px(8))
        self._line.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        self._line.addWidget(self.count)
        self.buttons: dict[str, QPushButton] = {}
        for what in ("assign", "phase", "follow_up", "tag", "untag", "export", "bin"):
            button = QPushButton(self)
            button.setObjectName(f"{name}_bulk_{what}")
            button.setProperty("icon_name", "table-2" if what == "export" else WORDS[what][1])
            button.clicked.connect(self.export if what == "export" else partial(self.change, what))
            button.hide()
            self._line.addWidget(button)
            self.buttons[what] = button
        view.selected.connect(self._show)
        self.hide()

    def possible(self) -> tuple[str, ...]:
        """What can be done with the records of this list."""
        from p2i_desktop.services.bulk import possible

        return possible(KINDS[self._name]) if self._name in KINDS else ()

    def retranslate(self) -> None:
        """Words the buttons."""
        texts = self._bench.texts
        for what, button in self.buttons.items():
            button.setText(texts._("Export") if what == "export" else texts._(WORDS[what][0]))
        self._say(self._view.selected_count())

    def _say(self, count: int) -> None:
        self.count.setText(self._bench.texts.ngettext("{n} selected", "{n} selected", count))

    def _show(self, count: int) -> None:
        shown = count >= FROM and self._name in KINDS
        if shown and self.isHidden():
            writes = self._bench.writable()
            possible = self.possible()
            for what, button in self.buttons.items():
                button.setVisible(what == "export" or (writes and what in possible))
            self.retranslate()
        self._say(count)
        self.setVisible(shown)

    def change(self, what: str, _checked: Any = False) -> None:
        """Opens the dialog that changes the selected records."""
        bench, kind = self._bench, KINDS[self._name]
        if not bench.writable():
            bench.toast(bench.texts._("This casebook can only be read: nothing can be changed here."))
            return
        if what not in self.possible():
            bench.toast(bench.texts._("This cannot be changed for several records of this list."))
            return
        if not self._view.selected_count():
            bench.toast(bench.texts._("No row is selected."))
            return
        window = self.window()
        bench.desk.ask(self._view.selection(), lambda keys: change_many(bench, window, kind, keys, what), owner=self)

    def export(self) -> None:
        """Writes the workbook of the selected rows."""
        self._bench.desk.ask(self._view.selection(), lambda keys: self.export_wanted.emit(frozenset(keys)), owner=self)
