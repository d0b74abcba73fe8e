"""Two versions of a field, side by side: keep mine, or take theirs; nothing is lost, both stand in the history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.record import Record
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

Settle = Callable[[str, object], None]


class ConflictBar(QFrame):
    """One row a field that both sides changed; it goes when all are decided."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._left = 0
        self.setObjectName("infoBar")
        self.setProperty("tone", "warn")
        column = QVBoxLayout(self)
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        self.hide()

    def ask(
        self, record_type: type[Record], fields: list[tuple[str, object, object]], texts: Texts, settle: Settle
    ) -> None:
        """Shows each field with both values."""
        self._clear()
        self._heading.setText(
            texts._("Somebody changed the same fields while you were typing. Both values are kept in the history.")
        )
        self._left = len(fields)
        for row, (name, mine, theirs) in enumerate(fields):
            label = self._label(texts.field(record_type, name))
            label.setProperty("font_role", "label")
            keep, take = QPushButton(texts._("Keep mine"), self), QPushButton(texts._("Take theirs"), self)
            parts: tuple[QWidget, ...] = (
                label,
                self._label(texts.value(mine)),
                keep,
                self._label(texts.value(theirs)),
                take,
            )
            for column, part in enumerate(parts):
                self._grid.addWidget(part, row, column)
            for button, value in ((keep, mine), (take, theirs)):
                button.clicked.connect(lambda _=False, n=name, v=value, shown=parts: self._decided(settle, n, v, shown))
        self._look.dress(self)
        self.show()

    def _decided(self, settle: Settle, name: str, value: object, parts: tuple[QWidget, ...]) -> None:
        for part in parts:
            part.hide()
        self._left -= 1
        self.setVisible(self._left > 0)
        settle(name, value)

    def _label(self, text: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setText(text if len(text) < 300 else text[:300] + " …")
        return label

    def _clear(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
