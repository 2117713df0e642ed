"""The market, and an installation that has visited all of it: once per run and seed, shared by many tests that only read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.demo_market.world import DEFAULT_SEED
from tests.end_to_end.bureau import Bureau
from tests.end_to_end.stall import running

OTHER_SEED = 4711
TWO = ("plain", "structured")


@pytest.fixture(scope="session")
def stall(tmp_path_factory):
    """The market of the default seed; nothing of it is changed."""
    with running(DEFAULT_SEED, tmp_path_factory.mktemp("market")) as one:
        yield one


@pytest.fixture(scope="session")
def other_stall(tmp_path_factory):
    """The market of another seed."""
    with running(OTHER_SEED, tmp_path_factory.mktemp("other")) as one:
        yield one


def visit_all(stall, folder) -> tuple[Bureau, dict[str, dict]]:
    """Visit every shop and channel of the market, two at once; returns the installation and what each crawl said, by address."""
    bureau = Bureau(folder / "data", stall.market.allow)
    with ThreadPoolExecutor(2) as pool:
        visits = {url: pool.submit(bureau.crawl, url, *(["--channel"] if klass == "advert_channel" else [])) for url, klass, _ in stall.market.start_urls}
    return bureau, {url: visit.result() for url, visit in visits.items()}


@pytest.fixture(scope="session")
def visited(stall, browser_name, tmp_path_factory):
    """The default seed, wholly visited with a browser."""
    return visit_all(stall, tmp_path_factory.mktemp("bureau"))


@pytest.fixture(scope="session")
def other_visited(other_stall, browser_name, tmp_path_factory):
    """The other seed, wholly visited with a browser."""
    return visit_all(other_stall, tmp_path_factory.mktemp("other_bureau"))


@pytest.fixture(scope="session")
def two_visited(stall, tmp_path_factory):
    """An installation that has visited two shops of the default seed, in peace: what others are compared with, to be copied and never changed."""
    bureau = Bureau(tmp_path_factory.mktemp("two") / "data", stall.market.allow)
    for key in TWO:
        bureau.crawl(stall.market.url(key))
    return bureau


@pytest.fixture
def bureau(tmp_path, stall):
    """A new installation for one test."""
    return Bureau(tmp_path / "data", stall.market.allow)
