"""The distributed engine: the contract of `search.base` over Elasticsearch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import Any

from core.errors import SearchError
from search import cursor, near
from search.base import WINDOW, Doc, Hit, Page, Query, Status
from search.cursor import After
from search.elastic import request
from search.elastic.builds import Builds
from search.elastic.connect import Access, client_of, our_errors
from search.elastic.layout import source
from search.elastic.translate import Json, clause
from search.elastic.writing import send
from search.histogram import steps
from search.plan import open_to
from search.schema import SCHEMA
from search.walk import walk


class ElasticEngine:
    """An index behind the alias `name`; made when the first document is put."""

    def __init__(self, access: Access, *, name: str = "tradewatch", shards: int = 1, replicas: int = 0) -> None:
        self.access = access
        self.name = name
        self.client = client_of(access)
        self.builds = Builds(self.client, name, shards, replicas)
        self._checked = ""

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced."""
        with our_errors(self.access):
            first = next(others := iter(docs), None)
            if first is None:
                return 0
            self._check(self.builds.ensure())
            return send(self.client, (self._action(doc) for doc in chain((first,), others)))

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out."""
        batch = list(ids)
        with our_errors(self.access):
            if batch and self.builds.current():
                send(self.client, ({"_op_type": "delete", "_index": self.name, "_id": item_id} for item_id in batch))
        return len(batch)

    def search(self, query: Query) -> Page:
        """Answer from what was refreshed."""
        return self._page(query, counted=True)

    def _page(self, query: Query, *, counted: bool) -> Page:
        after = cursor.read(query)
        with our_errors(self.access):
            if not self._checked:
                self._check(self.builds.current())
            spellings = near.spellings(self, query)
            asked = request.body(query, spellings)
            answer = self._answer(query, after, {**asked, "track_total_hits": counted})
            facets = {name: request.counts(answer, name) for name in query.facets if name in asked.get("aggs", {})}
            for name in request.opened_facets(query):
                facets[name] = request.counts(self._ask(request.facet_body(clause(open_to(query, spellings, name)), name)), name)
            days = request.counts(answer, "_days") if query.histogram else ()
        found = request.hits(answer, query, spellings)
        total = answer["hits"]["total"]["value"] if counted else 0
        return Page(
            total=total,
            hits=found,
            facets={name: facets[name] for name in query.facets},
            histogram=steps(days, query.histogram),
            cursor=request.next_cursor(answer, query, after),
            spellings=tuple(chain.from_iterable(spellings.values())),
        )

    def count(self, query: Query) -> int:
        """Return how many documents match."""
        return self.search(replace(query, limit=0, offset=0, cursor="", facets=(), histogram="")).total

    def scan(self, query: Query, *, batch: int = 1000) -> Iterator[Hit]:
        """Yield every hit in the query's order."""
        yield from walk(partial(self._page, counted=False), query, batch)

    def refresh(self) -> None:
        """Make what was put or dropped visible."""
        with our_errors(self.access):
            if self.builds.current():
                self.client.indices.refresh(index=self.name)

    def rebuild(self, docs: Iterable[Doc], *, expected: int | None = None) -> int:
        """Fill a new index and move the alias to it in one step."""
        with our_errors(self.access):
            fresh = self.builds.begin()
            given = send(self.client, (self._action(doc, fresh) for doc in docs))
            self.client.indices.refresh(index=fresh)
            found = self.client.count(index=fresh)["count"]
            if found != given or expected not in (None, given):
                self.builds.remove([fresh])
                wanted = given if expected is None else expected
                raise SearchError(f"the new index holds {found} documents, {wanted} were wanted: the old one stays in use; run `tradewatch reindex` again")
            self.builds.switch(fresh)
            self._checked = fresh
        return given

    def confirm(self) -> tuple[str, ...]:
        """Take away the builds that were kept."""
        with our_errors(self.access):
            names = self.builds.kept()
            self.builds.remove(names)
        return tuple(names)

    def take_back(self) -> str:
        """Switch to the build kept last."""
        with our_errors(self.access):
            kept = [name for name in self.builds.kept() if self.builds.version(name) == SCHEMA]
            if not kept:
                raise SearchError(f"no older index is kept behind {self.name} at {self.access.shown}; build one with `tradewatch reindex`")
            self.builds.switch(kept[-1])
        return kept[-1]

    def expire(self, before: str) -> int:
        """Take out the documents last seen before this day."""
        last = date.fromisoformat(before) - timedelta(days=1)
        return self.drop([hit.id for hit in self.scan(Query(day_to=last.isoformat(), marks=False))])

    def status(self) -> Status:
        """Return how the index stands."""
        with our_errors(self.access):
            number = self.client.count(index=self.name)["count"]
            name = self.builds.current()
            version, kept = self.builds.version(name), tuple(self.builds.kept())
        return Status(engine="elasticsearch", place=self.access.shown, name=name, documents=number, schema=version, wanted=SCHEMA, kept=kept)

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _action(self, doc: Doc, index: str = "") -> Json:
        # without the alias the server would make an index by this name and guess its layout
        return {"_index": index or self.name, "_id": doc.id, "_source": source(doc), "require_alias": not index}

    def _check(self, index: str) -> None:
        if index and index != self._checked:
            self.builds.check(index)
            self._checked = index

    def _answer(self, query: Query, after: After | None, asked: Json) -> Mapping[str, Any]:
        if query.sort == "relevance":
            first = after.value or 0 if after else query.offset
            size = max(0, min(asked["size"], WINDOW - first))
            return self._ask({**asked, "from": first if size else 0, "size": size})
        if after:
            return self._ask({**asked, "search_after": request.search_after(query, after)})
        if query.offset + asked["size"] <= WINDOW:
            return self._ask({**asked, "from": query.offset})
        return self._far(query.offset, asked)

    def _far(self, offset: int, asked: Json) -> Mapping[str, Any]:
        """Walk to an offset that lies behind the window, with sort keys alone, then ask for the page."""
        after: list[Any] | None = None
        left = offset
        while left:
            step: Json = {"query": asked["query"], "sort": asked["sort"], "size": min(left, WINDOW), "_source": False, "track_total_hits": False}
            keys = self._ask({**step, **({"search_after": after} if after else {})})["hits"]["hits"]
            if not keys:
                return self._ask({**asked, "size": 0})
            after, left = keys[-1]["sort"], left - len(keys)
        return self._ask({**asked, **({"search_after": after} if after else {})})

    def _ask(self, asked: Json) -> Mapping[str, Any]:
        # a part of the shards is no answer: a node that is away must not look like fewer hits
        said: Mapping[str, Any] = self.client.search(index=self.name, body=asked, allow_partial_search_results=False).body
        return said
