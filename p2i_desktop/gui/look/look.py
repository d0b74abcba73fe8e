"""The look of the window: one theme and one text size at a time, both changed while the program runs."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QTextOption
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from p2i_desktop.gui.look import fonts, icons
from p2i_desktop.gui.look.palette import palette
from p2i_desktop.gui.look.style import style_sheet
from p2i_desktop.gui.look.tokens import Theme, tokens

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
_DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3.5" fill="colour"/></svg>'
_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)
Turn = Callable[[Callable[[], object]], object]
_BEFORE_TEXT = 4  # between the icon and the words of a button at 100 %, beside the four pixels of Qt
_ROW_PADDING = 22  # of a table row at 100 %, above and below together


class Wearer(Protocol):
    """A widget that paints itself and takes colours and fonts from the look."""

    def wear(self, look: "Look") -> None: ...


class Parted(Protocol):
    """A window that is dressed part by part: the steps in their order."""

    def dressing(self, look: "Look") -> list[Callable[[], object]]: ...


def _at_once(step: Callable[[], object]) -> None:
    step()


class Look(QObject):
    """Colours, fonts, icons and lengths by name; `changed` comes after each switch."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.app = app
        self._files = QTemporaryDir()
        self._system_points = app.font().pointSizeF()
        self._percent = 100
        self._wish = "system"
        self._theme: Theme = "light"
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._points = max(fonts.BASE_POINTS, self._system_points)
        self._sheet = ""
        self._turn: Turn = _at_once
        fonts.load()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    # -- what others ask ---------------------------------------------------------------------------------------------
    @property
    def theme(self) -> Theme:
        """The theme that is shown: "system" is resolved."""
        return self._theme

    @property
    def percent(self) -> int:
        """The text size in percent."""
        return self._percent

    def color(self, token: str) -> QColor:
        """The colour of a token in the theme that is shown."""
        return self._colours[token]

    def font(self, role: str) -> QFont:
        """A copy of the font of a role (h1, h2, kpi, body, number, label, strong, small, hint)."""
        if role not in self._fonts:
            self._fonts[role] = fonts.font(role, self._points)
        return QFont(self._fonts[role])

    def metrics(self, role: str = "body") -> QFontMetrics:
        """The metrics of the font of a role."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def icon(self, name: str, token: str = "text2", lean: int = 0) -> QIcon:
        """An icon that follows theme, disabled and checked state by itself; `lean`: where it stands in a wider box."""
        key = (name, token, lean)
        if key not in self._icons:
            self._icons[key] = icons.icon(name, token, self.color, lean)
        return self._icons[key]

    def px(self, length: float) -> int:
        """A length of the 8-px grid, times the text factor."""
        return round(length * self._points / fonts.BASE_POINTS)

    def row_height(self, lines: int = 1) -> int:
        """The height of a table row of one or two lines."""
        return lines * self.metrics().height() + self.px(_ROW_PADDING)

    # -- switches ----------------------------------------------------------------------------------------------------
    def show(self, wish: str, percent: int, turn: Turn = _at_once) -> None:
        """Shows a theme ("system", "light", "dark", "contrast") at a text size of 100 to 200 percent.

        With `turn` each window, and each part of one that has parts, is dressed in a turn of its own. Until then it
        keeps its old face: nobody sees it half dressed.
        """
        self._turn = turn
        self._wish = wish
        self._percent = percent
        self._points = max(fonts.BASE_POINTS, self._system_points) * percent / 100
        self._theme = self._resolved(wish)
        colours = tokens(self._theme)
        self._colours = {name: QColor(value) for name, value in colours.items()}
        self._fonts.clear()
        self._metrics.clear()
        if wish != "system":
            self.app.styleHints().setColorScheme(_SCHEMES[self._theme])
        self.app.setPalette(palette(colours))
        self.app.setFont(self.font("body"))
        size = f"/* {self._points:g} pt */"  # lengths in em are reckoned anew only with another sheet
        self._sheet = size + style_sheet(colours, self._recoloured())
        front, others, inside = self._windows()
        if turn is not _at_once:
            for window in (*front, *others):
                window.setUpdatesEnabled(False)
        steps: list[Callable[[], object]] = [step for window in front for step in self._dressing(window)]
        steps += [self.changed.emit, partial(self._face, front)]
        for step in steps:
            turn(step)
        for window in others:
            for step in self._dressing(window):
                turn(step)
            turn(partial(self._face, [window]))
        turn(partial(self._dress_all, inside))

    def _windows(self) -> tuple[list[QWidget], list[QWidget], list[QWidget]]:
        """The window in front, the other windows, and the lists and menus inside of them that nobody sees."""
        windows = sorted(self.app.topLevelWidgets(), key=lambda window: not window.isVisible())  # the seen ones first
        front = self.app.activeWindow() or next(iter(windows), None)
        inside = [one for one in windows if one is not front and one.isHidden() and one.parentWidget() is not None]
        others = [one for one in windows if one is not front and one not in inside]
        return [one for one in windows if one is front], others, inside

    def _dress_all(self, windows: Sequence[QWidget]) -> None:
        for window in windows:
            self._dress_living(window)

    def _dressing(self, window: QWidget) -> list[Callable[[], object]]:
        if hasattr(type(window), "dressing"):
            return cast(Parted, window).dressing(self)
        return [partial(self._dress_living, window)]

    def _dress_living(self, window: QWidget) -> None:
        if isValid(window):
            self.dress(window)

    @staticmethod
    def _face(windows: Sequence[QWidget]) -> None:
        """Windows show their new face."""
        for window in windows:
            if isValid(window):
                window.setUpdatesEnabled(True)

    def dress(self, root: QWidget) -> None:
        """Gives a window its style sheet, and a widget tree the properties `font_role`, `icon_name`, `icon_color`.

        The sheet stands at each window that has no parent (others take it from there) and not at the application: that
        would style whatever is being built anew each time it is put into its place, half of the time a page takes.
        A window of many pages is dressed by parts: pages that are not seen need not change at once.
        """
        if hasattr(type(root), "dressing"):
            for step in self._dressing(root):
                step()
        else:
            alone = root.parentWidget() is None and root.windowType() in _WINDOWS
            if alone or self._is_bare(root):
                self._give_sheet(root)
            self._dress(root)

    def dress_part(self, part: QWidget) -> None:
        """Dresses a part whose window has no sheet: it takes the sheet for itself and all within."""
        self._give_sheet(part)
        self._dress(part)

    def dress_inside(self, part: QWidget) -> None:
        """As `dress`, for a part of something that is dressed, or will be when it is built: it takes the sheet from there."""
        self._dress(part)

    @staticmethod
    def _is_bare(part: QWidget) -> bool:
        """Whether a part stands in a window that is dressed by parts, and nothing above it bears a sheet."""
        if part.isWindow() or not hasattr(type(part.window()), "dressing"):
            return False
        above = part.parentWidget()
        while above is not None and not above.styleSheet():
            above = above.parentWidget()
        return above is None

    def _give_sheet(self, root: QWidget) -> None:
        if root.styleSheet() != self._sheet:
            root.setStyleSheet(self._sheet)

    def _dress(self, root: QWidget) -> None:
        for widget in (root, *cast(list[QWidget], root.findChildren(QWidget))):
            role = widget.property("font_role")
            if role:
                widget.setFont(self.font(role))
            if isinstance(widget, QAbstractButton):
                self._dress_button(widget)
            if isinstance(
                widget, QPlainTextEdit
            ):  # breaking inside words takes Qt a minute for a word of a million letters
                widget.setWordWrapMode(QTextOption.WrapMode.WordWrap)
            if hasattr(type(widget), "wear"):
                cast(Wearer, widget).wear(self)

    def _dress_button(self, button: QAbstractButton) -> None:
        name = button.property("icon_name")
        lean = 0
        worded = button.text() or button.property("kind") == "primary"  # some are worded only after they are dressed
        if isinstance(button, QPushButton) and worded:  # Qt's own four pixels before the text do not grow
            lean = 1 if button.layoutDirection() == Qt.LayoutDirection.RightToLeft else -1
        if name:
            token = button.property("icon_color") or self._button_token(button)
            button.setIcon(self.icon(name, token, lean))
        side = self.px(16)
        size = QSize(side + (self.px(_BEFORE_TEXT) if lean else 0), side)
        if button.iconSize() != size:
            button.setIconSize(size)

    @staticmethod
    def _button_token(button: QAbstractButton) -> str:
        return "on_accent" if button.property("kind") == "primary" else "text2"

    # -- inside ------------------------------------------------------------------------------------------------------
    def _resolved(self, wish: str) -> Theme:
        if wish in ("light", "dark", "contrast"):
            return cast(Theme, wish)
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self._wish == "system" and self._resolved("system") != self._theme:
            self.show("system", self._percent, self._turn)

    def _recoloured(self) -> dict[str, str]:
        """Arrow, tick and dot as files: style sheets take pictures from files only."""
        written = {
            "chevron": icons.coloured("chevron-down", self.color("text2")),
            "check": icons.coloured("check", self.color("on_accent")),
            "dot": _DOT.replace("colour", self.color("on_accent").name()).encode(),
        }
        result = {}
        for key, data in written.items():
            path = Path(self._files.filePath(f"{key}-{self._theme}.svg"))
            if not path.exists():
                path.write_bytes(data)
            result[key] = path.as_posix()
        return result
