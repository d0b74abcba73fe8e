"""Forms of Qt Designer, loaded at run time by one shared loader that knows our own widgets."""

from functools import cache

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.fields import WIDGETS
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.look.marks import ElidedLabel, IconLabel, Pill
from p2i_desktop.paths import shipped

CUSTOM_WIDGETS: tuple[type[QWidget], ...] = (ListView, Pill, IconLabel, ElidedLabel, *WIDGETS)


@cache
def loader() -> QUiLoader:
    """The loader that all forms share; the first call takes a while."""
    made = QUiLoader()
    made.setLanguageChangeEnabled(True)
    for widget in CUSTOM_WIDGETS:
        made.registerCustomWidget(widget)
    return made


def load(name: str, parent: QWidget | None = None) -> QWidget:
    """The widget of `ui/<name>.ui`; OSError when the file cannot be read."""
    path = shipped("ui", f"{name}.ui")
    stream = QFile(str(path))
    if not stream.open(QIODevice.OpenModeFlag.ReadOnly):
        raise OSError(f"{path.name}: {stream.errorString()}")
    widget = loader().load(stream, parent)
    stream.close()
    if widget is None:
        raise OSError(f"{path.name}: {loader().errorString()}")
    return widget
