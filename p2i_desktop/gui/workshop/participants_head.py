"""The head of the list of participants: how many, a filter, and what is done with the marked rows."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.workshops import AttendanceMode, ParticipantRole, ParticipationStatus
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.person_entry import PersonEntry
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile

# What the list shows: all of it, a status of the registration, or who is told apart by what happened.
ALL, NO_SHOW, WALK_IN = "all", "no_show", "walk_in"
_SHOWS = {ALL: N_("All"), NO_SHOW: N_("No-shows"), WALK_IN: N_("Walk-ins")}
_CHANGES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("status", ParticipationStatus), ("role", ParticipantRole), ("mode", AttendanceMode),
)  # fmt: skip


def shows(kept: object) -> Callable[[ParticipantRow], bool]:
    """What a choice of the list keeps."""
    if kept == NO_SHOW:
        return lambda row: row.no_show
    if kept == WALK_IN:
        return lambda row: row.walk_in
    if isinstance(kept, ParticipationStatus):
        return lambda row: row.participation.status is kept
    return lambda _row: True


class FilterField(QLineEdit):
    """What is typed filters the list; Down and Enter go into it, Esc clears."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ParticipantsHead(QWidget):
    """Two lines; the tab hears what is pressed."""

    filtered = Signal()
    change_wanted = Signal(str, object)  # status, role or mode, and its new value
    languages_wanted = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        self.total, self.detail, self._show_label, self._add_label = (QLabel(self) for _ in range(4))
        for label in (self.total, self.detail, self._show_label, self._add_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setProperty("font_role", "h2")
        self.detail.setProperty("tone", "text2")
        self.detail.setWordWrap(True)
        self.filter, self.show_box = FilterField(self), ChoiceBox(self)
        self.filter.setObjectName("participants_filter")
        self.show_box.setObjectName("participants_show")
        self._show_label.setBuddy(self.show_box)
        self.filter.textChanged.connect(lambda _text: self.filtered.emit())
        self.show_box.edited.connect(self.filtered)
        self.person = PersonEntry(bench, self)
        self.person.setObjectName("participants_add")
        self._add_label.setBuddy(self.person)
        self.add, self.group, self.list, self.change, self.to_bin = (
            self._button(name, icon, kind)
            for name, icon, kind in (
                ("add", "plus", ""), ("group", "users", "quiet"), ("list", "download", "quiet"),
                ("change", "pencil", "quiet"), ("bin", "trash-2", "quiet"),
            )
        )  # fmt: skip
        self._menu = QMenu(self.change)
        self._menus = {name: self._menu.addMenu("") for name, _ in _CHANGES}
        self._actions = {(name, one): self._menus[name].addAction("") for name, closed in _CHANGES for one in closed}
        for (name, one), action in self._actions.items():
            action.triggered.connect(lambda _=False, what=name, value=one: self.change_wanted.emit(what, value))
        self.languages = self._menu.addMenu("")
        self.change.setMenu(self._menu)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(6))
        whole.addLayout(self._first_line())
        whole.addLayout(self._second_line())

    def _button(self, name: str, icon: str, kind: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"participants_{name}_button")
        button.setProperty("icon_name", icon)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _first_line(self) -> FilterLine:
        counts, showing = QWidget(self), QWidget(self)
        said = QVBoxLayout(counts)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(self._bench.look.px(2))
        said.addWidget(self.total)
        said.addWidget(self.detail)
        shown = QHBoxLayout(showing)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(self._bench.look.px(6))
        shown.addWidget(self._show_label)
        shown.addWidget(self.show_box)
        self.filter.setMinimumWidth(self._bench.look.px(160))
        line = FilterLine(None, self._bench.look, 240)
        for part in (counts, self.filter, showing, self.change, self.to_bin):
            line.addWidget(part)
        return line

    def _second_line(self) -> FilterLine:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._bench.look.px(8))
        row.addWidget(self._add_label)
        row.addWidget(self.person, 1)
        line = FilterLine(None, self._bench.look, 320)
        for part in (holder, self.add, self.group, self.list):
            line.addWidget(part)
        return line

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in reading order."""
        first = (self.filter, self.show_box, self.change, self.to_bin)
        return (*first, self.person, self.add, self.group, self.list)

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self.filter.setPlaceholderText(texts._("Filter"))
        self.filter.setAccessibleName(texts._("Filter the participants"))
        self._show_label.setText(texts._("S&how"))
        choices: list[tuple[object, str]] = [(key, texts._(words)) for key, words in _SHOWS.items()]
        choices[1:1] = [(one, texts.label(one)) for one in ParticipationStatus]
        self.show_box.set_choices(choices)
        self._add_label.setText(texts._("&New participant"))
        self.person.retranslate()
        self.person.setPlaceholderText(texts._("Name, organisation"))
        self.add.setText(texts._("Add"))
        self.group.setText(texts._("Add group…"))
        self.list.setText(texts._("Take in list…"))
        self.change.setText(texts.pgettext("marked rows", "Change"))
        self.to_bin.setText(texts._("Remove"))
        self.to_bin.setToolTip(tooltip_text(texts._("Del")))
        named = {"status": texts._("Registration"), "role": texts._("Role"), "mode": texts._("Takes part")}
        for name, words in named.items():
            self._menus[name].setTitle(menu_text(words))
        for (_, one), action in self._actions.items():
            action.setText(menu_text(texts.label(one)))
        self.languages.setTitle(menu_text(texts._("Language")))

    def offer_languages(self, codes: list[str]) -> None:
        """The languages that are offered for the marked rows: those of the workshop, and none of their own."""
        texts = self._bench.texts
        self.languages.clear()
        for code in ["", *codes]:
            words = texts.language_name(code) if code else texts._("as the contact or the workshop")
            action = self.languages.addAction(menu_text(words))
            action.triggered.connect(lambda _=False, one=code: self.languages_wanted.emit(one))

    def show_file(self, file: WorkshopFile, shown: int, writable: bool) -> None:
        """Counts the list; what writes is enabled where the file may be written."""
        texts = self._bench.texts
        words = texts.ngettext("{n} participant", "{n} participants", expected(file))
        if shown < len(file.rows):
            told = texts._("{n} of {m} rows shown").replace("{n}", texts.number(shown))
            words = f"{words} · {told.replace('{m}', texts.number(len(file.rows)))}"
        self.total.setText(words)
        self.detail.setText(counts_words(file, texts))
        self.detail.setVisible(bool(self.detail.text()))
        for part in (self.person, self.add, self.group, self.list):
            part.setEnabled(writable)
        for tool in (self.filter, self.show_box, self._show_label, self.change, self.to_bin):
            tool.setVisible(bool(file.rows))
        for button in (self.change, self.to_bin):
            button.setEnabled(writable)


def expected(file: WorkshopFile) -> int:
    """How many people are on the list, without those who cancelled."""
    return sum(row.size for row in file.rows if row.participation.status is not ParticipationStatus.CANCELLED)


def counts_words(file: WorkshopFile, texts: Texts) -> str:
    """How many of each status, and who came unasked or not at all."""
    parts = []
    for status in ParticipationStatus:
        count = sum(row.size for row in file.rows if row.participation.status is status)
        if count:
            parts.append(f"{texts.label(status)} {texts.number(count)}")
    told = file.presence
    if told.walk_ins:
        parts.append(texts.ngettext("{n} walk-in", "{n} walk-ins", told.walk_ins))
    if told.no_shows:
        parts.append(texts.ngettext("{n} no-show", "{n} no-shows", told.no_shows))
    return " · ".join(parts)
