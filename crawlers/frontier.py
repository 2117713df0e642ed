"""What is still to be fetched, in order, each address once, never more than the page limit allows."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Literal

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


@dataclass
class Frontier:
    """A queue by weight, then depth, then age. `limit`: pages that may be stored; pictures and site maps do not count."""

    limit: int
    at_once: int
    stored: int = 0
    closed: bool = False
    _pages: list[tuple[int, int, int, Wanted]] = field(default_factory=list)
    _others: list[tuple[int, int, int, Wanted]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _pages_under_way: int = 0
    _others_under_way: int = 0
    _age: int = 0

    def __len__(self) -> int:
        return len(self._pages) + len(self._others)

    def mark(self, url: str) -> None:
        """Remember the address as fetched."""
        self._seen.add(seen_key(url))

    def knows(self, url: str) -> bool:
        """Return whether the address was queued or fetched before."""
        return seen_key(url) in self._seen

    def push(self, wanted: Wanted, *, again: bool = False) -> None:
        """Queue the address unless it is known; `again`: even then (the same page, now through the browser)."""
        if again or not self.knows(wanted.url):
            self.mark(wanted.url)
            self._age += 1
            heap = self._pages if wanted.kind == "page" else self._others
            heapq.heappush(heap, (-wanted.weight, wanted.depth, self._age, wanted))

    def pop(self) -> Wanted | None:
        """Return what to fetch next, None when nothing is left, enough is under way, or the limit is reached."""
        if self.closed or self._pages_under_way + self._others_under_way >= self.at_once:
            return None
        if self._others:
            self._others_under_way += 1
            return heapq.heappop(self._others)[3]
        if self._pages and not self.full():
            self._pages_under_way += 1
            return heapq.heappop(self._pages)[3]
        return None

    def landed(self, wanted: Wanted) -> None:
        """Say that the fetch is over, whatever came of it."""
        if wanted.kind == "page":
            self._pages_under_way -= 1
        else:
            self._others_under_way -= 1

    def full(self) -> bool:
        """Return whether the pages stored and under way reach the limit."""
        return self.stored + self._pages_under_way >= self.limit
