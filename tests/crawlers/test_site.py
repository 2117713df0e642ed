"""Site files: one small file a shop, found by itself, strict about what it reads."""

from __future__ import annotations

import pytest

from core.errors import ConfigError, ExtractError
from core.records import Page, PageListing
from crawlers.site import Expect, Site, Yield, many, maybe, one, with_site
from crawlers.sites import load_sites, own_sites, site_for

ITEM = """<html><head><title>x</title></head><body><h1>纯棉 毛巾</h1><b class="price">19.90</b><div class="shop">惠州小店</div>
<ul><li>白色</li><li>蓝色</li></ul></body></html>"""

FILE = '''"""Example Market. Server-rendered; item pages need no browser."""
from crawlers.site import Expect, Site, maybe, one

SITE = Site(
    name="example_market",
    domain="example-market.test",
    item=r"/item/\\d+$",
    fields={"title": one("h1::text"), "price": one(".price::text"), "seller": one(".shop"), "body": maybe("#detail")},
    expect=Expect(listings=(2, 5)),
)
'''


@pytest.fixture
def site(tmp_path) -> Site:
    (tmp_path / "example_market.py").write_text(FILE)
    return load_sites(tmp_path)["example-market.test"]


def test_a_file_in_the_folder_is_found(site):
    assert site.name == "example_market"


def test_the_page_says_what_the_site_file_reads(site):
    page = with_site(site, Page(url="http://example-market.test/item/3", kind="other", title="x"), ITEM)
    assert (page.kind, page.listings[0].title, page.listings[0].price, page.listings[0].seller) == ("product", "纯棉 毛巾", "19.90", "惠州小店")
    assert page.listings[0].sources["price"] == "site example_market"


def test_a_page_that_is_no_item_is_left_as_it_is(site):
    page = Page(url="http://example-market.test/about", kind="other")
    assert with_site(site, page, ITEM) is page


def test_a_selector_that_finds_nothing_is_news_with_site_field_and_address(site):
    with pytest.raises(ExtractError, match=r"site example_market, field title, http://example-market.test/item/3: 'h1::text': wanted 1 match, found 0"):
        site.read(ITEM.replace("h1", "h2"), "http://example-market.test/item/3")


@pytest.mark.parametrize(("pick", "found"), [(one("h1"), "纯棉 毛巾"), (maybe("h9"), ""), (maybe("h1"), "纯棉 毛巾"), (many("li"), "白色\n蓝色")])
def test_a_selector_matches_as_often_as_it_says(pick, found):
    assert with_pick(pick).read(ITEM, "http://s.test/")["body"] == found


@pytest.mark.parametrize("pick", [one("li"), maybe("li"), many("h9"), one("h9")])
def test_a_selector_that_matches_otherwise_is_an_error(pick):
    with pytest.raises(ExtractError, match="wanted"):
        with_pick(pick).read(ITEM, "http://s.test/")


def with_pick(pick) -> Site:
    return Site(name="s", domain="s.test", item=".", fields={"body": pick})


def test_a_hard_page_may_have_a_function():
    site = Site(name="s", domain="s.test", item=".", fields={"title": lambda document, url: document.css("h1::text").get("") + url})
    assert site.read(ITEM, "!")["title"] == "纯棉 毛巾!"


def test_a_field_that_nobody_knows_is_refused():
    with pytest.raises(ExtractError, match="colour"):
        Site(name="s", domain="s.test", item=".", fields={"colour": one("h1")})


@pytest.mark.parametrize(("text", "why"), [("SITE = 1", "has no SITE"), (FILE.replace("example_market", "other"), "wanted 'wrong'")])
def test_a_file_that_does_not_hold_what_its_name_says_stops_the_start(tmp_path, text, why):
    (tmp_path / "wrong.py").write_text(text)
    with pytest.raises(ConfigError, match=why):
        load_sites(tmp_path)


def test_two_files_for_one_domain_stop_the_start(tmp_path):
    (tmp_path / "a.py").write_text(FILE.replace("example_market", "a"))
    (tmp_path / "b.py").write_text(FILE.replace("example_market", "b"))
    with pytest.raises(ConfigError, match="is the domain of a too"):
        load_sites(tmp_path)


def test_a_site_is_found_by_its_domain_and_what_lies_below_it(site):
    sites = {site.domain: site}
    assert site_for("https://www.example-market.test/x", sites) is site
    assert site_for("https://example-market.test.evil.test/x", sites) is None


@pytest.mark.parametrize(("number", "right"), [(1, False), (2, True), (5, True), (6, False)])
def test_a_visit_that_finds_too_few_or_too_many_is_told(number, right):
    assert (Expect(listings=(2, 5)).complaint(number) == "") is right


def test_the_projects_own_sites_load():
    assert isinstance(own_sites(), dict)


PRICED = Site(name="s", domain="s.test", item=".", fields={"price": one("p.p")})


def read_pages(*prices: str) -> Yield:
    found = Yield()
    for price in prices:
        found.add(Page(url="http://s.test/item/1", kind="product", listings=(PageListing(title="毛巾", price=price),)))
    return found


def test_a_field_that_dries_up_is_told_with_its_share():
    expect = Expect(fields={"price": (0.9, 1.0)})
    assert expect.complaint(4, read_pages("9.90", "9.90", "", "")) == "price: expected on 90% to 100% of the product pages, found on 50%"
    assert expect.complaint(4, read_pages("9.90", "9.90")) == ""


def test_a_visit_without_product_pages_complains_of_no_field():
    assert Expect(fields={"price": (0.9, 1.0)}).complaint(0, Yield()) == ""


def test_only_product_pages_count():
    found = read_pages("1.00")
    found.add(Page(url="http://s.test/", kind="list", listings=(PageListing(title="毛巾"),)))
    assert (found.pages, found.filled["title"]) == (1, 1)


def test_a_price_is_kept_as_a_number_however_the_page_writes_it():
    page = with_site(PRICED, Page(url="http://s.test/", kind="other"), "<p class=p>会员价 ￥1,299.00</p>")
    assert page.listings[0].price == "1299.00"


def test_a_price_that_is_none_is_news():
    with pytest.raises(ExtractError, match=r"field price, http://s\.test/: '面议' is no price"):
        with_site(PRICED, Page(url="http://s.test/", kind="other"), "<p class=p>面议</p>")
