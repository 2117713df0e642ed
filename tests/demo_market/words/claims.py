"""Unlawful wordings as a trader would write them, put together from small pools so that each seed writes others.

Each function returns a `Plant`: the words that carry the claim and the sentence that they stand in.
"""

from __future__ import annotations

from random import Random

from tests.demo_market.model import Plant

_ABSOLUTE = (
    ("顶级", ("选用顶级{part}，做工挑不出毛病", "{part}达到顶级水准，一分钱一分货", "我们只做顶级的{what}")),
    ("国家级", ("国家级品质的{what}，放心入手", "{part}属于国家级水平", "国家级的{what}，送人有面子")),
    ("最好", ("市面上最好的{what}，不接受反驳", "要买{what}就买最好的，本款就是", "{part}用的是最好的")),
    ("最佳", ("同价位里最佳的{what}", "{part}最佳，别家比不了", "{what}界的最佳之作")),
    ("最高级", ("采用最高级的{part}", "{what}里最高级的一款", "最高级的工艺，最高级的享受")),
    ("第一品牌", ("{what}第一品牌，老客户都认", "国内{what}第一品牌直供", "认准{what}第一品牌")),
    ("世界级", ("世界级的{part}，一上手就懂", "世界级{what}，国人自己的骄傲", "把{what}做到世界级")),
    ("全国第一", ("{what}品质全国第一", "论{part}，我们全国第一", "口碑全国第一的{what}")),
    ("极品", ("极品{what}，错过再等一年", "{part}堪称极品", "老板亲选极品{what}")),
    ("最先进", ("用的是最先进的{part}技术", "全球最先进的工艺打造这款{what}", "{part}最先进，没有之一")),
    ("史上最强", ("史上最强{what}，卖一件少一件", "{part}史上最强", "本季推出史上最强{what}")),
    ("绝无仅有", ("{part}绝无仅有", "这样的{what}绝无仅有", "绝无仅有的好{what}")),
)
_PARTS = ["用料", "做工", "品质", "口感", "质感", "选材", "原料", "手工"]

_DISEASES = ["高血压", "糖尿病", "失眠", "胃炎", "关节炎", "痛风", "鼻炎", "咽炎", "颈椎病", "腰椎间盘突出", "脂肪肝", "冠心病", "风湿", "湿疹", "便秘"]
_EATEN = (
    "坚持{take}一个月，能治疗{ill}",
    "对{ill}有明显疗效，街坊都说好",
    "{take}三天，{ill}就不犯了，根治不反弹",
    "祖传配方，专治{ill}",
    "每天{take}，{ill}患者可以停药",
    "有助于治愈{ill}，比吃药强",
    "{ill}的克星，{take}两个疗程见效",
)
_USED = (
    "每天用半小时，治疗{ill}",
    "对{ill}有显著疗效，用过都说好",
    "专治{ill}，两个疗程见效",
    "用了它{ill}就好了，根治不复发",
    "内含磁石，可治愈{ill}",
    "{ill}患者的福音，消炎止痛，药到病除",
)
_TAKE = ["喝", "吃", "服用", "泡着喝"]

_COPIES = (
    (("高仿",), "{mark}{what}高仿，懂的来"),
    (("一比一", "复刻"), "{mark}{what}一比一复刻，细节全对版"),
    (("原单", "专柜验货"), "{mark}原单{what}，支持专柜验货"),
    (("A货",), "{mark}{what}顶A货，肉眼看不出差别"),
    (("尾单", "专柜验货"), "{mark}代工厂流出尾单{what}，可专柜验货"),
    (("1:1",), "{mark}{what}1:1复刻，拿去专柜都认不出来"),
    (("精仿",), "{mark}精仿{what}，盒子小票全套"),
    (("超A",), "{mark}{what}超A品质，和专柜同款皮料"),
    (("原单尾货",), "{mark}{what}外贸原单尾货，剪标处理，非专柜价"),
)
_MARKS = ("耐克", "阿迪达斯", "古驰", "香奈儿", "爱马仕", "普拉达", "路易威登", "博柏利", "迪奥")


_FUNCTIONS = {"钙片": "增加骨密度", "氨糖片": "增加骨密度", "褪黑素片": "改善睡眠", "蛋白粉": "增强免疫力", "鱼油软胶囊": "有助于维持血脂健康水平"}


def absolute(rng: Random, what: str) -> Plant:
    """Return an absolute term that points at the goods (广告法 art. 9)."""
    word, sentences = rng.choice(_ABSOLUTE)
    return Plant(category="absolute_terms", words=(word,), sentence=rng.choice(sentences).format(what=what, part=rng.choice(_PARTS)))


def disease(rng: Random, *, eaten: bool) -> Plant:
    """Return a claim that ordinary food (`eaten`) or a thing of daily use cures a disease (广告法 art. 17)."""
    ill = rng.choice(_DISEASES)
    sentence = rng.choice(_EATEN if eaten else _USED).format(ill=ill, take=rng.choice(_TAKE))
    return Plant(category="medical_claim_nonmedical", words=(ill,), sentence=sentence)


def copied(rng: Random, what: str) -> Plant:
    """Return words for a copy beside somebody's brand, as they stand in a title."""
    words, sentence = rng.choice(_COPIES)
    return Plant(category="counterfeit", words=words, sentence=sentence.format(mark=rng.choice(_MARKS), what=what))


def health_food(rng: Random, what: str, number: str) -> Plant:
    """Return the text of a 保健食品 that lacks the sentence 本品不能代替药物 (广告法 art. 18)."""
    function = _FUNCTIONS[what]
    sentence = rng.choice(
        (
            f"保健食品 {what}，批准文号{number}，保健功能：{function}，现在下单第二件半价",
            f"{number}，蓝帽子保健食品{what}，{function}，家里长辈常备",
            f"本品为保健食品，{function}，注册号{number}，活动价带走{what}",
        )
    )
    return Plant(category="health_food", words=(), sentence=sentence)
