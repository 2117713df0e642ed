"""Every hit of a query, page after page by cursor: the same for both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from core.errors import BadInput
from search.base import WINDOW, Hit, Page, Query


class Searching(Protocol):
    """What is walked over."""

    def search(self, query: Query) -> Page:
        """Answer."""


def walk(search: Callable[[Query], Page], query: Query, batch: int) -> Iterator[Hit]:
    """Yield every hit in the query's order, holding one page at a time; raise BadInput for an order without end."""
    if query.sort == "relevance":
        raise BadInput("by relevance only the first hits have a meaning: choose another order to go through all of them")
    step = replace(query, cursor="", offset=0, limit=min(max(1, batch), WINDOW), facets=(), open_facets=False, histogram="")
    while True:
        page = search(step)
        yield from page.hits
        if not page.cursor:
            return
        step = replace(step, cursor=page.cursor)
