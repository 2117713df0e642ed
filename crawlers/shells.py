"""Pages that plain HTTP shows empty: kept as a shell, asked for again through the browser, and kept after all when that fails."""

from __future__ import annotations

from core.records import Capture, Page
from crawlers.frontier import Wanted
from crawlers.record import Kept, Recorder
from crawlers.work import Work

Shells = dict[str, tuple[Capture, Page]]
"""Address to the capture and page that take the place of a drawn one that never came."""


def is_too_little(wanted: Wanted, kept: Kept, page: Page) -> bool:
    """Return whether plain HTTP showed too little of the page."""
    bare_start = wanted.start and not page.listings and not page.links
    return kept.via == "http" and (page.needs_browser or bare_start)


def shows_more(shell: Page, drawn: Page) -> bool:
    """Return whether the browser was worth it: then the host's other pages go to it straight away."""
    return len(drawn.listings) > len(shell.listings) or len(drawn.text) > 2 * len(shell.text) + 50


def why_not_drawn(work: Work) -> str:
    """Return why the browser cannot be asked, an empty text when it can."""
    if work.browser is not None:
        return ""
    return "drawn by script; " + ("this target is visited without a browser" if work.target.browser == "never" else "no browser was found")


def set_aside(shells: Shells, recorder: Recorder, wanted: Wanted, kept: Kept, page: Page) -> None:
    """Keep the shell as evidence that does not travel, and remember it."""
    recorder.add(recorder.capture(wanted.url, kept, kind="shell"), page)
    shells[wanted.url] = (recorder.capture(wanted.url, kept, kind="page"), page)
