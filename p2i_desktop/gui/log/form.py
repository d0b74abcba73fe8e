"""The form of the quick log: widgets in, one LogEntry out; tokens, caller, case and clock belong to it, windows do not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.domain.advice import Confidentiality, Consultation, ConsultationType, EntryOrigin, Topic
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.rules import Problem
from p2i_desktop.domain.rules.counting import reportable, why_not
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry, words_of
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.number_entry import MinutesEntry
from p2i_desktop.gui.fields.record_entry import CREATE, RecordEntry
from p2i_desktop.gui.log.callers import Cases, Context, Known
from p2i_desktop.gui.log.co_advisors import CoAdvisors
from p2i_desktop.gui.log.note_tokens import NoteTokens
from p2i_desktop.gui.log.sources import LogSources
from p2i_desktop.gui.log.token_bar import TokenBar, TokenFields, words_of_token
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.tokens import Lexicon, Token, cut, find, tag_of, tail
from p2i_desktop.services.advice import LogEntry

_PERSON = {"new_given_name": "given_name", "new_family_name": "family_name", "new_email": "email", "new_phone": "phone"}
_PROPOSED = ("channel", "topics", "advisor", "programme")  # taken from the last talk with the caller


class LogForm(QObject):
    """What is typed about one call."""

    edited = Signal()
    caller = Signal(object)  # Known: somebody was accepted; ask for the context
    case_changed = Signal(object)  # id or None

    def __init__(self, form: QWidget, bench: Bench, sources: LogSources) -> None:
        super().__init__(form)
        self._bench = bench
        self._sources = sources
        self.widget = form
        self.who = self._part(RecordEntry, "who")
        self.case = self._part(ChoiceBox, "case")
        self.note = self._part(QPlainTextEdit, "note")
        self.minutes = self._part(MinutesEntry, "contact_minutes")
        self.follow_up = self._part(DateEntry, "follow_up")
        self.restricted = self._part(QCheckBox, "restricted")
        self._hint = self._part(QLabel, "who_hint")
        self.person = {name: self._part(QLineEdit, name) for name in _PERSON}
        self.co_advisors = CoAdvisors(self._part(QWidget, "co_advisors"), lambda: bench.texts)
        self._bar = TokenBar(self._part(QWidget, "token_bar"))
        self.binder: Binder[Consultation] = Binder(
            form, Consultation, lambda: bench.texts, bench.clock.today, sources, skip=("case", "note")
        )
        self._plan_row, self._workshop_row = self._part(QWidget, "plan_row"), self._part(QWidget, "workshop_row")
        self.known = Known()
        self.new_name = ""
        self.touched: set[str] = set()
        self._held: list[Token] = []
        self.literal: set[tuple[str, str]] = set()
        self._tokens = TokenFields(self._get, self._put)
        self._filling = False
        self.lexicon = Lexicon(bench.clock.today())
        self._in_note = NoteTokens(self.note.document(), self.lexicon)
        self.who.creates = True
        self.who.read_by(self._name_in)
        self._connect()
        self._reword()

    def _part(self, kind: type[Any], name: str) -> Any:
        found = self.widget.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def _connect(self) -> None:
        self.binder.edited.connect(self._field_edited)
        self.note.textChanged.connect(self._note_changed)
        self.who.typed.connect(self._who_typed)
        self.who.accepting.connect(self._hold_tokens)
        self.who.accepted.connect(self._accepted)
        self.case.edited.connect(lambda: self._touch("case"))
        self.case.edited.connect(lambda: self.case_changed.emit(self.case.value()))
        self.follow_up.edited.connect(lambda: self._field_edited("follow_up"))
        self.restricted.clicked.connect(lambda: self._field_edited("confidentiality"))
        self.co_advisors.edited.connect(lambda: self._touch("co_advisors"))
        for name, line in self.person.items():
            line.textEdited.connect(lambda _text, field=name: self._touch(field))
        self._bar.removed.connect(self._keep_as_text)

    def retranslate(self) -> None:
        """Words, dates and lists in the language that is shown; called again when staff and programmes are known."""
        self.binder.retranslate()
        self._reword()

    def _reword(self) -> None:
        texts = self._bench.texts
        labels = {topic: texts.label(topic) for topic in Topic}
        self.lexicon = Lexicon(self._bench.clock.today(), words_of(texts), labels, dict(self._sources.staff))
        self._in_note.use(self.lexicon)
        self.who.texts = texts
        self.follow_up.equip(texts, self._bench.clock.today(), Lean.FUTURE)
        self.co_advisors.equip(self._sources.choices("StaffMember") or ())
        self.co_advisors.retranslate()
        self.show_cases(tuple((str(key), label) for key, label in self.case.choices() if key), self.case.value())
        self._read_tokens()

    # -- filling -----------------------------------------------------------------------------------------------------
    def start(self, consultation: Consultation, known: Known | None = None) -> None:
        """An empty call."""
        self._filling = True
        self._tokens.settle()
        self._tokens.own_topics = False
        self._held, self.literal, self.touched, self.new_name = [], set(), set(), ""
        self.binder.show(consultation)
        self._plan_row.setVisible(consultation.plan is not None)
        self._workshop_row.setVisible(consultation.workshop is not None)
        self.note.setPlainText(consultation.note)
        self.restricted.setChecked(consultation.confidentiality is Confidentiality.RESTRICTED)
        self.follow_up.set_value(None)
        self.co_advisors.set_value(())
        for line in self.person.values():
            line.clear()
        self.show_known(known or Known())
        self.minutes.start()
        self._filling = False
        self._read_tokens()

    def show_known(self, known: Known, case: str = "") -> None:
        """Shows a caller and the open cases there; one alone is chosen."""
        self.known = known
        self.who.set_value(known if known.title else None, known.title)
        self.show_cases(known.cases, case or (known.cases[0][0] if len(known.cases) == 1 else None))
        self._say_who("")

    def show_cases(self, cases: Cases, chosen: object) -> None:
        """Fills the list of cases."""
        self.case.set_choices(cases, self._bench.texts.pgettext("no case", "–"))
        self.case.set_value(chosen if any(key == chosen for key, _ in cases) else None)

    def take_context(self, context: Context, caller: bool = False) -> None:
        """Proposals from the last talk with the caller, for what the user has not touched."""
        blank = context.blank
        self._sources.people = context.people
        if caller:
            self.show_known(context.known, context.case)
        for name in _PROPOSED:
            if name in self.touched:
                continue
            if self._tokens.holds(name):
                self._tokens.rebase(name, getattr(blank, name))
            else:
                self.binder.fill(name, getattr(blank, name))
        if "contacts" not in self.touched and context.known.contact_id:
            self.binder.fill("contacts", frozenset({context.known.contact_id}))
        if "type" not in self.touched:
            self.binder.fill("type", blank.type)

    def take_type(self, kind: ConsultationType) -> None:
        """The type that goes with the case, unless the user chose one."""
        if "type" not in self.touched:
            self.binder.fill("type", kind)

    # -- the entry ---------------------------------------------------------------------------------------------------
    def entry(self, draft_key: str = "") -> LogEntry:
        """What is on screen as one entry, tokens cut from the note."""
        return LogEntry(
            self.record(),
            new_organisation=self.new_name,
            new_contact=self._new_person(),
            follow_up=self.follow_up.value(),
            staff_times=self.co_advisors.staff_times(),
            draft_key=draft_key,
        )

    def record(self) -> Consultation:
        """The consultation as it will be saved."""
        note = self.note.toPlainText()
        inside = [token for token in find(note, self.lexicon) if not self._is_literal(token)]
        return self._record(cut(note, inside) if inside else note)

    def _record(self, note: str) -> Consultation:
        active = self._active()
        restricted = self.restricted.isChecked()
        usual = self.binder.base.confidentiality
        if usual is Confidentiality.RESTRICTED:
            usual = Confidentiality.CENTRE
        timed = self.minutes.running and self._bench.timer.running
        return replace(
            self.binder.record,
            case=cast("str | None", self.case.value()),
            organisation=self.known.organisation_id or None,
            note=note,
            confidentiality=Confidentiality.RESTRICTED if restricted else usual,
            tags=self.binder.base.tags | {tag for token in active if (tag := tag_of(token))},
            origin=EntryOrigin.TIMER if timed else EntryOrigin.QUICK_LOG,
        )

    def _new_person(self) -> Contact | None:
        values = {field: self.person[name].text().strip() for name, field in _PERSON.items()}
        return Contact(**values) if any(values.values()) else None

    def is_empty(self) -> bool:
        """Whether the user has entered nothing worth keeping."""
        typed = (self.who.text() if not self.known.title else "", self.follow_up.text())
        return not any(text.strip() for text in typed) and not self.touched and self._in_note.is_blank()

    def counts(self) -> tuple[bool, list[str]]:
        """Whether the call will count, and the keys of the reasons why not."""
        record = self._record("")  # the note decides nothing here, and may be long
        return reportable(record), why_not(record)

    # -- drafts ------------------------------------------------------------------------------------------------------
    def refill(self, fill: Callable[[], None]) -> None:
        """Lets a draft fill the form: no edit, and the clock stands."""
        self._filling = True
        self.minutes.stop()
        fill()
        self._filling = False
        self._read_tokens()
        self._say_new()

    # -- problems ----------------------------------------------------------------------------------------------------
    def faults(self) -> list[tuple[QWidget, str]]:
        """Fields whose text is no value, in reading order, with the words."""
        found: list[tuple[QWidget, str]] = []
        if self.who.fault() and not self.new_name:
            found.append((self.who, self.who.fault()))
        found += [(self.binder.widget(name), words) for name, words in self.binder.faults().items()]
        if self.follow_up.fault():
            found.append((self.follow_up, self.follow_up.fault()))
        return found

    def show_problems(self, problems: Sequence[Problem], only: Sequence[str] | None = None) -> None:
        """Shows rules beside their fields, those about the caller under Who."""
        self.binder.show_problems(problems, only)
        texts = self._bench.texts
        about = [p for p in problems if p.field in ("organisation", "other_organisations", "legal_name")]
        if about:
            self._say_who("\n".join(texts.message(p) for p in about), "err" if any(p.hard for p in about) else "warn")
        elif only is None:
            self._say_new()

    def say_fault(self, widget: QWidget, words: str) -> None:
        """Shows why a text is no value, beside its field."""
        if widget is self.who:
            self._say_who(words, "err")
        elif widget is self.follow_up:
            self._say_who("")

    def _say_new(self) -> None:
        texts = self._bench.texts
        self._say_who(texts._("New organisation: it is made when you save.") if self.new_name else "", "info")

    def _say_who(self, words: str, tone: str = "text2") -> None:
        self._hint.setProperty("tone", tone)
        restyle(self._hint)
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    # -- the user ----------------------------------------------------------------------------------------------------
    def _touch(self, name: str) -> None:
        if not self._filling:
            self.touched.add(name)
            self.edited.emit()

    def _field_edited(self, name: str) -> None:
        if self._tokens.holds(name):
            self._tokens.release(name)
            self.literal |= {(t.kind.value, t.word) for t in self._active() if t.kind.value == name}
        if name == "topics":
            self._tokens.own_topics = True
        self._touch(name)
        self._read_tokens()

    def _note_changed(self) -> None:
        if not self._filling:
            self._read_tokens()
            self.edited.emit()

    def _who_typed(self, _text: str) -> None:
        if self.who.hit() is None and (self.known.title or self.new_name):
            self.known, self.new_name = Known(), ""
            self.touched.discard("organisation")
            self.show_cases((), None)
        self._say_who("")
        self._read_tokens()
        self.edited.emit()

    def _hold_tokens(self) -> None:
        self._held += tail(self.who.text(), self.lexicon)

    def _accepted(self, hit: Hit) -> None:
        if hit.key == CREATE:
            self.known, self.new_name = Known(), self.who.text().strip()
            self.show_cases((), None)
            self._say_new()
        elif isinstance(hit.key, Known):
            self.new_name = ""
            self.touched.add("organisation")  # chosen by hand: worth a draft, unlike a caller that was given
            self.show_known(hit.key)
            self.who.set_value(hit.key, hit.title)
            if hit.key.contact_id and "contacts" not in self.touched:
                self.binder.fill("contacts", frozenset({hit.key.contact_id}))
        self._read_tokens()
        self.caller.emit(self.known)

    def _name_in(self, text: str) -> str:
        return cut(text, tail(text, self.lexicon))

    # -- tokens ------------------------------------------------------------------------------------------------------
    def _active(self) -> list[Token]:
        found = (*self._held, *tail(self.who.text(), self.lexicon), *self._in_note.tokens())
        return [token for token in found if not self._is_literal(token)]

    def _is_literal(self, token: Token) -> bool:
        return (token.kind.value, token.word) in self.literal

    def _read_tokens(self) -> None:
        tokens = self._active()
        self._tokens.apply(tokens)
        texts = self._bench.texts
        self._bar.show(tokens, texts, lambda token: words_of_token(token, texts, self._initials))

    def _keep_as_text(self, token: Token) -> None:
        self._held = [held for held in self._held if held != token]
        self.literal.add((token.kind.value, token.word))
        self._read_tokens()
        self.note.setFocus()
        self.edited.emit()

    def _initials(self, staff_id: str) -> str:
        return self._sources.staff.get(staff_id, ("", ""))[0]

    def _get(self, name: str) -> Any:
        special: dict[str, Callable[[], Any]] = {
            "follow_up": self.follow_up.value,
            "confidentiality": self.restricted.isChecked,
            "contact_minutes": lambda: None if self.minutes.running else self.minutes.value() or 0,
        }
        return special[name]() if name in special else self.binder.value(name)

    def _put(self, name: str, value: Any) -> None:
        if name == "follow_up":
            self.follow_up.set_value(cast("date | None", value))
        elif name == "confidentiality":
            self.restricted.setChecked(bool(value))
        elif name == "contact_minutes" and value is None:
            self.minutes.start()
        else:
            if name == "contact_minutes":
                self.minutes.stop()
            if self.binder.value(name) != value:
                self.binder.fill(name, value)
