"""A page of each kind that Chinese shop programs make, in our own words: the first line of each file in `shop_pages` says what must be read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.records import Page
from crawlers.extract.page import read_html

PAGES = sorted(Path(__file__).parent.joinpath("shop_pages").glob("*.html"))


def told(page: Page, field: str) -> Any:
    """Return what the page says of one field of the truth, in the truth's form."""
    first = page.listings[0] if page.listings else None
    if field in ("title", "currency", "seller", "goods"):
        return first and getattr(first, field)
    if field in ("price", "list_price", "price_max"):
        return first and getattr(first, field) and Decimal(getattr(first, field))
    if field == "rows":
        return [[row.title, Decimal(row.price)] for row in page.listings]
    if field == "warnings_word":
        return next((warning.partition(" ")[0] for warning in page.warnings), "")
    if field == "source":
        return first and first.sources.get("price")
    if field in ("advertiser", "marked", "landing_url"):
        return page.advertisement and getattr(page.advertisement, field)
    if field == "licences":
        return {number.kind: number.value for number in page.shop.licences} if page.shop else {}
    if field == "licence_images":
        return list(page.shop.licence_images) if page.shop else []
    if field in ("shop_name", "operator", "exemption"):
        return page.shop and getattr(page.shop, field.removeprefix("shop_"))
    return getattr(page, field)


def wanted(field: str, value: Any) -> Any:
    """Return the truth with amounts as numbers."""
    if field == "rows":
        return [[title, Decimal(price)] for title, price in value]
    return Decimal(value) if field in ("price", "list_price", "price_max") and value else value


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_of_this_kind_is_read_as_it_is_meant(path):
    head, _, html = path.read_text("utf-8").partition("\n")
    truth = json.loads(head.removeprefix("<!-- ").removesuffix(" -->"))
    page = read_html(html, truth["url"])
    wrong = {field: (told(page, field), wanted(field, value)) for field, value in truth.items() if told(page, field) != wanted(field, value)}
    assert wrong == {}
