"""The marked workshop in short, beside the list: when, where, who comes, its programme, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.words import number_of, when_words, where_words
from p2i_desktop.gui.workshop_columns import EVENT_TONES

if TYPE_CHECKING:
    from p2i_desktop.domain.workshops import AgendaItem
    from p2i_desktop.i18n import Texts
    from p2i_desktop.services.workshop_file import WorkshopFile


class WorkshopPane(QFrame):
    """Labels, two buttons and the agenda; hidden while no workshop is marked."""

    open_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench, look = bench, bench.look
        self.key = ""
        self.setProperty("kind", "card")
        self.setMinimumWidth(look.px(280))
        self.above, self.title, self.when, self.people, self.agenda_title = (QLabel(self) for _ in range(5))
        for label in (self.above, self.title, self.when, self.people, self.agenda_title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.above.setProperty("tone", "text2")
        self.people.setProperty("tone", "text2")
        self.title.setProperty("font_role", "h2")
        self.agenda_title.setProperty("font_role", "h2")
        self.pill = Pill(self)
        self.open, self.log = QPushButton(self), QPushButton(self)
        self.open.setProperty("kind", "primary")
        self.open.setProperty("icon_name", "external-link")
        self.log.setProperty("icon_name", "phone-call")
        self.open.clicked.connect(self.open_wanted)
        self.log.clicked.connect(self.log_wanted)
        self.agenda = QListWidget(self)
        self.agenda.setWordWrap(True)
        self.agenda.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self.show_file(None)

    def _arrange(self) -> None:
        look = self._bench.look
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, look.px(14), margin, look.px(14))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.addWidget(self.above, 1)
        head.addWidget(self.pill)
        column.addLayout(head)
        for part in (self.title, self.when, self.people):
            column.addWidget(part)
        buttons = FlowLayout(None, look.px(8))
        buttons.addWidget(self.open)
        buttons.addWidget(self.log)
        column.addLayout(buttons)
        column.addWidget(self.agenda_title)
        column.addWidget(self.agenda, 1)
        column.addStretch(0)

    def retranslate(self) -> None:
        """Words the pane in the language that is shown."""
        texts = self._bench.texts
        self.open.setText(texts._("Open workshop"))
        self.log.setText(texts._("Log consultation"))
        self.agenda_title.setText(texts._("Agenda"))
        self.agenda.setAccessibleName(texts._("Agenda"))

    def show_file(self, file: WorkshopFile | None) -> None:
        """Shows a workshop; None: nothing is marked."""
        self.key = file.workshop.id if file is not None else ""
        for part in (self.above, self.pill, self.title, self.when, self.people, self.open, self.log):
            part.setVisible(file is not None)
        for below in (self.agenda_title, self.agenda):
            below.setVisible(file is not None and bool(file.agenda))
        if file is None:
            return
        workshop, texts = file.workshop, self._bench.texts
        self.above.setText(" · ".join(filter(None, (number_of(workshop), texts.label(workshop.type)))))
        self.pill.show_state(texts.label(workshop.status), EVENT_TONES[workshop.status])
        self.title.setText(workshop.title)
        self.when.setText("\n".join(filter(None, (when_words(workshop, texts), where_words(workshop, texts)))))
        self.people.setText(people_words(file, texts))
        self.people.setVisible(bool(self.people.text()))
        self.agenda.clear()
        days = {item.day for item in file.agenda}
        for item in file.agenda:
            line = QListWidgetItem(agenda_words(item, texts, several=len(days) > 1))
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.agenda.addItem(line)


def people_words(file: WorkshopFile, texts: Texts) -> str:
    """Who organises, how many registered and came, what was answered; a line each."""
    found, lines = file.presence, []
    if file.organisers:
        lines.append(texts._("Organised by {names}").replace("{names}", ", ".join(file.organisers)))
    told = []
    if file.workshop.capacity:
        told.append(texts.ngettext("{n} place", "{n} places", file.workshop.capacity))
    if found.registered:
        told.append(texts.ngettext("{n} registered", "{n} registered", found.registered))
    if found.participations:
        told.append(texts.ngettext("{n} present", "{n} present", found.participations))
    if found.no_shows:
        told.append(texts.ngettext("{n} no-show", "{n} no-shows", found.no_shows))
    answers = sum(one.answers for one in file.feedback)
    if answers:
        told.append(texts.ngettext("{n} answer", "{n} answers", answers))
    if told:
        lines.append(" · ".join(told))
    return "\n".join(lines)


def agenda_words(item: AgendaItem, texts: Texts, *, several: bool) -> str:
    """`09:00  Welcome · Speaker`, of several days with the day's number."""
    day = texts._("Day {n}").replace("{n}", texts.number(item.day)) if several else ""
    at = " ".join(filter(None, (day, texts.time(item.starts) if item.starts else "")))
    return "  ".join(filter(None, (at, " · ".join(filter(None, (item.title, item.speaker))))))
