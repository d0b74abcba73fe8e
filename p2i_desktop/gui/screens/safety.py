"""Data safety: how the file stands, and the bin, from which everything comes back whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.commands import Command, key_name
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.bin import BinItem
    from p2i_desktop.services.office import Changed, Office

_KEY = Qt.ItemDataRole.UserRole
_MOST = 1000  # lines of the bin


@dataclass(frozen=True)
class _State:
    """What the page shows."""

    path: Path
    size: int
    checked: datetime | None
    days: int
    items: list[BinItem]


class Safety(Screen):
    """Where the file lies and when it was last found whole; what was put into the bin."""

    page_id: ClassVar[str] = "safety"
    title: ClassVar[str] = N_("Data safety")
    icon: ClassVar[str] = "shield-check"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._state: _State | None = None
        self._fresh = False  # just opened: the focus goes to the list once there is one
        self.heading = self._text("h1")
        self.file_heading, self.bin_heading = self._text("h2"), self._text("h2")
        self.place = ElidedLabel(self)
        self.checked, self.said, self.empty = (self._text("body", "text2", wrap=True) for _ in range(3))
        self.older = QCheckBox(self)
        self.older.setObjectName("older")
        self.older.toggled.connect(lambda _: self.reload())
        self.list = QListWidget(self)
        self.list.setObjectName("bin")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self._restore())
        self.list.currentRowChanged.connect(lambda _: self._marked())
        self.restore = QPushButton(self)
        self.restore.setObjectName("restore")
        self.restore.setProperty("icon_name", "rotate-ccw")
        self.restore.clicked.connect(self._restore)
        self._arrange()
        self.retranslate()

    def _text(self, role: str, tone: str = "", wrap: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("font_role", role)
        label.setProperty("tone", tone)
        label.setWordWrap(wrap)
        return label

    def _arrange(self) -> None:
        px = self.bench.look.px
        inside = LowPage()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(px(24), px(18), px(24), px(18))
        whole.setSpacing(px(12))
        whole.addWidget(self.heading)
        line = FlowLayout(None, px(12))
        line.addWidget(self.restore)
        line.addWidget(self.older)
        self.list.setMinimumHeight(px(120))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        whole.addWidget(self._card(self.file_heading, self.place, self.checked))
        card = self._card(self.bin_heading, self.said, self.empty, self.list, line)
        whole.addWidget(card, 1)
        QWidget.setTabOrder(self.list, self.restore)
        QWidget.setTabOrder(self.restore, self.older)
        low_scrolled(inside, self)

    def _card(self, *parts: QWidget | QLayout) -> QFrame:
        px = self.bench.look.px
        card = QFrame(self)
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(20), px(16), px(20), px(18))
        column.setSpacing(px(6))
        for part in parts:
            if isinstance(part, QLayout):
                column.addSpacing(px(4))
                column.addLayout(part)
            else:
                column.addWidget(part, 1 if part is self.list else 0)
        column.addStretch(0)  # without a list the words stay together at the top
        return card

    def commands(self) -> list[Command]:
        return [
            Command(
                "bin_restore", N_("Restore from the bin"), self._restore, "Ctrl+Shift+R", "edit", "rotate-ccw",
                lambda: self._current() is not None and self.bench.writable(),
            ),
        ]  # fmt: skip

    # -- the screen's life -----------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._fresh = True
        self.reload()

    def reload(self) -> None:
        """Reads the state of the file and the bin."""
        older = self.older.isChecked()
        self.bench.desk.ask(lambda office: _read(office, older), self._show, owner=self)

    def refresh(self, changed: Changed) -> None:
        if self.isVisible():
            self.reload()

    def default_focus(self) -> QWidget:
        return self.list if self.list.count() else self.older

    def panes(self) -> list[QWidget]:
        return [self.default_focus()]

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.heading.setText(texts._(self.title))
        self.file_heading.setText(texts._("This casebook"))
        self.older.setText(texts._("Show what was deleted earlier"))
        command = self.commands()[0]
        words = texts._("Restore")
        self.restore.setText(f"{words}  {key_name(command.sequences()[0])}")
        self.list.setAccessibleName(texts._("Bin"))
        self.empty.setText(texts._("The bin is empty."))
        mnemonics.assign(self, menu_letters(texts))
        if self._state is not None:
            self._show(self._state)

    # -- showing -----------------------------------------------------------------------------------------------------------
    def _show(self, state: _State) -> None:
        texts, self._state = self.bench.texts, state
        self.place.setText(f"{state.path}  ·  {texts.number(state.size / 1_000_000, 1)} MB")
        when = texts.instant(state.checked) if state.checked is not None else ""
        known = texts._("Checked and found whole on {day}. It is checked once a week while the program is open.")
        new = texts._("It is checked once a week while the program is open.")
        self.checked.setText(known.format(day=when) if when else new)
        items = state.items[:_MOST]
        self.bin_heading.setText(texts.ngettext("Bin: {n} entry", "Bin: {n} entries", len(state.items)))
        self.said.setText(
            texts.ngettext(
                "What is deleted stays here for {n} day and comes back whole, with all that belongs to it.",
                "What is deleted stays here for {n} days and comes back whole, with all that belongs to it.",
                state.days,
            )
        )
        row = max(0, self.list.currentRow())
        self.list.clear()
        for item in items:
            line = QListWidgetItem(self.bench.look.icon("trash-2"), self._words(item))
            line.setData(_KEY, (item.type, item.id))
            self.list.addItem(line)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)
        if items:
            self.list.setCurrentRow(min(row, len(items) - 1))
            if self._fresh and self.older.hasFocus():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fresh = False
        self._marked()

    def _words(self, item: BinItem) -> str:
        texts = self.bench.texts
        head = f"{texts.type_name(BY_KEY[item.type])}  {item.name}".strip()
        parts = ", ".join(f"{texts.number(n)} × {texts.type_name(BY_KEY[key])}" for key, n in item.parts)
        left = texts.ngettext("{n} day left", "{n} days left", item.days_left) if item.days_left else ""
        more = (texts.instant(item.at), item.by, left, texts._("with {parts}").format(parts=parts) if parts else "")
        return f"{head}\n" + " · ".join(part for part in more if part)

    def _current(self) -> tuple[str, str] | None:
        line = self.list.currentItem()
        key: tuple[str, str] | None = line.data(_KEY) if line is not None else None
        return key

    def _marked(self) -> None:
        self.restore.setEnabled(self._current() is not None and self.bench.writable())

    def _restore(self) -> None:
        key = self._current()
        if key is None or not self.bench.writable():
            return

        def done(changed: Changed | None) -> None:
            if changed is not None:
                self.bench.toast(self.bench.texts.step(changed.label), undo=True)
            self.reload()

        self.bench.desk.do(lambda office: office.bin.restore(*key), done, self, owner=self)


def _read(office: Office, older: bool) -> _State:
    path = office.path
    return _State(
        path, path.stat().st_size, office.standings.last_checked(), office.work.rule_settings().bin_days,
        office.bin.items(older),
    )  # fmt: skip
