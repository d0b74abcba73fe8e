"""One consultation in a window of its own, saved as it is typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.talk.form import TalkForm
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed

_LEAST = 640  # pixels of a very small screen


class TalkWindow(QWidget):
    """The full form; Esc and Ctrl+Return close it, nothing is asked and nothing is lost."""

    def __init__(self, bench: Bench, consultation_id: str) -> None:
        super().__init__()
        self.bench = bench
        self._key = consultation_id
        self.setObjectName("consultation_window")
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = bench.look
        room = self.screen().availableGeometry().size()
        self.resize(min(look.px(1080), max(room.width(), _LEAST)), min(look.px(820), max(room.height(), _LEAST)))
        self.form = TalkForm(bench, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(16))
        column.addWidget(self.form)
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)
        self.retranslate()
        self.form.show_talk(consultation_id)
        self.form.binder.widget("organisation").setFocus()

    def _commands(self) -> list[Command]:
        return [
            Command("talk_save", N_("Save and close"), self._finish, ("Ctrl+Return", "Ctrl+Enter"), "case"),
            Command("talk_write", N_("Save now"), self.form.saver.save_now, "Ctrl+S", "case"),
            Command("talk_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case"),
            Command("talk_close", N_("Close window"), self._finish, "Ctrl+W", "case"),
        ]

    def retranslate(self) -> None:
        """Words the window."""
        self.setWindowTitle(self.bench.texts._("Consultation"))
        self.form.retranslate()

    def _history(self) -> None:
        open_history(self.bench, self, self._key)

    def _finish(self) -> None:
        self.close()

    def _changed(self, changed: Changed, initiator: object) -> None:
        if initiator is not self.form.saver and self._key in changed.keys.get("consultation", ()):
            self.form.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; what was typed is saved."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.leave()
        super().closeEvent(event)
