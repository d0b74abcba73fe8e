"""The drawer of the links: cases that belong together, found by typing, with a line that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.case.box import SayingBox
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import Answer, RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.case_links import LinkedCase


class LinksDrawer(SayingBox):
    """Linked cases; Enter opens one, Del takes a link away."""

    name = "case_links_box"
    heading = N_("Linked cases")
    shows = frozenset({"case_link", "case"})

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self._links: list[LinkedCase] = []
        self._shown = ""  # id of the link whose note is in the field
        self._want = ""  # the case that is marked when the list comes next
        self._sources = DeskSources(bench.desk, self)
        self.search = RecordEntry(self)
        self.search.setObjectName("link_case")
        self.search.accepted.connect(self._add)
        self.list = QListWidget(self)
        self.list.setMinimumHeight(bench.look.px(64))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.open_case())
        self.list.currentRowChanged.connect(lambda _: self._show_note())
        self.note = QLineEdit(self)
        self.note.editingFinished.connect(self._save_note)
        self.open_it, self.remove = QPushButton(self), QPushButton(self)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty("tone", "err")
        self.said.hide()
        self._build()

    def _build(self) -> None:
        look = self.bench.look
        self.open_it.setProperty("icon_name", "external-link")
        self.remove.setProperty("icon_name", "x")
        self.open_it.clicked.connect(self.open_case)
        self.remove.clicked.connect(self.take_away)
        line = FilterLine(None, look, 250)
        for part in (self.note, self.open_it, self.remove):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.search)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(line)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.search.equip(texts, self._found)
        self.search.setPlaceholderText(texts._("Link another case: number, title or organisation"))
        self.search.setAccessibleName(texts._("Link another case"))
        self.note.setPlaceholderText(texts._("Why they belong together"))
        self.note.setAccessibleName(texts._("Why they belong together"))
        self.list.setAccessibleName(texts._("Linked cases"))
        self.open_it.setText(texts._("Open"))
        self.remove.setText(texts._("Remove link"))
        self._fill(self._links)

    def reload(self) -> None:
        key = self.case_id
        self.bench.desk.ask(lambda office: office.case_links.of(key), self._fill, owner=self)

    def take_focus(self) -> None:
        (self.list if self._links else self.search).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        return [
            Command("case_link", N_("Link to another record…"), self._search, "Ctrl+Shift+K", "case", "link",
                    enabled=self.bench.writable),
        ]  # fmt: skip

    def open_case(self) -> None:
        """Opens the marked case in its own window."""
        one = self._current()
        if one is not None:
            self.bench.open_case(one.case.id)

    def take_away(self) -> None:
        """Takes the marked link away; Ctrl+Z brings it back."""
        one = self._current()
        if one is None or not self.bench.writable():
            return
        toast = self.bench.texts._("Link removed.")
        self.bench.desk.do(
            lambda office: office.case_links.unlink(one.link.id), lambda _: self.bench.toast(toast, undo=True), self,
            self._failed, self,
        )  # fmt: skip

    def _search(self) -> None:
        self.wanted.emit()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _found(self, text: str, then: Answer) -> None:
        """The hits without this case itself and those that are linked already."""
        known = {self.case_id, *(one.case.id for one in self._links)}
        self._sources.search("Case", text, lambda hits: then([hit for hit in hits if hit.key not in known]))

    def _add(self, hit: Hit) -> None:
        key, other = self.case_id, str(hit.key)
        self.search.set_value(None)
        self._say("")
        self._shown = ""
        self.bench.desk.do(lambda office: office.case_links.link(key, other), None, self, self._failed, self)
        self._want = other

    def _save_note(self) -> None:
        one = next((one for one in self._links if one.link.id == self._shown), None)
        note = self.note.text().strip()
        if one is not None and note != one.link.note and self.bench.writable():
            self.bench.desk.do(
                lambda office: office.case_links.save_note(one.link, note), None, self, self._failed, self
            )

    # -- showing -----------------------------------------------------------------------------------------------------
    def _fill(self, links: list[LinkedCase]) -> None:
        texts = self.bench.texts
        marked, self._want = self._want, ""
        row = max(self.list.currentRow(), 0)
        self._links = links
        self.list.blockSignals(True)
        self.list.clear()
        for one in links:
            number = one.case.number or one.case.provisional_number
            parts = (number, one.case.title, texts.label(one.case.status), one.link.note)
            self.list.addItem(QListWidgetItem(self.bench.look.icon("link"), " · ".join(part for part in parts if part)))
        if not links:
            nothing = QListWidgetItem(texts._("No linked case yet."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self.bench.look.color("text2"))
            self.list.addItem(nothing)
        rows = [at for at, one in enumerate(links) if one.case.id == marked]
        self.list.setCurrentRow(rows[0] if rows else min(row, len(links) - 1))
        self.list.blockSignals(False)
        self._show_note()
        if rows and self.isVisible():
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)  # why they belong together
        self.told.emit(str(len(links)) if links else "")

    def _show_note(self) -> None:
        one = self._current()
        for part in (self.note, self.open_it, self.remove):
            part.setEnabled(one is not None)
        if one is None or one.link.id != self._shown or not self.note.hasFocus():
            self.note.setText(one.link.note if one else "")
        self._shown = one.link.id if one else ""

    def _current(self) -> LinkedCase | None:
        row = self.list.currentRow()
        return self._links[row] if 0 <= row < len(self._links) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes the marked link away."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.take_away()
        else:
            super().keyPressEvent(event)
