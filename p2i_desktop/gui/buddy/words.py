"""What the matrix of buddy pairs says, to the eye in short lines with a sign each and to the ear in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import PairingStatus, PlanStatus
from p2i_desktop.domain.plans import IN_FORCE, Light, PlanState, StateWord
from p2i_desktop.gui.plan.state_line import WORD_SIGNS
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.domain.network import Centre
    from p2i_desktop.services.matrix import Cell, Matrix, Row

Sign = tuple[str, str]  # icon and the token of its colour
NO_PLAN: Sign = ("minus", "text2")
DRAFT: Sign = ("pencil", "text2")
ENDED: Sign = ("x", "text2")
_LIGHTS: dict[Light, Sign] = {
    Light.GREEN: ("users", "text2"), Light.YELLOW: ("users", "text2"), Light.RED: ("circle-alert", "err"),
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A pair in its cell: the partner, a number beside it, and lines of a sign and words; `quiet`: it was called off."""

    partner: str
    beside: str
    lines: tuple[tuple[Sign, str], ...]
    quiet: bool = False


def called_off(cell: Cell) -> bool:
    """Whether a pair was cancelled: its place is free for another one."""
    return cell.pairing.status is PairingStatus.CANCELLED


def place_name(texts: Texts, centre: Centre, matrix: Matrix) -> str:
    """What a centre is called aloud: its country where it is the only one of it here, else its name."""
    if centre.id in matrix.alone:
        return texts.country(centre.country)
    return matrix.names.get(centre.id) or centre.code


def said(texts: Texts, row: Row, cell: Cell) -> Said:
    """A pair seen from its row."""
    partner, state, plan = cell.partner(row.side).code, cell.state, cell.plan
    if called_off(cell):
        return Said(partner, "", ((ENDED, texts.label(cell.pairing.status)),), quiet=True)
    if plan is None or state is None:
        return Said(partner, "–", ((NO_PLAN, texts.label(cell.pairing.status)),))
    beside = texts._("{done} of {total}")
    beside = beside.replace("{done}", texts.number(state.done)).replace("{total}", texts.number(state.total))
    lines = (
        (_sign(plan.status, state), capital(state_words(texts, plan.status, state))),
        (_LIGHTS[state.meetings.light], meeting_words(texts, state)),
    )
    return Said(partner, beside if state.total else "–", lines)


def capital(words: str) -> str:
    """Words that stand by themselves begin with a capital letter."""
    return words[:1].upper() + words[1:]


def state_words(texts: Texts, status: PlanStatus, state: PlanState) -> str:
    """How a plan stands in a word or two; late ones say by how many days."""
    if status not in IN_FORCE:
        return texts.label(status)
    if state.word is StateWord.LATE and state.days_late:
        return texts.ngettext("{n} day late", "{n} days late", state.days_late)
    return texts.label(state.word)


def _sign(status: PlanStatus, state: PlanState) -> Sign:
    if status is PlanStatus.DRAFT:
        return DRAFT
    return WORD_SIGNS[state.word] if status in IN_FORCE else ENDED


def meeting_words(texts: Texts, state: PlanState) -> str:
    """How many of the meetings of the plan year were held; more than are needed are told as such."""
    more = 0 < state.meetings.minimum < state.meetings.held
    words = texts._("{held} meetings ({least} needed)") if more else texts._("{held} of {least} meetings")
    words = words.replace("{held}", texts.number(state.meetings.held))
    return words.replace("{least}", texts.number(state.meetings.minimum))


def spoken(texts: Texts, matrix: Matrix, cell: Cell) -> str:
    """A pair as a screen reader says it."""
    state, plan = cell.state, cell.plan
    if called_off(cell):
        words = texts._("{mentor} to {new}, {year}: cancelled")
    elif plan is None or state is None or not state.total:
        words = texts._("{mentor} to {new}, {year}: no milestones recorded")
    else:
        words = texts._("{mentor} to {new}, {year}: {done} of {total} milestones, {state}, {meetings}")
        words = words.replace("{done}", texts.number(state.done)).replace("{total}", texts.number(state.total))
        words = words.replace("{state}", state_words(texts, plan.status, state))
        words = words.replace("{meetings}", meeting_words(texts, state))
    words = words.replace("{year}", str(cell.pairing.year or ""))
    words = words.replace("{mentor}", place_name(texts, cell.mentor, matrix))
    return words.replace("{new}", place_name(texts, cell.new_centre, matrix))


def spoken_empty(texts: Texts, matrix: Matrix, row: Row, year: int) -> str:
    """A cell without a pair as a screen reader says it."""
    open_ = texts._("{centre}, {year}: no pair yet")
    if year not in row.years:
        open_ = texts._("{centre}, {year}: takes no part")
    return open_.replace("{year}", str(year)).replace("{centre}", place_name(texts, row.centre, matrix))
