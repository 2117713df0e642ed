"""What the price checks do with histories and prices that are odd."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import BadInput
from core.records import Document
from detectors.check import Case, CheckHit
from detectors.checks import price_arithmetic, price_base

_DAY = date(2026, 11, 20)
_TEXT = "原价399元，现价199元"


def _case(text: str, history: object = None) -> Case:
    needs = {} if history is None else {"history": history}
    return Case(document=Document(id="1", kind="listing", text=text, needs=needs), day=_DAY, goods="appliance", text_kind="offer")


def _met(history: object) -> list[CheckHit]:
    return list(price_base.check(_case(_TEXT, history)))


def test_the_lowest_deal_of_the_week_before_counts() -> None:
    [hit] = _met([{"day": "2026-11-14", "price": 210, "deal": True}, {"day": "2026-11-19", "price": 399, "deal": True}])
    assert hit.met == ("标称原价399元高于此前成交价210元",)
    assert hit.open == ()


def test_without_a_deal_in_the_week_the_last_deal_before_counts() -> None:
    assert _met([{"day": "2026-09-01", "price": 150, "deal": True}, {"day": "2026-10-01", "price": 399, "deal": True}]) == []


def test_a_price_that_was_only_shown_leaves_the_deals_open() -> None:
    [hit] = _met([{"day": "2026-11-18", "price": 259, "deal": False}])
    assert hit.open == ("前七日的最低成交价（需要交易记录）",)


def test_the_day_of_the_capture_itself_and_later_ones_say_nothing() -> None:
    assert _met([{"day": "2026-11-20", "price": 199, "deal": True}]) == []


@pytest.mark.parametrize("history", ["59", [{"day": "2026-11-01"}], [{"day": "yesterday", "price": 1, "deal": True}]])
def test_a_history_of_another_shape_is_an_error_that_names_it(history: object) -> None:
    with pytest.raises(BadInput, match=r"needs\.history"):
        _met(history)


@pytest.mark.parametrize("text", ["原价200元，现价150元，低至5折", "原价200元起，现价260元", "原价99元/件，现价180元两件", "原价0元，现价9元"])
def test_prices_that_may_agree_are_left_alone(text: str) -> None:
    assert list(price_arithmetic.check(_case(text))) == []
