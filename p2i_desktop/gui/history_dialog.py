"""What happened to one record, in sentences, the latest first; any value can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.record import COMMON_FIELDS
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.history_words import heading, sentence
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.steps import HistoryItem

_ITEM = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1


def open_history(bench: Bench, parent: QWidget, record_id: str) -> HistoryDialog:
    """Shows the history of a record over a window."""
    dialog = HistoryDialog(bench, parent, record_id)
    bench.look.dress(dialog)
    dialog.show()
    dialog.reload()
    return dialog


class HistoryDialog(QDialog):
    """A list of changes: when, who, what; the marked one can be undone alone."""

    def __init__(self, bench: Bench, parent: QWidget, record_id: str) -> None:
        super().__init__(parent)
        self._bench = bench
        self._record_id = record_id
        texts, look = bench.texts, bench.look
        self.setObjectName("history")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts._("History"))
        self.resize(look.px(760), look.px(560))
        title, self.problem, hint = QLabel(texts._("History"), self), QLabel(self), QLabel(self)
        title.setProperty("font_role", "h1")
        hint.setText(texts._("Ctrl+C copies what is marked. A value that is brought back is a change of its own."))
        hint.setProperty("tone", "text2")
        self.problem.setProperty("tone", "err")
        for label in (title, self.problem, hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problem.hide()
        self.story = QListWidget(self)
        self.story.setObjectName("story")
        self.story.setAccessibleName(texts._("History"))
        self.story.setWordWrap(True)
        self.story.setSpacing(1)
        self.story.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.story.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.restore, close = (
            QPushButton(texts._("Bring back the value before"), self),
            QPushButton(texts._("Close"), self),
        )
        self.restore.setObjectName("restore_value")
        self.restore.setProperty("icon_name", "rotate-ccw")
        self.restore.setAutoDefault(False)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._bring_back)
        close.clicked.connect(self.close)
        self.story.currentItemChanged.connect(lambda *_: self._marked())
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        margin = look.px(18)
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(look.px(8))
        for part in (title, hint, self.story, self.problem):
            box.addWidget(part)
        box.addLayout(buttons)
        mnemonics.assign(self)
        bench.commands.lend(self, ("undo", "redo"))
        bench.desk.changed.connect(self._changed)
        self.story.setFocus()

    def reload(self) -> None:
        """Reads the history anew."""
        key = self._record_id
        self._bench.desk.ask(lambda office: office.steps.history(key), self.fill, self._bench.fault, owner=self)

    def _changed(self, changed: Changed, _initiator: object) -> None:
        if any(self._record_id in keys for keys in changed.keys.values()):
            self.reload()

    def fill(self, items: list[HistoryItem]) -> None:
        """Shows the changes, the latest first."""
        texts = self._bench.texts
        self.story.clear()
        made = [item for item in items if item.created]
        for item in (*reversed(items[len(made) :]), *made[:1]):
            told = made if item.created else [item]
            words = "\n".join(sentence(one, texts) for one in told)
            line = QListWidgetItem(f"{words}\n{heading(item, texts)}")
            line.setData(_ITEM, item)
            line.setData(_WORDS, words)
            self.story.addItem(line)
        self.story.setCurrentRow(0)

    def current(self) -> HistoryItem | None:
        """The change that is marked."""
        line = self.story.currentItem()
        item: HistoryItem | None = line.data(_ITEM) if line is not None else None
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the marked changes as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        texts = self._bench.texts
        lines = sorted(self.story.selectedItems(), key=self.story.row)
        rows = [(heading(line.data(_ITEM), texts), line.data(_WORDS)) for line in lines]
        copy_rows((texts._("When"), texts._("Change")), rows, texts)

    def _marked(self) -> None:
        item = self.current()
        free = item is not None and not item.created and item.field not in COMMON_FIELDS
        self.restore.setEnabled(free and self._bench.writable())

    def _bring_back(self) -> None:
        item, key = self.current(), self._record_id
        if item is None:
            return

        def work(office: Office) -> Changed:
            return office.steps.restore(key, item.entry, item.field)

        self._bench.desk.do(work, self._done, self, self._failed, owner=self)

    def _done(self, changed: Changed | None) -> None:
        self.problem.hide()
        texts = self._bench.texts
        if changed is not None and changed.step:
            self._bench.announce(self.story, texts._("The value before is back."))
            self._bench.toast(texts.step(changed.label), undo=True)
        else:
            self._say(texts._("The field holds this value already."))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._say("\n".join(self._bench.texts.message(problem) for problem in error.problems))
        else:
            self._bench.fault(error)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        self._bench.announce(self.problem, words)
