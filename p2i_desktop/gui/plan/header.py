"""The head of the plan editor: who helps whom in which year, the version, and how the plan stands in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanStatus
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.state_line import StateLine

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

STATUS_TONES: dict[PlanStatus, str] = {
    PlanStatus.DRAFT: "neutral", PlanStatus.AGREED: "accent", PlanStatus.ACTIVE: "info", PlanStatus.COMPLETED: "ok",
    PlanStatus.EVALUATED: "ok", PlanStatus.SUPERSEDED: "neutral", PlanStatus.TERMINATED: "warn",
}  # fmt: skip
_MOST_WARNINGS = 2  # told in full
_LEAST_TITLE = 380  # pixels at 100 %: width of the title beside its buttons


class PlanHeader(QWidget):
    """Title, version, buttons and the line of the state; the window hears the buttons."""

    version_chosen = Signal(str)  # plan id

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(parent)
        self._hand, self._bench = hand, hand.bench
        self.pair, self.heading = QLabel(self), QLabel(self)
        for label in (self.pair, self.heading):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.pair.setProperty("tone", "text2")
        self.heading.setProperty("font_role", "h1")
        self.status = Pill(self)
        self.versions = ChoiceBox(self)
        self.versions.setObjectName("plan_version")
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.versions.edited.connect(lambda: self.version_chosen.emit(str(self.versions.value())))
        self.print, self.more, self.step = (QPushButton(self) for _ in range(3))  # in the order in which Tab walks
        self.step.setObjectName("plan_step")
        self.step.setProperty("kind", "primary")
        self.more.setObjectName("plan_more")
        self.more.setProperty("kind", "quiet")
        self.more.setProperty("icon_name", "ellipsis")
        self.menu, self.printing = QMenu(self.more), QMenu(self.print)
        self.more.setMenu(self.menu)
        self.print.setObjectName("plan_papers")
        self.print.setProperty("kind", "quiet")
        self.print.setProperty("icon_name", "printer")
        self.print.setMenu(self.printing)
        self.state, self.warning = StateLine(self._bench, self), QLabel(self)
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setWordWrap(True)
        self.warning.setProperty("tone", "warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(6))
        column.addLayout(self._head())
        column.addWidget(self.state)
        column.addWidget(self.warning)
        HeightKeeper(self)

    def _head(self) -> FilterLine:
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
        head = FilterLine(None, look, _LEAST_TITLE)
        for part in (left, self.versions, self.print, self.more, self.step):
            head.addWidget(part)
        return head

    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self.versions.setAccessibleName(texts._("Version of the plan"))
        self.more.setText(texts._("More"))
        self.step.setToolTip("<span>Ctrl+Shift+M</span>")
        self.print.setText(texts._("Print"))

    def say_step(self, words: str) -> None:
        """What the button of the next step says; empty = there is none."""
        self.step.setText(words)
        self.step.setVisible(bool(words))

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
        self._warn(file)
        return f"{file.key} {file.plan.title}".strip()

    def _warn(self, file: PlanFile) -> None:
        """What is worth knowing about the plan, the first two in full."""
        texts = self._bench.texts
        told = [texts.message(problem) for problem in file.problems] if file.editable or file.in_force else []
        more = len(told) - _MOST_WARNINGS
        words = " ".join(told[:_MOST_WARNINGS])
        if more > 0:
            words += " " + texts.ngettext("{n} more hint.", "{n} more hints.", more)
        self.warning.setText(words)
        self.warning.setToolTip(tooltip_text("\n".join(told)) if more > 0 else "")
        self.warning.setVisible(bool(words))

    def _version_words(self, plan_id: str, file: PlanFile) -> str:
        texts = self._bench.texts
        one = next(version for version in file.versions if version.id == plan_id)
        words = texts._("Version {n}").replace("{n}", texts.number(one.version))
        day = texts._("agreed {date}").replace("{date}", texts.date(one.agreed_on)) if one.agreed_on else ""
        return f"{words} · {day or texts.label(one.status)}"


def pair_words(file: PlanFile) -> str:
    """`Demo A → Demo D`: who helps whom."""
    return f"{file.mentor_name} → {file.new_name}"
