"""A crawl job from its row to its end, with a stand-in for the process that fetches: whatever breaks, the row says so."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.clock import now
from core.errors import BadInput, SearchError
from core.ids import digest
from core.records import Target
from core.repositories import captures, index_queue, jobs, targets
from core.settings import Settings
from pipeline import crawl, enqueue, schedule
from pipeline.cli import main
from pipeline.rooms import open_rooms
from tests.pipeline.test_flow import BAD, URL, product
from tests.pipeline.visits import a_capture

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
ORDERLY = {"pages": 1, "failed": 0, "stopped": "all pages visited", "skipped": [], "start_stored": True}


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_browser(monkeypatch):
    """Second looks find no browser."""
    monkeypatch.setattr("crawlers.witness.find_browser", lambda _: None)


@pytest.fixture
def no_worker(monkeypatch):
    """Hints to workers reach nobody."""
    monkeypatch.setattr(enqueue, "hint", lambda _: None)


@pytest.fixture
def fetching(monkeypatch):
    """Lets a small program that says this report stand in for the fetching process."""

    def says(report: dict[str, object]) -> None:
        def start(_module, _settings, *, stdout):
            program = "import sys; sys.stdout.write(sys.stdin.read())"
            child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=stdout)
            child.stdin.write(json.dumps(report).encode())
            child.stdin.close()
            return child

        monkeypatch.setattr(crawl, "start", start)

    return says


def planned(rooms, *bodies: str):
    """A job whose pages were fetched already."""
    job = crawl.plan(rooms, "http://shop.example/")
    with rooms.database.write() as connection:
        for number, body in enumerate(bodies):
            captures.add(connection, a_capture(URL, T0 + timedelta(seconds=number), body, job=job.id), product(body))
    return job


def row_of(rooms, job):
    with rooms.database.read() as connection:
        return jobs.get(connection, job.id)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_report_longer_than_a_pipe_holds_comes_through(rooms, fetching):
    skipped = [{"url": f"http://shop.example/{'x' * 1900}/{number}", "why": "HTTP 404"} for number in range(200)]
    fetching({**ORDERLY, "skipped": skipped})
    report = crawl.run(rooms, planned(rooms).id)
    assert len(report.skipped) == 200


def test_a_page_that_could_not_be_judged_is_named_in_the_report(rooms, fetching, monkeypatch):
    monkeypatch.setattr("pipeline.flow.records_of", lambda *_: 1 / 0)
    fetching(ORDERLY)
    report = crawl.run(rooms, planned(rooms, BAD).id)
    assert report.skipped == [{"url": URL, "why": "internal error: ZeroDivisionError: division by zero"}]


def test_a_step_that_breaks_closes_the_job_with_the_reason(rooms, fetching, monkeypatch):
    monkeypatch.setattr(crawl, "settle", lambda *_args, **_more: 1 / 0)
    fetching(ORDERLY)
    job = planned(rooms, BAD)
    with pytest.raises(ZeroDivisionError):
        crawl.run(rooms, job.id)
    row = row_of(rooms, job)
    assert (row.status, row.stopped) == ("failed", "ZeroDivisionError: division by zero")


def test_an_index_that_cannot_be_reached_costs_neither_the_visit_nor_the_alerts_nor_the_queue(rooms, fetching, monkeypatch):
    class Down:
        def put(self, _docs):
            raise SearchError("Elasticsearch at http://127.0.0.1:9: connection refused")

        def close(self):
            """Nothing is open."""

    monkeypatch.setattr("pipeline.rooms.open_engine", lambda _: Down())
    fetching(ORDERLY)
    job = planned(rooms, BAD)
    report = crawl.run(rooms, job.id)
    assert (report.leads > 0, row_of(rooms, job).status) == (True, "done")
    (undone,) = report.undone
    assert "connection refused" in undone
    with rooms.database.read() as connection:
        assert index_queue.size(connection, index_queue.last(connection)) > 0
    assert len(list((rooms.settings.data / "mailbox" / "new").iterdir())) == report.leads


def test_a_job_that_is_busy_with_one_long_step_is_not_taken_over(rooms, fetching, monkeypatch):
    monkeypatch.setattr("pipeline.heartbeat.EVERY", 0.05)
    fetching(ORDERLY)
    job = planned(rooms)
    taken = []

    def long_step(rooms, *_args, **_more):
        with rooms.database.write() as connection:
            jobs.heartbeat(connection, job.id, now() - crawl.STALE * 2)  # as if nothing had been heard for long
        time.sleep(0.5)
        taken.extend(schedule.jobs_to_run(rooms))

    monkeypatch.setattr(crawl, "settle", long_step)
    crawl.run(rooms, job.id)
    assert taken == []


@pytest.mark.usefixtures("no_worker")
def test_a_visit_by_hand_leaves_the_schedule_the_name_and_the_kind_of_a_target_alone(rooms):
    watched = Target(id=digest("target", "http://shop.example/"), url="http://shop.example/", klass="advert_channel", name="青禾", area="惠城区", every=3600)
    with rooms.database.write() as connection:
        targets.put(connection, watched)
    job = crawl.plan(rooms, watched.url, max_pages=5)
    with rooms.database.read() as connection:
        assert targets.get(connection, job.target_id) == replace(watched, max_pages=5)
    with rooms.database.write() as connection:
        targets.set_active(connection, job.target_id, False)
    enqueue.crawl(rooms.database, watched.url, max_pages=7)
    with rooms.database.read() as connection:
        assert targets.get(connection, job.target_id) == replace(watched, max_pages=7)


@pytest.mark.parametrize("url", ["http://", "http://[::1/", "http://shop.example:99999/", "ftp://shop.example/", "javascript:alert(1)", "shop.example"])
def test_an_address_that_is_none_is_named_before_anything_is_planned(rooms, monkeypatch, capsys, url):
    monkeypatch.setenv("TRADEWATCH_DATA", str(rooms.settings.data))
    assert main(["crawl", url]) == 1
    assert url in capsys.readouterr().err
    with pytest.raises(BadInput, match="address"):
        enqueue.crawl(rooms.database, url)
    with rooms.database.read() as connection:
        assert targets.watched(connection) == []
