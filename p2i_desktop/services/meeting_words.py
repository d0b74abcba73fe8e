"""An agenda in words, as it begins the minutes of a meeting."""

from collections.abc import Sequence
from itertools import groupby

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.plan_meetings import AgendaKind, AgendaPoint
from p2i_desktop.i18n import Texts

DASH = "– "


def agenda_text(points: Sequence[AgendaPoint], sides: dict[PlanSide, str], texts: Texts) -> str:
    """The points under numbered headings; `sides` says what the owning sides are called. Empty without points."""
    blocks: list[str] = []
    for number, (kind, group) in enumerate(groupby(points, key=lambda point: point.kind), 1):
        lines = [DASH + _line(point, sides, texts) for point in group]
        blocks.append("\n".join([f"{texts.number(number)}. {texts.label(kind)}", *lines]))
    return "\n\n".join([texts._("Agenda"), *blocks]) if blocks else ""


def _line(point: AgendaPoint, sides: dict[PlanSide, str], texts: Texts) -> str:
    """A point with, in brackets, who owns it and by when."""
    said = [point.who or (sides[point.side] if point.side is not None else "")]
    if point.on is not None:
        said.append(texts._("due {date}").replace("{date}", texts.date(point.on)))
    if point.days:
        said.append(texts.ngettext("{n} day late", "{n} days late", point.days))
    words = point.text
    if point.kind is AgendaKind.NEED and point.topic is not None:
        topic = texts.label(point.topic)
        words = f"{topic}: {words}" if words else topic
    inside = ", ".join(part for part in said if part)
    return f"{words} ({inside})" if inside else words
