"""The word tables of `goods_words/` made ready for looking up: one pass over a text, longest word first, head noun last."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from detectors.goods_words import beauty, farm, food, home, medicine, money
from detectors.matching.wordset import WordSet

FIELDS = (food, medicine, beauty, money, farm, home)
NOUN, BROAD_NOUN, CUE = 3.0, 1.5, 1.0

# names that say only the dosage form or a whole trade, or that any advert may mention: the rest of the text may know better
_BROAD_WORDS = """
    胶囊 软胶囊 硬胶囊 口服液 维生素 食品 进口食品 药品 化妆品 护肤品 农产品 特产 百货 日用品 中药 药膏 软膏 贴剂 喷雾 美容 健身 项目 投资 辅导 课程
    软件 乳制品 原液 饮品 饮料 商城 设计 招商 学校 幼儿园 医院 酒店 外卖 景区 旅游 手术 体检 贷款 红包 抽奖 直播 推广 游戏 快递 物流 玩具 黄金 微商代理
    会员充值 回收 减肥 冻干粉
"""
BROAD = frozenset(_BROAD_WORDS.split())
# raw materials, which are as often a flavour, a colour or a nickname of other goods
_MATERIAL_WORDS = """
    苹果 小米 胡萝卜 辣椒 葡萄 石榴 草莓 芒果 樱桃 南瓜 番茄 水果 蔬菜 豆浆 牛奶 人参 蜂蜜 燕麦 核桃 柠檬 橙子 西瓜 桃子
    水蜜桃 椰子 黄瓜 红枣 枸杞 蓝莓 牛油果 山茶油 巧克力 咖啡 奶茶 焦糖 红豆 绿豆 糯米 粉丝 金条 泰迪 钻石 珍珠 水晶 琥珀
    笔记本 水泥 树脂 不锈钢 木耳 生姜 艾草 金银花 当归 灵芝 海藻 海带 玉米 萝卜 蘑菇 葡萄酒 红酒 茶叶 绿茶 红茶
"""
_MATERIALS = frozenset(_MATERIAL_WORDS.split())

# what stands before a noun and says that the goods are something else: 不是药品, 送保温杯, 适用于手机, 比奶粉好
_SET_ASIDE = (
    *("非", "不是", "不含", "代替", "替代", "胜似", "胜过", "媲美", "赛过", "堪比", "优于", "相当于", "不用", "不打", "不吃", "不喝", "无需", "停掉", "告别"),
    *(
        "拒绝",
        "远离",
        "没有",
        "像",
        "比",
        "如同",
        "送",
        "赠",
        "送一",
        "适用于",
        "适用",
        "兼容",
        "搭配",
        "可配",
        "放",
        "装",
        "对抗",
        "配合",
        "适合",
        "不",
        "免",
        "免费送",
        "告别了",
    ),
)
# what stands after a noun and makes another thing of it: 牛奶味, 咖啡色, 酒杯架; None: the noun names nothing on offer
_MAKES = (
    dict.fromkeys("味色", None)
    | dict.fromkeys("壳架袋盒杯瓶柜箱刷垫具", "daily_goods")
    | dict.fromkeys("机", "appliance")
    | dict.fromkeys("书", "book")
    | {"专": None}  # 孕妇专用, 汽车专用
)
_ALSO_PHONES = ("苹果", "小米")  # 小米9, 苹果xr
_STILL_THE_SAME = ("盒装", "袋装", "瓶装", "箱装", "杯装", "专柜", "专卖", "专营", "机构", "机会", "书店", "具有", "具备", "盒子")


class Word(NamedTuple):
    """A word found: where, which, of which class; `weight` NOUN, BROAD_NOUN or CUE."""

    start: int
    end: int
    word: str
    klass: str
    weight: float


def _read(attribute: str) -> dict[str, str]:
    tables: Iterator[tuple[str, str]] = chain.from_iterable(getattr(field, attribute).items() for field in FIELDS)
    return {unicodedata.normalize("NFKC", word).lower(): klass for klass, words in tables for word in words.split()}


NOUNS: Mapping[str, str] = _read("NOUNS")
CUES: Mapping[str, str] = _read("CUES")


_WORDS = WordSet(chain(NOUNS, CUES))
_ASIDE = tuple(frozenset(word for word in _SET_ASIDE if len(word) == length) for length in (1, 2, 3))


def words_in(text: str) -> list[Word]:
    """Find the words of the tables in a text that is in NFKC and lower case. A noun that is only the modifier of the next one is left out."""
    found: list[Word] = []
    for start, word in _WORDS.longest(text):
        if not _is_set_aside(text, start):
            _add(found, text, start, word)
    return found


def _is_set_aside(text: str, start: int) -> bool:
    one, two, three = _ASIDE
    return text[max(0, start - 1) : start] in one or text[max(0, start - 2) : start] in two or text[max(0, start - 3) : start] in three


def _add(found: list[Word], text: str, start: int, word: str) -> None:
    end = start + len(word)
    noun = word in NOUNS
    while found and start <= found[-1].end < end and (noun or found[-1].end > start):
        if found[-1].weight > CUE and not noun:
            return
        found.pop()
    if found and end <= found[-1].end:
        return
    if not noun:
        found.append(Word(start, end, word, CUES[word], CUE))
        return
    klass: str | None = NOUNS[word]
    after = text[end : end + 1]
    if word in _ALSO_PHONES and after.isascii() and after.isalnum():
        klass = "electronics"
    if after in _MAKES and text[end : end + 2] not in _STILL_THE_SAME:
        klass = _MAKES[after]
        end += 1
    if klass is not None and not (word.endswith("具") and after == "有"):
        found.append(Word(start, end, text[start:end], klass, BROAD_NOUN if word in BROAD or word in _MATERIALS else NOUN))
