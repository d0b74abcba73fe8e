"""The group of the settings for case templates: a list, the head of the marked one, and its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.casework import CaseTemplate
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.template_lines import TemplateLines
from p2i_desktop.gui.window_commands import menu_letters

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

Draft = tuple[str, str]
SIDE_BY_SIDE = 780  # pixels at 100 %
MOST_HEIGHT = 16_777_215  # Qt's own: no limit


class TemplateSettings(QWidget):
    """Templates apply to cases that are opened from now on; no case changes with them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._templates: list[CaseTemplate] = []
        self._wanted = ""
        self.list, self.add, self.remove = QListWidget(self), QPushButton(self), QPushButton(self)
        self.list.setMinimumWidth(bench.look.px(200))
        self.setMinimumWidth(bench.look.px(240))
        self.list.setWordWrap(True)
        self.add.setProperty("icon_name", "plus")
        self.remove.setProperty("icon_name", "trash-2")
        self.remove.setProperty("kind", "quiet")
        self.form = bench.form("case_template", self)
        self.binder: Binder[CaseTemplate] = Binder(
            self.form, CaseTemplate, lambda: bench.texts, bench.clock.today, taken=lambda: menu_letters(bench.texts)
        )
        self.saver: SelfSaver[CaseTemplate] = SelfSaver(bench, self.binder, "case_template", _save, _load)
        self.saver.failed.connect(bench.fault)
        self.lines = TemplateLines(bench, self)
        self._right = QWidget(self)
        self._arrange()
        self.add.clicked.connect(self._new)
        self.remove.clicked.connect(self._throw_away)
        self.list.currentRowChanged.connect(self._marked)

    def _arrange(self) -> None:
        px = self._bench.look.px
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.list, 1)
        buttons = FlowLayout(None, px(8))
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        left.addLayout(buttons)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(12))
        right.addWidget(self.form)
        right.addWidget(self.lines, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(16))
        self._line.addLayout(left, 2)
        self._line.addWidget(self._right, 5)
        self._fold(0)

    def _fold(self, width: int) -> None:
        """The list stands beside the template where there is room, else above it."""
        px = self._bench.look.px
        beside = width >= px(SIDE_BY_SIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setMaximumHeight(MOST_HEIGHT if beside else px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.width())

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.add.setText(texts._("New template"))
        self.remove.setText(texts._("Move to bin"))
        self.list.setAccessibleName(texts._("Case templates"))
        self.binder.retranslate()
        self.lines.retranslate()
        mnemonics.assign(self, menu_letters(texts))

    def reload(self) -> None:
        """Reads the templates and the lines of the marked one."""
        self._bench.desk.ask(lambda office: office.templates.all(), self._show, owner=self)

    def show_template(self, key: str) -> None:
        """Marks one template."""
        self._wanted = key
        self.reload()

    def _show(self, templates: list[CaseTemplate]) -> None:
        keep = self._wanted or self.binder.base.id
        self._wanted, self._templates = "", templates
        self.list.blockSignals(True)
        self.list.clear()
        for template in templates:
            self.list.addItem(QListWidgetItem(template.name))
        if not templates:
            words = self._bench.texts._(
                "No template yet. A template brings next steps and a checklist into a new case."
            )
            nothing = QListWidgetItem(words)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self._bench.look.color("text2"))
            self.list.addItem(nothing)
        row = next((n for n, template in enumerate(templates) if template.id == keep), 0 if templates else -1)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._right.setVisible(bool(templates))
        self.remove.setEnabled(bool(templates))
        self._marked(row)

    def _marked(self, row: int) -> None:
        if not 0 <= row < len(self._templates):
            return
        template = self._templates[row]
        if self.binder.base.id != template.id:
            self.saver.show(template)
        else:
            self.saver.reread()
        self.lines.show_template(template.id)

    def _new(self) -> None:
        texts = self._bench.texts
        dialog = NewRecordDialog(self._bench.look, texts, texts._("New template"), self.window())
        name = QLineEdit(dialog)
        name.setMaxLength(200)
        dialog.add("name", texts.field(CaseTemplate, "name") + " *", name)

        def write() -> None:
            made = CaseTemplate(name=name.text().strip())
            self._wanted = made.id
            self._bench.desk.do(
                lambda office: office.templates.save(made),
                lambda _: dialog.accept(),
                self,
                dialog.refuser(self._bench),
                dialog,
            )

        dialog.wanted.connect(write)
        dialog.keep_draft(self._bench, "new_template")
        dialog.start()
        name.setFocus()

    def _throw_away(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._templates):
            return
        key, texts = self._templates[row].id, self._bench.texts
        words = texts._("Moved to the bin: {title}").replace("{title}", self._templates[row].name)
        self._bench.desk.do(
            lambda office: office.work.bin("case_template", key), lambda _: self._bench.toast(words, undo=True), self
        )


def _save(office: Office, record: CaseTemplate, draft: Draft, stay: str) -> Changed:
    changed = office.templates.save(record, stay)
    office.drafts.drop(*draft)
    return changed


def _load(office: Office, key: str) -> CaseTemplate:
    return office.templates.template(key)
