"""Counterfeit goods: thirty made-up offers for each signal, each beside its lawful twin; brands are made up as well. Signals add up to one finding."""

from __future__ import annotations

from random import Random

import pytest

from core.records import Document
from detectors.brandbook import book_from
from detectors.load import load_engine

GOODS = {"跑鞋": "clothing", "卫衣": "clothing", "双肩包": "clothing", "羽绒服": "clothing", "板鞋": "clothing"}
FIRST, SECOND = "岚翎霁枫曜泓珏桦", "岳舟卓澜诺驰森迈"
LATIN = ["Lanyor", "Qizhuo", "Fenglar", "Yaodrin", "Hongmel", "Juesta", "Huakoto", "Lingray"]
PLAIN = ["新款 透气", "秋冬 加厚", "男女同款", "多色可选", "轻便 百搭", "39-44码"]
HEDGES = ["原单", "外贸尾单", "同一生产线", "海关罚没", "工厂流出", "代工厂拿货"]


class Maker:
    """One brand, its goods and its prices."""

    def __init__(self, seed: object) -> None:
        self.dice = Random(f"counterfeit {seed}")
        place = self.dice.randrange(8)
        self.chinese = FIRST[place] + SECOND[self.dice.randrange(8)] + self.dice.choice("堂坊尚")
        self.latin = LATIN[place]
        self.what = self.dice.choice(list(GOODS))
        self.guide = self.dice.randrange(300, 1500)
        self.host = f"shop{seed}.example"
        own = [f"{self.chinese}官方旗舰店", "lanyor.example"]
        self.brands = [
            {
                "name": self.chinese,
                "latin": [self.latin],
                "chinese": [self.chinese],
                "classes": ["clothing"],
                "own_shops": own,
                "guide_prices": {"": self.guide},
            },
            {"name": "别家", "latin": ["Otherbrand"], "chinese": ["别家乐"], "classes": ["ordinary_food"]},
        ]

    def name(self) -> str:
        return self.dice.choice((self.chinese, self.latin, self.latin.lower(), f"{self.latin}/{self.chinese}"))

    def title(self, name: str, *more: str) -> str:
        parts = [name, self.what, self.dice.choice(PLAIN), *more]
        return " ".join(parts if self.dice.random() < 0.7 else [parts[1], parts[0], *parts[2:]])

    def offer(self, title: str, price: float | None = None, text: str = "", **needs) -> Document:
        shown = f"{self.guide * 0.9 if price is None else price:.2f}"
        return Document(id="x", kind="listing", title=title, goods=self.what, text=text, price=shown, needs={"brands": self.brands, **needs})


def counterfeit(document: Document):
    return [finding for finding in load_engine().detect(document) if finding.category == "counterfeit"]


def leads(document: Document) -> list[str]:
    return [finding.rule for finding in counterfeit(document) if finding.lead]


@pytest.mark.parametrize("seed", range(30))
def test_a_low_price_alone_is_no_lead_and_shows_its_comparison(seed):
    make = Maker(seed)
    cheap = make.guide * make.dice.uniform(0.05, 0.3)
    (finding,) = counterfeit(make.offer(make.title(make.name()), cheap))
    assert not finding.lead
    assert any(f"指导价{make.guide}元" in line for line in finding.met)
    assert counterfeit(make.offer(make.title(make.name()), make.guide * make.dice.uniform(0.4, 1.2))) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_hedged_brand_at_a_low_price_is_one_finding_with_its_parts(seed):
    make = Maker(f"hedged {seed}")
    cheap = make.guide * 0.15
    title = make.title(make.name(), make.dice.choice(["高仿", "精仿", "顶级复刻", "莆田纯原"]))
    (finding,) = counterfeit(make.offer(title, cheap))
    assert finding.lead
    assert len(finding.parts) >= 2
    assert "copy-grade" in finding.parts
    assert "brand-price-far-below" in finding.parts
    lawful = (
        make.title(make.name(), "拒绝高仿"),
        make.title(make.name(), "正品 同款"),
        make.title(make.name(), "官方复刻款"),
        make.title(f"适用于{make.name()}"),
        make.title(make.name(), "二手 九成新"),
    )[seed % 5]
    assert leads(make.offer(lawful)) == []


