"""The editor of a cell: a line with the hits under it, taken by Enter or Tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.fields.hit_list import Hit, HitList
from p2i_desktop.gui.fields.record_entry import CREATE, Search

_HIT_LETTERS = 56


class CellEntry(QLineEdit):
    """What is typed into a cell; `many` closes several values with semicolons."""

    def __init__(self, parent: QWidget, search: Search | None, many: bool, name: str, hits_name: str) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setProperty("kind", "cell")
        self.setAccessibleName(name)
        self._search, self._many, self._hits_name = search, many, hits_name
        self._list: HitList | None = None
        self._asked = self._answered = 0
        self.setStyleSheet("QLineEdit { border: 0; border-radius: 0; padding: 0 2px; margin: 0; min-height: 0; }")
        self.textEdited.connect(lambda _text: self.ask())

    @property
    def list_open(self) -> bool:
        """Whether hits are shown."""
        return self._list is not None and self._list.isVisible()

    @property
    def outstanding(self) -> bool:
        """Whether the hits of what is typed are still awaited."""
        return self._asked != self._answered

    def part(self) -> str:
        """The text that is searched: of several values the last one."""
        return self.text().rpartition(";")[2].strip() if self._many else self.text().strip()

    def ask(self, all_of_them: bool = False) -> None:
        """Asks for the hits of what is typed."""
        self._asked += 1
        number, wanted = self._asked, self.part()
        if self._search is None or not (wanted or all_of_them):
            self._answered = number
            self.close_list()
            return
        self._search(wanted, lambda hits: self._answer(number, hits))

    def _answer(self, number: int, hits: Sequence[Hit]) -> None:
        if number != self._asked:
            return
        self._answered = number
        if not hits or not self.hasFocus():
            self.close_list()
            return
        if self._list is None:
            self._list = HitList(self.window())
            self._list.widest = _HIT_LETTERS
            self._list.setAccessibleName(self._hits_name)
            self._list.chosen.connect(self._clicked)
        self._list.fill(hits, 0)
        self._list.show_under(self)

    def _clicked(self, row: int) -> None:
        if self._list is not None:
            self._list.choose(row)
            self.setText(self.final_text())
            self.close_list()
            self.setFocus()

    def final_text(self) -> str:
        """What the cell is to hold: the hit that is marked, else the text as typed."""
        if not self.list_open or self._list is None or self._list.current() < 0:
            return self.text().strip()
        hit = self._list.hits[self._list.current()]
        typed = self.part()
        if hit.key == CREATE or any(fold(one.title) == fold(typed) for one in self._list.hits):
            return self.text().strip()
        return self.with_hit(hit)

    def with_hit(self, hit: Hit) -> str:
        """The text with a hit in the place of what was typed for it."""
        before = self.text().rpartition(";")[0].strip() if self._many else ""
        return f"{before}; {hit.title}" if before else hit.title

    def close_list(self) -> None:
        """Closes the hits; the text stays."""
        if self._list is not None:
            self._list.hide()

    def step(self, by: int) -> bool:
        """Moves in the hits, opens all of a short list; False when there is nothing to move in."""
        if self.list_open and self._list is not None:
            self._list.step(by)
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drop_list()

    def drop_list(self) -> None:
        """The editor ends, and its list with it."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def event(self, event: QEvent) -> bool:
        """Esc ends the list, or the editing, before it reaches the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
