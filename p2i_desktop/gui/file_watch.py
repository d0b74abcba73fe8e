"""What the open file itself has to say: bars above the page, and the weekly check that runs while nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.faults_found import FaultsFound
from p2i_desktop.gui.info_bar import Info
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.standing import Fault, Standing

CHECK_AFTER = 20_000  # ms after the opening: the first screen comes first
CHECK_AGAIN = 150  # ms between two pieces; the computer stays free for the user


class FileWatch(QObject):
    """Asks how the file stands when it is opened, and goes on checking it; `told` whenever the bars are others."""

    def __init__(self, bench: Bench, window: QWidget, told: Callable[[], None]) -> None:
        super().__init__()
        self._bench, self._window, self._told = bench, window, told
        self._path = Path()
        self._standing: Standing | None = None
        self._checking = False
        self._faults: Sequence[Fault] = ()
        self._hidden: set[str] = set()
        self._visit = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def opened(self, path: Path) -> None:
        """Another file is open."""
        self.stop()
        self._visit += 1
        self._path, self._standing, self._faults, self._hidden, self._checking = path, None, (), set(), False
        visit = self._visit
        self._bench.desk.ask(
            lambda office: office.standings.standing(), lambda found: self._take(found, visit), owner=self
        )

    def stop(self) -> None:
        """The window closes, or shows another file."""
        self._timer.stop()

    def infos(self) -> tuple[Info, ...]:
        """The bars, in the language that is shown."""
        standing = self._standing
        if standing is None:
            return ()
        bars = (self._bad_end(standing), self._risk(standing), self._clock(standing), self._found())
        return tuple(bar for bar in bars if bar is not None and bar.id not in self._hidden)

    # -- the bars ----------------------------------------------------------------------------------------------------
    def _bar(self, name: str, text: str, tone: str, action: str, keep_as: str = "", value: str = "") -> Info | None:
        if keep_as and self._bench.remembered(keep_as) == value:
            return None

        def hide() -> None:
            self._hidden.add(name)
            if keep_as:
                self._bench.remember(keep_as, value)
            self._told()

        return Info(name, text, tone, action, hide)

    def _bad_end(self, standing: Standing) -> Info | None:
        texts = self._bench.texts
        if not standing.ended_badly:
            return None
        if standing.looked_over:
            text = texts._(
                "Last time this casebook was not closed properly. It was checked: nothing that was saved is lost."
            )
        elif self._checking:
            text = texts._("Last time this casebook was not closed properly. It is being checked while you work.")
        else:
            return None  # the check tells what it found
        return self._bar("bad_end", text, "info", texts._("Hide note"))

    def _risk(self, standing: Standing) -> Info | None:
        texts, risk = self._bench.texts, standing.risk
        if risk is None:
            return None
        from p2i_desktop.services.standing import RISKS

        text = texts._(RISKS[risk.kind]).replace("{name}", risk.service)
        return self._bar("place", text, "warn", texts._("Hide note"), f"place:{self._path}", risk.kind)

    def _clock(self, standing: Standing) -> Info | None:
        texts, newest = self._bench.texts, standing.newest
        if newest is None:
            return None
        text = texts._(
            "The clock of this computer shows {now}, but the newest entry was made on {then}. "
            "Is the clock right? The order of the entries is kept either way."
        ).format(now=texts.date(self._bench.clock.today()), then=texts.date(newest.date()))
        keep_as = f"clock:{self._path}"
        return self._bar("clock", text, "warn", texts._("The clock is right"), keep_as, newest.date().isoformat())

    def _found(self) -> Info | None:
        texts, n = self._bench.texts, len(self._faults)
        if not n:
            return None
        text = texts.ngettext(
            "The check of this casebook found {n} fault. Nothing was changed; keep the file as it is.",
            "The check of this casebook found {n} faults. Nothing was changed; keep the file as it is.",
            n,
        )
        return Info("faults", text, "err", texts._("Show faults"), self._show_faults)

    def _show_faults(self) -> None:
        FaultsFound(self._bench, self._window, self._faults).show()

    # -- the check ---------------------------------------------------------------------------------------------------
    def _take(self, standing: Standing, visit: int) -> None:
        if visit != self._visit:
            return
        self._standing = standing
        self._checking = standing.check_due and not self._bench.passing
        if self._checking:
            self._timer.start(CHECK_AFTER)
        self._told()

    def _go_on(self) -> None:
        if self._bench.desk.waiting:  # the user comes first
            self._timer.start(CHECK_AGAIN)
            return
        visit = self._visit
        self._bench.desk.later(
            lambda office: office.standings.go_on_checking(),
            lambda found: self._checked(found, visit),
            self._failed,
            self,
        )

    def _checked(self, found: Sequence[Fault] | None, visit: int) -> None:
        if visit != self._visit:
            return
        if found is None:
            self._timer.start(CHECK_AGAIN)
            return
        self._checking = False
        self._faults = found
        self._told()

    def _failed(self, _error: Exception) -> None:
        """What keeps the check from reading keeps the user from working too, and is said there; it begins again then."""
        self._timer.start(CHECK_AFTER)
