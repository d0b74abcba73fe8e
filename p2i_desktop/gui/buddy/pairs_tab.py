"""The first tab of the page of buddy plans: the matrix, what its signs mean, and the pair that is marked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.plans import StateWord
from p2i_desktop.gui.buddy import words
from p2i_desktop.gui.buddy.make_plan import ask_plan
from p2i_desktop.gui.buddy.pair_dialog import Place, ask_pair
from p2i_desktop.gui.buddy.pair_pane import PairPane, menu_line
from p2i_desktop.gui.buddy.sources import CentreSources
from p2i_desktop.gui.buddy.table import MatrixTable
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.plan.state_line import WORD_SIGNS, Mark
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.saved_file import say_saved
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.paths import documents_folder, free_path

if TYPE_CHECKING:
    from p2i_desktop.domain.buddies import BuddyPairing
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.matrix import Cell, Matrix
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.printing import Paper

PAIR_FIELDS = ("year", "status", "mentor", "new_centre", "mentor_coordinator", "new_coordinator", "source*", "note*")
_SIGNS = (StateWord.ON_TRACK, StateWord.LATE, StateWord.DONE, StateWord.NOT_STARTED)
_OTHERS = (
    (words.DRAFT, N_("Draft")), (words.NO_PLAN, N_("Pair without a plan")), (("plus", "text3"), N_("No pair yet")),
)  # fmt: skip


class PairsTab(QWidget):
    """Enter opens the plan of the marked pair, or makes what is missing there."""

    programme_wanted, members_wanted, history_wanted = Signal(), Signal(), Signal()

    def __init__(self, bench: Bench, sources: CentreSources, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._sources = bench, sources
        self._programme = ""
        self.table, self.pane, self.empty = MatrixTable(bench.look, self), PairPane(bench, self), EmptyState(self)
        self.table.setObjectName("matrix")
        self._has_programme = False
        self.load = QPushButton(self)
        self.load.setProperty("icon_name", "download")
        self.load.clicked.connect(self.history_wanted)
        self.empty.pressed.connect(self._begin)
        self.legend = QWidget(self)
        self._marks = [Mark(bench, self.legend) for _ in (*_SIGNS, *_OTHERS)]
        line = FlowLayout(self.legend, bench.look.px(16))
        for mark in self._marks:
            line.addWidget(mark)
        self.table.enter.connect(self.enter)
        self.table.marked.connect(self._marked)
        self.pane.open_wanted.connect(self._open)
        self.pane.edit_wanted.connect(self.edit)
        self.pane.new_wanted.connect(self.new)
        self._arrange()

    def _arrange(self) -> None:
        px = self._bench.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self._nothing = QWidget(self)
        below = QVBoxLayout(self._nothing)
        below.addWidget(self.empty)
        below.addWidget(self.load, 0, Qt.AlignmentFlag.AlignHCenter)
        below.addStretch(1)
        column.addWidget(self.table, 100)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.legend)
        column.addWidget(self.pane)
        column.addStretch(1)

    # -- showing -------------------------------------------------------------------------------------------------------
    def show_matrix(self, matrix: Matrix) -> None:
        """Shows the pairs of a programme; a programme that is shown anew starts in the own row and the current year."""
        other = matrix.programme.id != self._programme
        self._programme = matrix.programme.id
        self.table.put(matrix, self._bench.texts)
        has_rows = bool(matrix.rows)
        self.table.setVisible(has_rows)
        self._nothing.setVisible(not has_rows)
        self.legend.setVisible(has_rows)
        self.pane.setVisible(has_rows)
        if has_rows and (other or not self.table.currentIndex().isValid()):
            self.table.mark_first(self._bench.clock.today().year)

    def say_empty(self, programme: bool, history: bool) -> None:
        """What stands in the place of the matrix where there are no rows: no programme, or none with centres."""
        texts = self._bench.texts
        self.table.hide()
        self._nothing.show()
        self.table.put(None, texts)
        if programme:
            words = texts._("No centre of this programme helps another one, or is helped.")
            self.empty.show_state("handshake", words, texts._("Members of the programme"))
        else:
            self.empty.show_state("handshake", texts._("No programme yet."), texts._("New programme…"))
        self._has_programme = programme
        self.load.setText(texts._("Load the confirmed P2I history"))
        self.load.setVisible(history)
        for button in (self.empty.button, self.load):
            button.setEnabled(self._bench.writable())
        self.legend.hide()
        self.pane.hide()
        self._bench.look.dress(self)

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self._bench.texts
        self.table.setAccessibleName(texts._("Buddy pairs by centre and year"))
        self.table.verticalHeader().setAccessibleName(texts._("Centres"))
        for mark, word in zip(self._marks, _SIGNS, strict=False):
            mark.say(words.capital(texts.label(word)), WORD_SIGNS[word])
        for mark, (sign, said) in zip(self._marks[len(_SIGNS) :], _OTHERS, strict=True):
            mark.say(texts._(said), sign)
        self.table.put(self.table.rows.matrix, texts)

    def refit(self) -> None:
        """Another text size or theme."""
        self.table.refit()

    def default_focus(self) -> QWidget:
        """The matrix, or what is offered where there is none."""
        return self.table if not self.table.isHidden() else self.empty.button

    def _marked(self) -> None:
        self.pane.show_place(self.table)

    def marked_pair(self) -> Cell | None:
        """The only pair of the place that is marked, or the first of several."""
        return next(iter(self.table.pairs()), None)

    def _begin(self) -> None:
        (self.members_wanted if self._has_programme else self.programme_wanted).emit()

    # -- what can be done ----------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Opens the plan; of several pairs asks which; without a plan or a pair offers to make it.

        A pair that was called off gets no plan any more: there another pair is made."""
        cells = tuple(cell for cell in self.table.pairs() if cell.plan is not None or not words.called_off(cell))
        if len(cells) == 1:
            self._open(cells[0])
        elif cells:
            self._which(cells)
        else:
            self.new()

    def _which(self, cells: tuple[Cell, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for cell in cells:
            menu.addAction(menu_line(self._bench.texts, cell), partial(self._open, cell))
        menu.setActiveAction(menu.actions()[0])
        box = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(QPoint(box.left(), box.bottom())))

    def _open(self, cell: Cell) -> None:
        if cell.plan is not None:
            self._bench.open_plan(cell.plan.id)
        elif self._bench.writable():
            ask_plan(self._bench, self.window(), cell.pairing.id, self._bench.open_plan)

    def new(self) -> None:
        """Asks for the other centre of the marked place and makes the plan of both; from elsewhere asks for both."""
        if not self._bench.writable():
            return
        place, programme = Place(self._programme), self._programme
        at = self.table.place()
        if at is not None:
            place = Place(programme, at[2], at[0], at[1])
        ask_pair(self._bench, self.window(), self._sources, place, self._made)

    def _made(self, pairing_id: str, plan_id: str) -> None:
        self._bench.toast(self._bench.texts._("Pair made."), undo=True)
        if plan_id:
            self._bench.open_plan(plan_id)

    def save(self, matrix: Matrix) -> None:
        """Writes the pairs of the matrix as a workbook into the folder of reports and says where it lies."""
        bench, language = self._bench, self._bench.settings.language
        folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()
        name = bench.texts._("Buddy pairs").replace(" ", "-")

        def work(office: Office) -> HandedOut:
            folder.mkdir(parents=True, exist_ok=True)
            path = free_path(folder, f"P2I_{name}_{office.clock.today().isoformat()}.xlsx")
            return office.handing_out.pairs_workbook(matrix, path, language)

        bench.desk.ask(work, lambda made: say_saved(bench, made.path), owner=self)

    def print_matrix(self, matrix: Matrix, side: str) -> None:
        """Shows the matrix with the rows that are seen as paper in the preview."""
        from p2i_desktop.gui.preview_window import open_preview

        bench, language, key = self._bench, self._bench.settings.language, matrix.programme.id

        def work(office: Office) -> Paper:
            return office.printing.paper("buddy_matrix", key=key, side=side, language=language)

        bench.desk.ask(work, lambda made: open_preview(bench, self.window(), made), bench.fault, self)

    def edit(self, cell: Cell) -> None:
        """The fields of a pair in a dialog."""

        def show(pair: BuddyPairing) -> None:
            texts = self._bench.texts
            dialog = PartDialog(
                self._bench, texts.type_name(type(pair)), pair, PAIR_FIELDS, self._sources, self.window()
            )
            dialog.run(_save)

        key = cell.pairing.id

        def read() -> None:
            self._bench.desk.ask(lambda office: office.buddies.pair(key).pairing, show, self._bench.fault, self)

        self._sources.load(read)


def _save(office: Office, pair: BuddyPairing, _made: str) -> Changed:
    return office.buddies.save_pair(pair)
