"""Where rows of goods lead that have no links: shops drawn by script go to a product's page by a click alone.

A few rows are clicked, as a visitor would (their picture or name, never a button), and the page goes back each time. What the others lead to follows
from the shop's own answer that holds the list: the same key of each row stands in the address.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.async_api import Error, Page

from crawlers.guard import host_and_port

MOST = 4  # rows that are clicked
WAITING = 1_500  # milliseconds for the address to change, and for the list to come back
LONGEST = 15.0  # seconds for all of it
MOST_LINKS = 300
FEW = 30  # links that a page may have whose rows are looked at: where more are written, goods have theirs
_ROWS = (Path(__file__).parent / "clicked.js").read_text("utf-8")

Way = tuple[int, str, str]
"""Number of the row, the address it leads to, what it is called."""


async def links_by_click(page: Page, links: int, answers: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (address, words) of where the page's rows lead; empty for a product's page and one whose rows have links.

    `links`: how many the page has. `answers`: JSON that it asked for.
    """
    if links > FEW:
        return ()
    ways: list[Way] = []
    try:
        async with asyncio.timeout(LONGEST):
            await _click_through(page, ways)
    except (Error, TimeoutError):
        pass  # a page that does not come back has told what it told
    found = dict.fromkeys(url for _, url, _ in ways)
    named = {url: said for _, url, said in ways}
    for url, said in others(ways, answers):
        named.setdefault(url, said)
    return tuple(named.items())[:MOST_LINKS] if found else ()


async def _click_through(page: Page, ways: list[Way]) -> None:
    rows = int((await page.evaluate(_ROWS, None))["rows"])
    for number in range(min(rows, MOST)):
        before = page.url
        told = await page.evaluate(_ROWS, number)
        await page.wait_for_function("before => location.href !== before", arg=before, timeout=WAITING)
        if host_and_port(page.url) == host_and_port(before):
            ways.append((number, page.url, str(told.get("said", ""))))
        await page.go_back(wait_until="domcontentloaded", timeout=2 * WAITING)
        await page.wait_for_function(f"rows => ({_ROWS})(null).rows >= rows", arg=rows, timeout=2 * WAITING)


def others(ways: Sequence[Way], answers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (address, words) of all rows of the answer in which two of these rows stand, by the key that their addresses hold."""
    if len(ways) < 2:
        return
    (first, one, _), (second, two, _) = ways[:2]
    head = _common(one, two).rstrip("0123456789")  # "id=1" of 101 and 102 is no part of what they share
    tail = _common(one[len(head) :][::-1], two[len(head) :][::-1])[::-1].lstrip("0123456789")
    values = one[len(head) : len(one) - len(tail)], two[len(head) : len(two) - len(tail)]
    if not all(values):
        return
    for rows in _lists(answers):
        if max(first, second) >= len(rows):
            continue
        for key in (key for key, value in rows[first].items() if str(value) == values[0]):
            if str(rows[second].get(key)) == values[1]:
                yield from ((f"{head}{quote(str(row[key]), safe='')}{tail}", _name(row)) for row in rows if row.get(key) not in (None, ""))
                return


def _common(one: str, two: str) -> str:
    """Return the characters with which both begin."""
    return one[: next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))]


def _lists(answers: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    for text in answers:
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):  # no JSON after all
            continue
        looked = 0
        while waiting and looked < 5_000:
            node = waiting.pop()
            looked += 1
            if isinstance(node, dict):
                waiting.extend(value for value in node.values() if isinstance(value, dict | list))
            elif isinstance(node, list):
                if len(node) >= 2 and all(isinstance(row, dict) for row in node):
                    yield node
                waiting.extend(value for value in node if isinstance(value, dict | list))


def _name(row: dict[str, Any]) -> str:
    return next((str(value)[:200] for key, value in row.items() if isinstance(value, str) and ("name" in key.lower() or "title" in key.lower())), "")
