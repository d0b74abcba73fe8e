"""Info bars: a state that lasts (read-only, demo data) as a line above the page, until it is solved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.menus import menu_text

_ICONS = {"info": "info", "warn": "triangle-alert", "err": "circle-alert"}


@dataclass(frozen=True)
class Info:
    """One lasting state: its sentence, its tone (info, warn, err), and at most one action."""

    id: str
    text: str
    tone: str = "info"
    action: str = ""
    run: Callable[[], None] | None = None


class InfoBars(QWidget):
    """The bars that are shown, one below the other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._infos: tuple[Info, ...] = ()
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.hide()

    def show_infos(self, infos: tuple[Info, ...]) -> None:
        """Shows these states and no others."""
        if infos == self._infos:
            return
        self._infos = infos
        layout = self._column
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for info in infos:
            layout.addWidget(self._bar(info))
        self.setVisible(bool(infos))

    def refit(self) -> None:
        """Takes fonts and lengths of the text size."""
        infos, self._infos = self._infos, ()
        self.show_infos(infos)

    def buttons(self) -> list[QPushButton]:
        """The action buttons, for F6."""
        return self.findChildren(QPushButton)

    def _bar(self, info: Info) -> QFrame:
        look = self._look
        bar = QFrame(self)
        bar.setObjectName("infoBar")
        bar.setProperty("tone", info.tone)
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(24), look.px(4), look.px(16), look.px(4))
        row.setSpacing(look.px(8))
        icon = IconLabel(bar)
        icon.wear(look)
        icon.show_icon(_ICONS[info.tone], info.tone, 18)
        label = QLabel(bar)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(info.text)
        label.setWordWrap(True)
        row.addWidget(icon)
        row.addWidget(label, 1)
        if info.run is not None:
            button = QPushButton(menu_text(info.action), bar)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{info.action}: {info.text}")  # several bars may offer the same
            button.clicked.connect(info.run)
            row.addWidget(button)
        bar.setMinimumHeight(look.px(36))
        return bar
