"""The tab of what came of a workshop: minutes, lessons learnt, materials, and the next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.gui.actions_box import ActionsBox
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from p2i_desktop.services.office import Office
    from p2i_desktop.services.workshop_file import WorkshopFile

_FIELDS = ("protocol*", "lessons*", "materials*")
_SIDE_BY_SIDE = 860  # pixels at 100 %
_LINES = {"protocol": 10, "lessons": 5, "materials": 4}


class MinutesTab(WorkshopTab):
    """A form that saves itself field by field, beside it what is to be done next."""

    name = "workshop_minutes"
    heading = N_("Minutes and lessons")
    marks = True

    def build(self) -> None:
        bench, look = self.bench, self.bench.look
        inside = QWidget(self)
        self.conflicts = ConflictBar(look, self)
        self.form = record_form(look, Workshop, _FIELDS, inside)
        for name, lines in _LINES.items():
            field = self.form.findChild(QPlainTextEdit, name)
            if isinstance(field, QPlainTextEdit):
                field.setFixedHeight(look.metrics().lineSpacing() * lines + look.px(18))
        right = QWidget(inside)
        self.next_steps = QLabel(right)
        self.next_steps.setProperty("font_role", "h2")
        self.actions_box = ActionsBox(bench, About("workshop", self.hand.workshop_id), right)
        self.actions_box.failed.connect(bench.fault)
        steps = QVBoxLayout(right)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(look.px(8))
        steps.addWidget(self.next_steps)
        steps.addWidget(self.actions_box, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._line.setContentsMargins(look.px(4), look.px(4), look.px(12), look.px(8))
        self._line.setSpacing(look.px(20))
        self._line.addWidget(self.form, 3)
        self._line.addWidget(right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.conflicts)
        whole.addWidget(TallArea(inside, self), 1)
        self._bind()

    def _bind(self) -> None:
        bench = self.bench
        self._binder: Binder[Workshop] = Binder(
            self.form, Workshop, lambda: bench.texts, bench.clock.today, taken=self.hand.letters
        )
        self._saver: SelfSaver[Workshop] = SelfSaver(
            bench,
            self._binder,
            "workshop_minutes",
            save=lambda office, record, draft, stay: office.workshops.save(record, draft, stay),
            load=lambda office, key: office.work.get(Workshop, key),
        )
        self._saver.failed.connect(bench.fault)
        self._saver.conflict.connect(
            lambda fields: self.conflicts.ask(Workshop, fields, bench.texts, self._saver.settle_conflict)
        )

    def retranslate(self) -> None:
        self._binder.retranslate()
        self.next_steps.setText(self.bench.texts._("Next steps"))
        self.actions_box.retranslate()

    def show_file(self, file: WorkshopFile) -> None:
        if self._binder.base.id == file.workshop.id:
            self._saver.reread()
        else:
            self._saver.show(file.workshop)
        waiting = [one for one in file.actions if one.done_on is None and one.dropped_on is None]

        def people(office: Office) -> dict[str, StaffMember]:
            return office.store.many(StaffMember, sorted({one.owner for one in waiting if one.owner}))

        self.bench.desk.ask(people, lambda staff: self.actions_box.fill(waiting, staff), owner=self)

    def count(self, file: WorkshopFile) -> str:
        waiting = sum(one.done_on is None and one.dropped_on is None for one in file.actions)
        return self.bench.texts.number(waiting) if waiting else ""

    def take_focus(self) -> None:
        self._binder.widget("protocol").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("workshop_action_later", N_("Postpone action"), self._here(lambda: self.actions_box.postpone()),
                    "Ctrl+T", "case", "clock", enabled=writable),
        ]  # fmt: skip

    def mark_done(self) -> None:
        """Ctrl+D: the marked next step is done."""
        self.actions_box.mark_done()

    def leave(self) -> None:
        self._saver.leave()

    def _here(self, run: Callable[[], object]) -> Callable[[], None]:
        def go() -> None:
            self.wanted.emit()  # brought to the front, it is built
            run()

        return go

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Minutes and next steps below each other where they do not fit side by side."""
        super().resizeEvent(event)
        if hasattr(self, "_line"):
            beside = event.size().width() >= self.bench.look.px(_SIDE_BY_SIDE)
            self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
