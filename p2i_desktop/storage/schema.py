"""The whole schema of a file as SQL text: what a new file is made with, and what an opened one is compared with."""

import re
from functools import cache

from sqlalchemy import Index
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from p2i_desktop.storage import search
from p2i_desktop.storage.tables import METADATA

# The journal only grows; an erasure may set the three values of an entry to NULL, and nothing else.
_KEPT = (
    "node",
    "seq",
    "hlc",
    "centre_id",
    "step",
    "tbl",
    "key",
    "field",
    "digest",
    "deps",
    "actor",
    "time",
    "schema",
    "hash",
)
_CHANGED = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _KEPT)
TRIGGERS = (
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    f"WHEN NEW.old IS NOT NULL OR NEW.new IS NOT NULL OR NEW.salt IS NOT NULL OR {_CHANGED} "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
)


@cache
def schema_statements() -> tuple[str, ...]:
    """Everything a new file holds, in the order of making; equal to what the migrations lead to (a test compares)."""
    dialect = sqlite.dialect()
    found: list[str] = []
    for table in METADATA.sorted_tables:
        found.append(_tidy(str(CreateTable(table).compile(dialect=dialect))))
        found += (_tidy(str(CreateIndex(index).compile(dialect=dialect))) for index in sorted(table.indexes, key=_name))
    return (*found, *search.SCHEMA, *TRIGGERS)


def outlines() -> list[str]:
    """The same schema without types and rules: its names are compared at each opening, and all of it takes 40 ms to make."""
    found: list[str] = []
    for table in METADATA.tables.values():
        columns = [f'"{column.name}"' for column in table.columns]
        found.append(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
        found += (f'CREATE INDEX "{index.name}" ON "{table.name}" ({columns[0]})' for index in table.indexes)
    return [*found, *search.SCHEMA, *TRIGGERS]


def _name(index: Index) -> str:
    return str(index.name)


def _tidy(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip()
