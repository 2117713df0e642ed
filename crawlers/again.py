"""A page that was read in an earlier visit: asked for only when it is due, only if it changed, and not read again when it says the same."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.db import Database
from core.records import Page, PageState
from core.repositories import captures, page_states
from crawlers.content import reader
from crawlers.frontier import Wanted, key_of
from crawlers.record import Kept
from crawlers.work import Work

Led = list[tuple[str, int, str]]
"""What a page led to: address, weight, and what for (page, picture, or guess: no goods were linked, so the site map was looked for)."""

MOST_LINKS = 3_000  # of one page that are kept between visits
LONGEST = timedelta(days=14)  # that a page is not asked for
SURE = 3  # visits after which a page's habit counts
READER = 16  # digits of a content hash that name its reader
PICTURE = "picture "  # how the content of a picture begins: its bytes alone count, whoever reads them
_FACTORS = {"high": 1, "medium": 4, "low": 8}


def known(database: Database, target_id: str, wanted: Wanted, read_before: Container[str]) -> PageState | None:
    """Return what an earlier visit read at this address, by the same way and with the same reader. `read_before`: keys of the pages that one read."""
    if wanted.kind == "sitemap":
        return None
    key = key_of(wanted.url)
    if key not in read_before:
        return None
    with database.read() as connection:
        state = page_states.find(connection, target_id, key)
        if state is None or state.via != wanted.via:
            return None
        if wanted.kind == "picture":  # one that was left unread is fetched again, to be read this time
            return state if state.content.startswith(PICTURE) and captures.page_of(connection, state.capture_id) is not None else None
    return state if state.content.startswith(reader()) else None


def conditions(state: PageState) -> dict[str, str]:
    """Return the headers that ask for the page only if it changed (RFC 9110 13.1)."""
    told = {"If-None-Match": state.etag, "If-Modified-Since": "" if state.etag else state.last_modified}
    return {name: value for name, value in told.items() if value}


def is_due(state: PageState, *, every: int, risk: str, moment: datetime) -> bool:
    """Return whether the page is to be asked for: goods that never change wait longer than those that do, those of a risky operator never wait.

    Lists and pages about the shop are asked for at each visit: there new goods and missing licences show.
    """
    if not every or not state.product or state.visits < SURE:
        return True
    often = state.changes / (state.visits - 1)
    factor = 1.0 if often > 0.3 else min(2.0, _FACTORS[risk]) if often else float(_FACTORS[risk])
    wait = min(timedelta(seconds=every * factor), LONGEST)
    return factor <= 1 or moment - state.checked_at >= wait - timedelta(seconds=every / 2)


def seen_again(work: Work, wanted: Wanted, kept: Kept, state: PageState) -> None:
    """Keep the answer as one that shows what the state's capture shows."""
    capture = replace(work.recorder.capture(wanted.url, kept, kind=wanted.kind), same_as=state.capture_id)
    work.recorder.add_same(capture)
    moved = state.capture_id if kept.status == 304 else capture.id
    etag, modified = validators(kept)
    fresh = replace(
        state, capture_id=moved, visits=state.visits + 1, checked_at=kept.fetched_at, etag=etag or state.etag, last_modified=modified or state.last_modified
    )
    work.recorder.later(lambda connection: page_states.again(connection, fresh))


def picture_content(kept: Kept) -> str:
    """Return what tells whether a picture is the one that was seen before."""
    return PICTURE + hashlib.sha256(kept.decoded).hexdigest()[: 64 - len(PICTURE)]


def learn(work: Work, wanted: Wanted, kept: Kept, content: str, page: Page | None, led_to: Led) -> None:
    """Remember the page, or the picture (`page`: None), for the next visit."""
    etag, modified = validators(kept)
    key = key_of(wanted.url)
    state = PageState(
        target_id=work.target.id,
        key=key,
        url=wanted.url,
        via=kept.via,
        etag=etag,
        last_modified=modified,
        content=content,
        capture_id=work.recorder.page_id(wanted.url, kept.via),
        product=page is not None and page.kind == "product",
        visits=1,
        changes=0,
        checked_at=kept.fetched_at,
        changed_at=kept.fetched_at,
        links=tuple(led_to[:MOST_LINKS]),
    )
    work.recorder.later(lambda connection: _put_changed(connection, state))


def _put_changed(connection: Connection, state: PageState) -> None:
    before = page_states.find(connection, state.target_id, state.key)
    if before is not None and before.capture_id != state.capture_id:  # the same job again is no change
        other = before.content[READER:] != state.content[READER:]
        state = replace(state, visits=before.visits + 1, changes=before.changes + other, changed_at=state.changed_at if other else before.changed_at)
    page_states.put(connection, state)


def validators(kept: Kept) -> tuple[str, str]:
    """Return (ETag, Last-Modified) of the answer, empty where it has none or one that no request could carry."""
    told = {name.lower(): value for name, value in kept.headers}
    return _sendable(told.get("etag", "")), _sendable(told.get("last-modified", ""))


def _sendable(value: str) -> str:
    return value if value.isascii() and value.isprintable() and len(value) <= 300 else ""
