"""A paper in a window of its own: looked at, printed, kept as a file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from p2i_desktop.gui.commands import EVERYWHERE, Command, key_name
from p2i_desktop.gui.paper import handed_words, keep_paper, print_paper
from p2i_desktop.gui.preview_pane import PreviewPane
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.services.printing import Paper

_LEAST = 640  # pixels of a very small screen


class PreviewWindow(QWidget):
    """What is seen is what is printed and saved; Esc closes."""

    def __init__(self, bench: Bench, paper: Paper) -> None:
        super().__init__()
        self.bench = bench
        self.paper = paper
        look = bench.look
        self.setObjectName("preview_window")
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry().size()
        self.resize(min(look.px(900), max(room.width(), _LEAST)), min(look.px(960), max(room.height(), _LEAST)))
        self.pane = PreviewPane(bench, self)
        self.to_printer, self.to_file = QPushButton(self), QPushButton(self)
        self.to_printer.setProperty("kind", "primary")
        self.to_printer.setProperty("icon_name", "printer")
        self.to_file.setProperty("icon_name", "download")
        self.to_printer.clicked.connect(self._print)
        self.to_file.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.to_file)
        row.addWidget(self.to_printer)
        self.setTabOrder(self.to_file, self.to_printer)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(16))
        column.setSpacing(look.px(12))
        self.names = QLabel(self)  # whom the paper names and what for
        self.names.setTextFormat(Qt.TextFormat.PlainText)
        self.names.setWordWrap(True)
        self.names.setProperty("tone", "text2")
        column.addWidget(self.pane, 1)
        column.addWidget(self.names)
        column.addLayout(row)
        self._own = self._commands()
        bench.commands.install(self, self._own)
        bench.commands.lend(self, EVERYWHERE)
        bench.language_changed.connect(self.retranslate)
        self.retranslate()
        self.pane.show_paper(paper)
        self.pane.view.setFocus()

    def _commands(self) -> list[Command]:
        return [
            Command("preview_print", N_("Print…"), self._print, "Ctrl+P", "reports", "printer"),
            Command("preview_save", N_("Save the PDF"), self._keep, "Ctrl+S", "reports", "download"),
            Command("preview_close", N_("Close window"), self.close, "Ctrl+W", "reports"),
        ]

    def retranslate(self) -> None:
        """Words the window."""
        texts, commands = self.bench.texts, {command.id: command for command in self._own}
        self.setWindowTitle(self.paper.title)
        said = handed_words(self.bench, self.paper.handed)
        self.names.setText(said)
        self.names.setVisible(bool(said))
        for button, name in ((self.to_printer, "preview_print"), (self.to_file, "preview_save")):
            command = commands[name]
            button.setText(f"{texts._(command.text)}  {key_name(command.sequences()[0])}")
        self.pane.retranslate()

    def _print(self) -> None:
        print_paper(self.bench, self, self.paper)

    def _keep(self) -> None:
        keep_paper(self.bench, self, self.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes: nothing is lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def open_preview(bench: Bench, parent: QWidget, paper: Paper) -> PreviewWindow:
    """Shows a paper in front of a window; the focus goes back there when it is closed."""
    window = PreviewWindow(bench, paper)
    bench.look.dress(window)
    window.show()
    window.activateWindow()
    before = parent.window()

    def back() -> None:
        if isValid(before):  # it may have been closed meanwhile
            before.activateWindow()

    window.destroyed.connect(back)
    return window
