"""The stretch of an order in which a page of a large answer lies: the newest twenty of half a million hits are among the newest few thousand documents.

When facets have been counted, all hits have been walked through once; looking for the page in such a stretch saves walking through them a second time.
A stretch is a guess that the pager checks: where it holds too few hits, all are walked through. So it may be stale.
"""

from __future__ import annotations

import tantivy

from search.cursor import After
from search.embedded.keys import MOST
from search.embedded.translate import Translator

LEAST = 50_000
"""Documents of an index; in a smaller one a second walk is soon done."""
PART = 1 / 16
"""Of all documents: a longer stretch would save little."""
_ROOM = 2  # times as many documents as hold the page when hits are spread evenly


class Windows:
    """Stretches of one index, with the thresholds of first pages remembered."""

    def __init__(self, *, least: int = LEAST, part: float = PART) -> None:
        """`least`, `part`: see LEAST and PART."""
        self._least = least
        self._part = part
        self._known: dict[tuple[str, str, int], tuple[int, int]] = {}

    def window(self, translator: Translator, field: str, order: tantivy.Order, after: After | None, *, share: float) -> tuple[int, int] | None:
        """Return the lowest and the highest number of a stretch that should hold this share of all hits, None where looking there saves nothing."""
        number = translator.searcher.num_docs
        depth = 1 << int(_ROOM * share * number).bit_length()
        if number < self._least or depth > number * self._part:
            return None
        falling = order == tantivy.Order.Desc
        first = (MOST if falling else -MOST) if after is None or after.value is None else after.value
        last = self._threshold(translator, field, order, first, depth)
        if last is None:
            return None
        return (last, first) if falling else (first, last)

    def _threshold(self, translator: Translator, field: str, order: tantivy.Order, first: int, depth: int) -> int | None:
        key, number = (field, str(order), depth), translator.searcher.num_docs
        if abs(first) == MOST and key in self._known and abs(self._known[key][0] - number) * 10 < number:
            return self._known[key][1]
        low, high = (-MOST, first) if order == tantivy.Order.Desc else (first, MOST)
        stretch = translator.between(field, low, high)
        found = translator.searcher.search(stretch, limit=1, offset=depth, count=False, order_by_field=field, order=order).hits
        if not found:
            return None
        if abs(first) == MOST:
            self._known[key] = number, int(found[0][0])
        return int(found[0][0])
