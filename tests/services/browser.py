"""The browser of the tests: the one that the crawlers find."""

from __future__ import annotations

from tests.services.common import Missing


def find() -> str:
    """Return what the browser is; raises Missing with what to install."""
    from core.settings import load_settings
    from crawlers.browser.find import find_browser

    found = find_browser(load_settings())
    if found is None:
        raise Missing("no Chromium found (apt-get install chromium-headless-shell, or playwright install chromium)")
    return found.name
