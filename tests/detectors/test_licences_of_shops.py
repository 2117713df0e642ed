"""Licences of whole shops: for each answer thirty made-up shops, each with its lawful twin."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from core.numbers import check
from core.numbers.digits import organisation_digit, uscc_digit
from core.records import Document
from detectors.checks._names import bare, certainly_different, is_person
from detectors.load import load_engine

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAMES = ["青禾", "蓝礁", "云栖", "木石", "南舟", "海棠", "星野", "白鹿", "赤岩", "晨渡"]
TRADES = ["贸易", "电子商务", "日用品", "食品", "服饰", "科技"]
RULES = {"missing": "licence-missing", "invalid": "licence-number-invalid", "borrowed": "licence-borrowed"}


@dataclass(frozen=True)
class Maker:
    """Makes the facts of shops, each time others."""

    dice: Random

    def number(self) -> str:
        organisation = "MA" + "".join(self.dice.choice(ALPHABET) for _ in range(6))
        body = "91" + self.dice.choice(["441302", "441303", "441322", "440305", "330106"]) + organisation + organisation_digit(organisation)
        return body + uscc_digit(body)

    def operator(self, besides: str = "") -> str:
        name = self.dice.choice([name for name in NAMES if name not in besides])
        return f"惠州市{name}{self.dice.choice(TRADES)}有限公司"

    def shop(self, number: str = "", **change: Any) -> Document:
        """Return a wholly visited shop that shows this number, if any."""
        valid, why = check("uscc", number) if number else (None, "")
        licences = [{"kind": "uscc", "value": number, "valid": valid, "why": why}] if number else []
        needs = {"operator": self.operator(), "licences": licences, "images": 0, "links": 0, "offers": 3, "exemption": "", "complete": True, "same_licence": []}
        text = f"{needs['operator']}\nuscc {number}" if number else str(needs["operator"])
        return Document(id="shop", kind="shop", title="小店", text=text, needs={"shop": needs | change})


def rules_of(document: Document) -> set[str]:
    """Return the licence rules that speak."""
    return {finding.rule for finding in load_engine().detect(document)} & set(RULES.values())


@pytest.mark.parametrize("seed", range(30))
def test_a_shop_without_a_licence_is_told_from_its_lawful_twin(seed):
    make = Maker(Random(seed))
    lawful = [
        {"number": make.number()},
        {"images": 1},
        {"links": 1},
        {"exemption": "个人从事零星小额交易活动，依法不需要办理市场主体登记"},
        {"complete": False},
        {"offers": 0},
    ]
    assert rules_of(make.shop()) == {RULES["missing"]}
    assert rules_of(make.shop(**lawful[seed % len(lawful)])) == set()


@pytest.mark.parametrize("seed", range(30))
def test_a_number_that_cannot_exist_is_told_from_a_right_one(seed):
    make = Maker(Random(1000 + seed))
    right = make.number()
    place = make.dice.randrange(8, 18)
    wrong = right[:place] + make.dice.choice([char for char in ALPHABET if char != right[place]]) + right[place + 1 :]
    finding = next(finding for finding in load_engine().detect(make.shop(wrong)) if finding.rule in RULES.values())
    assert (finding.rule, [span.text for span in finding.spans]) == (RULES["invalid"], [wrong])
    assert rules_of(make.shop(right)) == set()


@pytest.mark.parametrize("seed", range(30))
def test_a_borrowed_number_is_told_from_one_operator_with_two_shops(seed):
    make = Maker(Random(2000 + seed))
    number, mine = make.number(), make.operator()
    other = [{"shop": "other.example", "operator": make.operator(besides=mine), "value": number}]
    twin = [mine, mine.replace("惠州市", "惠州"), mine.replace("有限公司", "有限责任公司"), mine[:5] + " " + mine[5:], mine + "仲恺分公司", ""][seed % 6]
    same = [{"shop": "other.example", "operator": twin, "value": number}]
    assert rules_of(make.shop(number, operator=mine, same_licence=other)) == {RULES["borrowed"]}
    assert rules_of(make.shop(number, operator=mine, same_licence=same)) == set()


def test_a_placeholder_is_no_licence_and_no_wrong_number():
    assert rules_of(Maker(Random(1)).shop("91441300MAXXXXXXXX")) == {RULES["missing"]}


def test_without_a_shop_handed_in_nothing_is_missing():
    assert rules_of(Document(id="x", kind="shop", title="小店", text="欢迎光临")) == set()


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("惠州市青禾贸易有限公司", "惠州市青苗贸易有限公司", True),
        ("惠州市青禾（大亚湾）贸易有限公司", "惠州市青禾(大亚湾)贸易有限公司", False),
        ("广东省惠州市青禾贸易有限公司", "广东惠州青禾贸易有限公司", False),
        ("惠城区禾木杂货铺", "陈小禾", False),
        ("陈小禾", "林大木", True),
        ("Qinghe Trading Co.", "惠州市青禾贸易有限公司", False),
        ("", "惠州市青禾贸易有限公司", False),
    ],
)
def test_names_of_operators(one, other, different):
    assert certainly_different(one, other) is different
    assert certainly_different(other, one) is different


def test_a_name_is_bared_of_its_form_and_division():
    assert bare("广东省惠州市 青禾（大亚湾）贸易有限责任公司") == "广东惠州青禾大亚湾贸易"
    assert is_person("陈小禾")
    assert not is_person("禾木商行")
