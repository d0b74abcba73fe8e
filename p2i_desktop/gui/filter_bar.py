"""The filters of a list: the search line, a chip each, and what they let through as one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from p2i_desktop.gui.fields.search_line import SearchLine
from p2i_desktop.gui.filter_chip import FilterChip
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.list_state import Choices
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.periods import PERIODS, span
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Filter

AFTER = 120  # milliseconds after the last letter
MYSELF = "@me"
Kind = Literal["among", "flag", "period"]


@dataclass(frozen=True)
class Filtering:
    """One filter of a list: `among` the values of a column, a `flag` of the list, or a `period` of its day."""

    id: str
    title: str  # English source
    kind: Kind = "among"
    many: bool = True
    pinned: bool = True  # seen also while it lets everything through


class FilterBar(QObject):
    """`edited` comes when the user filters otherwise; letters are waited for a moment."""

    edited = Signal()

    def __init__(self, bench: Bench, name: str, line: FilterLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._name, self._parent, self._line = bench, name, parent, line
        self._kinds: dict[str, Filtering] = {}
        self.chips: dict[str, FilterChip] = {}
        self.keys: frozenset[str] | None = None
        self.search = SearchLine(parent)
        self.search.setObjectName(f"{name}_filter")
        line.addWidget(self.search)
        self.only = FilterChip(f"{name}_only", bench.look, parent, many=False)
        self.only.pinned = False
        self.only.face.clicked.disconnect(self.only.open)
        self.only.face.clicked.connect(self.only.clear_by_user)
        self.only.edited.connect(self._show_all)
        self.only.hide()
        self.more = QPushButton(parent)
        self.more.setObjectName(f"{name}_filter_more")
        self.more.setProperty("kind", "quiet")
        self.more.setProperty("icon_name", "plus")
        self.more.clicked.connect(self._offer)
        self.more.hide()
        line.addWidget(self.only)
        line.addWidget(self.more)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.edited)
        self.search.textChanged.connect(lambda _text: self._soon.start())

    # -- parts -------------------------------------------------------------------------------------------------------
    def add(self, wanted: Filtering) -> FilterChip:
        """One more filter, before the button for more."""
        chip = FilterChip(f"{self._name}_{wanted.id}", self._bench.look, self._parent, wanted.many)
        chip.pinned = wanted.pinned
        self._kinds[wanted.id], self.chips[wanted.id] = wanted, chip
        chip.edited.connect(self.edited)
        chip.left.connect(lambda: self._left(chip))
        self._line.removeWidget(self.only)
        self._line.removeWidget(self.more)
        for part in (chip, self.only, self.more):
            self._line.addWidget(part)
        chip.setVisible(wanted.pinned)
        self.more.setVisible(any(not one.pinned for one in self._kinds.values()))
        return chip

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        chips = [*self.chips.values(), self.only]
        return [self.search, *(part for chip in chips for part in (chip.face, chip.remove)), self.more]

    def retranslate(self) -> None:
        """Words the chips; the values of closed lists are the screen's."""
        texts = self._bench.texts
        for name, chip in self.chips.items():
            kind = self._kinds[name]
            chip.word(texts, texts._(kind.title))
            if kind.kind == "period":
                chip.set_choices([(key, texts._(words)) for key, words in PERIODS.items()])
        self.only.word(texts, texts._(N_("Only")))
        self.more.setText(texts._("More filters"))

    # -- what they let through ---------------------------------------------------------------------------------------
    def choices(self) -> Choices:
        """The values of the chips by their names, those that let everything through left out."""
        return tuple(sorted((name, tuple(sorted(chip.values()))) for name, chip in self.chips.items() if chip.values()))

    def set_choices(self, text: str, choices: Choices) -> None:
        """Shows these filters and no other; nobody is told."""
        blocked = self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(blocked)
        self._soon.stop()
        wanted = dict(choices)
        for name, chip in self.chips.items():
            chip.set_values(wanted.get(name, ()))
        self.show_only(None, "")

    def show_only(self, keys: frozenset[str] | None, title: str) -> None:
        """Only these records, with the reason on a chip; None = all."""
        self.keys = keys
        self.only.set_choices([("keys", title)])
        self.only.set_value("keys" if keys is not None else None)

    def filters(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.search.text().strip() or self.choices() or self.keys is not None)

    def wanted(self, more: Iterable[tuple[str, frozenset[str]]] = ()) -> Filter:
        """All filters as the list asks them."""
        from p2i_desktop.services.lists import Filter

        among, flags = list(more), set[str]()
        since = until = None
        for name, chip in self.chips.items():
            kind, values = self._kinds[name].kind, chip.values()
            if not values:
                continue
            if kind == "among":
                among.append((name, frozenset(values)))
            elif kind == "flag":
                flags.update(values)
            else:
                since, until = span(values[0], self._bench.clock.today())
        text = self.search.text()
        return Filter(text, tuple(among), since, until, frozenset(flags), self.keys)

    def described(self) -> list[str]:
        """The filters in words, for workbooks and paper."""
        texts = self._bench.texts
        found = [chip.spoken() for chip in self.chips.values() if chip.values()]
        if self.search.text().strip():
            words = texts._("Search: {text}").replace("{text}", self.search.text().strip())
            found.insert(0, words)
        if self.keys is not None:
            found.append(self.only.spoken())
        return found

    def clear(self) -> None:
        """Lets everything through, and tells it."""
        self.set_choices("", ())
        self.edited.emit()

    # -- what the user does ------------------------------------------------------------------------------------------
    def _show_all(self) -> None:
        self.keys = None
        self.edited.emit()

    def _left(self, chip: FilterChip) -> None:
        if not chip.pinned:
            chip.hide()
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, chip in self.chips.items():
            if not chip.isVisible():
                words = menu_text(self._bench.texts._(self._kinds[name].title))
                menu.addAction(words).triggered.connect(lambda _=False, chip=chip: self._bring(chip))
        if not menu.isEmpty():
            menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _bring(self, chip: FilterChip) -> None:
        chip.show()
        chip.open()
