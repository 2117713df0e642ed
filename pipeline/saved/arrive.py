"""A batch of documents has come to the index: saved searches that alert are asked for each, and what begins to match is told of once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from core.clock import now
from core.db import Database
from core.errors import BadInput, NotFound
from core.records import SavedMatch
from core.repositories import alerts, saved
from core.settings import Settings
from pipeline.alerts.decide import channel_of
from pipeline.saved.match import match
from search.base import Doc, Query
from search.stored_query import restored


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Which documents of a batch each saved search matches."""

    docs: Mapping[str, Doc] = field(default_factory=dict)
    matched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def look(database: Database, docs: Sequence[Doc]) -> Arrived:
    """Return what the batch matches; outside of any transaction, for it takes its time."""
    with database.read() as connection:
        queries = {one.id: query for one in saved.alerting(connection) if (query := _query(one.query)) is not None}
    matched = match(docs, queries)
    hit = {ident for ids in matched.values() for ident in ids}
    return Arrived(docs={doc.id: doc for doc in docs if doc.id in hit}, matched=matched)


def _query(values: Mapping[str, object]) -> Query | None:
    try:
        return restored(values)
    except BadInput:
        return None  # kept by an older version: the screen says so when it is opened


def keep(connection: Connection, arrived: Arrived, settings: Settings) -> int:
    """Write the new matches, and one alert per search for those of this batch; in the transaction that takes the batch out of the queue.

    So a process that is killed has told of all of them or of none. Returns how many alerts are new.
    """
    made = 0
    for saved_id, ids in arrived.matched.items():
        try:
            saved.get(connection, saved_id)
        except NotFound:
            continue  # taken away meanwhile
        new = [ident for ident in ids if ident not in saved.known(connection, saved_id, ids)]
        if new:
            alert_id = alerts.of_saved(connection, saved_id, new, channel_of(settings), now())
            saved.add_matches(connection, (_match(saved_id, arrived.docs[ident], alert_id) for ident in new))
            made += 1
    return made


def _match(saved_id: str, doc: Doc, alert_id: str) -> SavedMatch:
    return SavedMatch(saved_id=saved_id, document_id=doc.id, document_kind=doc.kind, title=doc.title[:500], url=doc.url, found_at=now(), alert_id=alert_id)
