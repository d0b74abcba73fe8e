"""What the quick log is told once it stands open: defaults, staff, drafts, rounding of the clock."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from p2i_desktop.gui.fields.sources import Short, short_lists
from p2i_desktop.gui.log.callers import Context, context
from p2i_desktop.services.advice import QUICK_LOG

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office


# ids of case, organisation, contact, plan, workshop
Given = tuple[str | None, str | None, str | None, str | None, str | None]
NOTHING: Given = (None, None, None, None, None)


@dataclass(frozen=True)
class Opening:
    """The answer to the opening of the dialog; drafts the latest first, `old` those to offer for discarding."""

    context: Context
    lists: Short
    drafts: list[Any]
    old: list[Any]
    rounding: int  # minutes


def look_up(
    office: "Office", case: str | None, organisation: str | None, contact: str | None, plan: str | None = None,
    workshop: str | None = None,
) -> Opening:  # fmt: skip
    """Everything in one go, in the worker."""
    drafts = sorted(office.drafts.of(QUICK_LOG), key=lambda draft: draft.saved_at, reverse=True)
    old = {draft.key for draft in office.drafts.old()}
    return Opening(
        context(office, case, organisation, contact, plan, workshop),
        short_lists(office),
        drafts,
        [draft for draft in drafts if draft.key in old],
        office.centre.settings().timer_rounding,
    )
