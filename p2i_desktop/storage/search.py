"""The full-text index: folded words of every searchable field, written with the records, asked without any syntax."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, bindparam, column, func, literal_column, outerjoin, select
from sqlalchemy import table as bare_table
from sqlalchemy.dialects import sqlite

from p2i_desktop.domain.folding import digits, fold, words
from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, fields_of, type_key
from p2i_desktop.domain.records import BY_KEY, RECORD_TYPES
from p2i_desktop.storage.driver import Driver, driver_of
from p2i_desktop.storage.tables import TABLES, table

# `n` of a row = number of the record type (high bits) + `n` of the record's own row: one range of numbers per type,
# newest last, so that "the newest hits of this type" needs no look at any other table.
SCHEMA = (
    "CREATE TABLE search_text (n INTEGER PRIMARY KEY, names TEXT NOT NULL, notes TEXT NOT NULL) STRICT",
    "CREATE TABLE search_phone (n INTEGER PRIMARY KEY, digits TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_words USING fts5(names, notes, content='search_text', content_rowid='n',"
    " tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
)

ROOM = 1 << 40  # rows that one record type may have
MANY = 1_000  # beyond this many hits the newest are shown, unranked: ranking a frequent word takes half a second
SHORTEST_NUMBER = 4  # digits from which a telephone number is looked for
_LONGEST_QUERY = 400  # characters; what is pasted beyond them is not looked for
_BATCH = 400

_TEXT = bare_table("search_text", column("n"), column("names"), column("notes"))
_PHONE = bare_table("search_phone", column("n"), column("digits"))
_Standing = tuple[Any, ...]  # row in the index, names, notes, digits; None where it holds nothing
_Texts = tuple[str, str]  # names, notes
T = TypeVar("T")


@cache
def base(key: str) -> int:
    """The first number of a record type's rows in the index: made from its name, so that new types move nothing."""
    return (zlib.crc32(key.encode()) & 0x3FFFFF) * ROOM


@cache
def searchable(key: str) -> tuple[FieldSpec, ...]:
    """The fields of a record type that the search box looks into, as its declaration says."""
    return tuple(spec for spec in fields_of(BY_KEY[key]) if spec.searchable)


SEARCHED = tuple(type_key(record_type) for record_type in RECORD_TYPES if searchable(type_key(record_type)))


def index(conn: Connection, records: Iterable[Record], removed: Iterable[tuple[str, str]] = ()) -> None:
    """Brings the index up to date: `records` as they stand in their tables now (binned ones leave the index),
    `removed` = (type key, id) of rows that are about to be deleted for good."""
    gone: list[tuple[str, str]] = list(removed)
    kept: dict[str, list[Record]] = {}
    for record in records:
        key = type_key(type(record))
        if record.deleted_at is not None:
            gone.append((key, record.id))
        elif searchable(key):
            kept.setdefault(key, []).append(record)
    for key, pairs in groupby(sorted(gone), key=lambda pair: pair[0]):
        for batch in _batches([record_id for _, record_id in pairs]):
            _take_out(conn, _standing(conn, key, batch))
    for key, of_type in kept.items():
        for records_batch in _batches(of_type):
            standing = _standing(conn, key, [record.id for record in records_batch])
            _put_in(conn, [(standing[record.id], *_said(key, record)) for record in records_batch])


