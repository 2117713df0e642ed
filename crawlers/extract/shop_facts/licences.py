"""Licence numbers of a page: in its text, in what pictures and links are called, and in the addresses of official marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from core.numbers import FoundNumber, canonical, find_numbers
from core.records import Licence

_MOST_NODES = 5_000
# where official marks lead: 公安备案 (recordcode=, code=) and 电子营业执照亮照 (serial begins with the code)
_POLICE = re.compile(r"(?:beian\.gov\.cn|beian\.mps\.gov\.cn)[^\s\"']{0,200}?(?:record)?code=(\d{8,20})", re.IGNORECASE)
_LICENCE = re.compile(r"gsxt\.gov\.cn/[^\s\"']{0,200}?serial=([0-9A-Z]{18})(?![0-9A-Z])", re.IGNORECASE)


def read_licences(tree: LexborHTMLParser, text: str) -> tuple[Licence, ...]:
    """Return each number once, in the order of the page; what the text shows comes before attributes and links."""
    found: dict[tuple[str, str], Licence] = {}
    for number in _all(tree, text):
        key = number.kind, canonical(number.kind, number.value)
        if not (number.kind == "psb" and key in found):
            found.setdefault(key, Licence(kind=number.kind, value=number.value, valid=number.valid, why=number.why))
    return tuple(found.values())


def _all(tree: LexborHTMLParser, text: str) -> Iterable[FoundNumber]:
    yield from find_numbers(text)
    yield from find_numbers("\n".join(dict.fromkeys(_hints(tree))))


def _hints(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("img[alt], img[title], a[title], area[alt]")[:_MOST_NODES]:
        for name in ("alt", "title"):
            value = node.attributes.get(name) or ""
            if any(char.isdigit() for char in value):
                yield value[:300]
    for node in tree.css("a[href]")[:_MOST_NODES]:
        yield from _from_address(unquote((node.attributes.get("href") or "")[:1000]))


def _from_address(href: str) -> Iterator[str]:
    police, licence = _POLICE.search(href), _LICENCE.search(href)
    if police:
        yield f"公网安备{police[1]}号"
    if licence:
        yield f"统一社会信用代码：{licence[1]}"
