"""The quick log (Ctrl+L): one call, from anywhere, in at most eight presses plus the note."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import CaseStatus, Consultation
from p2i_desktop.domain.record import new_id
from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.log import callers, draft_payload
from p2i_desktop.gui.log.awaited import Awaited
from p2i_desktop.gui.log.callers import Context, Known
from p2i_desktop.gui.log.draft_shelf import DraftShelf
from p2i_desktop.gui.log.form import LogForm
from p2i_desktop.gui.log.leaving import Leaving
from p2i_desktop.gui.log.opening import NOTHING, Given, Opening, look_up
from p2i_desktop.gui.log.sources import LogSources
from p2i_desktop.gui.log.talks import LastTalks
from p2i_desktop.gui.log.view import LogView
from p2i_desktop.gui.log.wrong import tell_faults, tell_refused
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.advice import QUICK_LOG, Logged
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office


def open_quick_log(
    bench: Bench, parent: QWidget, case: str | None = None, organisation: str | None = None, contact: str | None = None,
    plan: str | None = None, workshop: str | None = None,
) -> "QuickLog":  # fmt: skip
    """The dialog, filled in where something is given; the caller shows it."""
    return QuickLog(bench, parent, (case, organisation, contact, plan, workshop))


class QuickLog(QDialog):
    """Typing goes into a draft, saving makes one step; closing never asks and never loses."""

    def __init__(self, bench: Bench, parent: QWidget | None, given: Given = NOTHING) -> None:
        super().__init__(parent)
        self.bench = bench
        self._given = given
        self._opened_at = bench.clock.now()
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setObjectName("quickLog")
        self.view = LogView(bench, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view.root)
        self.sources = LogSources(bench.desk, self)
        self.form = LogForm(self.view.root, bench, self.sources)
        self.talks = LastTalks(self.view.part(QFrame, "talks"), bench)
        self.keeper = DraftKeeper(bench, QUICK_LOG, "", lambda: draft_payload.pack(self.form), self)
        self.shelf = DraftShelf(
            bench, self.view.part(QPushButton, "drafts"), self.keeper, self._show_draft, self._start_empty
        )
        self.awaited = Awaited(bench.desk, lambda: bool(self.form.who.outstanding), self.save, self._refused, self)
        self.leaving = Leaving(bench, self, self.view, self.keeper, self.form.is_empty)
        self._pulse = QTimer(self)
        self._pulse.setInterval(1000)
        self._connect()
        self._shortcuts()
        self._fresh()
        self.view.show_more(self.view.remembered_more())
        self._retranslate()
        self._fit()
        self.awaited.ask(self._look_up, self._told)

    def _connect(self) -> None:
        form = self.form
        form.edited.connect(self._edited)
        form.caller.connect(self._caller_known)
        form.case_changed.connect(self._case_changed)
        form.binder.left.connect(self._left)
        form.who.equip(self.bench.texts, self._search)
        form.who.leaving.connect(self._to_note)
        form.who.settled.connect(self.awaited.settle)
        self._pulse.timeout.connect(self._tick)
        self._pulse.start()
        self.bench.timer.ticked.connect(self._tick)
        self.bench.look.changed.connect(self._looks_changed)
        self.bench.language_changed.connect(self._reword_soon)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(lambda _manager: self.keeper.keep())
        self.view.part(QPushButton, "save_button").clicked.connect(lambda: self.save())
        self.view.part(QPushButton, "next_button").clicked.connect(lambda: self.save(then_next=True))
        self.view.part(QPushButton, "cancel_button").clicked.connect(self.reject)
        self.view.part(QPushButton, "more_button").toggled.connect(self._show_more)

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
        case, _, _, plan, workshop = self._given
        blank = Consultation(on=self.bench.clock.today(), case=case, plan=plan, workshop=workshop)
        self.form.start(blank)
        self.keeper.start(f"new-{new_id()}")
        self._opened_at = self.bench.clock.now()
        focus = self.form.note if any(self._given) else self.form.who
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick()

    def _look_up(self, office: "Office") -> Opening:
        return look_up(office, *self._given)

    def _told(self, opening: Opening) -> None:
        self.sources.take(opening.lists)
        self.form.minutes.step = opening.rounding
        self.shelf.told(opening)
        self.form.retranslate()
        given = any(self._given)
        untouched = self.form.is_empty()
        self.form.take_context(opening.context, caller=given)
        if given:
            self.talks.show(opening.context.known.title, opening.context.talks)
            if untouched and not opening.context.known.title:
                self.form.who.setFocus(Qt.FocusReason.OtherFocusReason)  # nobody is known yet
        elif untouched and self.shelf.latest is not None:
            self.shelf.go_on(self.shelf.latest)
        self.shelf.put_up()
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

    def _edited(self) -> None:
        self.keeper.touch()
        self.leaving.edited()
        self._say_counts()
        self.view.say_error("")

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

        self.awaited.ask(work, then)

    def _case_changed(self, case: object) -> None:
        case_id = str(case) if case else None
        plan_id = self.form.binder.value("plan")
        self.awaited.ask(lambda office: office.advice.type_for(case_id, plan_id), self.form.take_type)

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
        if self.awaited.puts_off(then_next):
            return
        faults = self.form.faults()
        if faults:
            tell_faults(self.bench, self.form, self.view, faults)
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
        self.keeper.drop()  # a draft written while the call was being saved goes too
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
        self._given = NOTHING
        self._fresh()
        for name in ("on", "channel", "advisor", "programme"):
            self.form.binder.fill(name, getattr(last, name))
        self.talks.show("", None)
        self.shelf.put_up()
        self._say_counts()
        self.view.say_state(self.bench.texts._("Saved. Next call."))

    def _refused(self, error: Exception) -> None:
        self._saving = False
        self.keeper.touch()
        self.keeper.keep()
        if isinstance(error, Refused):
            tell_refused(self.bench, self.form, self.view, error)
            return
        words = sentence(error, self.bench.texts)
        if words is None:
            self.bench.fault(error)
            return
        self.view.say_error(words)

    # -- drafts ------------------------------------------------------------------------------------------------------
    def _keep_now(self) -> None:
        self.keeper.touch()
        self.keeper.keep()

    def _show_draft(self, draft: Any) -> None:
        draft_payload.restore(self.form, draft.payload)
        self.view.say_kept(draft.saved_at)
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
        self._given = NOTHING
        self._fresh()
        self.talks.show("", None)
        self.view.say_state("")
        self.awaited.ask(self._look_up, self._known_again)

    def _known_again(self, opening: Opening) -> None:
        self.shelf.told(opening)
        self.form.take_context(opening.context)
        self.shelf.put_up()

    def reject(self) -> None:
        """Esc: the draft is kept, nothing is asked."""
        self.leaving.put_away()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is the same as Esc."""
        self.leaving.put_away()
        super().closeEvent(event)

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
        self.view.show_clock(seconds, self.form.minutes.running)
        if self.form.minutes.tick(seconds):
            self._say_counts()

    def _say_counts(self) -> None:
        self.view.say_counts(*self.form.counts())

    def _show_more(self, on: bool) -> None:
        self.view.show_more(on)
        self._fit()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.bench.texts._("Log consultation"))
        self.view.retranslate()
        self._say_counts()

    def _reword_soon(self) -> None:
        """A slot of the dialog, not a lambda: it ends with the dialog."""
        QTimer.singleShot(0, self, self._language_changed)

    def _language_changed(self) -> None:
        self.form.retranslate()
        self.talks.refresh()
        self._retranslate()

    def _looks_changed(self) -> None:
        self.bench.look.dress(self)
        self.talks.refresh()
        self._fit()

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = self.screen().availableGeometry().size()
        self.resize(self.view.wanted_size(room.expandedTo(parent.window().size()) if parent is not None else room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Last talks beside the form where there is room, else below it."""
        super().resizeEvent(event)
        self.view.arrange(event.size().width())
