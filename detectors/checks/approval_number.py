"""An approval number that does not belong to the goods: its kind is that of other goods, it cannot exist, or other goods bear it too.

`needs["permit"]`, where it is handed in: {"same_number": [{"number", "title", "shop"}]}, other goods that show the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.errors import BadInput
from core.numbers import FoundNumber, canonical, find_numbers
from core.numbers.labels import label_of
from detectors.check import Case, CheckHit
from detectors.goods import GoodsClass, goods_class

# kind of number: classes of goods that may bear it
_BEARERS = {
    "drug_approval": frozenset({"drug", "otc_drug", "agri_input", "pet"}),
    "health_food": frozenset({"health_food", "ordinary_food", "alcohol"}),  # what the shop calls it is often only the food's own name
    "device_registration": frozenset({"device", "appliance", "daily_goods", "electronics", "disinfectant"}),
    "cosmetics": frozenset({"cosmetic", "special_cosmetic"}),
}
# a slip in the letters ahead of the digits is found on the labels of registered goods too: it says nothing about the number
_SLIPS = ("前无“国”", "以“国”开头")
_BOTH_WAYS = re.compile(r"维生素|叶酸|钙|锌|铁|鱼油|褪黑素|葡萄糖|氨糖|软骨素")  # approved as drugs and as health food
_CLEAR_CLASSES = frozenset({"ordinary_food", "health_food", "alcohol", "cosmetic", "special_cosmetic", "clothing", "jewellery", "drug", "otc_drug", "tobacco"})
_SURE = 0.6
# 含有, 搭配, 赠品: the number is that of an ingredient or of what comes along; 冒充, 虚假: it is spoken of
_OTHERS = re.compile(r"(?:含|添加|原料|搭配|赠|送|另购|配方来自|对照|冒充|虚假|假冒|查询|例如|如：|比如)[^。\n]{0,14}$")
_AHEAD = 20
_LETTERS = re.compile(r"[\u4e00-\u9fff]{2,}")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per number."""
    for name, text in (("title", case.document.title), ("text", case.document.text)):
        for number in find_numbers(text):
            if number.kind in _BEARERS and not _is_placeholder(number) and not _OTHERS.search(text[max(0, number.start - _AHEAD) : number.start]):
                met = tuple(_wrong(case, number))
                if met:
                    yield CheckHit(spans=(case.span(name, number.start, number.end),), met=met)


def _is_placeholder(number: FoundNumber) -> bool:
    return number.valid is False and any(word in number.why for word in ("占位", "遮盖", "采信", "编造"))


def _wrong(case: Case, number: FoundNumber) -> Iterator[str]:
    if number.valid is False and not any(slip in number.why for slip in _SLIPS):
        yield f"{label_of(number.kind)}{number.value}不能成立：{number.why}"
    bare = _without_numbers(case.document.title)
    own = goods_class(case.document.goods, bare, "")
    if _cannot_bear(own, number) and not _both_ways(case, number, own):
        yield f"{number.value}是{label_of(number.kind)}，所售商品是另一类商品（{'、'.join(own.why) or own.name}）"
    yield from _on_others(case, number)


def _cannot_bear(own: GoodsClass, number: FoundNumber) -> bool:
    return own.name in _CLEAR_CLASSES and own.confidence >= _SURE and own.name not in _BEARERS[number.kind]


def _both_ways(case: Case, number: FoundNumber, own: GoodsClass) -> bool:
    """Whether the goods may be the drug of that name: the shop does not call them health food."""
    names = f"{case.document.goods}{case.document.title}"
    return number.kind == "drug_approval" and own.name == "health_food" and "保健" not in names and _BOTH_WAYS.search(names) is not None


def _without_numbers(title: str) -> str:
    for number in reversed(find_numbers(title)):
        title = title[: number.start] + " " + title[number.end :]
    return title


def _on_others(case: Case, number: FoundNumber) -> Iterator[str]:
    given = case.document.needs.get("permit")
    if given is None:
        return
    if not isinstance(given, Mapping):
        raise BadInput(f"needs.permit: wanted an object, got {type(given).__name__}")
    wanted = canonical(number.kind, number.value)
    for row in given.get("same_number") or ():
        if canonical(number.kind, str(row["number"])) == wanted and not _share(case.document.title, str(row["title"])):
            yield f"{number.value}又见于另一商品“{str(row['title'])[:40]}”"
            return


def _share(one: str, other: str) -> bool:
    """Whether two titles share a pair of characters: then they may be one product."""
    pairs = ({run[place : place + 2] for run in _LETTERS.findall(title) for place in range(len(run) - 1)} for title in (one, other))
    return bool(set.intersection(*pairs))
