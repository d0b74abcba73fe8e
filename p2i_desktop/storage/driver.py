"""The driver's own connection within a transaction: for the few statements that every save and every page run."""

import sqlite3
from typing import cast

from sqlalchemy import Connection

Driver = sqlite3.Connection


def driver_of(connection: Connection) -> Driver:
    """The connection under SQLAlchemy's, in the transaction that SQLAlchemy knows of; a fifth of the cost of a statement.

    Its errors are `sqlite3.Error`, which `errors.translated` knows.
    """
    if not connection.in_transaction():
        connection.begin()
    return cast(Driver, connection.connection.driver_connection)
