"""The tab of the evaluations: how each side judges the year, next to each other; each saves itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanEvaluation, PlanSide, PlanStatus
from p2i_desktop.domain.record import link_id
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.low_window import HeightKeeper, TallArea, fold
from p2i_desktop.gui.mnemonics import letter_of
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.gui.record_form import name_owner, record_form
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_file import PlanFile

_FIELDS = (
    "usefulness", "goal_attainment", "cooperation", "on", "transferred_services*", "useful*", "open_points*",
    "next_year*",
)  # fmt: skip
_STACKED_BELOW = 760  # pixels at 100 %
_OPEN = (PlanStatus.ACTIVE, PlanStatus.COMPLETED, PlanStatus.EVALUATED)


class EvaluationTab(PlanTab):
    """Two forms side by side, below each other in a narrow window."""

    name = "plan_evaluation"
    heading = N_("Evaluation")

    def build(self) -> None:
        look = self.bench.look
        inside = QWidget(self)
        self.early = QLabel(inside)
        self.early.setTextFormat(Qt.TextFormat.PlainText)
        self.early.setWordWrap(True)
        self.early.setProperty("tone", "text2")
        self._split = QSplitter(Qt.Orientation.Horizontal, inside)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(look.px(12))
        mentor = _Judged(self.hand, PlanSide.MENTOR, (), self._split)
        self.sides = (mentor, _Judged(self.hand, PlanSide.NEW, mentor.letters(), self._split))
        for side in self.sides:
            self._split.addWidget(side)
        self._split.setSizes([look.px(600), look.px(600)])
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(8))
        column.setSpacing(look.px(10))
        column.addWidget(self.early)
        column.addWidget(self._split)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))

    def retranslate(self) -> None:
        self.early.setText(self.bench.texts._("The two sides judge the year once the plan is active."))
        for side in self.sides:
            side.retranslate()

    def show_file(self, file: PlanFile) -> None:
        self.early.setVisible(file.plan.status not in _OPEN and not file.evaluations)
        for side in self.sides:
            side.show_file(file)

    def count(self, file: PlanFile) -> str:
        number = self.bench.texts.number
        return f"{number(len(file.evaluations))}/{number(2)}" if file.evaluations else ""

    def take_focus(self) -> None:
        self.sides[0].binder.widget("usefulness").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        for side in self.sides:
            side.saver.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "sides"):
            fold(self._split, self.width() - self.bench.look.px(24), self.bench.look.px(_STACKED_BELOW))


class _Judged(QFrame):
    """How one side judges the year."""

    def __init__(self, hand: PlanHand, side: PlanSide, taken: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        bench, self._hand, self._side = hand.bench, hand, side
        self._shown: tuple[str, int] | None = None  # plan and revision of what stands in the form
        self.setProperty("kind", "card")
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.heading.setProperty("font_role", "h2")
        self.conflicts = ConflictBar(bench.look, self)
        self.form = record_form(bench.look, PlanEvaluation, _FIELDS, self)
        column = QVBoxLayout(self)
        margin = bench.look.px(14)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(bench.look.px(10))
        for part in (self.heading, self.conflicts, self.form):
            column.addWidget(part)
        column.addStretch(1)
        HeightKeeper(self)
        self.binder: Binder[PlanEvaluation] = Binder(
            self.form, PlanEvaluation, lambda: bench.texts, bench.clock.today, taken=lambda: (*hand.letters(), *taken)
        )
        self.saver: SelfSaver[PlanEvaluation] = SelfSaver(
            bench, self.binder, "plan_evaluation",
            save=lambda office, said, draft, stay: office.plans.save_evaluation(said, draft, stay),
            load=self._load,
        )  # fmt: skip
        self.saver.failed.connect(bench.fault)
        self.saver.conflict.connect(
            lambda fields: self.conflicts.ask(PlanEvaluation, fields, bench.texts, self.saver.settle_conflict)
        )

    def letters(self) -> tuple[str, ...]:
        """The letters that lead to its fields."""
        return tuple(letter for label in self.form.findChildren(QLabel) if (letter := letter_of(label.text())))

    def retranslate(self) -> None:
        """Words the form in the language that is shown."""
        self.binder.retranslate()
        name_owner(self.form, self._hand.bench.texts.label(self._side))

    def show_file(self, file: PlanFile) -> None:
        """What this side said of this version."""
        name = file.mentor_name if self._side is PlanSide.MENTOR else file.new_name
        self.heading.setText(f"{name} ({self._hand.bench.texts.label(self._side)})")
        said = next((one for one in file.evaluations if one.side is self._side), None) or self._blank(file.plan.id)
        place = (file.plan.id, said.revision)
        if self._shown is None or self._shown[0] != place[0]:
            self.saver.show(said)
        elif self._shown != place:
            self.saver.reread()
        locked = self._hand.bench.read_only or file.plan.status not in _OPEN
        self.saver.read_only = locked
        self.binder.set_read_only(locked)
        self._shown = place

    def _blank(self, plan_id: str) -> PlanEvaluation:
        key = link_id("plan_evaluation", plan_id, self._side)
        today = self._hand.bench.clock.today()
        return PlanEvaluation(id=key, plan=plan_id, side=self._side, on=today)

    def _load(self, office: Office, key: str) -> PlanEvaluation:
        """What stands in the file, else what a side begins with."""
        base = self.binder.base
        known = next((one for one in office.plans.file(base.plan or "").evaluations if one.id == key), None)
        return known if known is not None else replace(base, revision=0)
