"""The line above the milestones: which view, a new one, a template, how those that wait follow, how near the days are."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QWidget

from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.milestone_views import BOTH, TABLE, TIMES
from p2i_desktop.i18n import N_, Texts

_VIEWS = ((BOTH, N_("Both"), "columns-3"), (TABLE, N_("Table"), "table-2"), (TIMES, N_("Timeline"), "calendar-days"))


class MilestoneHead(QWidget):
    """Buttons only; the tab hears them."""

    view_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        line = FlowLayout(self, look.px(6))
        self.choose = {view: self._quiet(icon) for view, _, icon in _VIEWS}
        for view, button in self.choose.items():
            button.setObjectName(f"milestones_{view}")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=view: self.view_chosen.emit(chosen))
        self.new, self.template, self.keep = QPushButton(self), QPushButton(self), QCheckBox(self)
        self.new.setProperty("icon_name", "plus")
        self.template.setProperty("kind", "quiet")
        self.templates = QMenu(self.template)
        self.template.setMenu(self.templates)
        self.farther, self.whole, self.nearer = (self._quiet(icon) for icon in ("minus", "move-horizontal", "plus"))
        self._zooms = QWidget(self)
        zooms = QHBoxLayout(self._zooms)
        zooms.setContentsMargins(0, 0, 0, 0)
        zooms.setSpacing(look.px(2))
        for button in (self.farther, self.whole, self.nearer):
            zooms.addWidget(button)
        for part in (*self.choose.values(), self.new, self.template, self.keep, self._zooms):
            line.addWidget(part)

    def _quiet(self, icon: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("narrow", True)
        button.setProperty("icon_name", icon)
        return button

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in reading order."""
        return (*self.choose.values(), self.new, self.template, self.keep, self.farther, self.whole, self.nearer)

    def retranslate(self, texts: Texts) -> None:
        """Words the line."""
        for view, words, _ in _VIEWS:
            self.choose[view].setText(texts._(words))
            self.choose[view].setToolTip(tooltip_text("F8"))
        self.new.setText(texts._("New milestone"))
        self.template.setText(texts._("Use a template"))
        self.keep.setText(texts._("Keep the distances"))
        tip = texts._("Milestones that wait for a moved one move by as many working days; else only those that must.")
        self.keep.setToolTip(tooltip_text(tip))
        named = (
            (self.nearer, texts._("Nearer"), "+"), (self.farther, texts._("Farther"), "−"),
            (self.whole, texts._("The whole plan"), "0"),
        )  # fmt: skip
        for button, words, key in named:
            button.setAccessibleName(words)
            button.setToolTip(tooltip_text(f"{words}   {key}"))

    def show_state(self, now: str, possible: Collection[str], some: bool, writable: bool) -> None:
        """Which view is seen and which can be; an empty plan offers the templates in its middle, not here."""
        for view, button in self.choose.items():
            button.setVisible(view in possible)
            button.setChecked(view == now)
        for part in (self.template, self.keep):
            part.setVisible(some)
        self._zooms.setVisible(now != TABLE and some)
        for button in (self.new, self.template):
            button.setEnabled(writable)
