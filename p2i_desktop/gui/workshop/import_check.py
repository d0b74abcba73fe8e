"""The third step of taking in a list: what becomes of every row, and what the user decides about a doubtful one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.people_model import PersonCell, PersonColumn
from p2i_desktop.gui.workshop.people_table import PeopleTable
from p2i_desktop.i18n import N_, Texts
from p2i_desktop.services import people_words
from p2i_desktop.services.people_plan import Line, Verdict
from p2i_desktop.services.people_slots import Decision
from p2i_desktop.services.taking_in_people import Check, Mapped

_ICONS = {
    Verdict.NEW: ("plus", "ok"), Verdict.CHANGED: ("pencil", "info"), Verdict.SAME: ("check", "text2"),
    Verdict.DOUBLE: ("copy", "text2"), Verdict.DOUBTFUL: ("circle-help", "warn"), Verdict.WRONG: ("circle-alert", "err"),
    Verdict.LEFT_OUT: ("minus", "text2"),
}  # fmt: skip
_LOOK_AT = "look_at"
_UNDECIDED = (Verdict.WRONG, Verdict.DOUBLE)  # nothing can be decided about them


@dataclass(frozen=True)
class CheckedRow:
    """A row as the table shows it."""

    id: str
    line: Line
    mapped: Mapped


class CheckPage(QWidget):
    """The counts, the rows, and below them what is chosen for the row that has the keys."""

    decided = Signal(int, object)  # line of the row, Decision

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._rows: list[CheckedRow] = []
        self._decided: set[str] = set()  # rows that stay in sight under the filter, though they became something else
        texts, look = bench.texts, bench.look
        self.sums, self.notes, self.row, self.words = (QLabel(self) for _ in range(4))
        self.row.setObjectName("import_row")
        for label in (self.sums, self.notes, self.row, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.sums.setProperty("font_role", "strong")
        self.notes.setProperty("tone", "text2")
        self.row.setProperty("tone", "text2")
        self.show_box, self.decision = ChoiceBox(self), ChoiceBox(self)
        self.show_box.setObjectName("import_show")
        self.decision.setObjectName("import_decision")
        self.table = PeopleTable(bench, self._columns(), self)
        self.table.setObjectName("import_rows")
        self.table.setAccessibleName(texts._("What becomes of each row"))
        self.table.keys = self._key
        self._for_show, self._for_decision = QLabel(texts._("&Show"), self), QLabel(texts._("&This row"), self)
        for label, box in ((self._for_show, self.show_box), (self._for_decision, self.decision)):
            label.setProperty("font_role", "label")
            label.setBuddy(box)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        head.addWidget(self.sums, 1)
        head.addWidget(self._for_show)
        head.addWidget(self.show_box)
        foot.addWidget(self._for_decision)
        foot.addWidget(self.decision)
        foot.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.notes)
        column.addWidget(self.table, 1)
        column.addWidget(self.row)
        column.addWidget(self.words)
        column.addLayout(foot)
        self.show_box.edited.connect(self._refilter)
        self.decision.edited.connect(self._decide)
        self.table.reached.connect(lambda _row: self._show_row())
        self.table.enter.connect(lambda: self.decision.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.gone.connect(lambda: self._leave_out())

    def _columns(self) -> tuple[PersonColumn, ...]:
        return (
            PersonColumn("line", N_("Line"), 6, lambda row, texts: PersonCell(texts.number(row.line.person.line)), number=True),
            PersonColumn("verdict", N_("Becomes"), 14, _verdict),
            PersonColumn("name", N_("Name"), 0, _name, wide=3),
            PersonColumn("organisation", N_("Organisation"), 0, _organisation, wide=2, drop=1),
            PersonColumn("what", N_("Note"), 0, _what, wide=6),
        )  # fmt: skip

    # -- showing -------------------------------------------------------------------------------------------------------
    def show_check(self, check: Check, mapped: Mapped, notes: str) -> None:
        """The verdicts of all rows; the row that has the keys stays."""
        texts = self._bench.texts
        self._rows = [CheckedRow(str(line.person.line), line, mapped) for line in check.lines]
        self.sums.setText(" · ".join(people_words.sums(texts, check)))
        self._bench.announce(self.sums, self.sums.text())
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        chosen = self.show_box.value()
        choices: list[Choice] = [("", texts._("all rows")), (_LOOK_AT, texts._("what to look at"))]
        choices += [(one, texts.label(one)) for one in Verdict if check.counts[one] or one is chosen]
        self.show_box.set_choices(choices)
        self.show_box.set_value(chosen if chosen in [value for value, _ in choices] else "")
        self._filter()

    def _refilter(self) -> None:
        self._decided.clear()
        self._filter()

    def _filter(self) -> None:
        wanted = self.show_box.value()
        keeps: Callable[[Line], bool] = lambda _line: True  # noqa: E731
        if wanted == _LOOK_AT:
            keeps = _to_look_at
        elif isinstance(wanted, Verdict):
            keeps = lambda line: line.verdict is wanted  # noqa: E731
        self.table.fill([row for row in self._rows if keeps(row.line) or row.id in self._decided])
        self.table.fit()
        self._show_row()

    def _show_row(self) -> None:
        """The whole note of the row, and what can be decided about it."""
        texts, row = self._bench.texts, self.table.current()
        self.row.setText(_stands(row) if row is not None else "")
        self.words.setText(people_words.what(texts, row.line, row.mapped) if row is not None else "")
        open_ = row is not None and row.line.verdict not in _UNDECIDED
        self.decision.setEnabled(open_)
        choices = _choices(row.line, texts) if open_ else [(Decision(), "–")]
        self.decision.clear()  # or the choice of the row before would be kept among those of this one
        self.decision.set_choices(choices)
        self.decision.set_value(_now(row.line) if open_ else Decision())

    # -- deciding ------------------------------------------------------------------------------------------------------
    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._leave_out()
            return True
        return False

    def _leave_out(self) -> None:
        """Space or Del: the row stays out, or comes back."""
        row = self.table.current()
        if row is not None and row.line.verdict not in _UNDECIDED:
            out = row.line.verdict is Verdict.LEFT_OUT
            self._decided.add(row.id)
            self.decided.emit(row.line.person.line, Decision(leave_out=not out))

    def _decide(self) -> None:
        row, chosen = self.table.current(), self.decision.value()
        if row is not None and isinstance(chosen, Decision):
            self._decided.add(row.id)
            self.decided.emit(row.line.person.line, chosen)


def _to_look_at(line: Line) -> bool:
    return line.verdict in (Verdict.DOUBTFUL, Verdict.WRONG) or bool(line.notes)


def _now(line: Line) -> Decision:
    if line.verdict is Verdict.LEFT_OUT:
        return Decision(leave_out=True)
    return Decision(contact=line.contact)


def _choices(line: Line, texts: Texts) -> list[Choice]:
    if line.verdict is Verdict.LEFT_OUT:  # nobody was looked for
        return [(Decision(), texts._("Take in again")), (Decision(leave_out=True), texts._("Leave out"))]
    found: list[Choice] = [
        (Decision(contact=one.contact), f"{people_words.named(one.name, one.organisation_name)} ({one.likeness} %)")
        for one in line.candidates
    ]
    known = [one.contact for one in line.candidates]
    if line.contact and line.contact not in known:
        found.append((Decision(contact=line.contact), line.contact_name))
    as_written = texts._("Somebody else") if found else texts._("As written")
    return [*found, (Decision(contact=""), as_written), (Decision(leave_out=True), texts._("Leave out"))]


def _stands(row: CheckedRow) -> str:
    """The row as it stands in the list."""
    person = row.line.person
    return " · ".join(part for part in (person.name, person.email, person.organisation) if part)


def _verdict(row: CheckedRow, texts: Texts) -> PersonCell:
    icon, tone = _ICONS[row.line.verdict]
    return PersonCell(texts.label(row.line.verdict), icon, tone)


def _name(row: CheckedRow, _texts: Texts) -> PersonCell:
    return PersonCell(row.line.contact_name or row.line.person.name or "–", strong=True)


def _organisation(row: CheckedRow, _texts: Texts) -> PersonCell:
    office, person = row.line.office, row.line.person
    if office is not None and office.likeness == 100:
        return PersonCell(office.name, "building-2", "")
    return PersonCell(person.organisation, tone="text2")


def _what(row: CheckedRow, texts: Texts) -> PersonCell:
    tone = "err" if row.line.verdict is Verdict.WRONG else "text2"
    return PersonCell(people_words.what(texts, row.line, row.mapped), tone=tone)
