"""What kind of text stands here: somebody offers something, or somebody speaks about it (文本性质).

Notices about violations, leaflets, reviews and questions hold the densest trigger words and are no adverts; an advert hidden in a review or an
article is one. Decided from weighted cues of several habits of speech, never one word, and without need of punctuation. Pure; cues in
`textkind_words`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from detectors.matching.required import required
from detectors.matching.wordset import WordSet
from detectors.textkind_words import PATTERNS, WORDS

# kind, as rules write it, and what it holds
TEXT_KINDS: dict[str, str] = {
    "offer": "商品、服务的标题与详情",
    "advert": "广告、推广文案",
    "planted": "隐藏在评价、文章、问答中的广告",
    "label": "标签、说明书、经批准的适应症",
    "review": "买家评价",
    "question": "提问与问答",
    "news": "新闻、资讯、科普",
    "law_or_notice": "法律法规、处罚与违法通报、平台规则、裁判与监管文书、消费警示",
    "help": "使用与安装方法、售后、协议、帮助",
    "menu": "导航与菜单",
    "other": "其他",
}
OFFERING_KINDS = frozenset({"offer", "advert", "planted"})

_READ = 2000
_DEFAULT = {"listing": "offer", "shop": "offer", "advertisement": "advert", "page": "other"}
# what a text of this kind of page is taken to sell before it has said anything: others must outweigh it
_HEAD_START = {"listing": 1.5, "advertisement": 1.0, "shop": 1.0, "page": 0.0}
# score that a kind must reach at all, and how much of the selling words weighs against it
_NEEDED = {"law_or_notice": 2.5, "news": 3.0, "label": 3.0, "review": 3.0, "question": 2.5, "help": 3.0, "menu": 4.0}
_AGAINST = {"law_or_notice": 0.45, "news": 0.9, "label": 0.7, "review": 0.8, "question": 1.0, "help": 0.9, "menu": 0.8}
_LONG = 400  # beyond it cues come by chance: more of them are needed
_BUY, _LEAFLET, _MENU_LENGTH = 1.5, 2.0, 300
_HOSTS = ("review", "news", "question")  # what an advert hides in


def _said_by() -> dict[str, list[tuple[str, float]]]:
    table: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for kind, words in WORDS.items():
        for word, weight in words:
            table[word].append((kind, weight))
    return table


_SAID_BY = _said_by()
# each pattern behind the words of which it needs one: most are not worth a search
_PATTERNS = tuple((required(pattern.pattern), kind, pattern, weight) for kind, pattern, weight in PATTERNS)
_CUES = WordSet(chain(_SAID_BY, *(needed for needed, *_ in _PATTERNS if needed)))


@dataclass(frozen=True, slots=True)
class TextKind:
    """A kind of `TEXT_KINDS`, and how sure (0 to 1)."""

    name: str
    confidence: float


def text_kind(kind: str, title: str, text: str) -> TextKind:
    """Decide the kind of text. `kind`: what the crawler takes the document for (listing, advertisement, shop, page); a weak hint only."""
    plain = unicodedata.normalize("NFKC", f"{title[:200]}\n{text[:_READ]}" if title else text[:_READ]).lower()
    scores = score(plain)
    selling = scores["selling"] + _HEAD_START.get(kind, 0.0)
    margins = {name: _margin(name, scores[name], selling, len(plain)) for name in _NEEDED}
    if scores["leaflet"] < _LEAFLET:
        margins["label"] = -1.0
    if len(plain) > _MENU_LENGTH:
        margins["menu"] = -1.0
    best = max(margins, key=lambda name: margins[name])
    if scores["buying"] >= _BUY and (best in _HOSTS or margins[best] < 0) and max(scores[name] for name in _HOSTS) >= _BUY:
        return TextKind("planted", round(_sure(scores["buying"], scores["buying"]), 3))
    if margins[best] < 0:
        return TextKind(_offering(kind, selling), round(_sure(selling, max(0.0, -margins[best])), 3))
    return TextKind(best, round(_sure(scores[best], margins[best]), 3))


def score(plain: str) -> dict[str, float]:
    """Add up the cues of every kind, `selling` and `buying` beside them, in a text in NFKC and lower case."""
    scores = dict.fromkeys(WORDS, 0.0)
    present = _CUES.present(plain)
    for word in present:
        for kind, weight in _SAID_BY.get(word, ()):
            scores[kind] += weight
    for needed, kind, pattern, weight in _PATTERNS:
        if (not needed or not needed.isdisjoint(present)) and pattern.search(plain):
            scores[kind] += weight
    return scores


def _margin(name: str, reached: float, selling: float, length: int) -> float:
    needed = _NEEDED[name] * (1.0 if length <= _LONG else min(3.0, length / _LONG))
    return reached - max(needed, selling * _AGAINST[name] + 1.0)


def _offering(kind: str, selling: float) -> str:
    default = _DEFAULT.get(kind, "other")
    return "advert" if default == "other" and selling >= 2.0 else default


def _sure(reached: float, margin: float) -> float:
    return min(0.95, 0.4 + 0.05 * reached + 0.1 * margin)
