"""The second tab of the page of buddy plans: what a programme asks of pairs, and who takes part in it from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.network import CentreStatus, Programme, ProgrammeMember
from p2i_desktop.gui.buddy.move_dialog import ask_move
from p2i_desktop.gui.buddy.sources import CentreSources
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.procurement.part_table import Line, PartTable, Wording
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.network import Membership
    from p2i_desktop.services.office import Changed, Office

PROGRAMME_FIELDS = (
    "code", "kind", "name*", "starts", "ends", "funder", "grant_number", "coordinator", "min_buddy_meetings",
    "unique_new_centre", "unique_mentor", "source*",
)  # fmt: skip
NEW_MEMBER = ("centre", "organisation", "role", "status", "valid_from", "valid_to", "source*", "note*")
OLD_MEMBER = ("role", "valid_from", "valid_to", "source*", "note*")
MEMBER = "programme_member"
_MOST = 14  # rows seen at once


class ProgrammeTab(QWidget):
    """A card with the rules of the programme, and a row for each time of a member."""

    new_programme_wanted = Signal()

    def __init__(self, bench: Bench, sources: CentreSources, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._sources = bench, sources
        self._programme: Programme | None = None
        self._times: dict[str, ProgrammeMember] = {}
        self._codes: dict[str, str] = {}
        self.heading, self.facts = QLabel(self), QLabel(self)
        self.heading.setProperty("font_role", "h2")
        for label in (self.heading, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.edit, self.next = QPushButton(self), QPushButton(self)
        self.edit.setProperty("icon_name", "pencil")
        self.edit.clicked.connect(self.edit_programme)
        self.next.setProperty("icon_name", "chevron-right")
        self.next.setAutoDefault(False)
        self.next.clicked.connect(self.move_member)
        self.table = PartTable(bench, MEMBER, 6, self, wide=0, most=_MOST)
        self.table.add_wanted.connect(self.add_member)
        self.table.edit_wanted.connect(lambda _kind, key: self._edit_member(key))
        self.table.bin_wanted.connect(lambda _kind, key: self._bin_member(key))
        self.table.table.itemSelectionChanged.connect(self._enable)
        self.empty = EmptyState(self)
        self.empty.pressed.connect(self.new_programme_wanted)
        self._arrange()

    def _arrange(self) -> None:
        px = self._bench.look.px
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(px(16), px(12), px(16), px(12))
        card.setSpacing(px(6))
        line = FlowLayout(None, px(8))
        line.addWidget(self.edit)
        for part in (self.heading, self.facts):
            card.addWidget(part)
        card.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(self._card)
        column.addWidget(self.table)
        below = FlowLayout(None, px(8))
        below.addWidget(self.next)
        column.addLayout(below)
        column.addWidget(self.empty, 1)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self._bench.texts
        self.edit.setText(texts._("Edit the programme…"))
        self.next.setText(texts._("New status…"))
        names = ("centre", "status", "valid_from", "valid_to", "role", "source")
        self.table.say(
            Wording(
                texts._("Members"), texts._("Add member…"), texts._("No member yet."), texts._("Edit"),
                texts._("Move to bin"), tuple(texts.field(ProgrammeMember, name) for name in names),
            )
        )  # fmt: skip
        self.empty.show_state("handshake", texts._("No programme yet."), texts._("New programme…"))

    def show_programme(self, programme: Programme | None, members: list[Membership]) -> None:
        """Shows a programme with all times of its members, a centre below the other."""
        texts = self._bench.texts
        self._programme = programme
        self.empty.setVisible(programme is None)
        self._card.setVisible(programme is not None)
        for part in (self.table, self.next):
            part.setVisible(programme is not None)
        if programme is None:
            return
        self.heading.setText(f"{programme.code} · {programme.name}")
        self.facts.setText("\n".join(_facts(texts, programme)))
        self.edit.setEnabled(self._bench.writable())
        self._times = {time.id: time for member in members for time in member.times}
        self._codes = {time.id: _who(member) for member in members for time in member.times}
        self.table.fill([_line(texts, member, time) for member in members for time in member.times])
        self._enable()
        self._bench.look.dress(self)

    def default_focus(self) -> QWidget:
        """The members, or what begins."""
        if self._programme is None:
            return self.empty.button
        return self.table.table if self._times else self.table.add

    def _enable(self) -> None:
        time = self._times.get(self.table.current()[1])
        self.next.setEnabled(self._bench.writable() and time is not None and time.status is not None)

    # -- what can be done ----------------------------------------------------------------------------------------------
    def edit_programme(self) -> None:
        """The fields of the programme."""
        programme = self._programme
        if programme is not None and self._bench.writable():
            ask_programme(self._bench, self.window(), self._sources, programme)

    def add_member(self) -> None:
        """A centre or an organisation joins."""
        programme = self._programme
        if programme is None or not self._bench.writable():
            return
        blank = ProgrammeMember(programme=programme.id, status=CentreStatus.NEW, valid_from=programme.starts)
        title = self._bench.texts._("New member of {programme}").replace("{programme}", programme.code)

        def ask() -> None:
            PartDialog(self._bench, title, blank, NEW_MEMBER, self._sources, self.window()).run(
                _save_member, owner=programme.id
            )

        self._sources.load(ask)

    def _edit_member(self, key: str) -> None:
        time = self._times.get(key)
        if time is not None:
            title = self._codes.get(key, "")
            PartDialog(self._bench, title, time, OLD_MEMBER, self._sources, self.window()).run(_save_member)

    def _bin_member(self, key: str) -> None:
        words = self._bench.texts._("Moved to the bin.")
        self._bench.desk.do(
            lambda office: office.network.remove_member(key), lambda _: self._bench.toast(words, undo=True), self,
            owner=self,
        )  # fmt: skip

    def move_member(self) -> None:
        """The marked centre has another status from a day on."""
        time = self._times.get(self.table.current()[1])
        if time is None or time.status is None or not self._bench.writable():
            return
        texts, key = self._bench.texts, time.id
        title = texts._("New status of {centre}").replace("{centre}", self._codes.get(key, ""))
        now = time.status

        def save(office: Office, chosen: str, on: object, note: str) -> Changed:
            return office.network.move_member(key, CentreStatus(chosen), on, note)  # type: ignore[arg-type]

        ask_move(self._bench, self.window(), "centre_status", now, title, texts._("&Note"), save)


def ask_programme(bench: Bench, parent: QWidget, sources: CentreSources, programme: Programme) -> None:
    """The fields of a programme, a new or a known one, in a dialog."""
    texts = bench.texts
    title = texts._("Programme {code}").replace("{code}", programme.code) if programme.revision else ""
    dialog = PartDialog(bench, title or texts._("New programme"), programme, PROGRAMME_FIELDS, sources, parent)
    dialog.run(lambda office, record, _name: office.network.save_programme(record))


def _save_member(office: Office, member: ProgrammeMember, _made: str) -> Changed:
    return office.network.save_member(member)


def _who(member: Membership) -> str:
    return f"{member.centre.code} · {member.name}" if member.centre is not None else member.name


def _line(texts: Texts, member: Membership, time: ProgrammeMember) -> Line:
    status = texts.label(time.status) if time.status is not None else ""
    ends = texts.date(time.valid_to) if time.valid_to else ""
    cells = (_who(member), status, texts.date(time.valid_from), ends, texts.label(time.role), time.source)
    return Line(MEMBER, time.id, cells)


def _facts(texts: Texts, programme: Programme) -> list[str]:
    """Kind and period, who pays, and what is asked of pairs."""
    period = texts._("{start} to {end}") if programme.ends else texts._("since {start}")
    period = period.replace("{start}", texts.date(programme.starts)).replace("{end}", texts.date(programme.ends))
    first = " · ".join((texts.label(programme.kind), period))
    least = texts.ngettext("At least {n} meeting a year", "At least {n} meetings a year", programme.min_buddy_meetings)
    rules = [least]
    if programme.unique_new_centre:
        rules.append(texts._("one mentor for each new centre in a year"))
    if programme.unique_mentor:
        rules.append(texts._("one new centre for each mentor in a year"))
    told = texts._("Source: {source}").replace("{source}", programme.source) if programme.source else ""
    money = " · ".join(part for part in (programme.funder, programme.grant_number) if part)
    return [part for part in (first, money, "; ".join(rules), told) if part]
