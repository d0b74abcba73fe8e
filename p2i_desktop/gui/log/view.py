"""The look of the quick log: its parts by name, what it says, and how large it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QLabel, QPlainTextEdit, QPushButton, QScrollArea, QSizePolicy, QWidget

from p2i_desktop.gui.screen import Bench

W = TypeVar("W", bound=QWidget)
_WIDE, _NARROW = 900, 720  # pixels at 100 %: with the last talks beside the form, or below it
_NOTE_LINES = 6.5
_SPARE_LINES = 6
_MORE = "quick_log.more"
_KEYS = {"save_button": "Ctrl+Return", "next_button": "Ctrl+Shift+Return", "cancel_button": "Esc"}


class LogView:
    """The loaded form of the quick log."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        self._bench = bench
        self.root = bench.form("quick_log", parent)
        self.error = self.part(QLabel, "error")
        self.error.hide()

    def part(self, kind: type[W], name: str) -> W:
        """A widget of the form; LookupError when the .ui file lost it."""
        found = self.root.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    # -- what it says ------------------------------------------------------------------------------------------------
    def say_counts(self, counts: bool, reasons: Sequence[str]) -> None:
        """Whether the call counts, and why not."""
        texts = self._bench.texts
        words = texts._("Counts: yes")
        if not counts:
            why = ", ".join(texts.keyed("why_not", key) for key in reasons)
            words = texts._("Counts: no, because {reasons}").replace("{reasons}", why)
        self.part(QLabel, "counts").setText(words)

    def say_error(self, words: str) -> None:
        """What went wrong, above the buttons; the empty text takes it away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        if words:
            self._bench.announce(self.error, words)

    def say_state(self, words: str) -> None:
        """What became of what was typed."""
        self.part(QLabel, "draft_state").setText(words)

    def say_kept(self, at: datetime) -> None:
        """The draft was on disk at this instant."""
        texts = self._bench.texts
        self.say_state(texts._("Draft kept {time}").replace("{time}", texts.time(at.astimezone().time())))

    def show_clock(self, seconds: int, running: bool) -> None:
        """The time since the start, while it gives the minutes."""
        clock = self.part(QLabel, "clock")
        clock.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        clock.setVisible(running)

    def retranslate(self) -> None:
        """The keys of the buttons."""
        for name, key in _KEYS.items():
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            self.part(QPushButton, name).setToolTip(f"<span>{shown}</span>")

    # -- more, place, size -------------------------------------------------------------------------------------------
    def remembered_more(self) -> bool:
        """Whether the rare fields were shown last time."""
        return self._bench.remembered(_MORE) == "1"

    def show_more(self, on: bool) -> None:
        """Shows or hides the rare fields; it stays so for the next call."""
        self.part(QWidget, "more").setVisible(on)
        button = self.part(QPushButton, "more_button")
        if button.isChecked() != on:
            button.setChecked(on)
        button.setProperty("icon_name", "chevron-down" if on else "chevron-right")
        self._bench.look.dress(button)
        self._bench.remember(_MORE, "1" if on else "0")

    def reveal(self, widget: QWidget) -> None:
        """Puts the focus into a field, wherever it stands."""
        if self.part(QWidget, "more").isAncestorOf(widget):
            self.part(QPushButton, "more_button").setChecked(True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.part(QScrollArea, "scroll").ensureWidgetVisible(widget)

    def wanted_size(self, room: QSize) -> QSize:
        """As large as the content, never larger than the room."""
        look = self._bench.look
        wide = look.px(_WIDE) <= room.width() - look.px(40)
        width = min(look.px(_WIDE if wide else _NARROW), room.width() - 16)
        self.arrange(width)
        inner = self.part(QWidget, "body").layout()
        line = look.metrics().lineSpacing()
        note = self.part(QPlainTextEdit, "note")
        note.setMinimumHeight(round(line * _NOTE_LINES))
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it gives way to chips and notes
        self.root.ensurePolished()
        needed = 0
        for layout in (self.part(QWidget, "entry").layout(), inner):
            if layout is not None:
                layout.invalidate()
                layout.activate()
                needed = max(layout.sizeHint().height(), layout.minimumSize().height())
        frame = look.px(36 + 2 * 12 + 3 * 36) + look.metrics("h1").height()
        return QSize(width, min(needed + frame + line * _SPARE_LINES, room.height() - 16))

    def arrange(self, width: int) -> None:
        """Last talks beside the form where there is room, else below it."""
        layout = self.part(QWidget, "body").layout()
        wide = width >= self._bench.look.px(_WIDE) - 8
        if isinstance(layout, QBoxLayout):
            layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
