"""What is being typed into a cell of a plan or workshop is kept within a second, and stands in its cell again after a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui.drafting import DraftKeeper, Payload
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.packing import packed, unpacked

FORM = "plan_cell"
Resume = Callable[[Record, str, object], bool]


class CellDraft(QObject):
    """One draft a version of a plan, or a workshop: of the cell that is being edited, and of a new row that cannot be
    saved yet."""

    def __init__(self, bench: Bench, record_id: str, parent: QObject, form: str = FORM) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kept: tuple[str, Record, str, object] | None = None
        self._keeper = DraftKeeper(bench, form, record_id, self._payload, self)
        self._keeper.failed.connect(bench.fault)
        self._grids: dict[str, Resume] = {}
        self._waiting: Mapping[str, Any] | None = None

    def serve(self, grid: str, resume: Resume) -> None:
        """A grid tells how it goes on with a draft."""
        self._grids[grid] = resume

    def show(self, plan_id: str) -> None:
        """Another version is shown: what is typed from now on is kept for it."""
        self._keeper.keep()
        self._kept = None
        self._keeper.start(plan_id)

    def place(self) -> tuple[str, str]:
        """(form, key): the step that saves what is kept drops it."""
        return self._keeper.form, self._keeper.key

    def keep(self, grid: str, row: Record, field: str, text: object) -> None:
        """Something was typed into a cell; without a text a new row is kept, and of any other nothing."""
        if text is None and row.revision:
            self.drop()
            return
        self._kept = (grid, row, field, text)
        self._keeper.touch()

    def forget(self) -> None:
        """It was saved, and the draft with it."""
        self._kept = None
        self._keeper.forget()

    def drop(self) -> None:
        """What was typed was given up."""
        self._kept = None
        self._keeper.drop()

    def now(self) -> None:
        """The window closes: what is typed is written at once."""
        self._keeper.keep()

    def resume(self, payload: Mapping[str, Any], revision: int) -> bool:
        """Goes on with a draft that was found; False where its cell is not there."""
        kind = BY_KEY.get(str(payload.get("type")))
        go_on = self._grids.get(str(payload.get("grid")))
        if kind is None or go_on is None:
            return False
        self._keeper.adopt(self._keeper.key, revision)
        return go_on(unpacked(kind, payload["row"]), str(payload.get("field")), payload.get("text"))

    def _payload(self) -> Payload | None:
        if self._kept is None:
            return None
        grid, row, field, text = self._kept
        return {"grid": grid, "type": type_key(type(row)), "row": packed(row), "field": field, "text": text}
