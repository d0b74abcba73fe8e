"""What happened, in words: one line that says what, the text, one line that says when and by whom."""

from collections.abc import Callable
from dataclasses import dataclass

from p2i_desktop.domain.advice import Case, CaseStatus, Channel, Phase
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.i18n import Texts
from p2i_desktop.services import timeline as told
from p2i_desktop.services.timeline import FieldChange, TimelineItem

_MOVED = {"phase": Phase, "status": CaseStatus}
_MOST_VALUE = 120  # characters of a changed value; the history shows all
_MAILS = frozenset({Channel.EMAIL, Channel.LETTER})


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
    return Words(_head(item, texts), _text(item, texts), _foot(item, texts, with_case))


def _head(item: TimelineItem, texts: Texts) -> str:
    match item.kind:
        case told.CONSULTATION:
            channel = texts.label(item.channel) if item.channel else ""
            minutes = texts.ngettext("{n} minute", "{n} minutes", item.minutes)
            return _joined(channel, minutes, item.title)
        case told.NOTE:
            return _joined(texts._("Note"), item.title)
        case told.TRANSITION:
            return _moved(item, texts)
        case told.ACTION_DONE:
            return texts._("Done: {title}").replace("{title}", item.title)
        case told.ACTION_OPEN:
            return texts._("To do: {title}").replace("{title}", item.title)
        case told.ACTION_DROPPED:
            return texts._("Given up: {title}").replace("{title}", item.title)
        case told.CREATED:
            return texts._("Case opened: {title}").replace("{title}", item.title)
        case told.DOCUMENT:
            kind = texts.label(item.file_kind) if item.file_kind else ""
            return _joined(item.title, kind, texts.file_size(item.size))
        case told.NOTICE:
            return _joined(texts._("Notice"), texts.label(item.notice_type) if item.notice_type else "", item.title)
        case told.FEEDBACK:
            return _answer(item, texts)
        case told.WORKSHOP:
            return item.title
    return _joined(texts._("Changed: {fields}").replace("{fields}", ", ".join(_fields(item, texts))))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _fields(item: TimelineItem, texts: Texts) -> list[str]:
    record_type = BY_KEY.get(item.type, Case)
    return [texts.field(record_type, name) for name in item.fields]


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


def _answer(item: TimelineItem, texts: Texts) -> str:
    stars = texts._("{rating} of 5").replace("{rating}", texts.number(item.rating, 1)) if item.rating else ""
    useful = ""
    if item.useful is not None:
        useful = texts._("useful") if item.useful else texts._("not useful")
    return _joined(texts._("Feedback"), stars, useful)


def _text(item: TimelineItem, texts: Texts) -> str:
    if item.kind == told.CHANGED:
        return "\n".join(_change(one, BY_KEY.get(item.type, Case), texts) for one in item.changes)
    return item.text


def _change(one: FieldChange, record_type: type[Record], texts: Texts) -> str:
    """One changed field as a sentence."""
    old, new = (
        "" if is_empty(value) else _short(texts.value_of(record_type, one.field, value)) for value in (one.old, one.new)
    )
    if not new:
        pattern = texts._("{field} emptied; it was: {old}") if old else texts._("{field} emptied")
    else:
        pattern = texts._("{field}: {old} → {new}") if old else texts._("{field} filled in: {new}")
    return pattern.replace("{field}", texts.field(record_type, one.field)).replace("{old}", old).replace("{new}", new)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_VALUE else line[:_MOST_VALUE].rstrip() + " …"


def _foot(item: TimelineItem, texts: Texts, with_case: bool) -> str:
    parts = [texts.weekday_date(item.on), item.advisor, *(texts.label(one) for one in item.said)]
    if item.people:
        parts.append(texts.ngettext("{n} person", "{n} persons", item.people))
    if with_case:
        parts += [item.case_number, item.organisation]
    return _joined(*parts)


def _any_of(*kinds: str) -> Callable[[TimelineItem], bool]:
    return lambda item: item.kind in kinds


def _mail(item: TimelineItem) -> bool:
    mail = item.kind == told.CONSULTATION and item.channel in _MAILS
    return mail or (item.kind == told.DOCUMENT and item.file_kind == "e_mail")


def _talk(item: TimelineItem) -> bool:
    return item.kind == told.NOTE or (item.kind == told.CONSULTATION and item.channel not in _MAILS)


# What each filter of a case's story shows; changes of fields are shown only where they are asked for.
FILTERS: dict[str, Callable[[TimelineItem], bool]] = {
    "all": lambda item: item.kind != told.CHANGED,
    "talks": _talk,
    "mails": _mail,
    "documents": _any_of(told.DOCUMENT, told.NOTICE),
    "moves": _any_of(told.TRANSITION, told.CREATED),
    "actions": _any_of(told.ACTION_DONE, told.ACTION_OPEN, told.ACTION_DROPPED),
    "changes": _any_of(told.CHANGED),
}
