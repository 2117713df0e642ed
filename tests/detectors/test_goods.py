import json
from pathlib import Path

import pytest

from detectors.goods import GOODS_CLASSES, MEDICAL_CLASSES, goods_class
from detectors.goods_table import CUES, FIELDS, NOUNS

TEXTS = [json.loads(line) for line in (Path(__file__).parent / "labelled" / "goods.jsonl").read_text(encoding="utf-8").splitlines()]


def _right(texts: list[dict[str, str]], *, goods: bool = True, title: bool = True) -> float:
    right = 0
    for row in texts:
        name, head = row.get("goods", ""), row.get("title", "")
        found = goods_class(name if goods else "", head if title else "", row["text"] if title else f"{head} {row['text']}")
        right += found.name == row["want"]
    return right / len(texts)


def test_the_labelled_texts_are_many_and_reach_every_class() -> None:
    assert len(TEXTS) >= 200
    assert {row["want"] for row in TEXTS} == set(GOODS_CLASSES)


def test_the_class_is_right_with_the_shops_own_word_for_its_goods() -> None:
    assert _right(TEXTS) >= 0.97


def test_the_class_is_right_without_it() -> None:
    assert _right(TEXTS, goods=False) >= 0.95


def test_the_class_is_right_from_the_bare_text() -> None:
    assert _right(TEXTS, goods=False, title=False) >= 0.94


def test_the_class_hardly_depends_on_punctuation() -> None:
    same = sum(
        goods_class("", "", row["text"]).name == goods_class("", "", "".join(char for char in row["text"] if char.isalnum() or char in "%.")).name
        for row in TEXTS
    )
    assert same / len(TEXTS) >= 0.93


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("护眼精华", "cosmetic"),
        ("补肾丸（非处方药）", "otc_drug"),
        ("磁疗器（二类医疗器械）", "device"),
        ("松花粉（保健食品）", "health_food"),
        ("枸杞（新货）", "ordinary_food"),
        ("盐酸氟桂利嗪胶囊", "drug"),
        ("硫酸亚铁缓释片", "drug"),
        ("碳酸钙饼干", "ordinary_food"),
        ("牛肉丸", "ordinary_food"),
        ("养生壶", "appliance"),
        ("医用冷敷贴", "device"),
        ("药皂", "cosmetic"),
        ("中药面膜", "cosmetic"),
        ("治疗书籍", "book"),
        ("癌症保险", "finance"),
        ("茶具", "daily_goods"),
        ("红茶", "ordinary_food"),
        ("酒店", "service"),
        ("米酒", "alcohol"),
        ("油烟机", "appliance"),
        ("香烟", "tobacco"),
        ("食品>茶>代用茶", "ordinary_food"),
        ("母婴/奶粉/婴幼儿配方奶粉", "infant_formula"),
        ("咖啡机", "appliance"),
        ("面膜刷", "daily_goods"),
        ("保健食品（软胶囊）", "health_food"),
        ("宠物医院", "pet"),
    ],
)
def test_a_compound_is_what_its_head_noun_says(name: str, want: str) -> None:
    assert goods_class(name, "", "").name == want


@pytest.mark.parametrize(
    "text",
    ["根治糖尿病高血压，永不复发", "提高免疫力，抗癌防癌，降血脂血糖", "招财转运，佩戴后好运连连", "三天见效，视力恢复到1.0", "全网最低价，销量第一"],
)
def test_what_is_claimed_never_makes_goods_medical(text: str) -> None:
    assert goods_class("", "", text).name not in MEDICAL_CLASSES


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("本品不是药品，胜似药品，红枣枸杞茶每天一杯", "ordinary_food"),
        ("买冰箱送保温杯", "appliance"),
        ("手机壳 适用于苹果手机", "electronics"),
        ("牛奶味沐浴露", "cosmetic"),
        ("不手术不打针，足浴盆泡一泡", "appliance"),
        ("小米14 全网通 12G内存", "electronics"),
    ],
)
def test_what_is_denied_given_away_or_only_a_modifier_does_not_count(text: str, want: str) -> None:
    assert goods_class("", "", text).name == want


def test_a_permit_tells_the_special_class_within_a_family() -> None:
    assert goods_class("灵芝孢子粉", "", "国食健注G20190123，本品不能代替药物").name == "health_food"
    assert goods_class("面霜", "", "国妆特字20210123").name == "special_cosmetic"
    assert goods_class("奶粉", "1段 0-6月龄", "").name == "infant_formula"


def test_a_permit_of_another_trade_does_not_turn_tea_into_a_drug() -> None:
    assert goods_class("代用茶", "", "国药准字Z20050001，降血糖").name == "ordinary_food"


def test_the_deciding_words_are_told_and_stand_in_the_text() -> None:
    found = goods_class("", "玻尿酸补水面膜", "深层补水")
    assert found.why
    assert all(word in "玻尿酸补水面膜 深层补水" for word in found.why)
    assert 0 < found.confidence <= 0.95


@pytest.mark.parametrize("text", ["", " ", "\U0001f600" * 50, "a" * 5000, "茶" * 3000, "（" * 2000])
def test_odd_texts_are_answered(text: str) -> None:
    assert goods_class(text, text, text).name in GOODS_CLASSES


def test_word_tables_name_known_classes_and_no_word_twice() -> None:
    assert set(NOUNS.values()) | set(CUES.values()) <= set(GOODS_CLASSES)
    assert not NOUNS.keys() & CUES.keys(), sorted(NOUNS.keys() & CUES.keys())
    assert all(len(word) > 1 for word in [*NOUNS, *CUES])


def test_no_word_stands_in_two_classes() -> None:
    for attribute in ("NOUNS", "CUES"):
        words = [word.lower() for field in FIELDS for each in getattr(field, attribute).values() for word in each.split()]
        assert sorted(words) == sorted(set(words)), {word for word in words if words.count(word) > 1}
