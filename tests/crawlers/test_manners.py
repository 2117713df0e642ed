"""Manners towards hosts: what robots.txt means by its status, how long a busy host wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from crawlers.agent import TOKEN
from crawlers.middlewares.patience import retry_after
from crawlers.middlewares.robots import rules_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORBID = b"User-agent: *\nDisallow: /\n"


def robots(status: int, body: bytes = FORBID) -> bool | None:
    rules = rules_of(Response("http://s.example/robots.txt", status=status, body=body))
    return None if rules.parsed is None else rules.parsed.can_fetch("http://s.example/x", TOKEN)


@pytest.mark.parametrize(("status", "allowed"), [(200, False), (404, True), (403, True), (410, True), (429, None), (500, None), (503, None)])
def test_robots_txt_means_by_its_status_what_rfc_9309_says(status, allowed):
    assert robots(status) is allowed


def test_a_group_of_our_name_goes_before_the_group_of_all():
    assert robots(200, b"User-agent: *\nDisallow: /\n\nUser-agent: tradewatch\nAllow: /\n") is True


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00garbage", b"<html>no robots</html>"])
def test_a_robots_txt_that_says_nothing_forbids_nothing(body):
    assert robots(200, body) is True


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"60", 60.0),
        (b" 5 ", 5.0),
        (b"Tue, 24 Nov 2026 12:01:00 GMT", 60.0),
        (b"Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        (b"", None),
        (b"soon", None),
        (b"-3", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds
