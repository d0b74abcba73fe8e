"""The two bars of the window: search and the main action above, what is saved and who works below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.i18n import Texts


class TopBar(QFrame):
    """The field that opens the palette, and the primary button."""

    search_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._look = look
        self._wordings: tuple[str, ...] = ("",)
        self.search = QPushButton(self)
        self.search.setObjectName("search")
        self.search.setProperty("kind", "field")
        self.search.setProperty("icon_name", "search")
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.clicked.connect(self.search_wanted)
        self.log = QPushButton(self)
        self.log.setObjectName("log")
        self.log.setProperty("kind", "primary")
        self.log.setProperty("icon_name", "plus")
        self.log.clicked.connect(self.log_wanted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 3)
        self._row.addStretch(4)
        self._row.addWidget(self.log)

    def retranslate(self, texts: Texts, search_key: str, log_key: str) -> None:
        """Words both, with their keys."""
        look = self._look
        self._row.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(8))
        whole = texts._("Search everything or type a command")
        self._wordings = tuple(
            menu_text(f" {words}") for words in (f"{whole}   {search_key}", whole, texts._("Search"), search_key)
        )
        self.search.setAccessibleName(whole)
        log = texts._("Log consultation")
        self.log.setText(menu_text(f"{log}  {log_key}"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The longest wording of the search that has room beside the main button."""
        look = self._look
        room = self.width() - 2 * look.px(24) - self._row.spacing() - self.log.sizeHint().width()
        for words in self._wordings:
            self.search.setText(words)
            wanted = self.search.sizeHint().width()
            if wanted <= room:
                break
        self.search.setMinimumWidth(min(max(look.px(320), wanted), max(room, look.px(48))))


class StatusBar(QFrame):
    """Saved at, running timer, offline, person: plain facts."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._look = look
        self.saved = self._label()
        self.work = self._label()
        self.timer = self._label()
        self.offline = self._label()
        self.person = self._label()
        self._icon = IconLabel(self)
        self._icon.wear(look)
        self._icon.show_icon("monitor-smartphone", "text2", 14)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.saved)
        self._row.addWidget(self.work)
        self._row.addStretch(1)
        self._row.addWidget(self.timer)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.offline)
        self._row.addWidget(self.person)

    def refit(self) -> None:
        """Takes margins and font of the text size."""
        look = self._look
        self._row.setContentsMargins(look.px(24), look.px(5), look.px(24), look.px(5))
        self._row.setSpacing(look.px(8))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "text2")
        label.setProperty("font_role", "small")
        return label
