"""Values that a page carries for its own scripts: JSON blocks, `window.X = {…}`, JSON.parse("…"), data attributes. Read, never run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from crawlers.extract.called import returned
from crawlers.extract.dom import Dom
from crawlers.extract.literals import NotALiteral, read_json, read_literal

BUDGET = 4_000_000  # characters looked at on one page, failed attempts included
_MOST = 200  # values of one page
_MOST_ATTEMPTS = 3_000  # places of one script that may begin a literal
_START = re.compile(r"(?:[=:(]|\breturn)\s*(?=[{\[])")
_NAME = re.compile(r"([\w$.\]\"']{1,60})\s*$")
_PARSED = re.compile(r"JSON\.parse\(\s*(decodeURIComponent\(\s*)?(\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+')", re.DOTALL)
_RETURNS = re.compile(r"\breturn\s*[{\[]|=>\s*\(?\{")
_MONEY = ("price", "价", "jiage")
_PICTURES = re.compile(r"banner|gallery|image|img|album|photo|pic|slide|thumb|media", re.IGNORECASE)
_EXECUTED = ("", "text/javascript", "application/javascript", "module", "text/babel", "application/x-javascript")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A value with the name it goes by: a script's id, a variable, an attribute."""

    name: str
    value: Any

    @property
    def heard(self) -> bool:
        """Whether the page asked for it while the browser drew it, and did not carry it."""
        return self.name.startswith("xhr ")


def embedded(dom: Dom) -> list[Embedded]:
    """Return the embedded values that speak of prices or pictures, in order. Bounded by `BUDGET`."""
    found: list[Embedded] = []
    left = BUDGET
    for element, text in dom.scripts:
        kind = element.get("type").lower()
        name = element.get("id") or element.get("data-name")
        if "ld+json" in kind or left <= 0 or len(found) >= _MOST:
            continue
        if "json" in kind or kind.endswith("template-data"):
            left -= len(text)
            found += _json_block(name, text)
        elif kind in _EXECUTED and _speaks_of_money(text):
            values, cost = _assigned(text, left)
            found += values
            left -= cost
    return (found + _in_attributes(dom))[:_MOST]


def _speaks_of_money(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _MONEY)


def _last_money(text: str) -> int:
    """Return where the last word of money begins, or a little behind it (a few letters grow when they are lowered)."""
    lowered = text.lower()
    return max(0, *(lowered.rfind(word) for word in _MONEY))


def _json_block(name: str, text: str) -> list[Embedded]:
    if not (_speaks_of_money(text) or _PICTURES.search(name)):
        return []
    try:
        return [Embedded(name=name, value=read_json(text))]
    except NotALiteral:  # a block of another program's own notation is no news
        return []


def _assigned(text: str, budget: int) -> tuple[list[Embedded], int]:
    """Return (object and array literals of a script that hold a price, characters looked at)."""
    found = [Embedded(name="JSON.parse", value=value) for value in _parsed_strings(text)]
    cost = len(text)
    called = returned(text, budget)
    if called:  # the same places without what was handed in would only say less
        return found + [Embedded(name="call", value=value) for value in called], cost
    last = _last_money(text)
    at = attempts = 0
    while cost < budget and attempts < _MOST_ATTEMPTS:
        attempts += 1
        match = _START.search(text, at, last)
        if match is None:
            break
        try:
            value, end = read_literal(text, match.end(), budget - cost)
            cost += end - match.end()
            # what functions return is looked at for itself: data() { return { goods: {…} } }
            at = match.end() + 1 if _RETURNS.search(text, match.end(), end) else end
            if _speaks_of_money(text[match.end() : end]):
                name = _NAME.search(text, max(0, match.start() - 80), match.start())
                found.append(Embedded(name=name.group(1).strip("\"'") if name else "", value=value))
        except NotALiteral as exc:
            cost += exc.read
            at = match.end() + 1
    return found, cost


def _parsed_strings(text: str) -> list[Any]:
    found = []
    for match in _PARSED.finditer(text):
        try:
            inner = read_literal(f"[{match.group(2)}]", 0, len(match.group(2)) + 9)[0][0]
            found.append(read_json(unquote(inner) if match.group(1) else inner))
        except (NotALiteral, IndexError, AttributeError):  # a string that holds no JSON after all
            continue
    return found


def _in_attributes(dom: Dom) -> list[Embedded]:
    """Return JSON in attributes (data-product='{…}', :goods="{…}")."""
    found = []
    for element in dom.elements:
        if not element.attrs:
            continue
        for name, value in element.attrs.items():
            if value and value[0] in "{[" and 20 < len(value) < 200_000 and _speaks_of_money(value):
                try:
                    found.append(Embedded(name=name.lstrip(":"), value=read_literal(value, 0, len(value) + 1)[0]))
                except NotALiteral:
                    continue
        if len(found) >= _MOST:
            break
    return found
