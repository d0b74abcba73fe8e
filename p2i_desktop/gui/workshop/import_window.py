"""Taking in a list of participants: file or paste, columns, check, done; nothing is written before the last press."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.desk import Progress, Ticket
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import not_read, sentence
from p2i_desktop.gui.workshop.import_check import CheckPage
from p2i_desktop.gui.workshop.import_columns import FOUND, ColumnsPage
from p2i_desktop.gui.workshop.import_done import DonePage
from p2i_desktop.gui.workshop.import_source import SourcePage
from p2i_desktop.gui.workshop.step_dialog import StepDialog
from p2i_desktop.i18n import N_
from p2i_desktop.services import people_words
from p2i_desktop.services.errors import Changed, Unreadable
from p2i_desktop.services.people_plan import Options
from p2i_desktop.services.people_slots import Decision
from p2i_desktop.services.taking_in_people import (
    LABEL,
    Check,
    Mapped,
    TableFile,
    TakenInPeople,
    mapped,
    persons_of,
    read_list,
    read_pasted,
)

if TYPE_CHECKING:
    from p2i_desktop.services.people_rows import Person
    from p2i_desktop.services.taking_in_people import Note

SOURCE, COLUMNS, CHECK, DONE = range(4)
_STEPS = (N_("File"), N_("Columns"), N_("Check"), N_("Result"))


class ImportDialog(StepDialog):
    """Enter goes on, Esc goes back; reading and judging happen beside the window."""

    def __init__(self, bench: Bench, parent: QWidget, workshop_id: str) -> None:
        texts = bench.texts
        super().__init__(bench, parent, texts._("Take in list"), [texts._(name) for name in _STEPS])
        self._workshop = workshop_id
        self._path: Path | None = None
        self._text = ""
        self._headings: int | None = None
        self._file: TableFile | None = None
        self._persons: list[Person] = []
        self._notes: tuple[Note, ...] = ()
        self._decisions: dict[int, Decision] = {}
        self._check: Check | None = None
        self._ticket: Ticket | None = None
        self.setObjectName("import_list")
        self.source, self.columns = SourcePage(bench, self), ColumnsPage(bench, self)
        self.checked, self.ended = CheckPage(bench, self), DonePage(bench, self)
        for page in (self.source, self.columns, self.checked, self.ended):
            self.add_page(page, scrolls=page is self.columns)
        self.cancel.setText(texts._("Cancel"))
        self.back.setText(texts._("Back"))
        self._drop = FileDrop(self, lambda paths: self.read_path(paths[0]))
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self.step_back)
        self.next.clicked.connect(self.go_on)
        self.source.chosen.connect(self.read_path)
        self.source.pasted.connect(self.read_text)
        self.columns.reread.connect(self._read_again)
        self.checked.decided.connect(self._decide)

    def start(self, text: str | None = None) -> None:
        """Shows the dialog; a text that was pasted is read at once."""
        self.dress()
        self._show(SOURCE)
        self.open()
        if text is not None:
            self.read_text(text)

    # -- steps ---------------------------------------------------------------------------------------------------------
    def go_on(self) -> None:
        """Enter: the next step, as far as this one is ready."""
        texts = self._bench.texts
        if self.step == COLUMNS and not self.columns.names_somebody():
            self.say(texts._("No column holds names or e-mail addresses yet: choose which one does."))
            self.columns.first().setFocus()
        elif self.step == COLUMNS:
            self._read_persons()
        elif self.step == CHECK:
            self._write()
        elif self.step == DONE:
            self.accept()

    def step_back(self) -> None:
        """Esc: one step back, nothing lost; from the first one out."""
        if self.step in (SOURCE, DONE):
            self.reject()
        else:
            self._show(self.step - 1)

    def _show(self, step: int) -> None:
        self.show_step(step)
        self.back.setVisible(step in (COLUMNS, CHECK))
        self.cancel.setVisible(step != DONE)
        self.next.setVisible(step != SOURCE)
        self._name_next()
        self.give_letters()
        self._focus(step)

    def _name_next(self) -> None:
        texts, step = self._bench.texts, self.step
        self.next.setEnabled(self._ticket is None)
        if step == CHECK and self._check is not None:
            number = self._check.new + self._check.updated
            words = texts.ngettext("Take in {n} row", "Take in {n} rows", number).replace("{n}", texts.number(number))
            self.next.setText(words)
            self.next.setEnabled(self._ticket is None and number > 0)
        else:
            self.next.setText(texts._("Close") if step == DONE else texts._("Next"))
        self.next.setDefault(step != SOURCE)

    def _focus(self, step: int) -> None:
        first = (self.source.browse, self.columns.first(), self.checked.table, self.next)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading -------------------------------------------------------------------------------------------------------
    def read_path(self, path: Path) -> None:
        """Reads a file beside the window, and goes to its columns."""
        self._path, self._text = path, ""
        self._read("", None)

    def read_text(self, text: str) -> None:
        """Reads a text from the clipboard, and goes to its columns."""
        self._path, self._text = None, text
        self._read("", None)

    def _read(self, letters: str, sheet: int | None) -> None:
        path, text, headings = self._path, self._text, self._headings
        if self.step != COLUMNS:
            self._headings = headings = None
            self._decisions = {}

        def work(progress: Progress) -> tuple[TableFile, Mapped]:
            file = read_list(path, encoding=letters, progress=progress) if path is not None else read_pasted(text)
            return file, mapped(file, file.sheets[sheet] if sheet is not None else None, headings)

        def take(found: tuple[TableFile, Mapped]) -> None:
            self._ticket = None
            self.source.busy(False)
            self._file = found[0]
            self.columns.show_file(found[0], found[1], self._headings)
            self._show(COLUMNS)

        self.source.say("")
        self.source.busy(True)
        self._ticket = self._bench.desk.apart(work, take, self._unreadable, self, self.source.show_share)

    def _read_again(self) -> None:
        """Another sheet begins with its own headings; other letters keep them."""
        sheet = self.columns.sheet.value()
        line = self.columns.line.value()
        before = self.columns.mapped()
        other = (
            before is not None
            and self._file is not None
            and self._file.sheets[int(str(sheet))] is not before.table.sheet
        )
        if other:
            self._decisions = {}
        self._headings = None if other or line == FOUND else int(str(line))
        self._read(str(self.columns.letters.value() or ""), int(str(sheet)))

    def _read_persons(self) -> None:
        wanted = self.columns.mapped()
        if wanted is None:
            return

        def take(found: tuple[list[Person], tuple[Note, ...]]) -> None:
            self._ticket = None
            self._persons, self._notes = found
            self._judge(CHECK)

        self._ticket = self._bench.desk.apart(
            lambda progress: persons_of(wanted, progress), take, self._failed, self
        )  # fmt: skip
        self._name_next()

    # -- judging and writing -------------------------------------------------------------------------------------------
    def _options(self) -> Options:
        source = self._path.name if self._path is not None else self._bench.texts._("pasted list")
        return Options(self.columns.make_contacts(), self.columns.legal_basis(), source[:200], dict(self._decisions))

    def _judge(self, then_show: int) -> None:
        persons, notes, options, workshop = self._persons, self._notes, self._options(), self._workshop

        def take(check: Check) -> None:
            self._ticket = None
            wanted = self.columns.mapped()
            if wanted is None:
                return
            self._check = check
            told = people_words.whole_list(self._bench.texts, wanted, check.notes)
            self.checked.show_check(check, wanted, "\n".join(told))
            if self.step != then_show:
                self._show(then_show)
            else:
                self._name_next()

        if self._ticket is not None:
            self._ticket.cancel()  # another decision came before the last one was judged
        self._ticket = self._bench.desk.ask(
            lambda office: office.taking_in_people.check(workshop, persons, options, notes), take, self._failed, self
        )
        self._name_next()

    def _decide(self, line: int, decision: Decision) -> None:
        self._decisions[line] = decision
        self._judge(CHECK)

    def _write(self) -> None:
        if self._ticket is not None:
            return
        persons, notes, options, workshop = self._persons, self._notes, self._options(), self._workshop

        def take(done: TakenInPeople) -> None:
            self._ticket = None
            wanted = self.columns.mapped()
            if wanted is None or self._file is None:
                return
            self.ended.show_done(done.check, wanted, self._file, self._headings)
            self._show(DONE)
            if done.step:
                self._bench.toast(self._bench.texts.step(LABEL), undo=True)

        self._ticket = self._bench.desk.write(
            lambda office: office.taking_in_people.take_in(workshop, persons, options, notes),
            lambda done: done.changed or Changed("", LABEL, {}), take, self, self._failed, self,
        )  # fmt: skip
        self._name_next()

    # -- what goes wrong -----------------------------------------------------------------------------------------------
    def _unreadable(self, error: Exception) -> None:
        self._ticket = None
        self.source.busy(False)
        words = people_words.unreadable(self._bench.texts, error) if isinstance(error, Unreadable) else None
        words = words or not_read(error, self._path.name if self._path is not None else "", self._bench.texts)
        if words is None:
            self._bench.fault(error)
            return
        if self.step != SOURCE:
            self._show(SOURCE)
        self.source.say(words)
        self.source.browse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        self._name_next()
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes a table in the first step, Ctrl+Return goes on from anywhere, Esc goes back."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.step == SOURCE:
            self.source.take_clipboard()
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.step != SOURCE:
            if self.next.isEnabled():
                self.go_on()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """What is still being read is given up."""
        if self._ticket is not None:
            self._ticket.cancel()
        super().done(result)


def open_import(bench: Bench, parent: QWidget, workshop_id: str, text: str | None = None) -> ImportDialog:
    """Opens the steps for one workshop, with a table that was pasted where there is one."""
    dialog = ImportDialog(bench, parent, workshop_id)
    dialog.start(text)
    return dialog
