"""Shops, documents, jobs, captures, search, sign-in and health in the JSON API."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from api.schemas.base import In, Out


class LicenceOut(Out):
    """A licence number shown. `valid` None: no test exists for its kind."""

    kind: str
    value: str
    valid: bool | None
    why: str


class ShopOut(Out):
    """A shop as last seen."""

    id: str
    key: str
    url: str
    name: str
    operator: str
    area: str
    licences: tuple[LicenceOut, ...]
    exemption: str
    address: str
    contacts: tuple[str, ...]
    capture_id: str
    first_seen: datetime | None
    last_seen: datetime | None


class ShopList(Out):
    """One page of shops by host."""

    total: int
    shops: list[ShopOut]


class DocumentOut(Out):
    """A listing, an advertisement or a page. What a kind lacks is null."""

    id: str
    kind: str
    shop_id: str
    url: str
    title: str
    text: str
    capture_id: str
    first_seen: datetime | None
    last_seen: datetime | None
    price: str | None = None
    currency: str | None = None
    list_price: str | None = None
    seller: str | None = None
    availability: str | None = None
    goods: str | None = None
    advertiser: str | None = None
    landing_url: str | None = None
    marked: bool | None = None


class JobOut(Out):
    """One visit to a target."""

    id: str
    target_id: str
    due_at: datetime
    status: str
    attempt: int
    started_at: datetime | None
    heartbeat_at: datetime | None
    ended_at: datetime | None
    stopped: str
    counts: dict[str, int]


class TargetIn(In):
    """An address to watch. `every`: seconds between visits, 0 for once."""

    url: str = Field(max_length=2000)
    name: str = Field(default="", max_length=200)
    every: int = Field(default=0, ge=0, le=31_536_000)
    max_pages: int = Field(default=500, ge=1, le=20_000)


class HopOut(Out):
    """One step of a redirect chain."""

    url: str
    status: int


class CaptureOut(Out):
    """Where a page lies among the evidence: file, offset and length in compressed bytes, SHA-256 of the payload."""

    id: str
    job_id: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    size: int
    warc: str
    offset: int
    length: int
    via: str
    chain: tuple[HopOut, ...]
    screenshot: str
    screenshot_sha256: str


class Comparison(Out):
    """One hash, as written down and as read now."""

    what: str
    expected: str
    found: str
    equal: bool


class CheckOut(Out):
    """The outcome of reading a capture's evidence back."""

    good: bool
    comparisons: list[Comparison]
    problems: list[str]


class SignIn(In):
    """Name and password."""

    name: str = Field(max_length=80)
    password: str = Field(max_length=200)


class Me(Out):
    """Who is signed in. Requests that change something send `csrf` in the header X-CSRF-Token."""

    name: str
    role: str
    csrf: str


class Health(Out):
    """Whether the server and its database answer; `queue`: documents that wait for the index."""

    status: str
    database: bool
    queue: int
