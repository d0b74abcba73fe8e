"""The third tab of the page of buddy plans: the centres, how the set-up of the marked one went, and its services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import SetupProgress
from p2i_desktop.domain.network import Centre, CentreService, Programme, SetupStage, Transition
from p2i_desktop.gui.buddy.centre_dialog import ask_centre
from p2i_desktop.gui.buddy.move_dialog import ask_move
from p2i_desktop.gui.buddy.sources import CentreSources
from p2i_desktop.gui.low_window import HeightKeeper
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.procurement.part_table import Line, PartTable, Wording
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.network import CentreLife, CentreLine
    from p2i_desktop.services.office import Changed, Office

CENTRE, STAGE, SERVICE = "centre", "transition", "centre_service"
CENTRE_FIELDS = (
    "code", "country", "language", "timezone", "mandate_act*", "mandate_body", "mandate_on", "website", "email",
    "source*",
)  # fmt: skip
SERVICE_FIELDS = (
    "service", "stage", "name*", "since", "until", "taken_over_from", "test_users", "description*", "test_result*",
)  # fmt: skip
_MOST_CENTRES, _MOST_ROWS = 6, 8


class CentresTab(QWidget):
    """A table of centres; below it the stages and services of the one that is marked."""

    def __init__(self, bench: Bench, sources: CentreSources, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._sources = bench, sources
        self._programme: Programme | None = None
        self._lines: dict[str, CentreLine] = {}
        self._life: CentreLife | None = None
        self._wanted = ""
        self.centres = PartTable(bench, CENTRE, 4, self, wide=1, most=_MOST_CENTRES)
        self.stages = PartTable(bench, STAGE, 3, self, wide=2, most=_MOST_ROWS)
        self.services = PartTable(bench, SERVICE, 5, self, wide=1, most=_MOST_ROWS)
        self.centres.to_bin.hide()  # a centre is named by too much to go by one key
        self.stages.to_bin.hide()  # a move is taken back by undo
        self.centres.add_wanted.connect(self.new_centre)
        self.centres.edit_wanted.connect(lambda _kind, key: self._edit_centre(key))
        self.centres.table.itemSelectionChanged.connect(self._marked)
        self.stages.add_wanted.connect(self.new_stage)
        self.stages.edit_wanted.connect(lambda _kind, key: self._edit_stage(key))
        self.services.add_wanted.connect(self.new_service)
        self.services.edit_wanted.connect(lambda _kind, key: self._edit_service(key))
        self.services.bin_wanted.connect(lambda _kind, key: self._bin_service(key))
        px = bench.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        for table in (self.centres, self.stages, self.services):
            HeightKeeper(table)  # a box takes height off the first of several tables
            column.addWidget(table)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self._bench.texts
        edit, away = texts._("Edit"), texts._("Move to bin")
        heads = (
            texts.field(Centre, "code"),
            texts._("Name"),
            *(texts.field(Centre, n) for n in ("country", "setup_stage")),
        )
        self.centres.say(
            Wording(texts._("Centres"), texts._("New centre…"), texts._("No centre yet."), edit, away, heads)
        )
        moves = (
            texts.field(Transition, "on"), texts.field(Centre, "setup_stage"), texts.field(SetupProgress, "evidence")
        )  # fmt: skip
        self._word_stages((edit, away), moves)
        names = ("service", "name", "stage", "since", "taken_over_from")
        heads = tuple(texts.field(CentreService, name) for name in names)
        self.services.say(
            Wording(texts._("Services"), texts._("Add service…"), texts._("No service yet."), edit, away, heads)
        )
        self._show_life(self._life)

    def _word_stages(self, words: tuple[str, str], heads: tuple[str, ...]) -> None:
        texts = self._bench.texts
        self.stages.say(
            Wording(
                texts._("Stages of the set-up"), texts._("New stage…"), texts._("No stage is dated yet."), *words, heads
            )
        )

    def show_centres(self, lines: list[CentreLine], programme: Programme | None) -> None:
        """Shows all centres of the file; the one that is marked stays so, at first the own one."""
        texts, self._programme = self._bench.texts, programme
        self._lines = {line.centre.id: line for line in lines}
        rows = []
        for line in lines:
            one = line.centre
            rows.append(
                Line(CENTRE, one.id, (one.code, line.name, texts.country(one.country), texts.label(one.setup_stage)))
            )
        self.centres.fill(rows)
        if self._wanted in self._lines:
            self.centres.table.selectRow(list(self._lines).index(self._wanted))
            self._wanted = ""
        elif lines and not self.centres.current()[0]:
            self.centres.table.selectRow(0)
        self._marked()

    def default_focus(self) -> QWidget:
        """The centres."""
        return self.centres.table if self._lines else self.centres.add

    def current(self) -> Centre | None:
        """The centre that is marked."""
        line = self._lines.get(self.centres.current()[1])
        return line.centre if line is not None else None

    def _marked(self) -> None:
        centre = self.current()
        if centre is None:
            self._show_life(None)
            return
        key = centre.id
        self._bench.desk.ask(lambda office: office.network.centre(key), self._show_life, lambda _: None, self)

    def _show_life(self, life: CentreLife | None) -> None:
        centre = self.current()
        self._life = life if life is not None and centre is not None and life.centre.id == centre.id else None
        for table in (self.stages, self.services):
            table.setVisible(self._life is not None)
        if self._life is None:
            return
        texts = self._bench.texts
        self.stages.fill([_stage_line(texts, move) for move in self._life.stages])
        self.services.fill([_service_line(texts, one, self._life) for one in self._life.services])
        self._bench.look.dress(self)

    # -- what can be done ----------------------------------------------------------------------------------------------
    def new_centre(self) -> None:
        """Asks for a centre, and what it is in the programme that is shown."""
        if self._bench.writable():
            ask_centre(self._bench, self.window(), self._programme, self.want)

    def want(self, centre_id: str) -> None:
        """This centre is marked when the centres come next."""
        self._wanted = centre_id

    def _edit_centre(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None and self._bench.writable():
            title = self._bench.texts._("Centre {code}").replace("{code}", line.centre.code)
            dialog = PartDialog(self._bench, title, line.centre, CENTRE_FIELDS, self._sources, self.window())
            dialog.run(lambda office, centre, _name: office.centre.save_centre(centre))

    def new_stage(self) -> None:
        """The marked centre reached another stage."""
        centre = self.current()
        if centre is None or not self._bench.writable():
            return
        texts, key = self._bench.texts, centre.id
        title = texts._("New stage of {centre}").replace("{centre}", centre.code)

        def save(office: Office, chosen: str, on: object, words: str) -> Changed:
            return office.network.set_stage(key, SetupStage(chosen), on, words)  # type: ignore[arg-type]

        label = texts._("&Evidence (from “{stage}” on)").replace("{stage}", texts.label(SetupStage.MANDATED))
        ask_move(self._bench, self.window(), "setup_stage", centre.setup_stage, title, label, save)

    def _edit_stage(self, key: str) -> None:
        moves = self._life.stages if self._life is not None else []
        move = next((one for one in moves if one.id == key), None)
        if move is not None and self._bench.writable():
            title = self._bench.texts.label(SetupStage(move.new))
            dialog = PartDialog(self._bench, title, move, ("on", "reason*"), self._sources, self.window())
            dialog.run(lambda office, record, _name: office.network.correct_stage(record))

    def new_service(self) -> None:
        """The marked centre offers, or thinks of, a service."""
        centre = self.current()
        if centre is not None and self._bench.writable():
            title = self._bench.texts._("New service of {centre}").replace("{centre}", centre.code)
            self._ask_service(CentreService(centre=centre.id), title)

    def _edit_service(self, key: str) -> None:
        services = self._life.services if self._life is not None else []
        service = next((one for one in services if one.id == key), None)
        if service is not None:
            self._ask_service(service, self._bench.texts.type_name(CentreService))

    def _ask_service(self, service: CentreService, title: str) -> None:
        def ask() -> None:
            dialog = PartDialog(self._bench, title, service, SERVICE_FIELDS, self._sources, self.window())
            dialog.run(_save_service, owner=service.centre or "")

        self._sources.load(ask)

    def _bin_service(self, key: str) -> None:
        words = self._bench.texts._("Moved to the bin.")
        self._bench.desk.do(
            lambda office: office.network.remove_service(key), lambda _: self._bench.toast(words, undo=True), self,
            owner=self,
        )  # fmt: skip


def _save_service(office: Office, service: CentreService, _made: str) -> Changed:
    return office.network.save_service(service)


def _stage_line(texts: Texts, move: Transition) -> Line:
    return Line(STAGE, move.id, (texts.date(move.on), texts.label(SetupStage(move.new)), move.reason))


def _service_line(texts: Texts, one: CentreService, life: CentreLife) -> Line:
    taken = life.names.get(one.taken_over_from or "", "")
    cells = (texts.label(one.service), one.name, texts.label(one.stage), texts.date(one.since), taken)
    return Line(SERVICE, one.id, cells)
