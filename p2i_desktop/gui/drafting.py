"""Nothing typed is lost: drafts on disk within a second of the last key, and forms that save themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from p2i_desktop.domain.record import Record, new_id
from p2i_desktop.domain.rules import Problem
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.errors import Conflict, Refused
from p2i_desktop.services.packing import packed, unpacked

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

R = TypeVar("R", bound=Record)
Payload = Mapping[str, object]
AFTER_LAST_KEY = 800  # ms; with the worker's few ms the draft is on disk within a second
WHILE_TYPING = 3000  # ms at most between two drafts while typing goes on


class DraftKeeper(QObject):
    """Keeps what stands in one form: `touch` at each edit, `keep` on leaving, closing and shutdown.

    `payload` gives the plain values to keep, None when there is nothing worth keeping.
    """

    kept = Signal(object)  # the instant at which the draft was on disk
    failed = Signal(object)  # the error that kept it from the disk

    def __init__(
        self, bench: Bench, form: str, key: str, payload: Callable[[], Payload | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.form, self.key, self.base_revision = form, key, 0
        self._bench = bench
        self._payload = payload
        self._dirty = False
        self._on_disk = False
        self._last = QTimer(self)
        self._last.setSingleShot(True)
        self._last.setInterval(AFTER_LAST_KEY)
        self._last.timeout.connect(self.keep)
        self._most = QTimer(self)
        self._most.setSingleShot(True)
        self._most.setInterval(WHILE_TYPING)
        self._most.timeout.connect(self.keep)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not on disk yet."""
        return self._dirty

    @property
    def on_disk(self) -> bool:
        """Whether a draft of this form lies in the file, or is on its way there."""
        return self._on_disk

    def touch(self) -> None:
        """The user changed something."""
        self._dirty = True
        self._last.start()
        if not self._most.isActive():
            self._most.start()

    def keep(self) -> bool:
        """Hands the draft to the worker now; False when there is nothing to keep."""
        self._stop()
        was_dirty, self._dirty = self._dirty, False
        payload = self._payload() if was_dirty else None
        if payload is None:
            if was_dirty:
                self.drop()  # what was typed was taken back by hand: it does not come again
            return False
        form, key, base, values = self.form, self.key, self.base_revision, dict(payload)
        self._on_disk = True
        self._bench.desk.ask(
            lambda office: office.drafts.save(form, key, base, values), self._written, self._not_written, self
        )
        return True

    def forget(self) -> None:
        """The record was saved, and its draft with it."""
        self._stop()
        self._dirty = self._on_disk = False

    def drop(self) -> None:
        """Discards the draft for good."""
        form, key, was = self.form, self.key, self._on_disk
        self.forget()
        if was:
            self._bench.desk.ask(lambda office: office.drafts.drop(form, key))

    def adopt(self, key: str, base_revision: int) -> None:
        """Goes on with a draft that lies on disk already."""
        self.forget()
        self.key, self.base_revision, self._on_disk = key, base_revision, True

    def start(self, key: str, base_revision: int = 0) -> None:
        """Another record, without a draft so far."""
        self.forget()
        self.key, self.base_revision = key, base_revision

    def _stop(self) -> None:
        self._last.stop()
        self._most.stop()

    def _written(self, _nothing: None) -> None:
        self.kept.emit(self._bench.clock.now())

    def _not_written(self, error: Exception) -> None:
        self._dirty = True
        self.failed.emit(error)


