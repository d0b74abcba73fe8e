"""Actions as data: menus, palette, shortcuts and the page of keys are made from the same commands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

_MEDIA_KEYS = {
    "Copy",
    "Cut",
    "Paste",
    "Undo",
    "Redo",
    "Find",
    "Open",
    "Save",
    "Close",
}  # of special keyboards: not named
EVERYWHERE = (
    "log",
    "timer",
    "palette",
    "annual_report",
    "keys",
    "undo",
    "redo",
    "back",
    "forward",
)  # lent to own windows
_IN_FRONT = ("palette", "annual_report")  # seen in the main window only
Key = str | QKeySequence.StandardKey


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """One action: a verb with its keys and the menu that holds it; `text` is an English source, `…` only where input follows."""

    id: str
    text: str
    run: Callable[[], object]
    key: Key | Sequence[Key] = ()
    menu: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    group: int = 0  # a separator stands between groups of one menu
    checked: Callable[[], bool] | None = None
    follows: bool = False  # whether it can be run is told by a signal, the action is always right
    starts: bool = False  # needs no marked row: from the palette it is run on another page too

    def sequences(self) -> list[QKeySequence]:
        """The key sequences, the first of them is shown; standard keys give those of this system."""
        keys = (self.key,) if isinstance(self.key, str | QKeySequence.StandardKey) else tuple(self.key)
        found: list[QKeySequence] = []
        for key in keys:
            more = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
            usual = (sequence for sequence in more if not sequence.isEmpty() and sequence.toString() not in _MEDIA_KEYS)
            found += [sequence for sequence in usual if sequence not in found]
        return found


class CommandAction(QAction):
    """The QAction of a command."""

    def __init__(self, command: Command, parent: QWidget) -> None:
        super().__init__(parent)
        self.command = command
        self.widget = parent
        self.setObjectName(command.id)
        self.setShortcuts(command.sequences())
        self.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.setMenuRole(QAction.MenuRole.NoRole)
        self.triggered.connect(self._run)
        if command.checked is not None:
            self.setCheckable(True)

    def _run(self) -> None:
        if self.command.enabled():
            self.command.run()
        self.free()

    def show_state(self) -> None:
        """Greys the action where it cannot be run now, while a menu is seen."""
        self.setEnabled(self.command.enabled())
        self._check()

    def free(self) -> None:
        """Lets its key through again: whether it can be run is asked when it is pressed, not when a menu last closed."""
        if not self.command.follows:
            self.setEnabled(True)
        self._check()

    def _check(self) -> None:
        if self.command.checked is not None:
            self.setChecked(self.command.checked())


class Commands(QObject):
    """All commands that are known, those of the window and those of each page or own window."""

    ran = Signal(str)  # the id of each command that was run: the crash report names the last ones

    def __init__(self, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._actions: dict[str, CommandAction] = {}

    def install(self, widget: QWidget, commands: Iterable[Command]) -> list[CommandAction]:
        """Gives a widget the actions of its commands; an id that is known already is taken over by the new widget."""
        made = []
        for command in commands:
            action = CommandAction(command, widget)
            action.triggered.connect(lambda _=False, name=command.id: self.ran.emit(name))
            gone = id(action)
            action.destroyed.connect(lambda _=None, name=command.id, gone=gone: self._forget(name, gone))
            self._actions[command.id] = action
            self._word(action)
            widget.addAction(action)
            made.append(action)
        return made

    def lend(self, widget: QWidget, command_ids: Iterable[str]) -> None:
        """Lets keys of the main window work in an own window too."""
        for command_id in command_ids:
            key = QAction(widget)
            key.setShortcuts(self._actions[command_id].command.sequences())
            key.triggered.connect(lambda _=False, name=command_id: self._run_lent(name))
            widget.addAction(key)

    def _run_lent(self, command_id: str) -> None:
        action = self._actions[command_id]
        if command_id in _IN_FRONT:
            action.widget.window().raise_()
            action.widget.window().activateWindow()
        action.trigger()

    def action(self, command_id: str) -> CommandAction:
        """The action of a command; KeyError when no page that was built has it."""
        return self._actions[command_id]

    def known(self) -> list[CommandAction]:
        """All actions in the order in which they were made known."""
        return list(self._actions.values())

    def of_window(self, window: QWidget) -> list[CommandAction]:
        """The actions of a window and its pages, without those of own windows."""
        return [action for action in self._actions.values() if action.widget.window() is window]

    def of_own_windows(self, window: QWidget) -> list[CommandAction]:
        """The actions that can be run now in windows that are open beside this one."""
        others = [action for action in self._actions.values() if action.widget.window() is not window]
        return [action for action in others if action.widget.window().isVisible() and action.command.enabled()]

    def show_states(self) -> None:
        """A menu opens: what cannot be run now is grey; actions of hidden pages stay out."""
        for action in self._actions.values():
            if action.isVisible():
                action.show_state()

    def free_states(self) -> None:
        """No menu is open: all keys are let through."""
        for action in self._actions.values():
            if action.isVisible():
                action.free()

    def retranslate(self) -> None:
        """Words all actions in the language that is shown now."""
        for action in self._actions.values():
            self._word(action)

    def _word(self, action: CommandAction) -> None:
        action.setText(self._texts()._(action.command.text))
        if action.command.icon:
            action.setIcon(self._look.icon(action.command.icon))

    def _forget(self, command_id: str, gone: int) -> None:
        if id(self._actions.get(command_id)) == gone:
            del self._actions[command_id]


def plain(text: str) -> str:
    """The text of an action without the marks of mnemonics."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def key_text(action: QAction) -> str:
    """The first key of an action as this system writes it."""
    return key_name(action.shortcut())


def key_name(sequence: QKeySequence) -> str:
    """A key as this system and the language of the window write it: `Strg+L`."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


def native(key: str) -> str:
    """A key as it is written on keyboards of the language that is shown."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
