"""The queue of what waits for the index: it outlives an engine that is away, is caught up with later, and makes crawling wait when it grows too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.clock import now
from core.errors import SearchError
from core.ids import digest
from core.records import Listing, Shop, Target
from core.repositories import documents, index_queue, jobs, shops, targets
from core.settings import Settings
from pipeline.finish import finish
from pipeline.indexing import drain, expire, has_room, rebuild
from pipeline.rooms import open_rooms
from pipeline.schedule import jobs_to_run
from search.base import Query
from tests.services.common import free_port


def store(settings, *titles, seen=None):
    """Store listings as a crawl does: the row and its place in the queue in one transaction."""
    rooms = open_rooms(settings)
    moment = seen or now()
    with rooms.database.write() as connection:
        shop = Shop(
            id=digest("shop", "a.test"),
            key="a.test#海風店",
            url="http://a.test/",
            name="海風店",
            operator="惠州海风百货有限公司",
            area="惠城区",
            first_seen=moment,
        )
        shops.put(connection, shop, set())
        for title in titles:
            item = Listing(
                id=digest("listing", title),
                shop_id=shop.id,
                url="http://a.test/1",
                title=title,
                text="电话 0752-2123456",
                price="12.90",
                currency="CNY",
                first_seen=moment,
                last_seen=moment,
            )
            documents.put(connection, item)
            index_queue.put(connection, [("listing", item.id)])
    rooms.close()


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path)


@pytest.fixture
def rooms(settings):
    made = open_rooms(settings)
    yield made
    made.close()


def away(settings):
    return settings.model_copy(update={"elasticsearch_url": f"http://127.0.0.1:{free_port()}"})


def test_what_is_queued_while_the_engine_is_away_is_caught_up_with(settings, rooms):
    store(settings, "高山红茶", "高山绿茶")
    there = open_rooms(away(settings))
    with pytest.raises(SearchError, match="cannot be reached"):
        drain(there)
    assert any("the queue keeps it" in what for what in finish(there, wait=False))
    there.close()
    store(settings, "高山白茶")
    assert drain(rooms) == 3
    assert rooms.index.search(Query(text="高山")).total == 3
    assert drain(rooms) == 0


def test_crawling_waits_while_too_much_waits_for_the_index(settings, rooms):
    with rooms.database.write() as connection:
        target = Target(id=digest("target", "http://a.test/"), url="http://a.test/")
        targets.put(connection, target)
        jobs.plan(connection, target.id, now() - timedelta(minutes=1))
    store(settings, "高山红茶", "高山绿茶")
    full = open_rooms(settings.model_copy(update={"index_waiting": 2}))
    assert not has_room(full)
    assert jobs_to_run(full) == []
    drain(full)
    assert [job.target_id for job in jobs_to_run(full)] == [target.id]
    full.close()


def test_a_document_of_the_index_says_what_its_rows_say(settings, rooms):
    store(settings, "高山红茶")
    drain(rooms)
    hit = rooms.index.search(Query(text="hzhf", body=True)).hits[0]
    assert (hit.title, hit.shop_name, hit.operator_name, hit.price) == ("高山红茶", "海風店", "惠州海风百货有限公司", 1290)
    assert hit.identifiers == {"phone": ("0752-2123456",)}
    assert {name: hit.fields[name] for name in ("platform", "operator", "area", "shop")} == {
        "platform": ("a.test",),
        "operator": ("惠州海风百货有限公司",),
        "area": ("惠城区",),
        "shop": ("a.test#海風店",),
    }


def test_the_index_is_built_again_from_rows_after_loss(settings, rooms):
    store(settings, "高山红茶", "高山绿茶")
    assert rebuild(rooms) == 3  # with the shop
    assert rooms.index.search(Query(text="高山")).total == 2


def test_what_was_not_seen_for_long_leaves_the_index_and_does_not_come_back(settings):
    store(settings, "高山红茶")
    store(settings, "高山老茶", seen=datetime(2024, 1, 1, tzinfo=UTC))
    rooms = open_rooms(settings)
    drain(rooms)
    rooms.close()
    short = open_rooms(settings.model_copy(update={"index_days": 365}))
    assert expire(short) == 1
    assert [hit.title for hit in short.index.search(Query(text="高山")).hits] == ["高山红茶"]
    rebuild(short)
    assert short.index.search(Query(text="高山")).total == 1
    short.close()
