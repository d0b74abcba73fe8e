"""The first start: a name and a country, both may be left, or the demo centre."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop import paths
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters

# The countries of the P2I centres and their neighbours in the network: EU, EFTA, and those associated to EU programmes.
COUNTRIES = (
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "TR", "UA",
)  # fmt: skip


class Start(QWidget):
    """Makes a casebook in the user's documents; nothing has to be filled in."""

    def __init__(
        self,
        bench: Bench,
        create: Callable[[Path, str, str], None],
        demo: Callable[[], None],
        choose: Callable[[], None],
    ) -> None:
        super().__init__()
        self._bench = bench
        self._create = create
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.title = self._label("h1")
        self.said = self._label("body", "text2")
        self.name_label, self.country_label = self._label("label"), self._label("label")
        self.centre_name = QLineEdit(self.card)
        self.centre_name.setObjectName("centre_name")
        self.country = QComboBox(self.card)
        self.country.setObjectName("country")
        self.name_label.setBuddy(self.centre_name)
        self.country_label.setBuddy(self.country)
        self.place = self._label("hint", "text3")
        self.make_button, self.demo_button, self.open_button = (QPushButton(self.card) for _ in range(3))
        self.make_button.setProperty("kind", "primary")
        self.make_button.clicked.connect(self._make)
        self.demo_button.clicked.connect(demo)
        self.open_button.clicked.connect(choose)
        self.centre_name.returnPressed.connect(self._make)
        self._arrange()
        self.retranslate()
        bench.language_changed.connect(self.retranslate)

    def _label(self, role: str, tone: str = "") -> QLabel:
        label = QLabel(self.card)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("font_role", role)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        return label

    def _arrange(self) -> None:
        px = self._bench.look.px
        column = QVBoxLayout(self.card)
        column.setContentsMargins(px(32), px(28), px(32), px(28))
        column.setSpacing(px(4))
        column.addWidget(self.title)
        column.addWidget(self.said)
        for label, field in ((self.name_label, self.centre_name), (self.country_label, self.country)):
            column.addSpacing(px(12))
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.place)
        column.addSpacing(px(16))
        self._buttons = buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(px(8))
        buttons.addWidget(self.demo_button)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.make_button)
        column.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        inside = LowPage()
        whole = QVBoxLayout(inside)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        low_scrolled(inside, self)
        stops = (self.centre_name, self.country, self.demo_button, self.open_button, self.make_button)
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card is as wide as it likes to be, or as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._bench.look.px
        width = max(px(240), min(px(620), self.width() - px(40)))
        self.card.setFixedWidth(width)
        shown = (self.demo_button, self.open_button, self.make_button)
        wanted = sum(button.sizeHint().width() + px(8) for button in shown)
        beside = wanted <= width - 2 * px(32)
        self._buttons.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def retranslate(self) -> None:
        """Words the page in the language that is shown."""
        texts = self._bench.texts
        self.title.setText(texts._("Make your casebook"))
        self.said.setText(
            texts._(
                "One file on this computer holds all your advice. Both fields may stay empty and can be changed later."
            )
        )
        self.name_label.setText(texts._("&Name of your competence centre"))
        self.country_label.setText(texts._("Coun&try"))
        path = str(self._path()).replace(os.sep, f"{os.sep}\u200b")  # a line may end behind each folder
        self.place.setText(texts._("Saved as {file}").format(file=path))
        self.make_button.setText(texts._("&Make casebook"))
        self.demo_button.setText(texts._("Open the &demo centre"))
        self.open_button.setText(texts._("&Open a casebook…"))
        chosen = self.country.currentData() or ""
        self.country.clear()
        self.country.addItem("–", "")
        for code in sorted(COUNTRIES, key=lambda code: texts.sort_key(texts.country(code))):
            self.country.addItem(texts.country(code), code)
        self.country.setCurrentIndex(max(0, self.country.findData(chosen)))
        mnemonics.assign(self, menu_letters(texts))
        self._fit()

    def _path(self) -> Path:
        """A free name in the user's documents."""
        folder = paths.documents_folder() / "P2I"
        path, number = folder / "centre.p2i", 1
        while path.exists():
            number += 1
            path = folder / f"centre-{number}.p2i"
        return path

    def _make(self) -> None:
        path = self._path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._bench.fault(error)
            return
        self._create(path, self.centre_name.text().strip(), self.country.currentData() or "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.centre_name.setFocus(Qt.FocusReason.OtherFocusReason)
