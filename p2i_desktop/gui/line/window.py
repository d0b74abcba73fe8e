"""Line entry in a window of its own: nothing is asked, nothing typed is lost, all lines are one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.record import new_id
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.drafting import DraftKeeper, Payload
from p2i_desktop.gui.fields.sources import Short, short_lists
from p2i_desktop.gui.line.columns import COLUMNS, Reader
from p2i_desktop.gui.line.grid import LineGrid
from p2i_desktop.gui.line.hits import CellHits
from p2i_desktop.gui.line.model import CHECK, Defaults, LineModel
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.services.line_entry import LINE_ENTRY, Line, LinesRefused, Verdict

if TYPE_CHECKING:
    from p2i_desktop.domain.advice import Consultation
    from p2i_desktop.services.line_entry import Entered
    from p2i_desktop.services.office import Office

_LENT = ("log", "timer", "palette", "annual_report", "keys")  # undo is that of the grid
_SLICE = 10  # lines checked in one piece of background work
_PAUSE = 250  # ms after the last change before lines are checked
_LEAST = 640  # pixels of a very small screen


class LineWindow(QWidget):
    """The grid, what the rules say about the current cell, and the button that saves all lines."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.setObjectName("line_entry_window")
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        texts, look = bench.texts, bench.look
        today = bench.clock.today()
        self.model = LineModel(look, Reader(texts, today, {}), Defaults(today), self)
        self._hits = CellHits(bench.desk, lambda: bench.texts, lambda row: self.model.rows[row][_WHO], self)
        self.grid = LineGrid(look, lambda: bench.texts, self._hits, self)
        self.grid.setModel(self.model)
        self.keeper = DraftKeeper(bench, LINE_ENTRY, new_id(), self._payload, self)
        self._waiting: list[int] = []  # lines that are to be checked
        self._checking = False
        self._saving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._check_some)
        self._build()
        self._connect()
        self.retranslate()
        bench.desk.ask(_opening, self._opened, owner=self)

    # -- building ----------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        look = self.bench.look
        self.heading, self.hint, self.said, self.sum = QLabel(self), QLabel(self), QLabel(self), QLabel(self)
        self.heading.setProperty("font_role", "h1")
        for label in (self.hint, self.said, self.sum):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", "text2")
        self.hint.setWordWrap(True)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(look.metrics().lineSpacing())
        self.save, self.discard = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.discard.setProperty("icon_name", "trash-2")
        self.discard.setProperty("kind", "quiet")
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self.sum)
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(8))
        for part in (self.heading, self.hint):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.setTabOrder(self.grid, self.discard)
        self.setTabOrder(self.discard, self.save)
        room = self.screen().availableGeometry().size()
        self.resize(min(look.px(1380), max(room.width(), _LEAST)), min(look.px(760), max(room.height(), _LEAST)))

    def _connect(self) -> None:
        bench = self.bench
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, _LENT)
        bench.language_changed.connect(self.retranslate)
        bench.look.changed.connect(self.grid.fit)
        self.model.edited.connect(self._edited)
        self.grid.moved.connect(lambda _row, _column: self._say_cell())
        self.model.dataChanged.connect(lambda *_: self._say_cell())
        self.grid.said.connect(self._say)
        host = bench.host
        if isinstance(host, QWidget):
            host.installEventFilter(self)
        self.save.clicked.connect(self.enter)
        self.discard.clicked.connect(self._discard)

    def _commands(self) -> list[Command]:
        grid = self.grid
        return [
            Command("lines_save", N_("Save all lines"), self.enter, ("Ctrl+Return", "Ctrl+Enter"), "case"),
            Command("lines_draft", N_("Keep the draft now"), self.keeper.keep, "Ctrl+S", "case"),
            Command("lines_fill", N_("Fill down"), grid.fill_down, "Ctrl+D", "edit"),
            Command("lines_remove", N_("Remove lines"), grid.remove_lines, "Ctrl+Del", "edit"),
            Command("lines_close", N_("Close window"), self.close, "Ctrl+W", "case"),
        ]

    def retranslate(self) -> None:
        """Words the window."""
        texts = self.bench.texts
        self.setWindowTitle(texts._("Several consultations"))
        self.heading.setText(texts._("Several consultations"))
        self.hint.setText(
            texts._(
                "A line each, typed or pasted from a worksheet. Date, channel and advisor repeat where they are empty. "
                "Ctrl+D fills down, Alt+Down shows what can be chosen."
            )
        )
        self.save.setText(texts._("Save all lines"))
        self.discard.setText(texts._("Discard all lines"))
        self.grid.setAccessibleName(texts._("Lines"))
        self._read_by(self.model.defaults)
        self._show_sum()

    def _read_by(self, defaults: Defaults) -> None:
        self.model.equip(Reader(self.bench.texts, self.bench.clock.today(), self._hits.staff), defaults)
        self.grid.fit()

    def _opened(self, found: tuple[Short, Consultation, list[Any]]) -> None:
        (staff, _), blank, drafts = found
        self._hits.staff = staff
        self._read_by(Defaults(self.bench.clock.today(), blank.channel, blank.advisor))
        if drafts and not self.model.used():
            draft = drafts[0]
            self.keeper.adopt(draft.key, draft.base_revision)
            self.model.fill([[str(text) for text in line] for line in draft.payload.get("lines", ())])
            self._say(self.bench.texts._("Here is what you left."), "text2")
        self.grid.setFocus()
        self.grid.go_to(max(self.model.used(), default=-1) + 1, _WHO)

    # -- checking ----------------------------------------------------------------------------------------------------
    def _edited(self, rows: Sequence[int]) -> None:
        self.keeper.touch()
        known = set(self._waiting)
        self._waiting += [row for row in rows if row not in known]
        self._timer.start()
        self._show_sum()

    def _check_some(self) -> None:
        """A few lines at a time, so that neither typing nor other work waits."""
        if self._checking or self._saving:
            return
        lines: list[Line] = []
        while self._waiting and len(lines) < _SLICE:
            row = self._waiting.pop(0)
            blank = row >= len(self.model.rows) or self.model.is_blank(row)
            line = None if blank else self.model.line(row)
            if line is not None:
                lines.append(line)
        if not lines:
            return
        self._checking = True

        def told(verdicts: list[Verdict]) -> None:
            self._checking = False
            self.model.take_verdicts(verdicts, lines)
            self._check_some()

        def failed(error: Exception) -> None:
            self._checking = False
            self.bench.fault(error)

        self.bench.desk.later(lambda office: office.line_entry.check(lines), told, failed, self)

    # -- saving ------------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Saves all lines as one step, or goes to the first cell that keeps them from it."""
        self.grid.commit()
        # A name that was typed faster than it was found comes into its cell before the lines are read.
        self.bench.desk.ask(lambda _office: None, lambda _: self._enter(), owner=self)

    def _enter(self) -> None:
        used = self.model.used()
        if self._saving:
            return
        if not used:
            self._say(self.bench.texts._("Nothing is typed yet."), "warn")
            return
        found = [self.model.line(row) for row in used]
        lines = [line for line in found if line is not None]
        if len(lines) < len(used):
            self._show_wrong()
            return
        key = self.keeper.key
        self._saving = True
        self.keeper.keep()

        def work(office: Office) -> Entered:
            return office.line_entry.enter(lines, key)

        def failed(error: Exception) -> None:
            self._saving = False
            if isinstance(error, LinesRefused):
                self.model.take_verdicts(error.verdicts, lines)
                self._show_wrong()
            else:
                self.bench.fault(error)

        self.bench.desk.write(work, lambda done: done.changed, self._entered, self, failed, self)

    def _entered(self, done: Entered) -> None:
        texts = self.bench.texts
        self.keeper.forget()
        self.model.fill([])
        self.keeper.start(new_id())
        words = texts.ngettext("{n} consultation saved", "{n} consultations saved", done.consultations)
        if done.organisations:
            made = texts.ngettext("{n} organisation created", "{n} organisations created", done.organisations)
            words = f"{words}, {made}"
        self._saving = False
        self.bench.toast(words, undo=True)
        self.close()

    def _show_wrong(self) -> None:
        """The first wrong cell gets the focus; how many lines are wrong is said."""
        texts = self.bench.texts
        wrong = [(row, column) for row in self.model.used() if (column := self.model.first_wrong(row)) is not None]
        if not wrong:
            return
        self.grid.setFocus()
        self.grid.go_to(*wrong[0])
        count = texts.ngettext(
            "{n} line cannot be saved yet. Nothing was saved.",
            "{n} lines cannot be saved yet. Nothing was saved.",
            len(wrong),
        )
        words = f"{count} {self.model.problem(*wrong[0])[0]}"
        self._say(words, "err")
        self.bench.announce(self, words)

    def _discard(self) -> None:
        """Empties the grid; Ctrl+Z brings the lines back."""
        width = range(len(COLUMNS))
        self.grid.commit()
        self.model.set_cells((row, column, "") for row in self.model.used() for column in width)
        self._say(self.bench.texts._("All lines are discarded. Ctrl+Z brings them back."), "text2")
        self.grid.setFocus()
        self.grid.go_to(0, _WHO)

    # -- what is said ------------------------------------------------------------------------------------------------
    def _say_cell(self) -> None:
        """The whole words of the current cell's or line's problem."""
        index: QModelIndex = self.grid.currentIndex()
        if not index.isValid() or self._saving:
            return
        row, column = index.row(), index.column()
        words, tone = "", "text2"
        if not self.model.is_blank(row):
            if column < CHECK:
                words, hard = self.model.problem(row, column)
                tone = "err" if hard else "warn"
            if not words and self.model.verdict_words(row)[1] in ("err", "warn"):
                words, tone = self.model.verdict_words(row)
        if words or self.said.property("cell"):
            self._say(words, tone)
            self.said.setProperty("cell", bool(words))

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.setProperty("cell", False)
        if self.said.property("tone") != tone:
            self.said.setProperty("tone", tone)
            restyle(self.said)

    def _show_sum(self) -> None:
        texts, used = self.bench.texts, self.model.used()
        minutes = self.model.minutes()
        words = texts.ngettext("{n} line", "{n} lines", len(used))
        self.sum.setText(f"{words} · {texts.hours(minutes)}" if used else words)

    # -- drafts and closing ------------------------------------------------------------------------------------------
    def _payload(self) -> Payload | None:
        rows = self.model.rows[: max(self.model.used(), default=-1) + 1]
        return {"lines": [list(line) for line in rows]} if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; what was typed is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The main window closes: what was typed is kept before the file is."""
        if event.type() == QEvent.Type.Close and watched is not self:
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.grid.commit()
        self.keeper.keep()
        super().closeEvent(event)


_WHO = COLUMNS.index("who")


def _opening(office: Office) -> tuple[Short, Consultation, list[Any]]:
    """People, the channel and advisor of a new consultation, and the lines that were left."""
    return short_lists(office), office.advice.blank(), office.drafts.of(LINE_ENTRY)
