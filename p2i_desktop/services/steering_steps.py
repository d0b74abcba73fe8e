"""What is open in the running support plans, one row a step: how it is said, sorted and filtered, the same on screen and paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.plans import StateWord
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.services.plan_steering import NextStep, PlanLine

Order = tuple[tuple[str, bool], ...]  # (column, descending), the first key first


@dataclass(frozen=True, slots=True)
class Row:
    """A step that is overdue or comes next for a side; a plan with nothing open has one row without a step."""

    line: PlanLine
    step: NextStep | None

    @property
    def id(self) -> str:
        """Of the step, else of the plan."""
        return self.step.id if self.step is not None else self.line.plan_id

    @property
    def late(self) -> int:
        """Days for which the step is overdue."""
        return self.step.late if self.step is not None else 0


def rows_of(lines: Iterable[PlanLine]) -> list[Row]:
    """All that is overdue, and what each side does next whether or not it is late with something, each step once."""
    found: list[Row] = []
    for line in lines:
        steps = {one.id: one for one in (*line.late_steps, *line.next_steps.values(), *line.coming) if one}
        found += [Row(line, step) for step in steps.values()] or [Row(line, None)]
    return found


# -- in words ------------------------------------------------------------------------------------------------------------


def step_title(row: Row, texts: Texts) -> str:
    """What is to be done: a milestone by its title, a measure by its type."""
    if row.step is None:
        return texts._("nothing open")
    return row.step.title or (texts.label(row.step.type) if row.step.type else "")


def owner(row: Row, texts: Texts) -> str:
    """Whose step it is: the code of a centre, or the word for both."""
    return side_words(row.line, row.step.side, texts) if row.step is not None else NO_VALUE


def side_words(line: PlanLine, side: PlanSide, texts: Texts) -> str:
    """A side by the code of its centre; both by the word."""
    return {PlanSide.MENTOR: line.mentor, PlanSide.NEW: line.new_centre}.get(side) or texts.pgettext("sides", "both")


def standing(row: Row, texts: Texts) -> str:
    """How a step stands, a sign and words: `! 12 days overdue`; one that is not is called next."""
    if row.step is None:
        return NO_VALUE
    if row.late:
        return "! " + texts.ngettext("{n} day overdue", "{n} days overdue", row.late)
    return texts._("next step")


def plan_words(row: Row, texts: Texts) -> str:
    """How the plan stands: `6 of 9 · 37 days late`, else the word of its state."""
    state = row.line.state
    if state.word is StateWord.NO_MILESTONES:
        return texts.label(state.word)
    done = texts._("{done} of {total}").replace("{total}", texts.number(state.total))
    done = done.replace("{done}", texts.number(state.done))
    late = texts.ngettext("{n} day late", "{n} days late", state.days_late) if state.days_late else ""
    return f"{done} · {late or texts.label(state.word)}"


def meeting_words(row: Row, texts: Texts) -> tuple[str, str]:
    """How many meetings were held, and the word of their traffic light."""
    held = row.line.state.meetings
    words = texts._("{done} ({total} needed)") if 0 < held.minimum < held.held else texts._("{done} of {total}")
    words = words.replace("{total}", texts.number(held.minimum))
    return words.replace("{done}", texts.number(held.held)), texts.label(held.light)


def silence(row: Row, texts: Texts) -> str:
    """For how many days nothing has happened in the plan, with a sign where that is too long; empty where it has."""
    days = row.line.state.silent_days
    if not days:
        return ""
    words = texts.ngettext("{n} day", "{n} days", days)
    return f"! {words}" if row.line.silent else words


# -- sorted and filtered -------------------------------------------------------------------------------------------------


def _keys(texts: Texts) -> dict[str, Callable[[Row], Any]]:
    """What each column sorts by; None comes last, whichever way."""
    sort = texts.sort_key
    return {
        "pair": lambda row: (sort(row.line.pair), row.line.plan_id),
        "step": lambda row: sort(step_title(row, texts)) if row.step is not None else None,
        "side": lambda row: sort(owner(row, texts)) if row.step is not None else None,
        "due": lambda row: row.step.on if row.step is not None else None,
        "late": lambda row: row.late,
        "state": lambda row: (row.line.state.days_late, row.line.state.total - row.line.state.done),
        "meetings": lambda row: (row.line.state.meetings.held, row.line.state.meetings.light.value),
        "silence": lambda row: row.line.state.silent_days or 0,
    }


def ordered(rows: Iterable[Row], order: Order, texts: Texts) -> list[Row]:
    """The rows in an order; equal ones by day and pair, so that the order is always the same."""
    keys = _keys(texts)
    found = sorted(
        rows, key=lambda row: (row.step is None, str(row.step.on) if row.step else "", row.line.pair, row.id)
    )
    for column, descending in reversed(order):
        key = keys[column]
        known = sorted((row for row in found if key(row) is not None), key=key, reverse=descending)
        found = known + [row for row in found if key(row) is None]
    return found


def fitting(rows: Sequence[Row], text: str, texts: Texts) -> list[Row]:
    """The rows that hold all words of a text somewhere in what is seen of them."""
    wanted = fold(text).split()
    return [row for row in rows if all(word in _said(row, texts) for word in wanted)]


def _said(row: Row, texts: Texts) -> str:
    line, (held, light) = row.line, meeting_words(row, texts)
    day = texts.date(row.step.on) if row.step is not None else ""
    parts = (
        line.pair, line.title, line.mentor_name, line.new_name, step_title(row, texts), owner(row, texts), day,
        standing(row, texts), plan_words(row, texts), held, light, silence(row, texts),
    )  # fmt: skip
    return fold(" ".join(parts))
