"""What the page of buddy plans shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from p2i_desktop.domain.network import Programme
    from p2i_desktop.services.buddies import ProgrammeLine
    from p2i_desktop.services.matrix import Matrix
    from p2i_desktop.services.network import CentreLine, Membership
    from p2i_desktop.services.office import Office


@dataclass(frozen=True)
class PageState:
    """Programmes, of the chosen one pairs and members, and all centres; `lacks_history` is asked where there is no pair."""

    programmes: list[ProgrammeLine]
    programme: Programme | None
    matrix: Matrix | None
    members: list[Membership]
    centres: list[CentreLine]
    lacks_history: bool


def read(office: Office, chosen: str, role: str) -> PageState:
    """Everything for a programme (the first one where it is not known) and the side of the rows ("mentor", "new", "all")."""
    from p2i_desktop.services.matrix import Side

    lines = office.buddies.programmes()
    known = {line.programme.id: line.programme for line in lines}
    programme = known.get(chosen) or next(iter(known.values()), None)
    matrix = office.buddies.matrix(programme.id, Side(role)) if programme is not None else None
    members = office.network.members(programme.id) if programme is not None else []
    lacks = matrix is None or not matrix.rows
    lacks = lacks and office.buddies.lacks_history()
    return PageState(lines, programme, matrix, members, office.network.centres(), lacks)
