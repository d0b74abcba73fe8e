"""The desk in front of the office: one worker thread does all work on the file, results come back to the window's thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

T = TypeVar("T")
Failed = Callable[[Exception], None]


Progress = Callable[[float], None]


class CancelledError(Exception):
    """The long work was cancelled."""


class ClosedError(Exception):
    """Work was asked for while no file is open."""


@dataclass(eq=False)
class Ticket:
    """A piece of work on its way; a cancelled one is not begun, or its result is dropped."""

    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass(eq=False)
class _Job(Generic[T]):
    work: Callable[[], T]
    then: Callable[[T], object] | None
    failed: Failed | None
    owner: QObject | None
    ticket: Ticket = field(default_factory=Ticket)
    result: T | None = None
    error: Exception | None = None


class Desk(QObject):
    """Work is done in the order of asking, background work when nobody waits; the office lives in the worker only."""

    changed = Signal(object, object)  # Changed, initiator
    failed = Signal(object)  # an error that nobody took
    busy = Signal(bool)
    _done = Signal(object)
    _shares = Signal(object, float, object)

    def __init__(self) -> None:
        super().__init__()
        self._office: Office | None = None
        self._first: deque[_Job[object]] = deque()
        self._later: deque[_Job[object]] = deque()
        self._wake = threading.Condition()
        self._ending = False
        self._pending = 0
        self._long: list[threading.Thread] = []
        self._turns: deque[Callable[[], object]] = deque()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._take_turn)
        self._done.connect(self._deliver)
        self._shares.connect(self._share)
        self._thread = threading.Thread(target=self._run, name="p2i-desk", daemon=True)
        self._thread.start()

    # -- asking ------------------------------------------------------------------------------------------------------
    def open(
        self, make: Callable[[], Office], then: Callable[[Office], object] | None = None, failed: Failed | None = None
    ) -> Ticket:
        """Opens the file in the worker; an office that was open stays open where the new one cannot be opened."""

        def work() -> Office:
            made = make()
            self._close_office()
            self._office = made
            return made

        return self._put(_Job(work, then, failed, None))

    def ask(
        self,
        work: Callable[[Office], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Asks for something the user waits for; `then` gets the answer in the window's thread."""
        return self._put(_Job(lambda: work(self._opened()), then, failed, owner))

    def later(
        self,
        work: Callable[[Office], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """As `ask`, but done only when nothing else waits; keep each piece under 50 ms."""
        return self._put(_Job(lambda: work(self._opened()), then, failed, owner), later=True)

    def do(
        self,
        work: Callable[[Office], Changed | None],
        then: Callable[[Changed | None], object] | None = None,
        initiator: object = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Asks for a change; all who listen to `changed` hear of it once, with who asked; None: nothing was changed."""

        def after(change: Changed | None) -> None:
            if change is not None:
                self.changed.emit(change, initiator)
            if then is not None and _alive(owner):
                then(change)

        return self._put(_Job(lambda: work(self._opened()), after, failed, None))

    def write(
        self,
        work: Callable[[Office], T],
        change_of: Callable[[T], Changed],
        then: Callable[[T], object] | None = None,
        initiator: object = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """As `do`, for verbs whose answer holds the change beside something else."""

        def after(result: T) -> None:
            self.changed.emit(change_of(result), initiator)
            if then is not None and _alive(owner):
                then(result)

        return self._put(_Job(lambda: work(self._opened()), after, failed, None))

    def apart(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Ticket:
        """Long work that does not need the open office (a report over its own reading): beside the worker, one at a time.

        `work` gets a function that takes the share done (0 to 1) and raises CancelledError once the ticket is cancelled.
        """
        job: _Job[T] = _Job(lambda: work(report), then, failed, owner)

        def report(share: float) -> None:
            if job.ticket.cancelled:
                raise CancelledError
            self._shares.emit(progress, share, owner)

        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)
        thread = threading.Thread(target=self._work, args=(job,), name="p2i-long", daemon=True)
        self._long = [*(other for other in self._long if other.is_alive()), thread]
        thread.start()
        return job.ticket

    def turn(self, work: Callable[[], object]) -> None:
        """Work of the window's own thread, in a turn of its own: no press waits for all of it; `settle` waits."""
        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)
        self._turns.append(work)
        self._next.start()

    @property
    def waiting(self) -> bool:
        """Whether anything was asked and is not answered yet."""
        return self._pending > 0

    def settle(self, seconds: float = 30.0) -> None:
        """Runs the event loop until all work is answered (tests, screenshots); TimeoutError after `seconds`."""
        end = time.monotonic() + seconds
        QCoreApplication.processEvents()
        while self._pending:
            if time.monotonic() > end:
                raise TimeoutError("the desk did not settle")
            QCoreApplication.processEvents()
            time.sleep(0.001)
        QCoreApplication.processEvents()

    def close(self) -> None:
        """Ends the worker after all that was asked for is done; only background work that was not begun is dropped."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self._thread.join()
        self._pending -= len(self._later)
        self._later.clear()
        for thread in self._long:
            thread.join()

    # -- the worker --------------------------------------------------------------------------------------------------
    def _opened(self) -> Office:
        if self._office is None:
            raise ClosedError
        return self._office

    def _close_office(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def _put(self, job: _Job[T], later: bool = False) -> Ticket:
        if self._ending:
            return job.ticket  # the window is gone: nobody waits for an answer
        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)
        with self._wake:
            (self._later if later else self._first).append(job)  # type: ignore[arg-type]
            self._wake.notify()
        return job.ticket

    def _run(self) -> None:
        while True:
            with self._wake:
                while not (self._first or self._later or self._ending):
                    self._wake.wait()
                if not self._first and self._ending:
                    break
                job = self._first.popleft() if self._first else self._later.popleft()
            self._work(job)
        self._close_office()

    def _work(self, job: _Job[object]) -> None:
        try:
            if not job.ticket.cancelled:
                job.result = job.work()
        except Exception as error:  # the window decides what an error means
            job.error = error
        self._done.emit(job)

    @staticmethod
    def _share(progress: Callable[[float], None] | None, share: float, owner: QObject | None) -> None:
        if progress is not None and _alive(owner):
            progress(share)

    # -- back in the window's thread ----------------------------------------------------------------------------------
    def _take_turn(self) -> None:
        work = self._turns.popleft()
        if self._turns:
            self._next.start()
        try:
            work()
        finally:
            self._answered()

    def _deliver(self, job: _Job[object]) -> None:
        try:
            self._answer(job)
        finally:
            self._answered()

    def _answered(self) -> None:
        self._pending -= 1
        if self._pending == 0:
            self.busy.emit(False)

    def _answer(self, job: _Job[object]) -> None:
        if job.ticket.cancelled or not _alive(job.owner):
            return
        if job.error is not None:
            if job.failed is not None:
                job.failed(job.error)
            else:
                self.failed.emit(job.error)
        elif job.then is not None:
            job.then(job.result)


def _alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)
