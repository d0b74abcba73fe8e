"""Drafts: what cannot be saved yet, kept in the file until it is saved or discarded."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from p2i_desktop.services.work import Subject
from p2i_desktop.storage import drafts as kept
from p2i_desktop.storage.drafts import Draft

__all__ = ["Draft", "Drafts"]


class Drafts(Subject):
    """The verbs of drafts; a draft is no record: never journalled, counted, listed or exported."""

    def save(self, form: str, key: str, base_revision: int, payload: Mapping[str, object]) -> None:
        """Keeps what stands in a form; `payload` holds plain values."""
        kept.save_draft(self.store, form, key, base_revision, dict(payload))

    def all(self) -> list[Draft]:
        """All drafts, the latest first."""
        return kept.drafts(self.store)[::-1]

    def of(self, form: str) -> list[Draft]:
        """The drafts of one form, the latest first."""
        return [draft for draft in self.all() if draft.form == form]

    def get(self, form: str, key: str) -> Draft | None:
        """One draft."""
        return next((draft for draft in self.of(form) if draft.key == key), None)

    def drop(self, form: str, key: str) -> None:
        """Discards a draft for good."""
        kept.drop_draft(self.store, form, key)

    def old(self, now: datetime | None = None) -> list[Draft]:
        """Drafts older than the setting `draft_days`: to be offered for discarding, never dropped by themselves."""
        since = (now or self.work.clock.now()) - timedelta(days=self.work.rule_settings().draft_days)
        return [draft for draft in self.all() if draft.saved_at < since]
