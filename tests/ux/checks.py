"""Checks of any window: names, cut texts, elided cells, sizes of targets, fonts that grow; each answers with findings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QRubberBand,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)

from p2i_desktop.gui.delegates import CellDelegate
from p2i_desktop.gui.list_header import ListHeader
from p2i_desktop.gui.list_table import ListTable

_INNER = (QScrollBar, QHeaderView, QRubberBand, QSizeGrip, QSplitterHandle, QMenu)
_CLOSED = (QComboBox, QAbstractSpinBox, QLineEdit, QMenuBar, QTabBar)
_OVER_ALL = {"toast", "palette"}
_GENERIC = {"button", "edit", "…", "...", "x", "label", "widget", "text"}
SMALLEST_TARGET = 24
MOST_ELIDED = 0.2
GROWTH = 1.9


@dataclass(frozen=True)
class Finding:
    """What a check found: which widget, what is wrong, measured value and limit."""

    check: str
    path: str
    what: str
    value: float = 0
    limit: float = 0

    def __str__(self) -> str:
        return f"{self.check}: {self.path}: {self.what} ({self.value:g}, limit {self.limit:g})"


def path_of(widget: QWidget, root: QWidget | None = None) -> str:
    """Names of the widget and of those around it, the window first."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None:
        own = at.objectName()
        if own and not own.startswith("qt_"):
            names.append(own)
        elif at is widget:
            names.append(f"{type(at).__name__} '{said(at)[:30]}'")
        if at is root:
            break
        at = at.parentWidget()
    return "/".join(reversed(names))


def said(widget: QWidget) -> str:
    """The text that a widget shows."""
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def walk(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets under a root, the root first, without Qt's inner parts."""
    yield root
    for child in root.children():
        if not isinstance(child, QWidget) or child.isHidden() or child.isWindow() or isinstance(child, _INNER):
            continue
        if child.objectName().startswith("qt_") and not isinstance(child, QWidget | QStackedWidget):
            continue
        if isinstance(root, _CLOSED):
            continue
        yield from walk(child)


def focusable(root: QWidget) -> list[QWidget]:
    """The widgets that Tab may stop at."""
    return [
        widget
        for widget in walk(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QMenuBar | QStackedWidget)
        and type(widget) is not QScrollArea
        and widget is not root
    ]


def accessible_name(widget: QWidget) -> str:
    """The name that a screen reader says; on Linux Qt would give a combo box its value."""
    if isinstance(widget, QComboBox):
        if widget.accessibleName():
            return widget.accessibleName()
        labels: list[QLabel] = widget.window().findChildren(QLabel)
        return next((label.text() for label in labels if label.buddy() is widget), "")
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def names(root: QWidget) -> list[Finding]:
    """Each Tab stop has a name of its own that says something."""
    found: list[Finding] = []
    seen: Counter[tuple[str, str]] = Counter()
    for widget in focusable(root):
        name = accessible_name(widget).replace("&", "").strip()
        if not name or name.casefold() in _GENERIC:
            found.append(Finding("names", path_of(widget, root), f"has no name but '{name}'"))
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        painted = interface is not None and interface.role() == QAccessible.Role.Client
        if painted and not widget.accessibleDescription():
            found.append(Finding("names", path_of(widget, root), f"'{name}' is painted and has no description"))
        if not isinstance(widget, QToolButton):
            seen[type(widget).__name__, name] += 1
    found += [Finding("names", name, f"{n} widgets of kind {kind}", n, 1) for (kind, name), n in seen.items() if n > 1]
    for view in [one for one in walk(root) if isinstance(one, QAbstractItemView)]:
        found += _silent_cells(view, root)
    return found


def _silent_cells(view: QAbstractItemView, root: QWidget) -> list[Finding]:
    model = view.model()
    if model is None or not model.rowCount():
        return []
    words = [
        str(model.index(0, column).data(role) or "")
        for column in range(model.columnCount() if isinstance(view, ListTable | QTableWidget) else 1)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.CheckStateRole)
    ]
    return [] if any(words) else [Finding("names", path_of(view, root), "the first row says nothing")]


