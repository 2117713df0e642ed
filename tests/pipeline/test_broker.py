"""The broker: a wrong address is named, one that is away costs a moment and no job."""

from __future__ import annotations

import time

import pytest

from core.errors import ConfigError
from core.repositories import jobs
from core.settings import Settings
from pipeline import app, enqueue
from pipeline.rooms import open_rooms


@pytest.mark.parametrize("url", ["nonsense://x", "http://127.0.0.1/"])
def test_an_address_of_no_broker_is_named(tmp_path, url):
    with pytest.raises(ConfigError, match="TRADEWATCH_BROKER_URL"):
        app.make_app(Settings(data=tmp_path, broker_url=url))


@pytest.mark.parametrize("url", ["redis://127.0.0.1:9/0", "amqp://127.0.0.1:9//"])
def test_a_broker_that_is_away_costs_a_moment_and_no_job(tmp_path, monkeypatch, url):
    made = app.make_app(Settings(data=tmp_path, broker_url=url))
    monkeypatch.setattr(enqueue, "current", lambda: made)
    rooms = open_rooms(Settings(data=tmp_path))
    begun = time.monotonic()
    job = enqueue.crawl(rooms.database, "http://shop.example/")
    assert time.monotonic() - begun < 15
    with rooms.database.read() as connection:
        assert jobs.get(connection, job.id).status == "due"
    rooms.close()
    made.close()
