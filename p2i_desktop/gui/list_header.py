"""The header of a list: titles, and the arrow that says how it is sorted: ▲ is ascending."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from p2i_desktop.gui.list_model import ListModel
from p2i_desktop.gui.look.look import Look

ARROW_ROOM = 18


class ListHeader(QHeaderView):
    """Click or Enter on a title sorts; Left and Right walk the titles while the header has the focus."""

    sort_wanted = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self._look = look
        self._sorted = -1
        self._descending = False
        self._at = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self.sort_wanted)

    def show_sort(self, section: int, descending: bool) -> None:
        """Paints the arrow at a section (-1: nowhere)."""
        self._sorted, self._descending = section, descending
        self.viewport().update()

    def title_width(self, title: str) -> int:
        """What a title needs with its arrow."""
        look = self._look
        return look.metrics("strong").horizontalAdvance(title) + 2 * look.px(8) + look.px(ARROW_ROOM)

    def wanted_height(self) -> int:
        return self._look.metrics("strong").height() + 2 * self._look.px(7) + 1

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        model = self.model()
        painter.save()
        painter.fillRect(rect, look.color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("border"))
        right = isinstance(model, ListModel) and model.columns[section].right
        inner = rect.adjusted(look.px(8), 0, -look.px(8), 0)
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        room = look.px(ARROW_ROOM) if section == self._sorted else 0
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text2"))
        words = inner.adjusted(room, 0, 0, 0) if right else inner.adjusted(0, 0, -room, 0)
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, cut)
        if room:
            advance = painter.fontMetrics().horizontalAdvance(cut)
            left = words.right() - advance - room if right else words.left() + advance + look.px(4)
            self._paint_arrow(painter, QRect(left, rect.top(), room, rect.height()))
        if self.hasFocus() and section == self._at:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRect) -> None:
        look = self._look
        half, height = look.px(8) / 2, look.px(5)
        centre = QPointF(box.center())
        tip = -height / 2 if not self._descending else height / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_text"))
        points = [QPointF(0, tip), QPointF(-half, -tip), QPointF(half, -tip)]
        painter.drawPolygon(QPolygonF([centre + point for point in points]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in moves:
            self._walk(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.sort_wanted.emit(self._at)
        elif key == Qt.Key.Key_Down:
            self._table.setFocus()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        at = self._at + step
        while 0 <= at < self.count() and self.isSectionHidden(at):
            at += step
        if 0 <= at < self.count():
            self._at = at
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
