"""Saved searches and the documents that they matched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from core.db.tables import alerts, saved_matches, saved_searches
from core.errors import NotFound
from core.records import SavedMatch, SavedSearch
from core.repositories.rows import insert_new, record, upsert, values


def put(connection: Connection, saved: SavedSearch) -> None:
    """Store the search; a known id gets the new values."""
    upsert(connection, saved_searches, [values(saved, saved_searches)])


def get(connection: Connection, saved_id: str) -> SavedSearch:
    """Return the search; raise NotFound."""
    row = connection.execute(select(saved_searches).where(saved_searches.c.id == saved_id)).mappings().first()
    if row is None:
        raise NotFound(f"no saved search {saved_id}")
    return record(SavedSearch, row)


def drop(connection: Connection, saved_id: str) -> None:
    """Take the search and its matches out; alerts that wait for being sent have nothing to tell any more."""
    waiting = (alerts.c.saved_id == saved_id) & (alerts.c.status == "due")
    connection.execute(update(alerts).where(waiting).values(status="suppressed", reason="搜索已被删除"))
    connection.execute(delete(saved_matches).where(saved_matches.c.saved_id == saved_id))
    connection.execute(delete(saved_searches).where(saved_searches.c.id == saved_id))


def for_user(connection: Connection, user_id: str) -> list[SavedSearch]:
    """Return the user's own searches, then those that others share, each by name."""
    mine = saved_searches.c.owner_id == user_id
    query = select(saved_searches).where(or_(mine, saved_searches.c.shared)).order_by(mine.desc(), saved_searches.c.name, saved_searches.c.id)
    return [record(SavedSearch, row) for row in connection.execute(query).mappings()]


def every(connection: Connection) -> list[SavedSearch]:
    """Return all searches by owner and name."""
    query = select(saved_searches).order_by(saved_searches.c.owner, saved_searches.c.name, saved_searches.c.id)
    return [record(SavedSearch, row) for row in connection.execute(query).mappings()]


def alerting(connection: Connection) -> list[SavedSearch]:
    """Return the searches that alert."""
    query = select(saved_searches).where(saved_searches.c.alert).order_by(saved_searches.c.id)
    return [record(SavedSearch, row) for row in connection.execute(query).mappings()]


def looked(connection: Connection, saved_id: str, now: datetime) -> None:
    """Say that the owner has seen the matches."""
    connection.execute(update(saved_searches).where(saved_searches.c.id == saved_id).values(looked_at=now))


def known(connection: Connection, saved_id: str, document_ids: Iterable[str]) -> set[str]:
    """Return those of the documents that this search has matched before."""
    wanted = list(document_ids)
    query = select(saved_matches.c.document_id).where(saved_matches.c.saved_id == saved_id, saved_matches.c.document_id.in_(wanted))
    return set(connection.execute(query).scalars()) if wanted else set()


def add_matches(connection: Connection, matches: Iterable[SavedMatch]) -> None:
    """Keep new matches; none of them may be known."""
    rows = [values(match, saved_matches) for match in matches]
    if rows:
        connection.execute(insert(saved_matches), rows)


def note_present(connection: Connection, matches: Iterable[SavedMatch]) -> None:
    """Keep what a search matched before it alerted; what is known stays as it is."""
    rows = [values(match, saved_matches) for match in matches]
    if rows:
        insert_new(connection, saved_matches, rows)


def matches(connection: Connection, saved_id: str, limit: int = 50, offset: int = 0) -> tuple[int, list[SavedMatch]]:
    """Return how many matches were told of, and one page of them, the newest first."""
    told = (saved_matches.c.saved_id == saved_id) & (saved_matches.c.alert_id != "")
    total = connection.execute(select(func.count()).select_from(saved_matches).where(told)).scalar_one()
    query = select(saved_matches).where(told).order_by(saved_matches.c.found_at.desc(), saved_matches.c.document_id).limit(limit).offset(offset)
    return total, [record(SavedMatch, row) for row in connection.execute(query).mappings()]


def of_alert(connection: Connection, alert_id: str, limit: int) -> tuple[int, list[SavedMatch]]:
    """Return how many matches an alert tells of, and the first ones."""
    mine = saved_matches.c.alert_id == alert_id
    total = connection.execute(select(func.count()).select_from(saved_matches).where(mine)).scalar_one()
    query = select(saved_matches).where(mine).order_by(saved_matches.c.document_id).limit(limit)
    return total, [record(SavedMatch, row) for row in connection.execute(query).mappings()]


def unseen(connection: Connection, saved_ids: Iterable[str]) -> dict[str, int]:
    """Return per search how many matches came since its owner last looked; searches without any are left out."""
    newer = select(saved_matches.c.saved_id, func.count()).join(saved_searches, saved_searches.c.id == saved_matches.c.saved_id)
    newer = newer.where(saved_matches.c.alert_id != "", saved_matches.c.found_at > saved_searches.c.looked_at, saved_searches.c.id.in_(list(saved_ids)))
    return {str(saved_id): int(count) for saved_id, count in connection.execute(newer.group_by(saved_matches.c.saved_id))}
