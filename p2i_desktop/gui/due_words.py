"""What a line of Today and of the calendar is called: its title, or what it is; whose of two sides it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.dated import BY_KIND
from p2i_desktop.domain.record import FieldKind, field_of
from p2i_desktop.gui.columns import label
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.overview import Due


def due_title(item: Due, texts: Texts) -> str:
    """The title of what is due; of what is only of a kind, the word for it: "Buddy visit"."""
    one = BY_KIND.get(item.kind)  # the days of workshops in their own calendar are declared nowhere
    spec = field_of(one.record, one.title) if one is not None and one.title else None
    if spec is None or spec.kind is not FieldKind.CHOICE or spec.choices is None:
        return item.title
    return label(spec.choices, item.title, texts)


def due_side(item: Due, texts: Texts) -> str:
    """The side of a support plan that it is with; empty for all else."""
    return label(PlanSide, item.side, texts) if item.side else ""
