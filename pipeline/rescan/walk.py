"""Run a rescan: several processes look, this one writes. Killed at any moment it goes on where it was; what it writes twice stays once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context

from sqlalchemy import Connection

from core.clock import now
from core.db.database import connect
from core.errors import TradewatchError
from core.records import Rescan
from core.repositories import index_queue, rescans, texts
from core.settings import Settings
from pipeline import alerts
from pipeline.child import die_with_parent
from pipeline.group import group
from pipeline.rescan.look import Found, Looked, Looker, Piece, pieces
from pipeline.rooms import Rooms, is_dead, process_name

PIECE = 2000  # texts
FEW = 10_000  # texts that one process looks at sooner than others have started
STALE = timedelta(minutes=5)
Progress = Callable[[Rescan], None]

_looker: Looker  # of a process that looks


def run(rooms: Rooms, rescan_id: str, progress: Progress = lambda _rescan: None, processes: int = 0) -> Rescan | None:
    """Run it to its end; returns its row, None when another process is at it or it is over. `processes`: 0 for as many as there are cores."""
    owner = process_name()
    with rooms.database.write() as connection:
        known = rescans.get(connection, rescan_id)
        dead = known.owner if is_dead(known.owner) else ""
        rescan = rescans.claim(connection, rescan_id, owner=owner, now=now(), stale_before=now() - STALE, dead=dead)
        total = texts.count(connection)
    if rescan is None:
        return None
    try:
        for looked in _look(rooms, rescan, total, processes):
            if not _keep(rooms, rescan, looked, total):
                break  # somebody stopped it
            with rooms.database.read() as connection:
                rescan = rescans.get(connection, rescan_id)
            progress(rescan)
    except TradewatchError as exc:
        with rooms.database.write() as connection:
            rescans.finish(connection, rescan_id, now(), error=str(exc))
        raise
    with rooms.database.write() as connection:
        rescans.finish(connection, rescan_id, now())
        return rescans.get(connection, rescan_id)


def _keep(rooms: Rooms, rescan: Rescan, looked: Looked, total: int) -> bool:
    """Write what a piece showed, and how far the rescan came, in one transaction. False, with nothing written, once somebody stopped it."""
    with rooms.database.write() as connection:
        state = rescans.get(connection, rescan.id)
        place = f"{looked.piece.kind}:{looked.piece.last}"
        done, found = state.done + looked.texts, state.found + len(looked.found)

        def moved(opened: int) -> bool:
            counts = {"done": done, "total": max(total, done), "found": found, "opened": state.opened + opened}
            return rescans.moved(connection, rescan.id, rescan.owner, now(), place=place, **counts)

        if not moved(0):
            return False
        return moved(sum(_keep_one(rooms, connection, one) for one in looked.found))


def _keep_one(rooms: Rooms, connection: Connection, one: Found) -> int:
    """Write what one document showed; returns how many leads are new."""
    subject, capture_id, said = one
    touched = group(connection, [(subject, finding) for finding in said], capture_id)
    alerts.decide(connection, touched, rooms.settings)
    index_queue.put(connection, [(subject.kind, subject.id)])
    return sum(what == "new" for _, what in touched)


def _look(rooms: Rooms, rescan: Rescan, total: int, processes: int) -> Iterator[Looked]:
    """Yield the pieces in order, each looked at."""
    left = pieces(rooms.database, PIECE, rescan.place)
    number = processes or (1 if total - rescan.done <= FEW else os.cpu_count() or 1)
    if number == 1:
        yield from map(Looker(rooms.database, rescan).look, left)
        return
    with _pool(rooms.settings, rescan, number) as pool:
        yield from _in_order(pool, left, 2 * number)


def _in_order(pool: ProcessPoolExecutor, left: Iterable[Piece], ahead: int) -> Iterator[Looked]:
    """Keep `ahead` pieces under way, so that a slow writer holds a bounded number of results."""
    source = iter(left)
    waiting: list[Future[Looked]] = [pool.submit(_look_at, piece) for piece in islice(source, ahead)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(_look_at, piece) for piece in islice(source, 1)]


@contextmanager
def _pool(settings: Settings, rescan: Rescan, number: int) -> Iterator[ProcessPoolExecutor]:
    # spawned, not forked: the worker that asks runs other threads
    pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings, rescan))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(settings: Settings, rescan: Rescan) -> None:
    global _looker  # noqa: PLW0603 - a process of the pool has one task for its whole life
    die_with_parent()
    _looker = Looker(connect(settings.database), rescan)


def _look_at(piece: Piece) -> Looked:
    return _looker.look(piece)