def fits(window: QWidget, size: tuple[int, int]) -> list[Finding]:
    """A window takes no more room than the smallest screen of its size has."""
    wide, high = window.minimumSizeHint().toTuple()
    return [
        Finding("fits", path_of(window), f"needs {value} {what}", value, limit)
        for what, value, limit in (("wide", wide, size[0]), ("high", high, size[1]))
        if value > limit
    ]


# -- cut texts ----------------------------------------------------------------------------------------------------------
def clip(root: QWidget) -> list[Finding]:
    """No text is cut by its own widget, no widget sticks out of its parent, no two lie on each other."""
    found: list[Finding] = []
    for widget in walk(root):
        path = path_of(widget, root)
        for what, value, limit in _cut(widget):
            found.append(Finding("clip", path, f"{what}: '{said(widget)[:60]}'", value, limit))
        found += [Finding("clip", path, what, value, limit) for what, value, limit in _sticks_out(widget, root)]
        found += _overlaps(widget, root)
    return found


def _cut(widget: QWidget) -> Iterator[tuple[str, float, float]]:
    match widget:
        case QLabel():
            yield from _cut_label(widget)
        case QCheckBox() | QAbstractButton():
            wanted = widget.sizeHint()
            text = bool(widget.text())
            if text and wanted.width() > widget.width() + 1:
                yield "button too narrow", widget.width(), wanted.width()
            if text and wanted.height() > widget.height() + 2:
                yield "button too low", widget.height(), wanted.height()
        case QComboBox():
            yield from _cut_combo(widget)
        case QLineEdit():
            yield from _cut_line(widget)
        case QPlainTextEdit():
            yield from _cut_note(widget)
        case QTableWidget():
            yield from _cut_header(widget)
        case QListWidget():
            most = max(
                (widget.sizeHintForIndex(widget.model().index(r, 0)).width() for r in range(widget.count())), default=0
            )
            if not widget.wordWrap() and most > widget.viewport().width() + 1:
                yield "items wider than the list", widget.viewport().width(), most
        case ListTable():
            header = widget.horizontalHeader()
            for at in range(header.count()):
                if isinstance(header, ListHeader) and not widget.isColumnHidden(at):
                    title = str(widget.model().headerData(at, Qt.Orientation.Horizontal) or "")
                    if header.title_width(title) > header.sectionSize(at) + 1:
                        yield f"title of column '{title}'", header.sectionSize(at), header.title_width(title)


def _cut_label(label: QLabel) -> Iterator[tuple[str, float, float]]:
    text = label.text()
    if not text:
        return
    if not label.wordWrap():
        wanted = label.minimumSizeHint()
        if wanted.width() > label.width() + 1:
            yield "label too narrow", label.width(), wanted.width()
        if wanted.height() > label.height() + 1:
            yield "label too low", label.height(), wanted.height()
        return
    wanted_height = label.heightForWidth(label.width())
    if wanted_height > label.height() + 1:
        yield "wrapped label too low", label.height(), wanted_height
    metrics = QFontMetrics(label.font())
    longest = max(
        (metrics.horizontalAdvance(word) for word in re.split(r"[\s\u200b]+", text.replace("&", ""))), default=0
    )
    if longest > label.contentsRect().width() + 1:
        yield "longest word too wide", label.contentsRect().width(), longest


def _cut_combo(box: QComboBox) -> Iterator[tuple[str, float, float]]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    wanted = QFontMetrics(box.font()).horizontalAdvance(box.currentText())
    if wanted > field.width() + 1:
        yield f"value '{box.currentText()[:40]}'", field.width(), wanted
    if QFontMetrics(box.font()).height() > box.height() - 4:
        yield "combo box too low", box.height(), QFontMetrics(box.font()).height() + 4


def _cut_line(line: QLineEdit) -> Iterator[tuple[str, float, float]]:
    metrics = QFontMetrics(line.font())
    if metrics.height() > line.height() - 4:
        yield "line too low", line.height(), metrics.height() + 4
    hint = line.placeholderText()
    icons = sum(1 for child in line.findChildren(QToolButton) if child.isVisible())
    room = line.width() - 2 * metrics.averageCharWidth() - icons * metrics.height()
    if hint and not line.text() and metrics.horizontalAdvance(hint) > room:
        yield f"placeholder '{hint[:60]}'", room, metrics.horizontalAdvance(hint)


