"""Our own bugs: caught wherever they arise, counted, written as a report of an allow-list, told without blocking."""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QTimer, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop import __version__
from p2i_desktop.clock import Clock
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

KEPT_REPORTS = 20
LAST_COMMANDS = 20
DIALOG_EVERY = 60.0  # seconds
HANGS_AFTER = 5  # seconds without a heartbeat of the window
_PACKAGE = Path(__file__).resolve().parents[1]
_QUIET = ("propagateSizeHints", "This plugin does not support")


def where(frames: TracebackType | None) -> list[str]:
    """File inside the package, line and function of each step; files of others by their name only. No values."""
    lines = []
    for frame in traceback.extract_tb(frames):
        path = Path(frame.filename)
        try:
            name = path.resolve().relative_to(_PACKAGE.parent).as_posix()
        except ValueError:
            name = path.name
        lines.append(f"{name}:{frame.lineno} {frame.name}")
    return lines


class Faults(QObject):
    """The last net under the window; the texts of errors are left out because they may hold data."""

    found = Signal(str)  # a report that was written

    def __init__(self, folder: Path, clock: Clock, language: Callable[[], str]) -> None:
        super().__init__()
        self._folder = folder / "crash-reports"
        self._clock = clock
        self._language = language
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._commands: deque[str] = deque(maxlen=LAST_COMMANDS)
        self._note: TextIO | None = None
        self._old = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._heart = QTimer(self)
        self._heart.setInterval(1000)
        self._heart.timeout.connect(self._beat)

    def install(self) -> None:
        """Hooks of the process; once, by the program with a window."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._note = (self._folder / "last-crash.txt").open("w", encoding="utf-8")
        faulthandler.enable(self._note, all_threads=True)
        sys.excepthook = self._main
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_traceback)
        sys.unraisablehook = lambda args: self.take(args.exc_type, args.exc_traceback)
        qInstallMessageHandler(self._qt)
        self._heart.start()

    def remove(self) -> None:
        """Puts the hooks of the process back: a clean end."""
        self._heart.stop()
        faulthandler.cancel_dump_traceback_later()
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._old
        if self._note is not None:
            faulthandler.disable()
            self._note.close()
            self._note = None

    def remember_command(self, name: str) -> None:
        """The ids of the last commands stand in the report."""
        self._commands.append(name)

    def take(self, kind: type[BaseException] | None, frames: TracebackType | None) -> None:
        """Counts a bug; the first of its kind and place is written down and told."""
        name = kind.__name__ if kind else "unknown"
        steps = where(frames)
        key = (name, *steps[-1:])
        self._seen[key] += 1
        if self._seen[key] == 1:
            report = self.report(name, steps, self._clock.now())
            self._write(report)
            self.found.emit(report)

    def report(self, kind: str, steps: list[str], at: datetime) -> str:
        """The report: versions, system, language, place of the fault, last commands; no data, no names, no paths."""
        head = [
            f"P2I Desktop {__version__}",
            f"Time {at.strftime('%Y-%m-%d %H:%M:%S')} UTC",
            f"Qt {qVersion()}, Python {platform.python_version()}",
            f"{platform.system()} {platform.release()} {platform.machine()}, language {self._language()}",
            f"Error {kind}",
        ]
        return (
            "\n".join([*head, *(f"  {step}" for step in steps), f"Last commands: {', '.join(self._commands)}"]) + "\n"
        )

    def _main(self, kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old[0](kind, error, frames)
        else:
            self.take(kind, frames)

    def _qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) and not any(part in text for part in _QUIET):
            self._seen[("Qt", str(context.file), str(context.line))] += 1

    def _beat(self) -> None:
        if self._note is not None:
            faulthandler.dump_traceback_later(HANGS_AFTER, exit=False, file=self._note)

    def _write(self, report: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = self._clock.now().strftime("%Y%m%d-%H%M%S-%f.txt")
            (self._folder / name).write_text(report, encoding="utf-8")
            for old in sorted(self._folder.glob("2*.txt"))[:-KEPT_REPORTS]:
                old.unlink()
        except OSError:
            return  # the report is still shown; a full disk must not make a second fault of the first


class FaultDialogs(QObject):
    """Tells of a fault in a window that does not block; at most one a minute."""

    def __init__(self, parent: QWidget, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._look = look
        self._texts = texts
        self._last = -DIALOG_EVERY

    def tell(self, report: str) -> None:
        """Shows a report."""
        now = time.monotonic()
        if now - self._last >= DIALOG_EVERY:
            self._last = now
            FaultDialog(self._parent, self._look, self._texts(), report).show()


class FaultDialog(QDialog):
    """What happened, what is safe, and the report to copy."""

    def __init__(self, parent: QWidget, look: Look, texts: Texts, report: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts._("A fault of the program"))
        said = QLabel(self)
        said.setWordWrap(True)
        said.setText(
            texts._(
                "The program made a fault of its own. What was saved is safe, and drafts are kept. "
                "The report below holds no data of yours; it is on this computer only."
            )
        )
        shown = QPlainTextEdit(self)
        shown.setReadOnly(True)
        shown.setPlainText(report)
        shown.setAccessibleName(texts._("Report"))
        copy, close = QPushButton(texts._("Copy the report"), self), QPushButton(texts._("Go on working"), self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close.clicked.connect(self.close)
        close.setProperty("kind", "primary")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        column = QVBoxLayout(self)
        side = look.px(20)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.px(12))
        for widget in (said, shown):
            column.addWidget(widget)
        column.addLayout(row)
        self.resize(look.px(640), look.px(420))
