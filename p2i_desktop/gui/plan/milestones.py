"""The tab of the milestones: table and timeline of the same rows; what takes others along is shown before it is saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import Mode
from p2i_desktop.domain.record import Record
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.line.columns import CellError
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.plan.hand import Where
from p2i_desktop.gui.plan.milestone_board import board_of
from p2i_desktop.gui.plan.milestone_cells import COLUMNS
from p2i_desktop.gui.plan.milestone_head import MilestoneHead
from p2i_desktop.gui.plan.milestone_model import MilestoneModel
from p2i_desktop.gui.plan.milestone_paste import lines_in, milestones_in, pasted_words
from p2i_desktop.gui.plan.milestone_views import BOTH, TABLE, TIMES, MilestoneViews
from p2i_desktop.gui.plan.move_bar import MoveBar, cautions_words
from p2i_desktop.gui.plan.moving import Moving
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.i18n import N_
from p2i_desktop.services.plan_moves import PlanDays, Preview

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile

_VIEW, _KEEP = "plan_milestones_view", "plan_keep_distances"


class MilestonesTab(PlanTab):
    """F8 changes the view, Ctrl+N makes a milestone, Ctrl+D marks one as done."""

    name = "plan_milestones"
    heading = N_("Milestones")
    shows = frozenset({"plan_template"})
    opens = True
    adds = True
    marks = True

    def build(self) -> None:
        bench = self.bench
        self._days: tuple[object, PlanDays] = (None, PlanDays())
        self._begun = False  # the blank row is wanted though there is no milestone
        self._typing = False  # something typed here is kept as a draft
        self._seen = ""  # the plan whose first open milestone was shown
        self._fresh = ""  # the first milestone that was pasted: it is shown when it has come
        self.model = MilestoneModel(bench.look, bench.texts, self)
        self.moving = Moving(self.hand, self.model, self)
        self.views = MilestoneViews(bench.look, lambda: bench.texts, self.model, self.moving, self)
        self.head = MilestoneHead(bench.look, self)
        self.bar = MoveBar(bench, self)
        self.empty = EmptyState(self)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        for part in (self.head, self.bar, self.said):
            column.addWidget(part)
        column.addWidget(self.views, 1)
        column.addWidget(self.empty, 1)
        self.moving.mode = Mode.KEEP if bench.remembered(_KEEP) else Mode.MUST
        self.head.keep.setChecked(self.moving.mode is Mode.KEEP)
        self._connect()
        self._read_order()
        self.reload()
        self.views.show_view(bench.remembered(_VIEW) or BOTH)

    def _read_order(self) -> None:
        """Tab goes as the eyes go."""
        bar = (self.bar.all, self.bar.alone, self.bar.cancel)
        for one, other in pairwise((*self.head.stops(), *bar, self.views.table, self.views.times, self.empty.button)):
            self.setTabOrder(one, other)

    def _connect(self) -> None:
        views, moving, bar, head = self.views, self.moving, self.bar, self.head
        head.view_chosen.connect(self._show_view)
        head.new.clicked.connect(self.add_row)
        head.keep.toggled.connect(self._keep_distances)
        head.nearer.clicked.connect(lambda: views.times.zoom(1))
        head.farther.clicked.connect(lambda: views.times.zoom(-1))
        head.whole.clicked.connect(views.times.fit)
        self.empty.pressed.connect(self._use_template)
        self.hand.offered.connect(lambda *_: self._again())  # it is wished for another version
        self.model.wished.connect(self._wish)
        self.model.move_wished.connect(self._move)
        self.model.said.connect(lambda words: self._say(words, "err"))
        moving.changed.connect(self._show_move)
        moving.asked.connect(lambda: self.bench.announce(bar, bar.said()))
        moving.saved.connect(self._moved)
        bar.all_wanted.connect(lambda: self._answer(moving.save))
        bar.alone_wanted.connect(lambda: self._answer(lambda: moving.save(alone=True)))
        bar.cancel_wanted.connect(lambda: self._answer(moving.cancel))
        views.shown.connect(lambda _: self._show_choice())
        views.times.said.connect(lambda words: self.bench.announce(views.times, words))
        views.times.edit_wished.connect(self._edit)
        views.table.typing.connect(self._keep_draft)
        views.table.ended.connect(self._drop_draft)
        views.table.paste_wished.connect(self._paste)
        self.hand.drafts.serve(views.table.objectName(), self._resume)
        for view in (views.table, views.times):
            view.done_wished.connect(self._done)
            view.bin_wished.connect(self._bin)
            view.order_wished.connect(self._order)
        self.bench.look.changed.connect(views.fit)

    # -- showing -----------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        texts = self.bench.texts
        self.head.retranslate(texts)
        self.views.table.setAccessibleName(texts._("Milestones"))
        self.views.times.setAccessibleName(texts._("Timeline of the milestones"))
        self.views.times.setAccessibleDescription(
            texts._(
                "Left and Right move the milestone by a working day, with Shift by a week, with Ctrl+Shift its end."
            )
        )
        self.empty.show_state("milestone", texts._("No milestone yet."), texts._("Use a template"))
        self.bar.retranslate()
        self.views.fit()

    def count(self, file: PlanFile) -> str:
        done = sum(one.done_on is not None for one in file.milestones)
        return f"{done}/{len(file.milestones)}" if file.milestones else ""

    def show_file(self, file: PlanFile) -> None:
        views, bench = self.views, self.bench
        board = board_of(file, self._days[1], bench.clock.today(), bench.texts)
        self.model.writable = self.hand.may_write()
        self.model.let_grow(self._grows())
        current = views.current()
        self.model.show_board(board, bench.texts)
        self.moving.forget()
        fresh, self._fresh = self.model.row_of(self._fresh), ""
        if fresh >= 0:
            views.go_to(fresh)
            current = self.model.milestone(fresh)
        row = self.model.row_of(current.id) if current is not None else -1
        if row >= 0 and row != views.table.currentIndex().row():
            views.go_to(row)
        views.legend.show_board(board, self.model.cells)
        if self._seen != file.plan.id:
            self._seen, self._begun = file.plan.id, False
            views.times.fit()
            opened = [row for row, one in enumerate(board.milestones) if one.done_on is None]
            views.go_to(opened[0] if opened else 0)
        self._show_parts(bool(file.milestones))
        self._ask_days(file)
        views.fit_rows()

    def _ask_days(self, file: PlanFile) -> None:
        """The holidays of both countries, once for the years that the plan touches."""
        days = [d for one in file.milestones for d in (one.starts_on, one.due_on) if d is not None]
        years = sorted({day.year for day in (*days, file.plan.starts, file.plan.ends) if day is not None})
        asked = (
            file.plan.id, self.bench.texts.language, file.mentor.country, file.new_centre.country, tuple(years[:1] + years[-1:])
        )  # fmt: skip
        if self._days[0] == asked:
            return
        key = file.plan.id

        def told(found: PlanDays) -> None:
            self._days = (asked, found)
            if self.hand.file is not None and self.hand.file.plan.id == key:
                self.show_file(self.hand.file)

        self.bench.desk.ask(lambda office: office.plan_moves.days(key), told, owner=self)

    def _show_parts(self, some: bool) -> None:
        shown = some or self._begun or self.model.rowCount() > 1
        self.views.setVisible(shown)
        self.empty.setVisible(not shown)
        self.empty.button.setEnabled(self._grows())
        self._show_choice()

    def _show_choice(self) -> None:
        views, some = self.views, self.views.isVisibleTo(self)
        self.head.show_state(views.now(), views.possible(), some, self._grows())

    def _grows(self) -> bool:
        return self.hand.may_add(PlanMilestone)

    def has(self, file: PlanFile, row_id: str) -> bool:
        """Whether a row is a milestone of the plan."""
        return any(one.id == row_id for one in file.milestones)

    def go_to(self, row_id: str) -> None:
        """Marks a milestone."""
        self.views.go_to(self.model.row_of(row_id))
        self.take_focus()

    def take_focus(self) -> None:
        (self.views if self.views.isVisibleTo(self) else self.empty.button).setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.views.isVisibleTo(self):
            self.views.take_focus()

    def commands(self) -> list[Command]:
        return [
            Command("plan_view", N_("Next view of the milestones"), self.next_view, "F8", "case", "table-2"),
            Command("plan_whole", N_("The whole plan in the timeline"), self.show_whole, "", "case"),
        ]

    def next_view(self) -> None:
        """Both, the table, the timeline, and round again."""
        self.wanted.emit()
        if self.hand.file is None:
            return  # nothing is read yet
        possible, now = self.views.possible(), self.views.now()
        self._show_view(possible[(possible.index(now) + 1) % len(possible)])
        self.take_focus()

    def show_whole(self) -> None:
        """The timeline with all its days."""
        self.wanted.emit()
        if self.hand.file is not None:
            if self.views.now() == TABLE:
                self._show_view(TIMES)
            self.views.times.fit()

    def _show_view(self, view: str) -> None:
        self.views.table.commit()
        self.views.show_view(view)
        self.bench.remember(_VIEW, view)
        self._show_choice()

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.setProperty("tone", tone)
        restyle(self.said)
        self.said.setVisible(bool(words))
        if words:
            self.bench.announce(self.said, words)

    # -- moving ------------------------------------------------------------------------------------------------------
    def _move(self, key: str, span: Any) -> None:
        if self.moving.try_out(key, span):
            self.moving.settle()

    def _show_move(self) -> None:
        found = self.moving.preview
        if found is not None and found.others:
            self.bar.ask(found)
        else:
            self.bar.hide()

    def _moved(self, found: Preview) -> None:
        """What to mind about days that are saved without a question."""
        self._say(cautions_words(found, self.bench.texts), "warn")

    def _answer(self, answer: Any) -> None:
        answer()
        self.views.take_focus()

    def _keep_distances(self, keep: bool) -> None:
        self.bench.remember(_KEEP, "yes" if keep else "")
        self.moving.follow(Mode.KEEP if keep else Mode.MUST)

    # -- rows --------------------------------------------------------------------------------------------------------
    def _wish(self, base: PlanMilestone | None, wish: PlanMilestone, column: str) -> None:
        self._say("", "err")

        def edit(office: Office, where: Where) -> Changed | None:
            if base is None:
                return office.plans.save_row(where.of(wish))
            now = office.work.get(PlanMilestone, where.row(base.id))
            return office.plans.save_row(where.changed(base, wish, now))

        def failed(error: Exception) -> None:
            self._again()
            self.hand.say(error)

        self.hand.do(edit, None, failed)

    def _paste(self, text: str) -> None:
        """Lines of the clipboard become milestones at the end, in one step; where one is none, nothing is pasted."""
        try:
            found = milestones_in(lines_in(text), self.model.cells, self.model.blank())
        except CellError as error:
            self._say(str(error), "err")
            return
        if not found.rows:
            return

        def edit(office: Office, where: Where) -> Changed | None:
            return office.plans.save_rows([where.of(row) for row in found.rows], "paste_plan_milestones")

        def told() -> None:
            self._fresh = found.rows[0].id
            self._say(pasted_words(found, self.bench.texts), "warn" if found.unknown else "text2")

        self._say("", "err")
        self.hand.do(edit, told, self.hand.say)

    def _keep_draft(self, row: int, column: str, text: str) -> None:
        """What is being typed is kept within a second."""
        plan = self.model.board.plan
        one = self.model.milestone(row) or PlanMilestone(plan=plan.id)
        self._typing = True
        self.hand.drafts.keep(self.views.table.objectName(), one, column, text)

    def _drop_draft(self) -> None:
        """The typing ended: it is saved, or given up; a text that is no value stays in its cell, and its draft."""
        if self._typing and not self.model.faulty():
            self._typing = False
            self.hand.drafts.drop()

    def _resume(self, row: Record, column: str, text: object) -> bool:
        """Goes on with what was being typed when the window went."""
        at = self.model.row_of(row.id) if row.revision else len(self.model.board.milestones)
        if not 0 <= at < self.model.rowCount() or column not in COLUMNS or not self.hand.may_write():
            return False
        self._begun = self._typing = True
        self._show_parts(bool(self.model.board.milestones))
        if self.views.now() == TIMES:
            self._show_view(TABLE)
        self.views.table.go_on(at, column, str(text or ""))
        return True

    def _again(self) -> None:
        """What is in the file stands in the rows again."""
        self.model.give_up()
        if self.hand.file is not None:
            self.show_file(self.hand.file)

    def _done(self, row: int) -> None:
        one = self.model.milestone(row)
        if one is None or not self.hand.may_write():
            return
        if one.id in self.model.board.fixed:
            self._say(self.bench.texts._("Progress is kept in the version that is in force."), "warn")
            return
        wish = replace(one, done_on=None if one.done_on else self.bench.clock.today())
        self._wish(one, wish, "done_on")
        words = self.bench.texts._("Done: {title}") if wish.done_on else self.bench.texts._("Open again: {title}")
        self.bench.announce(self.views, words.replace("{title}", one.title))

    def mark_done(self) -> None:
        self._done(self.views.table.currentIndex().row())

    def add_row(self) -> None:
        if not self._grows():
            return
        self._begun = True
        self._show_parts(bool(self.model.board.milestones))
        if self.views.now() == TIMES:
            self._show_view(TABLE)
        self.views.table.edit_cell(self.model.rowCount() - 1, "title")

    def _edit(self, row: int) -> None:
        """From the timeline into the due date of the table."""
        if row < 0 or not self.hand.may_write():
            return
        if self.views.now() == TIMES:
            self._show_view(TABLE)
        self.views.table.edit_cell(row, "due_on" if self.model.milestone(row) else "title")

    def _bin(self, row: int) -> None:
        one = self.model.milestone(row)
        if one is None or not self.hand.may_write():
            return
        words = self.bench.texts._("Moved to the bin: {title}").replace("{title}", one.title)
        self.hand.remove_row(one, lambda: self.bench.toast(words, undo=True))

    def _order(self, row: int, by: int) -> None:
        """One place up or down, the choice goes with it."""
        rows = self.model.board.milestones
        if not (0 <= row < len(rows) and 0 <= row + by < len(rows)) or not self.hand.may_write():
            return
        one, after = rows[row], row + by + (1 if by > 0 else 0)
        before = rows[after].id if after < len(rows) else None

        def edit(office: Office, where: Where) -> Changed | None:
            now = office.work.get(PlanMilestone, where.row(one.id))
            return office.plans.reorder(now, where.row(before) if before else None)

        self.hand.do(edit)

    # -- templates ---------------------------------------------------------------------------------------------------
    def _use_template(self) -> None:
        self.head.templates.popup(self.empty.button.mapToGlobal(self.empty.button.rect().bottomLeft()))

    def reload(self) -> None:
        """The templates by name."""

        def told(found: list[Any]) -> None:
            self.head.templates.clear()
            for one in found:
                self.head.templates.addAction(menu_text(one.name), partial(self._apply, one.id))

        self.bench.desk.ask(lambda office: office.plans.templates(), told, owner=self)

    def _apply(self, template: str) -> None:
        self.hand.do(lambda office, where: office.plans.apply_template(where.plan_id, template))

    def leave(self) -> None:
        self.views.table.commit()
        self.moving.settle_now()
