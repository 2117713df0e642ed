"""Pages that plain HTTP shows empty, and whether the browser was worth it."""

from __future__ import annotations

from core.records import Page, PageListing
from crawlers.shells import shows_more

EMPTY = Page(url="http://s.example/", kind="other", text="加载中")
GOODS = (PageListing(title="毛巾"),)


def test_a_browser_that_shows_goods_or_text_was_worth_it():
    assert shows_more(EMPTY, Page(url=EMPTY.url, kind="list", listings=GOODS))
    assert shows_more(EMPTY, Page(url=EMPTY.url, kind="other", text="本店出售毛巾。" * 20))


def test_a_browser_that_shows_the_same_was_not():
    assert not shows_more(EMPTY, EMPTY)
    assert not shows_more(Page(url=EMPTY.url, kind="list", listings=GOODS), Page(url=EMPTY.url, kind="list", listings=GOODS))
