"""Services for all suites. A suite whose service cannot run is skipped with the reason; one named in TRADEWATCH_TEST_REQUIRE fails instead.

At the end a table says of each suite whether it ran.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import partial

import hypothesis
import pytest

from tests.services import browser, elasticsearch, postgresql, rabbitmq, redis
from tests.services.common import Missing

SECOND = "elasticsearch-9"
"""Runs where there is a JDK new enough for it; never required."""

SUITES = ("postgresql", "elasticsearch", "browser", "redis", "rabbitmq")
REQUIRED = tuple(name for name in os.environ.get("TRADEWATCH_TEST_REQUIRE", "").split(",") if name)
_missing: dict[str, str] = {}
_results: Counter[tuple[str, str]] = Counter()

hypothesis.settings.register_profile("shared machine", deadline=None)  # the first call of many loads tables
hypothesis.settings.load_profile("shared machine")

for name in [name for name in os.environ if name.startswith("TRADEWATCH_") and name != "TRADEWATCH_TEST_REQUIRE"]:
    del os.environ[name]  # a developer's own settings are none of the tests'


def _gone(suite: str, why: object) -> None:
    _missing[suite] = str(why)
    if suite in REQUIRED:
        pytest.fail(f"{suite} is required here: {why}", pytrace=False)
    pytest.skip(f"{suite}: {why}")


def _service(suite, server, factory):
    if suite in _missing:
        _gone(suite, _missing[suite])
    try:
        running = server(factory.mktemp(suite))
        url = running.__enter__()
    except Missing as exc:
        _gone(suite, exc)
    try:
        yield url
    finally:
        running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory):
    """URL of a PostgreSQL server of this run."""
    yield from _service("postgresql", postgresql.server, tmp_path_factory)


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory):
    """URL of an Elasticsearch server of this run."""
    yield from _service("elasticsearch", elasticsearch.server, tmp_path_factory)


@pytest.fixture(scope="session")
def elasticsearch_9_url(tmp_path_factory):
    """URL of an Elasticsearch 9 server of this run; needs a JDK 21 or later."""
    yield from _service(SECOND, partial(elasticsearch.server, version=elasticsearch.VERSIONS[1]), tmp_path_factory)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """URL of a Redis server of this run."""
    yield from _service("redis", redis.server, tmp_path_factory)


@pytest.fixture(scope="session")
def rabbitmq_url(tmp_path_factory):
    """URL of a RabbitMQ server of this run."""
    yield from _service("rabbitmq", rabbitmq.server, tmp_path_factory)


@pytest.fixture(scope="session")
def browser_name():
    """Name of the browser that the crawlers find."""
    try:
        return browser.find()
    except Missing as exc:
        return _gone("browser", exc)


def pytest_runtest_logreport(report):
    suite = SECOND if f"[{SECOND}" in report.nodeid else next((name for name in SUITES if name in report.keywords), "unit and embedded")
    if report.when == "call" or report.outcome != "passed":
        _results[suite, report.outcome] += 1


def _not_run(suite: str) -> bool:
    return not _results[suite, "passed"] or bool(_results[suite, "skipped"])


def pytest_sessionfinish(session, exitstatus):
    if exitstatus == 0 and not session.config.option.collectonly and any(_not_run(suite) for suite in REQUIRED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if not _results:
        return
    terminalreporter.section("suites")
    for suite in ("unit and embedded", *SUITES, SECOND):
        passed, failed, skipped = (_results[suite, outcome] for outcome in ("passed", "failed", "skipped"))
        state = "ran" if passed or failed else "skipped" if skipped else "not chosen"
        why = _missing.get(suite, "")
        if suite in REQUIRED and _not_run(suite):
            why = f"REQUIRED HERE, but not all of it ran. {why}"
        terminalreporter.write_line(f"{suite:<20} {state:<11} {passed:>4} passed {failed:>3} failed {skipped:>3} skipped  {why}".rstrip())
