"""The dialog in which both sides sign a version of a plan, and in which it is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanSide, PlanSignature
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.mnemonics import letter_of
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.record_form import name_owner, record_form
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.domain.parties import Contact
    from p2i_desktop.services.plan_file import PlanFile

_WIDTH = 680  # pixels at 100 %


class SignDialog(NewRecordDialog):
    """Each side signs with name, function and day; Ctrl+Return agrees, Enter in a line signs for that side."""

    def __init__(self, hand: PlanHand, file: PlanFile, parent: QWidget) -> None:
        texts = hand.bench.texts
        super().__init__(hand.bench.look, texts, texts._("Sign and agree"), parent)
        self.setObjectName("plan_sign_dialog")
        self._hand, self._seen = hand, file.digest
        self.save_button.setText(texts._("Agree on version {n}").replace("{n}", texts.number(file.plan.version)))
        mentor = _Side(hand, PlanSide.MENTOR, (), self)
        self.sides = {PlanSide.MENTOR: mentor, PlanSide.NEW: _Side(hand, PlanSide.NEW, mentor.letters(), self)}
        for side, part in self.sides.items():
            part.prepare(file)
            part.sign.clicked.connect(lambda _=False, chosen=side: self.sign(chosen))
            self.add_form(part)
        self.wanted.connect(self._agree)
        self.show_file(file)
        self.keep_draft(hand.bench, "plan_sign", file.plan.id)

    def show_file(self, file: PlanFile) -> None:
        """The signatures as they are; a signature under other words is no longer one."""
        for part in self.sides.values():
            part.show_file(file)

    def sign(self, side: PlanSide) -> None:
        """Signs for one side the plan as it stood when the dialog was opened; refused where it was changed since."""
        part, key, seen = self.sides[side], self._hand.plan_id, self._seen
        self.say("")
        if part.binder.faults():
            part.binder.show_problems((), part.binder.faults())
            return
        name, function, on = (part.binder.value(field) for field in ("name", "function", "signed_on"))

        def done(_changed: object) -> None:
            texts = self._texts
            words = texts._("Signed for {centre}.").replace("{centre}", part.centre)
            self._hand.bench.announce(self, words)
            other = next(one for one in self.sides.values() if one is not part)
            (self.save_button if other.signed else other.binder.widget("name")).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

        self._hand.bench.desk.do(
            lambda office: office.plans.sign(key, side, name, function, on, seen), done, self,
            lambda error: self._refused(error, part), self,
        )  # fmt: skip

    def _agree(self) -> None:
        key, texts = self._hand.plan_id, self._texts
        file = self._hand.file
        number = texts.number(file.plan.version) if file is not None else ""

        def done(_changed: object) -> None:
            self._hand.bench.toast(texts._("Version {n} is agreed.").replace("{n}", number), undo=True)
            self.accept()

        self._hand.bench.desk.do(
            lambda office: office.plans.agree(key), done, self, lambda error: self._refused(error, None), self
        )

    def _refused(self, error: Exception, part: _Side | None) -> None:
        """Rules of a signature stand beside its fields, all else below."""
        if isinstance(error, Refused) and part is not None:
            own = [problem for problem in error.problems if problem.field in part.binder.names]
            part.binder.show_problems(own)
            rest = [problem for problem in error.problems if problem not in own]
            if own:
                part.binder.focus(part.binder.first_wrong() or "name")
            if rest:
                self.refuser(self._hand.bench)(Refused(rest))
            return
        self.refuser(self._hand.bench)(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line signs for its side."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            here = next((side for side, part in self.sides.items() if part.isAncestorOf(self.focusWidget())), None)
            if here is not None:
                self.sign(here)
                return
        super().keyPressEvent(event)

    def start(self) -> None:
        """Shows the dialog; the keys go to the first side that has not signed."""
        super().start()
        self.setMinimumWidth(self._hand.bench.look.px(_WIDTH))
        waiting = next((part for part in self.sides.values() if not part.signed), None)
        (waiting.binder.widget("name") if waiting is not None else self.save_button).setFocus(
            Qt.FocusReason.OtherFocusReason
        )


class _Side(QWidget):
    """One side: its centre, how it stands with its signature, and the fields to sign."""

    def __init__(self, hand: PlanHand, side: PlanSide, taken: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        bench, self._hand, self.side = hand.bench, hand, side
        self.centre, self.signed = "", False
        self.heading, self.state, self.icon = QLabel(self), QLabel(self), IconLabel(self)
        for label in (self.heading, self.state):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.heading.setProperty("font_role", "label")
        self.sign = QPushButton(self)
        self.sign.setObjectName(f"sign_{side}")
        self.sign.setAutoDefault(False)
        self.form = record_form(bench.look, PlanSignature, ("name", "function", "signed_on"), self)
        self.binder: Binder[PlanSignature] = Binder(
            self.form, PlanSignature, lambda: bench.texts, bench.clock.today, taken=lambda: taken
        )
        for name in self.binder.names:  # drafts know fields by their names
            self.binder.widget(name).setObjectName(f"{side}_{name}")
        line, column, foot = QHBoxLayout(), QVBoxLayout(self), QHBoxLayout()
        line.setSpacing(bench.look.px(6))
        line.addWidget(self.icon)
        line.addWidget(self.state, 1)
        foot.addStretch(1)
        foot.addWidget(self.sign)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(6))
        column.addWidget(self.heading)
        column.addLayout(line)
        column.addWidget(self.form)
        column.addLayout(foot)

    def letters(self) -> tuple[str, ...]:
        """The letters that lead to its fields."""
        return tuple(letter for label in self.form.findChildren(QLabel) if (letter := letter_of(label.text())))

    def prepare(self, file: PlanFile) -> None:
        """Who usually signs stands there already."""
        texts = self._hand.bench.texts
        self.centre = file.mentor_name if self.side is PlanSide.MENTOR else file.new_name
        role = texts.label(self.side)
        self.heading.setText(f"{self.centre} ({role})")
        name_owner(self.form, role)
        self.sign.setText(texts._("Sign for {centre}").replace("{centre}", role).replace("&", "&&"))
        person = file.mentor_coordinator if self.side is PlanSide.MENTOR else file.new_coordinator
        old = next((one for one in file.signatures if one.side is self.side), None)
        name, function = (old.name, old.function) if old is not None else (_person(person), "")
        today = self._hand.bench.clock.today()
        self.binder.show(PlanSignature(side=self.side, name=name, function=function, signed_on=today))

    def show_file(self, file: PlanFile) -> None:
        """How this side stands: signed, not signed, or signed under other words."""
        texts = self._hand.bench.texts
        own = next((one for one in file.signatures if one.side is self.side), None)
        self.signed = own is not None and self.side not in file.unsigned
        if own is None:
            words, sign = texts._("Not signed yet."), ("circle", "text2")
        else:
            stale = texts._("Signed by {name} on {date}, but the plan was changed since: it has to be signed again.")
            fresh = texts._("Signed by {name} on {date}.")
            words = (fresh if self.signed else stale).replace("{date}", texts.date(own.signed_on))
            words = words.replace("{name}", own.name)
            sign = ("circle-check", "ok") if self.signed else ("triangle-alert", "warn")
        self.state.setText(words)
        self.icon.show_icon(*sign, 18)


def _person(contact: Contact | None) -> str:
    """The name of a coordinator."""
    if contact is None:
        return ""
    return f"{contact.given_name} {contact.family_name}".strip()
