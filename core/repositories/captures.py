"""Captures: what was fetched, and how far each page has travelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from core.codec import from_json, to_json
from core.db.tables import advertisements, captures, findings, jobs, listings, shops
from core.errors import NotFound
from core.records import Capture, Link, Page
from core.repositories.rows import record, upsert, values

NOT_MODIFIED = 304
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

# asked for each page, and made once: making a statement costs more than running it
_WITHOUT_PAGE = [column for column in captures.c if column.name != "page"]
_FIND = select(*_WITHOUT_PAGE).where(captures.c.id == bindparam("id"))
_PAGE_OF = select(captures.c.page).where(captures.c.id == bindparam("id"))
_DONE = (
    update(captures)
    .where(captures.c.id == bindparam("of"), captures.c.done_at.is_(None) | (captures.c.error != ""))
    .values(done_at=bindparam("done_at"), rules=bindparam("rules"), error=bindparam("error"))
)
_DONE_LAST = (
    select(captures.c.id, captures.c.sha256, captures.c.final_url, captures.c.rules, captures.c.error)
    .where(captures.c.url == bindparam("url"), captures.c.via == bindparam("via"), captures.c.done_at.is_not(None), captures.c.id != bindparam("other_than"))
    .where(captures.c.status != NOT_MODIFIED)
    .order_by(captures.c.done_at.desc(), captures.c.fetched_at.desc())
    .limit(1)
)


def add(connection: Connection, capture: Capture, page: Page | None = None) -> None:
    """Store the capture, with what extraction read when that is known; a known id stays as it is."""
    upsert(connection, captures, [values(capture, captures, page=to_json(page) if page else None)], update=())


def add_same(connection: Connection, capture: Capture) -> None:
    """Store the capture of a page that shows what `same_as` shows. One with bytes of its own takes over what was read; one without (304) refers to it."""
    add(connection, capture)
    if capture.status != NOT_MODIFIED:
        read = select(captures.c.page).where(captures.c.id == capture.same_as).scalar_subquery()
        connection.execute(update(captures).where(captures.c.id == capture.id).values(page=read))


def set_page(connection: Connection, capture_id: str, page: Page) -> None:
    """Keep what extraction read out of the capture."""
    connection.execute(update(captures).where(captures.c.id == capture_id).values(page=to_json(page)))


def get(connection: Connection, capture_id: str) -> Capture:
    """Return the capture; raise NotFound."""
    found = find(connection, capture_id)
    if found is None:
        raise NotFound(f"no capture {capture_id}")
    return found


def page_of(connection: Connection, capture_id: str) -> Page | None:
    """Return what extraction read out of the capture, None when it was not read yet."""
    raw = connection.execute(_PAGE_OF, {"id": capture_id}).scalar()
    return from_json(Page, raw) if raw else None


def of_job(connection: Connection, job_id: str) -> list[tuple[Capture, Page | None]]:
    """Return the captures of the job with their pages, in the order of fetching; of a product's page the product alone, without the goods beside it.

    A job may have 50,000 pages: they are read one by one, and the links that all share are held once.
    """
    mine = captures.c.job_id == job_id
    referring = select(captures.c.same_as).where(mine, captures.c.same_as != "", captures.c.status == NOT_MODIFIED)
    referred = list(connection.execute(referring.distinct()).scalars())
    shared: dict[tuple[str, str], Link] = {}
    others: dict[str, Page | None] = {}
    for start in range(0, len(referred), 500):
        others |= {ident: _slim(page, shared) for ident, page in _pages(connection, referred[start : start + 500])}
    query = select(captures).where(mine).order_by(captures.c.fetched_at, captures.c.id)
    rows = connection.execute(query, execution_options={"yield_per": 100}).mappings()
    return [(record(Capture, row), _slim(row["page"], shared) or others.get(row["same_as"])) for row in rows]


def _slim(raw: dict[str, Any] | None, shared: dict[tuple[str, str], Link]) -> Page | None:
    if not raw:
        return None
    listings, links = raw.get("listings") or [], raw.get("links") or []
    page = from_json(Page, {**raw, "listings": listings[:1] if raw["kind"] == "product" else listings, "links": []})
    told = [(str(link["url"]), str(link.get("text", ""))) for link in links]
    return replace(page, links=tuple(shared.setdefault(key, Link(url=key[0], text=key[1])) for key in told))


def _pages(connection: Connection, idents: list[str]) -> list[tuple[str, Any]]:
    return [(ident, page) for ident, page in connection.execute(select(captures.c.id, captures.c.page).where(captures.c.id.in_(idents)))]


def waiting(connection: Connection, job_id: str = "", limit: int = 500, kinds: tuple[str, ...] = ("page", "picture")) -> list[Capture]:
    """Return captures whose page has not come to the end of its way, oldest first. Screenshots and files do not travel."""
    query = select(*_WITHOUT_PAGE).where(captures.c.done_at.is_(None), captures.c.kind.in_(kinds))
    if job_id:
        query = query.where(captures.c.job_id == job_id)
    rows = connection.execute(query.order_by(captures.c.fetched_at, captures.c.id).limit(limit)).mappings()
    return [record(Capture, row) for row in rows]


def done(connection: Connection, capture_id: str, now: datetime, rules: str, error: str = "") -> bool:
    """Mark the end of the page's way; `rules` is the digest of the rulebook that looked at it. False when another process has done so meanwhile.

    Called first in the transaction that writes what the page leaves behind: a process that is at the same page waits, and then writes nothing.
    """
    return connection.execute(_DONE, {"of": capture_id, "done_at": now, "rules": rules, "error": error}).rowcount > 0


def unchanged_before(connection: Connection, capture: Capture, rules: str) -> str:
    """Return the id of the capture of this address that was done last, when it has the same bytes and these rules have seen it, or an empty text.

    Bytes that were seen before, but with others since, are a change: what is stored is the page between.
    """
    last = connection.execute(_DONE_LAST, {"url": capture.url, "via": capture.via, "other_than": capture.id}).first()
    if last is not None and last.id == capture.same_as and (last.rules, last.error) == (rules, ""):
        return str(last.id)
    if last is None or tuple(last)[1:] != (capture.sha256, capture.final_url, rules, ""):
        return ""
    return str(last.id)


def counts(connection: Connection, job_id: str) -> tuple[int, int]:
    """Return how many pages of the job are stored, and how many of them have come to the end of their way."""
    query = select(func.count()).where(captures.c.job_id == job_id, captures.c.kind == "page")
    stored = connection.execute(query).scalar_one()
    # any time at all: said so that SQLite takes the index of what waits, and looks at no row
    waits = query.where(captures.c.done_at.is_(None), captures.c.fetched_at > _LONG_AGO)
    return stored, stored - connection.execute(waits).scalar_one()


def every(connection: Connection) -> Iterator[Capture]:
    """Return all captures, for the verifier."""
    for row in connection.execute(select(captures).order_by(captures.c.warc, captures.c.offset)).mappings():
        yield record(Capture, row)


def found_by(connection: Connection, job_id: str) -> dict[str, int]:
    """Return what the job's captures show now: numbers of shops, listings, advertisements, findings and leads."""
    referred = select(captures.c.same_as).where(captures.c.job_id == job_id, captures.c.status == NOT_MODIFIED)
    mine = select(captures.c.id).where(captures.c.job_id == job_id).union(referred)
    result = {}
    for name, table in (("shops", shops), ("listings", listings), ("advertisements", advertisements), ("findings", findings)):
        result[name] = connection.execute(select(func.count()).select_from(table).where(table.c.capture_id.in_(mine))).scalar_one()
    touched = select(func.count(func.distinct(findings.c.lead_id))).where(findings.c.capture_id.in_(mine), findings.c.lead_id != "")
    return result | {"leads": connection.execute(touched).scalar_one()}


