"""Elasticsearch: writing beside raw `parallel_bulk` of the same documents, asking beside the raw query, three times each in turn.

Usage: search_elasticsearch.py URL [DOCUMENTS] [QUERIES]. Makes indices of its own there and takes them away again.
"""

from __future__ import annotations

import statistics
import sys
import time

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk

from benchmarks.search_documents import documents, queries
from search.base import Doc
from search.elastic import Access, ElasticEngine
from search.elastic.layout import MAPPING, source
from search.elastic.request import body

ROUNDS = 3


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def raw_seconds(client: Elasticsearch, docs: list[Doc]) -> float:
    """Seconds of the client's own helper for the same documents and layout; cutting them into terms is done before the clock runs, ours cuts meanwhile."""
    ready = [{"_index": "bench-raw", "_id": doc.id, "_source": source(doc)} for doc in docs]
    client.indices.delete(index="bench-raw", ignore_unavailable=True)
    client.indices.create(index="bench-raw", mappings=MAPPING, settings={"number_of_replicas": 0, "refresh_interval": "30s"})
    begun = time.perf_counter()
    for _ in parallel_bulk(client, ready, thread_count=4, chunk_size=500):
        pass
    return time.perf_counter() - begun


def our_seconds(engine: ElasticEngine, docs: list[Doc]) -> float:
    for name in engine.client.indices.get(index=f"{engine.name}-*"):
        engine.client.indices.delete(index=name)
    engine._checked = ""
    engine.builds.ensure()
    begun = time.perf_counter()
    engine.put(docs)
    return time.perf_counter() - begun


def main() -> int:
    url = sys.argv[1]
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    asked = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    docs = list(documents(number))
    client, engine = Elasticsearch(url, request_timeout=60), ElasticEngine(Access(url=url), name="bench")
    our_seconds(engine, docs[:2000])  # the server is warm
    rounds = [(raw_seconds(client, docs), our_seconds(engine, docs)) for _ in range(ROUNDS)]
    raw, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(
        f"{number} documents written: {number / ours:.0f}/s, raw parallel_bulk {number / raw:.0f}/s; ratio {raw / ours:.2f} (medians of {ROUNDS})", flush=True
    )
    engine.refresh()
    for kind, all_queries in queries(asked).items():
        times: tuple[list[float], list[float]] = ([], [])
        for query in all_queries:
            for place, ask in enumerate((lambda q=query: engine.search(q), lambda q=query: client.search(index="bench", **body(q, {})))):
                begun = time.perf_counter()
                ask()
                times[place].append(time.perf_counter() - begun)
        print(f"  {kind:28} p95 {p95(times[0]):6.1f} ms, the raw query {p95(times[1]):6.1f} ms", flush=True)
    for name in client.indices.get(index="bench-*"):
        client.indices.delete(index=name)
    client.indices.delete_index_template(name="bench")
    engine.close()
    client.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
