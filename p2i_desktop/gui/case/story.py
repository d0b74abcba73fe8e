"""What happened in a case: the line of filters and the timeline below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.timeline_view import TimelineView
from p2i_desktop.gui.timeline_words import FILTERS
from p2i_desktop.i18n import N_
from p2i_desktop.services.timeline import TimelineItem

_TEXTS = {
    "all": N_("All"),
    "talks": N_("Consultations"),
    "moves": N_("Phases and status"),
    "actions": N_("Done"),
    "changes": N_("Changes"),
}


class Story(QWidget):
    """`opened` carries the item whose record is to be opened."""

    opened = Signal(object)  # TimelineItem

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._items: Sequence[TimelineItem] = ()
        self._chosen = "all"
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.view = TimelineView(self)
        self.view.setObjectName("timeline")
        self.view.setMinimumHeight(bench.look.px(96))
        self.view.opened.connect(self.opened)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.heading)
        column.addLayout(self._filter_line())
        column.addWidget(self.view, 1)

    def _filter_line(self) -> FlowLayout:
        line, group = FlowLayout(None, self._bench.look.px(2)), QButtonGroup(self)
        for name in FILTERS:
            button = QPushButton(self)
            button.setObjectName(f"timeline_{name}")
            button.setProperty("kind", "quiet")
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
        for name, button in self._buttons.items():
            button.setText(texts._(_TEXTS[name]))

    def fill(self, items: Sequence[TimelineItem]) -> None:
        """Shows other items, newest first; the filter stays."""
        self._items = items
        self.show_only(self._chosen)

    def show_only(self, name: str) -> None:
        """Shows the items of one filter."""
        self._chosen = name
        kinds = FILTERS[name]
        self.view.fill([item for item in self._items if item.kind in kinds], self._bench.texts)
