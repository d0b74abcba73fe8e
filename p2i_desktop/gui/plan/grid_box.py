"""A grid with its heading, its buttons and what is said about it: rows are saved one by one, what is typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.record import Record, fields_of
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.gui.cell_drafts import CellDraft
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.grid import RecordGrid
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence


@dataclass(frozen=True)
class GridWords:
    """English sources: heading, what the button adds (empty = nothing is added), what an empty grid says, a hint below."""

    heading: str
    add: str = ""
    empty: str = ""
    hint: str = ""


class RowHand(Protocol):
    """What a grid asks of the window that it stands in: the one way in which its rows are changed."""

    bench: Bench
    drafts: CellDraft

    def may_write(self) -> bool: ...

    def may_add(self, kind: type[Record], /) -> bool: ...

    def is_locked(self, row: Any, column: Column) -> bool: ...

    def save_row(
        self,
        wish: Record,
        base: Record | None = None,
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        draft: tuple[str, str] | None = None,
    ) -> None: ...

    def remove_row(self, row: Record, then: Callable[[], object] | None = None) -> None: ...

    def reorder(self, row: Record, before: str | None) -> None: ...


class GridBox(QWidget):
    """`make` gives a new row, `locked` says which cells are read only; `orders` lets rows be moved."""

    reached = Signal(object)  # this box: the keys are in it

    def __init__(
        self,
        hand: RowHand,
        record_type: type[Record],
        columns: Sequence[Column],
        words: GridWords,
        parent: QWidget,
        *,
        make: Callable[[], Record] | None = None,
        orders: bool = False,
        first: str = "",
    ) -> None:
        """`first` is the field in which a new row begins."""
        super().__init__(parent)
        self.hand, self.drafts, self.words = hand, hand.drafts, words
        self._make, self._orders, self._first = make, orders, first or columns[0].field
        self._kind = record_type
        self._pending: Record | None = None  # a new row that is not saved yet
        self._blank: Record | None = None  # the same as it came, nothing typed
        self._rows: list[Any] = []
        self._want = ""  # the row that is current when the rows come next
        self.setObjectName(f"grid_{record_type.__name__}")
        bench = hand.bench
        self.heading, self.empty, self.hint, self.said = (QLabel(self) for _ in range(4))
        self.grid = RecordGrid(bench, record_type, columns, self)
        self.grid.cells.locked = self.locked
        self.add, self.up, self.down, self.to_bin = (
            self._button(icon) for icon in ("plus", "chevron-up", "chevron-down", "trash-2")
        )
        self._lay_out()
        self._connect()
        self.drafts.serve(self.objectName(), self.resume)

    def _button(self, icon: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon)
        button.setAutoDefault(False)
        button.setProperty("narrow", icon != "plus")
        return button

    def _lay_out(self) -> None:
        look = self.hand.bench.look
        self.heading.setProperty("font_role", "h2")
        for label, tone in ((self.empty, "text2"), (self.hint, "text2"), (self.said, "err")):
            label.setProperty("tone", tone)
            label.setWordWrap(True)
        self.hint.setProperty("font_role", "hint")
        for label in (self.heading, self.empty, self.hint, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        head, holder, buttons = FilterLine(None, look, 0), QWidget(self), QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(look.px(2))
        holder.setLayout(buttons)
        for button in (self.add, self.up, self.down, self.to_bin):
            buttons.addWidget(button)
        head.addWidget(self.heading)
        head.addWidget(holder)
        self.heading.setMinimumHeight(self.add.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        for part in (self.empty, self.grid, self.said, self.hint):
            column.addWidget(part)
        QWidget.setTabOrder(self.add, self.grid)
        for one, other in ((self.grid, self.up), (self.up, self.down), (self.down, self.to_bin)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        grid = self.grid
        grid.wish.connect(self._save)
        grid.gone.connect(self._remove)
        grid.moved.connect(self._move)
        grid.draft.connect(self._keep)
        grid.left.connect(self._left)
        grid.said.connect(self.say)
        grid.reached.connect(lambda: self.reached.emit(self))
        self.add.clicked.connect(self.add_row)
        self.up.clicked.connect(lambda: self._move_current(-1))
        self.down.clicked.connect(lambda: self._move_current(1))
        self.to_bin.clicked.connect(lambda: self._remove(self.grid.current()))

    # -- what is shown -------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the box in the language that is shown."""
        texts, words = self.hand.bench.texts, self.words
        heading = texts._(words.heading)
        self.heading.setText(heading)
        self.grid.setAccessibleName(heading)
        self.add.setText(texts._(words.add) if words.add else "")
        self.empty.setText(texts._(words.empty) if words.empty else "")
        self.hint.setText(texts._(words.hint) if words.hint else "")
        for button, verb in (
            (self.up, texts._("Move up")), (self.down, texts._("Move down")), (self.to_bin, texts._("Move to bin")),
        ):  # fmt: skip
            button.setToolTip(tooltip_text(verb))
            button.setAccessibleName(f"{verb}: {heading}")
        self.grid.cells.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.grid.cells.columns) - 1)
        self.grid.fit()

    def fill(self, rows: Sequence[Record]) -> None:
        """Shows these rows, and a new one that is not saved yet below them."""
        if self._pending is not None and any(row.id == self._pending.id for row in rows):
            self._pending = None
        self._rows = list(rows)
        shown = [*rows, self._pending] if self._pending is not None else list(rows)
        at = self.grid.currentIndex().column()
        self.grid.fill(shown)
        if self._want and self.grid.cells.row_of(self._want) >= 0:
            self.grid.go_to(self.grid.cells.row_of(self._want), at)
        self._want = ""
        writable = self._writable()
        self.empty.setVisible(not shown and bool(self.words.empty))
        self.grid.setVisible(bool(shown))
        self.hint.setVisible(bool(shown) and bool(self.words.hint) and writable)
        grows = self._grows()
        self.add.setVisible(grows)
        for button in (self.up, self.down):
            button.setVisible(self._orders and grows and len(shown) > 1)
        self.to_bin.setVisible(grows and bool(shown))

    def say(self, words: str) -> None:
        """Says what stands against what was typed; nothing, where it is empty."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            self.hand.bench.announce(self.said, words)

    def take_focus(self) -> None:
        """The keyboard goes into the rows, or to the button where there are none."""
        if self.grid.cells.rows:
            self.grid.take_focus()
        else:
            self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _writable(self) -> bool:
        return self.hand.may_write()

    def _grows(self) -> bool:
        """Whether rows may come and go."""
        return self._make is not None and self.hand.may_add(self._kind)

    def locked_field(self, row: Any, field: str) -> bool:
        """Whether a field of a row is only read now."""
        return self.locked(row, self.grid.cells.columns[self.grid.cells.column_of(field)])

    def locked(self, row: Any, column: Column) -> bool:
        """Whether a cell is only read now; the window knows."""
        return not self._writable() or self.hand.is_locked(row, column)

    # -- what is done --------------------------------------------------------------------------------------------------
    def add_row(self) -> None:
        """A new row below the others, its first field open."""
        if self._make is None or not self._grows():
            return
        self.grid.commit()
        if self._pending is None:
            self._pending = self._blank = self._make()
        self.fill(self._rows)
        self.grid.edit_cell(self._pending.id, self._first)

    def _save(self, row: Any, field: str, value: object) -> None:
        """A cell was left with another value: the row is saved, or waits until it has all that it needs."""
        values: dict[str, Any] = {field: value}
        wish = replace(row, **values)
        fresh = row.revision == 0
        if fresh:
            pending = self._pending is not None and self._pending.id == row.id
            self._pending = wish if pending else self._pending
            if any(spec.required and is_empty(getattr(wish, spec.name)) for spec in _own(wish)):
                self._keep(wish, field, None)
                self.fill(self._rows)
                return
        self.drafts.now()
        self._show_meanwhile(wish)
        base = None if fresh else row
        self.hand.save_row(wish, base, self.drafts.forget, self._failer(row, field, value), self.drafts.place())

    def _failer(self, row: Any, field: str, value: object) -> Callable[[Exception], None]:
        """What takes an error of saving a cell: it is open again with what was typed, and the reason below."""

        def failed(error: Exception) -> None:
            words = sentence(error, self.hand.bench.texts)
            if words is None:
                self.hand.bench.fault(error)
                return
            self.grid.edit_cell(row.id, field, value if isinstance(value, str) else None)
            self.say(words)

        return failed

    def _show_meanwhile(self, wish: Record) -> None:
        """The value stands there before it is on disk."""
        rows = self.grid.cells.rows
        at = self.grid.cells.row_of(wish.id)
        if at >= 0 and rows[at].revision == 0:
            rows[at] = wish

    def _remove(self, row: Record | None) -> None:
        if row is not None and self._make is not None:
            self.remove(row)

    def remove(self, row: Record) -> None:
        """Puts a row into the bin; a new one that is not saved yet is given up."""
        if not self._writable():
            return
        if row.revision == 0:
            self._pending = None if self._pending is not None and self._pending.id == row.id else self._pending
            self.drafts.drop()
            self.fill(self._rows)
            return
        words = self.hand.bench.texts._("Moved to the bin.")
        self.hand.remove_row(row, lambda: self.hand.bench.toast(words, undo=True))

    def _move_current(self, step: int) -> None:
        row = self.grid.current()
        if row is not None:
            self._move(row, step)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, row: Record, step: int) -> None:
        """One place up or down, as one step."""
        if not self._orders or row.revision == 0 or not self._writable():
            return
        ids = [one.id for one in self._rows]
        at = ids.index(row.id) + step
        if not 0 <= at < len(ids):
            return
        behind = at + (1 if step > 0 else 0)
        before = ids[behind] if behind < len(ids) else None
        self._want = row.id
        self.hand.reorder(row, before)

    def _left(self, row: Record) -> None:
        """Esc in a new row in which nothing stands takes the row away: it would look like one that is saved."""
        if self._pending is not None and row == self._pending == self._blank:
            self.remove(row)
            self.take_focus()

    def _keep(self, row: Record, field: str, text: object) -> None:
        self.drafts.keep(self.objectName(), row, field, text)

    def resume(self, row: Record, field: str, text: object) -> bool:
        """Goes on with what was being typed when the window went; False where the cell is not there."""
        if row.revision == 0 and self.grid.cells.row_of(row.id) < 0:
            self._pending = row
            self.fill(self._rows)
        return self.grid.edit_cell(row.id, field, text)

    def leave(self) -> None:
        """What is being typed goes into its cell; what is no value stays a draft."""
        self.grid.commit()


def _own(row: Record) -> list[Any]:
    return [spec for spec in fields_of(type(row)) if spec.name not in ("position", "plan", "workshop")]
