"""The head of a workshop's window: number and title, when and where, how it stands, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.gui.workshop.words import number_of, when_words, where_words
from p2i_desktop.gui.workshop_columns import EVENT_TONES

if TYPE_CHECKING:
    from p2i_desktop.i18n import Texts
    from p2i_desktop.services.workshop_file import WorkshopFile

_MOST_WARNINGS = 2  # told in full
_LEAST_TITLE = 380  # pixels at 100 %: width of the title beside its buttons


class _Titles(QWidget):
    """Lines that wrap: as high as they are at their width, and not as a narrow column of them would be."""

    def sizeHint(self) -> QSize:
        hint, layout = super().sizeHint(), self.layout()
        if layout is None or not self.width():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(self.width()))


class WorkshopHeader(QWidget):
    """Title, state, buttons and what is worth knowing; the window hears the buttons."""

    def __init__(self, hand: WorkshopHand, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = hand.bench
        self.number, self.heading, self.facts, self.warning = (QLabel(self) for _ in range(4))
        for label in (self.number, self.heading, self.facts, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self.number)
        self.number.setProperty("tone", "text2")
        self.heading.setProperty("font_role", "h1")
        self.facts.setProperty("tone", "text2")
        self.warning.setProperty("tone", "warn")
        self.status = Pill(self)
        self.print = self._button("workshop_papers", "printer", "quiet")
        self.more = self._button("workshop_more", "ellipsis", "quiet")
        self.pack = self._button("workshop_pack_button", "download", "")
        self.step = self._button("workshop_step", "", "primary")
        self.menu, self.printing = QMenu(self.more), QMenu(self.print)
        self.more.setMenu(self.menu)
        self.print.setMenu(self.printing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(6))
        column.addLayout(self._head())
        column.addWidget(self.warning)
        HeightKeeper(self)

    def _button(self, name: str, icon: str, kind: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        if kind:
            button.setProperty("kind", kind)
        if icon:
            button.setProperty("icon_name", icon)
        return button

    def _head(self) -> FilterLine:
        look = self._bench.look
        left = _Titles(self)
        titles, above = QVBoxLayout(left), QHBoxLayout()
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(look.px(2))
        above.setSpacing(look.px(10))
        above.addWidget(self.number)
        above.addWidget(self.status)
        above.addStretch(1)
        titles.addLayout(above)
        titles.addWidget(self.heading)
        titles.addWidget(self.facts)
        head = FilterLine(None, look, _LEAST_TITLE)
        for part in (left, self.print, self.more, self.pack, self.step):
            head.addWidget(part)
        return head

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self.print.setText(texts._("Print"))
        self.more.setText(texts._("More"))
        self.pack.setText(texts._("Workshop pack…"))
        self.step.setToolTip("<span>Ctrl+Shift+M</span>")
        self.pack.setToolTip("<span>Ctrl+Shift+P</span>")

    def say_step(self, words: str) -> None:
        """What the button of the next step says; empty = there is none."""
        self.step.setText(words)
        self.step.setVisible(bool(words))

    def show_file(self, file: WorkshopFile) -> str:
        """Shows the workshop as it is; the words for the title of the window."""
        texts, workshop = self._bench.texts, file.workshop
        number = number_of(workshop)
        self.number.setText(" · ".join(filter(None, (number, texts.label(workshop.type)))))
        self.heading.setText(workshop.title)
        self.status.show_state(texts.label(workshop.status), EVENT_TONES[workshop.status])
        when = when_words(workshop, texts)
        self.facts.setText(" · ".join(filter(None, (when, where_words(workshop, texts), counted_words(file, texts)))))
        self._warn(file)
        return f"{number} {workshop.title}".strip()

    def _warn(self, file: WorkshopFile) -> None:
        """What is worth knowing about the workshop, the first two in full."""
        texts = self._bench.texts
        told = [texts.message(problem) for problem in file.problems]
        more = len(told) - _MOST_WARNINGS
        words = " ".join(told[:_MOST_WARNINGS])
        if more > 0:
            words += " " + texts.ngettext("{n} more hint.", "{n} more hints.", more)
        self.warning.setText(words)
        self.warning.setToolTip(tooltip_text("\n".join(told)) if more > 0 else "")
        self.warning.setVisible(bool(words))


def counted_words(file: WorkshopFile, texts: Texts) -> str:
    """How many registered and how many came, as far as it is known."""
    found = file.presence
    parts = []
    if found.registered:
        parts.append(texts.ngettext("{n} registered", "{n} registered", found.registered))
    if 0 < found.walk_ins < found.registered:  # else nobody wrote down when people registered
        parts.append(texts.ngettext("{n} walk-in among them", "{n} walk-ins among them", found.walk_ins))
    if found.participations:
        parts.append(texts.ngettext("{n} present", "{n} present", found.participations))
    return " · ".join(parts)
