"""Why a visit ended, said so that nobody takes half a shop for a whole one: what is missing must not become "no licence shown"."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawlers.frontier import Wanted
from crawlers.links import ABOUT_THE_SHOP

ALL = "all pages visited"
LIMIT = "page limit"
TOLERATED = 0.05  # share of pages that may fail to come before a visit counts as incomplete
DEFINITE = frozenset({404, 410})  # an answer: there is no such page


@dataclass
class Losses:
    """Pages that are there and were not seen. `vital`: one of them speaks of the shop itself (licences, about us), or is the start page."""

    number: int = 0
    vital: str = ""
    broken: str = ""
    _first: list[str] = field(default_factory=list)

    def add(self, wanted: Wanted, why: str) -> None:
        """Count a page that did not come."""
        self.number += 1
        self._first.append(f"{wanted.url}: {why}")
        if not self.vital and (wanted.start or wanted.weight >= ABOUT_THE_SHOP):
            self.vital = self._first[-1]

    def ending(self, *, seen: int, left: int, limit: int, reason: str) -> str:
        """Return why the visit ended; it begins with `ALL` or `LIMIT` only when the shop counts as seen."""
        if self.broken:
            return f"error: {self.broken}"
        if reason != "finished" or (left and seen < limit):
            return f"{reason}, {left} addresses left"
        if self.vital:
            return f"incomplete: a page about the shop did not come: {self.vital}"
        if self.number > TOLERATED * (seen + self.number):
            return f"incomplete: {self.number} of {seen + self.number} pages did not come, first {self._first[0]}"
        return LIMIT if left else ALL
