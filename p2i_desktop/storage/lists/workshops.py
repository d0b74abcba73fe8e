"""The list of workshops: when and where, how they stand, how many registered and came, what was answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, func, or_, select, union_all

from p2i_desktop.domain.workshops import EventFormat, EventOrigin, EventStatus, EventType
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, Key, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.lists.workshop_counts import counted
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "number", "provisional_number", "title", "type", "format", "status", "origin", "starts_on", "starts_at",
    "ends_on", "ends_at", "venue", "city", "country", "organisers", "topics", "programme", "capacity", "registered",
    "present", "on_site", "online", "no_shows", "answers", "registration_until", "confidentiality",
)  # fmt: skip

_T = table("workshop")
_C = _T.c
_TOPICS, _ORGANISERS, _CO = (table(f"workshop__{name}") for name in ("topics", "organisers", "co_organisers"))
_SEAT, _ANSWER = table("participation"), table("feedback")
_TO_COME = (EventStatus.IDEA, EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN)
_HELD = (EventStatus.HELD, EventStatus.DOCUMENTED)


def _answers() -> ScalarSelect[Any]:
    of = _ANSWER.c
    about = and_(of.about_type == "workshop", of.about_id == _C.id, of.deleted_at.is_(None))
    return select(func.coalesce(func.sum(of.answers), 0)).where(about).correlate(_T).scalar_subquery()


ANSWERS = _answers()


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = list(visible("workshop"))
    if filter_.since is not None:  # one that goes on over the edge of a period is in it
        found.append(func.coalesce(_C.ends_on, _C.starts_on) >= filter_.since)
    if filter_.until is not None:
        found.append(_C.starts_on <= filter_.until)
    found += (_flag(flag, moment) for flag in sorted(filter_.flags))
    found += (_among(name, values) for name, values in filter_.among)
    found += (_C.n.in_(_with(phrase)) for phrase in phrases(filter_.text))
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _flag(flag: str, moment: Moment) -> Condition:
    ends = func.coalesce(_C.ends_on, _C.starts_on)
    match flag:
        case "coming":
            return and_(_C.status.in_(_TO_COME), or_(ends >= moment.today, _C.starts_on.is_(None)))
        case "to_document":  # held and not written up, or over without a word
            over = and_(_C.status.in_(_TO_COME[1:]), ends < moment.today)
            return or_(_C.status == EventStatus.HELD, over)
        case "held":
            return _C.status.in_(_HELD)
        case _:
            raise KeyError(flag)


def _among(name: str, values: frozenset[str]) -> Condition:
    match name:
        case "topics":
            return parts.among_set(_C.id, _TOPICS, values)
        case "organisation_id":
            return or_(
                parts.among_set(_C.id, _ORGANISERS, values),
                parts.among_set(_C.id, _CO, values),
                _C.id.in_(_seats(_SEAT.c.organisation.in_(sorted(values)))),
            )
        case "contact_id":
            return _C.id.in_(_seats(_SEAT.c.contact.in_(sorted(values))))
        case _:
            return parts.among(_C[name], values)


def _seats(condition: Condition) -> Select[Any]:
    return select(_SEAT.c.workshop).where(condition, _SEAT.c.deleted_at.is_(None))


def _with(phrase: str) -> Select[Any]:
    """Rows with these words: in their own texts, in the names of those who organise or take part."""
    organisations = parts.ids_with_words("organisation", phrase)
    named = [
        select(links.c.owner).where(links.c.value.in_(organisations), links.c.deleted_at.is_(None))
        for links in (_ORGANISERS, _CO)
    ]
    named += [
        _seats(_SEAT.c.contact.in_(parts.ids_with_words("contact", phrase))),
        _seats(_SEAT.c.organisation.in_(organisations)),
        _seats(_SEAT.c.n.in_(parts.with_words("participation", phrase))),
    ]
    own = select(_C.n).where(_C.id.in_(union_all(*named)))
    both = union_all(parts.with_words("workshop", phrase), own).subquery()
    return select(both.c[0])


_PLAIN = (
    "number", "provisional_number", "title", "type", "format", "status", "origin", "starts_on", "starts_at", "ends_on",
    "ends_at", "venue", "city", "country",
)  # fmt: skip
_ROWS = select(
    _C.n, _C.id, *(_C[name] for name in _PLAIN), _C.programme, _C.capacity, ANSWERS.label("answers"),
    _C.registration_until, _C.confidentiality,
).where(parts.listed(_C.n))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers) | {"me": moment.me}).fetchall()
    ids = [row.id for row in found]
    people, topics = counted(conn, ids), parts.sets_of(conn, _TOPICS, ids)
    organisers = parts.sets_of(conn, _ORGANISERS, ids)
    names = parts.names_of(conn, (one for members in organisers.values() for one in members))
    programmes = parts.fields_of_these(conn, "programme", ("code",), (row.programme for row in found))
    rows: dict[int, Row] = {}
    for row in found:
        who = sorted(names[one] for one in organisers.get(row.id, ()) if one in names)
        came = people[row.id]
        rows[row.n] = (
            row.id, *(row._mapping[name] for name in _PLAIN), ", ".join(who), ",".join(topics.get(row.id, ())),
            programmes.get(row.programme, ("",))[0], row.capacity, came.registered, came.participations, came.on_site,
            came.online, came.no_shows, int(row.answers), row.registration_until, row.confidentiality,
        )  # fmt: skip
    return rows


def _by_count(name: str) -> Any:
    def key(conn: Connection) -> Key:
        people = counted(conn, conn.execute(select(_C.id).where(_C.deleted_at.is_(None))).scalars())
        return lambda workshop: getattr(people[workshop], name) if workshop in people else 0

    return key


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    rows = conn.execute(select(_C.id, _C.status).where(*conditions), {"me": moment.me}).fetchall()
    held = [row.id for row in rows if row.status in _HELD]
    people = counted(conn, held).values()
    return {"count": len(rows), "held": len(held), "participations": sum(one.participations for one in people)}


LIST = ListSpec(
    name="workshops",
    columns=COLUMNS,
    table=_T,
    default=Sort("starts_on", descending=True),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    indexed={"starts_on": _C.starts_on, "number": _C.number},
    ranked={
        "title": Ranked(_C.title, parts.folded),
        "type": Ranked(_C.type, parts.in_order(EventType)),
        "format": Ranked(_C.format, parts.in_order(EventFormat)),
        "status": Ranked(_C.status, parts.in_order(EventStatus)),
        "origin": Ranked(_C.origin, parts.in_order(EventOrigin)),
        "city": Ranked(_C.city, parts.folded),
        "country": Ranked(_C.country, parts.as_it_is),
        "programme": Ranked(_C.programme, parts.by_name("programme", "code")),
        "capacity": Ranked(_C.capacity, parts.as_it_is),
        "registered": Ranked(_C.id, _by_count("registered")),
        "present": Ranked(_C.id, _by_count("participations")),
        "on_site": Ranked(_C.id, _by_count("on_site")),
        "online": Ranked(_C.id, _by_count("online")),
        "no_shows": Ranked(_C.id, _by_count("no_shows")),
        "answers": Ranked(ANSWERS, parts.as_it_is),
        "registration_until": Ranked(_C.registration_until, parts.as_it_is),
    },
)
