"""Three nodes, one of which dies in the midst of writing and searching: nothing that was acknowledged is lost, searches go on, the client comes back."""

from __future__ import annotations

import threading

import pytest

from core.errors import SearchError
from search.base import Doc, Query
from search.elastic import Access, ElasticEngine
from tests.services import elasticsearch
from tests.services.common import Missing

BATCH = 200
BEFORE, AFTER = 8, 12  # batches that are acknowledged before and after the death

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]


@pytest.fixture
def nodes(tmp_path):
    try:
        with elasticsearch.cluster(tmp_path) as made:
            yield made
    except Missing as exc:
        pytest.skip(f"elasticsearch: {exc}")


def batch(number):
    return [Doc(id=f"d{number * BATCH + at:06}", kind="listing", url="http://shop.test/", title="高山红茶", text=f"第{number}批") for at in range(BATCH)]


class Writer(threading.Thread):
    """Writes batch after batch; keeps what was acknowledged and what went wrong."""

    def __init__(self, engine):
        super().__init__()
        self.engine, self.acknowledged, self.errors = engine, [], []
        self.killed, self.over = threading.Event(), threading.Event()

    def run(self):
        for number in range(BEFORE + AFTER):
            if number == BEFORE:
                self.killed.set()  # the next batches are on their way while the node dies
            docs = batch(number)
            try:
                self.engine.put(docs)
            except SearchError as exc:
                self.errors.append(str(exc))
            else:
                self.acknowledged += [doc.id for doc in docs]
        self.over.set()


def test_a_node_that_dies_loses_nothing_and_stops_nobody(nodes):
    engine = ElasticEngine(Access(url=nodes.url), name="three", shards=3, replicas=1)
    engine.put(batch(0))
    engine.client.cluster.health(index="three", wait_for_status="green", timeout="60s")
    writer = Writer(engine)
    writer.start()
    answers, failures = [], []
    writer.killed.wait(120)
    nodes.kill(0)
    while not writer.over.is_set():
        try:
            answers.append(engine.search(Query(text="红茶", limit=5)).total)
        except SearchError as exc:
            failures.append(str(exc))
    writer.join()
    engine.refresh()
    assert writer.errors == []
    assert failures == []
    assert len(answers) > 3
    assert {hit.id for hit in engine.scan(Query(marks=False))} >= set(writer.acknowledged)
    assert len(writer.acknowledged) == (BEFORE + AFTER) * BATCH
    nodes.begin(0)
    engine.client.cluster.health(wait_for_nodes="3", wait_for_status="green", timeout="60s")
    assert engine.count(Query(text="红茶")) == (BEFORE + AFTER) * BATCH
    engine.close()
