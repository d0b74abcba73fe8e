"""The quick note of a case file: kept as a draft while it is typed, added to the case by Ctrl+Return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPlainTextEdit

from p2i_desktop.domain.advice import ConsultationType
from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office

FORM = "case_note"


class QuickNote(QObject):
    """A note is an administrative entry of the case: it stands on the timeline and counts as no advice."""

    def __init__(self, bench: Bench, case_id: str, field: QPlainTextEdit) -> None:
        super().__init__(field)
        self._bench, self._case_id, self._field = bench, case_id, field
        self._draft = DraftKeeper(bench, FORM, case_id, self._payload, self)
        field.textChanged.connect(self._draft.touch)

    def begin(self) -> None:
        """Brings back a note that was typed and not added."""
        key = self._case_id
        self._bench.desk.ask(lambda office: office.drafts.get(FORM, key), self._take, owner=self)

    def keep(self) -> None:
        """What stands in the field goes to disk now."""
        self._draft.keep()

    def add(self) -> None:
        """Adds the note to the case; an empty one only takes the keyboard."""
        text, key = self._field.toPlainText().strip(), self._case_id
        if not text:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def work(office: Office) -> Changed:
            entry = replace(
                office.advice.blank(case_id=key),
                type=ConsultationType.ADMINISTRATIVE, contact_minutes=0, contact_made=False, note=text,
            )  # fmt: skip
            return office.advice.save_consultation(entry, (FORM, key))

        self._draft.touch()
        self._draft.keep()  # on disk until it is saved
        self._field.clear()  # what is typed from now on is another note
        self._bench.desk.do(work, None, self, lambda error: self._not_added(text, error), self)

    def _payload(self) -> dict[str, object] | None:
        text = self._field.toPlainText()
        return {"text": text} if text.strip() else None

    def _take(self, draft: object) -> None:
        payload = getattr(draft, "payload", None)
        if isinstance(payload, dict) and not self._field.toPlainText():
            self._field.setPlainText(str(payload.get("text", "")))
            self._draft.adopt(self._case_id, 0)

    def _not_added(self, text: str, error: Exception) -> None:
        later = self._field.toPlainText()
        self._field.setPlainText(f"{text}\n\n{later}" if later else text)
        self._draft.keep()
        self._bench.fault(error)
