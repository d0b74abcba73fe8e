"""The drafts of the quick log: the one on screen, the others in the title, the old ones to discard."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.log.draft_menu import DraftMenu
from p2i_desktop.gui.log.opening import Opening
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.advice import QUICK_LOG

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office


class DraftShelf:
    """Knows the drafts in the file; `show` brings one to the screen, `fresh` starts an empty call."""

    def __init__(
        self,
        bench: Bench,
        button: QPushButton,
        keeper: DraftKeeper,
        show: Callable[[Any], None],
        fresh: Callable[[], None],
    ) -> None:
        self._bench = bench
        self._button = button
        self._keeper = keeper
        self._show = show
        self._fresh = fresh
        self._menu = DraftMenu(button, bench)
        self._drafts: list[Any] = []
        self._old: list[Any] = []

    @property
    def latest(self) -> Any | None:
        """The draft that was kept last."""
        return self._drafts[0] if self._drafts else None

    def told(self, opening: Opening) -> None:
        """What lies in the file."""
        self._drafts, self._old = list(opening.drafts), list(opening.old)

    def put_up(self) -> None:
        """Lists the drafts of other calls in the title; one that is on screen can be discarded there."""
        key = self._keeper.key
        others = [draft for draft in self._drafts if draft.key != key]
        old = [draft for draft in self._old if draft.key != key]
        self._menu.show(others, old, self.go_on, self.start_empty, self._discard, self._discard_old)
        if any(draft.key == key for draft in self._drafts):
            self._button.show()

    def go_on(self, draft: Any) -> None:
        """Brings a draft to the screen; what stands there is kept."""
        self._keeper.keep()
        self._keeper.adopt(draft.key, draft.base_revision)
        self._show(draft)
        self.put_up()

    def start_empty(self) -> None:
        """Another call; what stands on screen is kept."""
        self._keeper.keep()
        self._fresh()

    def _discard(self) -> None:
        key = self._keeper.key
        self._keeper.drop()
        self._drafts = [draft for draft in self._drafts if draft.key != key]
        self._fresh()

    def _discard_old(self) -> None:
        keys = [draft.key for draft in self._old]

        def work(office: "Office") -> None:
            for key in keys:
                office.drafts.drop(QUICK_LOG, key)

        self._drafts = [draft for draft in self._drafts if draft.key not in keys]
        self._old = []
        self._bench.desk.ask(work)
        self.put_up()
