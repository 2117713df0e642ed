"""Kinds of numbers by their Chinese names, on the screens and in a shop written out as text."""

from __future__ import annotations

import pytest

from core.numbers import canonical, find_numbers
from core.numbers.labels import LABELS, label_of
from core.numbers.registry import all_families
from core.records import Licence, Shop
from core.shop_text import shop_text
from tests.core.numbers.make_numbers import fourteen, uscc

SHOWN = {"uscc": uscc("91441302", "MA8K3N5W"), "food": fourteen("JY", "1441302045518"), "icp": "粤ICP备19044821号", "psb": "粤公网安备44130202005518号"}


def test_every_kind_that_can_be_found_has_a_chinese_name():
    assert {family.kind for family in all_families()} <= set(LABELS)
    assert all(any("\u4e00" <= char <= "\u9fff" for char in name) for name in LABELS.values())


def test_a_kind_that_nobody_knows_is_shown_as_it_is():
    assert label_of("not_a_kind") == "not_a_kind"


def test_a_shop_written_out_names_its_numbers_in_chinese():
    shop = Shop(id="s", key="shop.example", url="https://shop.example/", name="山野铺子", licences=(Licence(kind="uscc", value=SHOWN["uscc"]),))
    assert shop_text(shop) == f"山野铺子\n统一社会信用代码：{SHOWN['uscc']}"


@pytest.mark.parametrize("kind", SHOWN)
def test_a_number_is_found_again_as_the_same_kind_in_a_shop_written_out(kind):
    shop = Shop(id="s", key="shop.example", url="https://shop.example/", licences=(Licence(kind=kind, value=SHOWN[kind]),))
    assert [(found.kind, canonical(found.kind, found.value)) for found in find_numbers(shop_text(shop))] == [(kind, canonical(kind, SHOWN[kind]))]
