"""The detail of one organisation or person: who it is, what happened, its people and cases, and the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.record import Record
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.timeline_view import TimelineView
from p2i_desktop.gui.window_commands import menu_letters

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

R = TypeVar("R", bound=Record)
_LINK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Line:
    """A line that leads to another record; `type` is its type key."""

    type: str
    id: str
    text: str


@dataclass(frozen=True)
class _Form(Generic[R]):
    binder: Binder[R]
    saver: SelfSaver[R]


class RecordDetail(QFrame, Generic[R]):
    """Timeline, links and form of one record at a time; the form saves itself."""

    link_opened = Signal(str, str)  # type key, id

    def __init__(
        self,
        bench: Bench,
        form: str,
        record_type: type[R],
        save: Callable[[Office, R, tuple[str, str], str], Changed],
        load: Callable[[Office, str], R],
    ) -> None:
        super().__init__()
        self._bench = bench
        self.setProperty("kind", "card")
        self.setMinimumWidth(bench.look.px(340))
        self.heading, self.facts, self.warning = QLabel(self), QLabel(self), QLabel(self)
        self.log, self.more = QPushButton(self), QPushButton(self)
        self.tabs = QTabWidget(self)
        self.timeline, self.links = TimelineView(self), QListWidget(self)
        self.conflicts = ConflictBar(bench.look, self)
        self.sources = DeskSources(bench.desk, self)
        self._name, self._type, self._save, self._load = form, record_type, save, load
        self._form: _Form[R] | None = None
        self._build()
        self.links.itemActivated.connect(self._open_link)
        self.sources.load(self._word_form)
        self._later = Later(self, {"form": self._build_form})

    @property
    def binder(self) -> Binder[R]:
        """The fields; the form behind its tab is built when the page is there, or when it is wanted."""
        return self._built().binder

    @property
    def saver(self) -> SelfSaver[R]:
        """What saves the form."""
        return self._built().saver

    def shows(self, keys: frozenset[str]) -> bool:
        """Whether the form shows one of these records."""
        return self._form is not None and self._form.binder.base.id in keys

    def _built(self) -> _Form[R]:
        self._later.need("form")
        if self._form is None:
            raise RuntimeError("the form was asked for while it was built")
        return self._form

    def _build_form(self) -> None:
        bench = self._bench
        away = QWidget()  # what is built in its place is styled at each step
        widget = bench.form(self._name, away)
        binder: Binder[R] = Binder(
            widget, self._type, lambda: bench.texts, bench.clock.today, self.sources,
            taken=lambda: menu_letters(bench.texts),
        )  # fmt: skip
        saver: SelfSaver[R] = SelfSaver(bench, binder, self._name, self._save, self._load)
        saver.failed.connect(bench.fault)
        saver.conflict.connect(
            lambda fields: self.conflicts.ask(self._type, fields, bench.texts, saver.settle_conflict)
        )
        self._form = _Form(binder, saver)
        self._place.insertWidget(0, widget)
        away.deleteLater()

    def _word_form(self) -> None:
        if self._form is not None:
            self._form.binder.retranslate()

    def _build(self) -> None:
        look = self._bench.look
        self.heading.setProperty("font_role", "h2")
        self.facts.setProperty("tone", "text2")
        self.warning.setProperty("tone", "warn")
        for label in (self.heading, self.facts, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.warning.hide()
        self.log.setProperty("kind", "primary")
        self.log.setProperty("icon_name", "phone-call")
        self.more.setProperty("icon_name", "plus")
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, look.px(14), margin, look.px(14))
        column.setSpacing(look.px(8))
        for label in (self.heading, self.facts, self.warning):
            column.addWidget(label)
        buttons = FlowLayout(None, look.px(8))
        buttons.addWidget(self.log)
        buttons.addWidget(self.more)
        column.addLayout(buttons)
        column.addWidget(self.conflicts)
        self.tabs.setDocumentMode(True)
        self.links.setWordWrap(True)
        for part in (self.timeline, self.links, self._scrolled()):
            self.tabs.addTab(part, "")
        column.addWidget(self.tabs, 1)

    def _scrolled(self) -> QScrollArea:
        look = self._bench.look
        inside = QWidget(self)
        area = TallArea(inside, self)
        self._place = column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(4), look.px(8), look.px(10), look.px(8))
        column.addStretch(1)
        return area

    # -- what is shown -------------------------------------------------------------------------------------------------
    def retranslate(self, links: str, more: str) -> None:
        """Words the detail; `links` names the tab of people and cases, `more` what the second button makes."""
        texts = self._bench.texts
        self.log.setText(texts._("Log consultation"))
        self.more.setText(more)
        for number, name in enumerate((texts._("What happened"), links, texts._("Details"))):
            self.tabs.setTabText(number, name)
        self.timeline.setAccessibleName(texts._("What happened"))
        self.links.setAccessibleName(links)
        self._word_form()

    def show_head(self, heading: str, facts: Sequence[str], warning: str = "") -> None:
        """Name, facts in one line each, and a warning such as restricted data."""
        self.heading.setText(heading)
        self.facts.setText("\n".join(part for part in facts if part))
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))

    def show_links(self, groups: Sequence[tuple[str, Sequence[Line]]]) -> None:
        """People and cases, a heading above each group; Enter opens."""
        self.links.clear()
        for heading, lines in groups:
            title = QListWidgetItem(heading)
            title.setFont(self._bench.look.font("strong"))
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            title.setForeground(self._bench.look.color("text2"))
            self.links.addItem(title)
            for line in lines:
                item = QListWidgetItem(line.text)
                item.setData(_LINK, (line.type, line.id))
                self.links.addItem(item)

    def edit(self, field: str) -> None:
        """Shows the form with the focus in a field."""
        self.tabs.setCurrentIndex(2)
        self.binder.focus(field)

    def set_empty(self, empty: bool) -> None:
        """Nothing is marked: nothing is shown."""
        for part in (self.heading, self.facts, self.log, self.more, self.tabs):
            part.setVisible(not empty)

    def _open_link(self, item: QListWidgetItem) -> None:
        link = item.data(_LINK)
        if link:
            self.link_opened.emit(link[0], link[1])
