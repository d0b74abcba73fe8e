"""Reading lists: the first rows at once, then the numbers of all rows, then any block of rows by its numbers."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from p2i_desktop.storage.lists import actions, cases, consultations, contacts, organisations
from p2i_desktop.storage.lists.model import Filter, Ids, ListSpec, Moment, Ranked, Row, Sort, Totals

LISTS: dict[str, ListSpec] = {
    module.LIST.name: module.LIST for module in (cases, consultations, organisations, contacts, actions)
}
COLUMNS: dict[str, tuple[str, ...]] = {name: spec.columns for name, spec in LISTS.items()}
SORTABLE: dict[str, frozenset[str]] = {name: spec.sortable for name, spec in LISTS.items()}
DEFAULT_SORT: dict[str, Sort] = {name: spec.default for name, spec in LISTS.items()}


def first_rows(
    conn: Connection, name: str, filter_: Filter, sort: Sort | None, moment: Moment, limit: int
) -> list[Row]:
    """The first rows of a list; where an index sorts they cost the same whatever the length. KeyError: no such column."""
    spec = LISTS[name]
    order = sort or spec.default
    if order.column in spec.indexed:
        statement = _sorted_by_index(spec, filter_, order, moment).limit(limit)
        return block(conn, name, conn.execute(statement, {"me": moment.me}).scalars().all(), moment)
    return block(conn, name, all_ids(conn, name, filter_, order, moment).numbers[:limit], moment)


def all_ids(conn: Connection, name: str, filter_: Filter, sort: Sort | None, moment: Moment) -> Ids:
    """The numbers of all rows of a list in their order. KeyError: no such column."""
    spec = LISTS[name]
    order = sort or spec.default
    if order.column in spec.indexed:
        return Ids(_numbers(conn, _sorted_by_index(spec, filter_, order, moment), moment))
    return Ids(_ranked(conn, spec, spec.ranked[order.column], filter_, order, moment))


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


def _sorted_by_index(spec: ListSpec, filter_: Filter, sort: Sort, moment: Moment) -> Select[Any]:
    n = spec.table.c.n
    return (
        select(n)
        .where(*spec.conditions(filter_, moment))
        .order_by(*(_directed(column, sort) for column in (spec.indexed[sort.column], n)))
    )


def _directed(column: ColumnElement[Any], sort: Sort) -> ColumnElement[Any]:
    return column.desc() if sort.descending else column.asc()


def _numbers(conn: Connection, statement: Select[Any], moment: Moment) -> "array[int]":
    return array("q", (number for (number,) in _raw(conn, statement, moment)))


def _ranked(
    conn: Connection, spec: ListSpec, ranked: Ranked, filter_: Filter, sort: Sort, moment: Moment
) -> "array[int]":
    statement = select(spec.table.c.n, ranked.value).where(*spec.conditions(filter_, moment))
    usual = spec.default
    if usual.column in spec.indexed:
        statement = statement.order_by(_directed(spec.indexed[usual.column], usual), _directed(spec.table.c.n, usual))
    groups: defaultdict[Any, list[int]] = defaultdict(list)  # few values, many rows: only the values are sorted
    for number, value in _raw(conn, statement, moment):
        groups[value].append(number)
    key = ranked.key(conn)
    keys = {value: key(value) for value in groups if value is not None and value != ""}
    given = [value for value, by in keys.items() if by is not None and by != ""]
    ordered: array[int] = array("q")
    for value in sorted(given, key=keys.__getitem__, reverse=sort.descending):
        ordered.extend(groups.pop(value))
    for rest in groups.values():  # what is not given comes last either way
        ordered.extend(rest)
    return ordered


def _raw(conn: Connection, statement: Select[Any], moment: Moment) -> Iterator[tuple[Any, ...]]:
    """The rows as the driver gives them, days and list members as text: three times faster for 100,000."""
    with conn.execute(statement, {"me": moment.me}) as result:
        assert result.cursor is not None
        while rows := result.cursor.fetchmany(10_000):
            yield from rows
