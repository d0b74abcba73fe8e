"""The head of a record's own window: what it is, how it stands, its buttons, and what is worth knowing about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.domain.rules.problem import Problem

_MOST_WARNINGS = 2  # told in full
_LEAST_TITLE = 380  # pixels at 100 %: width of the title beside its buttons


class RecordHead(QWidget):
    """Title, buttons and warning; the window hears the buttons. A head makes its fields and buttons in the order in which
    Tab walks, `papers`, `others` and `next` among them, and ends with `arrange`."""

    def __init__(self, bench: Bench, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._name = bench, name

    # -- building ----------------------------------------------------------------------------------------------------
    def button(self, name: str, icon: str, kind: str) -> QPushButton:
        """A button of the head."""
        button = QPushButton(self)
        button.setObjectName(f"{self._name}_{name}")
        if kind:
            button.setProperty("kind", kind)
        if icon:
            button.setProperty("icon_name", icon)
        return button

    def papers(self) -> None:
        """`print` with its menu `printing`."""
        self.print = self.button("papers", "printer", "quiet")
        self.printing = QMenu(self.print)
        self.print.setMenu(self.printing)

    def others(self) -> None:
        """`more` with its `menu`."""
        self.more = self.button("more", "ellipsis", "quiet")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)

    def next(self) -> None:
        """`step`, what is to be done next."""
        self.step = self.button("step", "", "primary")

    def label(self, tone: str = "", role: str = "", wraps: bool = True) -> QLabel:
        """A line of the head; text of users is plain text."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(wraps)
        if tone:
            label.setProperty("tone", tone)
        if role:
            label.setProperty("font_role", role)
        return label

    def arrange(self, titles: QWidget, beside: Sequence[QWidget], below: Sequence[QWidget] = ()) -> None:
        """Puts fields and buttons beside the titles, and below them what is worth knowing."""
        look = self._bench.look
        head = FilterLine(None, look, _LEAST_TITLE)
        for part in (titles, *beside):
            head.addWidget(part)
        self.warning = self.label("warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        for part in (*below, self.warning):
            column.addWidget(part)
        HeightKeeper(self)

    # -- showing -----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the head in the language that is shown."""
        texts = self._bench.texts
        self.print.setText(texts._("Print"))
        self.more.setText(texts._("More"))
        self.step.setToolTip("<span>Ctrl+Shift+M</span>")

    def show_file(self, file: Any) -> str:
        """Shows the record as it is; the words for the title of the window."""
        return ""

    def say_step(self, words: str) -> None:
        """What the button of the next step says; empty = there is none."""
        self.step.setText(words)
        self.step.setVisible(bool(words))

    def warn(self, problems: Sequence[Problem]) -> None:
        """What is worth knowing, the first two in full."""
        texts = self._bench.texts
        told = [texts.message(problem) for problem in problems]
        more = len(told) - _MOST_WARNINGS
        words = " ".join(told[:_MOST_WARNINGS])
        if more > 0:
            words += " " + texts.ngettext("{n} more hint.", "{n} more hints.", more)
        self.warning.setText(words)
        self.warning.setToolTip(tooltip_text("\n".join(told)) if more > 0 else "")
        self.warning.setVisible(bool(words))
