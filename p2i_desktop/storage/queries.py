"""Reading lists: the first rows at once, then the numbers of all rows, then any block of rows by its numbers."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from p2i_desktop.storage.lists import actions, cases, consultations, contacts, organisations, procurements, workshops
from p2i_desktop.storage.lists.model import Filter, Ids, Key, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.lists.parts import as_it_is, listed, these

LISTS: dict[str, ListSpec] = {
    module.LIST.name: module.LIST
    for module in (cases, consultations, organisations, contacts, actions, procurements, workshops)
}
COLUMNS: dict[str, tuple[str, ...]] = {name: spec.columns for name, spec in LISTS.items()}
SORTABLE: dict[str, frozenset[str]] = {name: spec.sortable for name, spec in LISTS.items()}
DEFAULT_SORT: dict[str, Sort] = {name: spec.default for name, spec in LISTS.items()}


_AT_ONCE = 10_000  # rows looked up by one statement


def first_rows(
    conn: Connection, name: str, filter_: Filter, sort: Sort | None, moment: Moment, limit: int
) -> list[Row]:
    """The first rows of a list; where an index sorts they cost the same whatever the length. KeyError: no such column."""
    spec = LISTS[name]
    order = sort or spec.default
    if _by_index(spec, order):
        statement = _sorted_by_index(spec, filter_, order, moment).limit(limit)
        return block(conn, name, conn.execute(statement, {"me": moment.me}).scalars().all(), moment)
    return block(conn, name, all_ids(conn, name, filter_, order, moment).numbers[:limit], moment)


def all_ids(conn: Connection, name: str, filter_: Filter, sort: Sort | None, moment: Moment) -> Ids:
    """The numbers of all rows of a list in their order. KeyError: no such column."""
    spec = LISTS[name]
    order = sort or spec.default
    if _by_index(spec, order):
        return Ids(_numbers(conn, _sorted_by_index(spec, filter_, order, moment), moment))
    return Ids(_ranked(conn, spec, filter_, order, moment))


def block(conn: Connection, name: str, numbers: Iterable[int], moment: Moment) -> list[Row]:
    """The rows with these numbers in this order; one that was removed meanwhile has an empty text in every column."""
    wanted = list(numbers)
    spec = LISTS[name]
    found = spec.rows(conn, wanted, moment)
    gone: Row = ("",) * len(spec.columns)
    return [found.get(number, gone) for number in wanted]


def totals(conn: Connection, name: str, filter_: Filter, moment: Moment) -> Totals:
    """Number of rows and the sums that the list's last line shows."""
    spec = LISTS[name]
    return spec.totals(conn, spec.conditions(filter_, moment), moment)


def place_of(conn: Connection, name: str, ids: Ids, record_id: str) -> int | None:
    """At which place of the result a record stands; None when it is not in it."""
    of = LISTS[name].table.c
    number = conn.execute(select(of.n).where(of.id == record_id)).scalar()
    if number is None:
        return None
    try:
        return ids.numbers.index(number)
    except ValueError:
        return None


def keys_of(conn: Connection, name: str, numbers: Iterable[int]) -> list[str]:
    """The ids of the records of these rows in this order; one that was removed meanwhile is left out."""
    of = LISTS[name].table.c
    wanted = list(numbers)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found |= dict(conn.execute(select(of.n, of.id).where(listed(of.n)), these(some)).all())
    return [found[number] for number in wanted if number in found]


def _by_index(spec: ListSpec, sort: Sort) -> bool:
    """Whether the database sorts: the first key has an index, the second one is a column of the table too."""
    return sort.column in spec.indexed and (sort.then is None or sort.then.column in spec.indexed)


def _sorted_by_index(spec: ListSpec, filter_: Filter, sort: Sort, moment: Moment) -> Select[Any]:
    n = spec.table.c.n
    keys = [_directed(spec.indexed[sort.column], sort)]
    if sort.then is not None:
        keys.append(_directed(spec.indexed[sort.then.column], sort.then))
    return select(n).where(*spec.conditions(filter_, moment)).order_by(*keys, _directed(n, sort))


def _directed(column: ColumnElement[Any], sort: Sort) -> ColumnElement[Any]:
    return column.desc() if sort.descending else column.asc()


def _numbers(conn: Connection, statement: Select[Any], moment: Moment) -> "array[int]":
    return array("q", (number for (number,) in _raw(conn, statement, moment)))


def _ranked(conn: Connection, spec: ListSpec, filter_: Filter, sort: Sort, moment: Moment) -> "array[int]":
    first = _ranking(spec, sort.column)
    second = _ranking(spec, sort.then.column) if sort.then is not None else None
    values = [first.value, *([second.value] if second is not None else [])]
    statement = select(spec.table.c.n, *values).where(*spec.conditions(filter_, moment))
    usual = spec.default
    if usual.column in spec.indexed:
        statement = statement.order_by(_directed(spec.indexed[usual.column], usual), _directed(spec.table.c.n, usual))
    groups: defaultdict[Any, list[Any]] = defaultdict(list)  # few values, many rows: only the values are sorted
    if second is None:
        for number, value in _raw(conn, statement, moment):
            groups[value].append(number)
    else:
        for number, value, other in _raw(conn, statement, moment):
            groups[value].append((other, number))
    ordered: array[int] = array("q")
    inner = second.key(conn) if second is not None else None
    for rows in _in_order(groups, first.key(conn), sort.descending):
        if inner is None or sort.then is None:
            ordered.extend(rows)
            continue
        same: defaultdict[Any, list[int]] = defaultdict(list)
        for other, number in rows:
            same[other].append(number)
        for numbers in _in_order(same, inner, sort.then.descending):
            ordered.extend(numbers)
    return ordered


def _ranking(spec: ListSpec, column: str) -> Ranked:
    """How a column is sorted here; a column with an index by its plain values. KeyError: no such column."""
    if column in spec.indexed:
        return Ranked(spec.indexed[column], as_it_is)
    return spec.ranked[column]


def _in_order(groups: dict[Any, list[Any]], key: Key, descending: bool) -> Iterator[list[Any]]:
    """The rows of each value, by what the values are ordered by; what is not given comes last either way."""
    keys = {value: key(value) for value in groups if value is not None and value != ""}
    given = [value for value, by in keys.items() if by is not None and by != ""]
    for value in sorted(given, key=keys.__getitem__, reverse=descending):
        yield groups.pop(value)
    yield from groups.values()


def _raw(conn: Connection, statement: Select[Any], moment: Moment) -> Iterator[tuple[Any, ...]]:
    """The rows as the driver gives them, days and list members as text: three times faster for 100,000."""
    with conn.execute(statement, {"me": moment.me}) as result:
        assert result.cursor is not None
        while rows := result.cursor.fetchmany(10_000):
            yield from rows
