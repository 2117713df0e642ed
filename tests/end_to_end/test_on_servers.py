"""The same visits over PostgreSQL and a real Elasticsearch instead of the embedded defaults: the same numbers, the same hits."""

from __future__ import annotations

import uuid
from dataclasses import replace

import psycopg
import pytest

from tests.end_to_end.conftest import TWO

pytestmark = pytest.mark.slow
QUERIES = [{"query": ""}, {"query": "货"}, {"query": "货号", "filters": {"kind": "listing"}}, {"query": "", "filters": {"category": "absolute_terms"}}]


def answers(bureau) -> list[tuple[int, list[str]]]:
    """Return what the index answers, whatever stands behind it."""
    status, said = bureau.lines("search", "-", "--limit", "100", lines=QUERIES)
    assert status == 0
    return [(answer["total"], sorted(hit["id"] for hit in answer["hits"])) for answer in said]


def same_as_embedded(bureau, two_visited, stall) -> None:
    """Visit twice and compare with the installation that has nothing but its data folder."""
    for _ in range(2):
        said = [bureau.crawl(stall.market.url(key)) for key in TWO]
        assert [report["failed"] for report in said] == [0, 0]
        assert answers(bureau) == answers(two_visited)
        assert bureau.mails() == two_visited.mails()
    assert bureau.run("verify").returncode == 0


@pytest.mark.postgresql
def test_two_shops_visited_twice_over_postgresql_are_the_same_as_over_sqlite(bureau, two_visited, stall, postgresql_url):
    name = f"e2e_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = f"{postgresql_url.rpartition('/')[0]}/{name}"
    same_as_embedded(replace(bureau, more=(("TRADEWATCH_DATABASE_URL", url),)), two_visited, stall)
    assert not (bureau.data / "tradewatch.sqlite3").exists()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM leads").fetchone()[0] == len(two_visited.rows("SELECT id FROM leads"))


@pytest.mark.elasticsearch
def test_two_shops_visited_twice_over_elasticsearch_are_the_same_as_embedded(bureau, two_visited, stall, elasticsearch_url):
    same_as_embedded(replace(bureau, more=(("TRADEWATCH_ELASTICSEARCH_URL", elasticsearch_url),)), two_visited, stall)
    assert not (bureau.data / "index").exists()
