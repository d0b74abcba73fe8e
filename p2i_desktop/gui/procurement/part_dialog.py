"""One part of a procurement in a dialog: a form made from the fields of its record, saved by its own verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.record import Record, field_of
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import Sources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.record_form import record_form
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Conflict, Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

R = TypeVar("R", bound=Record)
_WIDTH = 640  # pixels at 100 %: room for two columns
Save = Callable[["Office", R, str], "Changed"]  # office, record, name of an organisation that is to be made


class PartDialog(NewRecordDialog, Generic[R]):
    """Fields in two columns; a name ending in "*" takes a row of its own.

    `made` names the field whose organisation may be new: what is typed there and unknown is handed to the verb.
    """

    def __init__(
        self, bench: Bench, title: str, record: R, fields: Sequence[str], sources: Sources, parent: QWidget,
        made: str = "",
    ) -> None:  # fmt: skip
        super().__init__(bench.look, bench.texts, title, parent)
        self._bench, self._made = bench, made
        self.setObjectName(f"part_{type(record).__name__}")
        self._specs = [field_of(type(record), entry.rstrip("*")) for entry in fields]
        self.form = record_form(bench.look, type(record), fields, self)
        self._column.addWidget(self.form)
        self.binder: Binder[R] = Binder(self.form, type(record), lambda: bench.texts, bench.clock.today, sources)
        self.binder.show(record)
        self.maker: RecordEntry | None = self.form.findChild(RecordEntry, made) if made else None
        if self.maker is not None:
            self.maker.creates = record.revision == 0

    def run(self, save: Save[R], then: Callable[[], object] | None = None, owner: str = "") -> None:
        """Shows the dialog; `save` is done on Ctrl+Return, and the dialog goes when it was.

        What is typed is kept as a draft: of a new part one for each `owner` (the id of what it belongs to)."""
        self.wanted.connect(lambda: self._save(save, then))
        record = self.binder.base
        self.keep_draft(self._bench, self.objectName(), record.id if record.revision else owner or "new")
        self.start()
        self.setMinimumWidth(self._bench.look.px(_WIDTH))
        empty = (spec.name for spec in self._specs if spec.required and is_empty(self.binder.value(spec.name)))
        first = next(empty, self.binder.names[0])
        self.binder.focus(first)
        field = self.binder.widget(first)
        if isinstance(field, QLineEdit):
            field.selectAll()
        QTimer.singleShot(0, self, self._shrink)

    def _shrink(self) -> None:
        """Two columns need less height than Qt took for one."""
        inside = self.form.parentWidget()
        layout, view = (inside.layout(), inside.parentWidget()) if inside is not None else (None, None)
        if layout is not None and view is not None:
            spare = view.height() - layout.totalHeightForWidth(view.width())
            if spare > 0:
                self.resize(self.width(), self.height() - spare)

    def _save(self, save: Save[R], then: Callable[[], object] | None) -> None:
        typed = self._new_name()
        faults = {name: words for name, words in self.binder.faults().items() if not (typed and name == self._made)}
        self.say("")
        if faults:
            self.binder.show_problems((), faults)
            self.binder.focus(next(iter(faults)))
            return
        record = self.binder.record

        def done(_changed: Changed | None) -> None:
            self.accept()
            if then is not None:
                then()

        self._bench.desk.do(lambda office: save(office, record, typed), done, self, self._refused, self)

    def _new_name(self) -> str:
        """What was typed for an organisation that is not known yet."""
        entry = self.maker
        return entry.text().strip() if entry is not None and entry.creates and entry.value() is None else ""

    def _refused(self, error: Exception) -> None:
        """Rules are shown beside their fields; of two versions the other one comes in where nothing was typed."""
        if isinstance(error, Conflict) and isinstance(error.theirs, self.binder.record_type):
            self.binder.rebase(error.theirs)
        elif isinstance(error, Refused):
            told = [problem for problem in error.problems if problem.field in self.binder.names]
            self.binder.show_problems(told, [name for name in self.binder.names if not self._is_new(name)])
            wrong = self.binder.first_wrong()
            if wrong is not None:
                self.binder.focus(wrong)
            rest = [problem for problem in error.problems if problem not in told]
            self.say(sentence(Refused(rest), self._bench.texts) or "" if rest else "")
            return
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self.say(words)

    def _is_new(self, name: str) -> bool:
        return name == self._made and bool(self._new_name())