def _cut_note(note: QPlainTextEdit) -> Iterator[tuple[str, float, float]]:
    room, height = note.viewport().width(), note.viewport().height()
    if QFontMetrics(note.font()).height() > height:
        yield "note shows not one line", height, QFontMetrics(note.font()).height()
    if note.placeholderText() and not note.toPlainText():
        document = QTextDocument(note.placeholderText())
        document.setDefaultFont(note.font())
        document.setTextWidth(room)
        if document.size().height() > height + document.documentMargin() * 2:
            yield f"placeholder '{note.placeholderText()[:60]}'", height, document.size().height()


def _cut_header(table: QTableWidget) -> Iterator[tuple[str, float, float]]:
    header = table.horizontalHeader()
    if header.isHidden():
        return
    for at in range(table.columnCount()):
        item = table.horizontalHeaderItem(at)
        title = item.text() if item is not None else ""
        wanted = header.sectionSizeFromContents(at).width() if title else 0
        if not table.isColumnHidden(at) and wanted > header.sectionSize(at) + 1:
            yield f"title of column '{title}'", header.sectionSize(at), wanted


def _sticks_out(widget: QWidget, root: QWidget) -> Iterator[tuple[str, float, float]]:
    parent = widget.parentWidget()
    if widget is root or parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    outside = widget.geometry().united(parent.rect())
    if outside != parent.rect() and (outside.width() > parent.width() + 1 or outside.height() > parent.height() + 1):
        far = max(outside.width() - parent.width(), outside.height() - parent.height())
        yield f"sticks out of its parent at {widget.geometry().getRect()} in {parent.size().toTuple()}", far, 1


def _overlaps(parent: QWidget, root: QWidget) -> list[Finding]:
    """Controls of one layout that lie on each other: the layout has less room than it needs."""
    layout = parent.layout()
    if layout is None:
        return []
    kinds = (QFrame, QAbstractButton, QLineEdit, QComboBox)  # labels, areas and cards are frames
    parts = [
        one
        for one in parent.children()
        if isinstance(one, kinds) and one.isVisible() and not one.isWindow() and one.objectName() not in _OVER_ALL
    ]
    boxes: list[tuple[QWidget, QRect]] = [(one, one.geometry()) for one in parts]
    found = []
    for at, (one, box) in enumerate(boxes):
        for other, more in boxes[at + 1 :]:
            both = box.intersected(more)
            if both.width() > 3 and both.height() > 3:
                what = f"lies on {path_of(other, root)}"
                found.append(Finding("clip", path_of(one, root), what, min(both.width(), both.height()), 3))
    return found


def elision(root: QWidget) -> list[Finding]:
    """At most a fifth of the visible cells of a column are cut."""
    found = []
    for table in [one for one in walk(root) if isinstance(one, ListTable)]:
        model, delegate = table.rows, table.itemDelegate()
        last = table.rowAt(table.viewport().height() - 1)
        rows = range(max(0, table.rowAt(0)), (last if last >= 0 else model.rowCount() - 1) + 1)
        for at, column in enumerate(model.columns):
            if table.isColumnHidden(at) or not rows or not isinstance(delegate, CellDelegate):
                continue
            cut = sum(delegate.cell_width(model.cell(row, at), column) > table.columnWidth(at) + 1 for row in rows)
            if cut / len(rows) > MOST_ELIDED:
                path = f"{path_of(table, root)}/{column.id}"
                found.append(Finding("elision", path, f"{cut} of {len(rows)} cells cut", cut / len(rows), MOST_ELIDED))
    return found


def targets(root: QWidget) -> list[Finding]:
    """What is pressed is at least 24 px high and wide."""
    found = []
    for widget in walk(root):
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox):
            least = min(widget.width(), widget.height())
            if least < SMALLEST_TARGET:
                found.append(Finding("targets", path_of(widget, root), "too small", least, SMALLEST_TARGET))
    return found


