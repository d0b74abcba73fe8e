"""The full form of a consultation in three blocks (who, what, how it counts); it saves itself field by field."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Consultation, StaffTime
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules.counting import reportable, to_complete, why_not
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.log.co_advisors import CoAdvisors
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

W = TypeVar("W", bound=QWidget)
_TWO_COLUMNS_FROM = 820  # pixels at 100 %
_WIDE = {"who_block": (0, 0, 1, 1), "what_block": (0, 1, 2, 1), "how_block": (1, 0, 1, 1)}
_NARROW = {"who_block": (0, 0, 1, 1), "what_block": (1, 0, 1, 1), "how_block": (2, 0, 1, 1)}
_AFTER_CHANGE = 800  # ms: minutes of co-advisors are saved a moment after the last change


class TalkForm(QFrame):
    """One consultation at a time."""

    saved = Signal(object)  # the consultation as saved

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self._times: list[StaffTime] = []
        self._wide: bool | None = None
        self._wanted = ""
        self._form = bench.form("consultation", self)
        self.sources = DeskSources(bench.desk, self)
        self.conflicts = ConflictBar(bench.look, self)
        self.area = QScrollArea(self)
        self._build()
        self.binder: Binder[Consultation] = Binder(
            self._form, Consultation, lambda: bench.texts, bench.clock.today, self.sources
        )
        self.saver: SelfSaver[Consultation] = SelfSaver(
            bench,
            self.binder,
            "consultation",
            save=lambda office, record, draft, stay: office.advice.save_consultation(record, draft, stay),
            load=lambda office, key: office.advice.consultation(key),
        )
        self.co_advisors = CoAdvisors(self._child(QWidget, "co_advisors"), lambda: bench.texts)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_CHANGE)
        self._soon.timeout.connect(self._save_times)
        self._connect()
        self.clear()
        self.sources.load(self._lists_known)

    def _child(self, kind: type[W], name: str) -> W:
        found = self._form.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def _build(self) -> None:
        look = self.bench.look
        self.setProperty("kind", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.conflicts)
        margin = look.px(16)
        self._form.layout().setContentsMargins(margin, margin, margin, margin)  # type: ignore[union-attr]
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._form)
        column.addWidget(self.area, 1)
        self.setMinimumWidth(look.px(320))
        self._fit()

    def _connect(self) -> None:
        saver, bench = self.saver, self.bench
        saver.saved.connect(self._saved)
        saver.failed.connect(bench.fault)
        saver.conflict.connect(
            lambda fields: self.conflicts.ask(Consultation, fields, bench.texts, saver.settle_conflict)
        )
        self.binder.edited.connect(lambda _name: self._say_counts())
        self.co_advisors.edited.connect(self._soon.start)
        bench.look.changed.connect(self._fit)

    # -- what is shown -----------------------------------------------------------------------------------------------
    @property
    def key(self) -> str:
        """The id of the consultation shown; empty when none is."""
        return self.binder.base.id if self.isEnabled() else ""

    def show_talk(self, consultation_id: str, focus: str = "") -> None:
        """Reads a consultation and shows it, with the focus in a field; one that is gone leaves the form empty."""

        def work(office: "Office") -> tuple[Consultation, list[StaffTime]]:
            return office.advice.consultation(consultation_id), office.advice.staff_times(
                "consultation", consultation_id
            )

        self._wanted = consultation_id
        self.bench.desk.ask(work, lambda found: self._show(found, focus), lambda _error: self.clear(), self)

    def _show(self, found: tuple[Consultation, list[StaffTime]], focus: str) -> None:
        talk, self._times = found
        if talk.id != self._wanted:
            return  # another row was marked meanwhile
        if self.key != talk.id or talk.revision != self.binder.base.revision:
            self._fill(talk)
        if focus:
            self.go_to(focus)

    def _fill(self, talk: Consultation) -> None:
        self.conflicts.hide()
        self.setEnabled(True)
        self.area.show()
        self.saver.show(talk)
        self.co_advisors.set_value([(time.staff or "", time.contact_minutes) for time in self._times])
        self._say_counts()
        self._say_origin()

    def clear(self) -> None:
        """No consultation is marked."""
        self.leave()
        self._wanted = ""
        self.setEnabled(False)
        self.area.hide()
        self.binder.show(Consultation())
        self._child(QLabel, "counts").setText("")
        self._child(QLabel, "origin_line").setText("")

    def leave(self) -> None:
        """Another record comes, or the window closes: what was typed is saved, or kept as a draft."""
        if not self.key:
            return
        if self._soon.isActive():
            self._soon.stop()
            self._save_times()
        self.saver.leave()

    def follow(self) -> None:
        """The consultation changed elsewhere."""
        if self.key:
            self.saver.reread()

    def missing(self) -> tuple[str, ...]:
        """The fields that keep the consultation in "to complete"."""
        return to_complete(self.binder.record) if self.key else ()

    def go_to(self, name: str) -> None:
        """Puts the focus into a field and shows it."""
        widget = self.binder.widget(name)
        self.area.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Words the form in the language that is shown."""
        self.binder.retranslate()
        self.co_advisors.retranslate()
        self._say_counts()
        self._say_origin()

    def _lists_known(self) -> None:
        self.co_advisors.equip(self.sources.choices("StaffMember") or ())
        self.binder.retranslate()

    def _say_counts(self) -> None:
        if not self.key:
            return
        texts, record = self.bench.texts, self.binder.record
        if reportable(record):
            words = texts._("Reportable: this consultation counts.")
        else:
            why = ", ".join(texts.keyed("why_not", reason) for reason in why_not(record))
            words = texts._("Not reportable, because {reasons}.").replace("{reasons}", why)
        self._child(QLabel, "counts").setText(words)

    def _say_origin(self) -> None:
        if self.key:
            texts = self.bench.texts
            origin = texts.label(self.binder.base.origin)
            self._child(QLabel, "origin_line").setText(texts._("Entered by: {origin}").replace("{origin}", origin))

    def _saved(self, record: Consultation) -> None:
        self._say_counts()
        self.saved.emit(record)

    # -- co-advisors ---------------------------------------------------------------------------------------------------
    def _save_times(self) -> None:
        """Each line is a record of its own: changed ones are saved, those that are gone go to the bin."""
        talk, known, wanted = self.binder.base, list(self._times), list(self.co_advisors.value())
        if not self.key:
            return
        changed, gone = _differences(talk, known, wanted)
        for time in changed:
            self._keep_time(time)
        for time in gone:
            self._drop_time(time.id)
        if changed or gone:
            self.bench.desk.ask(
                lambda office: office.advice.staff_times("consultation", talk.id), self._take_times, owner=self
            )

    def _keep_time(self, time: StaffTime) -> None:
        self.bench.desk.do(lambda office: office.advice.save_staff_time(time), initiator=self)

    def _drop_time(self, time_id: str) -> None:
        self.bench.desk.do(lambda office: office.advice.bin("staff_time", time_id), initiator=self)

    def _take_times(self, times: list[StaffTime]) -> None:
        self._times = times

    # -- size --------------------------------------------------------------------------------------------------------
    def _fit(self) -> None:
        look = self.bench.look
        for name in ("note", "advice"):
            lines = 6 if name == "note" else 3
            self._child(QPlainTextEdit, name).setMinimumHeight(round(look.metrics().lineSpacing() * (lines + 0.8)))
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        """Two columns (who and how, what) where there is room, else who, what, how below each other."""
        grid = self._form.layout()
        wide = width >= self.bench.look.px(_TWO_COLUMNS_FROM)
        if not isinstance(grid, QGridLayout) or wide is self._wide:
            return
        self._wide = wide
        places = _WIDE if wide else _NARROW
        for name, place in places.items():
            block = self._child(QWidget, name)
            grid.removeWidget(block)
            grid.addWidget(block, *place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1 if wide else 0)
        grid.setRowStretch(2 if wide else 3, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._arrange(event.size().width())


def _differences(
    talk: Consultation, known: Sequence[StaffTime], wanted: Sequence[tuple[str, int]]
) -> tuple[list[StaffTime], list[StaffTime]]:
    """(rows to save, rows to bin) that make the stored minutes those on screen."""
    by_staff = {time.staff: time for time in known}
    changed: list[StaffTime] = []
    for staff, minutes in wanted:
        old = by_staff.get(staff)
        fresh = old or StaffTime(
            about=About("consultation", talk.id), staff=staff, on=talk.on, programme=talk.programme
        )
        if old is None or old.contact_minutes != minutes:
            changed.append(replace(fresh, contact_minutes=minutes))
    kept = {staff for staff, _ in wanted}
    return changed, [time for time in known if time.staff not in kept]
