"""Licence numbers of a page: in its text, in what pictures and links are called, and in the addresses of official marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from core.numbers import FoundNumber, canonical, find_numbers
from core.numbers.validity import valid_until
from core.records import Licence
from crawlers.extract.dom import Dom

_MOST_NODES = 5_000
_SOME_DIGITS = re.compile(r"(?:[\d*×xX_#][^\d*×xX_#]*){3}")  # or masks in their place
_DIGITS = re.compile(r"\d{3}|[\d*×X]{6}")  # less is no number
# where official marks lead: 公安备案 (recordcode=, code=) and 电子营业执照亮照 (serial begins with the code)
_POLICE = re.compile(r"(?:beian\.gov\.cn|beian\.mps\.gov\.cn)[^\s\"']{0,200}?(?:record)?code=(\d{8,20})", re.IGNORECASE)
_LICENCE = re.compile(r"gsxt\.gov\.cn/[^\s\"']{0,200}?serial=([0-9A-Z]{18})(?![0-9A-Z])", re.IGNORECASE)


def read_licences(dom: Dom, text: str) -> tuple[Licence, ...]:
    """Return each number once, in the order of the page; what the text shows comes before attributes and links."""
    found: dict[tuple[str, str], Licence] = {}
    for number, until in _all(dom, text):
        key = number.kind, canonical(number.kind, number.value)
        if not (number.kind == "psb" and key in found):
            found.setdefault(key, Licence(kind=number.kind, value=number.value, valid=number.valid, why=number.why, until=until))
    return tuple(found.values())


def _all(dom: Dom, text: str) -> Iterator[tuple[FoundNumber, str]]:
    for group in _with_digits(text):
        yield from _known(group)
    for hint in dict.fromkeys(_hints(dom)):
        yield from _known(hint)


@lru_cache(maxsize=8_192)
def _known(lines: str) -> tuple[tuple[FoundNumber, str], ...]:
    """Return the numbers of a few lines. Remembered: footers, and what stands beside each product, come again on every page of a shop."""
    return tuple(with_days(lines))


def with_days(text: str) -> Iterator[tuple[FoundNumber, str]]:
    """Yield each number of a text with the last day that is said behind it (ISO, "" where none is)."""
    numbers = find_numbers(text)
    for place, number in enumerate(numbers):
        before = numbers[place + 1].start if place + 1 < len(numbers) else None
        until = valid_until(text, number.end, before)
        yield number, until.isoformat() if until else ""


def _with_digits(text: str) -> list[str]:
    """Return the lines that may hold a number, each with what stands before and after it: one text for each run of such lines."""
    lines = text.split("\n")
    kept: dict[int, str] = {}
    for place, line in enumerate(lines):
        if _SOME_DIGITS.search(line):
            for near in range(max(0, place - 2), min(len(lines), place + 2)):
                kept[near] = lines[near]
    runs: list[list[str]] = []
    for place in sorted(kept):
        if place - 1 not in kept:
            runs.append([])
        runs[-1].append(kept[place])
    return ["\n".join(run) for run in runs]


def _hints(dom: Dom) -> Iterator[str]:
    for element in dom.tagged("img", "a", "area")[: 2 * _MOST_NODES]:
        for name in ("alt", "title"):
            value = element.get(name)
            if value and _DIGITS.search(value[:300]):
                yield value[:300]
    for link in dom.tagged("a")[:_MOST_NODES]:
        href = link.get("href")[:1000]
        if "gov.cn" in href or "gov%2ecn" in href.lower():
            yield from _from_address(unquote(href))


def _from_address(href: str) -> Iterator[str]:
    police, licence = _POLICE.search(href), _LICENCE.search(href)
    if police:
        yield f"公网安备{police[1]}号"
    if licence:
        yield f"统一社会信用代码：{licence[1]}"
