"""Checks of the keys: where Tab goes, that each action has a menu and keys of its own, letters of labels."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMenuBar, QPlainTextEdit, QWidget

from p2i_desktop.gui.mnemonics import letter_of
from tests.ux.checks import Finding, focusable, path_of, walk

MOST_STOPS = 300
STANDARD = ("F1", "Ctrl+Z", "Ctrl+F", "Ctrl+P", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+N", "Ctrl+Q")
_UNREACHABLE = set("[]{}\\@~|")  # only with AltGr on German keyboards


def tab_stops(window: QWidget, start: QWidget, back: bool = False) -> list[QWidget]:
    """The widgets that real presses of Tab come to, until the first comes again or the focus stays."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    stops: list[QWidget] = []
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    for _ in range(MOST_STOPS):
        at = QApplication.focusWidget()
        if at is None or at in stops:
            break
        stops.append(at)
        QTest.keyClick(at, key)
        QApplication.processEvents()
        if QApplication.focusWidget() is at:
            break
    return stops


def tab(window: QWidget, root: QWidget, start: QWidget) -> list[Finding]:
    """Tab reaches every stop under the root, is caught nowhere, and goes down and to the right."""
    stops = tab_stops(window, start)
    found = []
    after = QApplication.focusWidget()
    if len(stops) > 1 and after is stops[-1]:
        found.append(Finding("tab", path_of(after, root), "Tab stays here"))
    for widget in focusable(root):
        if widget not in stops and not _in_group(widget) and not any(widget.isAncestorOf(stop) for stop in stops):
            found.append(Finding("tab", path_of(widget, root), "Tab does not come here"))
    inside = _from_the_first(window, [stop for stop in stops if root.isAncestorOf(stop)])
    for one, other in pairwise(inside):
        if one.parentWidget() is other.parentWidget() and _against_reading(one, other):
            found.append(Finding("tab", path_of(one, root), f"goes back to {path_of(other, root)}"))
    return found


def _from_the_first(window: QWidget, stops: list[QWidget]) -> list[QWidget]:
    """The round of the stops, begun at the one that stands first on the page."""
    if not stops:
        return []
    places = [stop.mapTo(window, QPoint(0, 0)) for stop in stops]
    first = min(range(len(stops)), key=lambda at: (places[at].y(), places[at].x()))
    return stops[first:] + stops[:first]


def _in_group(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return ((group is not None and group.exclusive()) or widget.autoExclusive()) and not widget.isChecked()


def _against_reading(one: QWidget, other: QWidget) -> bool:
    a, b = one.geometry(), other.geometry()
    above = b.bottom() <= a.top() and b.left() < a.right() and a.left() < b.right()
    same_row = a.top() < b.center().y() < a.bottom()
    return above or (same_row and b.right() <= a.left())


def actions(live: Iterable[QAction], in_menus: set[QAction], standard: Iterable[str] = STANDARD) -> list[Finding]:
    """Actions that are live at the same time: worded, in a menu, each key once, none that a keyboard cannot type."""
    found = []
    keys: dict[str, list[str]] = defaultdict(list)
    for action in live:
        name = action.objectName() or action.text()
        if not action.text().strip():
            found.append(Finding("actions", name, "has no text"))
        if action not in in_menus:
            found.append(Finding("actions", name, "is in no menu"))
        for shortcut in action.shortcuts():
            keys[shortcut.toString(QKeySequence.SequenceFormat.PortableText)].append(name)
    for key, owners in keys.items():
        if len(owners) > 1:
            found.append(Finding("actions", key, f"shared by {', '.join(sorted(owners))}", len(owners), 1))
        last = key.rsplit("+", 1)[-1]
        if last in _UNREACHABLE or ("Ctrl+Alt+" in key and len(last) == 1):
            found.append(Finding("actions", key, "cannot be typed on every keyboard"))
    missing = [key for key in standard if key not in keys]
    return found + [Finding("actions", key, "standard key is missing") for key in missing]


def menu_letters(bar: QMenuBar) -> list[Finding]:
    """In the bar and in each menu a letter stands for one entry."""
    found = _twice([action.text() for action in bar.actions() if action.isVisible()], "menu bar")
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            found += _twice([action.text() for action in menu.actions() if action.isVisible()], top.text())
    return found


def letters(root: QWidget, taken: Iterable[str] = ()) -> list[Finding]:
    """Alt+letter means one thing among the labels and buttons under a root and the menus around it."""
    texts = [
        widget.text()
        for widget in walk(root)
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
    ]
    return _twice([*texts, *(f"&{letter}" for letter in taken)], path_of(root))


def _twice(texts: Iterable[str], where: str) -> list[Finding]:
    by_letter: Counter[str] = Counter(letter for text in texts if (letter := letter_of(text)))
    return [Finding("letters", where, f"Alt+{letter} {n} times", n, 1) for letter, n in by_letter.items() if n > 1]


def labels_without_buddy(root: QWidget) -> list[Finding]:
    """Each field has a label that leads to it, or a name of its own."""
    found = []
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    for widget in focusable(root):
        if isinstance(widget, QPlainTextEdit) and widget not in buddies and not widget.accessibleName():
            found.append(Finding("names", path_of(widget, root), "no label leads here"))
    return found
