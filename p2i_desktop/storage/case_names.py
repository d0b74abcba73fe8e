"""Number, title and estimated value of many cases: a whole record has many fields more, long texts among them."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from p2i_desktop.storage.lists.parts import given
from p2i_desktop.storage.tables import table

_CASE = table("case")


class CaseName(NamedTuple):
    """What lists say of a case; `number` is the provisional one until it has its own."""

    id: str
    number: str
    title: str
    value: Decimal | None  # estimated, net of VAT
    currency: str


def case_names(connection: Connection, ids: Collection[str]) -> dict[str, CaseName]:
    """The cases with these ids, binned ones too; what is not there is left out."""
    of = _CASE.c
    number = func.coalesce(func.nullif(of.number, ""), of.provisional_number)
    statement = select(of.id, number, of.title, of.estimated_value, of.estimated_value_currency)
    return {
        key: CaseName(
            key,
            shown,
            title,
            None if cents is None else Decimal(cents).scaleb(-2),
            currency if cents is not None else "",
        )
        for key, shown, title, cents, currency in connection.execute(statement.where(of.id.in_(given(ids))))
    }
