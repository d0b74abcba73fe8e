"""Windows of their own: made, dressed and shown in turns, so that no press waits for all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from p2i_desktop.gui.raising import bring_forward
from p2i_desktop.gui.screen import Bench

Step = Callable[[], object]


class Built(Protocol):
    """A window that is too much for one turn: what is done after its making, `dress` where its frame stands."""

    def turns(self, dress: Step) -> list[Step]: ...


@runtime_checkable
class Marks(Protocol):
    """A window that can show one of its rows."""

    def go_to(self, row_id: str) -> None: ...


def mark_row(window: object, row_id: str) -> None:
    """Lets a window show one of its rows, where it can."""
    if row_id and isinstance(window, Marks):
        window.go_to(row_id)


def open_in_turns(window: QWidget, bench: Bench) -> None:
    """Builds a window on that was just made, dresses it and brings it to the front; the desk is busy until then."""
    dress = partial(bench.look.dress, window)
    steps = cast(Built, window).turns(dress) if hasattr(type(window), "turns") else [dress]
    watch = _Watch(window)
    for step in (*steps, partial(bring_forward, window)):
        bench.desk.turn(partial(_while_there, watch, step))


class _Watch(QObject):
    """Knows whether a window was closed: it is not gone at once, and must not come to the front."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.closed = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.closed |= event.type() is QEvent.Type.Close
        return False


def _while_there(watch: _Watch, step: Step) -> None:
    if isValid(watch) and not watch.closed:
        step()
