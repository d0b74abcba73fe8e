"""The menu bar, made from the commands: each command in the menu it names, groups apart."""

from PySide6.QtWidgets import QMenu, QMenuBar

from p2i_desktop.gui.commands import CommandAction
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import MENUS


class MenuMaker:
    """Fills the menu bar; a menu without commands is not shown."""

    def __init__(self, bar: QMenuBar, bench: Bench) -> None:
        self._bench = bench
        self._window = bar.window()
        self._menus: dict[str, QMenu] = {}
        for menu_id, _ in MENUS:
            menu = bar.addMenu("")
            menu.setObjectName(f"menu_{menu_id}")
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(bench.commands.show_states)
            menu.aboutToHide.connect(bench.commands.free_states)
            self._menus[menu_id] = menu

    def make(self) -> None:
        """Makes all menus anew from the commands that are known."""
        texts = self._bench.texts
        known = self._bench.commands.of_window(self._window)
        for menu_id, title in MENUS:
            menu = self._menus[menu_id]
            menu.setTitle(texts._(title))
            actions = [action for action in known if action.command.menu == menu_id]
            menu.clear()
            self._fill(menu, sorted(actions, key=lambda action: action.command.group))
            menu.menuAction().setVisible(bool(actions))

    @staticmethod
    def _fill(menu: QMenu, actions: list[CommandAction]) -> None:
        group = actions[0].command.group if actions else 0
        for action in actions:
            if action.command.group != group:
                menu.addSeparator()
                group = action.command.group
            menu.addAction(action)
