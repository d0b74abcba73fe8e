"""The sidebar: the pages with icon and name, or icons alone where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import N_, Texts

PAGE_ROLE = Qt.ItemDataRole.UserRole
ICON_ROLE = Qt.ItemDataRole.UserRole + 1
WORK, NETWORK, CENTRE = N_("Work"), N_("Network"), N_("Centre")
Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """A row of 34 px at 100 %: icon, name, soft ground on the page that is shown, ring on the focus."""

    def __init__(self, look: Look, view: "Navigation") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._look
        if not index.data(PAGE_ROLE):
            return QSize(look.px(34), 0 if self._view.narrow else look.px(30))
        text = look.metrics("label").horizontalAdvance(index.data()) if not self._view.narrow else 0
        side = 2 * look.px(8) + look.px(18)
        return QSize(side + (text + look.px(10) + look.px(16) if text else look.px(8)), look.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(PAGE_ROLE):
            if not self._view.narrow:
                painter.setFont(look.font("hint"))
                painter.setPen(look.color("text3"))
                place = box.adjusted(look.px(8), 0, 0, -look.px(4))
                painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, index.data())
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = QRectF(box).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.color("accent_soft" if chosen else "surface2"))
            painter.drawRoundedRect(ground, 6, 6)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(ground, 6, 6)
        self._paint_words(painter, box, index, "accent_text" if chosen else "text")
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, index: Index, token: str) -> None:
        look = self._look
        side = look.px(18)
        left = box.left() + (box.width() - side) // 2 if self._view.narrow else box.left() + look.px(10)
        place = QRect(left, box.center().y() - side // 2 + 1, side, side)
        look.icon(index.data(ICON_ROLE), token if token != "text" else "text2").paint(painter, place)
        if self._view.narrow:
            return
        painter.setFont(look.font("label" if token == "accent_text" else "body"))
        painter.setPen(look.color(token))
        words = QRect(place.right() + look.px(10), box.top(), box.right() - place.right() - look.px(12), box.height())
        cut = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class Navigation(QListView):
    """The list of pages; group headings take no focus."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrow = False
        self._look = look
        self._model = QStandardItemModel(self)
        self.setObjectName("navigation")
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def fill(self, groups: Sequence[tuple[str, Sequence[tuple[str, str, str, str]]]]) -> None:
        """Shows groups of pages: heading, then (page id, icon, name, key) of each."""
        current = self.page()
        self._model.clear()
        for heading, pages in groups:
            title = QStandardItem(heading)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(title)
            for page, icon, name, key in pages:
                item = QStandardItem(name)
                item.setData(page, PAGE_ROLE)
                item.setData(icon, ICON_ROLE)
                item.setToolTip(tooltip_text(f"{name}  {key}" if key else name))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self._model.appendRow(item)
        self.show_page(current)

    def page(self) -> str:
        """The id of the page that is marked."""
        return str(self.currentIndex().data(PAGE_ROLE) or "")

    def show_page(self, page: str) -> None:
        """Marks a page without going there."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(PAGE_ROLE) == page:
                self.setCurrentIndex(self._model.index(row, 0))

    def width_wanted(self) -> int:
        """The width of the longest name in this language, or of an icon."""
        return self.sizeHintForColumn(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        page = index.data(PAGE_ROLE)
        if page:
            self.chosen.emit(page)


class SideBar(QFrame):
    """The frame of the navigation, as wide as its language needs."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self._look = look
        self.list = Navigation(look, self)
        self._column = layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        self.refit()

    def retranslate(self, texts: Texts) -> None:
        """Names the list for screen readers."""
        self.list.setAccessibleName(texts._("Pages"))
        self.refit()

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with names."""
        if self.list.narrow != narrow:
            self.list.narrow = narrow
            self.refit()

    def refit(self) -> None:
        """Takes the width that names and text size need."""
        side = self._look.px(8)
        self._column.setContentsMargins(side, side, side, side)
        self.list.scheduleDelayedItemsLayout()
        self.setFixedWidth(self.list.width_wanted() + 2 * side + 3)
