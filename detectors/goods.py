"""What is on offer: the class of goods or service (商品类别) that decides which law a sentence meets.

The same words are lawful for a registered drug and unlawful for tea. The class comes from what the shop calls its goods, else from title and text:
nouns (a compound is what its last noun says: 中药面膜 is a cosmetic, 养生壶 an appliance, 癌症保险 finance), permit numbers, sentences that the law
prescribes for one class, and words that usually surround it. What is claimed of goods (diseases, effects, luck) never decides the class.
Pure; the words are in `goods_words/`, the signs in `goods_signs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from detectors.goods_names import class_in_brackets, drug_by_name
from detectors.goods_signs import ending_of, says_it_is_no_drug, signs_in
from detectors.goods_table import BROAD, CUE, SPOKEN_OF, words_in

# class, as rules write it, and what it holds
GOODS_CLASSES: dict[str, str] = {
    "ordinary_food": "普通食品（含固体饮料、压片糖果、食用农产品）",
    "health_food": "保健食品",
    "infant_formula": "婴幼儿配方食品",
    "special_medical_food": "特殊医学用途配方食品",
    "alcohol": "酒类",
    "tobacco": "烟草制品、电子烟",
    "catering": "餐饮服务",
    "drug": "药品（处方药或未知）",
    "otc_drug": "非处方药",
    "device": "医疗器械",
    "disinfectant": "消毒产品",
    "cosmetic": "普通化妆品、牙膏",
    "special_cosmetic": "特殊化妆品（染发、烫发、祛斑美白、防晒、防脱发）",
    "medical_service": "医疗服务（含医疗美容）",
    "beauty_service": "生活美容、养生、健身、视力训练等非医疗服务",
    "real_estate": "房地产",
    "education": "教育培训",
    "finance": "金融、投资、保险",
    "franchise": "招商加盟、创业项目",
    "collectible": "收藏品",
    "agri_input": "农药、兽药、饲料、肥料、种子种苗",
    "pet": "宠物及宠物用品",
    "clothing": "服装鞋帽箱包",
    "electronics": "电子数码",
    "appliance": "家用电器、保健器具",
    "jewellery": "珠宝首饰钟表",
    "daily_goods": "日用百货、家居、车辆",
    "industrial_goods": "工业品、建材、化工",
    "book": "图书音像",
    "service": "其他服务",
    "unknown": "未知",
}
MEDICAL_CLASSES = frozenset({"drug", "otc_drug", "device", "medical_service"})

_DRUGS = frozenset({"drug", "otc_drug"})
_READ = 1000  # characters of each field that are looked at: a page says early what it sells
_ENOUGH, _SURE = 1.2, 0.3  # score and confidence below which nothing is known
_ENOUGH_FOR_TRADES = 2.0  # for what is no goods: words of money, places and schools stand in adverts of everything
_TRADES = frozenset(
    {"real_estate", "education", "finance", "franchise", "collectible", "service", "industrial_goods", "medical_service", "drug", "otc_drug", "book", "tobacco"}
)
_FIXED, _TITLE, _START = 12.0, 2.5, 1.5
_START_LENGTH, _NAME_LENGTH = 40, 20
_SPOKEN = 0.4  # of a noun's weight, where the text may only speak of what patients take elsewhere
_MARKS = re.compile(r"[,，。!！?？;；:：]")
_UNITS = ("厘米", "毫米", "平米", "千米", "微米", "米高", "度数", "平方米")
_FILLER = re.compile(
    r"(?:套装|套组|礼盒装?|礼包|系列|产品|商品|类|专卖|批发|团购|促销|零售|组合|装|正品|旗舰店|厂家|直销|定制|\d+\s?(?:ml|g|kg|克|毫升|粒|片装|袋|盒|瓶|支|斤|件|只|包))+$"
)
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_SPLIT = re.compile(r"[>/|、,，;；\s]+")
_INFANT = re.compile(r"婴幼?儿|新生儿|较大婴儿|[12一二]段|0\s?[-~到至]\s?(?:6|12|36)|宝宝配方")
_SPECIAL = re.compile(r"防晒|染发|烫发|祛斑|美白|防脱|spf\s?\d")
# classes whose own nouns tell more than the shape of a drug's name (压片糖果, 鱼油软胶囊, 兽药颗粒)
_KNOWN_BY_NOUN = frozenset(
    {
        "ordinary_food",
        "infant_formula",
        "special_medical_food",
        "device",
        "disinfectant",
        "cosmetic",
        "special_cosmetic",
        "agri_input",
        "pet",
        "alcohol",
        "otc_drug",
    }
)
_NEAR: dict[str, tuple[str, ...]] = {
    "ordinary_food": ("health_food", "infant_formula", "special_medical_food"),
    "health_food": ("ordinary_food",),
    "drug": ("otc_drug",),
    "cosmetic": ("special_cosmetic",),
}


@dataclass(frozen=True, slots=True)
class GoodsClass:
    """A class of `GOODS_CLASSES`, how sure (0 to 1), and the words that decided it."""

    name: str
    confidence: float
    why: tuple[str, ...] = ()


def goods_class(goods: str, title: str, text: str) -> GoodsClass:
    """Decide the class from what the shop calls its goods (may be empty), the title and the text."""
    goods, title, text = (_plain(part[:_READ]) for part in (goods, title, text))
    named = _name_of(goods)
    if named and named.confidence >= 0.9:
        return _nearer(named, goods, f"{title}\n{text}")
    scores, why = _weigh(title, text)
    if named:
        scores[named.name] += _FIXED * named.confidence
        why[named.name][:0] = named.why
    return _best(scores, why)


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def _name_of(goods: str) -> GoodsClass | None:
    """Read a name of goods or a breadcrumb: a legal class beside it says it outright (感冒颗粒（非处方药）), else the most special part does."""
    for said in reversed((*_SPLIT.split(goods)[1:], *_BRACKETS.findall(goods))):
        if klass := class_in_brackets(said):
            return GoodsClass(klass, 0.95, (said,))
    for part in reversed(_SPLIT.split(_BRACKETS.sub("", goods))):
        if part and (found := _head(_FILLER.sub("", part) or part) or _head(part)):
            return found
    return None


def _head(name: str) -> GoodsClass | None:
    words = [word for word in words_in(name) if word.weight > CUE]
    last = max(words, key=lambda word: (word.end, -word.start), default=None)
    ending = ending_of(name)
    drug = drug_by_name(name)
    if drug is not None and (last is None or last.end < len(name) or (last.start > 0 and last.klass not in _KNOWN_BY_NOUN)):
        return GoodsClass(last.klass if last and last.klass in _DRUGS else drug[0], drug[1], (name,))
    if last is not None and (last.end >= len(name) or ending is None):
        broad = last.word in BROAD
        return GoodsClass(last.klass, 0.5 if broad else 0.95 if last.end >= len(name) else 0.8, (last.word,))
    if ending is not None:
        return GoodsClass(ending[0], min(0.85, ending[1] / 6), (name[-1],))
    return None


def _nearer(named: GoodsClass, goods: str, text: str) -> GoodsClass:
    """Within one family a permit or a compulsory sentence in the text tells the special class (奶粉 of stage 1, 灵芝粉 with a blue hat)."""
    near = _NEAR.get(named.name, ())
    for klass, words, weight in signs_in(text):
        if klass in near and weight >= 9:
            return GoodsClass(klass, 0.95, (*named.why, words))
    if named.name == "ordinary_food" and "奶粉" in goods and (found := _INFANT.search(text)):
        return GoodsClass("infant_formula", 0.85, (*named.why, found[0]))
    if named.name == "cosmetic" and (found := _SPECIAL.search(goods)):
        return GoodsClass("special_cosmetic", 0.9, (*named.why, found[0]))
    return named


def _weigh(title: str, text: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    scores: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)

    def add(klass: str, word: str, weight: float) -> None:
        seen[word] += 1
        if seen[word] == 1:
            why[klass].append(word)
        scores[klass] += weight / seen[word] ** 2

    for place, base in ((title, _TITLE), (text, 1.0)):
        for word in words_in(place):
            spoken = _SPOKEN if base == 1.0 and word.word in SPOKEN_OF else 1.0
            add(word.klass, word.word, word.weight * spoken * (_START if base == 1.0 and word.start < _START_LENGTH else base))
        for klass, words, weight in signs_in(place):
            add(klass, words, weight)
    for name in _SPLIT.split(f"{title} {text[:_START_LENGTH]}")[:4]:
        if len(name) <= _NAME_LENGTH and (drug := drug_by_name(_FILLER.sub("", name))):
            add(drug[0], name, 4.0)
    for name in _names_in(title, text):
        if ending := ending_of(_FILLER.sub("", name)):
            add(ending[0], name[-1:], ending[1])
    if says_it_is_no_drug(f"{title}\n{text}"):
        scores["drug"] *= 0.3
    return scores, why


def _names_in(title: str, text: str) -> list[str]:
    """Words that stand as a name of goods: those of the title, or a text that is nothing but a short name."""
    if title:
        return _SPLIT.split(title)[:8]
    return [text] if len(text) <= _NAME_LENGTH and not _MARKS.search(text) and not text.endswith(_UNITS) else []


def _best(scores: dict[str, float], why: dict[str, list[str]]) -> GoodsClass:
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return GoodsClass("unknown", 0.0)
    name, top = _within_family(ranked)
    if name in _TRADES and ranked[0][1] < _ENOUGH_FOR_TRADES:
        return GoodsClass("unknown", 0.0)
    others = sum(score for klass, score in ranked[:3] if klass != name and name not in _NEAR.get(klass, ()) and klass not in _NEAR.get(name, ()))
    confidence = top / (top + others) * top / (top + 2.0)
    if confidence < _SURE:
        return GoodsClass("unknown", 0.0)
    return GoodsClass(name, round(min(0.95, confidence), 3), tuple(why[name][:6]))


def _within_family(ranked: list[tuple[str, float]]) -> tuple[str, float]:
    """OTC and prescription words strengthen each other; so do general and special cosmetics, foods and formula."""
    name, top = ranked[0]
    scores = dict(ranked)
    special = max(_NEAR.get(name, ()), key=lambda klass: scores.get(klass, 0.0), default=name)
    if scores.get(special, 0.0) >= 0.6 * top and special != "ordinary_food":
        return special, top + scores[special]
    return name, top + sum(scores.get(klass, 0.0) for klass in _NEAR.get(name, ()))
