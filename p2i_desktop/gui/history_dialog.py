"""What happened to one record: every change of every field, the latest first, as a list that can be read and copied."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.steps import HistoryItem

_MOST_LETTERS = 400
_SHEET = (
    "QTreeView::item { padding: 0.3em 0.4em; } "
    "QHeaderView::section { background: palette(alternate-base); border: 0; padding: 0.4em; font-weight: 600; }"
)


def open_history(bench: Bench, parent: QWidget, record_id: str) -> "HistoryDialog":
    """Shows the history of a record over a window."""
    dialog = HistoryDialog(bench, parent)
    bench.look.dress(dialog)
    dialog.show()
    bench.desk.ask(lambda office: office.steps.history(record_id), dialog.fill, owner=dialog)
    return dialog


class HistoryDialog(QDialog):
    """A table of changes: when, who, what was done, field, before, after."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        texts, look = bench.texts, bench.look
        self.setObjectName("history")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts._("History"))
        self.resize(look.px(920), look.px(520))
        heading = QLabel(texts._("History"), self)
        heading.setProperty("font_role", "h1")
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(texts._("History"))
        self.tree.setColumnCount(6)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(False)
        self.tree.setWordWrap(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.setHeaderLabels(
            [texts._("When"), texts._("By"), texts._("Step"), texts._("Field"), texts._("Before"), texts._("After")]
        )
        self.tree.setStyleSheet(_SHEET)
        header = self.tree.header()
        for column in range(4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (4, 5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        margin = look.px(18)
        box.setContentsMargins(margin, margin, margin, margin)
        for part in (heading, self.tree, buttons):
            box.addWidget(part)
        self.tree.setFocus()

    def fill(self, items: "list[HistoryItem]") -> None:
        """Shows the changes, the latest first."""
        self.tree.clear()
        for item in reversed(items):
            row = QTreeWidgetItem(self.cells(item))
            for column in range(6):
                row.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                row.setToolTip(column, "")
            self.tree.addTopLevelItem(row)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def cells(self, item: "HistoryItem") -> list[str]:
        """One change in words."""
        texts = self._bench.texts
        record_type = BY_KEY.get(item.type)
        field = texts.field(record_type, item.field) if record_type is not None else item.field
        step = texts._("Created") if item.created else texts.step(item.label)
        if item.kind == "undo":
            step = texts._("Taken back: {step}").replace("{step}", step)
        return [
            texts.instant(item.at),
            item.actor,
            step.replace("{0}", "").strip(),
            field,
            "" if item.created else _short(texts.value(item.old)),
            _short(texts.value(item.new)),
        ]


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + " …"
