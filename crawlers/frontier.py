"""What is still to be fetched, in order, each address once, never more than the page limit allows; and what changed since it was last written down."""

from __future__ import annotations

import heapq
from collections.abc import Container
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from typing import Any, Literal

from core.ids import digest
from core.repositories.frontier import FrontierRow, State
from crawlers.links import seen_key

Kind = Literal["page", "picture", "sitemap"]
Via = Literal["http", "browser"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One address to fetch: what for, how, how early, how many links away from the start, and from which page the link came.

    `guess`: nobody named the address, so nothing is missing when nothing is there.
    """

    url: str
    kind: Kind = "page"
    via: Via = "http"
    depth: int = 0
    referer: str = ""
    weight: int = 10
    start: bool = False
    landing: bool = False
    guess: bool = False


_DEFAULTS = {item.name: item.default for item in fields(Wanted) if item.default is not MISSING}


FIRST = 10
"""Weight from which pictures and site maps go before pages; lighter ones (pictures of goods) come when no page is left."""


@dataclass
class Frontier:
    """A queue by weight, then depth, then age. `limit`: pages that may be stored; pictures and site maps do not count.

    `changes` holds the rows that the database does not have yet; `drain` hands them out, to be written with the pages that caused them.
    `held`: answers whose rows are not written yet; they count as under way, as a process that is killed would ask for them again.
    """

    limit: int
    at_once: int
    stored: int = 0
    closed: bool = False
    held: int = 0
    changes: dict[str, FrontierRow] = field(default_factory=dict)
    _pages: list[tuple[int, int, int, Wanted]] = field(default_factory=list)
    _others: list[tuple[int, int, int, Wanted]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)
    _pages_under_way: int = 0
    _others_under_way: int = 0
    _age: int = 0

    def __len__(self) -> int:
        return len(self._pages) + len(self._others)

    def mark(self, url: str, why: str = "") -> None:
        """Remember the address as dealt with; `why`: what is missing of it."""
        key = key_of(url)
        if key not in self._seen:
            self._seen.add(key)
            self._age += 1
            self._told.add(key)
            self.changes[key] = FrontierRow(key=key, url=url, state="done", why=why, age=self._age)

    def knows(self, url: str) -> bool:
        """Return whether the address was queued or fetched before."""
        return key_of(url) in self._seen

    def push(self, wanted: Wanted, *, again: bool = False) -> None:
        """Queue the address unless it is known; `again`: even then (the same page, now through the browser)."""
        key = key_of(wanted.url)
        if again or key not in self._seen:
            self._queue(key, wanted, self._age + 1)
            self._change(key, wanted, "queued", age=self._age)

    def restore(self, row: FrontierRow) -> None:
        """Take a row of the database over as it stands."""
        self._seen.add(row.key)
        self._age = max(self._age, row.age)
        if row.state == "queued" or (row.state == "lost" and row.wanted):
            self._queue(row.key, Wanted(url=row.url, **row.wanted), row.age)

    def _queue(self, key: str, wanted: Wanted, age: int) -> None:
        self._seen.add(key)
        self._age = max(self._age, age)
        heapq.heappush(self._pages if wanted.kind == "page" else self._others, (-wanted.weight, wanted.depth, age, wanted))

    def pop(self) -> Wanted | None:
        """Return what to fetch next, None when nothing is left, enough is under way, or the limit is reached."""
        if self.closed or self._pages_under_way + self._others_under_way + self.held >= self.at_once:
            return None
        pages_left = bool(self._pages) and not self.full()
        if self._others and (self._others[0][3].weight >= FIRST or not pages_left):
            self._others_under_way += 1
            return heapq.heappop(self._others)[3]
        if pages_left:
            self._pages_under_way += 1
            return heapq.heappop(self._pages)[3]
        return None

    def pages_of_pictures(self) -> list[str]:
        """Return the pages whose pictures of goods wait, none as long as pages themselves wait or are under way."""
        if (self._pages and not self.full()) or self._pages_under_way:
            return []
        return list(dict.fromkeys(item[3].referer for item in self._others if item[3].weight < FIRST))

    def prefer(self, pages: Container[str]) -> None:
        """Put the pictures of goods on these pages before those on others."""
        self._others = [(-item.weight - (item.weight < FIRST and item.referer in pages), depth, age, item) for _, depth, age, item in self._others]
        heapq.heapify(self._others)

    def waiting_pages(self) -> list[str]:
        """Return the addresses of pages that nobody has asked for yet."""
        return [item[3].url for item in self._pages]

    def landed(self, wanted: Wanted) -> None:
        """Say that the fetch is over, whatever came of it: a new step begins."""
        self._told = set()
        if wanted.kind == "page":
            self._pages_under_way -= 1
        else:
            self._others_under_way -= 1

    def settle(self, wanted: Wanted, state: State = "done", why: str = "") -> None:
        """Say what became of the address. What was said in the same step, or that it is queued again, stays."""
        key = key_of(wanted.url)
        if state != "done" or key not in self._told:
            self._change(key, wanted, state, why)

    def _change(self, key: str, wanted: Wanted, state: State, why: str = "", age: int = 0) -> None:
        self._told.add(key)
        self.changes[key] = FrontierRow(key=key, url=wanted.url, state=state, why=why, age=age or self._age, wanted=_said(wanted))

    def drain(self) -> list[FrontierRow]:
        """Return the rows that changed since it was last called."""
        rows, self.changes, self.held = list(self.changes.values()), {}, 0
        return rows

    def is_idle(self) -> bool:
        """Return whether no fetch is under way."""
        return not self._pages_under_way and not self._others_under_way

    def full(self) -> bool:
        """Return whether the pages stored and under way reach the limit."""
        return self.stored + self._pages_under_way >= self.limit


@lru_cache(maxsize=65_536)
def key_of(url: str) -> str:
    """Return the key under which two spellings of an address are the same."""
    return digest("address", seen_key(url))


def _said(wanted: Wanted) -> dict[str, Any]:
    """Return what differs from the default, as JSON values."""
    return {name: getattr(wanted, name) for name, usual in _DEFAULTS.items() if getattr(wanted, name) != usual}
