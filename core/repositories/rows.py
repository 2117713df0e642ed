"""Between rows and records: what every repository needs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, RowMapping, Table
from sqlalchemy.dialects import postgresql, sqlite

from core.codec import from_json, to_json

R = TypeVar("R")


def record(cls: type[R], row: RowMapping) -> R:
    """Return the record that this row holds; columns that the record lacks are left out."""
    names = _field_names(cls)  # type: ignore[arg-type]
    return from_json(cls, {key: value for key, value in row.items() if key in names})


@cache
def _field_names(cls: type[Any]) -> frozenset[str]:
    return frozenset(f.name for f in fields(cls))


def values(item: Any, table: Table, **more: Any) -> dict[str, Any]:
    """Return the record's values for the columns that the table has; nested records as JSON values."""
    plain = to_json(item)
    result = {}
    for column in table.columns:
        if column.name in more:
            result[column.name] = more[column.name]
        elif column.name in plain:
            raw = getattr(item, column.name)
            result[column.name] = raw if raw is None or hasattr(raw, "tzinfo") else plain[column.name]
    return result


def upsert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]], update: Iterable[str] | None = None) -> int:
    """Insert rows by primary key; on a known key update the named columns (None: all others; empty: leave as it is).

    Returns the number of rows that were inserted or changed.
    """
    batch = list(rows)
    if not batch:
        return 0
    statement = _upsert(connection.dialect.name, table, tuple(batch[0]), None if update is None else tuple(update))
    return connection.execute(statement, batch if len(batch) > 1 else batch[0]).rowcount


@cache
def _upsert(dialect: str, table: Table, given: tuple[str, ...], update: tuple[str, ...] | None) -> Insert:
    """Return the statement; made once, as making it costs more than running it."""
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    keys = [column.name for column in table.primary_key.columns]
    names = [name for name in given if name not in keys] if update is None else list(update)
    if names:
        statement = insert.on_conflict_do_update(index_elements=keys, set_={name: insert.excluded[name] for name in names})
    else:
        statement = insert.on_conflict_do_nothing(index_elements=keys)
    made: Insert = statement.execution_options(preserve_rowcount=True)  # psycopg's cursor is closed before rowcount is asked for otherwise
    return made


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows in one call; those whose primary key is known stay as they are."""
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    keys = [column.name for column in table.primary_key.columns]
    if rows:
        connection.execute(insert.on_conflict_do_nothing(index_elements=keys), list(rows))
