"""The checklist of a case: lines without a day, ticked, ordered, thrown away; each by one step."""

from collections.abc import Sequence
from dataclasses import replace

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.casework import ChecklistItem
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

DIGITS = 6  # a position is a number that sorts as text
GAP = 10


def position(number: int) -> str:
    """The text under which the line of this number (from 0) is ordered."""
    return f"{(number + 1) * GAP:0{DIGITS}d}"


def after(positions: Sequence[str]) -> str:
    """A position behind all of these."""
    last = max((int(one) for one in positions if one.isdecimal()), default=0)
    return f"{last + GAP:0{DIGITS}d}"


class Checklist(Subject):
    """The verbs of checklists."""

    def items(self, case_id: str) -> list[ChecklistItem]:
        """The lines of a case in their order."""
        return sorted(self.store.find(ChecklistItem, case=case_id), key=lambda one: (one.position, one.id))

    def add(self, case_id: str, title: str) -> Changed:
        """Adds a line at the end. Refused, Missing."""
        case = self.work.get(Case, case_id)
        place = after([item.position for item in self.items(case.id)])
        return self.work.put("checklist_add", ChecklistItem(case=case.id, position=place, title=title))

    def tick(self, item_id: str, done: bool) -> Changed:
        """A line is done today, or open again. Missing."""
        item = self._item(item_id)
        changed = replace(item, done_on=(item.done_on or self.work.today()) if done else None)
        if done:
            return self.work.put("checklist_done", changed)
        return self.work.put("checklist_open", changed)

    def rename(self, item_id: str, title: str) -> Changed:
        """A line is worded anew. Refused, Missing."""
        return self.work.put("checklist_save", replace(self._item(item_id), title=title))

    def move(self, item_id: str, by: int) -> Changed | None:
        """Moves a line up (-1) or down (1); None at the end of the list. Missing."""
        item = self._item(item_id)
        items = self.items(item.case or "")
        at = next(number for number, one in enumerate(items) if one.id == item_id)
        if not 0 <= at + by < len(items):
            return None
        items.insert(at + by, items.pop(at))
        moved = [replace(one, position=position(n)) for n, one in enumerate(items) if one.position != position(n)]
        return self.store.apply("checklist_move", [Put(one) for one in moved], args=(key_of(item),))

    def remove(self, item_id: str) -> Changed:
        """Puts a line into the bin. Missing."""
        item = self._item(item_id)
        return self.store.apply("bin_checklist_item", [Bin(ChecklistItem, item.id)], args=(key_of(item),))

    def _item(self, item_id: str) -> ChecklistItem:
        item = self.store.get(ChecklistItem, item_id)
        if item is None or item.deleted_at is not None:
            raise Missing("checklist_item", item_id)
        return item
