"""Icons that take their colour when they are painted, so that one icon serves all themes and states."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from p2i_desktop.paths import shipped

Colour = Callable[[str], QColor]


@cache
def source(name: str) -> str:
    """The SVG text of a shipped icon, with the thinner line; KeyError-like OSError when there is none of that name."""
    text = shipped("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')


def coloured(name: str, colour: QColor) -> bytes:
    """The SVG of an icon in one colour (QtSvg would paint `currentColor` black)."""
    return source(name).replace("currentColor", colour.name()).encode()


class TintedEngine(QIconEngine):
    """Paints an SVG in the colour that its token has now; in a box wider than high at its left (-1) or right (1) end."""

    def __init__(self, name: str, token: str, colour: Colour, lean: int = 0) -> None:
        super().__init__()
        self._lean = lean
        self._name = name
        self._token = token
        self._colour = colour

    def clone(self) -> QIconEngine:
        return TintedEngine(self._name, self._token, self._colour, self._lean)

    def _token_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "disabled"
        if state == QIcon.State.On and self._token == "text2":
            return "accent_text"
        return self._token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        data = coloured(self._name, self._colour(self._token_for(mode, state)))
        renderer = QSvgRenderer(QByteArray(data))
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        if self._lean < 0:
            box.moveLeft(rect.left())
        elif self._lean > 0:
            box.moveLeft(rect.left() + rect.width() - side)
        renderer.render(painter, box)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return result

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self.pixmap(size, mode, state)


def icon(name: str, token: str, colour: Colour, lean: int = 0) -> QIcon:
    """A QIcon of a shipped file, painted in the colour of the token at that moment."""
    # A copy: the icon that is made of an engine counts as its parent in Python, and when both are found as garbage Python
    # deletes the engine before the icon, which ends the process in a crash of Qt.
    return QIcon(QIcon(TintedEngine(name, token, colour, lean)))
