"""Why a visit ended: only a shop that was seen whole says so, because what was not seen must not count as missing."""

from __future__ import annotations

import pytest

from crawlers.ending import Losses
from crawlers.frontier import Wanted


def ending(losses: Losses, **change) -> str:
    return losses.ending(**({"seen": 100, "left": 0, "limit": 500, "reason": "finished"} | change))


def lost(number: int, **change) -> Losses:
    losses = Losses()
    for place in range(number):
        losses.add(Wanted(url=f"http://s.example/{place}", **change), "no answer in time")
    return losses


def test_a_shop_that_was_seen_whole_says_so():
    assert ending(Losses()) == "all pages visited"


def test_a_shop_that_is_larger_than_the_limit_says_so():
    assert ending(Losses(), seen=500, left=7) == "page limit"


def test_a_few_pages_that_did_not_come_are_tolerated():
    assert ending(lost(5)) == "all pages visited"


def test_many_pages_that_did_not_come_make_the_visit_incomplete():
    assert ending(lost(6)).startswith("incomplete: 6 of 106 pages did not come, first http://s.example/0: no answer")


@pytest.mark.parametrize("change", [{"weight": 30}, {"start": True}, {"kind": "picture", "weight": 100}])
def test_one_page_about_the_shop_that_did_not_come_makes_the_visit_incomplete(change):
    assert ending(lost(1, **change)).startswith("incomplete: a page about the shop")


@pytest.mark.parametrize(("left", "reason"), [(3, "finished"), (0, "shutdown"), (3, "shutdown")])
def test_a_visit_that_was_broken_off_does_not_say_all(left, reason):
    assert "addresses left" in ending(Losses(), left=left, reason=reason)


def test_an_error_of_ours_does_not_say_all():
    assert ending(Losses(broken="KeyError: x")) == "error: KeyError: x"
