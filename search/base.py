"""What both engines agree on: `Doc` in, `Query` and `Page` of `Hit`s out. No word of either engine's language crosses this line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from core.errors import BadInput

FIELDS = ("kind", "category", "rule", "severity", "area", "platform", "goods_class", "status", "operator", "shop", "day")
"""What can be filtered, excluded and counted by. `area`: the district (区县); `shop`: its key, `operator`: its name,
`platform`: the host that several shops share; `day`: the Beijing day of the
last sight, 2026-11-23."""

IDENTIFIERS = ("licence", "phone", "qr", "picture", "contact")
"""Kinds of identifiers: licence and permit numbers, phone numbers, texts of QR codes, hashes of pictures, other contacts (WeChat, e-mail, address)."""

SCOPES = ("", "title", "names", "pictures")
"""Where words are looked for: everywhere, or only in titles, in names of shops and operators (with pinyin and initials), in pictures."""

Sort = Literal["newest", "oldest", "risk", "confidence", "price_low", "price_high", "relevance"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "risk", "confidence", "price_low", "price_high", "relevance")
"""Equal hits: the newest first, then the highest id (`oldest`: the other way round). Hits without a price come last."""

Histogram = Literal["", "day", "month", "year"]

FACET_SIZE = 100
"""How many values of a field are counted, the most frequent first."""

WINDOW = 10_000
"""The most hits of one page, and how deep `relevance` can be paged; every other sort has no end."""

_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """One line that was read in a picture. `box`: left, top, right, bottom in pixels of the picture."""

    text: str
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a document: its address or hash, and the lines that were read in it."""

    key: str
    lines: tuple[PictureLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """One document of the index. `id`: letters, digits and . _ : - alone, at most 128.

    `text`: the body. `shop_name`, `operator_name`: also found by pinyin and initials. `identifiers`: values for the kinds in `IDENTIFIERS`,
    as shown on the page; found with and without separators. `fields`: values for the names in `FIELDS`.
    `price` in cents (分), None where none is known; `risk` and `confidence` from 0 to 100.
    """

    id: str
    kind: str
    url: str
    title: str
    text: str
    pictures: tuple[Picture, ...] = ()
    shop_name: str = ""
    operator_name: str = ""
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price: int | None = None
    risk: int = 0
    confidence: int = 0

    def __post_init__(self) -> None:
        """Refuse an id that cannot be a key, and kinds of identifiers and fields that are not there."""
        if not _ID.fullmatch(self.id):
            raise BadInput(f"id {self.id[:140]!r} of a document: wanted 1 to 128 letters, digits and . _ : - alone")
        for day in self.fields.get("day", ()):
            if not _DAY.fullmatch(day):
                raise BadInput(f"document {self.id}: {day[:20]!r} is no day; wanted year-month-day, such as 2026-11-23")
        if not (0 <= self.risk <= 100 and 0 <= self.confidence <= 100 and 0 <= (self.price or 0) < 10**10):
            raise BadInput(
                f"document {self.id}: risk {self.risk} and confidence {self.confidence} go from 0 to 100, a price ({self.price}) is below 10**10 cents"
            )
        _known("field of the index", (name for name in self.fields if name not in FIELDS), FIELDS)
        _known("kind of identifier", (name for name in self.identifiers if name not in IDENTIFIERS), IDENTIFIERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked. All conditions are joined by AND.

    `text`: words divided by blanks, all wanted. `all`, `any`, `none`: each entry is looked for as it stands, blanks inside included (a phrase);
    all of them, at least one of them, none of them. Nothing in any of these is syntax. `near`: also spellings that differ by one character.
    `scope`: one of `SCOPES`, for `text`, `all`, `any` and `none` alike.
    `filters`: values of one field by OR; `exclude`: documents with one of these values are left out.
    `identifiers`: kind ("" for any) to values, of which one at least must be carried; `*` and `?` are wildcards here, and here alone.
    `ids`: only these documents. Days and prices (cents) are inclusive on both sides; `risk_from`, `confidence_from` too.
    `facets`: fields to count. `open_facets`: a field is counted as if it were not filtered itself (for several choices in one field).
    `histogram`: hits over time. `cursor`: `Page.cursor` of the page before, for the same conditions and sort; `offset` then stays 0.
    `marks`: whether hits carry the places of the words; `body`: whether they carry text, identifiers and pictures.
    """

    text: str = ""
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    near: bool = False
    scope: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    day_from: str = ""
    day_to: str = ""
    price_from: int | None = None
    price_to: int | None = None
    risk_from: int = 0
    confidence_from: int = 0
    facets: tuple[str, ...] = ()
    open_facets: bool = False
    histogram: Histogram = ""
    sort: Sort = "newest"
    cursor: str = ""
    offset: int = 0
    limit: int = 20
    marks: bool = True
    body: bool = False

    def __post_init__(self) -> None:
        """Refuse, with one line that says what is right, what cannot be asked."""
        _known("field of the index", (name for name in (*self.filters, *self.exclude, *self.facets) if name not in FIELDS), FIELDS)
        _known("kind of identifier", (name for name in self.identifiers if name not in ("", *IDENTIFIERS)), IDENTIFIERS)
        _known("place to look in", (name for name in (self.scope,) if name not in SCOPES), SCOPES[1:])
        _known("order", (name for name in (self.sort,) if name not in SORTS), SORTS)
        _known("step of a histogram", (name for name in (self.histogram,) if name not in ("", "day", "month", "year")), ("day", "month", "year"))
        if self.offset < 0 or not 0 <= self.limit <= WINDOW:
            raise BadInput(f"offset {self.offset} and limit {self.limit}: wanted 0 or more, and a limit of at most {WINDOW}")
        if self.cursor and self.offset:
            raise BadInput("a page is named by its cursor or by its offset, not by both")
        for day in (self.day_from, self.day_to):
            if day and not is_day(day):
                raise BadInput(f"{day[:20]!r} is no day; wanted year-month-day, such as 2026-11-23")


def is_day(text: str) -> bool:
    """Return whether this is a day of the calendar, as 2026-11-23."""
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _known(what: str, wrong: Iterable[str], right: tuple[str, ...]) -> None:
    for name in wrong:
        raise BadInput(f"{name!r} is no {what}; there are {', '.join(right)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where something that was looked for stands: `text` is the document's own characters `field[start:end]`, with some before and after.

    `field`: title, text, shop_name, operator_name, a kind of `IDENTIFIERS` (`item` then says which value, counted from 0), or picture (`picture`: its
    key, `item`: the line, `box`: the line's place in pixels, narrowed to the word). `masked`: the word is disguised by characters put in between.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One document that was found; what `Doc` says of each field holds here."""

    id: str
    kind: str
    url: str
    title: str
    day: str = ""
    shop: str = ""
    shop_name: str = ""
    operator_name: str = ""
    text: str = ""
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price: int | None = None
    risk: int = 0
    confidence: int = 0
    score: float = 0.0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hits in the order asked for; `facets[name]`: (value, count), the most frequent first, then by value.

    `histogram`: (start of the step, count) in the order of time, empty steps left out. `cursor`: for the next page, empty after the last.
    `spellings`: the near spellings that were looked for too.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    histogram: tuple[tuple[str, int], ...] = ()
    cursor: str = ""
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How an index stands. `schema`: version of its layout, `wanted`: that of this program. `kept`: older builds that can be taken back."""

    engine: str
    place: str
    name: str
    documents: int
    schema: int
    wanted: int
    kept: tuple[str, ...] = ()


class Engine(Protocol):
    """Contract: tests/contract/. Every call raises SearchError, in one line that says what to do, when the engine cannot answer."""

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced. Returns how many. Searchable after `refresh`."""

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out; an unknown id is no error. Returns how many ids were given."""

    def search(self, query: Query) -> Page:
        """Answer; raises IndexMissing before the first document, BadInput for a cursor of another query."""

    def refresh(self) -> None:
        """Make everything that was put or dropped visible to `search`."""

    def count(self, query: Query) -> int:
        """Return how many documents match, without fetching one."""

    def scan(self, query: Query, *, batch: int = 1000) -> Iterator[Hit]:
        """Yield every hit in the query's order (not `relevance`), in bounded memory; `offset`, `limit`, `facets` and `histogram` are not looked at."""

    def rebuild(self, docs: Iterable[Doc], *, expected: int | None = None) -> int:
        """Put the documents into a new index beside the old one, compare the counts and switch in one step; returns how many.

        Each id is given once. The old one answers until then and is kept until `confirm`. Raises SearchError, with the old index still in use, when the new one
        holds another number of documents than were given or `expected`.
        """

    def confirm(self) -> tuple[str, ...]:
        """Take away what `rebuild` kept; returns the names."""

    def take_back(self) -> str:
        """Switch to the build kept last; returns its name. Raises SearchError when none is kept."""

    def expire(self, before: str) -> int:
        """Take out the documents last seen before this day; returns how many."""

    def status(self) -> Status:
        """Return how the index stands; raises IndexMissing before the first document."""

    def close(self) -> None:
        """Give everything back."""
