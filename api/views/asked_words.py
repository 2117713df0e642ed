"""A search in words: what a saved one asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from api.views import words
from api.views.asked import yuan
from api.views.search import FACET_WORDS, IDENTIFIER_WORDS, SCOPE_WORDS, SORT_WORDS
from search.base import Query


def described(query: Query, label: Callable[[str, str], str]) -> str:
    """Return the conditions as one Chinese line."""
    return "；".join(_parts(query, label)) or "全部文档"


def _parts(query: Query, label: Callable[[str, str], str]) -> Iterator[str]:
    texts = (("包含", query.text.split()), ("完整包含", query.all), ("任一", query.any), ("不含", query.none))
    yield from (f"{word} {'、'.join(values)}" for word, values in texts if values)
    if query.scope:
        yield f"只在{SCOPE_WORDS[query.scope]}中"
    if query.near:
        yield "允许一字之差"
    for said, chosen in (("", query.filters), ("排除", query.exclude)):
        for name, values in chosen.items():
            yield f"{said}{words.word(FACET_WORDS, name)}：{'、'.join(label(name, value) for value in values)}"
    for kind, values in query.identifiers.items():
        yield f"{IDENTIFIER_WORDS.get(kind, '号码')}：{'、'.join(values)}"
    yield from _ranges(query)
    if query.sort != "newest":
        yield f"按{SORT_WORDS[query.sort]}"


def _ranges(query: Query) -> Iterator[str]:
    if query.day_from or query.day_to:
        yield f"见于 {query.day_from or '…'} 至 {query.day_to or '…'}"
    if query.price_from is not None or query.price_to is not None:
        yield f"价格 {yuan(query.price_from) or '…'} 至 {yuan(query.price_to) or '…'} 元"
    if query.risk_from:
        yield f"风险不低于 {query.risk_from}"
    if query.confidence_from:
        yield f"可信度不低于 {query.confidence_from}"
