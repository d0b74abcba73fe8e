"""The fifteen steps of a centre's set-up as a grid: Space marks done, N says that a step does not apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from p2i_desktop.domain.buddies import SetupProgress
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.grid_box import GridBox, GridWords
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.plan.hand import Edit, PlanHand
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

_DONE, _NOT = N_("Mark as done, or as open"), N_("Does not apply, or applies")


class SetupBox(GridBox):
    """Steps belong to the centre, not to a version of a plan: they are edited whatever the plan is."""

    hand: PlanHand

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        today = hand.bench.clock.today
        super().__init__(
            hand, SetupProgress,
            (
                Column("milestone", letters=24, words=_milestone),
                Column(title=N_("State"), letters=17, words=lambda row, texts: state_words(row, texts, today())),
                Column("planned_on", letters=11), Column("done_on", letters=11), Column("evidence", wide=2),
                Column("source", wide=1),
            ),
            GridWords(
                N_("Set-up steps of the new centre"),
                hint=N_("Space or D marks a step as done today, N says that it does not apply, Enter edits days, evidence and source."),
            ),
            parent, first="planned_on",
        )  # fmt: skip
        self.ticking, self.leaving_out = (self._action("check"), self._action("minus"))
        head = self.layout().itemAt(0).layout()  # type: ignore[union-attr]
        for button in (self.ticking, self.leaving_out):
            head.addWidget(button)  # type: ignore[union-attr]
        self.ticking.clicked.connect(self.toggle_done)
        self.leaving_out.clicked.connect(self.toggle_applies)
        QWidget.setTabOrder(self.ticking, self.leaving_out)
        QWidget.setTabOrder(self.leaving_out, self.grid)
        self.grid.installEventFilter(self)

    def _action(self, icon: str) -> QPushButton:
        button = self._button(icon)
        button.setProperty("kind", "quiet")
        return button

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.hand.bench.texts
        for button, short, verb, key in (
            (self.ticking, texts._("Done"), _DONE, "D"), (self.leaving_out, texts._("Does not apply"), _NOT, "N"),
        ):  # fmt: skip
            button.setText(short)
            button.setAccessibleName(texts._(verb))
            button.setToolTip(tooltip_text(f"{texts._(verb)}   {key}"))

    def fill(self, rows: Any) -> None:
        super().fill(rows)
        for button in (self.ticking, self.leaving_out):
            button.setVisible(self._writable() and bool(rows))

    def _writable(self) -> bool:
        return self.hand.bench.writable()

    def locked(self, row: Any, column: Column) -> bool:
        """The steps stand fast; what does not apply has no day on which it was done."""
        return column.field == "milestone" or not self._writable() or (column.field == "done_on" and row.not_applicable)

    # -- what is done ------------------------------------------------------------------------------------------------
    def toggle_done(self) -> None:
        """The marked step is done today, or open again."""
        row = self._step()
        if row is not None:
            done = row.done_on is None
            self._do(lambda office, _where: office.setup_list.tick(row.centre or "", row.milestone, done))

    def toggle_applies(self) -> None:
        """The marked step does not apply to this centre, or does again."""
        row = self._step()
        if row is not None:
            out = not row.not_applicable
            self._do(lambda office, _where: office.setup_list.apply_not(row.centre or "", row.milestone, out))

    def _step(self) -> SetupProgress | None:
        row: object = self.grid.current()
        return row if isinstance(row, SetupProgress) and self._writable() else None

    def _save(self, row: Any, field: str, value: object) -> None:
        values: dict[str, Any] = {field: value}
        wish = replace(cast(SetupProgress, row), **values)

        def edit(office: Office, _where: object) -> Changed | None:
            return office.setup_list.save(wish)

        self._do(edit, self.drafts.drop)

    def _do(self, edit: Edit, then: Callable[[], object] | None = None) -> None:
        self.say("")
        self.hand.do(edit, then)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space, D and N on a row, before the grid takes them for letters."""
        if watched is not self.grid or event.type() != QEvent.Type.KeyPress or self.grid.editing():
            return super().eventFilter(watched, event)
        key = cast(QKeyEvent, event)
        if key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        verbs = {Qt.Key.Key_Space: self.toggle_done, Qt.Key.Key_D: self.toggle_done, Qt.Key.Key_N: self.toggle_applies}
        verb = verbs.get(Qt.Key(key.key()))
        if verb is None:
            return False
        verb()
        return True


def state_words(row: SetupProgress, texts: Texts, today: date) -> str:
    """How a step stands: a sign and a word."""
    if row.not_applicable:
        return texts._("– does not apply")
    if row.done_on is not None:
        return texts._("✓ done")
    if row.planned_on is None:
        return texts._("○ open")
    late = (today - row.planned_on).days
    return texts.ngettext("! {n} day late", "! {n} days late", late) if late > 0 else texts._("◷ planned")


def _milestone(row: SetupProgress, texts: Texts) -> str:
    return texts.label(row.milestone)
