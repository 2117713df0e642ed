"""One page in an exact order. tantivy sorts by one field and leaves equal ones as they lie; here equal ones come by their order key, which no two share.

The numbers that are sorted by hold the day and the beginning of the id as well (`search.embedded.schema`), so that few documents have the same;
to sort by the order key itself, a text, would take six times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import tantivy

from search.base import Query, Sort
from search.cursor import After
from search.embedded.translate import Translator

_VALUES: dict[Sort, tuple[str, tantivy.Order]] = {
    "newest": ("by_day", tantivy.Order.Desc),
    "oldest": ("by_day", tantivy.Order.Asc),
    "risk": ("by_risk", tantivy.Order.Desc),
    "confidence": ("by_confidence", tantivy.Order.Desc),
    "price_low": ("by_price_low", tantivy.Order.Asc),
    "price_high": ("by_price_high", tantivy.Order.Desc),
}
_FIRST, _LAST = -(2**62), 2**62
_MORE = 200  # documents asked for behind the page: the page's last value is then nearly always whole, and put in order here; more are left to the index


@dataclass(frozen=True, slots=True)
class Row:
    """A hit before it is read: where it lies, its value in the order asked for, its score."""

    address: tantivy.DocAddress
    value: int | None = None
    score: float = 0.0


class Pager:
    """Pages of one searcher."""

    def __init__(self, searcher: tantivy.Searcher, translator: Translator) -> None:
        self.searcher = searcher
        self.translator = translator

    def rows(self, wanted: tantivy.Query, query: Query, after: After | None) -> tuple[int, list[Row]]:
        """Return how many documents match from the cursor on, and the rows of the page."""
        if query.sort == "relevance":
            return self._ranked(wanted, after.value or 0 if after else query.offset, query.limit)
        return self._by_value(wanted, query, after)

    def _ranked(self, wanted: tantivy.Query, offset: int, limit: int) -> tuple[int, list[Row]]:
        result = self.searcher.search(wanted, limit=max(1, limit), offset=offset)
        return _count(result) - offset, [Row(address, None, score) for score, address in result.hits[:limit]]

    def _by_value(self, wanted: tantivy.Query, query: Query, after: After | None) -> tuple[int, list[Row]]:
        field, order = _VALUES[query.sort]
        if after:
            wanted = _both(wanted, self._behind(field, order, after, query.sort))
        first, end = query.offset, query.offset + query.limit
        result = self.searcher.search(wanted, limit=end + _MORE if query.limit else 1, order_by_field=field, order=order)
        rows: list[Row] = []
        at = 0
        for value, group in groupby(result.hits, key=lambda hit: hit[0]):
            equal = [address for _, address in group]
            skip = max(0, first - at)  # of this value's documents, those on earlier pages
            whole = at + len(equal) < end + _MORE
            if skip < len(equal) and at < end:
                left = min(len(equal), end - at) - skip
                rows += self._sorted(equal, value, query.sort)[skip : skip + left] if whole else self._equal(wanted, query.sort, value, skip, left)
            at += len(equal)
        return _count(result), rows

    def _sorted(self, addresses: list[tantivy.DocAddress], value: int | None, sort: Sort) -> list[Row]:
        if len(addresses) == 1:
            return [Row(addresses[0], value)]
        keyed = [(str(self.searcher.doc(address).get_first("order")), number) for number, address in enumerate(addresses)]
        return [Row(addresses[number], value) for _, number in sorted(keyed, reverse=sort != "oldest")]

    def _equal(self, wanted: tantivy.Query, sort: Sort, value: int | None, skip: int, number: int) -> Iterator[Row]:
        """Yield documents of one value, by their order key."""
        same = _both(wanted, self._value_is(_VALUES[sort][0], value))
        order = tantivy.Order.Asc if sort == "oldest" else tantivy.Order.Desc
        result = self.searcher.search(same, limit=number, offset=skip, count=False, order_by_field="order", order=order)
        yield from (Row(address, value) for _, address in result.hits)

    def _behind(self, field: str, order: tantivy.Order, after: After, sort: Sort) -> tantivy.Query:
        below = self.translator.beyond(after.order, below=sort != "oldest")
        if after.value is None:
            return _both(self._value_is(field, None), below)
        low, high = (_FIRST, after.value - 1) if order == tantivy.Order.Desc else (after.value + 1, _LAST)
        further = [self._between(field, low, high), _both(self._value_is(field, after.value), below)]
        if field.startswith("by_price"):
            further.append(self._value_is(field, None))
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in further])

    def _value_is(self, field: str, value: int | None) -> tantivy.Query:
        if value is not None:
            return self._between(field, value, value)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), (tantivy.Occur.MustNot, tantivy.Query.exists_query(field))])

    def _between(self, field: str, low: int, high: int) -> tantivy.Query:
        return tantivy.Query.range_query(self.translator.schema, field, tantivy.FieldType.Integer, low, high)


def _both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one), (tantivy.Occur.Must, other)])


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined] # the stub of the library lacks it
