"""Hits as rows of a table: what is taken away from a search, the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from core.sheets import Cell
from search.base import Engine, Hit, Query

_Column = tuple[str, str, Callable[[Hit], Cell]]


def _field(name: str) -> Callable[[Hit], Cell]:
    return lambda hit: "；".join(hit.fields.get(name, ()))


def _identifier(name: str) -> Callable[[Hit], Cell]:
    return lambda hit: "；".join(hit.identifiers.get(name, ()))


_COLUMNS: tuple[_Column, ...] = (
    ("id", "编号", lambda hit: hit.id),
    ("kind", "类型", lambda hit: hit.kind),
    ("title", "标题", lambda hit: hit.title),
    ("url", "网址", lambda hit: hit.url),
    ("shop", "店铺", lambda hit: hit.shop_name or hit.shop),
    ("operator", "经营者", lambda hit: hit.operator_name),
    ("area", "区县", _field("area")),
    ("platform", "平台", _field("platform")),
    ("goods_class", "商品类别", _field("goods_class")),
    ("price", "价格（元）", lambda hit: hit.price / 100 if hit.price is not None else None),
    ("category", "违法类别", _field("category")),
    ("rule", "规则", _field("rule")),
    ("severity", "严重程度", _field("severity")),
    ("status", "处理状态", _field("status")),
    ("risk", "风险", lambda hit: hit.risk),
    ("confidence", "可信度", lambda hit: hit.confidence),
    ("day", "最近见到", lambda hit: hit.day),
)
_BODY: tuple[_Column, ...] = (
    ("licence", "证照号码", _identifier("licence")),
    ("phone", "电话", _identifier("phone")),
    ("text", "正文", lambda hit: hit.text),
)


def _columns(body: bool) -> tuple[_Column, ...]:
    return (*_COLUMNS, *_BODY) if body else _COLUMNS


def names(body: bool = False) -> list[str]:
    """Return the columns' names for programs."""
    return [name for name, _, _ in _columns(body)]


def headings(body: bool = False) -> list[str]:
    """Return the columns' Chinese headings."""
    return [heading for _, heading, _ in _columns(body)]


def row_of(hit: Hit, body: bool = False) -> list[Cell]:
    """Return the hit as a row."""
    return [value(hit) for _, _, value in _columns(body)]


def rows_of(engine: Engine, query: Query, *, body: bool = False) -> Iterator[list[Cell]]:
    """Yield every hit of the query as a row, by cursor, however many there are; `body` adds numbers and text."""
    order = "newest" if query.sort == "relevance" else query.sort
    hits: Iterable[Hit] = engine.scan(replace(query, sort=order, cursor="", offset=0, marks=False, body=body))
    return (row_of(hit, body) for hit in hits)