def find(connection: Connection, capture_id: str) -> Capture | None:
    """Return the capture or None."""
    row = connection.execute(_FIND, {"id": capture_id}).mappings().first()
    return record(Capture, row) if row else None


def newest(connection: Connection, url: str) -> Capture | None:
    """Return the latest good capture of a page at this address, as it was fetched or drawn, None when there is none."""
    query = select(captures).where(captures.c.url == url, captures.c.kind == "page", captures.c.status == 200)
    row = connection.execute(query.order_by(captures.c.fetched_at.desc()).limit(1)).mappings().first()
    return record(Capture, row) if row else None


def is_done(connection: Connection, capture_id: str) -> bool:
    """Return whether the capture's page has come to the end of its way without an error."""
    query = select(captures.c.id).where(captures.c.id == capture_id, captures.c.done_at.is_not(None), captures.c.error == "")
    return connection.execute(query).first() is not None


def errors(connection: Connection, job_id: str) -> list[tuple[str, str]]:
    """Return (address, what went wrong) of the job's pages that did not come to a good end."""
    query = select(captures.c.url, captures.c.error).where(captures.c.job_id == job_id, captures.c.error != "")
    return [(url, why) for url, why in connection.execute(query.order_by(captures.c.fetched_at, captures.c.id))]


def errors_by_id(connection: Connection, job_id: str) -> dict[str, str]:
    """Return what went wrong by the capture's id, of the job's captures that did not come to a good end."""
    query = select(captures.c.id, captures.c.error).where(captures.c.job_id == job_id, captures.c.error != "")
    return {str(ident): str(why) for ident, why in connection.execute(query)}


