"""Answers that decide what is saved: a save that comes sooner waits for them, fingers may be faster than the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from p2i_desktop.gui.desk import Desk

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

T = TypeVar("T")


class Awaited(QObject):
    """`more` says whether something else is on its way, `save` does what was put off, `failed` hears of errors."""

    def __init__(
        self, desk: Desk, more: Callable[[], bool], save: Callable[[bool], None], failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._more, self._save, self._failed = desk, more, save, failed
        self._then_next: bool | None = None  # of the save that waits; None = none does
        self._open = 0  # answers on their way

    def ask(self, work: Callable[[Office], T], then: Callable[[T], None]) -> None:
        """Asks the file for something that a save must wait for."""

        def answered(result: T) -> None:
            then(result)
            self._open -= 1
            self.settle()

        def failed(error: Exception) -> None:
            self._open -= 1
            self._then_next = None
            self._failed(error)

        self._open += 1
        self._desk.ask(work, answered, failed, self)

    def puts_off(self, then_next: bool) -> bool:
        """True when a save must wait; it is done as soon as it need not any more."""
        if self._open or self._more():
            self._then_next = then_next
            return True
        return False

    def settle(self) -> None:
        """Something has come: does the save that waited for it."""
        if self._then_next is not None and not self._open and not self._more():
            waiting, self._then_next = self._then_next, None
            self._save(waiting)
