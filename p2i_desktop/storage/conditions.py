"""What `find` asks, as SQL: a field that holds a value, a set that contains it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select

from p2i_desktop.domain.record import About, FieldKind, Money, Record, field_of
from p2i_desktop.storage.tables import LINKS, TABLES, columns_of
from p2i_desktop.storage.values import SETS, cents


def equals_in(record_type: type[Record], name: str, value: Any) -> ColumnElement[bool]:
    """Whether a field of a type holds a value (None: nothing); KeyError when the type has no such field."""
    table = TABLES[record_type]
    if name in ("id", "centre_id"):
        return and_(table.c[name] == value)
    spec = field_of(record_type, name)
    if spec.kind in SETS:
        link = LINKS[record_type, name]
        owners = select(link.c.owner).where(link.c.value == str(value), link.c.deleted_at.is_(None))
        return table.c.id.in_(owners)
    columns = [table.c[column] for column in columns_of(spec)]
    if value is None:
        return columns[0].is_(None)
    if spec.kind is FieldKind.ABOUT:
        assert isinstance(value, About)
        return and_(columns[0] == value.type, columns[1] == value.id)
    if spec.kind is FieldKind.MONEY:
        assert isinstance(value, Money)
        return and_(columns[0] == cents(value.amount), columns[1] == value.currency)
    return and_(columns[0] == value)
