"""Who called: the hits of the Who field, and what is known once a caller is accepted."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.i18n import Texts
from p2i_desktop.services.lists import Filter
from p2i_desktop.services.naming import name, name_of

if TYPE_CHECKING:
    from p2i_desktop.services.finding import Caller, Talk
    from p2i_desktop.services.office import Office

Cases = tuple[tuple[str, str], ...]  # id and what the case is called
_MOST_CASES = 200
_MOST_PEOPLE = 200


@dataclass(frozen=True)
class Known:
    """A caller: who it is and which cases are open there."""

    organisation_id: str = ""
    organisation: str = ""
    contact_id: str = ""
    contact: str = ""
    cases: Cases = ()

    @property
    def title(self) -> str:
        """What stands in the Who field."""
        return " · ".join(part for part in (self.contact, self.organisation) if part)


@dataclass(frozen=True)
class Context:
    """What the worker knows about a caller: defaults of a new talk, open cases, what was said last."""

    blank: Consultation
    known: Known
    case: str = ""
    talks: "list[Talk]" = field(default_factory=list)
    people: tuple[tuple[str, str], ...] = ()


def hit_of(caller: "Caller", texts: Texts) -> Hit:
    """One row under the Who field: name, what matched, open cases and the last contact."""
    cases = tuple((case.id, f"{case.number} {case.title}".strip()) for case in caller.open_cases)
    known = Known(caller.organisation_id, caller.organisation, caller.contact_id, caller.contact, cases)
    parts: list[str] = [caller.detail] if caller.detail else []
    if len(cases) == 1:
        parts.append(texts._("1 open case: {case}").replace("{case}", cases[0][1]))
    elif cases:
        parts.append(texts.ngettext("{n} open case", "{n} open cases", len(cases)))
    elif caller.last_on is not None:
        parts.append(texts._("last contact {date}").replace("{date}", texts.date(caller.last_on)))
    return Hit(known, known.title, " · ".join(parts))


def hits(office: "Office", text: str) -> "list[Caller]":
    """At most six callers that fit what is typed."""
    return office.finding.callers(text, 6)


def context(
    office: "Office", case: str | None, organisation: str | None, contact: str | None, plan: str | None = None,
    workshop: str | None = None,
) -> Context:  # fmt: skip
    """Everything about a caller, or about the organisation whose case is given, or the other centre of a plan."""
    blank = replace(office.advice.blank(case, organisation, contact, plan), workshop=workshop)
    if plan and not contact:
        contact = next(iter(blank.contacts), None)
    organisation_id = blank.organisation or ""
    if contact and not organisation_id:
        organisation_id = _employer(office, contact)
    known = Known(
        organisation_id,
        name_of(office.store, "organisation", organisation_id),
        contact or "",
        name_of(office.store, "contact", contact),
        _with(office, _open_cases(office, organisation_id), case),
    )
    talks = office.finding.last_talks(organisation_id, contact or "") if organisation_id or contact else []
    return Context(blank, known, case or "", list(talks), _people(office, organisation_id))


def _open_cases(office: "Office", organisation_id: str) -> Cases:
    if not organisation_id:
        return ()
    wanted = Filter(among=(("organisation_id", frozenset({organisation_id})),), flags=frozenset({"open"}))
    rows = office.lists.first("cases", wanted, None, _MOST_CASES)
    return tuple((str(row[0]), f"{row[1] or row[2]} {row[3]}".strip()) for row in rows)


def _with(office: "Office", cases: Cases, wanted: str | None) -> Cases:
    """The open cases, and the one that was asked for even where it is not open or not of this organisation."""
    if not wanted or any(key == wanted for key, _ in cases):
        return cases
    record = office.store.get(Case, wanted)
    return ((wanted, name(office.store, record)), *cases) if record is not None else cases


def _employer(office: "Office", contact_id: str) -> str:
    rows = office.lists.first("contacts", Filter(keys=frozenset({contact_id})), None, 1)
    return str(rows[0][3] or "") if rows else ""


def _people(office: "Office", organisation_id: str) -> tuple[tuple[str, str], ...]:
    if not organisation_id:
        return ()
    wanted = Filter(among=(("organisation_id", frozenset({organisation_id})),))
    rows = office.lists.first("contacts", wanted, None, _MOST_PEOPLE)
    return tuple((str(row[0]), f"{row[2]} {row[1]}".strip()) for row in rows)
