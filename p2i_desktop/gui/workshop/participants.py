"""The tab of participants: one list of people and groups, added in one line, changed many at once, taken in from a list."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.workshops import EventFormat
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.workshop.jump import Jump
from p2i_desktop.gui.workshop.participant_cells import columns_for
from p2i_desktop.gui.workshop.participant_dialog import ParticipantDialog, ask_group
from p2i_desktop.gui.workshop.participants_head import ALL, ParticipantsHead, expected, shows
from p2i_desktop.gui.workshop.people_table import PeopleTable
from p2i_desktop.gui.workshop.person_entry import Listed
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_
from p2i_desktop.services.participants import Newcomer

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.participants import Added
    from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile


class ParticipantsTab(WorkshopTab):
    """Enter opens a row, letters filter, Del takes off the list, Ctrl+N adds, Ctrl+V takes in what was copied."""

    name = "workshop_participants"
    heading = N_("Participants")
    adds = True

    def build(self) -> None:
        bench = self.bench
        self._file: WorkshopFile | None = None
        self._jump, self._hay = Jump(()), [""]
        self.head = ParticipantsHead(bench, self)
        self.table = PeopleTable(bench, columns_for(lambda: self._file), self)
        self.table.setObjectName("participants_list")
        self.table.keys = self._key
        self.empty, self.kept = EmptyState(self), QLabel(self)
        self.kept.setTextFormat(Qt.TextFormat.PlainText)
        self.kept.setWordWrap(True)
        self.kept.setProperty("tone", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.kept)
        for one, other in pairwise((*self.head.stops(), self.table, self.empty.button)):
            self.setTabOrder(one, other)
        self._connect()

    def _connect(self) -> None:
        head, table = self.head, self.table
        head.filtered.connect(self._refilter)
        head.filter.down.connect(table.take_focus)
        head.change_wanted.connect(self._change)
        head.languages_wanted.connect(lambda code: self._change("language", code))
        head.person.listed = self._listed
        head.person.named.connect(self._add)
        head.person.upward.connect(self.take_focus)
        head.add.clicked.connect(self._press_add)
        head.group.clicked.connect(self._add_group)
        head.list.clicked.connect(lambda: self._take_in(None))
        head.to_bin.clicked.connect(self._remove)
        table.enter.connect(self._open)
        table.gone.connect(self._remove)
        self.empty.pressed.connect(self._press_empty)

    # -- showing -----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        texts = self.bench.texts
        self.head.retranslate()
        self.table.setAccessibleName(texts._("Participants"))
        self.table.retranslate()
        self._show_empty()

    def count(self, file: WorkshopFile) -> str:
        return self.bench.texts.number(expected(file)) if file.rows else ""

    def show_file(self, file: WorkshopFile) -> None:
        self._file = file
        self._jump = Jump(file.rows)
        self._hay = [fold(f"{row.name} {row.given_name} {row.organisation} {row.code}") for row in file.rows]
        hidden = set() if file.workshop.format is EventFormat.HYBRID else {"mode"}
        if not file.presence.marked:
            hidden |= {"presence", "share", "certificate"}
        self.table.hidden = frozenset(hidden)
        self._refilter()
        self.table.fit()
        some = bool(file.rows)
        codes = {file.workshop.language, *file.workshop.languages, *(row.language for row in file.rows)}
        self.head.offer_languages(sorted(code for code in codes if code))
        words = self.bench.texts._("The registration data is kept until {date}.")
        self.kept.setText(words.replace("{date}", self.bench.texts.date(file.keep_until)))
        self.kept.setVisible(some and file.keep_until is not None)

    def _refilter(self) -> None:
        """The rows that the filter leaves."""
        file = self._file
        if file is None:
            return
        wanted, keeps = fold(self.head.filter.text()).split(), shows(self.head.show_box.value())
        rows = [
            row for row, hay in zip(file.rows, self._hay, strict=True) if keeps(row) and all(one in hay for one in wanted)
        ]  # fmt: skip
        self.table.fill(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_empty()
        self.head.show_file(file, len(rows), self.bench.writable())

    def _show_empty(self) -> None:
        """Nobody is on the list, or nobody fits the filter."""
        texts = self.bench.texts
        if self._file is not None and self._file.rows:
            self.empty.show_state("users", texts._("Nobody on the list fits the filter."), texts._("Clear filter"))
            self.empty.button.setEnabled(True)
        else:
            self.empty.show_state("users", texts._("No participant yet."), texts._("Take in list…"))
            self.empty.button.setEnabled(self.bench.writable())

    def _press_empty(self) -> None:
        if self._file is not None and self._file.rows:
            self._show_all()
        else:
            self._take_in(None)

    def _show_all(self) -> None:
        """Takes the filter away."""
        self.head.show_box.set_value(ALL)
        self.head.filter.clear()
        self._refilter()
        self.take_focus()

    def take_focus(self) -> None:
        if self.table.isVisibleTo(self) and self.table.people.rows:
            self.table.take_focus()
        else:
            self.head.person.setFocus()

    def add_row(self) -> None:
        self.head.person.setFocus()

    def commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("participants_take_in", N_("Take in list of participants…"), self._go_take_in, (), "case", "download",
                    enabled=writable),
            Command("participants_group", N_("Add group of participants…"), self._go_group, (), "case", "users",
                    enabled=writable),
        ]  # fmt: skip

    def _go_take_in(self) -> None:
        self.wanted.emit()
        self._take_in(None)

    def _go_group(self) -> None:
        self.wanted.emit()
        self._add_group()

    # -- keys ----------------------------------------------------------------------------------------------------------
    def _key(self, event: QKeyEvent) -> bool:
        """Letters go to the filter."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held or not event.text().isprintable() or not event.text().strip():
            return False
        field = self.head.filter
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.setText(field.text() + event.text())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the filter, Esc takes it away first."""
        filtering = bool(self.head.filter.text()) or self.head.show_box.value() != ALL
        if event.matches(QKeySequence.StandardKey.Find):
            self.head.filter.setFocus()
        elif event.key() == Qt.Key.Key_Escape and filtering and self._file is not None and self._file.rows:
            self._show_all()
        else:
            super().keyPressEvent(event)

    def paste(self) -> bool:
        """A table that was copied elsewhere is taken in; a single line is not."""
        text = QGuiApplication.clipboard().text()
        if not text.strip() or ("\t" not in text and "\n" not in text.strip()) or not self.bench.writable():
            return False
        self._take_in(text)
        return True

    # -- what is done --------------------------------------------------------------------------------------------------
    def _listed(self, text: str) -> list[ParticipantRow]:
        rows = self._file.rows if self._file is not None else []
        return [rows[at] for at in self._jump.find(text).rows]

    def _press_add(self) -> None:
        if not self.head.person.take_line():
            self.head.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, who: object) -> None:
        workshop = self.hand.workshop_id
        if isinstance(who, Listed):
            self._show(who.participation)
        elif isinstance(who, Newcomer):

            def added(made: Added) -> None:
                self.hand.refused.emit("")
                if made.known:
                    self.bench.announce(self.table, self.bench.texts._("This contact is on the list already."))
                self.bench.desk.ask(lambda _office: None, lambda _: self._show(made.participation_id), owner=self)

            self.bench.desk.write(
                lambda office: office.participants.add(workshop, who), lambda made: made.changed, added, self,
                self.hand.say, self,
            )  # fmt: skip

    def _show(self, key: str) -> None:
        place = self.table.people.place_of(key)
        if place >= 0:
            self.table.go_to(place)

    def _add_group(self) -> None:
        if self.bench.writable():
            ask_group(self.bench, self.window(), self.hand.workshop_id)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None and self.bench.writable():
            ParticipantDialog(self.bench, row.participation, self.window()).begin()

    def _change(self, what: str, value: Any) -> None:
        """The marked rows get another status, role, way of taking part or language, as one step."""
        ids = self.table.chosen()

        def edit(office: Office) -> Changed:
            verbs = office.participants
            change: Any = {
                "status": verbs.set_status, "role": verbs.set_role, "mode": verbs.set_mode,
                "language": verbs.set_language,
            }[what]  # fmt: skip
            changed: Changed = change(ids, value)
            return changed

        if ids and self.bench.writable():
            self.hand.do(edit)
            self.table.setFocus()

    def _remove(self) -> None:
        ids = self.table.chosen()
        if not ids or not self.bench.writable():
            return
        texts = self.bench.texts
        words = texts.ngettext("{n} row taken off the list.", "{n} rows taken off the list.", len(ids))
        self.hand.do(lambda office: office.participants.remove(ids), lambda: self.bench.toast(words, undo=True))

    def _take_in(self, text: str | None) -> None:
        if self.bench.writable():
            from p2i_desktop.gui.workshop.import_window import open_import

            dialog = open_import(self.bench, self.window(), self.hand.workshop_id, text)
            dialog.finished.connect(lambda _result: self.take_focus())