def rebuild(conn: Connection) -> None:
    """Makes the whole index anew from the records."""
    for statement in (
        "DELETE FROM search_text",
        "DELETE FROM search_phone",
        "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    ):
        conn.exec_driver_sql(statement)
    for key in SEARCHED:
        for batch in _batches(_wanted(conn, key)):
            _put_in(conn, batch)
    conn.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('optimize')")


def faults(conn: Connection) -> list[str]:
    """What is wrong with the index, empty when it is whole: `missing`, `surplus` or `differs` with the type key, `words`."""
    found = []
    for key in SEARCHED:
        have = {
            row[0]: (row[1], row[2])
            for row in conn.exec_driver_sql(
                "SELECT n, names, notes FROM search_text WHERE n BETWEEN ? AND ?", (base(key), base(key) + ROOM - 1)
            )
        }
        for (n, *_), texts, _ in _wanted(conn, key):
            stands = have.pop(n, None)
            if stands is None:
                found.append(f"missing {key}")
            elif stands != texts:
                found.append(f"differs {key}")
        found += [f"surplus {key}"] * len(have)
    return sorted(set(found)) + ([] if words_agree(conn) else ["words"])


def faults_of(conn: Connection, key: str, ids: list[str]) -> list[str]:
    """The ids among these whose texts in the index are not those of their records."""
    of, specs = TABLES[BY_KEY[key]].c, searchable(key)
    if not specs:
        return []
    standing = _standing(conn, key, ids)
    statement = select(of.id, of.deleted_at, *(of[spec.name] for spec in specs)).where(of.id.in_(ids))
    wrong = []
    for row in conn.execute(statement):
        wanted = (None, None) if row[1] is not None else _folded(zip(specs, row[2:], strict=True))
        if tuple(standing[row[0]][1:3]) != wanted:
            wrong.append(str(row[0]))
    return wrong


def words_agree(conn: Connection) -> bool:
    """Whether the words are those of the texts: counted, because FTS5's own check writes."""
    texts = conn.exec_driver_sql("SELECT count(*) FROM search_text").scalar_one()
    indexed = conn.exec_driver_sql("SELECT count(*) FROM search_words_docsize").scalar_one()
    return bool(texts == indexed)


def phrases(text: str) -> list[str]:
    """What was typed, piece by piece, as FTS5 phrases without a syntax of their own: `AT-2026` -> `"at 2026"`."""
    pieces = (" ".join(words(piece)) for piece in text[:_LONGEST_QUERY].split())
    return [f'"{piece}"' for piece in pieces if piece]


def match(text: str) -> str:
    """The FTS5 expression for what was typed: every word literally, the last one as a beginning; "" = nothing to look for."""
    quoted = phrases(text)
    return " ".join(quoted) + "*" if quoted else ""


def number_typed(text: str) -> str:
    """The digits to look for among telephone numbers, without leading zeros; "" when it is no such number."""
    typed = digits(text[:_LONGEST_QUERY])
    return typed.lstrip("0") if len(typed) >= SHORTEST_NUMBER else ""


def numbers_found(conn: Connection, text: str, limit: int) -> tuple[list[tuple[int, float]], int]:
    """(rows of the index with their scores, best first; how many there are, at most MANY + 1): few hits are ranked,
    of many the newest of each type are given. Restricted and binned records are still among them."""
    expression = match(text)
    phones = _phone_rows(conn, text, limit)
    if not expression:
        return phones, len(phones)
    count = conn.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)", (expression, MANY + 1)
    ).scalar_one()
    if count <= MANY:
        rows = conn.exec_driver_sql(
            "SELECT rowid, bm25(search_words, 5.0, 1.0) FROM search_words WHERE search_words MATCH ? ORDER BY 2, 1 DESC LIMIT ?",
            (expression, limit),
        ).fetchall()
        found = [(int(row[0]), -float(row[1])) for row in rows]
    else:
        found = [(n, 0.0) for key in SEARCHED for n in _newest(conn, expression, key, limit)]
    known = {n for n, _ in found}
    more = [pair for pair in phones if pair[0] not in known]
    return more + found, min(MANY + 1, count + len(more))


def _newest(conn: Connection, expression: str, key: str, limit: int) -> list[int]:
    rows = conn.exec_driver_sql(
        "SELECT rowid FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
        (expression, base(key), base(key) + ROOM - 1, limit),
    )
    return [int(row[0]) for row in rows]


def _phone_rows(conn: Connection, text: str, limit: int) -> list[tuple[int, float]]:
    typed = number_typed(text)
    if not typed:
        return []
    rows = conn.exec_driver_sql(
        "SELECT n FROM search_phone WHERE instr(digits, ?) ORDER BY n DESC LIMIT ?", (typed, limit)
    ).fetchall()
    return [(int(row[0]), 0.0) for row in rows]


def _said(key: str, record: Record) -> tuple[_Texts, str]:
    """The texts and telephone numbers of a record as they stand in the index."""
    values = [(spec, getattr(record, spec.name)) for spec in searchable(key)]
    return _folded(values), _dialled(values)


