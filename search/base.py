"""What both engines agree on: `Doc` in, `Query` and `Page` of `Hit`s out. No word of either engine's language crosses this line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from core.errors import BadInput

FIELDS = ("kind", "category", "rule", "area", "shop", "goods_class", "status", "day")
"""What can be filtered and counted by. `day`: the Beijing day of the last sight, 2026-11-23."""

FACET_SIZE = 100
"""How many values of a field are counted, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """One document of the index. `fields`: values for the names in `FIELDS`."""

    id: str
    kind: str
    url: str
    title: str
    text: str
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked. Runs of `text` are joined by AND, values of one filter by OR, filters by AND; days are inclusive."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_from: str = ""
    day_to: str = ""
    facets: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 20

    def __post_init__(self) -> None:
        """Refuse a field that is not there and numbers below zero."""
        for name in (*self.filters, *self.facets):
            if name not in FIELDS:
                raise BadInput(f"{name!r} is no field of the index; there are {', '.join(FIELDS)}")
        if self.offset < 0 or self.limit < 0:
            raise BadInput(f"offset {self.offset} and limit {self.limit}: wanted 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a run stands: `text` is the page's own characters `field[start:end]`, with some characters before and after."""

    field: str
    start: int
    end: int
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One document that was found."""

    id: str
    kind: str
    url: str
    title: str
    day: str = ""
    shop: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hits, the newest day first and by id within a day; `facets[name]`: (value, count), the most frequent first, then by value."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class Engine(Protocol):
    """Contract: tests/contract/test_search_engine.py."""

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced. Returns how many. Searchable after `refresh`."""

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out; an unknown id is no error. Returns how many ids were given."""

    def search(self, query: Query) -> Page:
        """Answer; raises IndexMissing before the first document, SearchError when the engine cannot answer."""

    def refresh(self) -> None:
        """Make everything that was put or dropped visible to `search`."""

    def rebuild(self, docs: Iterable[Doc]) -> int:
        """Put the documents into a new index and switch to it in one step; the old one answers until then."""

    def close(self) -> None:
        """Give everything back."""
