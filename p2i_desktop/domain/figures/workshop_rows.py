"""What the figures of workshops read: few columns, filled by the same short read as all others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.presence import Seat
from p2i_desktop.domain.workshops import EventOrigin, EventStatus

HELD = frozenset({EventStatus.HELD, EventStatus.DOCUMENTED})
OURS = frozenset({EventOrigin.OWN, EventOrigin.PARTNER})  # external events never count


class WorkshopRow(NamedTuple):
    """A workshop that is not in the bin, was held, and is the centre's own or a partner's (N11).

    `sessions`: those that are not in the bin, (id, minutes; None where it has no times); `has_protocol`: it has minutes."""

    id: str
    type: str
    format: str
    starts_on: date
    has_protocol: bool
    heads_on_site: int | None
    heads_online: int | None
    programme: str | None
    confidentiality: str
    topics: tuple[str, ...]
    sessions: tuple[tuple[str, int | None], ...]


class CertificateRow(NamedTuple):
    """A certificate: the participation and its workshop, which may have begun in an earlier period; both count."""

    participation: str
    workshop: str
    on: date


@dataclass(frozen=True)
class WorkshopRows:
    """Read at the same moment as the other rows; none of them is in the bin.

    workshops     that begin between `since` and `until` of the rows, by day, then id
    seats         workshop id -> those named at it, and groups, by id
    written       participation id -> the organisation as it was written, where it is none that is known here
    feedback      answers about these workshops, by id
    certificates  with a day between `since` and `until`, by day, then id
    """

    workshops: tuple[WorkshopRow, ...] = ()
    seats: Mapping[str, tuple[Seat, ...]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    feedback: tuple[FeedbackRow, ...] = ()
    certificates: tuple[CertificateRow, ...] = ()