def rows_of_one_height(root: QWidget) -> list[Finding]:
    """Buttons, combo boxes and lines that stand beside each other in one parent have one height."""
    found = []
    for parent in walk(root):
        parts = [
            one
            for one in parent.children()
            if isinstance(one, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
            and one.isVisible()
            and not isinstance(one, QCheckBox | QToolButton)
            and one.property("kind") != "chip"
        ]
        for at, one in enumerate(parts):
            for other in parts[at + 1 :]:
                a, b = one.geometry(), other.geometry()
                beside = a.top() < b.center().y() < a.bottom() and b.top() < a.center().y() < b.bottom()
                if beside and abs(a.height() - b.height()) > 1:
                    what = f"is {a.height()} high beside {path_of(other, root)} with {b.height()}"
                    found.append(Finding("heights", path_of(one, root), what, abs(a.height() - b.height()), 1))
    return found


def sizes(root: QWidget) -> dict[str, float]:
    """Point size of the font of each worded widget, by its place: compared between two text sizes."""
    found: dict[str, float] = {}
    numbers: Counter[str] = Counter()
    for widget in walk(root):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QAbstractItemView):
            name = f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
            numbers[name] += 1
            found[f"{name} #{numbers[name]}"] = widget.font().pointSizeF()
    return found


def scale(small: dict[str, float], large: dict[str, float]) -> list[Finding]:
    """Every font of the window at 100 % is nearly twice as large at 200 %."""
    return [
        Finding("scale", path, "font did not grow", round(large[path] / points, 2), GROWTH)
        for path, points in small.items()
        if path in large and points > 0 and large[path] / points < GROWTH
    ]


# -- words --------------------------------------------------------------------------------------------------------------
_TWO_DIGIT_YEAR = re.compile(r"(?<![\d.])\d{1,2}[./]\d{1,2}[./]\d{2}(?![\d])")
_PLACE = re.compile(r"\{[a-z_]*\}|%[sdn1-9](?![a-z])|%\(")


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """(path, text) of all that is written or said: labels, buttons, hints, tooltips, names, titles, entries."""
    for widget in walk(root):
        path = path_of(widget, root)
        for words in _words(widget):
            if words.strip():
                yield path, re.sub(r"</?span>", "", words).replace("&&", "\0").replace("&", "").replace("\0", "&")


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QPlainTextEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(n) for n in range(widget.count()))
        case QAbstractItemView():
            yield from _entries(widget)


def _entries(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = model.columnCount() if isinstance(view, ListTable | QTableWidget) else 1
    for column in range(columns if isinstance(view, ListTable | QTableWidget) else 0):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(), 30)):
        for column in range(columns):
            yield str(model.index(row, column).data() or "")


def badly_worded(root: QWidget) -> list[Finding]:
    """No year of two digits, no place that was not filled."""
    found = []
    for path, text in texts_of(root):
        if _TWO_DIGIT_YEAR.search(text):
            found.append(Finding("locale", path, f"year of two digits in '{text[:80]}'"))
        if _PLACE.search(text):
            found.append(Finding("locale", path, f"place not filled in '{text[:80]}'"))
    return found


def untranslated(root: QWidget, sources: set[str]) -> list[Finding]:
    """No sentence of the source language is left; `sources` are those that the catalogue words otherwise."""
    return [
        Finding("locale", path, f"English left: '{text[:80]}'")
        for path, text in texts_of(root)
        if text.strip() in sources
    ]


def unmarked(root: QWidget, data: set[str]) -> list[Finding]:
    """In the pseudo-language every text has brackets, or all its words come from records and calendars (`data`)."""
    found = []
    for path, text in texts_of(root):
        rest, before = text, ""
        while rest != before:  # a text may stand inside another
            rest, before = re.sub(r"\[!!!(?:(?!\[!!!).)*?!!!\]", " ", rest, flags=re.DOTALL), rest
        words = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.casefold() not in data]
        if words:
            found.append(Finding("pseudo", path, f"not from the catalogue: '{text[:80]}'"))
    return found


def settle_layout() -> None:
    """Lets layouts take their final sizes."""
    for _ in range(3):
        QApplication.processEvents()
