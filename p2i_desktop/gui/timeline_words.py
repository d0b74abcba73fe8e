"""What happened, in words: one line that says what, the text, one line that says when and by whom."""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Case, CaseStatus, Phase
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.i18n import Texts
from p2i_desktop.services.timeline import ACTION_DONE, CHANGED, CONSULTATION, CREATED, TRANSITION, TimelineItem

_MOVED = {"phase": Phase, "status": CaseStatus}


@dataclass(frozen=True)
class Words:
    """One item of a timeline as it is read; `text` is the users' own and may have many lines."""

    head: str
    text: str
    foot: str

    @property
    def spoken(self) -> str:
        """All of it in one line, for screen readers."""
        return ". ".join(part for part in (self.foot, self.head, " ".join(self.text.split())) if part)


def words(item: TimelineItem, texts: Texts, with_case: bool = False) -> Words:
    """The words of an item; `with_case` names the case too, where items of several cases stand together."""
    return Words(_head(item, texts), _text(item), _foot(item, texts, with_case))


def _head(item: TimelineItem, texts: Texts) -> str:
    match item.kind:
        case "consultation":
            channel = texts.label(item.channel) if item.channel else ""
            minutes = texts.ngettext("{n} minute", "{n} minutes", item.minutes)
            return " · ".join(part for part in (channel, minutes, item.title) if part)
        case "transition":
            return _moved(item, texts)
        case "action_done":
            return texts._("Done: {title}").replace("{title}", item.title)
        case "created":
            return texts._("Case opened: {title}").replace("{title}", item.title)
        case _:
            record_type = BY_KEY.get(item.type, Case)
            names = ", ".join(texts.field(record_type, name) for name in item.fields)
            return texts._("Changed: {fields}").replace("{fields}", names)


def _moved(item: TimelineItem, texts: Texts) -> str:
    values = _MOVED.get(item.field)
    new = texts.label(values(item.new)) if values else item.new
    old = texts.label(values(item.old)) if values and item.old else ""
    phase = item.field == "phase"
    if not old:
        pattern = texts._("Phase: {new}") if phase else texts._("Status: {new}")
    else:
        pattern = texts._("Phase: {old} → {new}") if phase else texts._("Status: {old} → {new}")
    return pattern.replace("{old}", old).replace("{new}", new)


def _text(item: TimelineItem) -> str:
    return item.text if item.kind in (CONSULTATION, CREATED, TRANSITION, ACTION_DONE) else ""


def _foot(item: TimelineItem, texts: Texts, with_case: bool) -> str:
    parts = [texts.weekday_date(item.on), item.advisor]
    if with_case:
        parts += [item.case_number, item.organisation]
    return " · ".join(part for part in parts if part)


FILTERS: dict[str, frozenset[str]] = {
    "all": frozenset({CONSULTATION, TRANSITION, ACTION_DONE, CREATED, CHANGED}),
    "talks": frozenset({CONSULTATION}),
    "moves": frozenset({TRANSITION, CREATED}),
    "actions": frozenset({ACTION_DONE}),
    "changes": frozenset({CHANGED}),
}
