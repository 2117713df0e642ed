"""The durable frontier: what a job still has to fetch, what became of each address, and what was left out with which reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, select

from core.db.tables import frontier, site_memory, stops
from core.repositories.rows import upsert

State = Literal["queued", "done", "fresh", "lost", "left", "skipped"]
"""queued: to be fetched. done: kept, `why` says what is missing of it. fresh: read lately, not asked for.
lost: did not come, may come yet. left: there is none. skipped: not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierRow:
    """One address of a job. `key`: hash of its plain form. `age`: order of discovery. `wanted`: how it is to be fetched, as JSON values."""

    key: str
    url: str
    state: State
    why: str = ""
    age: int = 0
    wanted: dict[str, Any] = field(default_factory=dict)


def put(connection: Connection, job_id: str, rows: Iterable[FrontierRow]) -> None:
    """Store the rows; a known address gets the new state."""
    upsert(connection, frontier, [{"job_id": job_id, **{name: getattr(row, name) for name in FrontierRow.__slots__}} for row in rows])


def of_job(connection: Connection, job_id: str) -> list[FrontierRow]:
    """Return all addresses of the job in the order of discovery."""
    query = select(frontier).where(frontier.c.job_id == job_id).order_by(frontier.c.age, frontier.c.key)
    return [FrontierRow(**{name: row[name] for name in FrontierRow.__slots__}) for row in connection.execute(query).mappings()]


def keys(connection: Connection, job_id: str, state: State) -> list[str]:
    """Return the keys of the job's addresses in this state."""
    return list(connection.execute(select(frontier.c.key).where(frontier.c.job_id == job_id, frontier.c.state == state)).scalars())


def wanted_of(connection: Connection, job_id: str, urls: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return how each of these addresses (500 at most) was to be fetched, by address; what nobody wrote down is missing."""
    query = select(frontier.c.url, frontier.c.wanted).where(frontier.c.job_id == job_id, frontier.c.url.in_(urls[:500]))
    return {str(url): dict(wanted or {}) for url, wanted in connection.execute(query)}


def sizes(connection: Connection, job_id: str) -> dict[str, int]:
    """Return how many addresses are in each state."""
    query = select(frontier.c.state, func.count()).where(frontier.c.job_id == job_id).group_by(frontier.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def drop(connection: Connection, job_id: str) -> None:
    """Forget the addresses of a job that has ended."""
    connection.execute(delete(frontier).where(frontier.c.job_id == job_id))


def add_stops(connection: Connection, job_id: str, counted: Mapping[str, tuple[int, str]]) -> None:
    """Add to the job's counts of what was left out: reason to (number, an example's address)."""
    for reason, (number, example) in counted.items():
        known = connection.execute(select(stops.c.number, stops.c.example).where(stops.c.job_id == job_id, stops.c.reason == reason)).first()
        row = {"job_id": job_id, "reason": reason, "number": number + (known[0] if known else 0), "example": known[1] if known else example}
        upsert(connection, stops, [row])


def stops_of(connection: Connection, job_id: str) -> dict[str, tuple[int, str]]:
    """Return what the job left out: reason to (number, an example's address), the most first."""
    query = select(stops.c.reason, stops.c.number, stops.c.example).where(stops.c.job_id == job_id).order_by(stops.c.number.desc(), stops.c.reason)
    return {reason: (number, example) for reason, number, example in connection.execute(query)}


def remember_site(connection: Connection, host: str, via: str, why: str, at: Any) -> None:
    """Keep by which way a host is read, and the evidence for it."""
    upsert(connection, site_memory, [{"host": host[:255], "via": via, "why": why, "learned_at": at}])


def remembered(connection: Connection, via: str, since: Any) -> set[str]:
    """Return the hosts that are read this way, learned since then."""
    query = select(site_memory.c.host).where(site_memory.c.via == via, site_memory.c.learned_at >= since)
    return set(connection.execute(query).scalars())
