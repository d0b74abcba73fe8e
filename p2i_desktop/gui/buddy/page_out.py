"""What leaves the page of buddy plans: the tab that is seen as a workbook or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.buddy.centres_tab import CentresTab
from p2i_desktop.gui.buddy.page_commands import CENTRES, PAIRS, PROGRAMME, STEERING
from p2i_desktop.gui.buddy.page_state import PageState
from p2i_desktop.gui.buddy.pairs_tab import PairsTab
from p2i_desktop.gui.buddy.programme_tab import ProgrammeTab
from p2i_desktop.gui.buddy.rows_out import print_seen, save_seen, seen_in
from p2i_desktop.gui.buddy.steering import SteeringTab
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.seen_rows import Seen


@dataclass(frozen=True)
class PageOut:
    """The tabs of the page with the ways out of each; `owner` is the page."""

    bench: Bench
    owner: QWidget
    pairs: PairsTab
    members: ProgrammeTab
    centres: CentresTab
    steering: SteeringTab

    def save(self, at: int, state: PageState | None) -> None:
        """Writes the tab `at` as a workbook into the folder of reports: pairs, members, centres, or open steps."""
        if at == STEERING:
            self.steering.save()
        elif at == PAIRS and state is not None and state.matrix is not None:
            self.pairs.save(state.matrix)
        elif (seen := self._seen(at, state)) is not None:
            save_seen(self.bench, self.owner, seen)

    def show(self, at: int, state: PageState | None, side: str) -> None:
        """Shows the tab `at` on paper; `side` is that of the rows of the matrix."""
        if at == STEERING:
            self.steering.print_table()
        elif at == PAIRS and state is not None and state.matrix is not None:
            self.pairs.print_matrix(state.matrix, side)
        elif (seen := self._seen(at, state)) is not None:
            print_seen(self.bench, self.owner, seen)

    def _seen(self, at: int, state: PageState | None) -> Seen | None:
        """Members or centres as they are seen; None where there is no programme."""
        texts, programme = self.bench.texts, state.programme if state is not None else None
        if at == CENTRES:
            return seen_in(self.centres.centres.table, texts._("Centres"), "")
        if at != PROGRAMME or programme is None:
            return None
        named = " · ".join(part for part in (programme.code, programme.name) if part)
        return seen_in(self.members.table.table, texts._("Members of the programme"), named)
