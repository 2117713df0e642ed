"""A search as a screen: facets as chips, hits over time as bars, marks and numbers of a hit."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.views.asked import address
from api.views.marks import Marked, mark
from api.views.words import FACET, facet_word
from core.records import Span
from search.base import Histogram, Hit, Mark, Query

PER_PAGE = 20
LAST_PAGE = 500  # by number; behind it only the next page can be asked for
FACETS = ("status", "severity", "category", "rule", "kind", "goods_class", "area", "platform", "operator", "shop")
SHOWN = 12  # values of one facet
_DAYS = 62  # a longer stretch is counted by months

FACET_WORDS = {**FACET, "operator": "经营者", "platform": "平台", "area": "区县"}
SORT_WORDS = {
    "newest": "最近见到",
    "oldest": "最早见到",
    "risk": "风险从高到低",
    "confidence": "可信度从高到低",
    "price_low": "价格从低到高",
    "price_high": "价格从高到低",
    "relevance": "相关程度",
}
SCOPE_WORDS = {"": "全部内容", "title": "标题", "names": "店铺、经营者名称", "pictures": "图片中的文字"}
IDENTIFIER_WORDS = {"licence": "证照号码", "phone": "电话", "qr": "二维码", "picture": "图片", "contact": "其他联系方式"}
MARK_WORDS = {"shop_name": "店铺名称", "operator_name": "经营者", "picture": "图中文字", **IDENTIFIER_WORDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One value of a facet; its address puts it on or takes it off, `without` leaves its documents out."""

    label: str
    count: int
    url: str
    on: bool
    off: bool = False
    without: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Hits of one step of time. `height`: 0 to 100; `url` narrows the search to the step."""

    label: str
    count: int
    height: int
    url: str


def laid_out(query: Query, page: int, cursor: str) -> Query:
    """Return the query with what the screen shows of its answer."""
    asked = replace(query, facets=FACETS, open_facets=True, histogram=step_of(query), limit=PER_PAGE, body=True)
    return replace(asked, cursor=cursor) if cursor else replace(asked, offset=(page - 1) * PER_PAGE)


def step_of(query: Query) -> Histogram:
    """Return the step in which hits are counted over time: days where both ends are near each other, else months."""
    try:
        near = (date.fromisoformat(query.day_to) - date.fromisoformat(query.day_from)).days <= _DAYS
    except ValueError:
        return "month"
    return "day" if near else "month"


def chips(query: Query, facets: Mapping[str, tuple[tuple[str, int], ...]], label: Callable[[str, str], str] = facet_word) -> dict[str, list[Chip]]:
    """Return each facet's chips, chosen and left-out ones first; facets without a value are left out."""
    result = {}
    for name in FACETS:
        row = list(_row(query, name, dict(facets.get(name, ())), label))
        if row:
            result[name] = row
    return result


def _row(query: Query, name: str, counted: Mapping[str, int], label: Callable[[str, str], str]) -> Iterator[Chip]:
    chosen, without = query.filters.get(name, ()), query.exclude.get(name, ())
    for value in without:
        yield Chip(label=label(name, value), count=0, url=address(_excluded(query, name, value)), on=False, off=True)
    others = [value for value in counted if value and value not in (*chosen, *without)]
    for value in [*chosen, *others][: SHOWN + len(chosen)]:
        on = value in chosen
        leave_out = "" if on else address(_excluded(query, name, value))
        yield Chip(label=label(name, value), count=counted.get(value, 0), url=address(_toggled(query, name, value)), on=on, without=leave_out)


def _toggled(query: Query, name: str, value: str) -> Query:
    return replace(query, filters={**query.filters, name: _switched(query.filters.get(name, ()), value)})


def _excluded(query: Query, name: str, value: str) -> Query:
    return replace(query, exclude={**query.exclude, name: _switched(query.exclude.get(name, ()), value)})


def _switched(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(item for item in chosen if item != value) if value in chosen else (*chosen, value)


def bars(query: Query, histogram: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return the bars of the hits over time; none where there is only one step."""
    most = max((count for _, count in histogram), default=0)
    if len(histogram) < 2:
        return []
    found = []
    for start, count in histogram:
        first, last = _ends(start)
        url = address(replace(query, day_from=first, day_to=last))
        found.append(Bar(label=start, count=count, height=max(3, round(100 * count / most)), url=url))
    return found


def _ends(start: str) -> tuple[str, str]:
    """The days of a step: 2026-11-23 is a day, 2026-11 a month (2026-11-01 too when it is one), 2026 a year."""
    parts = start.split("-")
    if len(parts) == 1:
        return f"{start}-01-01", f"{start}-12-31"
    if len(parts) == 2:
        return f"{start}-01", f"{start}-{monthrange(int(parts[0]), int(parts[1]))[1]:02}"
    return start, start


def title_of(hit: Hit) -> Marked:
    """Return the hit's title with the places of what was looked for marked."""
    spans = [Span(field="title", start=m.start, end=m.end, text=m.text) for m in hit.marks if m.field == "title"]
    return mark("title", hit.title, spans, whole=True)


def snippets(hit: Hit, most: int = 3) -> list[Mark]:
    """Return the first places outside of the title."""
    return [m for m in hit.marks if m.field != "title"][:most]


def numbers_of(hit: Hit, most: int = 6) -> list[tuple[str, str, str]]:
    """Return (kind in words, value, address of everything that carries it) of the numbers that the hit shows."""
    found = []
    for kind, values in hit.identifiers.items():
        for value in values:
            shown = value[:10] if kind == "picture" else value  # the hash of a picture says nothing to people
            found.append((IDENTIFIER_WORDS.get(kind, kind), shown, address(Query(identifiers={kind: (value,)}))))
    return found[:most]
