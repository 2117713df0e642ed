"""The records that travel between the rooms: frozen, keyword-only, no behaviour.

Two groups. What one page *says* (`Page` with `PageListing`, `PageShop`, `PageAdvertisement`) comes out of extraction.
What is *kept* (`Target` … `Alert`) has an id that follows from content (`core.ids`) and a row in the database.
All times are aware UTC. Money is decimal text as read ("12.90") with an ISO 4217 currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DocumentKind = Literal["listing", "advertisement", "shop", "page"]
PageKind = Literal["product", "list", "shop", "advertisement", "other"]
BrowserPolicy = Literal["auto", "always", "never"]
RobotsPolicy = Literal["obey", "override"]
LeadStatus = Literal["new", "confirmed", "dismissed", "relapse"]
JobStatus = Literal["due", "running", "done", "failed"]
Severity = Literal["low", "medium", "high"]
Confidence = Literal["low", "medium", "high"]


# ---------------------------------------------------------------- what a page says


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence, permit or filing number shown. `valid`: True/False by format and check digit, None where no test exists.

    `until`: the last day that is said beside it (ISO), empty where none is.
    """

    kind: str
    value: str
    valid: bool | None = None
    why: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageListing:
    """One product as a page shows it. `sources` says per field where it came from ("json-ld", "microdata", "state", "structure" …).

    `sure`: per field, how sure it is: high, medium or low. `sales`: how many were sold, as the page counts, "" where it does not say.
    """

    title: str
    price: str = ""
    price_max: str = ""
    currency: str = ""
    list_price: str = ""
    images: tuple[str, ...] = ()
    seller: str = ""
    availability: str = ""
    url: str = ""
    goods: str = ""
    description: str = ""
    sales: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    sure: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShop:
    """What a page says of the shop: names, numbers, pictures of licences, the exempt sentence of 网络交易监督管理办法 art. 12, business contacts."""

    name: str = ""
    operator: str = ""
    licences: tuple[Licence, ...] = ()
    licence_images: tuple[str, ...] = ()
    licence_links: tuple[str, ...] = ()
    exemption: str = ""
    contacts: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAdvertisement:
    """An advert as a page shows it. `marked`: whether the word 广告 stands on it (广告法 art. 14).

    `claims`: the sentences that praise; `closable`: a way to close it was seen (art. 44), None where none was: only a browser can say that there is none.
    """

    title: str = ""
    advertiser: str = ""
    text: str = ""
    landing_url: str = ""
    marked: bool | None = None
    goods: str = ""
    claims: tuple[str, ...] = ()
    closable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What lies over a page as the browser draws it. `kind`: popup or cookie. `share` of the window that it covers. `closable`: a way out was seen.

    `picture`: it shows no words of its own (`text` is then what the page calls the picture). `link`: where it leads.
    """

    kind: str
    text: str
    share: float
    closable: bool
    picture: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a page, absolute, with the words of its anchor."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that extraction reads out of one page. `text` is the visible text that detectors and the index get."""

    url: str
    kind: PageKind
    title: str = ""
    text: str = ""
    shop: PageShop | None = None
    listings: tuple[PageListing, ...] = ()
    advertisement: PageAdvertisement | None = None
    links: tuple[Link, ...] = ()
    needs_browser: bool = False
    charset: str = ""
    warnings: tuple[str, ...] = ()
    overlays: tuple[Overlay, ...] = ()


