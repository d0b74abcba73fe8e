"""The tab of the workshop's own fields, in groups, each saved by itself when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import WorkshopFile

# Heading, fields, how many of them stand beside each other at most.
_GROUPS = (
    (N_("The event"), ("title*", "title_en*", "type", "format", "language", "languages", "topics*", "target_groups*"), 4),
    (N_("When"), ("starts_on", "starts_at", "ends_on", "ends_at", "timezone", "registration_until"), 4),
    (N_("Where"), ("venue", "city", "country", "link"), 4),
    (N_("Who organises"), ("organisers*", "co_organisers*", "origin", "programme", "plan"), 3),
    (N_("Numbers"), ("capacity", "invited", "headcount_on_site", "headcount_online", "attendance_threshold", "fee",
                     "cost"), 4),
    (N_("Publication and source"), ("published_on", "url", "confidentiality", "source*", "tags*"), 3),
)  # fmt: skip
_FUTURE = ("starts_on", "ends_on", "registration_until")


class FactsTab(WorkshopTab):
    """A form that saves itself field by field."""

    name = "workshop_facts"
    heading = N_("Facts")
    shows = frozenset({"organisation", "programme"})

    def build(self) -> None:
        bench = self.bench
        self._sources = DeskSources(bench.desk, self)
        inside, form = QWidget(self), QWidget(self)
        self.conflicts = ConflictBar(bench.look, self)
        groups, self._headings = QVBoxLayout(form), []
        groups.setContentsMargins(0, 0, 0, 0)
        groups.setSpacing(bench.look.px(8))
        for words, fields, beside in _GROUPS:
            if groups.count():
                groups.addSpacing(bench.look.px(12))
            heading = QLabel(form)
            heading.setTextFormat(Qt.TextFormat.PlainText)
            heading.setProperty("font_role", "h2")
            self._headings.append((heading, words))
            groups.addWidget(heading)
            groups.addWidget(record_form(bench.look, Workshop, fields, form, beside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(bench.look.px(4), bench.look.px(4), bench.look.px(12), bench.look.px(8))
        column.addWidget(form)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.conflicts)
        whole.addWidget(TallArea(inside, self), 1)
        self._binder: Binder[Workshop] = Binder(
            form, Workshop, lambda: bench.texts, bench.clock.today, self._sources, future=_FUTURE,
            taken=self.hand.letters,
        )  # fmt: skip
        self._saver: SelfSaver[Workshop] = SelfSaver(
            bench,
            self._binder,
            "workshop",
            save=lambda office, record, draft, stay: office.workshops.save(record, draft, stay),
            load=lambda office, key: office.work.get(Workshop, key),
        )
        self._saver.failed.connect(bench.fault)
        self._saver.conflict.connect(
            lambda fields: self.conflicts.ask(Workshop, fields, bench.texts, self._saver.settle_conflict)
        )
        self._sources.load(self._binder.retranslate)

    def retranslate(self) -> None:
        for heading, words in self._headings:
            heading.setText(self.bench.texts._(words))
        self._binder.retranslate()

    def reload(self) -> None:
        self._sources.load(self._binder.retranslate)

    def show_file(self, file: WorkshopFile) -> None:
        if self._binder.base.id == file.workshop.id:
            self._saver.reread()
        else:
            self._saver.show(file.workshop)

    def take_focus(self) -> None:
        self._binder.widget("title").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        self._saver.leave()
