"""What happened in a case: the line of filters and the timeline below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.fields.search_line import SearchLine
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.timeline_view import TimelineView
from p2i_desktop.gui.timeline_words import FILTERS, words
from p2i_desktop.i18n import N_
from p2i_desktop.services.timeline import TimelineItem

_TEXTS = {
    "all": N_("All"),
    "talks": N_("Talks"),
    "mails": N_("Mails"),
    "documents": N_("Documents"),
    "moves": N_("Phases"),
    "actions": N_("Actions"),
    "changes": N_("Changes"),
}
_LEAST_TITLE = 220  # pixels at 100 %


class Story(QWidget):
    """`opened` carries the item whose record is to be opened. Letters typed in the list filter it, Esc clears."""

    opened = Signal(object)  # TimelineItem

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._items: Sequence[TimelineItem] = ()
        self._folds: dict[int, str] = {}  # what is searched in an item, by its place in memory
        self._chosen = "all"
        self.heading, self.count = QLabel(self), QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.count.setProperty("tone", "text2")
        self.search = SearchLine(self)
        self.search.setObjectName("timeline_search")
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addLayout(self._head())
        column.addLayout(self._filter_line())
        self.view = TimelineView(self)
        self.view.setObjectName("timeline")
        self.view.setMinimumHeight(bench.look.px(96))
        self.view.filters = True
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self._typed)
        column.addWidget(self.view, 1)

    def _head(self) -> FilterLine:
        """What is shown and how much of it, then the filter; in a narrow window below each other."""
        titles = QWidget(self)
        line = QHBoxLayout(titles)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._bench.look.px(10))
        for part in (self.heading, self.count):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        titles.setMinimumHeight(self.search.sizeHint().height())
        head = FilterLine(None, self._bench.look, _LEAST_TITLE)
        head.addWidget(titles)
        head.addWidget(self.search)
        return head

    def _filter_line(self) -> FlowLayout:
        line, group = FlowLayout(None, self._bench.look.px(2)), QButtonGroup(self)
        for name in FILTERS:
            button = QPushButton(self)
            button.setObjectName(f"timeline_{name}")
            button.setProperty("kind", "quiet")
            button.setProperty("narrow", True)
            button.setCheckable(True)
            button.setChecked(name == self._chosen)
            button.clicked.connect(lambda _=False, chosen=name: self.show_only(chosen))
            group.addButton(button)
            self._buttons[name] = button
            line.addWidget(button)
        return line

    def retranslate(self) -> None:
        """Words the filters in the language that is shown."""
        texts = self._bench.texts
        self.heading.setText(texts._("What happened"))
        self.view.setAccessibleName(texts._("What happened"))
        self.search.setPlaceholderText(texts._("Filter"))
        self.search.setAccessibleName(texts._("Filter what happened"))
        for name, button in self._buttons.items():
            kind = texts._(_TEXTS[name])
            button.setText(kind)
            button.setAccessibleName(texts._("What happened: {kind}").replace("{kind}", kind))
        self._folds = {}

    def fill(self, items: Sequence[TimelineItem]) -> None:
        """Shows other items, newest first; the filter stays."""
        self._items, self._folds = items, {}
        self._filter()

    def show_only(self, name: str) -> None:
        """Shows the items of one filter."""
        self._chosen = name
        self._buttons[name].setChecked(True)
        self._filter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter Esc clears, Enter and Down go to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self.view.shown.index(0))
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _filter(self) -> None:
        """Shows what the chosen filter and all typed words let through, and says how many those are."""
        texts = self._bench.texts
        wanted = fold(self.search.text()).split()
        chosen = [item for item in self._items if FILTERS[self._chosen](item)]
        shown = [item for item in chosen if all(word in self._folded(item) for word in wanted)] if wanted else chosen
        self.view.fill(shown, texts)
        if chosen and not shown:
            self.view.empty_text = texts._("Nothing matches this filter. Esc in the filter clears it.")
        elif self._items and not chosen:
            self.view.empty_text = texts._("Nothing of this kind yet.")
        whole = texts.ngettext("{n} entry", "{n} entries", len(chosen))
        some = (
            texts._("{n} of {all}").replace("{n}", texts.number(len(shown))).replace("{all}", texts.number(len(chosen)))
        )
        self.count.setText(some if wanted else whole)
        if wanted:
            self._bench.announce(self.count, some)

    def _folded(self, item: TimelineItem) -> str:
        if id(item) not in self._folds:
            self._folds[id(item)] = fold(words(item, self._bench.texts).spoken)
        return self._folds[id(item)]
