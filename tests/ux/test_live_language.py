"""Another language while the program runs: every page says what a window opened in that language says, in its columns."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTabBar, QTableView, QWidget

from p2i_desktop.settings import Settings
from tests.ux.rooms import Rooms, rooms
from tests.ux.view_rooms import wait_for

PAGES = ("dashboard", "cases", "consultations", "organisations", "workshops", "buddies", "safety", "settings")
_ROWS = 5


def _visit(opened: Rooms, page: str) -> QWidget:
    screen = opened.window.show_page(page)
    opened.settle()
    wait_for(opened, screen)
    tables = [one for one in screen.findChildren(QTableView) if one.isVisible() and one.model() is not None]
    if page in ("cases", "organisations", "workshops") and tables:
        tables[0].selectRow(2)  # something beside the list
        opened.settle()
    return screen


def _said(root: QWidget) -> Iterator[tuple[str, str]]:
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        said = [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        if isinstance(part, QLabel | QAbstractButton):
            said.append(part.text())
        elif isinstance(part, QLineEdit):
            said += [part.text(), part.placeholderText()]
        elif isinstance(part, QComboBox):
            said.append(part.currentText())
        elif isinstance(part, QTabBar):
            said += [part.tabText(at) for at in range(part.count())]
        elif isinstance(part, QTableView) and part.model() is not None:
            said += _cells(part)
        yield from ((type(part).__name__, text) for text in said if text)


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for column in range(model.columnCount()):
        if not table.isColumnHidden(column):
            yield f"{model.headerData(column, Qt.Orientation.Horizontal)} {table.columnWidth(column)} px"
            yield from (str(model.index(row, column).data()) for row in range(min(_ROWS, model.rowCount())))


def _all_said(opened: Rooms, page: str) -> set[tuple[str, str]]:
    screen = _visit(opened, page)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    opened.settle()
    return set(_said(screen))


def test_every_page_speaks_the_new_language_at_once(demo: Path, tmp_path: Path) -> None:
    for name in ("fresh", "live"):
        (tmp_path / name).mkdir()
    with rooms(demo, tmp_path / "fresh", Settings(language="de", theme="light", staff="A1")) as opened:
        wanted = {page: _all_said(opened, page) for page in PAGES}
    with rooms(demo, tmp_path / "live", Settings(language="en", theme="light", staff="A1")) as opened:
        for page in PAGES:
            opened.bench.update(language="en")
            opened.settle()
            screen = _visit(opened, page)
            opened.bench.update(language="de")
            for _ in range(3):
                opened.settle()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            opened.settle()
            found = {(kind, text.replace("/live/", "/fresh/")) for kind, text in _said(screen)}
            assert found == wanted[page], page
