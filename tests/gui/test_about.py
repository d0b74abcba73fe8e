"""About: what can be read out to a helper, and the licences of all that is inside."""

import sqlite3

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from p2i_desktop import __version__
from p2i_desktop.gui.about_dialog import AboutDialog
from tests.gui.records_world import Bureau


def test_about_names_version_libraries_and_licences(bureau: Bureau) -> None:
    bureau.window.action("about").trigger()
    (dialog,) = bureau.window.findChildren(AboutDialog)
    line = dialog.findChild(QLabel, "about_version")
    text = dialog.findChild(QPlainTextEdit, "about_licences")
    assert line is not None
    assert text is not None
    assert line.text().startswith(f"P2I Desktop {__version__} (")
    shown = text.toPlainText()
    assert f"SQLite {sqlite3.sqlite_version}" in shown
    for name in ("Apache License", "SIL OPEN FONT LICENSE", "ISC License", "PySide6", "LGPL"):
        assert name in shown, name
    dialog.close()


def test_every_window_bears_the_icon_of_the_program(bureau: Bureau) -> None:
    shown = bureau.window.windowIcon().pixmap(64, 64).toImage()
    assert shown.pixelColor(32, 6).name() == "#1d4e89"
