"""Every page of the market read as it is served, without a crawl: kinds, titles, prices, numbers, for several seeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.codec import to_json
from core.records import Capture
from crawlers.extract.page import read_page
from detectors.load import load_engine
from pipeline.judge import document_of
from pipeline.store import records_of
from tests.demo_market.market import build
from tests.demo_market.world import DEFAULT_SEED
from tests.end_to_end.compare import fits, money, nothing

NO_CAPTURE = {
    "id": "c",
    "job_id": "j",
    "fetched_at": datetime(2026, 11, 24, 8, tzinfo=UTC),
    "status": 200,
    "content_type": "text/html",
    "sha256": "",
    "size": 0,
    "warc": "",
    "offset": 0,
    "length": 0,
}
SEEDS = (DEFAULT_SEED, 1, 4711, 99)


def served(seed: int, *kinds: str):
    """Yield (shop, page) for each page of these kinds that plain HTTP shows."""
    market = build(seed)
    found = [(shop, page) for shop in market.shops for page in shop.pages if page.truth and page.truth["kind"] in kinds and not page.truth.get("browser")]
    assert found
    return [(shop, page, read_page(page.body, market.url(shop.key, page.path), content_type=page.content_type)) for shop, page in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_product_page_is_read_right(seed):
    wrong = []
    for shop, page, read in served(seed, "product"):
        truth, first = page.truth, read.listings[0] if read.listings else None
        seen = (read.kind, first and first.title, first and money(first.price), first and first.currency, first and money(first.list_price))
        wanted = ("product", truth["title"], Decimal(truth["price"]), "CNY", money(truth["list_price"]))
        if seen != wanted:
            wrong.append((shop.key, page.path, seen, wanted))
        if first and first.seller not in ("", truth["seller"]):
            wrong.append((shop.key, page.path, first.seller, truth["seller"]))
    nothing(wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_page_is_taken_for_a_product_or_an_advert(seed):
    wrong = [(shop.key, page.path, read.kind) for shop, page, read in served(seed, "list", "shop", "other") if read.kind in ("product", "advertisement")]
    nothing(wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_advert_is_read_right(seed):
    wrong = []
    for _, page, read in served(seed, "advertisement"):
        ad = read.advertisement
        seen = (read.kind, ad and ad.title, ad and ad.advertiser, ad and ad.marked)
        if seen != ("advertisement", page.truth["title"], page.truth["advertiser"], True):
            wrong.append((page.path, seen))
    nothing(wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_and_operators_of_pages_about_the_shop_are_read_right(seed):
    wrong = []
    for shop, page, read in served(seed, "shop"):
        wanted = {(x["kind"], x["value"], x["valid"]) for x in page.truth.get("licences", ())}
        seen = {(x.kind, x.value, x.valid) for x in (read.shop.licences if read.shop else ())}
        if wanted - seen:
            wrong.append((shop.key, page.path, wanted - seen, seen))
        if wanted and (read.shop is None or read.shop.operator != shop.truth["operator"]):
            wrong.append((shop.key, page.path, read.shop and read.shop.operator, shop.truth["operator"]))
    nothing(wrong)


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_sentences_stand_in_the_text_that_was_read(seed):
    wrong = []
    for shop, page, read in served(seed, "product", "advertisement", "landing"):
        whole = "\n".join((read.title, read.text, *(item.title for item in read.listings[:1])))
        wrong += [(shop.key, page.path, x["within"]) for x in page.truth["must_find"] if x["within"] not in whole]
    nothing(wrong)


def documents(seed: int):
    """Yield (page, document) as the pipeline judges it; the landing page of an advert counts as one."""
    for shop, page, read in served(seed, "product", "advertisement", "landing", "list", "shop", "other"):
        capture = Capture(**NO_CAPTURE, url=read.url, final_url=read.url)
        (record,) = records_of(read, capture)
        document = document_of(record, read, NO_CAPTURE["fetched_at"])
        yield shop, page, replace(document, kind="advertisement") if page.truth["kind"] == "landing" else document


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_be_found_on_each_page_is_found_and_nothing_else(seed):
    engine, wrong = load_engine(), []
    for shop, page, document in documents(seed):
        found = [to_json(finding) for finding in engine.detect(document) if finding.lead]
        must, may = page.truth["must_find"], page.truth["may_find"]
        wrong += [("missed", shop.key, page.path, wanted) for wanted in must if not any(fits(finding, wanted) for finding in found)]
        extra = [finding for finding in found if not any(fits(finding, wanted) for wanted in must + may)]
        wrong += [("too much", shop.key, page.path, finding["rule"], [span["text"] for span in finding["spans"]]) for finding in extra]
    nothing(wrong)


def test_the_single_page_shop_says_that_it_needs_a_browser():
    shop = build().shop("spa")
    read = read_page(shop.pages[0].body, build().url("spa"), content_type="text/html; charset=utf-8")
    assert read.needs_browser
    assert read.listings == ()
