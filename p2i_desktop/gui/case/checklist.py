"""The drawer of the checklist: lines without a day, ticked, ordered and thrown away by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.casework import CaseTemplate, ChecklistItem
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.commands import Command, native
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.line_keys import LineKeys
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

KEY = Qt.ItemDataRole.UserRole
BUTTONS = (
    ("arrow-up", N_("Move line up")),
    ("arrow-down", N_("Move line down")),
    ("trash-2", N_("Move line to the bin")),
)


class ChecklistDrawer(CaseBox):
    """Space ticks, Alt+Up and Alt+Down order, F2 words a line anew, Del throws it away; Enter in the line adds."""

    name = "case_checklist_box"
    heading = N_("Checklist")
    shows = frozenset({"checklist_item"})

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self._items: list[ChecklistItem] = []
        self._filling = False
        self._renamed = ""  # the line that stands in the field
        self._next = ""  # where the keys go on after a line was thrown away
        self.line, self.add = QLineEdit(self), QPushButton(self)
        self.line.setMaxLength(300)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(bench.look.px(64))
        LineKeys(self.list, self.bench.writable, up=self._up, down=self._down, reword=self._rename, remove=self._remove)
        self.list.itemChanged.connect(self._ticked)
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)
        self.buttons = [QPushButton(self) for _ in BUTTONS]
        self._arrange()

    def _arrange(self) -> None:
        look = self.bench.look
        head = FilterLine(None, look, 180)
        head.addWidget(self.line)
        head.addWidget(self.add)
        foot = QHBoxLayout()
        for button, (icon, _), run in zip(self.buttons, BUTTONS, (self._up, self._down, self._remove), strict=True):
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
            button.clicked.connect(run)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.line.setPlaceholderText(texts._("What belongs on the list"))
        self.line.setAccessibleName(texts._("Line of the checklist"))
        self.list.setAccessibleName(texts._("Checklist"))
        self.add.setText(texts._("Add"))
        for button, (_, words), key in zip(self.buttons, BUTTONS, ("Alt+Up", "Alt+Down", "Del"), strict=True):
            button.setAccessibleName(texts._(words))
            button.setToolTip(tooltip_text(f"{texts._(words)}   {native(key)}"))
        self._show(self._items)

    def reload(self) -> None:
        key = self.case_id
        self.bench.desk.ask(lambda office: office.checklist.items(key), self._show, owner=self)

    def take_focus(self) -> None:
        (self.list if self._items else self.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("case_checklist", N_("Checklist"), self._go, "Alt+5", "case", "list"),
            Command("case_make_template", N_("Make template from this case…"), self._make_template, "", "case", "plus",
                    enabled=writable),
        ]  # fmt: skip

    # -- showing -----------------------------------------------------------------------------------------------------
    def _show(self, items: list[ChecklistItem]) -> None:
        texts, look = self.bench.texts, self.bench.look
        keep, row = self._next or self._current(), self.list.currentRow()
        self._next, self._items, self._filling = "", items, True
        self.list.clear()
        for item in items:
            line = QListWidgetItem(self._words(item))
            line.setData(KEY, item.id)
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                if not self.bench.read_only
                else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            line.setCheckState(Qt.CheckState.Checked if item.done_on else Qt.CheckState.Unchecked)
            if item.done_on:
                line.setForeground(look.color("text2"))
            self.list.addItem(line)
        if not items:
            nothing = QListWidgetItem(texts._("No line yet. Enter adds what is typed above."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(look.color("text2"))
            self.list.addItem(nothing)
        self._filling = False
        at = next((n for n, item in enumerate(items) if item.id == keep), min(max(row, 0), len(items) - 1))
        self.list.setCurrentRow(at)
        done = sum(item.done_on is not None for item in items)
        numbers = {"done": texts.number(done), "all": texts.number(len(items))}
        self.told.emit(texts._("{done} of {all}").format(**numbers) if items else "")
        for button in self.buttons:
            button.setEnabled(bool(items) and not self.bench.read_only)
        for part in (self.line, self.add):
            part.setEnabled(not self.bench.read_only)

    def _words(self, item: ChecklistItem) -> str:
        from p2i_desktop.services.templates import waits_for_target

        texts, days = self.bench.texts, waits_for_target(item)
        if item.done_on:
            return f"{item.title} · {texts.date(item.done_on)}"
        if days is None:
            return item.title
        waits = texts.ngettext("due {n} day before the target date", "due {n} days before the target date", days)
        return f"{item.title} · {waits}"

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(KEY) or "") if item is not None else ""

    # -- what is done --------------------------------------------------------------------------------------------------
    def _go(self) -> None:
        self.wanted.emit()
        self.take_focus()

    def _ticked(self, line: QListWidgetItem) -> None:
        if self._filling:
            return
        key, done = str(line.data(KEY)), line.checkState() is Qt.CheckState.Checked
        self._do(lambda office: office.checklist.tick(key, done))

    def _add(self) -> None:
        title, renamed, case = self.line.text().strip(), self._renamed, self.case_id
        if not title or self.bench.read_only:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def done(_changed: object) -> None:
            self._renamed = ""
            self.line.clear()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

        if renamed:
            self.bench.desk.do(lambda office: office.checklist.rename(renamed, title), done, self, owner=self)
        else:
            self.bench.desk.do(lambda office: office.checklist.add(case, title), done, self, owner=self)

    def _rename(self) -> None:
        found = next((item for item in self._items if item.id == self._current()), None)
        if found is not None:
            self._renamed = found.id
            self.line.setText(found.title)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        key = self._current()
        if key:
            self._do(lambda office: office.checklist.move(key, by))

    def _remove(self) -> None:
        key, keys = self._current(), [item.id for item in self._items]
        if not key:
            return
        at = keys.index(key)
        self._next = (keys[at + 1 :] or keys[:at][-1:] or [""])[0]
        title = self._items[at].title
        words = self.bench.texts._("Moved to the bin: {title}").replace("{title}", title)
        self.bench.desk.do(
            lambda office: office.checklist.remove(key), lambda _: self.bench.toast(words, undo=True), self, owner=self
        )

    def _do(self, work: object) -> None:
        self.bench.desk.do(work, initiator=self, failed=self._failed, owner=self)  # type: ignore[arg-type]

    def _failed(self, error: Exception) -> None:
        self.reload()  # what is on screen is what is in the file
        self.bench.fault(error)

    def _make_template(self) -> None:
        texts, key = self.bench.texts, self.case_id
        dialog = NewRecordDialog(self.bench.look, texts, texts._("Template from this case"), self.window())
        dialog.setObjectName("new_template")
        name = QLineEdit(dialog)
        name.setMaxLength(200)
        dialog.add("name", texts.field(CaseTemplate, "name") + " *", name)

        def work(office: Office) -> tuple[object, str]:
            return office.templates.from_case(key, name.text().strip())

        def made(answer: tuple[object, str]) -> None:
            dialog.accept()
            edit = (texts._("Edit"), lambda: self.bench.go("settings", f"templates:{answer[1]}"))
            words = texts._("Template made: {name}").replace("{name}", name.text().strip())
            self.bench.toast(words, undo=True, actions=(edit,))

        def write() -> None:
            self.bench.desk.write(work, lambda answer: answer[0], made, self, dialog.refuser(self.bench), dialog)  # type: ignore[arg-type,return-value]

        dialog.wanted.connect(write)
        dialog.keep_draft(self.bench, "new_template", key)
        dialog.start()
        name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field is done there; Esc gives up a wording."""
        if event.key() == Qt.Key.Key_Escape and self._renamed:
            self._renamed = ""
            self.line.clear()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.hasFocus():
            event.accept()
        else:
            super().keyPressEvent(event)
