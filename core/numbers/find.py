"""Finds licence numbers in a text: every family proposes, the most specific and longest wins, then each number is checked."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.numbers.compact import compact, readable, shown
from core.numbers.doubt import doubtful
from core.numbers.family import NO_RULE, Family, Verdict
from core.numbers.registry import all_families, families_of
from core.numbers.shape import CJK, STOP

# between the words that announce a number and the number
_SAYS = r"(?:\(?(?:许可证号?|编号|证号|号码|号|为|是|no\.?)\)?|[\s:.]){0,4}"
_SAYS_SO = r"(?:\s?(?:编号|证号|号码|号))?(?:\s?:|(?<=号))\s{0,3}"
# what somebody may have written as a number after a colon
_ANYTHING = rf"(?:\(?[{CJK}]{{1,6}}\)?)?[a-z0-9(*][-a-z0-9().*×_/]{{2,29}}[a-z0-9)*×_]{STOP}(?: ?号)?"
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3,4}-?\d{3,4}|95\d{3,4}|\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNumber:
    """A number in a text. `text[start:end]` is where it stands; `value` is it without blanks, in upper case.

    `valid`: by form and check digit; None where no rule is published. `why`: a Chinese sentence for the investigator.
    """

    kind: str
    value: str
    valid: bool | None
    why: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """A proposal, in positions of the readable text. `rank`: 2 marked by itself, 1 announced by its label, 0 by a general word."""

    rank: int
    start: int
    end: int
    family: Family


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Return the licence numbers of the text in their order. Never fails; linear in the length of the text."""
    plain, normal = readable(text)
    hits = _resolve([hit for family in _announced(plain) for hit in _propose(family, plain)])
    verdicts = doubtful([(hit.family, compact(plain[hit.start : hit.end])) for hit in hits])
    found = []
    for hit, verdict in zip(hits, verdicts, strict=True):
        start, end = normal.span(hit.start, hit.end)
        value = shown(normal.text[hit.start : hit.end])
        found.append(FoundNumber(kind=hit.family.kind, value=value, valid=verdict.valid, why=verdict.why, start=start, end=end))
    return tuple(found)


def check(kind: str, value: str) -> tuple[bool | None, str]:
    """Return (valid, why) of one number of a kind, None where no rule is known. A kind may have several families: the one that fits speaks."""
    number = compact(value)
    fitting = [family for family in families_of(kind) if _looks_like(family, number)]
    verdicts = [family.check(number) for family in (fitting or families_of(kind))]
    best = max(verdicts, key=_trust, default=NO_RULE)
    return best.valid, best.why


def canonical(kind: str, value: str) -> str:
    """Return the form in which two showings of one number are equal: no blanks, brackets of one kind, no 第 and 号."""
    known = families_of(kind)
    number = compact(value)
    family = next((item for item in known if _looks_like(item, number)), known[0] if known else None)
    return family.canonical(value) if family else number


def _trust(verdict: Verdict) -> int:
    return {True: 2, None: 1, False: 0}[verdict.valid]


def _looks_like(family: Family, number: str) -> bool:
    return any(pattern.fullmatch(number.lower()) for pattern, _ in _patterns(family))


@cache
def _patterns(family: Family) -> tuple[tuple[re.Pattern[str], int], ...]:
    patterns = [(re.compile(pattern), 2) for pattern in family.marked]
    rank = 0 if family.kind == "other" else 1
    if family.label and family.labelled:
        patterns.append((re.compile(rf"(?:{family.label}){_SAYS}(?P<value>{family.labelled})"), rank))
    if family.label and family.open_label:
        patterns.append((re.compile(rf"(?:{family.label}){_SAYS_SO}(?P<value>{_ANYTHING})"), rank))
    return tuple(patterns)


def _announced(plain: str) -> list[Family]:
    """Return the families that can stand in the text: one of the words that come with them does. Each word is looked for once."""
    said = {anchor for anchor in _anchors() if anchor in plain}
    return [family for family in all_families() if not family.anchors or not said.isdisjoint(family.anchors)]


@cache
def _anchors() -> tuple[str, ...]:
    return tuple(dict.fromkeys(anchor for family in all_families() for anchor in family.anchors))


def _propose(family: Family, plain: str) -> Iterator[_Hit]:
    for pattern, rank in _patterns(family):
        for match in pattern.finditer(plain):
            hit = _Hit(rank, *_span(match), family)
            if _worth(hit, compact(plain[hit.start : hit.end])):
                yield hit


def _span(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("value") if "value" in match.re.groupindex else match.span()
    while start < end and match.string[start].isspace():
        start += 1
    while end > start and match.string[end - 1].isspace():
        end -= 1
    if match.string[start:end].endswith(")") and "(" not in match.string[start:end]:
        end -= 1  # it closes what was opened before the number
    return start, end


def _worth(hit: _Hit, number: str) -> bool:
    """A number has digits (or masks in their place); one that a label announces is not the telephone that follows."""
    if sum(char.isdigit() or char in "X*×_#" for char in number) < 3:
        return False
    if hit.rank == 2:
        return hit.family.accept(number)
    return hit.rank == 1 or not _PHONE.fullmatch(number)


def _resolve(hits: Iterable[_Hit]) -> list[_Hit]:
    chosen: list[tuple[int, int]] = []
    kept = []
    for hit in sorted(hits, key=lambda item: (-item.rank, item.start - item.end, item.start)):
        place = bisect_left(chosen, (hit.start, hit.end))
        before_ends = chosen[place - 1][1] if place else -1
        next_starts = chosen[place][0] if place < len(chosen) else hit.end
        if before_ends <= hit.start and hit.end <= next_starts:
            insort(chosen, (hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda item: item.start)
