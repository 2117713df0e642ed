"""The same visits over PostgreSQL and a real Elasticsearch instead of the embedded defaults: the same numbers, the same hits."""

from __future__ import annotations

import json
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
    """Visit both, and one of them again, and compare with the installation that has nothing but its data folder."""
    for keys in (TWO, TWO[:1]):
        for key in keys:
            assert bureau.crawl(stall.market.url(key))["failed"] == 0
        assert answers(bureau) == answers(two_visited)
        assert bureau.mails() == two_visited.mails()
    assert bureau.run("verify").returncode == 0


@pytest.fixture
def on_postgresql(bureau, postgresql_url):
    """An installation with a PostgreSQL database of its own, and the URL of it."""
    name = f"e2e_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = f"{postgresql_url.rpartition('/')[0]}/{name}"
    return replace(bureau, more=(("TRADEWATCH_DATABASE_URL", url),)), url


@pytest.mark.postgresql
def test_two_shops_visited_twice_over_postgresql_are_the_same_as_over_sqlite(on_postgresql, two_visited, stall):
    bureau, url = on_postgresql
    same_as_embedded(bureau, two_visited, stall)
    assert not (bureau.data / "tradewatch.sqlite3").exists()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM leads").fetchone()[0] == len(two_visited.rows("SELECT id FROM leads"))


@pytest.mark.postgresql
def test_records_that_do_not_fit_the_database_are_answered_in_their_place(on_postgresql):
    bureau, _ = on_postgresql
    odd = [
        {"id": "nul", "kind": "listing", "text": "竹\0篮", "title": "竹篮"},
        {"id": "price", "kind": "listing", "text": "竹篮", "price": "9" * 60},
        {"id": "currency", "kind": "listing", "text": "竹篮", "currency": "人民币元"},
        {"id": "half", "kind": "listing", "text": "竹篮\ud83d"},
        {"id": "good", "kind": "listing", "text": "竹篮", "title": "竹篮"},
    ]
    _, answers = bureau.lines("ingest", "-", lines=[json.dumps(record).encode() for record in odd])
    assert [answer["id"] for answer in answers] == [record["id"] for record in odd]
    assert [answer["id"] for answer in answers if "error" in answer] == ["price", "currency"]


@pytest.mark.elasticsearch
def test_two_shops_visited_twice_over_elasticsearch_are_the_same_as_embedded(bureau, two_visited, stall, elasticsearch_url):
    same_as_embedded(replace(bureau, more=(("TRADEWATCH_ELASTICSEARCH_URL", elasticsearch_url),)), two_visited, stall)
    assert list((bureau.data / "index").rglob("meta.json")) == [], "the embedded index was used"
