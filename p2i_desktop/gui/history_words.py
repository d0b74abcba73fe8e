"""A change of a field as a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.steps import HistoryItem

_LONGEST = 300  # characters of one value in a sentence


def heading(item: HistoryItem, texts: Texts) -> str:
    """When, by whom and in which step something was changed."""
    step = texts._("Created") if item.created else texts.step(item.label).replace("{0}", "").strip()
    if item.kind == "undo":
        step = texts._("Taken back: {step}").replace("{step}", step)
    parts = (texts.instant(item.at), item.actor, step)
    return " · ".join(part for part in parts if part)


def sentence(item: HistoryItem, texts: Texts) -> str:
    """What was changed: the field with its values before and after; what users typed is never read as a format."""
    if item.field == "deleted_at":
        return texts._("Put into the bin") if item.new else texts._("Taken out of the bin")
    record_type = BY_KEY.get(item.type)
    field = texts.field(record_type, item.field) if record_type is not None else item.field
    old, new = (_value(value, texts, record_type, item.field) for value in (item.old, item.new))
    if item.created or not old:
        pattern = texts._("{field}: {new}") if new else texts._("{field}: empty")
    elif not new:
        pattern = texts._("{field} emptied, before: {old}")
    else:
        pattern = texts._("{field} from {old} to {new}")
    values = {"field": field, "old": old, "new": new}
    return "".join(values.get(part, part) for part in re.split("[{}]", pattern))


def _value(value: object, texts: Texts, record_type: type[Record] | None, field: str) -> str:
    if value is None or value == "" or value == () or value == frozenset():
        return ""
    words = texts.value(value) if record_type is None else texts.value_of(record_type, field, value)
    words = words.replace("\n", " ")
    shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"
    return texts._("“{text}”").replace("{text}", shown) if isinstance(value, str) and " " in shown else shown
