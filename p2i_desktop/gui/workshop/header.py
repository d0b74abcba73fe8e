"""The head of a workshop's window: number and title, when and where, how it stands, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.record_head import RecordHead
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.gui.workshop.words import number_of, when_words, where_words
from p2i_desktop.gui.workshop_columns import EVENT_TONES

if TYPE_CHECKING:
    from p2i_desktop.i18n import Texts
    from p2i_desktop.services.workshop_file import WorkshopFile


class _Titles(QWidget):
    """Lines that wrap: as high as they are at their width, and not as a narrow column of them would be."""

    def sizeHint(self) -> QSize:
        hint, layout = super().sizeHint(), self.layout()
        if layout is None or not self.width():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(self.width()))


class WorkshopHeader(RecordHead):
    """Title, state, buttons and what is worth knowing."""

    def __init__(self, hand: WorkshopHand, parent: QWidget) -> None:
        super().__init__(hand.bench, "workshop", parent)
        self.number, self.heading = self.label("text2", wraps=False), self.label(role="h1")
        self.facts = self.label("text2")
        self.status = Pill(self)
        self.papers()
        self.others()
        self.pack = self.button("pack_button", "download", "")
        self.next()
        self.arrange(self._titles(), (self.print, self.more, self.pack, self.step))

    def _titles(self) -> QWidget:
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
        return left

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        super().retranslate()
        self.pack.setText(self._bench.texts._("Workshop pack…"))
        self.pack.setToolTip("<span>Ctrl+Shift+P</span>")

    def show_file(self, file: WorkshopFile) -> str:
        """Shows the workshop as it is; the words for the title of the window."""
        texts, workshop = self._bench.texts, file.workshop
        number = number_of(workshop)
        self.number.setText(" · ".join(filter(None, (number, texts.label(workshop.type)))))
        self.heading.setText(workshop.title)
        self.status.show_state(texts.label(workshop.status), EVENT_TONES[workshop.status])
        when = when_words(workshop, texts)
        self.facts.setText(" · ".join(filter(None, (when, where_words(workshop, texts), counted_words(file, texts)))))
        self.warn(file.problems)
        return f"{number} {workshop.title}".strip()


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
