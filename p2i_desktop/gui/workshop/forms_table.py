"""The table in which evaluation forms are typed: a digit answers and jumps on, Enter ends a form and begins the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from p2i_desktop.domain.workshop_ratings import SCORES
from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.forms_cells import ENTER, SIDE, FormDelegate, WordsField
from p2i_desktop.gui.workshop.forms_model import FormRow, FormsModel

_LEAST_WORDS = 150  # pixels at 100 % of a column for words


class FormsTable(QTableView):
    """What is to be saved goes out as signals; the tab does it."""

    finished = Signal()  # the form that is begun is complete
    changed = Signal(object)  # a FormRow of the file was changed
    begun = Signal()  # something was typed into the form that is begun
    gone = Signal(object)  # a FormRow
    opened = Signal(object)  # a FormRow that is a total
    said = Signal(str)  # what is wrong with a key; empty = nothing
    reached = Signal(int)  # the column that has the keys

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "lines")
        self._bench = bench
        self.forms = FormsModel(lambda: bench.texts, self)
        self.setModel(self.forms)
        self.setItemDelegate(FormDelegate(self, bench.look, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.words = WordsField(self)
        self.words.ended.connect(self._words_end)
        self._at = (-1, -1)  # the cell under the field for words
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentChanged.connect(lambda now, _before: self.reached.emit(now.column()))
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self.fit)
        bench.look.changed.connect(self._fitting.start)

    # -- where the keys are --------------------------------------------------------------------------------------------
    def go_to(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.forms.index(row, column))
        self.scrollTo(self.currentIndex())

    def begin_form(self) -> None:
        """The first question of the form that is begun."""
        self.go_to(self.forms.rowCount() - 1, 1)

    def take_focus(self) -> None:
        """The keyboard goes to the first open answer of the form that is begun."""
        if not self.currentIndex().isValid() and self.forms.rowCount():
            self.to_open_answer()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_open_answer(self) -> None:
        """The first answer of the begun form that is not given yet."""
        last = self.forms.rowCount() - 1
        open_ = (at for at in range(1, self.forms.columnCount() - 1) if self.forms.value(last, at) in (None, ""))
        self.go_to(last, next(open_, 1))

    def lights(self) -> bool:
        """Whether the keys go to this table."""
        return self.hasFocus() or self.words.isVisible()

    def current_row(self) -> FormRow | None:
        return self.forms.row(self.currentIndex().row())

    def keep_place(self) -> tuple[int, int, bool]:
        """Row, column, and whether it is the form that is begun, before the rows come anew."""
        at = self.currentIndex()
        return at.row(), at.column(), self.forms.row(at.row()) is self.forms.begun

    def restore_place(self, place: tuple[int, int, bool]) -> None:
        row, column, in_begun = place
        if column >= 0 and self.forms.rowCount():
            last = self.forms.rowCount() - 1
            self.go_to(last if in_begun else min(row, last), min(column, self.forms.columnCount() - 1))

    # -- keys ----------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Escape or row is None or not at.isValid():
            event.ignore()
        elif key in ENTER and not held:
            self._end_form()
        elif key == Qt.Key.Key_F2 and not held:
            self._open()
        elif key == Qt.Key.Key_Delete and not held:
            self.gone.emit(row)
        elif (held and held != Qt.KeyboardModifier.ShiftModifier) or not self._type(event):
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> bool:
        """A digit, a letter, Space or Backspace on an answer; False for keys that only walk."""
        at, text = self.currentIndex(), event.text()
        editable = self.forms.editable(at.row(), at.column())
        if event.key() == Qt.Key.Key_Backspace and editable:
            self._put(None)
            return True
        if not text.isprintable() or not text:
            return False
        if not editable:
            return True
        if self.forms.in_words(at.column()):
            self._open_words(text if text.strip() else "")
        elif text == " ":
            self._put(None)
            self._next()
        elif text.isascii() and text.isdigit() and int(text) in SCORES:
            self.said.emit("")
            self._put(int(text))
            self._next()
        else:
            low, high = (self._bench.texts.number(one) for one in (SCORES[0], SCORES[-1]))
            words = self._bench.texts._("An answer is a number from {low} to {high}; Space leaves it open.")
            self.said.emit(words.replace("{low}", low).replace("{high}", high))
        return True

    def _put(self, value: int | str | None) -> None:
        at, row = self.currentIndex(), self.current_row()
        if row is None or self.forms.value(at.row(), at.column()) == value:
            return
        self.forms.put(at.row(), at.column(), value)
        if row is self.forms.begun:
            self.begun.emit()
        else:
            self.changed.emit(row)

    def _next(self, step: int = 1) -> None:
        """To the next answer of this form; behind the last one it stays."""
        at = self.currentIndex()
        column = at.column() + step
        while 0 < column < self.forms.columnCount() - 1:
            if self.forms.editable(at.row(), column):
                self.go_to(at.row(), column)
                return
            column += step

    def _end_form(self) -> None:
        """Saves the form that is begun, and begins the next; in a saved one goes to the form below."""
        row, at = self.current_row(), self.currentIndex()
        if row is self.forms.begun:
            self.finished.emit()
        elif row is not None and row.people > 1:
            self.opened.emit(row)
        else:
            self.go_to(at.row() + 1 if at.row() + 1 < self.forms.rowCount() else at.row(), 1)

    # -- answers in words ----------------------------------------------------------------------------------------------
    def _open(self) -> None:
        """F2 or a double click: the words of a cell; a total in its dialog."""
        at, row = self.currentIndex(), self.current_row()
        if row is not None and row.people > 1:
            self.opened.emit(row)
        elif self.forms.in_words(at.column()) and self.forms.editable(at.row(), at.column()):
            self._open_words(None)

    def _open_words(self, typed: str | None) -> None:
        at = self.currentIndex()
        value = self.forms.value(at.row(), at.column())
        self._at = (at.row(), at.column())
        self.words.setAccessibleName(self.forms.long_title(at.column()))
        self.words.setText(str(value or "") if typed is None else typed)
        self.scrollTo(at)
        box = self.visualRect(at)
        width = max(box.width(), min(self._bench.look.px(360), self.viewport().width()))
        left = min(box.left(), self.viewport().width() - width)
        self.words.setGeometry(QRect(left, box.top(), width, box.height()))
        self.words.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.end(False)

    def commit(self) -> None:
        """What is being typed goes into its cell."""
        if self.words.isVisible():
            self._take_words()

    def _take_words(self) -> None:
        row, column = self._at
        self.words.hide()
        if row < self.forms.rowCount() and self.forms.editable(row, column):
            self.go_to(row, column)
            self._put(self.words.text().strip() or None)

    def _words_end(self, how: str) -> None:
        if how == "none":
            self.words.hide()
        else:
            self._take_words()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if how == "form":
            self._end_form()
        elif how in ("next", "back"):
            self._next(1 if how == "next" else -1)

    # -- the rest ------------------------------------------------------------------------------------------------------
    def copy(self) -> None:
        """All forms as they are seen, for a worksheet."""
        forms = self.forms
        count = forms.rowCount() - (1 if forms.writable else 0)
        titles = [forms.long_title(at) for at in range(forms.columnCount())]
        rows = [[forms.shown(row, at) for at in range(forms.columnCount())] for row in range(count)]
        copy_rows(titles, rows, self._bench.texts)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.currentIndex().column())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def fit(self) -> None:
        """Digits narrow, words share the rest; where there is no room for them the table scrolls sideways."""
        look, forms = self._bench.look, self.forms
        self.verticalHeader().setMinimumSectionSize(look.row_height())
        self.verticalHeader().setDefaultSectionSize(look.row_height())
        strong, side = look.metrics("strong"), look.px(2 * SIDE + 4)
        needs = {}
        for at in range(forms.columnCount()):
            if forms.in_words(at):
                needs[at] = look.px(_LEAST_WORDS)
            else:
                letters = look.metrics().averageCharWidth() * (5 if forms.scored(at) else 6)
                needs[at] = max(strong.horizontalAdvance(forms.title(at)), letters) + side
        wide = [at for at in needs if forms.in_words(at)]
        spare = max(0, self.viewport().width() - sum(needs.values()))
        for at, width in needs.items():
            self.setColumnWidth(at, width + (spare // len(wide) if at in wide else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def minimumSizeHint(self) -> QSize:
        look = self._bench.look
        return QSize(look.px(280), self.horizontalHeader().sizeHint().height() + 3 * look.row_height())
