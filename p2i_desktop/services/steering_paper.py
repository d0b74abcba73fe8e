"""What is open in the running support plans on paper: the rows of the list as they are seen, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.services import steering_steps as said
from p2i_desktop.services.list_outputs import on_paper
from p2i_desktop.services.steering_steps import Row
from p2i_desktop.services.work import Work

if TYPE_CHECKING:
    from p2i_desktop.reports.document import Cell
    from p2i_desktop.reports.list_print import PrintedList


def steering_on_paper(work: Work, rows: Sequence[Row], lines: Sequence[str], texts: Texts) -> "PrintedList":
    """The steps in the order of the list; `lines` say what is filtered and how it is sorted."""
    from p2i_desktop.reports.document import Column

    t = texts
    heads = (
        Column(t._("Pair"), header=True), Column(t._("Step")), Column(t._("Owned by")), Column(t._("Due"), "date"),
        Column(t._("State"), "state"), Column(t._("Plan")), Column(t._("Meetings")), Column(t._("No progress for")),
    )  # fmt: skip
    day = t._("As of {day}").format(day=t.date(work.today()))
    title = t._("Steering of the buddy plans")
    return on_paper(work, t, title, (day, *lines), heads, tuple(_cells(row, t) for row in rows))


def _cells(row: Row, texts: Texts) -> "tuple[Cell, ...]":
    from p2i_desktop.reports.document import State, Value

    step, (held, light) = row.step, said.meeting_words(row, texts)
    due = Value(step.on, texts.date(step.on)) if step is not None else NO_VALUE
    return (
        row.line.pair, said.step_title(row, texts), said.owner(row, texts), due,
        State(said.standing(row, texts).removeprefix("! "), "bad" if row.late else "plain"), said.plan_words(row, texts),
        f"{held} · {light}", said.silence(row, texts) or NO_VALUE,
    )  # fmt: skip
