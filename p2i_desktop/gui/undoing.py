"""Undo and redo with the names of their steps, in the menu and from the toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.steps import StepName


def step_text(step: StepName, texts: Texts) -> str:
    """The name of a step with its values; what users typed is never read as a format."""
    words = texts.step(step.label)
    if not step.about:
        return words
    return texts._("{step}: {name}").replace("{step}", words).replace("{name}", step.about[0])


def _names(office: Office) -> tuple[StepName | None, StepName | None]:
    return office.steps.undo_label(), office.steps.redo_label()


class Undoing(QObject):
    """Knows the step that undo would take back and the one that redo would do again."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._undo: StepName | None = None
        self._redo: StepName | None = None

    @property
    def can_undo(self) -> bool:
        return self._undo is not None and not self._bench.read_only

    @property
    def can_redo(self) -> bool:
        return self._redo is not None and not self._bench.read_only

    def ask(self) -> None:
        """Asks for the two steps anew."""
        self._bench.desk.ask(_names, self._know, owner=self)

    def forget(self) -> None:
        """Another file: nothing is known."""
        self._know((None, None))

    def texts(self) -> tuple[str, str]:
        """What the menu says: `Undo: log consultation`."""
        texts = self._bench.texts
        undo = texts._(N_("Undo: {step}")).replace("{step}", step_text(self._undo, texts)) if self._undo else ""
        redo = texts._(N_("Redo: {step}")).replace("{step}", step_text(self._redo, texts)) if self._redo else ""
        return undo or texts._("Undo"), redo or texts._("Redo")

    def undo(self) -> None:
        """Takes the last step back and says which."""
        step = self._undo
        if step is None:
            return

        def done(change: Changed | None) -> None:
            texts = self._bench.texts
            said = texts._("Taken back: {step}").replace("{step}", step_text(step, texts))
            self._bench.host.toast(said, actions=((texts._("Redo"), self.redo),))

        self._bench.desk.do(lambda office: office.steps.undo(), done, self, owner=self)

    def redo(self) -> None:
        """Does the step again that was taken back last."""
        step = self._redo
        if step is None:
            return

        def done(change: Changed | None) -> None:
            texts = self._bench.texts
            said = texts._("Done again: {step}").replace("{step}", step_text(step, texts))
            self._bench.host.toast(said, actions=((texts._("Undo"), self.undo),))

        self._bench.desk.do(lambda office: office.steps.redo(), done, self, owner=self)

    def _know(self, names: tuple[StepName | None, StepName | None]) -> None:
        self._undo, self._redo = names
        self.changed.emit()


class FieldUndo(QObject):
    """Lets Ctrl+Z through to the window where a text field has no typing to take back."""

    def watch(self, old: QWidget | None, new: QWidget | None) -> None:
        """Follows the focus (to be connected to `QApplication.focusChanged`)."""
        if isinstance(old, QLineEdit | QPlainTextEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not _can(watched, "undo")
            redo = event.matches(QKeySequence.StandardKey.Redo) and not _can(watched, "redo")
            if undo or redo:
                event.ignore()
                return True
        return False


def _can(field: QObject, verb: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if verb == "undo" else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if verb == "undo" else document.isRedoAvailable()
    return False
