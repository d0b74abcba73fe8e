"""The quick log (Ctrl+L): one call, from anywhere, in at most eight presses plus the note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import CaseStatus, Consultation
from p2i_desktop.domain.record import new_id
from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.fields.sources import short_lists
from p2i_desktop.gui.log import callers
from p2i_desktop.gui.log.callers import Context, Known
from p2i_desktop.gui.log.draft_menu import DraftMenu
from p2i_desktop.gui.log.form import LogForm
from p2i_desktop.gui.log.sources import LogSources
from p2i_desktop.gui.log.talks import LastTalks
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.advice import QUICK_LOG, Logged
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")
_WIDE, _NARROW = 900, 720  # at 100 %: with the last talks beside the form, or below it
_NOTE_LINES = 6.5
_MORE = "quick_log.more"


@dataclass(frozen=True)
class Opening:
    """What the dialog is told once it stands open."""

    context: Context
    staff: dict[str, tuple[str, str]]
    programmes: list[tuple[object, str]]
    drafts: list[Any]
    old: list[Any]
    rounding: int


def open_quick_log(
    bench: Bench, parent: QWidget, case: str | None = None, organisation: str | None = None, contact: str | None = None
) -> "QuickLog":
    """The dialog, filled in where something is given; the caller shows it."""
    return QuickLog(bench, parent, case, organisation, contact)


class QuickLog(QDialog):
    """Typing goes into a draft, saving makes one step; closing never asks and never loses."""

    def __init__(
        self, bench: Bench, parent: QWidget | None, case: str | None, organisation: str | None, contact: str | None
    ) -> None:
        super().__init__(parent)
        self.bench = bench
        self._given = (case, organisation, contact)
        self._opened_at = bench.clock.now()
        self._saving = False
        self._save_next: bool | None = None  # a save that waits for answers which decide what is saved
        self._awaited = 0  # such answers on their way
        self._drafts: list[Any] = []
        self._old: list[Any] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setObjectName("quickLog")
        self._view = bench.form("quick_log", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._view)
        self.sources = LogSources(bench.desk, self)
        self.form = LogForm(self._view, bench, self.sources)
        self.talks = LastTalks(self._child(QFrame, "talks"), bench)
        self.keeper = DraftKeeper(bench, QUICK_LOG, "", self.form.payload, self)
        self._menu = DraftMenu(self._child(QPushButton, "drafts"), bench)
        self._pulse = QTimer(self)
        self._pulse.setInterval(1000)
        self._connect()
        self._shortcuts()
        self._fresh()
        self._show_more(bench.remembered(_MORE) == "1")
        self._retranslate()
        self._fit()
        self._await(self._look_up, self._told)

    def _await(self, work: "Callable[[Office], T]", then: Callable[[T], None]) -> None:
        """Asks for something that a save must wait for: fingers may be faster than the file."""

        def answered(result: T) -> None:
            then(result)
            self._awaited -= 1
            self._settled()

        def failed(error: Exception) -> None:
            self._awaited -= 1
            self._save_next = None
            self._refused(error)

        self._awaited += 1
        self.bench.desk.ask(work, answered, failed, self)

    def _child(self, kind: type[W], name: str) -> W:
        found = self._view.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def _connect(self) -> None:
        form = self.form
        form.edited.connect(self._edited)
        form.caller.connect(self._caller_known)
        form.case_changed.connect(self._case_changed)
        form.binder.left.connect(self._left)
        form.who.equip(self.bench.texts, self._search)
        form.who.leaving.connect(self._to_note)
        form.who.settled.connect(self._settled)
        self.keeper.kept.connect(self._draft_kept)
        self.keeper.failed.connect(self._not_kept)
        self._pulse.timeout.connect(self._tick)
        self._pulse.start()
        self.bench.timer.ticked.connect(self._tick)
        self.bench.look.changed.connect(self._looks_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(lambda _manager: self.keeper.keep())
        self._child(QPushButton, "save_button").clicked.connect(lambda: self.save())
        self._child(QPushButton, "next_button").clicked.connect(lambda: self.save(then_next=True))
        self._child(QPushButton, "cancel_button").clicked.connect(self.reject)
        self._child(QPushButton, "more_button").toggled.connect(self._show_more)

    def _shortcuts(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+Return", self.save), ("Ctrl+Enter", self.save),
            ("Ctrl+Shift+Return", lambda: self.save(then_next=True)),
            ("Ctrl+Shift+Enter", lambda: self.save(then_next=True)),
            ("Ctrl+S", self._keep_now), ("Ctrl+J", self._toggle_timer),
        )  # fmt: skip
        for key, run in keys:
            QShortcut(QKeySequence(key), self).activated.connect(run)

    # -- opening -----------------------------------------------------------------------------------------------------
    def _fresh(self) -> None:
        case, organisation, contact = self._given
        blank = Consultation(on=self.bench.clock.today(), case=case)
        self.form.start(blank)
        self.keeper.start(f"new-{new_id()}")
        self._opened_at = self.bench.clock.now()
        focus = self.form.note if case or organisation or contact else self.form.who
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick()

    def _look_up(self, office: "Office") -> Opening:
        staff, programmes = short_lists(office)
        drafts = sorted(office.drafts.of(QUICK_LOG), key=lambda draft: draft.saved_at, reverse=True)
        old = {draft.key for draft in office.drafts.old()}
        return Opening(
            callers.context(office, *self._given), staff, programmes, drafts,
            [draft for draft in drafts if draft.key in old], office.centre.settings().timer_rounding,
        )  # fmt: skip

    def _told(self, opening: Opening) -> None:
        self.sources.take((opening.staff, opening.programmes))
        self.form.minutes.step = opening.rounding
        self._drafts, self._old = opening.drafts, opening.old
        self.form.retranslate()
        given = any(self._given)
        untouched = self.form.is_empty()
        self.form.take_context(opening.context, caller=given)
        if given:
            self.talks.show(opening.context.known.title, opening.context.talks)
        elif untouched and self._drafts:
            self._go_on(self._drafts[0])
        self._list_drafts()
        self._tick()

    def _search(self, text: str, then: Callable[[Sequence[Any]], None]) -> None:
        texts = self.bench.texts
        self.bench.desk.ask(
            lambda office: callers.hits(office, text),
            lambda found: then([callers.hit_of(caller, texts) for caller in found]),
            owner=self,
        )

    # -- what happens in the form --------------------------------------------------------------------------------------
    def _to_note(self) -> None:
        self.form.note.setFocus(Qt.FocusReason.TabFocusReason)

    def _settled(self) -> None:
        if self._save_next is not None and not self._awaited and not self.form.who.outstanding:
            waiting, self._save_next = self._save_next, None
            self.save(then_next=waiting)

    def _edited(self) -> None:
        self.keeper.touch()
        self._say_counts()
        self._say_error("")

    def _caller_known(self, known: Known) -> None:
        self.keeper.touch()
        self._say_counts()
        organisation, contact = known.organisation_id or None, known.contact_id or None
        if organisation is None and contact is None:
            self.talks.show("", None)
            return

        def work(office: "Office") -> Context:
            return callers.context(office, None, organisation, contact)

        def then(context: Context) -> None:
            if self.form.known == known:
                self.form.take_context(context)
                self._case_changed(self.form.case.value())
                self.talks.show(known.title, context.talks)

        self._await(work, then)

    def _case_changed(self, case: object) -> None:
        case_id = str(case) if case else None
        self._await(lambda office: office.advice.type_for(case_id), self.form.take_type)

    def _left(self, name: str) -> None:
        """The rules speak when a field is left, about that field."""
        if self.form.is_empty() or self._saving:
            return
        entry = self.form.entry()
        self.bench.desk.ask(
            lambda office: office.advice.problems_of_entry(entry),
            lambda problems: self.form.show_problems(problems, [name]),
            owner=self,
        )

    # -- saving ------------------------------------------------------------------------------------------------------
    def save(self, then_next: bool = False) -> None:
        """Saves the call with all that belongs to it as one step; what is missing is said beside its field."""
        if self._saving:
            return
        if self.form.who.outstanding or self._awaited:
            self._save_next = then_next
            return
        faults = self.form.faults()
        if faults:
            self._show_faults(faults)
            return
        self._tick()
        self._saving = True
        entry = self.form.entry(self.keeper.key)
        self.bench.desk.write(
            lambda office: office.advice.log(entry), lambda logged: logged.changed,
            lambda logged: self._saved(logged, then_next), self, self._refused, self,
        )  # fmt: skip

    def _saved(self, logged: Logged, then_next: bool) -> None:
        self._saving = False
        self.keeper.forget()
        record = self.form.record()
        self.bench.update(last_channel=str(record.channel), last_topics=tuple(sorted(record.topics)))
        if self.bench.timer.running:
            self.bench.timer.stop()
        texts = self.bench.texts
        words = " ".join([texts._("Consultation saved."), *(texts.message(problem) for problem in logged.problems)])
        if logged.offer_in_progress:
            offer = (texts._("Set the case in progress"), lambda: self._set_in_progress(logged.offer_in_progress))
            self.bench.toast(words, True, (offer,))
        else:
            self.bench.toast(words, True)
        if then_next:
            self._next(record)
        else:
            self.accept()

    def _set_in_progress(self, case_id: str) -> None:
        today = self.bench.clock.today()
        self.bench.desk.do(lambda office: office.advice.set_status(case_id, CaseStatus.IN_PROGRESS, today, ""))

    def _next(self, last: Consultation) -> None:
        """Another call: date, channel and advisor stay."""
        self._given = (None, None, None)
        self._fresh()
        for name in ("on", "channel", "advisor", "programme"):
            self.form.binder.fill(name, getattr(last, name))
        self.talks.show("", None)
        self._list_drafts()
        self._say_counts()
        self._child(QLabel, "draft_state").setText(self.bench.texts._("Saved. Next call."))

    def _refused(self, error: Exception) -> None:
        self._saving = False
        self.keeper.touch()
        self.keeper.keep()
        if isinstance(error, Refused):
            self.form.show_problems(error.problems)
            self._focus_problem(error)
            return
        words = sentence(error, self.bench.texts)
        if words is None:
            self.bench.fault(error)
            return
        self._say_error(words)

    def _focus_problem(self, error: Refused) -> None:
        texts = self.bench.texts
        wrong = self.form.binder.first_wrong()
        about_who = any(problem.field in ("organisation", "legal_name") for problem in error.problems)
        if about_who or wrong is None:
            self.form.who.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._reveal(self.form.binder.widget(wrong))
        shown = set(self.form.binder.names) | {"organisation", "legal_name"}
        rest = [texts.message(problem) for problem in error.problems if problem.field not in shown]
        self._say_error(" ".join(rest))
        self.bench.announce(self, texts.ngettext("{n} field to correct", "{n} fields to correct", len(error.problems)))

    def _show_faults(self, faults: Sequence[tuple[QWidget, str]]) -> None:
        self.form.show_problems((), [])
        self.form.binder.show_problems((), self.form.binder.faults())
        for widget, words in faults:
            self.form.say_fault(widget, words)
        first, words = faults[0]
        self._reveal(first)
        self._say_error(words if first is self.form.follow_up else "")
        texts = self.bench.texts
        self.bench.announce(self, texts.ngettext("{n} field to correct", "{n} fields to correct", len(faults)))
        if first is cast(QWidget, self.form.who):
            self.form.who.search()  # the list opens again: a line of it is what is missing

    def _reveal(self, widget: QWidget) -> None:
        if self._child(QWidget, "more").isAncestorOf(widget):
            self._child(QPushButton, "more_button").setChecked(True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._child(QScrollArea, "scroll").ensureWidgetVisible(widget)

    # -- drafts ------------------------------------------------------------------------------------------------------
    def _keep_now(self) -> None:
        self.keeper.touch()
        self.keeper.keep()

    def _draft_kept(self, at: datetime) -> None:
        texts = self.bench.texts
        words = texts._("Draft kept {time}").replace("{time}", texts.time(at.astimezone().time()))
        self._child(QLabel, "draft_state").setText(words)

    def _not_kept(self, error: Exception) -> None:
        words = sentence(error, self.bench.texts)
        if words is not None:
            self._say_error(words)

    def _list_drafts(self) -> None:
        others = [draft for draft in self._drafts if draft.key != self.keeper.key]
        old = [draft for draft in self._old if draft.key != self.keeper.key]
        self._menu.show(others, old, self._go_on, self._start_empty, self._discard, self._discard_old)
        on_disk = any(draft.key == self.keeper.key for draft in self._drafts)
        if on_disk:
            self._child(QPushButton, "drafts").show()

    def _go_on(self, draft: Any) -> None:
        self.keeper.keep()
        self.form.restore(draft.payload)
        self.keeper.adopt(draft.key, draft.base_revision)
        self._draft_kept(draft.saved_at)
        self._list_drafts()
        self._say_counts()
        known = self.form.known
        self._talks_of(known)
        focus = self.form.note if known.title or self.form.new_name else self.form.who
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _talks_of(self, known: Known) -> None:
        organisation, contact = known.organisation_id, known.contact_id
        if not organisation and not contact:
            self.talks.show("", None)
            return
        self.bench.desk.ask(
            lambda office: list(office.finding.last_talks(organisation, contact)),
            lambda talks: self.talks.show(known.title, talks),
            owner=self,
        )

    def _start_empty(self) -> None:
        self.keeper.keep()
        self._given = (None, None, None)
        self._fresh()
        self.talks.show("", None)
        self._child(QLabel, "draft_state").setText("")
        self._await(self._look_up, self._known_again)

    def _known_again(self, opening: Opening) -> None:
        self._drafts, self._old = opening.drafts, opening.old
        self.form.take_context(opening.context)
        self._list_drafts()

    def _discard(self) -> None:
        key = self.keeper.key
        self.keeper.drop()
        self._drafts = [draft for draft in self._drafts if draft.key != key]
        self._start_empty()

    def _discard_old(self) -> None:
        keys = [draft.key for draft in self._old]

        def work(office: "Office") -> None:
            for key in keys:
                office.drafts.drop(QUICK_LOG, key)

        self._drafts = [draft for draft in self._drafts if draft.key not in keys]
        self._old = []
        self.bench.desk.ask(work)
        self._list_drafts()

    def reject(self) -> None:
        """Esc: the draft is kept, nothing is asked."""
        self._put_away()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is the same as Esc."""
        self._put_away()
        super().closeEvent(event)

    def _put_away(self) -> None:
        if self.keeper.keep():
            self.bench.toast(self.bench.texts._("Draft kept. Ctrl+L brings it back."))

    # -- words, clock, size --------------------------------------------------------------------------------------------
    def _toggle_timer(self) -> None:
        timer = self.bench.timer
        if timer.running:
            timer.stop()
        else:
            timer.start()
            self.form.minutes.start()

    def _tick(self) -> None:
        timer = self.bench.timer
        passed = timer.seconds() if timer.running else (self.bench.clock.now() - self._opened_at).total_seconds()
        seconds = max(0, int(passed))
        clock = self._child(QLabel, "clock")
        clock.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        clock.setVisible(self.form.minutes.running)
        if self.form.minutes.tick(seconds):
            self._say_counts()

    def _say_counts(self) -> None:
        texts = self.bench.texts
        counts, reasons = self.form.counts()
        if counts:
            words = texts._("Counts: yes")
        else:
            why = ", ".join(texts.keyed("why_not", key) for key in reasons)
            words = texts._("Counts: no, because {reasons}").replace("{reasons}", why)
        self._child(QLabel, "counts").setText(words)

    def _say_error(self, words: str) -> None:
        label = self._child(QLabel, "error")
        label.setText(words)
        label.setVisible(bool(words))
        if words:
            self.bench.announce(label, words)

    def _show_more(self, on: bool) -> None:
        self._child(QWidget, "more").setVisible(on)
        button = self._child(QPushButton, "more_button")
        if button.isChecked() != on:
            button.setChecked(on)
        button.setProperty("icon_name", "chevron-down" if on else "chevron-right")
        self.bench.look.dress(button)
        self.bench.remember(_MORE, "1" if on else "0")
        self._fit()

    def _retranslate(self) -> None:
        texts = self.bench.texts
        self.setWindowTitle(texts._("Log consultation"))
        for name, key in (
            ("save_button", "Ctrl+Return"),
            ("next_button", "Ctrl+Shift+Return"),
            ("cancel_button", "Esc"),
        ):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            self._child(QPushButton, name).setToolTip(f"<span>{shown}</span>")
        self._child(QLabel, "error").hide()
        self._say_counts()

    def changeEvent(self, event: QEvent) -> None:
        """Another language while the dialog stands open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "form"):
            self.form.retranslate()
            self.talks.refresh()
            self._retranslate()

    def _looks_changed(self) -> None:
        self.bench.look.dress(self)
        self.talks.refresh()
        self._fit()

    def _fit(self) -> None:
        """As large as the content, never larger than the screen (or than the window in front of which it opens)."""
        look, room = self.bench.look, self._room()
        wide = look.px(_WIDE) <= room.width() - look.px(40)
        width = min(look.px(_WIDE if wide else _NARROW), room.width() - 16)
        self._arrange(wide)
        inner = self._child(QWidget, "body").layout()
        if inner is None:
            return
        self.form.note.setMinimumHeight(round(look.metrics().lineSpacing() * _NOTE_LINES))
        self._view.ensurePolished()
        for layout in (self._child(QWidget, "entry").layout(), inner):
            if layout is not None:
                layout.invalidate()
                layout.activate()
        needed = max(inner.sizeHint().height(), inner.minimumSize().height())
        frame = look.px(36 + 2 * 12 + 3 * 36) + look.metrics("h1").height()
        self.resize(width, min(needed + frame, room.height() - 16))

    def _room(self) -> QSize:
        parent = self.parentWidget()
        size = self.screen().availableGeometry().size()
        return size.expandedTo(parent.window().size()) if parent is not None else size

    def _arrange(self, wide: bool) -> None:
        layout = self._child(QWidget, "body").layout()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if isinstance(layout, QBoxLayout):
            layout.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Last talks beside the form where there is room, else below it."""
        super().resizeEvent(event)
        self._arrange(event.size().width() >= self.bench.look.px(_WIDE) - 8)
