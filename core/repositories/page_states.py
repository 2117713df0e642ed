"""What is known of each page of a target between visits: validators, hash of its content, how often it changes, what it led to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from core.db.tables import captures, page_states
from core.records import Capture, PageState
from core.repositories.rows import record, upsert, values


def put(connection: Connection, state: PageState) -> None:
    """Store the state; a known address gets the new one."""
    upsert(connection, page_states, [values(state, page_states)])


def find(connection: Connection, target_id: str, key: str) -> PageState | None:
    """Return what is known of the address, None when it was never read."""
    row = connection.execute(select(page_states).where(page_states.c.target_id == target_id, page_states.c.key == key)).mappings().first()
    return record(PageState, row) if row else None


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