def error_of(connection: Connection, capture_id: str) -> str:
    """Return what went wrong with the capture, or an empty text."""
    return connection.execute(select(captures.c.error).where(captures.c.id == capture_id)).scalar() or ""


def orphans(connection: Connection, limit: int) -> list[Capture]:
    """Return captures that wait though their crawl job is over: a process died between two steps. Files' records are left to `ingest`."""
    over = select(jobs.c.id).where(jobs.c.status.in_(("done", "failed")))
    query = select(captures).where(captures.c.done_at.is_(None), captures.c.kind.in_(("page", "picture")), captures.c.job_id.in_(over))
    rows = connection.execute(query.order_by(captures.c.fetched_at, captures.c.id).limit(limit)).mappings()
    return [record(Capture, row) for row in rows]


def outlines(connection: Connection, job_id: str) -> list[tuple[Capture, bool]]:
    """Return the captures of the job, each with whether its page shows a product, in the order of fetching; what was read stays where it is."""
    product = (captures.c.page["kind"].as_string() == "product").label("product")
    query = select(*_WITHOUT_PAGE, product).where(captures.c.job_id == job_id).order_by(captures.c.fetched_at, captures.c.id)
    return [(record(Capture, row), bool(row["product"])) for row in connection.execute(query).mappings()]


def shells(connection: Connection, job_id: str) -> list[tuple[Capture, Page]]:
    """Return what plain HTTP showed of the job's pages that a script draws."""
    query = select(captures).where(captures.c.job_id == job_id, captures.c.kind == "shell", captures.c.page.is_not(None))
    return [(record(Capture, row), from_json(Page, row["page"])) for row in connection.execute(query).mappings() if row["page"]]


def unchanged(connection: Connection, job_id: str) -> int:
    """Return how many pages of the job showed what they had shown before."""
    return connection.execute(select(func.count()).where(captures.c.job_id == job_id, captures.c.same_as != "", captures.c.kind == "page")).scalar_one()


def unread(connection: Connection, job_id: str) -> int:
    """Return how many pictures of the job nobody has read."""
    query = select(func.count()).where(captures.c.job_id == job_id, captures.c.kind == "picture", captures.c.status == 200)
    return connection.execute(query.where(captures.c.page["kind"].as_string().is_(None))).scalar_one()


def leave_unread(connection: Connection, job_id: str, now: datetime) -> int:
    """Close the job's pictures that wait: the budget for reading them is spent. Returns how many; they count as unread."""
    waiting_ones = (captures.c.job_id == job_id, captures.c.kind == "picture", captures.c.done_at.is_(None))
    return connection.execute(update(captures).where(*waiting_ones).values(done_at=now)).rowcount
