"""The steps of an innovation procurement as a row of buttons in three stages: where a case stands, where it was."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Phase
from p2i_desktop.domain.rules.lifecycle import STAGES, stage_of
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.i18n import Texts

_DONE, _HERE, _AHEAD = "circle-check", "circle-dot", "circle"


class PhaseBar(QWidget):
    """One button a step; Left and Right move, Enter or Space asks for the move."""

    wanted = Signal(object)  # Phase

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[Phase, QPushButton] = {}
        self._headings: dict[str, QLabel] = {}
        self._stages: list[QWidget] = []
        self._phase = Phase.PREP_NEED
        self._outer = outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(16))
        for stage in STAGES:
            steps = [step for step in Phase if stage_of(step) == stage]
            box = self._stage(stage, steps)
            self._stages.append(box)
            outer.addWidget(box, stretch=len(steps))

    def _stage(self, stage: str, steps: list[Phase]) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(2))
        heading = QLabel(box)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("font_role", "hint")
        heading.setProperty("tone", "text2")
        self._headings[stage] = heading
        column.addWidget(heading)
        line = QWidget(box)
        flow = FlowLayout(line, self._look.px(2))
        for step in steps:
            button = QPushButton(line)
            button.setObjectName(f"step_{step.value}")
            button.setProperty("kind", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, chosen=step: self.wanted.emit(chosen))
            self._buttons[step] = button
            flow.addWidget(button)
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column.addWidget(line)
        column.addStretch(1)
        return box

    def show_phase(self, phase: Phase, visited: Collection[str], texts: Texts) -> None:
        """Marks the step of the case, and those it has been in; each says its state in words too."""
        self._phase = phase
        for stage, heading in self._headings.items():
            heading.setText(texts.keyed("stage", stage))
        for step, button in self._buttons.items():
            here, been = step is phase, step.value in visited and step is not phase
            icon, token = (_HERE, "accent_text") if here else (_DONE, "ok") if been else (_AHEAD, "text3")
            state = texts._("current step") if here else texts._("done") if been else texts._("not reached")
            button.setText(menu_text(texts.keyed("phase_short", step.value)))
            button.setProperty("icon_name", icon)
            button.setProperty("icon_color", token)
            button.setCheckable(True)
            button.setChecked(here)
            button.setAccessibleName(f"{texts.label(step)}, {state}")
            button.setToolTip(f"<span>{texts.label(step)}: {state}</span>")
            # One Tab stop for the whole bar: the current step.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self._look.dress(self)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest stage: a narrow bar has its stages below each other."""
        return QSize(max(stage.minimumSizeHint().width() for stage in self._stages), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stages stand beside each other where there is room."""
        super().resizeEvent(event)
        wanted = sum(stage.minimumSizeHint().width() for stage in self._stages) + 3 * self._look.px(16)
        way = QBoxLayout.Direction.LeftToRight if wanted <= self.width() else QBoxLayout.Direction.TopToBottom
        if self._outer.direction() is not way:
            self._outer.setDirection(way)
            self._outer.setSpacing(self._look.px(16 if way is QBoxLayout.Direction.LeftToRight else 4))
            self.updateGeometry()

    def take_focus(self) -> None:
        """Goes to the step of the case."""
        self._buttons[self._phase].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk over the steps without moving the case."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = next((n for n, button in enumerate(self._buttons.values()) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        buttons[max(0, min(len(buttons) - 1, focused + step))].setFocus(Qt.FocusReason.TabFocusReason)
