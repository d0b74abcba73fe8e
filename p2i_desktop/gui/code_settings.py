"""The official code lists of the file: which, in which version, since when, and where new ones are taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import N_
from p2i_desktop.paths import documents_folder
from p2i_desktop.services.codes import ATTRIBUTION
from p2i_desktop.services.errors import Changed
from p2i_desktop.services.taking_in import TakenIn, read_code_lists, take_in

if TYPE_CHECKING:
    from p2i_desktop.exchange.code_lists import Reading
    from p2i_desktop.services.codes import ListInfo
    from p2i_desktop.services.office import Office

_HEADS = (N_("List"), N_("Version"), N_("Codes"), N_("Taken in on"))
_CODES = 2
_MOST_NAMED = 5


class CodeListSettings(QWidget):
    """A line a list; two buttons take in a folder or one file, as one step that can be undone."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._shown: list[ListInfo] = []
        self.said, self.attribution, self.state = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.said, self.attribution, self.state):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.said.setProperty("tone", "text2")
        self.attribution.setProperty("tone", "text2")
        self.state.hide()
        self.folder, self.file = QPushButton(self), QPushButton(self)
        self.folder.setProperty("icon_name", "folder-open")
        self.folder.setObjectName("take_in_code_lists")
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        line = FlowLayout(gap=bench.look.px(8))  # below each other in a narrow window
        line.addWidget(self.folder)
        line.addWidget(self.file)
        for part in (self.said, self.state):
            column.addWidget(part)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.attribution)
        column.addStretch(0)
        self.folder.clicked.connect(self._choose_folder)
        self.file.clicked.connect(self._choose_file)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.folder.setText(texts._("Take in code lists…"))
        self.file.setText(texts._("Take in one file…"))
        self.table.setAccessibleName(texts._("Code lists"))
        self.table.setHorizontalHeaderLabels([texts._(head) for head in _HEADS])
        self.attribution.setText(texts._(ATTRIBUTION))
        mnemonics.assign(self, menu_letters(texts))
        self._fill(self._shown)

    def reload(self) -> None:
        """Reads which lists there are."""
        self._bench.desk.ask(lambda office: office.codes.lists(), self._fill, owner=self)

    # -- taking in ---------------------------------------------------------------------------------------------------
    def _choose_folder(self) -> None:
        title = self._bench.texts._("Folder of code lists (.json, .gc, .xml)")
        self._take(self._bench.doors.folder(self, title, documents_folder()))

    def _choose_file(self) -> None:
        texts = self._bench.texts
        kinds = texts._("Code lists (*.json *.gc *.xml)")
        self._take(self._bench.doors.open_file(self, texts._("Take in one file…"), documents_folder(), kinds))

    def _take(self, path: Path | None) -> None:
        if path is None:
            return
        self._say(self._bench.texts._("Reading {name}…").replace("{name}", path.name), "text2")
        self._busy(True)
        self._bench.desk.apart(lambda _progress: read_code_lists(path), self._write, self._failed, self)

    def _write(self, reading: Reading) -> None:
        def change_of(done: TakenIn) -> Changed:
            return done.changed or Changed("", "take_in_code_lists", {})

        def work(office: Office) -> TakenIn:
            return take_in(office, reading)

        self._bench.desk.write(work, change_of, self._done, self, self._failed, self)

    def _done(self, done: TakenIn) -> None:
        texts = self._bench.texts
        self._busy(False)
        words = texts._("{new} new, {updated} changed, {retired} retired, {skipped} unchanged")
        for name in ("new", "updated", "retired", "skipped"):
            words = words.replace("{" + name + "}", texts.number(getattr(done, name)))
        if done.rejected:
            named = ", ".join(done.rejected[:_MOST_NAMED]) + (" …" if len(done.rejected) > _MOST_NAMED else "")
            words += "\n" + texts._("Refused: {list}").replace("{list}", named)
        self._say(words, "warn" if done.rejected else "text2")
        self._bench.announce(self, words)
        if done.step:
            self._bench.toast(texts.step("take_in_code_lists"), undo=True)
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        words = sentence(error, self._bench.texts)
        if words is None:
            self.state.hide()
            self._bench.fault(error)
            return
        self._say(words, "err")
        self._bench.announce(self, words)

    def _busy(self, on: bool) -> None:
        for button in (self.folder, self.file):
            button.setEnabled(not on and self._bench.writable())

    def _say(self, words: str, tone: str) -> None:
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        restyle(self.state)
        self.state.show()

    # -- showing -----------------------------------------------------------------------------------------------------
    def _fill(self, lists: list[ListInfo]) -> None:
        texts, look = self._bench.texts, self._bench.look
        self._shown = lists = sorted(lists, key=lambda one: texts.sort_key(texts.keyed("code_list", one.name)))
        loaded = any(one.name == "cpv" for one in lists)
        self.said.setText(
            texts._("Fields for CPV and NUTS codes complete and name codes from these lists.")
            if loaded
            else texts._(
                "No CPV list is taken in: only the 45 divisions are offered and only control digits are checked. "
                "The official lists come from the eForms SDK of the Publications Office."
            )
        )
        self.attribution.setVisible(any(one.official for one in lists))
        self.table.setVisible(bool(lists))
        self.table.setRowCount(len(lists))
        for row, one in enumerate(lists):
            name = texts.keyed("code_list", one.name)
            taken = texts.date(one.taken_in.date()) if one.taken_in else ""
            for column, text in enumerate((name, one.version, texts.number(one.codes), taken)):
                item = QTableWidgetItem(text)
                item.setToolTip(tooltip_text(f"{one.name}\n{one.source}\n{one.licence}"))
                if column == _CODES:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        metrics = self.table.fontMetrics()
        for column in range(1, len(_HEADS)):
            cells = [self.table.item(row, column) for row in range(len(lists))]
            widest = max((metrics.horizontalAdvance(cell.text()) for cell in cells if cell is not None), default=0)
            self.table.setColumnWidth(column, max(widest + look.px(24), header.sectionSizeHint(column) + look.px(12)))
        self.table.verticalHeader().setDefaultSectionSize(look.row_height())
        self._busy(False)