@pytest.mark.parametrize("seed", range(30))
def test_two_weak_signals_add_up_and_one_does_not(seed):
    make = Maker(f"weak {seed}")
    elsewhere = {"image": {"elsewhere": [{"shop": f"other{number}.example", "operator": f"甲{number}"} for number in range(1 + seed % 3)]}}
    title, cheap = make.title(make.name()), make.guide * 0.2
    (finding,) = counterfeit(make.offer(title, cheap, **elsewhere))
    assert finding.lead
    assert finding.confidence == "medium"
    assert set(finding.parts) == {"brand-price-far-below", "picture-in-other-shops"}
    assert leads(make.offer(title, cheap)) == []
    assert leads(make.offer(title, **elsewhere)) == []
    assert leads(make.offer(make.title(make.name(), "二手 闲置"), cheap, **elsewhere)) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_name_that_looks_or_sounds_like_a_brand_is_told_from_the_brand_and_from_other_names(seed):
    make = Maker(f"alike {seed}")
    if seed % 2:
        latin = make.latin.lower()
        pairs = [(old, new) for old, new in (("o", "0"), ("i", "1"), ("l", "1"), ("a", "4"), ("s", "5"), ("e", "3")) if old in latin]
        old, new = make.dice.choice(pairs)
        alike = latin.replace(old, new, 1)
    else:
        sounds = {"堂": "唐", "坊": "方", "尚": "上"}
        alike = make.chinese[:2] + sounds[make.chinese[2]]
    (finding,) = counterfeit(make.offer(make.title(alike)))
    assert finding.rule == "brand-lookalike"
    assert finding.lead
    assert finding.spans[0].text == alike
    assert counterfeit(make.offer(make.title(make.name()))) == []
    assert counterfeit(make.offer(make.title(make.dice.choice(["森之野", "北溪", "mountain", "Woodline"])))) == []
    assert counterfeit(Document(id="x", kind="listing", text="", title=f"{alike} 手工月饼礼盒", goods="月饼", needs={"brands": make.brands})) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_brand_in_a_shop_s_name_needs_authority(seed):
    make = Maker(f"shop name {seed}")
    called = make.chinese + make.dice.choice(["官方旗舰店", "专卖店", "品牌授权店", "运动旗舰店", "中国官网店"])
    brands = [{**make.brands[0], "own_shops": [called]}]
    stranger = [{**make.brands[0], "own_shops": ["别的旗舰店"]}]
    shop = Document(id="s", kind="shop", title=called, text=called, needs={"brands": stranger})
    assert leads(shop) == ["brand-in-shop-name"]
    assert leads(Document(id="s", kind="shop", title=called, text=called, needs={"brands": brands})) == []
    other = make.chinese + make.dice.choice(["二手回收", "清洗维修店", "爱好者小铺", "多品牌专营店"])
    assert leads(Document(id="s", kind="shop", title=other, text=other, needs={"brands": stranger})) == []


@pytest.mark.parametrize("seed", range(30))
def test_an_approval_number_belongs_to_its_goods(seed):
    dice = Random(f"approval {seed}")
    year, serial = dice.randrange(2003, 2025), f"{dice.randrange(1, 9999):04}"
    drug, food = f"国药准字{dice.choice('HZS')}{year}{serial}", f"国食健注G{max(year, 2016)}{serial}"
    said = dice.choice(("批准文号：{n}", "文号 {n}", "执行标准见包装，批准文号{n}"))
    wrong, right = (
        (("红糖燕麦饼干 500g", "饼干", drug), ("感冒灵颗粒 9袋", "非处方药", drug)),
        (("保湿面霜 50g", "面霜", drug), ("氯霉素滴眼液 8ml", "滴眼液", drug)),
        (("补水面膜 10片", "面膜", food), ("氨糖软骨素片 保健食品", "保健食品", food)),
        (("感冒灵颗粒 9袋", "非处方药", drug[:-1]), ("感冒灵颗粒 9袋", "非处方药", drug)),
    )[seed % 4]
    bad, good = (Document(id="x", kind="listing", title=title, goods=goods, text=said.format(n=number)) for title, goods, number in (wrong, right))
    assert leads(bad) == ["approval-number-of-other-goods"]
    assert leads(good) == []
    gift = Document(id="x", kind="listing", title=wrong[0], goods=wrong[1], text=f"下单赠送藿香正气水（{drug}）一盒")
    assert leads(gift) == []


@pytest.mark.parametrize("seed", range(30))
def test_another_product_under_the_same_address_only_adds_to_other_signals(seed):
    make = Maker(f"swapped {seed}")
    before = {"before": {"title": make.dice.choice(["原木抽纸 30包", "陶瓷餐盘 8英寸", "竹纤维毛巾 3条"]), "goods": "日用品", "day": "2026-09-01"}}
    title = make.title(make.name())
    assert leads(make.offer(title, **before)) == []
    (finding,) = counterfeit(make.offer(title, make.guide * 0.2, **before))
    assert finding.lead
    assert "listing-swapped" in finding.parts
    assert counterfeit(make.offer(title, before={"title": f"{make.chinese} {make.what} 夏季", "goods": make.what})) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_price_far_below_the_market_shows_the_median_and_needs_enough_shops(seed):
    make = Maker(f"market {seed}")
    middle = make.guide * 0.9
    market = {"median": middle, "count": 5 + seed, "shops": 3 + seed % 4, "what": make.what}
    brands = [{**make.brands[0], "guide_prices": {}}]
    offer = make.offer(make.title(make.name()), middle * 0.25, market=market) if seed else make.offer(make.title(make.chinese), middle * 0.25, market=market)
    seen = Document(id="x", kind="listing", text="", title=offer.title, goods=offer.goods, price=offer.price, needs={"brands": brands, "market": market})
    (finding,) = counterfeit(seen)
    assert any("中位价" in line for line in finding.met)
    few = {**market, "shops": 2}
    assert (
        counterfeit(Document(id="x", kind="listing", text="", title=offer.title, goods=offer.goods, price=offer.price, needs={"brands": brands, "market": few}))
        == []
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nimbra 跑鞋", ["nimbra"]),
        ("ＮＩＭＢＲＡ 跑鞋", ["ｎｉｍｂｒａ"]),
        ("Nimbras 跑鞋", []),
        ("云鹭尚品 外套", ["云鹭尚"]),
    ],
)
def test_names_are_found_whole_and_in_full_width(text, names):
    book = book_from([{"name": "云鹭尚", "latin": ["Nimbra"], "chinese": ["云鹭尚"]}])
    assert [text[mention.start : mention.end].lower() for mention in book.mentions(text)] == names
