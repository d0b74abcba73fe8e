"""The due list: what is overdue, due today and in the next days, what went quiet, in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from p2i_desktop.gui.due_words import due_side, due_title
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.steering_words import silence
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.overview import CaseRef, Due, Quiet, ToAsk, Today
    from p2i_desktop.services.plan_steering import PlanLine

ENTRY_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
GROUPS = (("overdue", N_("Overdue ({n})")), ("today", N_("Today ({n})")), ("week", N_("Next 7 days ({n})")))
ICONS = {
    "action": "circle-check",
    "follow_up": "phone-call",
    "target": "flag",
    "quiet": "clock",
    "no_next": "circle-help",
    "to_ask": "star",
    "milestone": "flag",
    "plan_quiet": "clock",
    "workshop": "presentation",
    "workshop_ends": "presentation",
    "workshop_follow_up": "file-text",
}
OTHER_DAY = "calendar-days"


@dataclass(frozen=True)
class Entry:
    """One line of the list: what it is about, when in words, and what can be done with it.

    `kind` is that of domain/dated.py, or quiet, no_next, to_ask (then `id` is the case's); `done`, `moves`: whether
    Ctrl+D and Ctrl+T do something; `asks`: Ctrl+D opens it, because it takes more than a key; `about_type` and `about_id`
    name the record that Enter opens; `day`: said first to screen readers, where it stands only in a heading."""

    kind: str
    id: str
    about_type: str
    about_id: str
    title: str
    second: str
    when: str
    overdue: bool = False
    done: bool = False
    moves: bool = False
    asks: bool = False
    day: str = ""

    @property
    def case_id(self) -> str:
        """The case that it is about; empty when it is about something else."""
        return self.about_id if self.about_type == "case" else ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: a case may stand in several groups."""
        return self.kind, self.id

    def spoken(self) -> str:
        """The line for screen readers."""
        return ", ".join(part for part in (self.day, self.when, self.title, self.second) if part)


class _Delegate(QStyledItemDelegate):
    """Icon, two lines, the day in words at the right; overdue with a mark, the word and red."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._look
        if index.data(ENTRY_ROLE) is None:
            return QSize(0, look.metrics("strong").height() + look.px(16))
        return QSize(0, self._line())

    def _line(self) -> int:
        return 2 * self._look.metrics().height() + self._look.px(14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        if box.bottom() >= self._view.viewport().height() and box.top() > 0:
            return  # half a line at the edge says nothing: it comes whole with the next step
        entry: Entry | None = index.data(ENTRY_ROLE)
        alone = entry is None and box.bottom() + self._line() >= self._view.viewport().height() and box.top() > 0
        if alone:
            return  # a heading comes with its first line
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.save()
        inner = box.adjusted(look.px(12), 0, -look.px(12), 0)
        if entry is None:
            painter.setFont(look.font("strong"))
            painter.setPen(look.color("text2"))
            painter.drawText(inner.adjusted(0, look.px(6), 0, 0), left, index.data())
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("sel"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.color("accent_text"))
        side = look.px(18)
        icon = "triangle-alert" if entry.overdue else ICONS.get(entry.kind, OTHER_DAY)
        tone = "err" if entry.overdue else "text2"
        look.icon(icon, tone).paint(painter, QRect(inner.left(), box.center().y() - side // 2, side, side))
        self._words(painter, inner.adjusted(side + look.px(10), 0, 0, 0), entry, tone)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, entry: Entry, tone: str) -> None:
        look = self._look
        painter.setFont(look.font("small"))
        width = painter.fontMetrics().horizontalAdvance(entry.when) + 2
        painter.setPen(look.color(tone))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(box.right() - width, box.top(), width, box.height()), right, entry.when)
        height = look.metrics().height()
        top = box.center().y() - height
        room = box.width() - width - look.px(12)
        for number, (text, role, ink) in enumerate(((entry.title, "label", "text"), (entry.second, "small", "text2"))):
            painter.setFont(look.font(role))
            painter.setPen(look.color(ink))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            line = QRect(box.left(), top + number * (height + 1), room, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class DueList(QListView):
    """Headings take no focus; Enter opens, the screen looks after done and postpone."""

    opened = Signal(object)
    focused = Signal(bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "plain")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._open())
        self._next: list[tuple[str, str]] = []  # where to go on once the current line is dealt with

    def fill(self, groups: list[tuple[str, list[Entry]]]) -> None:
        """Shows groups; the current line stays. One that was dealt with gives its place to the line that followed, also
        when it only moved to another day; else the line that takes its place is next."""
        before, keys = self.current(), self._keys()
        at = keys.index(before.key) if before is not None else 0
        top = self.verticalScrollBar().value()
        self._model.clear()
        for heading, entries in groups:
            if not entries:
                continue
            title = QStandardItem(heading)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(title)
            for entry in entries:
                item = QStandardItem(entry.spoken())
                item.setData(entry, ENTRY_ROLE)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self._model.appendRow(item)
        found = self._keys()
        wanted = [key for key in self._next or [*keys[at:], *reversed(keys[:at])] if key in found]
        self._next = []
        self.verticalScrollBar().setValue(top)
        if found:
            self.setCurrentIndex(self._model.index(self._entry_rows()[found.index((wanted or found)[0])], 0))

    def leave_current(self) -> None:
        """The current line is being dealt with: when the list comes anew, the keys stand on the line that followed."""
        entry, keys = self.current(), self._keys()
        if entry is not None:
            at = keys.index(entry.key)
            self._next = [*keys[at + 1 :], *reversed(keys[:at])]

    def stay(self) -> None:
        """It could not be dealt with after all."""
        self._next = []

    def current(self) -> Entry | None:
        """The line that the keys stand on."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, Entry) else None

    def at_edge(self, step: int) -> bool:
        """Whether no line follows (`step` 1), or none stands before (-1), the one that the keys stand on."""
        rows = self._entry_rows()
        return not rows or self.currentIndex().row() == rows[-1 if step > 0 else 0]

    def go_to(self, key: tuple[str, str]) -> None:
        """Goes to a line, its heading in sight where it is the first below it."""
        row = self._entry_rows()[self._keys().index(key)]
        if self._model.item(row - 1).data(ENTRY_ROLE) is None:
            self.scrollTo(self._model.index(row - 1, 0))
        self.setCurrentIndex(self._model.index(row, 0))

    def current_box(self) -> QRect:
        """Where the current line stands in the view."""
        return self.visualRect(self.currentIndex())

    def _entry_rows(self) -> list[int]:
        return [at for at in range(self._model.rowCount()) if self._model.item(at).data(ENTRY_ROLE) is not None]

    def _keys(self) -> list[tuple[str, str]]:
        return [self._model.item(at).data(ENTRY_ROLE).key for at in self._entry_rows()]

    def _open(self) -> None:
        entry = self.current()
        if entry is not None:
            self.opened.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            rows = self._entry_rows()
            if rows:
                self.setCurrentIndex(self._model.index(rows[0 if event.key() == Qt.Key.Key_Home else -1], 0))
                self.scrollToTop() if event.key() == Qt.Key.Key_Home else self.scrollToBottom()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def due_groups(today: Today, texts: Texts) -> list[tuple[str, list[Entry]]]:
    """The groups of the due list with their counts."""
    groups = []
    for group, heading in GROUPS:
        entries = [due_entry(item, texts) for item in today.due if item.group == group]
        groups.append((texts._(heading).format(n=texts.number(today.due_counts[group])), entries))
    quiet = [_quiet(item, texts) for item in today.quiet]
    groups.append((texts._("Quiet cases ({n})").format(n=texts.number(today.quiet_count)), quiet))
    if today.silent_plans:
        silent = [_silent(line, texts) for line in today.silent_plans]
        groups.append((texts._("Silent buddy plans ({n})").format(n=texts.number(len(silent))), silent))
    no_next = [_no_next(case, texts) for case in today.no_next]
    groups.append(
        (texts._("Open cases without a next date ({n})").format(n=texts.number(today.no_next_count)), no_next)
    )
    asks = [_to_ask(item, texts) for item in today.to_ask]
    groups.append((texts._("Client not heard yet ({n})").format(n=texts.number(today.to_ask_count)), asks))
    return groups


def counted(today: Today, texts: Texts) -> str:
    """The heading of the list: how much is due, in words."""
    counts = today.due_counts
    whole = texts._("Due ({n}: {overdue} overdue, {today} today, {week} in 7 days)")
    numbers = {name: texts.number(counts[name]) for name in ("overdue", "today", "week")}
    return whole.format(n=texts.number(sum(counts.values())), **numbers)


def due_entry(item: Due, texts: Texts) -> Entry:
    """What is due as a line."""
    if item.days < 0:
        when = "! " + texts.ngettext("{n} day overdue", "{n} days overdue", -item.days)
    elif item.days == 0:
        when = texts._("today")
    else:
        when = texts.weekday_date(item.on)
    kind = "" if item.kind == "action" else texts.keyed("dated", item.kind)
    about = (kind, item.case_number, item.organisation, item.owner, due_side(item, texts))
    second = " · ".join(part for part in about if part)
    return Entry(
        item.kind, item.id, item.about_type, item.about_id, due_title(item, texts), second, when, item.days < 0, item.done,
        item.moves, item.asks,
    )  # fmt: skip


def _quiet(item: Quiet, texts: Texts) -> Entry:
    silent = texts.ngettext("no contact for {n} day", "no contact for {n} days", item.days)
    step = texts._("step {step} of {steps}").format(step=item.step, steps=item.steps)
    return _of_case("quiet", item.case, f"{silent} · {_about(item.case)}", step, done=True, moves=True)


def _silent(line: PlanLine, texts: Texts) -> Entry:
    when = silence(line, texts)
    return Entry("plan_quiet", line.plan_id, "support_plan", line.plan_id, line.title, line.pair, when)


def _no_next(case: CaseRef, texts: Texts) -> Entry:
    return _of_case("no_next", case, _about(case), texts._("no next date"), moves=True)


def _to_ask(item: ToAsk, texts: Texts) -> Entry:
    closed = texts._("closed {day}").format(day=texts.date(item.closed_on)) if item.closed_on else texts._("completed")
    return _of_case("to_ask", item.case, _about(item.case), closed)


def _of_case(kind: str, case: CaseRef, second: str, when: str, done: bool = False, moves: bool = False) -> Entry:
    return Entry(kind, case.id, "case", case.id, case.title, second, when, done=done, moves=moves)


def _about(case: CaseRef) -> str:
    return " · ".join(part for part in (case.number, case.organisation, case.advisor) if part)
