"""The dialog that makes a pair: who helps whom in which year, who speaks for each, and what its plan starts with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from p2i_desktop.domain.buddies import BuddyPairing
from p2i_desktop.domain.record import FieldKind
from p2i_desktop.gui.buddy.plan_fields import PlanFields
from p2i_desktop.gui.buddy.sources import centre_words
from p2i_desktop.gui.buddy.two_columns import Field, shrink, two_columns
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.domain.network import Programme
    from p2i_desktop.services.buddies import Candidate, ProgrammeLine
    from p2i_desktop.services.office import Changed, Office

Made = Callable[[str, str], None]  # id of the pair, id of its plan or ""
_YEARS = Limits(1900, 2200)
_WIDTH = 640  # pixels at 100 %: room for two columns
_MOST_TOLD = 6  # centres that cannot be chosen, each with its reason


@dataclass(frozen=True)
class Place:
    """Where the dialog was asked for: what is known there stands in the fields."""

    programme: str = ""
    year: int | None = None
    centre: str = ""
    side: str = "mentor"


@dataclass(frozen=True)
class _Known:
    """What the fields may hold for the programme, year and centre that are chosen."""

    programme: Programme
    fixed: list[Candidate]
    others: list[Candidate]


class PairDialog(NewRecordDialog):
    """`made` of the caller gets the ids when pair and plan were written, as one step."""

    def __init__(
        self, bench: Bench, parent: QWidget, sources: DeskSources, programmes: Sequence[ProgrammeLine], place: Place
    ) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("New buddy pair"), parent)
        self.setObjectName("pair_dialog")
        self._bench, self._side, self._asked, self._shown = bench, place.side, 0, False
        self._first = place
        self.programme, self.year = ChoiceBox(self), NumberEntry(self)
        self.mentor, self.new_centre = ChoiceBox(self), ChoiceBox(self)
        self.mentor_coordinator, self.new_coordinator = RecordEntry(self), RecordEntry(self)
        self.told = QLabel(self)
        self.plan = PlanFields(bench, self, blank=True)
        self._put(sources, programmes, place)
        self._timer = QTimer(self)  # a year is typed digit by digit
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self._ask)
        self.programme.currentIndexChanged.connect(lambda _: self._timer.start())
        self.year.textChanged.connect(lambda _: self._timer.start())
        self._fixed.currentIndexChanged.connect(lambda _: self._timer.start())

    @property
    def _fixed(self) -> ChoiceBox:
        """The side that was known when the dialog was opened: the other one follows from it."""
        return self.mentor if self._side == "mentor" else self.new_centre

    @property
    def _other(self) -> ChoiceBox:
        return self.new_centre if self._side == "mentor" else self.mentor

    def _put(self, sources: DeskSources, programmes: Sequence[ProgrammeLine], place: Place) -> None:
        texts = self._texts
        self.programme.set_choices([(line.programme.id, line.programme.code) for line in programmes])
        self.programme.set_value(place.programme or (programmes[0].programme.id if programmes else None))
        self.year.equip(texts, FieldKind.INT, _YEARS)
        self.year.set_value(place.year or self._bench.clock.today().year)
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "text2")
        self.told.setProperty("font_role", "small")
        self.told.hide()
        for entry in (self.mentor_coordinator, self.new_coordinator):
            entry.equip(texts, lambda text, then: sources.search("Contact", text, then))
        who: list[Field] = [
            ("mentor", texts._("&Mentor *"), self.mentor), ("new_centre", texts._("&New centre *"), self.new_centre),
        ]  # fmt: skip
        when: list[Field] = [
            ("programme", texts._("&Programme *"), self.programme), ("year", texts._("&Year *"), self.year)
        ]  # fmt: skip
        rest: list[Field] = [
            ("mentor_coordinator", texts._("&Coordinator of the mentor"), self.mentor_coordinator),
            ("new_coordinator", texts._("Coordinator o&f the new centre"), self.new_coordinator),
            *self.plan.fields(),
        ]
        self.add_form(two_columns(self._look, when + (who if self._side == "mentor" else who[::-1]), self))
        self._column.addWidget(self.told)
        self._form = two_columns(self._look, rest, self)
        self.add_form(self._form)

    def run(self, made: Made) -> None:
        """Shows the dialog, filled as far as its place tells."""
        self.wanted.connect(lambda: self._save(made))
        place = self._first
        self.keep_draft(self._bench, "pair", f"{place.programme}:{place.year or ''}:{place.centre}")
        self._ask(place.centre)

    def _begin(self) -> None:
        """What is chosen at first is there: what differs from now on was typed."""
        self._shown = True
        self.start()
        self.setMinimumWidth(self._look.px(_WIDTH))
        shrink(self, self._form)
        (self._other if self._first.centre else self._fixed).setFocus()

    # -- what may be chosen --------------------------------------------------------------------------------------------
    def _ask(self, centre: str = "") -> None:
        programme, year = self.programme.value(), self.year.value()
        wanted = centre or str(self._fixed.value() or "")
        self._asked += 1
        turn, mentor_first = self._asked, self._side == "mentor"
        if programme is None or year is None:
            return

        def work(office: Office) -> _Known:
            from p2i_desktop.services.buddies import Side

            side = Side.MENTOR if mentor_first else Side.NEW
            fixed = office.buddies.may_be(str(programme), int(year), side)
            known = [one.centre.id for one in fixed]
            chosen = wanted if wanted in known or (wanted and centre) else (known[0] if known else "")
            others = office.buddies.candidates(str(programme), int(year), chosen, side) if chosen else []
            fixed.sort(key=lambda one: one.centre.id != chosen)
            return _Known(office.network.programme(str(programme)), fixed, others)

        self._bench.desk.ask(work, lambda known: self._take(turn, known, int(year)), self.refuser(self._bench), self)

    def _take(self, turn: int, known: _Known, year: int) -> None:
        if turn != self._asked:
            return
        texts = self._texts
        kept = self._other.value()
        chosen = known.fixed[0].centre.id if known.fixed else None
        blocked = self._fixed.blockSignals(True)
        ranked = sorted(known.fixed, key=lambda one: one.centre.code)
        self._fixed.set_choices(
            [_choice(one, texts) for one in ranked], None if ranked else texts._("No centre may be it")
        )
        self._fixed.set_value(chosen)
        self._fixed.blockSignals(blocked)
        free = [one for one in known.others if one.problem is None]
        self._other.set_choices([_choice(one, texts) for one in free], None if free else texts._("No centre is free"))
        if kept in [one.centre.id for one in free]:
            self._other.set_value(kept)
        elif free:
            self._other.set_value(free[0].centre.id)
        against = [texts.message(one.problem) for one in known.others if one.problem is not None]
        lines = list(dict.fromkeys(against))[:_MOST_TOLD]
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))
        self.plan.use_year(year, known.programme.starts, known.programme.ends)
        if not self._shown:
            self._begin()

    # -- saving --------------------------------------------------------------------------------------------------------
    def _save(self, made: Made) -> None:
        texts, fault = self._texts, self.year.fault() or self.plan.fault()
        for entry in (self.mentor_coordinator, self.new_coordinator):
            fault = fault or entry.fault()
        if fault:
            self.say(fault)
            return
        if self._other.value() is None or self._fixed.value() is None:
            self.say(texts._("Choose both centres."))
            (self._fixed if self._fixed.value() is None else self._other).setFocus()
            return
        year = self.year.value()
        pair = BuddyPairing(
            programme=_text(self.programme.value()),
            year=int(year) if year is not None else None,
            mentor=_text(self.mentor.value()),
            new_centre=_text(self.new_centre.value()),
            mentor_coordinator=_text(self.mentor_coordinator.value()),
            new_coordinator=_text(self.new_coordinator.value()),
        )
        start = self.plan.start()

        def work(office: Office) -> Changed:
            return office.buddies.new_pair(pair, start)

        def done(changed: Changed | None) -> None:
            self.accept()
            plans = changed.keys.get("support_plan", frozenset()) if changed is not None else frozenset()
            made(pair.id, next(iter(plans), ""))

        self._bench.desk.do(work, done, self, self.refuser(self._bench), self)


def ask_pair(bench: Bench, parent: QWidget, sources: DeskSources, place: Place, made: Made) -> None:
    """Opens the dialog for a place of the matrix, or for none."""

    def show(programmes: list[ProgrammeLine]) -> None:
        PairDialog(bench, parent, sources, programmes, place).run(made)

    bench.desk.ask(lambda office: office.buddies.programmes(), show, bench.fault, parent)


def _choice(one: Candidate, texts: Texts) -> Choice:
    return one.centre.id, centre_words(texts, one.centre.code, one.centre.country)


def _text(value: object) -> str | None:
    return str(value) if value else None
