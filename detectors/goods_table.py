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
    会员充值 回收 减肥 冻干粉 美容养颜 公益 慈善 展会 广告 策划 传媒 中介 会计 化工 配件 数码 返利 超市 便利店 制造业 植发 祛疤 熏蒸 整形 皮肤科 骨科
    眼科 中医科 火锅 小吃 烧烤
    烤肉 快餐 药店 大药房 物业 保安 考研 托管 单招 培训 证券 白银 原油 妇科 男科 产科 人流 种植牙 甜品 烘焙 健身 桑拿 汗蒸 频谱 太赫兹 高电位 磁疗
    干细胞治疗 细胞治疗 免疫治疗
    血液净化 芯片 处理器 营养品 滋补品 膏方 新材料 包装材料 书法 国画 工艺品 帽子 电影票 民宿 影楼 交友 直播 租赁 教程 酵素 益生菌 小镇 兼职
"""
BROAD = frozenset(_BROAD_WORDS.split())
# what patients take, undergo or lean on elsewhere: adverts of all goods name it beside their own (停了降压药, 不用做手术, 丢了轮椅)
_SPOKEN_OF_WORDS = """
    药品 药物 西药 中药 抗生素 降压药 降糖药 降脂药 抗癌药 靶向药 化疗药 胰岛素 二甲双胍 阿司匹林 他汀 安眠药 安定片 止痛片 止痛药 退烧药 感冒药 胃药
    咳嗽药 消炎药 膏药 药膏 药水 秘方 偏方 伟哥 头孢
    阿莫西林 布洛芬 疫苗 手术 医院 门诊 体检 牙医 牙科 眼科 妇科 男科 口腔 轮椅 拐杖 助听器 血糖仪 血压计 呼吸机 制氧机 整形 植发 人流 针灸 推拿 按摩 理疗
    美容院 养生馆 近视手术 医生 大夫 主任医师 专家会诊 住院 病房
    药店 药房 处方 停药 服药 吃药 口服 服用 特效 祖传 老中医 药方 药材 注射 麻醉 术后 院长 名医 微创 复诊 病历 确诊 三甲医院 尿不湿 减肥药 瘦脸针 水光针
    热玛吉 双眼皮 拉皮 祖传秘方 激素 瘦肉精 药膳
"""
SPOKEN_OF = frozenset(_SPOKEN_OF_WORDS.split())
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
        "摘掉",
        "甩掉",
        "丢掉",
        "扔掉",
        "停了",
        "减停",
        "戒掉",
        "远离",
        "省了",
        "换成",
        "还是",
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
# words that hold a noun and mean something else
_OTHER_WORDS = ("一本书", "牛皮癣", "唯一建", "手电两", "粉丝最", "粉丝量", "粉丝数", "小红薯", "水龙头穴")
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
        if not _is_set_aside(text, start) and not _is_of_another_word(text, start, word):
            _add(found, text, start, word)
    return found


def _is_of_another_word(text: str, start: int, word: str) -> bool:
    places = ((other, start - other.index(word)) for other in _OTHER_WORDS if word in other)
    return any(place >= 0 and text.startswith(other, place) for other, place in places)


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
