"""The views of a list: delivered ones and those saved under a name, as buttons in a line with what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QMenu, QPushButton, QWidget

from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.list_state import LONGEST_NAME, Choices
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

_LONGEST_BUTTON = 28  # letters


@dataclass(frozen=True)
class ShippedView:
    """A view that every list of its kind comes with: filters by name, worded in English; `{year}` is this year."""

    id: str
    title: str
    choices: Choices = ()


class ViewsBar(QWidget):
    """Buttons that say which view is shown; a star says that it is filtered or sorted otherwise now."""

    chosen = Signal(str)
    asked = Signal(str)  # "save", "save_as", "rename", "delete"

    def __init__(self, bench: Bench, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._name = bench, name
        self.shipped: tuple[ShippedView, ...] = ()
        self.group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._suffixes: dict[str, str] = {}
        self._current, self._changed = "", False
        self._saved: tuple[str, ...] = ()
        self._line = FlowLayout(self, bench.look.px(4))
        self.menu_button = QPushButton(self)
        self.menu_button.setObjectName(f"{name}_views")
        self.menu_button.setProperty("kind", "quiet")
        self.menu_button.setProperty("icon_name", "ellipsis")
        self.menu_button.clicked.connect(self.offer)
        self.menu_button.hide()
        self._line.addWidget(self.menu_button)
        self._own = False  # whether views can be saved here

    def add_button(self, name: str, run: Callable[[], object]) -> QPushButton:
        """A button of the screen's own in this line."""
        button = QPushButton(self)
        button.setObjectName(f"view_{name}")
        button.setCheckable(True)
        button.setProperty("kind", "quiet")
        button.clicked.connect(run)
        self.group.addButton(button)
        self._line.insert(self._line.count() - 1, button)
        return button

    def offer_views(self, shipped: Sequence[ShippedView]) -> None:
        """From now on there are views here, these first."""
        self.shipped, self._own = tuple(shipped), True
        self.menu_button.show()
        for view in shipped:
            self._buttons[view.id] = self.add_button(f"{self._name}_{view.id}", partial(self.chosen.emit, view.id))

    def show_saved(self, names: Sequence[str]) -> None:
        """The buttons of the saved views."""
        for name in self._saved:
            button = self._buttons.pop(saved_id(name))
            self.group.removeButton(button)
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._saved = tuple(names)
        for name in names:
            key = saved_id(name)
            self._buttons[key] = self.add_button(f"{self._name}_{key}", partial(self.chosen.emit, key))
        self._bench.look.dress_inside(self)
        self.retranslate()

    def button(self, view: str) -> QPushButton | None:
        """The button of a view."""
        return self._buttons.get(view)

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        places = {id(self._line.itemAt(at).widget()): at for at in range(self._line.count())}  # type: ignore[union-attr]
        return [*sorted(self.group.buttons(), key=lambda one: places.get(id(one), 0)), self.menu_button]

    def suffix(self, view: str, text: str) -> None:
        """What stands behind the title of a view: how many there are."""
        self._suffixes[view] = text
        self.retranslate()

    def show_state(self, view: str, changed: bool) -> None:
        """Which view is shown, and whether it is filtered or sorted otherwise than it was saved; "" = none of them."""
        self._current, self._changed = view, changed
        self.retranslate()

    def title_of(self, view: str) -> str:
        """The words of a view."""
        if view.startswith(_SAVED):
            return view.removeprefix(_SAVED)
        year = str(self._bench.clock.today().year)
        found = next((one for one in self.shipped if one.id == view), None)
        return self._bench.texts._(found.title).replace("{year}", year) if found else ""

    def retranslate(self) -> None:
        """Words and ticks the buttons."""
        texts = self._bench.texts
        for view, button in self._buttons.items():
            title = self.title_of(view)
            long = len(title) > _LONGEST_BUTTON and bool(name_of_saved(view))
            words = f"{title[:_LONGEST_BUTTON].rstrip()}…" if long else title
            star = view == self._current and self._changed
            suffix = self._suffixes.get(view, "")
            button.setText(menu_text(f"{words}{suffix}{' *' if star else ''}"))
            spoken = texts._("{view}, changed").replace("{view}", title) if star else title
            button.setAccessibleName(f"{spoken}{suffix}")
            button.setChecked(view == self._current)
        self.menu_button.setText(texts._("Views"))

    def offer(self) -> None:
        """The menu of what can be done with the view that is shown."""
        texts, own = self._bench.texts, self._current.startswith(_SAVED)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [
            ("save", texts._("Save changes of this view"), own and self._changed),
            ("save_as", texts._("Save view as…"), True),
            ("rename", texts._("Rename view…"), own),
            ("delete", texts._("Delete view"), own),
        ]
        for what, words, possible in entries:
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(partial(self._ask, what))
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _ask(self, what: str, _checked: bool = False) -> None:
        self.asked.emit(what)


_SAVED = "saved:"


def saved_id(name: str) -> str:
    """How a saved view is called among the views."""
    return _SAVED + name


def name_of_saved(view: str) -> str:
    """The name of a saved view; "" for a delivered one."""
    return view.removeprefix(_SAVED) if view.startswith(_SAVED) else ""


def ask_name(
    bench: Bench, parent: QWidget, title: str, name: str, taken: Sequence[str], then: Callable[[str], object]
) -> NewRecordDialog:
    """Asks for the name of a view; one that is taken, or none, is said in a sentence."""
    texts = bench.texts
    dialog = NewRecordDialog(bench.look, texts, title, parent)
    dialog.setObjectName("view_name")
    line = QLineEdit(name, dialog)
    line.setMaxLength(LONGEST_NAME)
    line.selectAll()
    dialog.add("name", texts._("&Name of the view *"), line)

    def decide() -> None:
        wanted = " ".join(line.text().split())
        if not wanted:
            dialog.say(texts._("A view needs a name."))
        elif wanted.casefold() in {one.casefold() for one in taken}:
            dialog.say(texts._("A view of this name exists already."))
        else:
            dialog.accept()
            then(wanted)
            return
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    dialog.wanted.connect(decide)
    dialog.keep_draft(bench, "view_name", name or "new")
    dialog.start()
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    return dialog
