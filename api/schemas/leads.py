"""Leads in the JSON API."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from api.schemas.base import Count, In, Out


class LeadOut(Out):
    """A lead (线索). Times are UTC; `words` is the claim as shown."""

    id: str
    rule: str
    category: str
    title: str
    severity: str
    confidence: str
    status: Literal["new", "relapse", "confirmed", "dismissed"]
    shop_id: str
    url: str
    words: str
    first_seen: datetime
    last_seen: datetime
    seen: int
    reason: str
    decided_by: str
    decided_at: datetime | None
    witness: str
    witness_note: str
    screenshot: str
    screenshot_sha256: str
    witnessed_at: datetime | None
    version: int


class SpanOut(Out):
    """Words in a field, by character positions."""

    field: str
    start: int
    end: int
    text: str


class FindingOut(Out):
    """What a rule said of one document."""

    id: str
    document_kind: str
    document_id: str
    capture_id: str
    found_at: datetime
    rule: str
    version: int
    articles: tuple[str, ...]
    spans: tuple[SpanOut, ...]
    met: tuple[str, ...]
    open: tuple[str, ...]
    clears: tuple[str, ...]


class EventOut(Out):
    """One line of a lead's history."""

    at: datetime
    who: str
    action: str
    reason: str


class LeadDetail(Out):
    """A lead with its findings (the first 50, oldest first) and its history."""

    lead: LeadOut
    findings_total: int
    findings: list[FindingOut]
    events: list[EventOut]


class LeadList(Out):
    """One page of leads, worst first, with the numbers of each filter."""

    total: int
    leads: list[LeadOut]
    facets: dict[str, list[Count]]


class Decision(In):
    """A decision. `version`: the lead's version that the person saw; when it is no longer the newest, nothing is changed (409)."""

    action: Literal["confirm", "dismiss", "undo"]
    reason: str = Field(min_length=1, max_length=1000)
    version: int = Field(ge=1)
