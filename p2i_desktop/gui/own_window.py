"""Windows of their own: made, dressed and shown in turns, so that no press waits for all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from p2i_desktop.gui.raising import bring_forward
from p2i_desktop.gui.screen import Bench

Step = Callable[[], object]


class Built(Protocol):
    """A window that is too much for one turn: what is done after its making, `dress` where its frame stands."""

    def turns(self, dress: Step) -> list[Step]: ...


def open_in_turns(window: QWidget, bench: Bench) -> None:
    """Builds a window on that was just made, dresses it and brings it to the front; the desk is busy until then."""
    dress = partial(bench.look.dress, window)
    steps = cast(Built, window).turns(dress) if hasattr(type(window), "turns") else [dress]
    for step in (*steps, partial(bring_forward, window)):
        bench.desk.turn(partial(_while_there, window, step))


def _while_there(window: QWidget, step: Step) -> None:
    if isValid(window):
        step()
