"""How a running support plan stands and what each side does next, in the same words on Today and in the list of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.plans import StateWord
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_steering import NextStep, PlanLine


def counted(lines: list[PlanLine], texts: Texts) -> str:
    """The heading: how many plans run, how many are late, how many silent."""
    late = sum(1 for line in lines if line.state.days_late)
    silent = sum(1 for line in lines if line.silent)
    words = texts._("Buddy plans ({n}: {late} late, {silent} silent)")
    return words.format(n=texts.number(len(lines)), late=texts.number(late), silent=texts.number(silent))


def milestones(line: PlanLine, texts: Texts) -> str:
    """`6 of 9 milestones`; empty where there are none."""
    state = line.state
    if state.word is StateWord.NO_MILESTONES:
        return ""
    done, total = texts.number(state.done), texts.number(state.total)
    return texts._("{done} of {total} milestones").format(done=done, total=total)


def lateness(line: PlanLine, texts: Texts) -> str:
    """`37 days late (DX-IE)`, else the word of the state."""
    state = line.state
    if not state.days_late:
        return texts.label(state.word)
    late = texts.ngettext("{n} day late", "{n} days late", state.days_late)
    return f"{late} ({side_name(line, state.late_side, texts)})" if state.late_side else late


def side_name(line: PlanLine, side: PlanSide, texts: Texts) -> str:
    """A side by the code of its centre; both by the word."""
    codes = {PlanSide.MENTOR: line.mentor, PlanSide.NEW: line.new_centre}
    return codes.get(side) or texts.pgettext("sides", "both")


def overdue_of(line: PlanLine, side: PlanSide, texts: Texts) -> str:
    """How many milestones of a side alone are overdue; empty for none."""
    n = line.overdue[side]
    return texts.number(n) if n else ""


def meetings(line: PlanLine, texts: Texts) -> str:
    """`Meetings 1 of 2: yellow`."""
    held = line.state.meetings
    more = 0 < held.minimum < held.held
    words = texts._("Meetings {held} ({minimum} needed)") if more else texts._("Meetings {held} of {minimum}")
    words = words.replace("{held}", texts.number(held.held)).replace("{minimum}", texts.number(held.minimum))
    return f"{words}: {texts.label(held.light)}"


def silence(line: PlanLine, texts: Texts) -> str:
    """For how many days nothing has happened; empty for none."""
    days = line.state.silent_days or 0
    return texts.ngettext("No progress for {n} day", "No progress for {n} days", days) if days else ""


def step(found: NextStep | None, texts: Texts) -> str:
    """The day, or for how long it is overdue, then what: a long title must not hide when; words where there is nothing."""
    if found is None:
        return texts._("nothing open")
    title = found.title or (texts.label(found.type) if found.type else "")
    if found.late:
        late = texts.ngettext("{n} day overdue", "{n} days overdue", found.late)
        return f"! {late} · {title}"
    return f"{texts.date(found.on)} · {title}"


def next_steps(line: PlanLine, texts: Texts) -> list[str]:
    """A line for each side, with the code of its centre; one line where both have the same to do."""
    mine, theirs = line.next_steps[PlanSide.MENTOR], line.next_steps[PlanSide.NEW]
    if mine is not None and theirs is not None and mine.id == theirs.id:
        return [f"{line.mentor} + {line.new_centre}: {step(mine, texts)}"]
    return [f"{line.mentor}: {step(mine, texts)}", f"{line.new_centre}: {step(theirs, texts)}"]
