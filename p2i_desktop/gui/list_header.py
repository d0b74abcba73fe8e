"""The header of a list: titles, and arrows that say how it is sorted: ▲ is ascending, of two keys each has its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from p2i_desktop.gui.list_model import ListModel
from p2i_desktop.gui.look.look import Look

ARROW_ROOM = 18
WIDTH_STEP = 16  # pixels at 100 %, by a key


class ListHeader(QHeaderView):
    """Click or Enter on a title sorts, with Shift it is the second key; Left and Right walk the titles.

    Shift+Left and Shift+Right make a column narrower or wider.
    """

    sort_wanted = Signal(int, bool)  # section, whether as a second key
    width_wanted = Signal(int, int)  # section, pixels
    walked = Signal(int)  # to a title, by a key

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self._look = look
        self._sorted: dict[int, tuple[int, bool]] = {}  # section -> (which key, descending)
        self._at = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._clicked)

    def _clicked(self, section: int) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.sort_wanted.emit(section, bool(held))

    def show_sort(self, keys: Sequence[tuple[int, bool]]) -> None:
        """Paints arrows at sections, the first key first; () = nowhere."""
        self._sorted = {section: (number, descending) for number, (section, descending) in enumerate(keys, 1)}
        self.viewport().update()

    def title_width(self, title: str) -> int:
        """What a title needs with its arrow."""
        look = self._look
        return look.metrics("strong").horizontalAdvance(title) + 2 * look.px(8) + look.px(ARROW_ROOM)

    def wanted_height(self) -> int:
        return self._look.metrics("strong").height() + 2 * self._look.px(7) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first column stays where it is while the others scroll sideways."""
        super().paintEvent(event)
        if self.offset() > 0 and self.count():
            painter = QPainter(self.viewport())
            width = self.sectionSize(0)
            self.paintSection(painter, QRect(0, 0, width, self.height()), 0)
            painter.fillRect(QRect(width - 1, 0, 1, self.height()), self._look.color("border_strong"))
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the first column, where others lie under it, is one on the first column."""
        if self.offset() > 0 and event.position().x() < self.sectionSize(0):
            self._clicked(0)
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not (self.offset() > 0 and event.position().x() < self.sectionSize(0)):
            super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        model = self.model()
        painter.save()
        painter.fillRect(rect, look.color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("border"))
        right = isinstance(model, ListModel) and model.columns[section].right
        inner = rect.adjusted(look.px(8), 0, -look.px(8), 0)
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        room = look.px(ARROW_ROOM) if section in self._sorted else 0
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text2"))
        words = inner.adjusted(room, 0, 0, 0) if right else inner.adjusted(0, 0, -room, 0)
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, cut)
        if room:
            advance = painter.fontMetrics().horizontalAdvance(cut)
            left = words.right() - advance - room if right else words.left() + advance + look.px(4)
            self._paint_arrow(painter, QRect(left, rect.top(), room, rect.height()), *self._sorted[section])
        if self.hasFocus() and section == self._at:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRect, number: int, descending: bool) -> None:
        look, two = self._look, len(self._sorted) > 1
        half, height = look.px(8) / 2, look.px(5)
        centre = QPointF(box.center()) - QPointF(look.px(4) if two else 0, 0)
        tip = -height / 2 if not descending else height / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_text"))
        points = [QPointF(0, tip), QPointF(-half, -tip), QPointF(half, -tip)]
        painter.drawPolygon(QPolygonF([centre + point for point in points]))
        if two:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("accent_text"))
            beside = QRect(
                round(centre.x() + half) + 1, box.top(), box.right() - round(centre.x() + half), box.height()
            )
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in moves and shift:
            self.width_wanted.emit(self._at, self.sectionSize(self._at) + moves[key] * self._look.px(WIDTH_STEP))
        elif key in moves:
            self._walk(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.sort_wanted.emit(self._at, shift)
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
            self.walked.emit(at)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
