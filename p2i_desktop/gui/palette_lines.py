"""A line of the palette: the words that were typed stand out, below it where they were found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from p2i_desktop.gui.screen import Bench

ENTRY_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Entry:
    """What it is called, what stands at its right, what it does; `below` is a piece of text, the marks are (start, end)
    of the words that were found."""

    text: str
    note: str
    icon: str
    run: Callable[[], None]
    marks: Marks = ()
    below: str = ""
    below_marks: Marks = ()

    def spoken(self) -> str:
        """The line for those who hear it."""
        return ", ".join(part for part in (self.text, self.note, self.below) if part)


class LineDelegate(QStyledItemDelegate):
    """Paints headings and entries; all text is plain."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = bench.look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return QSize(0, self._look.px(28))
        return QSize(0, self._look.px(34) + (self._look.metrics("small").height() if entry.below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        painter.save()
        inner = box.adjusted(look.px(12), 0, -look.px(12), 0)
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            painter.setFont(look.font("hint"))
            painter.setPen(look.color("text3"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, index.data())
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, look.color("sel"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.color("accent_text"))
        side = look.px(16)
        line = QRect(inner.left(), inner.top(), inner.width(), look.px(34))
        place = QRect(inner.left(), line.center().y() - side // 2, side, side)
        look.icon(entry.icon or "chevron-right").paint(painter, place)
        words = line.adjusted(side + look.px(10), 0, -self._note(painter, line, entry.note) - look.px(16), 0)
        ink = look.color("sel_text" if chosen else "text")
        self._marked(painter, words, entry.text, entry.marks, "body", "strong", ink)
        if entry.below:
            height = look.metrics("small").height()
            below = QRect(words.left(), line.bottom() - look.px(7), inner.right() - words.left(), height)
            quiet = ink if chosen else look.color("text2")
            self._marked(painter, below, entry.below, entry.below_marks, "small", "small", quiet)
        painter.restore()

    def _note(self, painter: QPainter, line: QRect, note: str) -> int:
        """What stands at the right; the width it takes."""
        look = self._look
        painter.setFont(look.font("hint"))
        painter.setPen(look.color("text2"))
        metrics = painter.fontMetrics()
        room = min(metrics.horizontalAdvance(note) + look.px(4), line.width() // 2)
        cut = metrics.elidedText(note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cut)
        return room

    def _marked(
        self, painter: QPainter, box: QRect, text: str, marks: Marks, plain: str, strong: str, ink: QColor
    ) -> None:
        """One line whose marked pieces are bold and underlined; what does not fit ends in an ellipsis."""
        fonts = {False: self._look.font(plain), True: self._look.font(strong)}
        fonts[True].setBold(True)
        fonts[True].setUnderline(True)
        painter.setPen(ink)
        at = box.left()
        for piece, found in _pieces(text, marks):
            painter.setFont(fonts[found])
            metrics = QFontMetrics(fonts[found])
            room = box.right() - at
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            place = QRect(at, box.top(), room, box.height())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(place, flags, shown)
            at += metrics.horizontalAdvance(piece)
            if shown != piece or at >= box.right():
                break


def _pieces(text: str, marks: Marks) -> list[tuple[str, bool]]:
    """The text cut at its marks: (piece, whether it was found)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    found.append((text[at:], False))
    return [piece for piece in found if piece[0]]
