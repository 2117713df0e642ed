"""Whether a finding names the article that a notice named: compared by instrument and number of the article, without paragraph and item."""

from __future__ import annotations

import re
from collections.abc import Iterable

Key = tuple[str, str]

_ARTICLE = re.compile(r"(.+?)(第[一二三四五六七八九十百零0-9]+条)")
_LOOSE = str.maketrans("", "", "《》")

# a text of today is judged by the law of today: the law against unfair competition was numbered anew on 2025-10-15
_RENUMBERED: dict[Key, Key] = {("反不正当竞争法", "第八条"): ("反不正当竞争法", "第九条"), ("反不正当竞争法", "第六条"): ("反不正当竞争法", "第七条")}
_NO_LONGER_LAW = frozenset({"广告法(1994)", "合同违法行为监督处理办法"})


def key(article: str) -> Key | None:
    """Return (instrument, article) of 《中华人民共和国广告法》第九条第三项; None where no article is named."""
    match = _ARTICLE.match(article.translate(_LOOSE).replace("中华人民共和国", ""))
    return (match[1], match[2]) if match else None


def keys(articles: Iterable[str]) -> frozenset[Key]:
    """Return the keys of those that name an article."""
    return frozenset(found for article in articles if (found := key(article)) is not None)


def wanted(articles: Iterable[str]) -> frozenset[Key]:
    """Return what may be named today instead of these: without what is no longer law, old and new number both where an article moved."""
    named = frozenset(name for name in keys(articles) if name[0] not in _NO_LONGER_LAW)
    return named | {_RENUMBERED[name] for name in named if name in _RENUMBERED}
