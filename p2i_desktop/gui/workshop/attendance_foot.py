"""Below the attendance list: the line in which a walk-in is noted, and heads that were only counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.record import FieldKind
from p2i_desktop.domain.workshops import EventFormat
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.person_entry import PersonEntry

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import WorkshopFile

_MOST_HEADS = 1_000_000


class AttendanceFoot(QWidget):
    """The tab hears who came (`walk_in.named`) and how many were counted."""

    heads_given = Signal(object, object)  # on site, online: numbers or None

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        self._who, self._heads, self._on_site_label, self._online_label, self.said = (QLabel(self) for _ in range(5))
        for label in (self._who, self._heads, self._on_site_label, self._online_label, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("tone", "ok")
        self._heads.setProperty("tone", "text2")
        self.walk_in = PersonEntry(bench, self)
        self.walk_in.setObjectName("walk_in")
        self.add = QPushButton(self)
        self.add.setObjectName("walk_in_add")
        self.add.setProperty("icon_name", "plus")
        self.add.clicked.connect(self._press)
        self.on_site, self.online = NumberEntry(self), NumberEntry(self)
        for entry, name in ((self.on_site, "heads_on_site"), (self.online, "heads_online")):
            entry.setObjectName(name)
            entry.setMaximumWidth(look.px(90))
            entry.editingFinished.connect(self._give_heads)
        for label, field in (
            (self._who, self.walk_in), (self._on_site_label, self.on_site), (self._online_label, self.online),
        ):  # fmt: skip
            label.setBuddy(field)
        self._shown: tuple[int | None, int | None] = (None, None)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._bench.look
        person, field = QWidget(self), QHBoxLayout()
        field.setContentsMargins(0, 0, 0, 0)
        field.setSpacing(look.px(8))
        field.addWidget(self._who)
        field.addWidget(self.walk_in, 1)
        person.setLayout(field)
        first = FilterLine(None, look, 320)
        first.addWidget(person)
        first.addWidget(self.add)
        heads = FlowLayout(None, look.px(8))
        for piece in (
            self._heads,
            self._pair(self._on_site_label, self.on_site),
            self._pair(self._online_label, self.online),
        ):
            heads.addWidget(piece)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(first)
        column.addWidget(self.said)
        column.addLayout(heads)
        self.said.hide()

    def _pair(self, label: QLabel, field: QWidget) -> QWidget:
        """A label before its field, in one piece."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._bench.look.px(6))
        row.addWidget(label)
        row.addWidget(field)
        return holder

    def retranslate(self) -> None:
        """Words the foot in the language that is shown."""
        texts = self._bench.texts
        self._who.setText(texts._("&Walk-in"))
        self.walk_in.retranslate()
        self.walk_in.setPlaceholderText(texts._("Name, organisation"))
        self.add.setText(texts._("Note as present"))
        self._heads.setText(texts._("Counted heads, without names"))
        self._on_site_label.setText(texts._("on s&ite"))
        self._online_label.setText(texts._("onli&ne"))
        for entry in (self.on_site, self.online):
            entry.equip(texts, FieldKind.INT, Limits(0, _MOST_HEADS))

    def show_file(self, file: WorkshopFile, writable: bool) -> None:
        """Shows the counted heads of the modes that the format has, and those that are there all the same."""
        workshop = file.workshop
        self._shown = (workshop.headcount_on_site, workshop.headcount_online)
        for entry, value, form in (
            (self.on_site, workshop.headcount_on_site, EventFormat.ON_SITE),
            (self.online, workshop.headcount_online, EventFormat.ONLINE),
        ):
            if not entry.hasFocus():
                entry.set_value(value)
            holder = entry.parentWidget()
            fits = workshop.format in (form, EventFormat.HYBRID) or value is not None
            (holder if holder is not None else entry).setVisible(fits)
            entry.setReadOnly(not writable)
        for part in (self.walk_in, self.add):
            part.setEnabled(writable)

    def say(self, words: str) -> None:
        """Who was just noted."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            self._bench.announce(self.said, words)

    def leave(self) -> None:
        """What stands in the fields of counted heads is saved."""
        self._give_heads()

    def _press(self) -> None:
        if not self.walk_in.take_line():
            self.walk_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_heads(self) -> None:
        if any(entry.fault() or entry.isReadOnly() for entry in (self.on_site, self.online)):
            return
        given = tuple(None if (value := entry.value()) is None else int(value) for entry in (self.on_site, self.online))
        if given != self._shown:
            self._shown = (given[0], given[1])
            self.heads_given.emit(*given)
