"""What is missing for the year's figures: each line opens the records it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.figures import OpenPoint

_POINT = Qt.ItemDataRole.UserRole


class ReportPoints(QFrame):
    """A card with the open points of a year."""

    asked = Signal(object, str)  # OpenPoint and its words

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench = bench
        self.setProperty("kind", "card")
        self._points: tuple[OpenPoint, ...] = ()
        self.settle, self.open_hint = QLabel(self), QLabel(self)
        self.settle.setProperty("font_role", "h2")
        self.open_hint.setProperty("tone", "text2")
        self.open_hint.setWordWrap(True)
        for label in (self.settle, self.open_hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.points = QListWidget(self)
        self.points.setWordWrap(True)
        self.points.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.points.setMinimumHeight(bench.look.px(120))
        # Else the column around takes the height that a list likes for the least one, and sets its cards over each other.
        self.points.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.points.itemActivated.connect(lambda item: self.asked.emit(item.data(_POINT), item.text()))
        px = bench.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(18))
        column.setSpacing(px(6))
        column.addWidget(self.settle)
        column.addWidget(self.open_hint)
        column.addWidget(self.points, 1)

    def fill(self, points: tuple[OpenPoint, ...]) -> None:
        """Shows these points."""
        texts = self.bench.texts
        self._points = points
        self.points.clear()
        for point in points:
            record_type = BY_KEY[point.type]
            words = texts._("{type} without “{field}”: {n}").format(
                type=texts.type_name(record_type),
                field=texts.field(record_type, point.field),
                n=texts.number(len(point.ids)),
            )
            item = QListWidgetItem(self.bench.look.icon("triangle-alert", "warn"), words)
            item.setData(_POINT, point)
            self.points.addItem(item)
        side = self.bench.look.px(16)
        self.points.setIconSize(QSize(side, side))
        self.points.setVisible(bool(points))
        said = texts._("Enter opens the records. The report can be made all the same; it says what is missing.")
        self.open_hint.setText(
            said if points else texts._("All complete: every figure of this year has what it needs.")
        )

    def retranslate(self) -> None:
        """Words the card anew."""
        self.settle.setText(self.bench.texts._("To settle before the report"))
        self.points.setAccessibleName(self.bench.texts._("To settle before the report"))
        self.fill(self._points)
