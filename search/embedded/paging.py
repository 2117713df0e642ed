"""One page in an exact order. tantivy sorts by one number and leaves equal ones as they lie; here equal ones come by their id, which no two share.

The numbers that are sorted by hold the day and the beginning of the id as well (`search.embedded.keys`), so that few documents have the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import tantivy

from search.base import Query, Sort
from search.cursor import After
from search.embedded import stored_docs
from search.embedded.keys import MOST
from search.embedded.translate import Translator, both
from search.embedded.windows import Windows
from search.plan import And, Between

_VALUES: dict[Sort, tuple[str, tantivy.Order]] = {
    "newest": ("by_day", tantivy.Order.Desc),
    "oldest": ("by_day", tantivy.Order.Asc),
    "risk": ("by_risk", tantivy.Order.Desc),
    "confidence": ("by_confidence", tantivy.Order.Desc),
    "price_low": ("by_price_low", tantivy.Order.Asc),
    "price_high": ("by_price_high", tantivy.Order.Desc),
}
_MORE = 200  # documents asked for behind the page: the page's last value is then nearly always whole, and put in order here; more are left to the index

_SPARE = 20  # documents behind the page that a stretch of the order should hold, so that it seldom holds too few


@dataclass(frozen=True, slots=True)
class Row:
    """A hit before it is read: where it lies, its value in the order asked for, its score."""

    address: tantivy.DocAddress
    value: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a page. `left`: how many documents match from the cursor on; at least so many where a part of them was walked through."""

    rows: list[Row]
    left: int


class Pager:
    """Pages of one searcher."""

    def __init__(self, translator: Translator, windows: Windows) -> None:
        self.searcher = translator.searcher
        self.translator = translator
        self.windows = windows

    def rows(self, conditions: And, query: Query, after: After | None, total: int | None) -> Rows:
        """Return the rows of the page. `total`: how many documents match in all, when that is known already: then only a part of them is walked through."""
        if query.sort == "relevance":
            return self._ranked(self.translator.query(conditions), query.offset, after.value or 0 if after else 0, query.limit)
        if total and query.limit and (found := self._in_window(conditions, query, after, total)):
            return found
        return self._by_value(self._behind(self.translator.query(conditions), query, after), query)

    def _in_window(self, conditions: And, query: Query, after: After | None, total: int) -> Rows | None:
        """Return the page if it lies whole in the stretch of the order that should hold it."""
        field, order = _VALUES[query.sort]
        end = query.offset + query.limit
        window = self.windows.window(self.translator, field, order, after, share=(end + _SPARE) / total)
        if window is None:
            return None
        found = self._by_value(self._behind(self.translator.within(conditions, Between(field, *window)), query, after), query)
        return found if found.left > end else None

    def _ranked(self, wanted: tantivy.Query, offset: int, behind: int, limit: int) -> Rows:
        result = self.searcher.search(wanted, limit=max(1, limit), offset=offset + behind)
        return Rows(rows=[Row(address, None, score) for score, address in result.hits[:limit]], left=_count(result) - behind)

    def _by_value(self, wanted: tantivy.Query, query: Query) -> Rows:
        field, order = _VALUES[query.sort]
        first, end = query.offset, query.offset + query.limit
        result = self.searcher.search(wanted, limit=end + _MORE if query.limit else 1, order_by_field=field, order=order)
        rows: list[Row] = []
        at = 0
        for value, group in groupby(result.hits, key=lambda hit: int(hit[0])):
            equal = [address for _, address in group]
            skip = max(0, first - at)  # of this value's documents, those on earlier pages
            whole = at + len(equal) < end + _MORE
            if skip < len(equal) and at < end:
                left = min(len(equal), end - at) - skip
                rows += self._sorted(equal, value, query.sort)[skip : skip + left] if whole else self._equal(wanted, query.sort, value, skip, left)
            at += len(equal)
        return Rows(rows=rows, left=_count(result))

    def _sorted(self, addresses: list[tantivy.DocAddress], value: int, sort: Sort) -> list[Row]:
        if len(addresses) == 1:
            return [Row(addresses[0], value)]
        keyed = [(stored_docs.read(self.searcher, address).id, number) for number, address in enumerate(addresses)]
        return [Row(addresses[number], value) for _, number in sorted(keyed, reverse=sort != "oldest")]

    def _equal(self, wanted: tantivy.Query, sort: Sort, value: int, skip: int, number: int) -> Iterator[Row]:
        """Yield documents of one value, by their id."""
        same = both(wanted, self.translator.between(_VALUES[sort][0], value, value))
        order = tantivy.Order.Asc if sort == "oldest" else tantivy.Order.Desc
        result = self.searcher.search(same, limit=number, offset=skip, count=False, order_by_field="id", order=order)
        yield from (Row(address, value) for _, address in result.hits)

    def _behind(self, wanted: tantivy.Query, query: Query, after: After | None) -> tantivy.Query:
        """Return what comes behind the cursor."""
        if not after:
            return wanted
        field, order = _VALUES[query.sort]
        value = after.value or 0
        low, high = (-MOST, value - 1) if order == tantivy.Order.Desc else (value + 1, MOST)
        beyond = self.translator.beyond(after.order.partition(".")[2], below=query.sort != "oldest")
        same = both(self.translator.between(field, value, value), beyond)
        behind = tantivy.Query.boolean_query([(tantivy.Occur.Should, self.translator.between(field, low, high)), (tantivy.Occur.Should, same)])
        return both(wanted, behind)


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined] # the stub of the library lacks it
