"""A shop that only a browser can see, visited without one: skipped and named, and nothing is guessed."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_a_single_page_shop_without_a_browser_is_skipped_and_named(bureau, stall):
    url = stall.market.url("spa")
    done = bureau.run("crawl", url, "--json", "--browser", "never")
    assert done.returncode == 0, done.stderr
    assert url.removesuffix("/") in done.stderr.decode()
    assert "skipped" in done.stderr.decode()
    assert bureau.rows("SELECT id FROM listings") == []
    assert bureau.rows("SELECT id FROM leads") == [], "a shop that was not seen is not accused of showing no licence"
