"""The distributed engine, over Elasticsearch 8.19 and 9: the same terms as the embedded one, behind an alias."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.helpers import BulkIndexError, bulk

from core.errors import IndexMissing, SearchError
from core.text import storable
from search.analysis import char_terms, pair_terms, pairs, runs
from search.base import FACET_SIZE, FIELDS, Doc, Hit, Page, Query
from search.highlight import marks

WINDOW = 10_000  # what Elasticsearch answers by offset; further pages are walked to

_KEYWORD = {"type": "keyword", "ignore_above": 8191}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": ["pairs", "chars"]},
    "properties": {
        "pairs": {"type": "text", "analyzer": "whitespace", "norms": False},
        "chars": {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"},
        "order": {"type": "keyword"},
        **{name: {"type": "keyword", "index": False, "doc_values": False} for name in ("id", "url")},
        **{name: {"type": "text", "index": False} for name in ("title", "text")},
        **dict.fromkeys(FIELDS, _KEYWORD),
    },
}


def conditions(query: Query) -> dict[str, Any]:
    """Return the query's conditions in Elasticsearch's language; pure."""
    must: list[dict[str, Any]] = []
    for run in runs(query.text):
        if len(run) == 1:
            must.append({"term": {"chars": run}})
        else:
            must.append({"match_phrase": {"pairs": {"query": " ".join(pairs(run))}}})
    must += [{"terms": {name: list(values)}} for name, values in query.filters.items()]
    if query.day_from or query.day_to:
        between = {key: value for key, value in (("gte", query.day_from), ("lte", query.day_to)) if value}
        must.append({"range": {"day": between}})
    return {"bool": {"filter": must}} if must else {"match_all": {}}


def source(doc: Doc) -> dict[str, Any]:
    """Return the document as it is stored."""
    fields = {name: list(doc.fields.get(name, (doc.kind,) if name == "kind" else ())) for name in FIELDS}
    day = next(iter(fields["day"]), "0000-00-00")
    return {
        "id": doc.id,
        "url": doc.url,
        "title": storable(doc.title),
        "text": storable(doc.text),
        "pairs": pair_terms(doc.title, doc.text),
        "chars": char_terms(doc.title, doc.text),
        "order": f"{day} {doc.id}",
        **fields,
    }


@contextmanager
def _our_errors(url: str) -> Iterator[None]:
    try:
        yield
    except NotFoundError as exc:
        raise IndexMissing("there is no index yet: nothing has been stored") from exc
    except (ApiError, TransportError, BulkIndexError) as exc:
        raise SearchError(f"Elasticsearch at {url}: {str(exc)[:500]}") from exc


class ElasticEngine:
    """An index behind the alias `name`; made when the first document is put."""

    def __init__(self, url: str, name: str = "tradewatch") -> None:
        self.url = url
        self.name = name
        self.client = Elasticsearch(url, request_timeout=60, retry_on_timeout=True, max_retries=3)

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced."""
        with _our_errors(self.url):
            batch = list(docs)
            if batch:
                self._ensure()
                bulk(self.client, ({"_index": self.name, "_id": doc.id, "_source": source(doc)} for doc in batch), chunk_size=500)
            return len(batch)

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out."""
        batch = list(ids)
        with _our_errors(self.url):
            if batch and self.client.indices.exists_alias(name=self.name):
                actions = [{"_op_type": "delete", "_index": self.name, "_id": item_id} for item_id in batch]
                bulk(self.client, actions, raise_on_error=False)  # an id that is not there is what was wanted
        return len(batch)

    def rebuild(self, docs: Iterable[Doc]) -> int:
        """Fill a new index and move the alias to it in one step."""
        with _our_errors(self.url):
            fresh = self._create()
            done, _ = bulk(self.client, ({"_index": fresh, "_id": doc.id, "_source": source(doc)} for doc in docs), chunk_size=500)
            self.client.indices.refresh(index=fresh)
            old = list(self.client.indices.get_alias(name=self.name)) if self.client.indices.exists_alias(name=self.name) else []
            actions: list[dict[str, Any]] = [{"add": {"index": fresh, "alias": self.name}}, *({"remove_index": {"index": index}} for index in old)]
            self.client.indices.update_aliases(actions=actions)
        return done

    def search(self, query: Query) -> Page:
        """Answer from what was refreshed."""
        asked = runs(query.text)
        body: dict[str, Any] = {"query": conditions(query), "sort": [{"order": "desc"}], "size": query.limit, "track_total_hits": True}
        if query.facets:
            order = [{"_count": "desc"}, {"_key": "asc"}]
            body["aggs"] = {name: {"terms": {"field": name, "size": FACET_SIZE, "order": order}} for name in query.facets}
        with _our_errors(self.url):
            if query.offset + query.limit <= WINDOW:
                answer = self.client.search(index=self.name, from_=query.offset, **body)
            else:
                answer = self._far(query.offset, body)
        hits = tuple(_hit(found["_source"], asked) for found in answer["hits"]["hits"])
        facets = {name: tuple((b["key"], b["doc_count"]) for b in answer["aggregations"][name]["buckets"]) for name in query.facets}
        return Page(total=answer["hits"]["total"]["value"], hits=hits, facets=facets)

    def _far(self, offset: int, body: dict[str, Any]) -> Any:
        """Walk to an offset that lies behind the window, with sort keys alone, then ask for the page."""
        after: list[Any] | None = None
        left = offset
        while left:
            more: dict[str, Any] = {"search_after": after} if after else {}
            step = self.client.search(index=self.name, query=body["query"], sort=body["sort"], size=min(left, WINDOW), source=False, **more)
            keys = step["hits"]["hits"]
            if not keys:
                break
            after, left = keys[-1]["sort"], left - len(keys)
        if left:
            return self.client.search(index=self.name, **{**body, "size": 0})
        last: dict[str, Any] = {"search_after": after} if after else {}
        return self.client.search(index=self.name, **body, **last)

    def refresh(self) -> None:
        """Make what was put or dropped visible."""
        with _our_errors(self.url):
            if self.client.indices.exists_alias(name=self.name):
                self.client.indices.refresh(index=self.name)

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _create(self, alias: str = "") -> str:
        fresh = f"{self.name}-{uuid.uuid4().hex[:12]}"
        self.client.indices.create(index=fresh, mappings=MAPPING, aliases={alias: {}} if alias else {}, settings={"number_of_replicas": 0})
        return fresh

    def _ensure(self) -> None:
        if self.client.indices.exists_alias(name=self.name):
            return
        try:
            # a fixed first name: two processes that begin at once make one index
            self.client.indices.create(
                index=f"{self.name}-first", mappings=MAPPING, aliases={self.name: {"is_write_index": True}}, settings={"number_of_replicas": 0}
            )
        except BadRequestError as exc:
            if "resource_already_exists" not in str(exc):
                raise


def _hit(stored: dict[str, Any], asked: list[str]) -> Hit:
    one = {name: (stored.get(name) or [""])[0] for name in ("kind", "day", "shop")}
    return Hit(id=stored["id"], url=stored["url"], title=stored["title"], **one, marks=marks(asked, title=stored["title"], text=stored["text"]))
