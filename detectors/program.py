"""A rule made ready to run: its words as numbers of the scanner. Made by build.py, run by judging.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from detectors.check import Check
from detectors.parts import Condition
from detectors.rule import Rule

Ids = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Parts that stand together, and parts that must be anywhere in the document."""

    parts: tuple[Ids, ...]
    anywhere: tuple[Ids, ...] = ()
    within: int = 8
    ordered: bool = False
    same: Literal["sentence", "clause"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One alternative of `detect`."""

    words: Words
    without: tuple[Ids, ...] = ()
    mark: Literal["whole", "parts"] = "whole"
    where: Literal["title", "text"] | None = None
    check: Check | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def trigger(self) -> Ids | None:
        """The smallest part, without which the way is not met; None for a way without words."""
        return min(self.words.parts, key=len, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuser:
    """Words of an exception, with their reach in letters."""

    words: Words
    before: int = 0
    after: int = 0
    near: Literal["sentence", "clause"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One exception of a rule, its own or shared."""

    label: str
    excusers: tuple[Excuser, ...]
    only_on: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A rule and its words."""

    rule: Rule
    ways: tuple[Way, ...]
    exemptions: tuple[Exemption, ...] = ()

    @property
    def has_checks(self) -> bool:
        """Whether a way asks a Python check."""
        return any(way.check for way in self.ways)

    @property
    def triggers(self) -> Ids:
        """Words without which no way in words can be met: the smallest part of each."""
        return frozenset().union(*(way.trigger for way in self.ways if way.trigger))

    @property
    def parts(self) -> Iterator[Ids]:
        """Every set of words that the rule may ask for."""
        for way in self.ways:
            yield from (*way.words.parts, *way.words.anywhere, *way.without)
        for exemption in self.exemptions:
            for excuser in exemption.excusers:
                yield from (*excuser.words.parts, *excuser.words.anywhere)
