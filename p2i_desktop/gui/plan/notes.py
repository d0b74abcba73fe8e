"""The tab of the plan's own fields: title and days, starting point, summary, transferability, lessons learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import SupportPlan
from p2i_desktop.domain.plans import NOTES
from p2i_desktop.domain.rules import Problem
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.look.restyle import make_read_only
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.plan.hand import AGREED, Where
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile

_FORM = "support_plan"
_FIELDS = ("title*", "starts", "ends", "starting_point*", "summary*", "transferability*", "lessons*")


class NotesTab(PlanTab):
    """A form that saves itself field by field."""

    name = "plan_notes"
    heading = N_("Plan and notes")

    def build(self) -> None:
        bench = self.bench
        inside = QWidget(self)
        self.conflicts = ConflictBar(bench.look, self)
        self.form = record_form(bench.look, SupportPlan, _FIELDS, inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(bench.look.px(4), bench.look.px(4), bench.look.px(12), bench.look.px(8))
        column.addWidget(self.form)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.conflicts)
        whole.addWidget(TallArea(inside, self), 1)
        self._binder: Binder[SupportPlan] = Binder(
            self.form,
            SupportPlan,
            lambda: bench.texts,
            bench.clock.today,
            future=("starts", "ends"),
            taken=self.hand.letters,
        )
        self._saver: SelfSaver[SupportPlan] = SelfSaver(
            bench,
            self._binder,
            _FORM,
            save=lambda office, plan, draft, stay: office.plans.save(plan, draft, stay),
            load=lambda office, key: office.work.get(SupportPlan, key),
        )
        self._saver.failed.connect(bench.fault)
        self._saver.shown.connect(self._shown)
        self._saver.conflict.connect(
            lambda fields: self.conflicts.ask(SupportPlan, fields, bench.texts, self._saver.settle_conflict)
        )

    def retranslate(self) -> None:
        self._binder.retranslate()

    def show_file(self, file: PlanFile) -> None:
        if self._binder.base.id == file.plan.id:
            self._saver.reread()
        else:
            self._saver.show(file.plan)
        over = self.bench.read_only or not (file.editable or file.in_force)
        self._saver.read_only = over
        self._binder.set_read_only(over)
        for name in NOTES:  # progress: of a next version it is written in the one in force
            field = self._binder.widget(name)
            if isinstance(field, QPlainTextEdit):
                make_read_only(field, over or (file.editable and bool(file.plan.replaces)))

    def take_focus(self) -> None:
        self._binder.widget("title").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        self._saver.leave()

    def _shown(self, problems: list[Problem]) -> None:
        """An agreed plan: what was typed is offered to the next version, and stays as a draft until it is taken."""
        if not any(problem.code == AGREED for problem in problems):
            return
        base, wish = self._binder.base, self._binder.record

        draft = (_FORM, base.id)

        def edit(office: Office, where: Where) -> Changed | None:
            now = office.work.get(SupportPlan, where.plan_id)
            return office.plans.save(where.changed(base, wish, now), draft)

        def taken() -> None:
            """The form shows what was agreed; what was typed lies in its draft until it stands in the next version."""
            self._binder.show(base)
            self._saver.drafts.forget()

        self.hand.offer(Refused(problems), edit, taken=taken)
