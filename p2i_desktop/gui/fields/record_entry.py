"""A field that names another record: search as you type, the hits directly under it, everything by the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.gui.fields.hit_list import Hit, HitList
from p2i_desktop.i18n import Texts, texts_for

Answer = Callable[[Sequence[Hit]], None]
Search = Callable[[str, Answer], None]
CREATE = "create"  # the key of the last row of a field that may make a record


class RecordEntry(QLineEdit):
    """The id of a record, shown by its title; typing searches, Enter or Tab takes the preselected hit.

    An Enter that is faster than the answer is remembered: `settled` tells when nothing is outstanding.
    """

    edited = Signal()
    leaving = Signal()  # Enter or Tab was pressed: the hit is taken now, or when the answer is there
    accepting = Signal()  # a hit is taken, the text is still as it was typed
    accepted = Signal(object)  # the Hit that the user took
    settled = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: Texts = texts_for("en")
        self.creates = False
        self._search: Search | None = None
        self._hit: Hit | None = None
        self._list: HitList | None = None
        self._asked = 0
        self._answered = 0
        self._take_when_answered = False
        self._reading: Callable[[str], str] = str  # which part of the text is searched
        self.textEdited.connect(self._typed)

    def equip(self, texts: Texts, search: Search | None) -> None:
        """Sets the language and how records are found."""
        self.texts = texts
        self._search = search or self._search

    def read_by(self, reading: Callable[[str], str]) -> None:
        """Searches only a part of what is typed (the quick log leaves tokens out)."""
        self._reading = reading

    # -- the value ---------------------------------------------------------------------------------------------------
    def value(self) -> object:
        """The id of the record, None while the field is empty or its text is not taken from the list."""
        return self._hit.key if self._hit is not None else None

    def hit(self) -> Hit | None:
        """The record with its title."""
        return self._hit

    def set_value(self, value: object, title: str = "") -> None:
        """Shows a record; never an edit. The title may come later by `name`."""
        self.close_list()
        self._take_when_answered = False
        self._asked = self._answered = self._asked + 1
        self._hit = Hit(value, title or "…") if value is not None else None
        self.setText(self._hit.title if self._hit else "")
        self.setCursorPosition(0)

    def name(self, value: object, title: str) -> None:
        """Gives the title of the record shown, if it is still that one."""
        if self._hit is not None and self._hit.key == value and self.text() == self._hit.title:
            self._hit = Hit(value, title)
            self.setText(title)
            self.setCursorPosition(0)

    def fault(self) -> str:
        """Why the text is no record; empty when it is one or the field is empty."""
        if self._hit is not None or not self.text().strip():
            return ""
        return self.texts._("Nothing of this name is known. Choose a line of the list.")

    @property
    def outstanding(self) -> bool:
        """Whether an answer is awaited that decides the value."""
        return self._take_when_answered

    # -- searching ---------------------------------------------------------------------------------------------------
    def _typed(self, text: str) -> None:
        self._take_when_answered = False
        if self._hit is not None and self._reading(text).strip() != self._hit.title:
            self._hit = None
        self.typed.emit(text)
        self.edited.emit()
        if self._hit is None:
            self.search()

    def search(self) -> None:
        """Asks for the hits of what is typed; an empty text closes the list."""
        wanted = self._reading(self.text()).strip()
        self._asked += 1
        if not wanted or self._search is None:
            self._answered = self._asked
            self.close_list()
            return
        number = self._asked
        self._search(wanted, lambda hits: self._answer(number, wanted, hits))

    def _answer(self, number: int, wanted: str, hits: Sequence[Hit]) -> None:
        if number != self._asked:
            return
        self._answered = number
        rows = list(hits)
        if self.creates:
            rows.append(Hit(CREATE, self.texts._("+ create “{name}” when saved").replace("{name}", wanted)))
        if self._take_when_answered:
            self._take_when_answered = False
            if rows:
                self._take(rows[0])
            self.settled.emit()
            return
        if not rows or not self.hasFocus():
            self.close_list()
            self._announce(self.texts._("No hits"))
            return
        shown = self.list()
        shown.fill(rows, 0)
        shown.show_under(self)
        self._announce(self.texts.ngettext("{n} hit", "{n} hits", len(hits)) + ": " + rows[0].spoken)

    def list(self) -> HitList:
        """The list of hits, made at the first use."""
        if self._list is None:
            self._list = HitList(self.window())
            self._list.setAccessibleName(self.texts._("Hits"))
            self._list.chosen.connect(self._clicked)
            self.window().installEventFilter(self)
        return self._list

    @property
    def list_open(self) -> bool:
        """Whether hits are shown."""
        return self._list is not None and self._list.isVisible()

    def close_list(self) -> None:
        """Closes the hits; the text stays."""
        if self._list is not None:
            self._list.hide()

    def _clicked(self, row: int) -> None:
        self.setFocus()
        self.accept_row(row)

    def accept_row(self, row: int) -> None:
        """Takes a row of the open list."""
        if self._list is not None and 0 <= row < len(self._list.hits):
            self._take(self._list.hits[row])

    def _take(self, hit: Hit) -> None:
        self.close_list()
        self.accepting.emit()
        if hit.key == CREATE:
            self._hit = None
            self.setText(self._reading(self.text()).strip())
        else:
            self._hit = hit
            self.setText(hit.title)
        self.edited.emit()
        self.accepted.emit(hit)

    def accept(self) -> bool:
        """Takes the preselected hit, now or as soon as the answer is there; False when there is nothing to take."""
        if self._answered != self._asked:
            self._take_when_answered = True
        elif not self.list_open:
            return False
        if not self._take_when_answered:
            self.accept_row(self.list().current())
        self.leaving.emit()
        return True

    # -- keys --------------------------------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        """Tab takes the hit before the focus moves on; Esc closes the list before it reaches the window."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        override, press = event.type() == QEvent.Type.ShortcutOverride, event.type() == QEvent.Type.KeyPress
        if override and self.list_open and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if press and event.key() == Qt.Key.Key_Tab and self.accept() and not self.hasFocus():
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move in the list round its ends, Enter takes, Esc closes only the list."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in moves and not event.modifiers():
            if self.list_open:
                self.list().step(moves[Qt.Key(event.key())])
                self._announce(self.list().hits[self.list().current()].spoken)
            elif self._hit is None:
                self.search()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.accept():
            return
        if event.key() == Qt.Key.Key_Escape and self.list_open:
            self.close_list()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving closes the list (a click on it comes first)."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            QTimer.singleShot(0, self, self.close_list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list follows the field when the window changes its size; a click elsewhere closes it."""
        if self.list_open and watched is self.window():
            if event.type() == QEvent.Type.Resize:
                self.list().show_under(self)
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.close_list()
        return super().eventFilter(watched, event)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