def _folded(values: Iterable[tuple[FieldSpec, Any]]) -> tuple[str, str]:
    names: list[str] = []
    notes: list[str] = []
    for spec, value in values:
        texts = value if isinstance(value, tuple) else (value,)
        (notes if spec.kind is FieldKind.NOTE else names).extend(
            fold(text).replace("\0", " ") for text in texts if text
        )
    return "\n".join(names), "\n".join(notes)


def _dialled(values: Iterable[tuple[FieldSpec, Any]]) -> str:
    found = (digits(value) for spec, value in values if spec.kind is FieldKind.TEXT and isinstance(value, str))
    return " ".join(number for number in found if len(number) >= SHORTEST_NUMBER)


@cache
def _standing_of(key: str) -> str:
    # Made once: putting the statement together would cost a save a fifth of its time.
    of, text, phone = table(key).c, _TEXT.c, _PHONE.c
    row = of.n + literal_column(str(base(key)))
    wanted: Select[tuple[str]] = select(column("value")).select_from(func.json_each(bindparam("ids")))
    known = outerjoin(outerjoin(table(key), _TEXT, text.n == row), _PHONE, phone.n == row)
    found = select(of.id, row, text.names, text.notes, phone.digits).select_from(known).where(of.id.in_(wanted))
    return str(found.compile(dialect=sqlite.dialect()))


def _standing(conn: Connection, key: str, ids: list[str]) -> dict[str, _Standing]:
    """What the index holds of these records: id -> its row there, names, notes, telephone numbers (None: nothing)."""
    rows = driver_of(conn).execute(_standing_of(key), (json.dumps(ids),))
    return {row[0]: row[1:] for row in rows.fetchall()}


def _take_out(conn: Connection, standing: Mapping[str, _Standing]) -> None:
    driver = driver_of(conn)
    texts = [row[:3] for row in standing.values() if row[1] is not None]
    if texts:
        _forget(driver, texts)
        driver.executemany("DELETE FROM search_text WHERE n = ?", [row[:1] for row in texts])
    phones = [row[:1] for row in standing.values() if row[3] is not None]
    if phones:
        driver.executemany("DELETE FROM search_phone WHERE n = ?", phones)


def _forget(driver: Driver, rows: list[tuple[Any, ...]]) -> None:
    # The index keeps no texts of its own: to take words out it must be told the very texts that it was given.
    statement = "INSERT INTO search_words(search_words, rowid, names, notes) VALUES ('delete', ?, ?, ?)"
    driver.executemany(statement, rows)


def _put_in(conn: Connection, found: Iterable[tuple[_Standing, _Texts, str]]) -> None:
    """Brings the rows of some records from what stands in the index to these texts and telephone numbers."""
    driver = driver_of(conn)
    old, new, dialled, silent = [], [], [], []
    for standing, texts, phone in found:
        if standing[1:3] != texts:
            new.append((standing[0], *texts))
            if standing[1] is not None:
                old.append(standing[:3])
        if phone and phone != standing[3]:
            dialled.append((standing[0], phone))
        elif not phone and standing[3] is not None:
            silent.append(standing[:1])
    if old:
        _forget(driver, old)
    if new:
        driver.executemany("INSERT OR REPLACE INTO search_text(n, names, notes) VALUES (?, ?, ?)", new)
        driver.executemany("INSERT INTO search_words(rowid, names, notes) VALUES (?, ?, ?)", new)
    if dialled:
        driver.executemany("INSERT OR REPLACE INTO search_phone(n, digits) VALUES (?, ?)", dialled)
    if silent:
        driver.executemany("DELETE FROM search_phone WHERE n = ?", silent)


def _wanted(conn: Connection, key: str) -> list[tuple[_Standing, _Texts, str]]:
    """What should stand in the index for each record of a type, beside an empty standing."""
    of = TABLES[BY_KEY[key]].c
    specs = searchable(key)
    statement = select(of.n, *(of[spec.name] for spec in specs)).where(of.deleted_at.is_(None)).order_by(of.n)
    found = []
    for row in conn.execute(statement):
        values = list(zip(specs, row[1:], strict=True))
        found.append(((base(key) + row[0], None, None, None), _folded(values), _dialled(values)))
    return found


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, _BATCH)):
        yield batch
