"""A search as the values of an address, and back: what the screen, the export and the JSON API all understand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from starlette.datastructures import QueryParams

from api.views.links import with_query
from core.errors import BadInput
from search.base import FIELDS, IDENTIFIERS, SCOPES, SORTS, Query, Sort, is_day

LONGEST = 200  # characters of a text
MOST = 50  # values of one condition
_ENTRIES = re.compile(r"[；;\n]")


def query_of(params: QueryParams) -> Query:
    """Return the conditions and the order of a request; raise BadInput, in Chinese, naming what cannot be understood."""
    return Query(
        text=params.get("q", "").strip()[:LONGEST],
        all=entries(params.getlist("all")),
        any=words(params.getlist("any")),
        none=words(params.getlist("not")),
        near=params.get("near", "") not in ("", "0", "false"),
        scope=_known(params.get("in", ""), SCOPES, "查找范围"),
        filters=_filters(params),
        exclude=pairs(params.getlist("exclude"), "exclude"),
        identifiers=identifiers(params.getlist("number")),
        day_from=_day(params.get("from", "")),
        day_to=_day(params.get("to", "")),
        price_from=_cents(params.get("price_from", "")),
        price_to=_cents(params.get("price_to", "")),
        risk_from=_number(params.get("risk_from", "")),
        confidence_from=_number(params.get("confidence_from", "")),
        sort=_sort(params.get("sort", "")),
    )


def values_of(query: Query) -> dict[str, str | int | Sequence[str]]:
    """Return the values of the address of this query; `query_of` reads them back."""
    return {
        "q": query.text,
        "all": query.all,
        "any": query.any,
        "not": query.none,
        "near": 1 if query.near else 0,
        "in": query.scope,
        **query.filters,
        "exclude": [f"{name}={value}" for name, chosen in query.exclude.items() for value in chosen],
        "number": [f"{kind}:{value}" if kind else value for kind, chosen in query.identifiers.items() for value in chosen],
        "from": query.day_from,
        "to": query.day_to,
        "price_from": yuan(query.price_from),
        "price_to": yuan(query.price_to),
        "risk_from": query.risk_from,
        "confidence_from": query.confidence_from,
        "sort": query.sort if query.sort != "newest" else "",
    }


def address(query: Query, page: int = 1, cursor: str = "", path: str = "/search", **more: str) -> str:
    """Return the address of this search, to be shared."""
    return with_query(path, {**values_of(query), "page": page if page > 1 else 0, "cursor": cursor, **more})


def yuan(cents: int | None) -> str:
    """Return an amount as it is typed: 19.9, 120; empty for none."""
    if cents is None:
        return ""
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")


def entries(values: Iterable[str]) -> tuple[str, ...]:
    """Return phrases: one to a value, or several divided by ； or line ends."""
    found = [part.strip()[:LONGEST] for value in values for part in _ENTRIES.split(value)]
    return tuple(dict.fromkeys(filter(None, found)))[:MOST]


def words(values: Iterable[str]) -> tuple[str, ...]:
    """Return words divided by blanks; a value that holds ； is cut there alone, so that phrases can be asked for too."""
    found = [part.strip()[:LONGEST] for value in values for part in (_ENTRIES.split(value) if _ENTRIES.search(value) else value.split())]
    return tuple(dict.fromkeys(filter(None, found)))[:MOST]


def pairs(given: Iterable[str], name: str) -> dict[str, tuple[str, ...]]:
    """Return filters from ["field=value"]; raise BadInput naming the one that is none."""
    found: dict[str, list[str]] = {}
    for pair in given:
        field, sign, value = pair.partition("=")
        if not sign or not value or field not in FIELDS:
            raise BadInput(f"{name}：“{pair[:40]}”不是 字段=值；字段有 {', '.join(FIELDS)}")
        found.setdefault(field, []).append(value)
    return {field: tuple(dict.fromkeys(values))[:MOST] for field, values in found.items()}


def identifiers(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return identifiers from ["phone:138*", "JY1…"]."""
    found: dict[str, list[str]] = {}
    for text in given:
        kind, sign, value = text.partition(":")
        if not sign or kind not in IDENTIFIERS:
            kind, value = "", text
        if value.strip():
            found.setdefault(kind, []).append(value.strip()[:LONGEST])
    return {kind: tuple(dict.fromkeys(values))[:MOST] for kind, values in found.items()}


def _filters(params: QueryParams) -> dict[str, tuple[str, ...]]:
    said = {name: list(filter(None, params.getlist(name))) for name in FIELDS}
    for name, values in pairs(params.getlist("filter"), "filter").items():
        said[name] += values
    return {name: tuple(dict.fromkeys(values))[:MOST] for name, values in said.items() if values}


def _known(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        raise BadInput(f"{what}“{value[:20]}”无法识别；可用的有 {', '.join(filter(None, known))}")
    return value


def _sort(value: str) -> Sort:
    found: Mapping[str, Sort] = {name: name for name in SORTS}
    return found[_known(value or "newest", SORTS, "排序")]


def _day(value: str) -> str:
    if value and not is_day(value):
        raise BadInput(f"日期“{value[:20]}”无法识别，请写成 2026-11-23")
    return value


def _cents(value: str) -> int | None:
    if not value.strip():
        return None
    try:
        amount = Decimal(value.strip().replace(",", ""))
        good = amount.is_finite() and 0 <= amount < 10**12
    except InvalidOperation:
        good = False
    if not good:
        raise BadInput(f"价格“{value[:20]}”无法识别，请写成元，例如 19.9")
    return int(amount * 100)


def _number(value: str) -> int:
    if not value.strip():
        return 0
    if not (value.isascii() and value.isdigit() and int(value[:4]) <= 100):
        raise BadInput(f"“{value[:20]}”应为 0 到 100 的整数")
    return int(value)
