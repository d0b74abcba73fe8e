"""Small painted marks: an icon as a label, a pill, a label that is cut with an ellipsis."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text

TONES = ("neutral", "info", "ok", "warn", "err", "accent")


def paint_pill(painter: QPainter, box: QRectF, text: str, tone: str, look: Look) -> None:
    """A pill as high as its box, the text inside cut with an ellipsis where it does not fit."""
    soft = look.color("accent_soft" if tone == "accent" else f"{tone}_soft")
    ink = look.color("accent_text" if tone == "accent" else tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1) if look.theme == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    radius = box.height() / 2
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(ink)
    inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    painter.restore()


def pill_size(text: str, look: Look, role: str = "small") -> QSize:
    """What a pill of this text needs."""
    metrics = look.metrics(role)
    return QSize(metrics.horizontalAdvance(text) + 2 * look.px(10) + 2, metrics.height() + look.px(5))


class Pill(QLabel):
    """A state as a word on a soft ground; `tone` is one of TONES."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._tone = "neutral"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wear(self, look: Look) -> None:
        """Takes colours and font from the look."""
        self._look = look
        self.setFont(look.font("small"))
        self.updateGeometry()

    def show_state(self, text: str, tone: str = "neutral") -> None:
        """Shows a word in a tone."""
        self._tone = tone
        self.setText(text)
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        return pill_size(self.text(), self._look) if self._look else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self._look.font("small"))
        paint_pill(painter, QRectF(self.rect()), self.text(), self._tone, self._look)
        painter.end()


class IconLabel(QLabel):
    """An icon beside a text; the text names it, so it is silent for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._side = 18

    def wear(self, look: Look) -> None:
        """Takes the colour from the look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_icon(self, name: str, token: str = "text2", side: int = 18) -> None:
        """Shows an icon in the colour of a token, `side` pixels high at 100 %."""
        self.setProperty("icon_name", name)
        self.setProperty("icon_color", token)
        self._side = side
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.px(self._side) if self._look else self._side
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        name = self.property("icon_name")
        if self._look is None or not name:
            return
        painter = QPainter(self)
        token = self.property("icon_color") or "text2"
        box = self.rect()
        side = self.sizeHint().height()
        box.setSize(QSize(side, side))
        box.moveTop((self.height() - side) // 2)
        self._look.icon(name, token).paint(painter, box)
        painter.end()


class ElidedLabel(QLabel):
    """A one-line text from records, cut at its end with an ellipsis; the whole text is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tooltip_text(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.end()


class FocusRing(QWidget):
    """A ring over a framed widget, painted over everything inside it; the mouse does not see it."""

    def __init__(self, parent: QWidget, radius: int = 10) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)
        self.hide()

    def wear(self, look: Look) -> None:
        """Takes the colour from the look."""
        self._look = look
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def showEvent(self, event: QShowEvent) -> None:
        self.raise_()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._radius, self._radius)
        painter.end()
