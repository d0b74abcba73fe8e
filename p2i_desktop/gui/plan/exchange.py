"""The tab of the exchange between the two centres: calls and mails about the plan, over all its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Consultation
from p2i_desktop.gui.commands import Command, native
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

KEY = Qt.ItemDataRole.UserRole
_LETTERS = 160  # of a note in the list
LOG_KEYS = "Ctrl+Shift+L"


class ExchangeTab(PlanTab):
    """The latest first; Enter opens a talk, Ctrl+N and Ctrl+Shift+L log one for this plan."""

    name = "plan_exchange"
    heading = N_("Exchange")
    adds = True

    def build(self) -> None:
        look = self.bench.look
        self.sum, self.log = QLabel(self), QPushButton(self)
        self.sum.setTextFormat(Qt.TextFormat.PlainText)
        self.sum.setWordWrap(True)
        self.log.setObjectName("plan_log_button")
        self.log.setProperty("icon_name", "phone-call")
        self.log.clicked.connect(self.log_talk)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(look.px(120))
        self.list.itemActivated.connect(self._open)
        head = FilterLine(None, look, 260)
        head.addWidget(self.sum)
        head.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(2), look.px(2), look.px(2), look.px(2))
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def commands(self) -> list[Command]:
        return [
            Command("plan_log", N_("Log consultation for this plan"), self.log_talk, LOG_KEYS, "case", "phone-call",
                    enabled=self.bench.writable),
        ]  # fmt: skip

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.log.setText(texts._("Log call"))
        tip = texts._("Log consultation for this plan")
        self.log.setToolTip(tooltip_text(f"{tip}   {native(LOG_KEYS)}"))
        self.list.setAccessibleName(texts._("Exchange about this plan"))

    def show_file(self, file: PlanFile) -> None:
        texts = self.bench.texts
        item = self.list.currentItem()
        keep = str(item.data(KEY) or "") if item is not None else ""
        self.list.clear()
        for talk in file.exchange:
            line = QListWidgetItem(talk_words(talk, texts))
            line.setData(KEY, talk.id)
            self.list.addItem(line)
        if not file.exchange:
            nothing = QListWidgetItem(
                texts._("Nothing was said about this plan yet. Ctrl+Shift+L logs the first call.")
            )
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self.bench.look.color("text2"))
            self.list.addItem(nothing)
        ids = [talk.id for talk in file.exchange]
        self.list.setCurrentRow(ids.index(keep) if keep in ids else 0 if ids else -1)
        self.log.setVisible(self.bench.writable())
        minutes = sum(talk.contact_minutes for talk in file.exchange)
        words = texts.ngettext("{n} talk about this plan", "{n} talks about this plan", len(file.exchange))
        spent = texts._("{hours} h of contact").replace("{hours}", texts.hours(minutes))
        self.sum.setText(f"{words} · {spent}" if file.exchange else words)

    def count(self, file: PlanFile) -> str:
        return self.bench.texts.number(len(file.exchange)) if file.exchange else ""

    def take_focus(self) -> None:
        rows = self.list.currentRow() >= 0
        target: QWidget = self.list if rows or not self.log.isVisible() else self.log
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_row(self) -> None:
        self.log_talk()

    def log_talk(self) -> None:
        """The quick log, filled in for the open plan."""
        self.bench.log(plan=self.hand.plan_id)

    def _open(self, item: QListWidgetItem) -> None:
        key = str(item.data(KEY) or "")
        if key:
            self.bench.go("consultations", key)


def talk_words(talk: Consultation, texts: Texts) -> str:
    """Day, channel and minutes; below, the subject or the beginning of the note."""
    head = [texts.weekday_date(talk.on), texts.label(talk.channel)]
    if talk.contact_minutes:
        head.append(texts.ngettext("{n} minute", "{n} minutes", talk.contact_minutes))
    note = " ".join((talk.subject or talk.note).split())
    cut = note if len(note) <= _LETTERS else f"{note[: _LETTERS - 1].rstrip()}…"
    first = " · ".join(head)
    return f"{first}\n{cut}" if cut else first
