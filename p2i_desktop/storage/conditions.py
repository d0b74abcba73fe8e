"""What `find` asks, as a statement for the driver: a field that holds a value, a set that contains it."""

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, bindparam, select

from p2i_desktop.domain.record import About, Money, Record, field_of
from p2i_desktop.storage.rows import shape_of, sql_of
from p2i_desktop.storage.tables import LINKS, TABLES, columns_of
from p2i_desktop.storage.values import SETS, cents, codec_of


def asked(record_type: type[Record], equals: Mapping[str, Any], *, binned: bool) -> tuple[str, tuple[Any, ...]]:
    """(the statement for the rows of the records whose fields hold these values, its values); None: nothing stands there.

    KeyError when the type has no such field."""
    wanted = tuple((name, value is not None) for name, value in equals.items())
    values = tuple(part for name, value in equals.items() for part in _bound(record_type, name, value))
    return _statement(cast(Hashable, record_type), wanted, binned), values


@cache
def _statement(record_type: Any, wanted: tuple[tuple[str, bool], ...], binned: bool) -> str:
    # Made once for each question: putting it together costs more than asking it.
    table = TABLES[record_type]
    kept = table.c.deleted_at.is_not(None) if binned else table.c.deleted_at.is_(None)
    conditions = (_condition(record_type, name, str(place), said) for place, (name, said) in enumerate(wanted))
    shown = (table.c[name] for name in shape_of(record_type).columns)
    return sql_of(select(*shown).where(kept, *conditions).order_by(table.c.n))


def _condition(record_type: type[Record], name: str, mark: str, said: bool) -> ColumnElement[bool]:
    table = TABLES[record_type]
    if name in ("id", "centre_id"):
        return and_(table.c[name] == bindparam(mark))
    spec = field_of(record_type, name)
    if spec.kind in SETS:
        link = LINKS[record_type, name]
        owners = select(link.c.owner).where(link.c.value == bindparam(mark), link.c.deleted_at.is_(None))
        return table.c.id.in_(owners)
    columns = [table.c[column] for column in columns_of(spec)]
    if not said:
        return columns[0].is_(None)
    return and_(*(column == bindparam(f"{mark}_{place}") for place, column in enumerate(columns)))


def _bound(record_type: type[Record], name: str, value: Any) -> Iterator[Any]:
    """The values that `_condition` leaves open, in its order."""
    spec = None if name in ("id", "centre_id") else field_of(record_type, name)
    if spec is None:
        yield value
    elif spec.kind in SETS:
        yield str(value)
    elif isinstance(value, About):
        yield from (value.type, value.id)
    elif isinstance(value, Money):
        yield from (cents(value.amount), value.currency)
    elif value is not None:
        convert = codec_of(spec).to_sql
        yield value if convert is None else convert(value)
