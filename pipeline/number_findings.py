"""One approval number on several goods of a shop: each of them is judged with what the others are called."""

from __future__ import annotations

from collections.abc import Sequence

from core.numbers import canonical, find_numbers
from core.records import Capture, Finding, Lead, Listing, Page, PageListing, Shop
from core.repositories import index_queue
from pipeline import alerts
from pipeline.group import group, subject_of
from pipeline.judge import judge
from pipeline.knowledge import handed
from pipeline.rooms import Rooms
from pipeline.store import records_of

_KINDS = ("drug_approval", "health_food", "device_registration", "cosmetics")
_RULE = "approval-number-of-other-goods"
_SIGNS = ("准字", "食健", "械注", "械备", "网备", "国妆特")
MOST_GOODS = 3
"""Goods of one shop on which a number may stand and still be a product's: a number on all pages is the shop's or a model's."""


def judge_numbers(rooms: Rooms, shop: Shop, pages: Sequence[tuple[Capture, Page]]) -> list[tuple[Lead, str]]:
    """Judge the shop's goods that share a number. Returns the leads touched. Run twice it changes nothing."""
    goods = {listing.id: (listing, page, capture) for capture, page in pages if (listing := _listing(page, capture)) is not None}
    shown: dict[str, dict[str, str]] = {}
    for ident, (_, page, _capture) in goods.items():
        for number in _numbers(page.listings[0]):
            shown.setdefault(number, {})[ident] = page.listings[0].title
    touched: list[tuple[Lead, str]] = []
    for ident, (listing, page, capture) in goods.items():
        others = [
            {"number": number, "title": title, "shop": shop.key}
            for number, titles in shown.items()
            if ident in titles and 1 < len(titles) <= MOST_GOODS
            for other, title in titles.items()
            if other != ident
        ]
        if others:
            touched += _judge(rooms, listing, page, capture, others)
    return touched


def _listing(page: Page, capture: Capture) -> Listing | None:
    made = records_of(page, capture)[0] if capture.kind == "page" and page.kind == "product" and page.listings else None
    return made if isinstance(made, Listing) else None


def _numbers(listing: PageListing) -> set[str]:
    """The numbers in the product's own words: what a page says of other goods is not looked at."""
    own = "\n".join((listing.title, listing.description[:4000], *(f"{name}：{value}" for name, value in listing.attributes.items())))
    if not any(sign in own for sign in _SIGNS):
        return set()
    return {canonical(number.kind, number.value) for number in find_numbers(own) if number.kind in _KINDS and number.valid is not False}


def _judge(rooms: Rooms, listing: Listing, page: Page, capture: Capture, others: list[dict[str, str]]) -> list[tuple[Lead, str]]:
    with rooms.database.read() as connection:
        more = {**handed(connection, rooms.shelf, rooms.detectors, listing), "permit": {"same_number": others}}
    found: list[Finding] = [item for item in judge(rooms.detectors, listing, page, capture.fetched_at, more) if _RULE in (item.rule, *item.parts)]
    if not found:
        return []
    with rooms.database.write() as connection:
        touched = group(connection, [(subject_of(listing), finding) for finding in found], capture.id)
        index_queue.put(connection, [("listing", listing.id)])
        alerts.decide(connection, touched, rooms.settings)
    return touched
