"""Take a job up again: what an earlier run stored is not fetched twice, and the links of its pages are not lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.records import Capture, Page
from core.repositories import captures
from crawlers.frontier import Wanted
from crawlers.links import clean, site_of
from crawlers.reading import links_of
from crawlers.route import Route
from crawlers.shells import Shells, shows_more, why_not_drawn

_KEPT = ("page", "picture", "file")


@dataclass
class Left:
    """What an earlier run left: pages counted, goods seen, whether the start page is there."""

    pages: int = 0
    goods: int = 0
    start_stored: bool = False
    shells: Shells = field(default_factory=dict)


def take_up(route: Route) -> Left:
    """Fill the route with what the job's captures tell. Errors and what never answered are tried again."""
    with route.work.recorder.database.read() as connection:
        before = captures.of_job(connection, route.work.job.id)
    left = Left()
    kept = [(capture, page) for capture, page in before if capture.kind in _KEPT]
    shells = {capture.url: page for capture, page in before if capture.kind == "shell" and page is not None}
    drawn = {capture.url for capture, _ in kept if capture.via == "browser"}
    for capture, page in kept:
        route.frontier.mark(capture.url)
        route.frontier.mark(clean(capture.final_url))
        route.bounds.admits(capture.url)
        shell = shells.get(capture.url) if capture.via == "browser" else None
        if shell is not None and page is not None and shows_more(shell, page):
            route.drawn_hosts.add(site_of(capture.url))
        if _is_start(route, capture) and capture.kind != "picture":
            left.start_stored = True
            route.homes.add(site_of(capture.final_url))
        left.pages += capture.kind == "page" and (capture.url not in shells or capture.url in drawn)
        left.goods += page is not None and page.kind == "product"
        route.pictures += capture.kind == "picture"
    for capture, page in kept:
        if capture.kind == "page" and page is not None:
            route.follow(page, _wanted(route, capture), links_of(page))
    _take_up_shells(route, before, drawn, left)
    return left


def _take_up_shells(route: Route, before: list[tuple[Capture, Page | None]], drawn: set[str], left: Left) -> None:
    """Ask the browser again for what it has not drawn, also where it failed before and the shell was kept as the page."""
    for capture, page in before:
        if capture.kind != "shell" or page is None or capture.url in drawn:
            continue
        why = why_not_drawn(route.work)
        if why:
            route.work.recorder.skip(capture.url, why)
            route.losses.add(_wanted(route, capture), why)
        else:
            left.shells[capture.url] = (replace(capture, id=route.work.recorder.page_id(capture.url, "http"), kind="page"), page)
            route.frontier.push(replace(_wanted(route, capture), via="browser", weight=100), again=True)


def _is_start(route: Route, capture: Capture) -> bool:
    return capture.url == clean(route.work.target.url)


def _wanted(route: Route, capture: Capture) -> Wanted:
    start = _is_start(route, capture)
    return Wanted(url=capture.url, depth=0 if start else 1, start=start, landing=site_of(capture.url) not in route.homes)
