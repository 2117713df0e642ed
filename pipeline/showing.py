"""How a visited shop shows its licences: how many links away from its home page, and whether each picture and link can be opened and read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.numbers import canonical
from core.records import Capture, Page
from crawlers.links import clean

Seen = tuple[Capture, Page | None]
_GONE = (404, 410)
_IDENTITY = ("uscc", "reg_no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to one shop. `home`: address of its first page; `pages`: what was read; `everything`: captures of the whole job; `errors`: by capture id."""

    home: str
    pages: Sequence[tuple[Capture, Page]]
    everything: Sequence[Seen]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Showings:
    """`showing` as the detectors read it; `steps` and `on_goods` by (kind, canonical number)."""

    showing: tuple[dict[str, object], ...]
    steps: Mapping[tuple[str, str], int]
    on_goods: frozenset[tuple[str, str]]


def showings(visit: Visit) -> Showings:
    """Return how the visit saw each licence shown."""
    far, told = _steps(visit), _Told(visit)
    rows = [row for page in _shop_pages(visit) for row in _of_page(told, page, far.get(clean(page.url)))]
    unique = {(row["what"], row["url"]): row for row in reversed(rows)}
    steps, on_shop, all_keys = _numbers(visit, far)
    return Showings(showing=tuple(unique.values()), steps=steps, on_goods=frozenset(all_keys - on_shop))


def _shop_pages(visit: Visit) -> list[Page]:
    return [page for capture, page in visit.pages if capture.kind == "page" and page.shop is not None]


def _steps(visit: Visit) -> dict[str, int]:
    """Return for each page how many links lead to it from the home page at least; a page that no visited page links to is not in it."""
    links = {clean(address): page for capture, page in visit.pages if capture.kind == "page" for address in (capture.url, capture.final_url)}
    found = {clean(visit.home): 0}
    queue = deque(found)
    while queue:
        here = queue.popleft()
        page = links.get(here)
        for link in page.links if page is not None else ():
            there = clean(link.url)
            if there in links and there not in found:
                found[there] = found[here] + 1
                queue.append(there)
    for capture, _ in visit.pages:  # an address that redirects is as far as where it leads to
        ends = [found[address] for address in (clean(capture.url), clean(capture.final_url)) if address in found]
        for address in (clean(capture.url), clean(capture.final_url)):
            if ends:
                found[address] = min(ends)
    return found


def _numbers(visit: Visit, far: Mapping[str, int]) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]], set[tuple[str, str]]]:
    steps: dict[tuple[str, str], int] = {}
    on_shop: set[tuple[str, str]] = set()
    every: set[tuple[str, str]] = set()
    unknown: set[tuple[str, str]] = set()
    shown_on = {image: page.url for page in _shop_pages(visit) if page.shop for image in page.shop.licence_images}
    for capture, page in visit.pages:
        place = shown_on.get(capture.url, "") if capture.kind == "picture" else page.url
        distance = far.get(clean(place)) if place else None
        for licence in page.shop.licences if page.shop else ():
            key = licence.kind, canonical(licence.kind, licence.value)
            every.add(key)
            if page.kind != "product":
                on_shop.add(key)
            if distance is None:
                unknown.add(key)
            else:
                steps[key] = min(distance, steps.get(key, distance))
    return {key: value for key, value in steps.items() if key not in unknown}, on_shop, every


class _Told:
    """What the visit tells of each address that shows a licence, worked out once: the pages of a shop show the same ones."""

    def __init__(self, visit: Visit) -> None:
        self.errors = visit.errors
        self.at: dict[str, list[Seen]] = {}
        for seen in visit.everything:
            for address in {clean(seen[0].url), clean(seen[0].final_url)}:
                self.at.setdefault(address, []).append(seen)
        self.picture = cache(lambda url: _picture(self.at.get(clean(url), []), self.errors))
        self.link = cache(lambda url: _link(self.at.get(clean(url), [])))


def _of_page(told: _Told, page: Page, distance: int | None) -> Iterable[dict[str, object]]:
    if page.shop is None:
        return
    for image in page.shop.licence_images:
        yield _row("picture", image, distance, told.picture(image))
    for link in page.shop.licence_links:
        yield _row("link", link, None if distance is None else distance + 1, told.link(link))


def _row(what: str, url: str, steps: int | None, told: tuple[str, str, list[str]]) -> dict[str, object]:
    state, why, holds = told
    return {"what": what, "url": url, "state": state, "steps": steps, "why": why, "holds": holds}


def _picture(seen: Sequence[Seen], errors: Mapping[str, str]) -> tuple[str, str, list[str]]:
    for capture, page in seen:
        if capture.status in _GONE:
            return "dead", f"HTTP {capture.status}", []
        if capture.kind != "picture":
            continue
        if errors.get(capture.id, "").startswith("BadInput"):
            return "unreadable", errors[capture.id].partition(": ")[2], []
        if page is None:
            continue
        holds = [licence.kind for licence in page.shop.licences] if page.shop else []
        if holds:
            return "good", "", holds
        told = page.shop is not None and bool(page.shop.operator)
        return ("good", "", []) if told else ("unreadable", "图片上读不出证照内容", [])
    return "unknown", "", []


def _link(seen: Sequence[Seen]) -> tuple[str, str, list[str]]:
    for capture, page in seen:
        if capture.status in _GONE:
            return "dead", f"HTTP {capture.status}", []
        if page is None or page.shop is None:
            continue
        holds = [licence.kind for licence in page.shop.licences]
        if any(kind in _IDENTITY for kind in holds) or page.shop.exemption:
            return "good", "", holds
    return "unknown", "", []
