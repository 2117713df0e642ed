"""The adverts of the channel: lawful and unlawful ones, and where each leads to."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.demo_market import numbers
from tests.demo_market.model import Plant
from tests.demo_market.words import catalogue, claims
from tests.demo_market.words.names import brand


@dataclass(frozen=True, kw_only=True)
class Advert:
    """One advert. `lines` stand on the channel, `landing` on the page it leads to; a plant stands in one of both."""

    id: str
    title: str
    lines: tuple[str, ...]
    landing: tuple[str, ...]
    plants: tuple[Plant, ...] = ()
    landing_plants: tuple[Plant, ...] = ()
    traps: tuple[str, ...] = ()


def adverts(rng: Random) -> list[Advert]:
    """Return the adverts of one seed."""
    return [_absolute(rng), _food(rng), _health(rng), _daily_on_landing(rng), _lawful_health(rng), *_lawful(rng)]


def _ident(rng: Random) -> str:
    return str(rng.randrange(100_000, 999_999))


def _title(rng: Random, what: str) -> str:
    return rng.choice(("{b}{w}新品上线", "{b}{w}秋冬上新", "{b}{w}产地直发", "{b}{w}品牌日")).format(b=brand(rng), w=what)


def _absolute(rng: Random) -> Advert:
    what = rng.choice(catalogue.KITCHEN)[0]
    plant = claims.absolute(rng, what)
    return Advert(
        id=_ident(rng), title=_title(rng, what), lines=(f"{plant.sentence}。", "限惠州地区配送。"), landing=("活动时间以页面公布为准。",), plants=(plant,)
    )


def _food(rng: Random) -> Advert:
    what = rng.choice(catalogue.FOOD)[0]
    plant = claims.disease(rng, eaten=True)
    return Advert(id=_ident(rng), title=_title(rng, what), lines=(f"{plant.sentence}。",), landing=("食品生产信息见外包装。",), plants=(plant,))


def _health(rng: Random) -> Advert:
    what = rng.choice(("鱼油软胶囊", "褪黑素片", "蛋白粉", "氨糖片"))
    plant = claims.health_food(rng, what, numbers.health_food(rng))
    lines = (f"{plant.sentence}。", review_number(rng))  # reviewed: only the sentence is missing
    return Advert(id=_ident(rng), title=f"{brand(rng)}牌{what} 保健食品", lines=lines, landing=("客服将与您联系确认订单。",), plants=(plant,))


def review_number(rng: Random) -> str:
    """Return a number of an advert's review (广告审查批准文号) with the day until which it holds."""
    until = f"{rng.choice((27, 28))}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    return f"粤食健广审（文）第{until}-{rng.randrange(10000, 99999)}号"


def _daily_on_landing(rng: Random) -> Advert:
    what = rng.choice(catalogue.DAILY)[0]
    plant = claims.disease(rng, eaten=False)
    return Advert(id=_ident(rng), title=_title(rng, what), lines=("点击了解商品详情。",), landing=(f"{what}：{plant.sentence}。",), landing_plants=(plant,))


def _lawful_health(rng: Random) -> Advert:
    what = rng.choice(("维生素C片", "鱼油软胶囊", "蛋白粉"))
    lines = (
        f"保健食品 批准文号{numbers.health_food(rng)} {review_number(rng)}",
        "保健功能：增强免疫力。适宜人群：免疫力低下者。不适宜人群：少年儿童、孕妇、乳母。",
        "本品不能代替药物。保健食品不是药物，不能代替药物治疗疾病。",
    )
    return Advert(id=_ident(rng), title=f"{brand(rng)}牌{what}", lines=lines, landing=lines, traps=lines)


def _lawful(rng: Random) -> list[Advert]:
    tea, cup = rng.choice(catalogue.FOOD)[0], rng.choice(catalogue.KITCHEN)[0]
    first = (f"{tea}新货到仓，最佳食用期见外包装。", "顾客第一，用心服务。", "活动最后三天，以库存为准。")
    second = (f"{cup}以旧换新，最低消费与配送范围见活动规则。", "本店最新款，第一时间发货。")
    return [
        Advert(id=_ident(rng), title=_title(rng, tea), lines=first, landing=("收货后七日内可无理由退货。",), traps=first),
        Advert(id=_ident(rng), title=_title(rng, cup), lines=second, landing=("收货后七日内可无理由退货。",), traps=second),
    ]
