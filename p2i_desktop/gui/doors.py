"""Every question to the user goes through a door; tests hand in doors that answer by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from p2i_desktop.gui.menus import menu_text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True)
class Question:
    """A question: `title` is a question or the sentence of what happened, buttons are verbs, one of them is the safe default."""

    title: str
    detail: str
    choices: tuple[str, ...]
    default: int = 0
    escape: int = 0


class Doors:
    """The doors of the real window."""

    def ask(self, parent: QWidget | None, question: Question) -> int:
        """The number of the chosen button; closing the dialog answers with `escape`."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question.title)
        box.setInformativeText(question.detail)
        for child in box.findChildren(QWidget, "qt_msgbox_informativelabel"):
            child.setProperty("textFormat", Qt.TextFormat.PlainText)
        buttons: list[QPushButton] = []
        for choice in question.choices:
            buttons.append(box.addButton(menu_text(choice), QMessageBox.ButtonRole.ActionRole))
        box.setDefaultButton(buttons[question.default])
        box.setEscapeButton(buttons[question.escape])
        box.exec()
        clicked = box.clickedButton()
        return next((i for i, button in enumerate(buttons) if button is clicked), question.escape)

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        """A file that exists; `kinds` as Qt writes filters: `Casebooks (*.p2i)`."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        """One or several files that exist."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        """A name for a file to write; the dialog asks before an existing one is chosen."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
        return Path(name) if name else None

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None

    def printer(self, parent: QWidget | None, title: str, pages: int) -> QPrinter | None:
        """The printer that was chosen with its pages and copies; None: changed one's mind. LookupError: there is none."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
        except ImportError as error:  # a Linux without CUPS
            raise LookupError from error
        if not QPrinterInfo.availablePrinterNames():
            raise LookupError
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFromTo(1, pages)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, pages)
        return printer if dialog.exec() else None

    def show_file(self, path: Path) -> bool:
        """Opens a file or folder with the system's own program; False when there is none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def run_events(app: QApplication) -> int:
    """Runs the program until its window is closed; the exit code."""
    return app.exec()