# ---------------------------------------------------------------- what is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A shop or an advert channel to watch. `every`: seconds between visits, 0 for once.

    The written task behind it: `basis` (legal basis), `scope` (hosts, blank between; empty: its own site), `approved_by`, `valid_until`.
    `robots`: obey, or override for an authorised inspection with `robots_reason` and `robots_by`. `window`: hours of the day in Beijing,
    "22:00-06:00". `delay` (seconds) and `concurrency`: None for the settings' own. `risk` of the operator moves the next visit.
    """

    id: str
    url: str
    klass: str = "shop"
    name: str = ""
    area: str = ""
    every: int = 0
    browser: BrowserPolicy = "auto"
    max_pages: int = 500
    active: bool = True
    operator: str = ""
    basis: str = ""
    scope: str = ""
    approved_by: str = ""
    valid_until: datetime | None = None
    robots: RobotsPolicy = "obey"
    robots_reason: str = ""
    robots_by: str = ""
    window: str = ""
    delay: float | None = None
    concurrency: int | None = None
    risk: Severity = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One visit to a target. The row is the truth; the broker only carries hints. `counts` holds pages, failed …; `owner` names the process."""

    id: str
    target_id: str
    due_at: datetime
    status: JobStatus = "due"
    attempt: int = 0
    started_at: datetime | None = None
    heartbeat_at: datetime | None = None
    ended_at: datetime | None = None
    stopped: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a redirect chain."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One exchange as kept in WARC. `offset`/`length` in bytes of the compressed record; `sha256` of the payload, hex.

    `via`: http, browser or file. `chain`: the redirects before the final answer. `same_as`: the capture that showed the same before.
    """

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
    via: str = "http"
    chain: tuple[Hop, ...] = ()
    kind: str = "page"
    screenshot: str = ""
    screenshot_sha256: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What is known of one address of a target between visits. `content`: hash of what it says, volatile parts apart. `links`: what it led to."""

    target_id: str
    key: str
    url: str
    via: str
    etag: str
    last_modified: str
    content: str
    capture_id: str
    product: bool
    visits: int
    changes: int
    checked_at: datetime
    changed_at: datetime
    links: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is seen of a target and what is not. `left_out`: reason to number of addresses. `yields`: field to share of goods that show it.

    `blocked`: why nothing came when it was last tried, empty when something did. `layout`: what changed in how its pages are read.
    """

    target_id: str
    job_id: str = ""
    last_seen: datetime | None = None
    last_complete: datetime | None = None
    blocked: str = ""
    blocked_at: datetime | None = None
    layout: str = ""
    layout_at: datetime | None = None
    pages: int = 0
    goods: int = 0
    unchanged: int = 0
    pictures_unread: int = 0
    yields: dict[str, float] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One line of the custody log: who did what to what, when and why. `digest` covers the line and the one before (`previous`)."""

    seq: int
    at: datetime
    who: str
    action: str
    subject: str
    reason: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A shop, known by host (and port) or by platform and shop number. `capture_id`: where it was last read."""

    id: str
    key: str
    url: str
    name: str = ""
    operator: str = ""
    operator_id: str = ""
    area: str = ""
    licences: tuple[Licence, ...] = ()
    licence_images: tuple[str, ...] = ()
    exemption: str = ""
    contacts: tuple[str, ...] = ()
    address: str = ""
    capture_id: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who runs shops: known by 统一社会信用代码, else by name."""

    id: str
    name: str
    uscc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A product on offer, as last seen."""

    id: str
    shop_id: str
    url: str
    title: str
    text: str = ""
    price: str = ""
    currency: str = ""
    list_price: str = ""
    images: tuple[str, ...] = ()
    seller: str = ""
    availability: str = ""
    goods: str = ""
    capture_id: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertisement:
    """An advert, as last seen, with its landing page."""

    id: str
    shop_id: str
    url: str
    title: str
    text: str = ""
    advertiser: str = ""
    landing_url: str = ""
    marked: bool | None = None
    goods: str = ""
    capture_id: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words in a field, by character positions in the field as given: `field[start:end] == text`.

    Words in a picture: `field` is "picture", `picture` its capture, `box` its place there (left, top, right, bottom, in the picture's pixels).
    """

    field: str
    start: int
    end: int
    text: str
    picture: str = ""
    box: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says of one document: never a verdict. `lead` False marks a weak signal that only supports others.

    `met`, `open`: elements of the offence shown / not yet shown. `clears`: what would clear the trader. `parts`: the rules whose signals add up to it.
    """

    rule: str
    version: int
    category: str
    articles: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    lead: bool
    spans: tuple[Span, ...]
    met: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    title: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding with its place: which document (kind and id), which capture."""

    id: str
    document_kind: str
    document_id: str
    shop_id: str
    capture_id: str
    found_at: datetime
    finding: Finding
    lead_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """线索: one claim of one operator (or one near-identical advert). `words`: the claim as shown. `seen`: how often found."""

    id: str
    rule: str
    category: str
    title: str
    severity: Severity
    confidence: Confidence
    status: LeadStatus
    shop_id: str
    url: str
    words: str
    first_seen: datetime
    last_seen: datetime
    seen: int = 1
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    witness: str = ""
    witness_note: str = ""
    screenshot: str = ""
    screenshot_sha256: str = ""
    witnessed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message about a lead to one channel. `status`: due, sent, suppressed.

    `reason`: the occasion (new, relapse and its day), or why it is suppressed. `error`: why it could not be sent so far.
    An alert of a saved search names it in `saved_id` and has no lead.
    """

    id: str
    lead_id: str
    channel: str
    status: str
    reason: str = ""
    attempts: int = 0
    error: str = ""
    created_at: datetime | None = None
    sent_at: datetime | None = None
    saved_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a detector looks at. `needs`: what text alone cannot show, handed in by name (history, image, register, permit, page, shop).

    `needs["shop"]` of a wholly visited shop: {"licences": [{kind,value,valid,why,until,steps,on_goods}], "exemption": str, "operator": str, "images": int,
    "links": int, "offers": int | None, "complete": bool, "same_licence": [{"shop","operator","kind","value"}],
    "showing": [{what,state,steps,why,holds}], "offered": [{title,goods,text}]}. The other needs are described in docs/rules.md.
    """

    id: str
    kind: DocumentKind
    text: str
    title: str = ""
    goods: str = ""
    url: str = ""
    captured_at: datetime | None = None
    price: str = ""
    needs: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A page that is neither product nor advert (home, about us, list, article), kept to be searched and judged."""

    id: str
    shop_id: str
    url: str
    kind: str
    title: str
    text: str = ""
    capture_id: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadEvent:
    """One line of a lead's history: who did what, when, why."""

    id: str
    lead_id: str
    at: datetime
    who: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in. `role`: investigator 执法人员, supervisor 监管人员, operator 系统管理员."""

    id: str
    name: str
    password_hash: str
    role: str
    created_at: datetime
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in. `id`: SHA-256 of the secret that only the browser's cookie holds."""

    id: str
    user_id: str
    csrf: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that somebody keeps. `query`: the fields of `search.base.Query` as JSON values. `shared`: others may use it.

    `alert`: what begins to match it is told of, once. `looked_at`: when the owner last opened its matches.
    """

    id: str
    owner_id: str
    owner: str
    name: str
    query: dict[str, object]
    shared: bool = False
    alert: bool = False
    created_at: datetime
    looked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMatch:
    """A document that a saved search matches. `alert_id`: the alert that tells of it; empty when it matched before the alert was asked for."""

    saved_id: str
    document_id: str
    document_kind: str
    title: str
    url: str
    found_at: datetime
    alert_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescan:
    """All stored texts looked at again, for one rule or for words that staff typed. `place`: how far it came, to be taken up there.

    `done` of `total` texts; `found`: documents with a find; `opened`: leads that are new; `owner`: the process that is at it.
    """

    id: str
    rule: str = ""
    words: tuple[str, ...] = ()
    asked_by: str = ""
    status: JobStatus = "due"
    created_at: datetime
    started_at: datetime | None = None
    heartbeat_at: datetime | None = None
    ended_at: datetime | None = None
    owner: str = ""
    place: str = ""
    done: int = 0
    total: int = 0
    found: int = 0
    opened: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a stored text is like: `mark`, its signature, and `bands`, of which two texts that are nearly the same share one."""

    document_id: str
    document_kind: str
    shop_id: str
    mark: bytes
    bands: tuple[int, ...] = ()
