"""Steering on the page of buddy plans: what is overdue with whom, what comes next, which plan is silent, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui import steering_words as words
from p2i_desktop.gui.buddy.steering_columns import COLUMNS, NAMES
from p2i_desktop.gui.buddy.steering_order import after_press, kept, kept_widths, read, read_widths, sections, told
from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.fields.search_line import SearchLine
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.list_model import BLOCK, ListModel
from p2i_desktop.gui.list_table import ListTable
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.saved_file import say_saved
from p2i_desktop.gui.screen import Bench
from p2i_desktop.paths import documents_folder, free_path

if TYPE_CHECKING:
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_steering import PlanLine
    from p2i_desktop.services.printing import Paper
    from p2i_desktop.services.steering_steps import Row

_ORDER, _WIDTHS = "steering_order", "steering_widths"
_AFTER = 120  # milliseconds after the last letter
_LEAST_ROWS = 4  # before the page scrolls


class SteeringTab(QWidget):
    """Enter opens the plan at the step that is marked; the table sorts, copies, prints and goes to a workbook."""

    found = Signal()  # other rows are shown

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._lines: list[PlanLine] = []
        self._shown: list[Row] = []
        self._order = read(bench.remembered(_ORDER))
        self.title, self.search, self.workbook = QLabel(self), SearchLine(self), QPushButton(self)
        self.title.setProperty("font_role", "h2")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.search.setObjectName("steering_filter")
        self.workbook.setProperty("icon_name", "table-2")
        self.workbook.setObjectName("steering_workbook")
        self.workbook.setAutoDefault(False)
        self.card, self.empty, self.nothing = QFrame(self), EmptyState(self), EmptyState(self)
        self.card.setProperty("kind", "card")
        self.model = ListModel(bench, "steering", COLUMNS, NAMES)
        self.list = ListTable(self.card)
        self.list.setObjectName("steering_table")
        self.list.equip(bench.look, self.model)
        self.list.use_widths(read_widths(bench.remembered(_WIDTHS)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        px = self._bench.look.px
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, px(4))
        inside.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.title)
        line = FilterLine(None, self._bench.look)
        line.addWidget(self.search)
        line.addWidget(self.workbook)
        column.addLayout(line)
        for part in (self.card, self.nothing, self.empty):
            column.addWidget(part, 100)
        column.addStretch(1)
        self.nothing.hide()
        QWidget.setTabOrder(self.search, self.workbook)
        QWidget.setTabOrder(self.workbook, self.list.header)
        QWidget.setTabOrder(self.list.header, self.list)

    def _connect(self) -> None:
        look = self._bench.look
        self.workbook.clicked.connect(self.save)
        ring = FocusRing(self.card)
        table = self.list
        table.focused.connect(ring.setVisible)
        table.enter.connect(self._open)
        table.letters.connect(self._type)
        table.escape.connect(self.search.clear)
        table.copy_wanted.connect(self.copy)
        table.widths_changed.connect(lambda: self._bench.remember(_WIDTHS, kept_widths(table.widths())))
        table.header.sort_wanted.connect(self._sort)
        self.model.missing.connect(self._fetch, Qt.ConnectionType.QueuedConnection)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self._again)
        self.search.returnPressed.connect(self._into_table)
        self.nothing.pressed.connect(self.search.clear)
        look.changed.connect(self._grown)

    def _refit(self) -> None:
        """The card ends with its last row, and has some of them before the page scrolls."""
        high, rows = self._bench.look.row_height(2), len(self._shown)
        around = self.list.header.wanted_height() + self.list.horizontalScrollBar().sizeHint().height()
        self.card.setMinimumHeight(min(rows, _LEAST_ROWS) * high + around)
        self.card.setMaximumHeight(max(rows, 1) * high + around)

    def _grown(self) -> None:
        """Another text size or theme."""
        self.list.refit()
        self._refit()

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self._bench.texts
        self.workbook.setText(texts._("List as Excel workbook"))
        self.list.setAccessibleName(texts._("Steering of the buddy plans"))
        self.list.header.setAccessibleName(texts._("Columns"))
        self.search.setPlaceholderText(texts._("Find a step"))
        self.search.setAccessibleName(texts._("Find a step"))

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_plans(self, lines: list[PlanLine]) -> None:
        """Shows what is open in the running plans; the step that was marked stays marked."""
        texts = self._bench.texts
        self._lines = lines
        for part in (self.title, self.workbook, self.search):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.show_state("handshake", texts._("No buddy plan is agreed or active."), "")
        self.title.setText(words.counted(lines, texts))
        self._again()

    def _again(self) -> None:
        """The rows that fit, in their order."""
        from p2i_desktop.services.steering_steps import fitting, ordered, rows_of

        texts, marked, focus = self._bench.texts, self.current(), self.list.hasFocus()
        found = fitting(ordered(rows_of(self._lines), self._order, texts), self.search.text(), texts)
        self._shown = found
        self.model.show_first([(row.id, row) for row in found])
        self.list.header.show_sort(sections(self._order))
        self.card.setVisible(bool(found))
        nothing = bool(self._lines) and not found
        self.nothing.setVisible(nothing)
        if nothing:
            self.nothing.show_state("search", texts._("No open step holds these words."), texts._("Clear filter"))
            self._bench.look.dress(self.nothing)
        self.list.fit_columns()
        self._refit()
        if found:
            at = next((at for at, row in enumerate(found) if marked is not None and row.id == marked.id), 0)
            self.list.mark_row(at)
            if focus:
                self.list.setFocus()
        self.found.emit()

    def _fetch(self, block: int) -> None:
        """The rows behind the first block."""
        first = block * BLOCK
        if first < len(self._shown):
            self.model.take_block(block, [(row.id, row) for row in self._shown[first : first + BLOCK]])

    def current(self) -> Row | None:
        """The step that is marked."""
        at = self.list.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def default_focus(self) -> QWidget:
        """The table; without plans the tab itself."""
        if not self._lines:
            return self
        return self.list if self._shown else self.search

    # -- what can be done ----------------------------------------------------------------------------------------------
    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self._bench.open_plan(row.line.plan_id, row.step.id if row.step is not None else "")

    def _into_table(self) -> None:
        """From the search to what it found."""
        self._soon.stop()
        self._again()
        self.default_focus().setFocus()

    def _type(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(letters)

    def _sort(self, section: int, second: bool) -> None:
        self._order = after_press(self._order, self.model.columns[section].id, second)
        self._bench.remember(_ORDER, kept(self._order))
        self._again()
        self._bench.announce(self.list, told(self._order, self._bench.texts))

    def _described(self) -> list[str]:
        """What is filtered and how it is sorted, in words."""
        texts, search = self._bench.texts, self.search.text().strip()
        filtered = texts._("Search: {words}").replace("{words}", search) if search else texts._("No filter")
        return [words.counted(self._lines, texts), filtered, told(self._order, texts)]

    def copy(self) -> None:
        """The marked rows go to the clipboard, typed, with their header."""
        from p2i_desktop.services.steering_sheet import step_cells, step_heads

        texts = self._bench.texts
        chosen = [self._shown[at] for span in self.list.selected_spans() for at in span if at < len(self._shown)]
        rows: list[list[Any]] = [list(step_cells(row, texts)) for row in chosen]
        if rows:
            copy_rows([head.title for head in step_heads(texts)], rows, texts)
            self._bench.announce(self.list, texts.ngettext("{n} row copied", "{n} rows copied", len(rows)))

    def save(self) -> None:
        """Writes the table as it is seen, and its plans, as a workbook into the folder of reports; says where it lies."""
        if not self._lines:
            return
        bench, language = self._bench, self._bench.settings.language
        folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()
        name = bench.texts._("Steering of the buddy plans").replace(" ", "-")
        rows, lines, note = list(self._shown), list(self._lines), "; ".join(self._described())

        def work(office: Office) -> HandedOut:
            folder.mkdir(parents=True, exist_ok=True)
            path = free_path(folder, f"P2I_{name}_{office.clock.today().isoformat()}.xlsx")
            return office.handing_out.steering_workbook(rows, lines, path, language, note)

        bench.desk.ask(work, lambda made: say_saved(bench, made.path), owner=self)

    def print_table(self) -> None:
        """Shows the table as paper in the preview."""
        bench, language, texts = self._bench, self._bench.settings.language, self._bench.texts
        rows, lines = list(self._shown), self._described()

        def gather(office: Office) -> Any:
            from p2i_desktop.services.steering_paper import steering_on_paper

            return steering_on_paper(office.work, rows, lines, texts)

        def render(made: Any) -> None:
            from p2i_desktop.services.list_outputs import paper

            bench.desk.apart(lambda progress: paper(made, language), show, owner=self)

        def show(made: Paper) -> None:
            from p2i_desktop.gui.preview_window import open_preview

            open_preview(bench, self.window(), made)

        bench.desk.ask(gather, render, owner=self)
