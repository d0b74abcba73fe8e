"""A card of the board: title in two lines, whose it is, the step with its days, who advises, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from p2i_desktop.domain.advice import CaseStatus, Instrument, Phase
from p2i_desktop.domain.rules.lifecycle import ENDED
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from datetime import date

    from p2i_desktop.services.boards import Card

CARD_ROLE = Qt.ItemDataRole.UserRole
LINES_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP = 10, 8  # inside and between cards, at 100 %


def lines(card: Card, texts: Texts, today: date) -> tuple[str, str, str, str, bool]:
    """(title, client, step with its days, number with who and what comes next, overdue) of a card in words."""
    ended = CaseStatus(card.status) in ENDED
    step = texts.label(CaseStatus(card.status)) if ended else texts.keyed("phase_short", card.phase)
    if card.days is not None and not ended:
        days = texts.ngettext("{n} day", "{n} days", card.days)
        step = f"{step} · {days}"
    instrument = Instrument(card.instrument) if card.instrument else Instrument.UNDECIDED
    kind = "" if instrument is Instrument.UNDECIDED else texts.label(instrument)
    overdue = card.next_on is not None and not ended and card.next_on < today
    when = texts.date(card.next_on) if card.next_on is not None and not ended else ""
    late = texts._("! {day} overdue").format(day=when) if overdue else when
    who = " · ".join(part for part in (card.number, card.advisor, late, kind) if part)
    return card.title, card.organisation, step, who, overdue


def spoken(card: Card, texts: Texts, today: date) -> str:
    """A card for those who hear it."""
    title, client, step, who, _ = lines(card, texts, today)
    phase = texts.label(Phase(card.phase))
    return ", ".join(part for part in (title, client, step, who, phase) if part)


class CardDelegate(QStyledItemDelegate):
    """Paints a card; all are of one height, so that eyes find the next one."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._look
        height = 2 * look.metrics("label").height() + 3 * look.metrics("small").height() + look.px(8)
        return QSize(look.px(60), height + 2 * look.px(_PAD) + look.px(_GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(box).adjusted(1, 1, -1, -look.px(_GAP) + 1)
        painter.setBrush(look.color("sel" if chosen else "surface"))
        painter.setPen(QPen(look.color("focus" if focused else "border"), 2 if focused else 1))
        painter.drawRoundedRect(body, 8, 8)
        inner = body.toRect().adjusted(look.px(_PAD), look.px(_PAD), -look.px(_PAD), -look.px(_PAD))
        self._words(painter, inner, index.data(LINES_ROLE), chosen)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, words: tuple[str, str, str, str, bool], chosen: bool) -> None:
        look = self._look
        title, client, step, who, overdue = words
        ink = look.color("sel_text" if chosen else "text")
        quiet = ink if chosen else look.color("text2")
        painter.setFont(look.font("label"))
        metrics, top = look.metrics("label"), box.top()
        for line in two_lines(title, metrics, box.width()):
            self._line(painter, QRect(box.left(), top, box.width(), metrics.height()), line, ink)
            top += metrics.height()
        top = box.top() + 2 * metrics.height() + look.px(4)
        painter.setFont(look.font("small"))
        small = look.metrics("small")
        for line, colour in ((client, quiet), (step, quiet), (who, look.color("err") if overdue else quiet)):
            cut = small.elidedText(line, Qt.TextElideMode.ElideRight, box.width())
            self._line(painter, QRect(box.left(), top, box.width(), small.height()), cut, colour)
            top += small.height() + look.px(1)

    @staticmethod
    def _line(painter: QPainter, box: QRect, text: str, ink: QColor) -> None:
        painter.setPen(ink)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text
        )


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A title broken once between words; what does not fit is cut with an ellipsis."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words, first = text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)]
