"""What the search box found, as it is shown: titles and the texts in which the words stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from p2i_desktop.domain.buddies import PlanStatus
from p2i_desktop.storage import search
from p2i_desktop.storage.lists import contacts, parts
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible


@dataclass(frozen=True, slots=True)
class Found:
    """A record that the search box found: `texts` are its searchable fields, `score` is 0 where nothing was ranked."""

    type: str
    id: str
    title: str
    detail: str
    on: date | None
    texts: tuple[str, ...]
    score: float


# Beside the searchable fields: what the title needs. Types without a page of their own are shown as another record.
_MORE: dict[str, tuple[str, ...]] = {
    "consultation": ("on", "organisation"),
    "employment": ("contact", "organisation"),
    "centre_name": ("centre",),
    "action": ("due_on",),
    "procurement_project": ("lead_buyer", "started_on"),
    "notice": ("procurement", "published_on"),
    "market_consultation": ("procurement", "case", "opens"),
    "workshop": ("starts_on",),
    "workshop_session": ("workshop", "starts_on"),
    "agenda_item": ("workshop",),
    "participation": ("workshop",),
}
_OF_THEIR_OWN = frozenset({"consultation", "workshop"})  # they may name a plan and are no rows of it
_BATCH = 200
_TITLE = 80  # characters of a title that is the beginning of a text
_SPARE = 20  # looked up beyond the limit, because restricted records are left out afterwards


def find(conn: Connection, text: str, limit: int, me: str) -> tuple[list[Found], int]:
    """(at most `limit` hits, best or newest first; how many there may be, at most `search.MANY` + 1)."""
    pairs, count = search.numbers_found(conn, text, limit + _SPARE)
    ranked = any(score for _, score in pairs)
    found: dict[tuple[str, str], Found] = {}
    hidden = 0
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        resolved = _resolve(conn, dict(batch), me)
        hidden += len(batch) - len(resolved)
        for number, _ in batch:
            if number in resolved:
                hit = resolved[number]
                found.setdefault((hit.type, hit.id), hit)
        if ranked and len(found) >= limit:
            break
    hits = list(found.values())
    if not ranked:
        hits.sort(key=lambda hit: hit.id, reverse=True)  # ids begin with the time of their making: the newest first
    shown = hits[:limit]
    return shown, count if count > search.MANY else max(count - hidden, len(shown))


def _resolve(conn: Connection, numbers: Mapping[int, float], me: str) -> dict[int, Found]:
    by_type: dict[str, list[int]] = {}
    for key in search.SEARCHED:
        first = search.base(key)
        own = [number - first for number in numbers if first <= number < first + search.ROOM]
        if own:
            by_type[key] = own
    resolved: dict[int, Found] = {}
    for key, own in by_type.items():
        rows = conn.execute(_statement(key), parts.these(own) | {"me": me}).fetchall()
        make = _makers().get(key, _plain)(conn, key, rows)
        for row in rows:
            number = search.base(key) + row.n
            resolved[number] = make(row, numbers[number])
    return resolved


@cache
def _statement(key: str) -> Select[Any]:
    of = table(key).c
    names = dict.fromkeys((*(spec.name for spec in search.searchable(key)), *_MORE.get(key, ())))
    return select(of.n, of.id, *(of[name] for name in names)).where(parts.listed(of.n), *visible(key), *_newest(key))


def _newest(key: str) -> list[ColumnElement[bool]]:
    """A version of a plan that another one replaced says the same once more: neither it nor its rows are found."""
    of, plans = table(key).c, table("support_plan").c
    replaced = select(plans.id).where(plans.status == PlanStatus.SUPERSEDED)
    if key == "support_plan":
        return [of.status != PlanStatus.SUPERSEDED]
    return [or_(of.plan.is_(None), of.plan.not_in(replaced))] if "plan" in of and key not in _OF_THEIR_OWN else []


def _texts(key: str, row: Row[Any]) -> tuple[str, ...]:
    values = (row._mapping[spec.name] for spec in search.searchable(key))
    return tuple(text for value in values for text in (value if isinstance(value, tuple) else (value,)) if text)


Make = Callable[[Row[Any], float], Found]
Maker = Callable[[Connection, str, Iterable[Row[Any]]], Make]


def _plain(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    def make(row: Row[Any], score: float) -> Found:
        texts = _texts(key, row)
        title = (texts[0] if texts else "").split("\n", 1)[0][:_TITLE]
        return Found(key, row.id, title, "", None, texts, score)

    return make


def _case(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    def make(row: Row[Any], score: float) -> Found:
        title = f"{row.number or row.provisional_number} {row.title}".strip()
        return Found(key, row.id, title, "", None, _texts(key, row), score)

    return make


def _workshop(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    def make(row: Row[Any], score: float) -> Found:
        title = f"{row.number or row.provisional_number} {row.title}".strip()
        return Found(key, row.id, title, "", row.starts_on, _texts(key, row), score)

    return make


def _of_workshop(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    """A session, a line of the agenda or somebody who took part leads to the event."""
    wanted = ("number", "provisional_number", "title", "starts_on")
    events = parts.fields_of_these(conn, "workshop", wanted, (row.workshop for row in rows))

    def make(row: Row[Any], score: float) -> Found:
        number, provisional, title, day = events.get(row.workshop, ("", "", "", None))
        texts = _texts(key, row)
        return Found("workshop", row.workshop, f"{number or provisional} {title}".strip(), texts[0], day, texts, score)

    return make


def _contact(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    work = contacts.places(conn, [row.id for row in rows])
    names = parts.names_of(conn, (place[0] for place in work.values()))

    def make(row: Row[Any], score: float) -> Found:
        organisation = names.get(work.get(row.id, ("", ""))[0], "")
        title = parts.person(row.given_name, row.family_name)
        return Found(key, row.id, title, organisation, None, _texts(key, row), score)

    return make


def _employment(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    people = parts.people_of(conn, (row.contact for row in rows))
    names = parts.names_of(conn, (row.organisation for row in rows))

    def make(row: Row[Any], score: float) -> Found:
        title, detail = people.get(row.contact, ""), names.get(row.organisation, "")
        return Found("contact", row.contact or "", title, detail, None, _texts(key, row), score)

    return make


def _centre_name(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    def make(row: Row[Any], score: float) -> Found:
        return Found("centre", row.centre or "", row.name, row.short_name, None, _texts(key, row), score)

    return make


def _consultation(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    names = parts.names_of(conn, (row.organisation for row in rows))

    def make(row: Row[Any], score: float) -> Found:
        texts, organisation = _texts(key, row), names.get(row.organisation, "")
        first_line = (texts[0] if texts else "").split("\n", 1)[0][:_TITLE]
        return Found(key, row.id, row.subject or first_line, organisation, row.on, texts, score)

    return make


def _action(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    def make(row: Row[Any], score: float) -> Found:
        return Found(key, row.id, row.title, "", row.due_on, _texts(key, row), score)

    return make


def _procurement(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    names = parts.names_of(conn, (row.lead_buyer for row in rows))

    def make(row: Row[Any], score: float) -> Found:
        return Found(key, row.id, row.title, names.get(row.lead_buyer, ""), row.started_on, _texts(key, row), score)

    return make


def _of_procurement(conn: Connection, key: str, rows: Iterable[Row[Any]]) -> Make:
    """A notice or a market consultation leads to its procurement; one of a case alone to the case."""
    titles = parts.fields_of_these(conn, "procurement_project", ("title",), (row.procurement for row in rows))
    cases = parts.cases_of(conn, (row.case for row in rows if key == "market_consultation"))

    def make(row: Row[Any], score: float) -> Found:
        day = row.published_on if key == "notice" else row.opens
        if row.procurement:
            title = titles.get(row.procurement, ("",))[0]
            return Found("procurement_project", row.procurement, title, row.title, day, _texts(key, row), score)
        title = " ".join(cases.get(row.case, ("", ""))).strip()
        return Found("case", row.case or "", title, row.title, day, _texts(key, row), score)

    return make


def _makers() -> dict[str, Maker]:
    return {
        "case": _case,
        "contact": _contact,
        "employment": _employment,
        "centre_name": _centre_name,
        "consultation": _consultation,
        "action": _action,
        "procurement_project": _procurement,
        "notice": _of_procurement,
        "market_consultation": _of_procurement,
        "workshop": _workshop,
        "workshop_session": _of_workshop,
        "agenda_item": _of_workshop,
        "participation": _of_workshop,
    }
