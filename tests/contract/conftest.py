"""Which engine to pick: `engine` runs a test on each; the Elasticsearch one has an index of its own per test."""

from __future__ import annotations

import uuid

import pytest

from search.embedded import EmbeddedEngine


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, tmp_path):
    if request.param == "embedded":
        made = EmbeddedEngine(tmp_path / "index")
        yield made
        made.close()
        return
    from search.elastic import Access, ElasticEngine

    made = ElasticEngine(Access(url=request.getfixturevalue("elasticsearch_url")), name=f"test-{uuid.uuid4().hex[:10]}")
    yield made
    for name in made.client.indices.get(index=f"{made.name}*"):
        made.client.indices.delete(index=name)
    if made.client.indices.exists_index_template(name=made.name):
        made.client.indices.delete_index_template(name=made.name)
    made.close()
