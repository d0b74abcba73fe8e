"""The card of the running support plans on Today: milestones, lateness with its side, meetings, the next step of each side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.gui import steering_words as words
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.state_line import WORD_SIGNS
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_steering import PlanLine

ENTRY = Qt.ItemDataRole.UserRole
SHOWN_AT_ONCE = 2  # the others are scrolled to
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PlanEntry:
    """A plan as it is painted: pair and milestones, how it stands with its sign, then further lines."""

    plan_id: str
    pair: str
    milestones: str
    stands: str
    sign: tuple[str, str]
    late: bool
    lines: tuple[str, ...]

    def spoken(self) -> str:
        """The plan for screen readers."""
        return ", ".join(part for part in (self.pair, self.milestones, self.stands, *self.lines) if part)


def entry_of(line: PlanLine, texts: Texts) -> PlanEntry:
    """The words of a plan."""
    met = [words.meetings(line, texts), *([words.silence(line, texts)] if line.silent else [])]
    return PlanEntry(
        line.plan_id, line.pair, words.milestones(line, texts), words.lateness(line, texts),
        WORD_SIGNS[line.state.word], bool(line.state.days_late), (" · ".join(met), *words.next_steps(line, texts)),
    )  # fmt: skip


def full_entry_of(line: PlanLine, texts: Texts) -> PlanEntry:
    """The same with all that is known: title and end, what is overdue on each side, for how long nothing happened."""
    overdue = [
        f"{words.side_name(line, side, texts)} {words.overdue_of(line, side, texts)}"
        for side in PlanSide
        if line.overdue[side]
    ]
    ends = texts._("until {day}").format(day=texts.date(line.ends)) if line.ends else ""
    stands = [words.lateness(line, texts)]
    if overdue:
        stands.append(texts._("overdue: {sides}").replace("{sides}", ", ".join(overdue)))
    met = [words.meetings(line, texts), words.silence(line, texts)]
    entry = entry_of(line, texts)
    return replace(
        entry, stands=" · ".join(part for part in stands if part),
        lines=(_joined(line.title, ends), _joined(*met), *words.next_steps(line, texts)),
    )  # fmt: skip


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    """Pair and milestones in one line, below it the sign with the state, then the next steps."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: PlanEntry = index.data(ENTRY)
        return QSize(0, self.height(entry))

    def height(self, entry: PlanEntry) -> int:
        """The height of a plan."""
        look = self._look
        return (
            look.metrics("label").height() + (1 + len(entry.lines)) * (look.metrics("small").height() + 1) + look.px(12)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        entry: PlanEntry = index.data(ENTRY)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("sel"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.color("accent_text"))
        inner = box.adjusted(look.px(12), look.px(6), -look.px(12), 0)
        high, low, side = look.metrics("label").height(), look.metrics("small").height() + 1, look.px(18)
        painter.setFont(look.font("small"))
        width = painter.fontMetrics().horizontalAdvance(entry.milestones) + 2
        right = QRect(inner.right() - width, inner.top(), width, high)
        self._text(painter, right, entry.milestones, "small", "text2")
        self._text(
            painter,
            QRect(inner.left(), inner.top(), inner.width() - width - look.px(8), high),
            entry.pair,
            "label",
            "text",
        )
        line = QRect(inner.left(), inner.top() + high, inner.width(), low)
        look.icon(*entry.sign).paint(painter, QRect(line.left(), line.center().y() - side // 2 + 1, side, side))
        tone = "err" if entry.late else "text"
        self._text(painter, line.adjusted(side + look.px(6), 0, 0, 0), entry.stands, "small", tone)
        for text in entry.lines:
            line.translate(0, low)
            self._text(painter, line, text, "small", "text2")
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, text: str, role: str, tone: str) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.color(tone))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut
        )


class PlansList(QListView):
    """Arrows walk, Enter opens the plan."""

    opened = Signal(str)
    focused = Signal(bool)

    def __init__(self, look: Look, parent: QWidget, shown: int = SHOWN_AT_ONCE) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = shown
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._delegate = _Delegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("plans")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "plain")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._open())

    def fill(self, entries: list[PlanEntry]) -> None:
        """Shows plans; the marked one stays marked."""
        before = self.current()
        self._model.clear()
        for entry in entries:
            item = QStandardItem(entry.spoken())
            item.setData(entry, ENTRY)
            item.setToolTip(tooltip_text("\n".join((entry.stands, *entry.lines))))
            self._model.appendRow(item)
        at = [entry.plan_id for entry in entries].index(before) if before in [e.plan_id for e in entries] else 0
        self.setCurrentIndex(self._model.index(at, 0))
        self.refit()

    def refit(self) -> None:
        """As high as the plans that are shown at once; with 0 of them as high as all, as far as there is room."""
        entries = [self._model.item(row).data(ENTRY) for row in range(self._model.rowCount())]
        heights = [self._delegate.height(entry) for entry in entries]
        if self._shown:
            self.setFixedHeight(sum(heights[: self._shown]) + 2)
        else:
            self.setMinimumHeight(min(heights, default=0) + 2)
            self.setMaximumHeight(sum(heights) + 2)
        self.scheduleDelayedItemsLayout()

    def current(self) -> str:
        """The id of the marked plan; empty without one."""
        entry = self.currentIndex().data(ENTRY)
        return entry.plan_id if isinstance(entry, PlanEntry) else ""

    def _open(self) -> None:
        if self.current():
            self.opened.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class PlansCard(QFrame):
    """Heading and list; built when the first plan runs."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("font_role", "h2")
        self.title.setWordWrap(True)
        self.list = PlansList(look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, look.px(10), 1, look.px(8))
        column.setSpacing(look.px(4))
        head = QVBoxLayout()
        head.setContentsMargins(look.px(15), 0, look.px(12), 0)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.list)
        ring = FocusRing(self)
        self.list.focused.connect(ring.setVisible)
        self.list.opened.connect(self.opened)
        look.changed.connect(self.list.refit)

    def show_plans(self, lines: list[PlanLine], texts: Texts) -> None:
        """Shows the running plans."""
        self.title.setText(words.counted(lines, texts))
        self.list.setAccessibleName(texts._("Buddy plans"))
        self.list.fill([entry_of(line, texts) for line in lines])
