"""The worker on each broker: the schedule makes rows, the rows are worked off, and a worker that is killed loses nothing."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.db import open_database
from core.ids import digest
from core.records import Target
from core.repositories import targets
from core.settings import Settings
from tests.end_to_end.bureau import FORBIDDEN, Bureau
from tests.services.common import stop

pytestmark = pytest.mark.slow
SHOP = "plain"


@dataclass(frozen=True)
class Brokered(Bureau):
    """An installation whose tasks travel over this broker; empty: the embedded one."""

    broker: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands."""
        # the delay keeps a crawl going for some seconds, so that it can be stopped in the middle
        return super().environment | {"TRADEWATCH_BROKER_URL": self.broker, "TRADEWATCH_CRAWL_DELAY": "0.25"}


@pytest.fixture(params=["embedded", pytest.param("redis", marks=pytest.mark.redis), pytest.param("rabbitmq", marks=pytest.mark.rabbitmq)])
def brokered(request, tmp_path, stall):
    url = "" if request.param == "embedded" else request.getfixturevalue(f"{request.param}_url")
    return Brokered(tmp_path / "data", stall.market.allow, broker=url)


def watch(bureau: Bureau, url: str) -> None:
    database = open_database(Settings(data=bureau.data))
    with database.write() as connection:
        targets.put(connection, Target(id=digest("target", url), url=url, every=3600, browser="never"))
    database.close()


def wait_for(bureau: Bureau, query: str, seconds: float = 90) -> list[dict]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if rows := bureau.rows(query):
            return rows
        time.sleep(0.2)
    logs = "\n".join(path.read_text(errors="replace")[-2000:] for path in bureau.data.parent.glob("*.log"))
    raise AssertionError(f"no row in {seconds} s: {query}\n{logs}")


def alive_with(data: Path) -> list[int]:
    """Return the processes that work in this data folder."""
    mark = f"TRADEWATCH_DATA={data}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_the_schedule_makes_a_row_for_the_hour_and_the_worker_works_it_off(brokered, stall, two_visited):
    watch(brokered, stall.market.url(SHOP))
    worker = brokered.start("work", log="work.log")
    try:
        job = wait_for(brokered, "select * from jobs where status = 'done'")[0]
        assert str(job["due_at"]).endswith(":00.000000")
        assert job["stopped"].startswith("all pages visited")
    finally:
        worker.terminate()
        assert worker.wait(30) == 0
    assert len(brokered.rows("select id from jobs")) == 1
    wanted = two_visited.rows("select url from listings where url like ?", f"{stall.market.url(SHOP)}%")
    assert wanted
    assert sorted(row["url"] for row in brokered.rows("select url from listings")) == sorted(row["url"] for row in wanted)
    assert not brokered.rows("select seq from index_queue")
    said = (brokered.data.parent / "work.log").read_text(errors="replace")
    assert not [word for word in FORBIDDEN if word in said], said[-3000:]


def test_a_worker_that_is_killed_leaves_its_job_to_the_next_one(brokered, stall, two_visited):
    watch(brokered, stall.market.url(SHOP))
    worker = brokered.start("work", log="first.log")
    wait_for(brokered, "select id from captures where kind = 'page' limit 1 offset 2")
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    end = time.monotonic() + 15
    while alive_with(brokered.data) and time.monotonic() < end:
        time.sleep(0.1)
    assert alive_with(brokered.data) == []
    assert brokered.rows("select status, stopped from jobs") == [{"status": "running", "stopped": ""}]
    second = brokered.start("work", log="second.log")
    try:
        job = wait_for(brokered, "select * from jobs where status = 'done'", 120)[0]
    finally:
        stop(second)
    assert job["attempt"] == 2
    wanted = two_visited.rows("select url from listings where url like ?", f"{stall.market.url(SHOP)}%")
    assert sorted(row["url"] for row in brokered.rows("select url from listings")) == sorted(row["url"] for row in wanted)
    pages = brokered.rows("select url, via, count(*) as n from captures where kind = 'page' group by url, via having n > 1")
    assert pages == []


def test_a_worker_that_is_asked_to_end_takes_its_crawl_along_at_once(brokered, stall):
    watch(brokered, stall.market.url(SHOP))
    worker = brokered.start("work", log="work.log")
    wait_for(brokered, "select id from captures where kind = 'page' limit 1 offset 2")
    begun = time.monotonic()
    worker.terminate()
    assert worker.wait(20) == 0
    assert time.monotonic() - begun < 15
    assert alive_with(brokered.data) == []
    assert brokered.rows("select status, stopped from jobs") == [{"status": "running", "stopped": ""}]
