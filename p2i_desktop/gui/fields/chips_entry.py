"""A set of values as chips in a field: typing finds more, Backspace takes the last one away, each chip is a button."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.fields.hit_list import Hit, HitList
from p2i_desktop.gui.fields.record_entry import Search
from p2i_desktop.i18n import Texts, texts_for

_MOST_SHOWN = 8
_CROSS = "  ×"


class Chip(QPushButton):
    """One value; pressing it takes it away."""

    def __init__(self, parent: QWidget, label: str, texts: Texts) -> None:
        super().__init__(parent)
        self._label = label
        self._word(label)
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(texts._("Remove {name}").replace("{name}", label))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A chip may be narrower than its text in a narrow field."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole label, also while a shortened one is shown."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        missing = metrics.horizontalAdvance(self._label + _CROSS) - metrics.horizontalAdvance(self._shown)
        return QSize(hint.width() + missing, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A label that is too long for the field ends in an ellipsis, so that its beginning can be read."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        missing = self.sizeHint().width() - self.width()
        room = metrics.horizontalAdvance(self._label) - missing
        label = self._label if missing <= 0 else metrics.elidedText(self._label, Qt.TextElideMode.ElideRight, room)
        if label + _CROSS != self._shown:
            self._word(label)

    def _word(self, label: str) -> None:
        self._shown = label + _CROSS
        self.setText(self._shown.replace("&", "&&"))


class ChipsEntry(QWidget):
    """A set: members of a closed list, ids found by a search, or free words.

    `equip` says which: `choices` for a closed list, `search` for records, neither for words.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: Texts = texts_for("en")
        self.most_characters = 0
        self.most_hit_letters = 0  # how wide the list of hits may grow beyond the field
        self._labels: dict[object, str] = {}
        self._choices: list[Choice] = []
        self._search: Search | None = None
        self._shown: list[object] = []
        self._chips: list[Chip] = []
        self._list: HitList | None = None
        self._asked = 0
        self._flow = FlowLayout(self, stretch_last=True)
        self.line = QLineEdit(self)
        self.line.setFrame(False)
        self.line.setProperty("kind", "bare")
        self.line.setStyleSheet("QLineEdit { border: 0; margin: 0; background: transparent; padding: 0.25em 0.1em; }")
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self._flow.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._space()

    def equip(
        self, texts: Texts, choices: Sequence[Choice] = (), search: Search | None = None, most_characters: int = 0
    ) -> None:
        """Sets the language and where values come from; called again when the language changes."""
        self.texts, self._search, self.most_characters = texts, search, most_characters
        self._choices = list(choices)
        self._labels |= dict(choices)
        self.set_value(self.value())

    # -- the value ---------------------------------------------------------------------------------------------------
    def value(self) -> frozenset[object]:
        """The set shown; a free word that is typed but not closed yet belongs to it."""
        typed = self.line.text().strip()
        free = {typed} if typed and self._is_free() else set()
        return frozenset(self._shown) | frozenset(free)

    def set_value(self, value: Iterable[object]) -> None:
        """Shows a set; never an edit."""
        self.close_list()
        if self._is_free():
            self.line.clear()
        wanted = set(value)
        order = {choice[0]: number for number, choice in enumerate(self._choices)}
        self._shown = sorted(wanted, key=lambda v: (order.get(v, len(order)), fold(self._label(v))))
        self._rebuild()

    def name(self, value: object, title: str) -> None:
        """Gives the title of a record shown."""
        self._labels[value] = title
        if value in self._shown:
            self._rebuild()

    def nameless(self) -> list[object]:
        """The records shown whose titles are not known yet."""
        return [value for value in self._shown if value not in self._labels] if self._search else []

    def fault(self) -> str:
        """Why the typed rest is no value."""
        if self._is_free() or not self.line.text().strip():
            return ""
        return self.texts._("Nothing of this name is known. Choose a line of the list.")

    def _is_free(self) -> bool:
        return not self._choices and self._search is None

    def _label(self, value: object) -> str:
        known = self._labels.get(value)
        return known if known is not None else (str(value) if self._is_free() else "…")

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, value in enumerate(self._shown):
            chip = Chip(self, self._label(value), self.texts)
            chip.clicked.connect(self._remover(value))
            self._chips.append(chip)
            self._flow.insert(number, chip)
            chip.show()
        names = ", ".join(self._label(value) for value in self._shown)
        self.line.setAccessibleDescription(names)
        self._space()
        self.updateGeometry()

    def _remover(self, value: object) -> Callable[[], None]:
        def remove() -> None:
            self._shown = [other for other in self._shown if other != value]
            self._rebuild()
            self.line.setFocus()
            self.edited.emit()

        return remove

    def _add(self, value: object, label: str) -> None:
        self._labels[value] = label
        self.line.clear()
        self.close_list()
        if value not in self._shown:
            self.set_value([*self._shown, value])
            self.edited.emit()

    # -- typing ------------------------------------------------------------------------------------------------------
    def _typed(self, text: str) -> None:
        if self._is_free():
            if text.endswith((",", ";")):
                self._close_word()
            self.edited.emit()
            return
        self._offer(text)

    def _close_word(self) -> bool:
        word = self.line.text().strip(" ,;")[: self.most_characters or None].strip()
        if not word or not self._is_free():
            return False
        self._add(word, word)
        return True

    def _offer(self, text: str, all_of_them: bool = False) -> None:
        wanted = text.strip()
        self._asked += 1
        number = self._asked
        if not wanted and not all_of_them:
            self.close_list()
        elif self._search is not None:
            self._search(wanted, lambda hits: self._show_hits(number, hits))
        else:
            self._show_hits(number, self._matching(wanted))

    def _matching(self, text: str) -> list[Hit]:
        typed = fold(text)
        rest = [Hit(value, label) for value, label in self._choices if value not in self._shown]
        starts = [hit for hit in rest if fold(hit.title).startswith(typed)]
        inside = [hit for hit in rest if hit not in starts and typed in fold(hit.title)]
        return starts + inside

    def _show_hits(self, number: int, hits: Sequence[Hit]) -> None:
        if number != self._asked:
            return
        if not hits or not self.line.hasFocus():
            self.close_list()
            return
        if self._list is None:
            self._list = HitList(self.window())
            self._list.setAccessibleName(self.texts._("Hits"))
            self._list.widest = self.most_hit_letters
            self._list.chosen.connect(self._take)
        self._list.fill(hits if self._search is None else hits[:_MOST_SHOWN])
        self._list.show_under(self)

    def _take(self, row: int) -> None:
        if self._list is not None and 0 <= row < len(self._list.hits):
            hit = self._list.hits[row]
            self._add(hit.key, hit.title)
            self.line.setFocus()

    @property
    def list_open(self) -> bool:
        """Whether choices are shown."""
        return self._list is not None and self._list.isVisible()

    def close_list(self) -> None:
        """Closes the choices."""
        if self._list is not None:
            self._list.hide()

    # -- keys and paint ----------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the inner line, and the frame that follows its focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut:
                self.close_list()
                if self._close_word():
                    self.edited.emit()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.list_open:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            if self.list_open and self._list is not None:
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._offer(self.line.text(), all_of_them=True)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and plain:
            if self.list_open and self._list is not None:
                taken = key != Qt.Key.Key_Tab or bool(self.line.text().strip())
                if taken:
                    self._take(self._list.current())
                return key != Qt.Key.Key_Tab
            return key != Qt.Key.Key_Tab and self._close_word()
        if key == Qt.Key.Key_Escape and self.list_open:
            self.close_list()
            return True
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._shown:
            self._remover(self._shown[-1])()
            return True
        return False

    def _space(self) -> None:
        metrics = self.fontMetrics()
        self._flow.setContentsMargins(max(4, metrics.height() // 4), 2, 4, 2)  # as high as a line of text beside it
        self._flow.set_gap(max(3, metrics.height() // 5), metrics.averageCharWidth() * (3 if self._chips else 7))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._space()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A field like the others: surface, one hairline, two pixels with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        focused = self.line.hasFocus()
        wrong = self.property("state") == "error"
        role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Dark
        colour = palette.color(QPalette.ColorRole.BrightText if wrong and not focused else role)
        if not self.isEnabled():
            colour = palette.color(QPalette.ColorRole.Mid)
        width = 2.0 if focused else 1.0
        painter.setPen(QPen(colour, width))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        inset = width / 2 if focused else 1.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)


class RecordsEntry(ChipsEntry):
    """A set of records: chips with their titles, found by a search."""
