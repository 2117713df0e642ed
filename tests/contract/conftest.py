"""Which engine to pick: `engine` runs a test on each; the Elasticsearch ones have an index of their own per test."""

from __future__ import annotations

import uuid

import pytest

from search.elastic import Access, ElasticEngine
from search.embedded import EmbeddedEngine

ENGINES = [
    "embedded",
    "memory",
    pytest.param("elasticsearch_url", marks=pytest.mark.elasticsearch, id="elasticsearch-8"),
    pytest.param("elasticsearch_9_url", marks=pytest.mark.elasticsearch, id="elasticsearch-9"),
]
LASTING = [one for one in ENGINES if one != "memory"]


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    """An empty engine of each kind."""
    yield from _made(request, tmp_path)


@pytest.fixture(params=LASTING)
def lasting(request, tmp_path):
    """An empty engine of each kind that outlives its process."""
    yield from _made(request, tmp_path)


def _made(request, tmp_path):
    if not request.param.startswith("elasticsearch"):
        made = EmbeddedEngine(tmp_path / "index" if request.param == "embedded" else None)
        yield made
        made.close()
        return
    made = ElasticEngine(Access(url=request.getfixturevalue(request.param)), name=f"test_{uuid.uuid4().hex[:10]}")
    yield made
    for name in made.client.indices.get(index=f"{made.name}-*"):
        made.client.indices.delete(index=name)
    if made.client.indices.exists_index_template(name=made.name):
        made.client.indices.delete_index_template(name=made.name)
    made.close()
