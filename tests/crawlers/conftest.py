"""Little sites, and crawls of them in a child process, as the pipeline starts them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.clock import now
from core.db import Database, open_database
from core.ids import digest
from core.records import Capture, Page, Target
from core.repositories import captures, jobs, targets
from core.settings import Settings
from evidence.verify import verify
from pipeline.child import environment
from tests.crawlers.little_site import LittleSite


@pytest.fixture
def site():
    with LittleSite() as running:
        yield running


@pytest.fixture
def other_site():
    with LittleSite() as running:
        yield running


@dataclass
class Crawl:
    """One job and what it left."""

    folder: Path
    settings: Settings
    job_id: str
    report: dict[str, Any] = field(default_factory=dict)
    log: str = ""

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "crawlers.run", "--job", self.job_id]
        return subprocess.Popen(
            command, cwd=self.folder, env=environment(self.settings), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def end(self, child: subprocess.Popen[bytes], seconds: float = 90) -> Crawl:
        out, err = child.communicate(timeout=seconds)
        self.log = err.decode()
        lines = out.decode().splitlines()
        assert len(lines) == 1, self.log
        self.report = json.loads(lines[0])
        return self

    def run(self) -> Crawl:
        return self.end(self.start())

    def again(self) -> Crawl:
        return Crawl(self.folder, self.settings, self.job_id)

    def rows(self) -> list[tuple[Capture, Page | None]]:
        with database_of(self.settings) as database, database.read() as connection:
            return captures.of_job(connection, self.job_id)

    def urls(self, kind: str = "page") -> list[str]:
        return [capture.url for capture, _ in self.rows() if capture.kind == kind]

    def problems(self) -> list[str]:
        report = verify(self.settings.evidence_folder, [capture for capture, _ in self.rows()])
        assert report.records
        return report.problems

    def why(self, url: str) -> str:
        return next((item["why"] for item in self.report["skipped"] if item["url"] == url), "")


def job_for(folder: Path, url: str, *allow: LittleSite, klass: str = "shop", browser: str = "never", max_pages: int = 50, **more: Any) -> Crawl:
    """Make a job for an address; `allow`: the sites that the guard lets through."""
    settings = Settings(data=folder / "data", allow_addresses=",".join(site.address for site in allow), crawl_delay=0, **more)
    target = Target(id=digest("target", url), url=url, klass=klass, browser=browser, max_pages=max_pages)
    with database_of(settings) as database, database.write() as connection:
        targets.put(connection, target)
        job = jobs.plan(connection, target.id, now())
    return Crawl(folder, settings, job.id)


@contextmanager
def database_of(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def crawl_of(tmp_path):
    return partial(job_for, tmp_path)
