"""Search, saved searches, many lines, what is alike, and rescans in the JSON API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from api.schemas.base import Count, In, Out


class MarkOut(Out):
    """Where something that was looked for stands: `text` is `field[start:end]` of the document. `masked`: disguised by characters put in between.

    In a picture: its key, the line (`item`) and the word's `box` in pixels: left, top, right, bottom.
    """

    field: str
    start: int
    end: int
    text: str
    before: str
    after: str
    item: int = 0
    masked: bool = False
    picture: str = ""
    box: tuple[float, float, float, float] | None = None


class HitOut(Out):
    """One document that was found. `price` in yuan, null where none is known; `text` and `identifiers` only with body=true."""

    id: str
    kind: str
    url: str
    title: str
    day: str
    shop: str
    shop_name: str
    operator_name: str
    price: float | None
    risk: int
    confidence: int
    fields: dict[str, tuple[str, ...]]
    identifiers: dict[str, tuple[str, ...]]
    text: str
    highlights: list[MarkOut]


class StepOut(Out):
    """Hits of one step of time."""

    start: str
    count: int


class SearchOut(Out):
    """Hits in the order asked for. `cursor`: for the next page, empty after the last. `spellings`: near ones that were looked for too."""

    query: str
    total: int
    hits: list[HitOut]
    facets: dict[str, list[Count]]
    histogram: list[StepOut]
    cursor: str
    spellings: list[str]


class LinesIn(In):
    """Names, licence numbers or telephones, at most 500."""

    lines: list[str] = Field(max_length=500)


class LineOut(Out):
    """One line with its hits. `how`: number or text. `shops`: how many shops show it, counted to 100."""

    number: int
    text: str
    how: str
    total: int
    shops: int
    kinds: dict[str, int]
    hits: list[HitOut]


class AlikeOut(Out):
    """A document whose text is the same or nearly so. `share`: of the text in common, 1 for the same."""

    id: str
    kind: str
    title: str
    url: str
    shop_id: str
    share: float


class SavedIn(In):
    """A search to keep: `search` is the query part of a search's address (q=…&kind=…)."""

    name: str = Field(max_length=100)
    search: str = Field(max_length=20_000)
    shared: bool = False
    alert: bool = False


class SavedOut(Out):
    """A saved search. `new`: matches since its owner last looked."""

    id: str
    name: str
    owner: str
    query: dict[str, Any]
    shared: bool
    alert: bool
    created_at: datetime
    new: int = 0


class SavedMatchOut(Out):
    """A document that a saved search has told of."""

    document_id: str
    document_kind: str
    title: str
    url: str
    found_at: datetime


class RescanIn(In):
    """Words, or one rule."""

    words: list[str] = Field(default_factory=list, max_length=5000)
    rule: str = Field(default="", max_length=80)


class RescanOut(Out):
    """A rescan. `found`: documents; `opened`: leads that are new."""

    id: str
    rule: str
    words: tuple[str, ...]
    asked_by: str
    status: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int
    found: int
    opened: int
    error: str
