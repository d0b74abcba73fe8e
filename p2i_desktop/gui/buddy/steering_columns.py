"""The columns of the steering table: what each cell says of a step, with its sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from p2i_desktop.gui.columns import Cell, Column, Values
from p2i_desktop.gui.plan.state_line import LIGHT_SIGNS, WORD_SIGNS
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.steering_steps import Row

NAMES = ("id", "row")  # what a row of the model holds: an id, and the step


def _of(make: Callable[[Row, Texts], Cell]) -> Callable[[Values, Texts, date], Cell]:
    return lambda values, texts, _today: make(values["row"], texts)


def _pair(row: Row, texts: Texts) -> Cell:
    return Cell(row.line.pair, row.line.title)


def _step(row: Row, texts: Texts) -> Cell:
    from p2i_desktop.services.steering_steps import standing, step_title

    second = standing(row, texts) if row.step is not None else ""
    return Cell(step_title(row, texts), second, tone="err" if row.late else "")


def _side(row: Row, texts: Texts) -> Cell:
    from p2i_desktop.services.steering_steps import owner

    return Cell(owner(row, texts))


def _due(row: Row, texts: Texts) -> Cell:
    return Cell(texts.date(row.step.on)) if row.step is not None else Cell("–", tone="text3")


def _late(row: Row, texts: Texts) -> Cell:
    return Cell(texts.number(row.late), tone="err") if row.late else Cell("–", tone="text3")


def _state(row: Row, texts: Texts) -> Cell:
    from p2i_desktop.services.steering_steps import plan_words

    sign, _tone = WORD_SIGNS[row.line.state.word]
    done, _, words = plan_words(row, texts).partition(" · ")
    return Cell(words or done, texts._("{count} done").replace("{count}", done) if words else "", icon=sign)


def _meetings(row: Row, texts: Texts) -> Cell:
    from p2i_desktop.services.steering_steps import meeting_words

    held, light = meeting_words(row, texts)
    return Cell(held, light, icon=LIGHT_SIGNS[row.line.state.meetings.light][0])


def _silence(row: Row, texts: Texts) -> Cell:
    from p2i_desktop.services.steering_steps import silence

    return Cell(silence(row, texts) or "–", tone="warn" if row.line.silent else "")


COLUMNS = (
    Column("step", N_("Step"), _of(_step), "step", share=3),
    Column("side", N_("Owned by"), _of(_side), "side"),
    Column("due", N_("Due"), _of(_due), "due", number=True),
    Column("late", N_("Days overdue"), _of(_late), "late", number=True, right=True, drop=1),
    Column("pair", N_("Pair"), _of(_pair), "pair", share=2),
    Column("state", N_("State of the plan"), _of(_state), "state"),
    Column("meetings", N_("Meetings"), _of(_meetings), "meetings"),
    Column("silence", N_("No progress for"), _of(_silence), "silence"),
)
