"""Names of shops, operators, people, brands and places, put together from syllables so that each seed makes others."""

from __future__ import annotations

from random import Random

from tests.demo_market import numbers
from tests.demo_market.model import Identity

_FIRST = "云禾森澜启沐岚朴渝榕稻鹿栖泊砚桐汀苇棠溪芷谷崖漫笙蔓柚楠"
_SECOND = "舍坊集里屿间野岸亭舟圃朵笺木田町墨蓝礼巷陌青麦然作"
_SURNAMES = "陈李黄张林刘吴梁郑罗谢叶邓钟曾何廖赖邱温"
_GIVEN = [
    "志明",
    "秀兰",
    "伟强",
    "丽华",
    "建军",
    "晓彤",
    "国栋",
    "雪梅",
    "俊杰",
    "海燕",
    "文辉",
    "嘉怡",
    "树林",
    "美玲",
    "振宇",
    "少芬",
    "启航",
    "慧敏",
    "永康",
    "佩珊",
]
_ROADS = [
    "麦地路",
    "演达大道",
    "三新南路",
    "鹅岭北路",
    "开城大道",
    "淡水街道人民路",
    "罗阳街道商业街",
    "平山街道华侨城路",
    "龙城街道西林路",
    "仲恺大道",
    "文昌一路",
    "江北三新北路",
    "惠沙堤二路",
]
_TRADES = {
    "food": ["食品", "农产品", "茶业", "土特产"],
    "daily": ["日用品", "家居用品", "生活用品", "百货"],
    "wear": ["服饰", "鞋业", "箱包", "皮具"],
    "stationery": ["文化用品", "文具", "办公用品", "图书"],
    "kitchen": ["厨具", "五金制品", "餐具", "小家电"],
}
_COUNTY = {"441302": "惠城区", "441303": "惠阳区", "441322": "博罗县", "441323": "惠东县", "441324": "龙门县"}


def stem(rng: Random) -> str:
    """Return two characters that nobody trades under."""
    return rng.choice(_FIRST) + rng.choice(_SECOND)


def brand(rng: Random) -> str:
    """Return the name of a brand that does not exist."""
    return rng.choice(_FIRST) + rng.choice(_FIRST) + rng.choice(("", "", "记", "堂", "家"))


def person(rng: Random) -> str:
    """Return a person's name."""
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)


def phone(rng: Random) -> str:
    """Return a fixed-line number of Huizhou."""
    return f"0752-{rng.choice('2357')}{rng.randrange(10**6):06d}"


def identity(rng: Random, trade: str, *, form: str = "company") -> Identity:
    """Return who runs a shop. `form`: company, household (个体工商户) or person (needs no registration)."""
    name, division = stem(rng), rng.choice(numbers.DIVISIONS)
    county, word, who = _COUNTY[division], rng.choice(_TRADES[trade]), person(rng)
    if form == "company":
        operator = f"惠州市{name}{word}{rng.choice(('有限公司', '贸易有限公司', '科技有限公司'))}"
    elif form == "household":
        operator = f"{county}{name}{word}{rng.choice(('店', '商行', '经营部'))}（个体工商户）"
    else:
        operator = who
    return Identity(
        shop=f"{name}{word}{rng.choice(('商城', '官方店', '小铺', '优选'))}",
        operator=operator,
        form=form,
        uscc=numbers.uscc(rng, division, "1" if form == "company" else "2"),
        person=who,
        address=f"广东省惠州市{county}{rng.choice(_ROADS)}{rng.randrange(3, 290)}号",
        phone=phone(rng),
        icp=numbers.icp(rng),
        psb=numbers.psb(rng, division),
        permit=numbers.food_permit(rng, division) if trade == "food" else "",
    )