class SelfSaver(QObject, Generic[R]):
    """A form whose record saves itself when a field is left and passes its rules; else a draft holds it.

    `save(office, record, draft, stay)` is the verb; the fields saved while one record stays open are one undo each.
    `load(office, id)` gives the record as it is in the file.
    """

    saved = Signal(object)  # the record as saved
    shown = Signal(object)  # warnings and refusals: list[Problem]
    failed = Signal(object)  # an error of the environment; what was typed stays in the form
    conflict = Signal(object)  # list of (field, mine, theirs)

    def __init__(
        self,
        bench: Bench,
        binder: Binder[R],
        form: str,
        save: "Callable[[Office, R, tuple[str, str], str], Changed]",
        load: "Callable[[Office, str], R]",
    ) -> None:
        super().__init__(binder)
        self._bench = bench
        self._binder = binder
        self._save, self._load = save, load
        self._saving = self._again = False
        self._visit = 0  # answers to what was asked for another record are no longer about the form
        self._stay = new_id()
        self._gone = False  # what was typed is on its way already: the focus that leaves now has nothing to save
        self.read_only = False
        self.drafts = DraftKeeper(bench, form, "", self._payload, self)
        self.drafts.failed.connect(self.failed)
        binder.edited.connect(self._edited)
        binder.left.connect(self._left)

    def show(self, record: R) -> None:
        """Fills the form, with the draft of this record where one was kept."""
        self.leave()
        self._visit += 1
        self._saving = self._again = self._gone = False
        self._stay = new_id()
        self._binder.show(record)
        self.read_only = self._bench.read_only
        self._binder.set_read_only(self.read_only)
        self.drafts.start(record.id, record.revision)
        form, visit = self.drafts.form, self._visit
        self._bench.desk.ask(
            lambda office: office.drafts.get(form, record.id), lambda draft: self._take_draft(draft, visit), owner=self
        )

    def _edited(self, _name: str) -> None:
        self._gone = False
        self.drafts.touch()

    def leave(self) -> None:
        """The form goes away or shows another record: what was typed is saved, or kept as a draft."""
        binder = self._binder
        names = binder.changed_fields()
        if self.read_only or not (names or binder.faults()):
            return
        self.drafts.touch()
        self.drafts.keep()
        self._gone = True
        if binder.faults():
            return
        record, draft, stay = binder.record, (self.drafts.form, self.drafts.key), self._stay

        def work(office: "Office") -> "tuple[Changed, R]":
            now = self._load(office, record.id)  # a save that is on its way has made another revision by then
            changed = self._save(office, replace(now, **{name: getattr(record, name) for name in names}), draft, stay)
            return changed, self._load(office, record.id)

        def done(result: "tuple[Changed, R]") -> None:
            if isValid(self):
                self.saved.emit(result[1])

        self._bench.desk.write(work, lambda result: result[0], done, self, self._left_behind, self)

    def _left_behind(self, error: Exception) -> None:
        """A record that could not be saved on leaving lies in its draft."""
        if isValid(self) and not isinstance(error, Refused):
            self.failed.emit(error)

    def reread(self) -> None:
        """The record changed elsewhere: fields that nobody is changing follow."""
        record_id = self._binder.base.id
        self._bench.desk.ask(lambda office: self._load(office, record_id), self._follow, self._left_behind, self)

    def save_now(self) -> None:
        """Saves what is on screen, if it differs and every text is a value."""
        if self._gone:
            return
        if self.read_only or self._binder.faults() or not self._binder.changed_fields():
            self._binder.show_problems((), self._binder.faults())
            return
        if self._saving:
            self._again = True
            return
        self._saving = True
        record, draft, stay = self._binder.record, (self.drafts.form, self.drafts.key), self._stay

        def work(office: "Office") -> "tuple[Changed, R, list[Problem]]":
            changed = self._save(office, record, draft, stay)
            fresh = self._load(office, record.id)
            return changed, fresh, office.advice.problems(fresh)

        visit = self._visit
        self._bench.desk.write(
            work, lambda result: result[0], lambda result: self._done(result, visit), self,
            lambda error: self._refused(error, visit), self,
        )  # fmt: skip

    def _payload(self) -> Payload | None:
        binder = self._binder
        if not binder.changed_fields() and not binder.faults():
            return None
        return {"record": packed(binder.record), "base": packed(binder.base)}

    def _left(self, name: str) -> None:
        self._binder.show_problems((), [name] if self._binder.fault(name) else [])
        self._stay = new_id() if not self._saving else self._stay
        self.save_now()

    def _take_draft(self, draft: object, visit: int) -> None:
        payload = getattr(draft, "payload", None)
        if visit != self._visit or not isinstance(payload, Mapping) or "record" not in payload:
            return
        kept = unpacked(self._binder.record_type, payload["record"])
        base = unpacked(self._binder.record_type, payload.get("base", payload["record"]))
        self.drafts.adopt(self.drafts.key, self._binder.base.revision)
        for name in self._binder.names:
            if getattr(kept, name) != getattr(base, name):
                self._binder.fill(name, getattr(kept, name))
        saved_at = getattr(draft, "saved_at", None)
        if isinstance(saved_at, datetime):
            self.drafts.kept.emit(saved_at)

    def _done(self, result: "tuple[Changed, R, list[Problem]]", visit: int) -> None:
        _, fresh, problems = result
        if not isValid(self):
            return
        if visit != self._visit:
            self.saved.emit(fresh)
            return
        self._saving = False
        self._binder.rebase(fresh)
        self.drafts.start(fresh.id, fresh.revision)
        self._binder.show_problems(problems)
        self.saved.emit(fresh)
        self.shown.emit(problems)
        self._go_on()

    def _go_on(self) -> None:
        again, self._again = self._again, False
        if self._binder.changed_fields():
            self.drafts.touch()
            if again:
                self.save_now()

    def _refused(self, error: Exception, visit: int) -> None:
        if not isValid(self) or visit != self._visit:
            self._left_behind(error)
            return
        self._saving = self._again = False
        self.drafts.touch()
        self.drafts.keep()
        if isinstance(error, Refused):
            self._binder.show_problems(error.problems)
            self.shown.emit(error.problems)
        elif isinstance(error, Conflict) and isinstance(error.theirs, self._binder.record_type):
            self._meet(error.theirs)
        else:
            self.failed.emit(error)

    def _follow(self, fresh: R) -> None:
        same = fresh.id == self._binder.base.id
        if same and fresh.revision != self._binder.base.revision and not self._saving:
            self._meet(fresh)

    def _meet(self, theirs: R) -> None:
        """Two versions: what only one side changed goes together; a field that both changed is shown with both."""
        binder = self._binder
        base, mine = binder.base, binder.record
        both = [
            (name, getattr(mine, name), getattr(theirs, name))
            for name in binder.changed_fields()
            if getattr(theirs, name) not in (getattr(base, name), getattr(mine, name))
        ]
        binder.rebase(theirs)
        self.drafts.base_revision = theirs.revision
        if both:
            self.conflict.emit(both)
        elif binder.changed_fields():
            self.save_now()

    def settle_conflict(self, name: str, value: object) -> None:
        """The user decided for one of two values."""
        self._binder.fill(name, value)
        self.save_now()
