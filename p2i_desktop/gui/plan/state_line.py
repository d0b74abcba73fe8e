"""How a plan stands, in words with a sign each: milestones, lateness with its side, meetings, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.plans import Light, StateWord
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

WORD_SIGNS: dict[StateWord, tuple[str, str]] = {
    StateWord.NO_MILESTONES: ("circle-help", "text2"), StateWord.NOT_STARTED: ("clock", "text2"),
    StateWord.ON_TRACK: ("circle-dot", "ok"), StateWord.LATE: ("triangle-alert", "warn"),
    StateWord.DONE: ("circle-check", "ok"),
}  # fmt: skip
LIGHT_SIGNS: dict[Light, tuple[str, str]] = {
    Light.GREEN: ("circle-check", "ok"), Light.YELLOW: ("triangle-alert", "warn"), Light.RED: ("circle-alert", "err"),
}  # fmt: skip


class Mark(QWidget):
    """A sign and its words."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon, self.words = IconLabel(self), QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(bench.look.px(6))
        line.addWidget(self.icon)
        line.addWidget(self.words)

    def say(self, words: str, sign: tuple[str, str]) -> None:
        """Shows words with a sign and its tone; without words nothing is seen."""
        self.words.setText(words)
        self.icon.show_icon(sign[0], sign[1], 18)
        self.setVisible(bool(words))


class StateLine(QWidget):
    """The marks in a line that wraps."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.milestones, self.late, self.meetings, self.silence = (Mark(bench, self) for _ in range(4))
        line = FlowLayout(self, bench.look.px(14))
        for mark in (self.milestones, self.late, self.meetings, self.silence):
            line.addWidget(mark)

    def show_file(self, file: PlanFile) -> None:
        """Says how the plan stands today."""
        texts, state = self._bench.texts, file.state
        word = texts.label(state.word)
        counted = texts._("{done} of {total} milestones")
        counted = counted.replace("{done}", texts.number(state.done)).replace("{total}", texts.number(state.total))
        told = word if state.word is StateWord.NO_MILESTONES else f"{counted} · {word}"
        self.milestones.say(told, WORD_SIGNS[state.word])
        late = ""
        if state.days_late:
            late = texts.ngettext("{n} day late", "{n} days late", state.days_late)
            late += f" ({self._side(state.late_side, file)})" if state.late_side else ""
            if state.overdue > 1:
                late += " · " + texts.ngettext("{n} milestone overdue", "{n} milestones overdue", state.overdue)
        self.late.say(late, ("clock", "warn"))
        more = 0 < state.meetings.minimum < state.meetings.held
        held = texts._("Meetings {held} ({minimum} needed)") if more else texts._("Meetings {held} of {minimum}")
        held = held.replace("{held}", texts.number(state.meetings.held))
        held = held.replace("{minimum}", texts.number(state.meetings.minimum))
        light = state.meetings.light
        self.meetings.say(f"{held}: {texts.label(light)}", LIGHT_SIGNS[light])
        silent = state.silent_days
        quiet = texts.ngettext("No progress for {n} day", "No progress for {n} days", silent or 0)
        self.silence.say(quiet if silent else "", ("clock", "text2"))

    def _side(self, side: PlanSide, file: PlanFile) -> str:
        names = {PlanSide.MENTOR: file.mentor_name, PlanSide.NEW: file.new_name}
        return names.get(side) or self._bench.texts._("both sides")
