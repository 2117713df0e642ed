"""What is known of each page of a target between visits: validators, hash of its content, how often it changes, what it led to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update

from core.db.tables import captures, page_states
from core.records import Capture, PageState
from core.repositories.rows import record, upsert, values

_AT_EACH_SIGHT = ("capture_id", "visits", "checked_at", "etag", "last_modified")
_HERE = (page_states.c.target_id == bindparam("target"), page_states.c.key == bindparam("page"))
_ONE = select(page_states).where(*_HERE)
_AGAIN = update(page_states).where(*_HERE).values({name: bindparam(name) for name in _AT_EACH_SIGHT})


def put(connection: Connection, state: PageState) -> None:
    """Store the state; a known address gets the new one."""
    upsert(connection, page_states, [values(state, page_states)])


def find(connection: Connection, target_id: str, key: str) -> PageState | None:
    """Return what is known of the address, None when it was never read."""
    row = connection.execute(_ONE, {"target": target_id, "page": key}).mappings().first()
    return record(PageState, row) if row else None


def keys(connection: Connection, target_id: str) -> set[str]:
    """Return the keys of all pages of the target that were read."""
    return set(connection.execute(select(page_states.c.key).where(page_states.c.target_id == target_id)).scalars())


def again(connection: Connection, state: PageState) -> None:
    """Store what one more sight of an unchanged page changes; what the page led to stays."""
    values = {name: getattr(state, name) for name in _AT_EACH_SIGHT}
    connection.execute(_AGAIN, values | {"target": state.target_id, "page": state.key})


def shown_by(connection: Connection, target_id: str, keys: Iterable[str]) -> list[Capture]:
    """Return the captures that show these pages of the target as last read."""
    wanted = list(keys)
    found: list[Capture] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query = select(captures).join(page_states, page_states.c.capture_id == captures.c.id)
        rows = connection.execute(query.where(page_states.c.target_id == target_id, page_states.c.key.in_(part))).mappings()
        found += [record(Capture, row) for row in rows]
    return found
