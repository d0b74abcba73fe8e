"""The head of the plan editor: who helps whom in which year, the version, and how the plan stands in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanStatus
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.state_line import StateLine
from p2i_desktop.gui.record_head import RecordHead

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

STATUS_TONES: dict[PlanStatus, str] = {
    PlanStatus.DRAFT: "neutral", PlanStatus.AGREED: "accent", PlanStatus.ACTIVE: "info", PlanStatus.COMPLETED: "ok",
    PlanStatus.EVALUATED: "ok", PlanStatus.SUPERSEDED: "neutral", PlanStatus.TERMINATED: "warn",
}  # fmt: skip


class PlanHeader(RecordHead):
    """Title, version, buttons and the line of the state."""

    version_chosen = Signal(str)  # plan id

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(hand.bench, "plan", parent)
        self.pair, self.heading = self.label("text2"), self.label(role="h1")
        self.status = Pill(self)
        self.versions = ChoiceBox(self)
        self.versions.setObjectName("plan_version")
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.versions.edited.connect(lambda: self.version_chosen.emit(str(self.versions.value())))
        self.papers()
        self.others()
        self.next()
        self.state = StateLine(self._bench, self)
        self.arrange(self._titles(), (self.versions, self.print, self.more, self.step), (self.state,))

    def _titles(self) -> QWidget:
        look = self._bench.look
        left = QWidget(self)
        titles, above = QVBoxLayout(left), QHBoxLayout()
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(look.px(2))
        above.setSpacing(look.px(10))
        above.addWidget(self.pair, 1)
        above.addWidget(self.status)
        titles.addLayout(above)
        titles.addWidget(self.heading)
        return left

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        super().retranslate()
        self.versions.setAccessibleName(self._bench.texts._("Version of the plan"))

    def show_file(self, file: PlanFile) -> str:
        """Shows the plan as it is; the words for the title of the window."""
        texts = self._bench.texts
        pair = pair_words(file)
        self.pair.setText(f"{pair} · {file.pairing.year}" if file.pairing.year else pair)
        self.heading.setText(file.plan.title)
        self.status.show_state(texts.label(file.plan.status), STATUS_TONES[file.plan.status])
        self.versions.set_choices([(one.id, self._version_words(one.id, file)) for one in file.versions], None)
        self.versions.set_value(file.plan.id)
        self.versions.setVisible(len(file.versions) > 1)
        self.state.show_file(file)
        self.warn(file.problems if file.editable or file.in_force else ())
        return f"{file.key} {file.plan.title}".strip()

    def _version_words(self, plan_id: str, file: PlanFile) -> str:
        texts = self._bench.texts
        one = next(version for version in file.versions if version.id == plan_id)
        words = texts._("Version {n}").replace("{n}", texts.number(one.version))
        day = texts._("agreed {date}").replace("{date}", texts.date(one.agreed_on)) if one.agreed_on else ""
        return f"{words} · {day or texts.label(one.status)}"


def pair_words(file: PlanFile) -> str:
    """`Demo A → Demo D`: who helps whom."""
    return f"{file.mentor_name} → {file.new_name}"
