"""The head of the attendance list: how many are there, which session, the field that jumps, the keys as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.workshops import AttendanceStatus, WorkshopSession
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.attendance_state import ICONS, Tally
from p2i_desktop.gui.workshop.words import times_words, when_words

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import WorkshopFile

_ICONS = {**{status.value: icon for status, (icon, _) in ICONS.items()}, "mode": "video", "clear": "circle"}


class JumpField(QLineEdit):
    """A name or a code: each letter jumps, Enter goes into the list, Down to the next one that fits."""

    typed_text = Signal(str)
    next_wanted = Signal(str)
    left = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.setObjectName("attendance_jump")
        self.setClearButtonEnabled(False)
        self.hits = QLabel(parent)
        self.hits.setTextFormat(Qt.TextFormat.PlainText)
        self.hits.setProperty("tone", "text2")
        self.textEdited.connect(self.typed_text)

    def show_typed(self, text: str, hits: int) -> None:
        """Shows what was typed in the list itself."""
        if not self.hasFocus():
            self.setText(text)
            self.say_hits(hits if text else -1)

    def say_hits(self, hits: int) -> None:
        """How many fit; -1 = nothing is typed."""
        texts = self._bench.texts
        words = "" if hits < 0 else texts._("No hits") if not hits else texts.ngettext("{n} hit", "{n} hits", hits)
        self.hits.setText(words)
        if words and self.hasFocus():
            self._bench.announce(self, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clear()
            self.say_hits(-1)
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.next_wanted.emit(self.text())
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.say_hits(-1)
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AttendanceHead(QWidget):
    """Two lines; the tab hears what is pressed."""

    session_chosen = Signal(str)
    marked = Signal(str)
    rest_wanted = Signal(object)  # AttendanceStatus

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        look = bench.look
        self.tally, self.detail, self._session_label, self._jump_label = (QLabel(self) for _ in range(4))
        for label in (self.tally, self.detail, self._session_label, self._jump_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.tally.setProperty("font_role", "h2")
        self.tally.setObjectName("attendance_tally")
        self.detail.setProperty("tone", "text2")
        self.detail.setWordWrap(True)
        self.session = ChoiceBox(self)
        self.session.setObjectName("attendance_session")
        self.session.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.session.edited.connect(lambda: self.session_chosen.emit(str(self.session.value())))
        self.jump = JumpField(bench, self)
        self.jump.setMinimumWidth(look.px(200))
        self._session_label.setBuddy(self.session)
        self._jump_label.setBuddy(self.jump)
        self.buttons = {name: self._button(name) for name in _ICONS}
        self.rest = QPushButton(self)
        self.rest.setObjectName("attendance_rest")
        self.rest.setProperty("kind", "quiet")
        self._menu = QMenu(self.rest)
        self._rest_actions = {status: self._menu.addAction("") for status in AttendanceStatus if status.value != "part"}
        for status, action in self._rest_actions.items():
            action.triggered.connect(lambda _=False, one=status: self.rest_wanted.emit(one))
        self.rest.setMenu(self._menu)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(6))
        whole.addLayout(self._first_line())
        keys = FlowLayout(None, look.px(4))
        for button in (*self.buttons.values(), self.rest):
            keys.addWidget(button)
        whole.addLayout(keys)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"mark_{name}")
        button.setProperty("narrow", True)
        button.setProperty("icon_name", _ICONS[name])
        button.clicked.connect(lambda: self.marked.emit(name))
        return button

    def _first_line(self) -> FilterLine:
        look = self._bench.look
        counts, tools = QWidget(self), QWidget(self)
        said = QVBoxLayout(counts)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(look.px(2))
        said.addWidget(self.tally)
        said.addWidget(self.detail)
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for part in (self._jump_label, self.jump, self.jump.hits):
            row.addWidget(part)
        chosen = QWidget(self)
        sessions = QHBoxLayout(chosen)
        sessions.setContentsMargins(0, 0, 0, 0)
        sessions.setSpacing(look.px(8))
        sessions.addWidget(self._session_label)
        sessions.addWidget(self.session)
        self._chosen, self._tools = chosen, tools
        line = FilterLine(None, look, 260)
        for piece in (counts, chosen, tools):
            line.addWidget(piece)
        return line

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self._session_label.setText(texts._("&Session"))
        self._jump_label.setText(texts._("&Go to name or code"))
        named = {
            "present": (texts.label(AttendanceStatus.PRESENT), texts._("Space")),
            "part": (texts._("Part…"), "P"),
            "excused": (texts.label(AttendanceStatus.EXCUSED), "E"),
            "absent": (texts.label(AttendanceStatus.ABSENT), "A"),
            "mode": (texts._("On site / online"), "O"),
            "clear": (texts._("Not marked"), texts._("Backspace")),
        }
        for name, (words, key) in named.items():
            self.buttons[name].setText(menu_text(f"{words}   {key}"))
            self.buttons[name].setAccessibleName(words)
            self.buttons[name].setToolTip(tooltip_text(key))
        self.jump.setPlaceholderText(texts._("letters or code"))
        tip = texts._("Letters or the code of a row jump. Names that begin with A, E, O or P: with Shift.")
        self.jump.setToolTip(tooltip_text(tip))
        self.rest.setText(texts._("All others"))
        for status, action in self._rest_actions.items():
            action.setText(menu_text(texts.label(status)))

    def show_sessions(self, file: WorkshopFile, chosen: WorkshopSession | None) -> None:
        """Which sessions there are; where there is one, none is chosen."""
        texts = self._bench.texts
        days = {one.starts_on for one in file.sessions}
        when = times_words if len(days) == 1 else when_words  # on one day the times tell them apart
        choices = [
            (one.id, " · ".join(filter(None, (one.title, when(one, texts)))) or texts._("Session"))
            for one in file.sessions
        ]
        self.session.set_choices(choices)
        self.session.set_value(chosen.id if chosen is not None else None)
        self._chosen.setVisible(len(file.sessions) > 1)

    def show_parts(self, some: bool, hybrid: bool, writable: bool) -> None:
        """Without anybody on the list there is nothing to mark."""
        self._tools.setVisible(some)
        for name, button in self.buttons.items():
            button.setVisible(some and (name != "mode" or hybrid))
            button.setEnabled(writable)
        self.rest.setVisible(some)
        self.rest.setEnabled(writable)

    def show_tally(self, tally: Tally, hybrid: bool, when: str) -> None:
        """`34 of 42 present`, and where."""
        texts = self._bench.texts
        words = texts._("{n} of {m} present")
        self.tally.setText(
            words.replace("{n}", texts.number(tally.present)).replace("{m}", texts.number(tally.expected))
        )
        parts = [when] if when else []
        if hybrid:
            here = texts._("{n} on site, {m} online").replace("{n}", texts.number(tally.present - tally.online))
            parts.append(here.replace("{m}", texts.number(tally.online)))
        self.detail.setText(" · ".join(parts))
        self.detail.setVisible(bool(parts))
