"""The legend of a timeline: whose bars have which pattern, and how the holidays of the two centres are hatched."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.gantt_bars import paint_bar
from p2i_desktop.gui.plan.milestone_board import Board
from p2i_desktop.gui.plan.milestone_cells import Cells

_HATCH = {"mentor": Qt.BrushStyle.FDiagPattern, "new": Qt.BrushStyle.BDiagPattern}


class Swatch(QWidget):
    """A sample of a bar, of one day, or of a holiday."""

    def __init__(self, look: Look, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._kind = look, kind

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(30 if self._kind != "day" else 18), self._look.px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 2.5, -1.5, -2.5)
        if self._kind in set(PlanSide):
            paint_bar(painter, look, box, PlanSide(self._kind), one_day=False)
        elif self._kind == "day":
            side = box.height()
            paint_bar(painter, look, QRectF(box.center().x() - side / 2, box.top(), side, side), PlanSide.MENTOR, True)
        else:
            painter.fillRect(box, look.color("surface"))
            painter.fillRect(box, QBrush(look.color("text3"), _HATCH[self._kind.removeprefix("off_")]))
            painter.setPen(look.color("border_strong"))
            painter.drawRect(box)
        painter.end()


class Legend(QWidget):
    """Samples with their words, in as many lines as they need."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._flow = FlowLayout(self, look.px(14))
        self._labels: dict[str, QLabel] = {}
        self._parts: dict[str, QWidget] = {}
        for kind in (*PlanSide, "day", "off_mentor", "off_new"):
            self._add(str(kind))

    def _add(self, kind: str) -> None:
        part = QWidget(self)
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._look.px(6))
        label = QLabel(part)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "text2")
        label.setProperty("font_role", "hint")
        line.addWidget(Swatch(self._look, kind, part))
        line.addWidget(label)
        self._labels[kind], self._parts[kind] = label, part
        self._flow.addWidget(part)

    def show_board(self, board: Board, cells: Cells) -> None:
        """Words the samples for this plan."""
        texts, days = cells.texts, board.days
        for side in PlanSide:
            self._labels[side].setText(cells.side_name(side))
        self._labels["day"].setText(texts._("one day"))
        two = days.mentor_country != days.new_country
        for kind, country in (("off_mentor", days.mentor_country), ("off_new", days.new_country)):
            words = texts._("Holiday in {country}").replace("{country}", texts.country(country) if country else "")
            self._labels[kind].setText(words)
            shown = bool(country) and (two or kind == "off_mentor")
            self._parts[kind].setVisible(shown)
