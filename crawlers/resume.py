"""Take a job up again: what an earlier run stored is not fetched twice, what it had found is not lost, and what it had to say is said again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.clock import now
from core.records import Capture, Page
from core.repositories import captures, frontier, page_states
from core.repositories.frontier import FrontierRow
from crawlers.frontier import Wanted, key_of
from crawlers.links import site_of
from crawlers.route import Route
from crawlers.shells import Shells, why_not_drawn

MEMORY = timedelta(days=30)  # after which a site is asked again whether it needs the browser


@dataclass
class Left:
    """What an earlier run left: pages counted, goods seen, whether the start page is there. `read_before`: keys of the pages that any visit read."""

    pages: int = 0
    goods: int = 0
    start_stored: bool = False
    shells: Shells = field(default_factory=dict)
    read_before: frozenset[str] = frozenset()


def take_up(route: Route) -> Left:
    """Fill the route with what the job's rows tell. What never answered is tried again; what is not there is not."""
    job_id = route.work.job.id
    with route.work.recorder.database.read() as connection:
        rows = frontier.of_job(connection, job_id)
        before = captures.outlines(connection, job_id)
        shells = captures.shells(connection, job_id)
        read_before = page_states.keys(connection, route.work.target.id)
        route.drawn_hosts |= frontier.remembered(connection, "browser", now() - MEMORY)
    left = _left(route, before, {capture.url for capture, _ in shells})
    left.read_before = frozenset(read_before)
    _restore(route, rows)
    _take_up_shells(route, before, shells, left)
    return left


def _left(route: Route, before: list[tuple[Capture, bool]], shells: set[str]) -> Left:
    left = Left()
    for capture, product in before:
        if capture.kind in ("shell", "error"):
            continue
        if capture.url == route.start_url and capture.kind != "picture":
            left.start_stored = True
            route.homes.add(site_of(capture.final_url))
        # a shell that was kept as the page is drawn again
        left.pages += capture.kind == "page" and (capture.via == "browser" or capture.url not in shells)
        left.goods += product
        route.goods_pictures += capture.kind == "picture"
    return left


def _restore(route: Route, rows: Iterable[FrontierRow]) -> None:
    recorder = route.work.recorder
    for row in rows:
        route.frontier.restore(row)
        route.bounds.against(row.url)
        if row.state == "left":
            recorder.fail(row.url, row.why)
        elif row.state == "skipped":
            recorder.skip(row.url, row.why)
        elif row.state == "done" and row.why:
            recorder.skip(row.url, row.why)
            route.losses.add(_wanted(route, row.url, row), row.why)


def _take_up_shells(route: Route, before: list[tuple[Capture, bool]], shells: list[tuple[Capture, Page]], left: Left) -> None:
    """Ask the browser again for what it has not drawn, also where it failed before and the shell was kept as the page."""
    drawn = {capture.url for capture, _ in before if capture.via == "browser" and capture.kind == "page"}
    waiting = {key_of(url) for url in route.frontier.waiting_pages()}
    for capture, page in shells:
        if capture.url in drawn:
            continue
        why = why_not_drawn(route.work)
        if why:
            route.work.recorder.skip(capture.url, why)
            route.losses.add(_wanted(route, capture.url), why)
            continue
        left.shells[capture.url] = (replace(capture, id=route.work.recorder.page_id(capture.url, "http"), kind="page"), page)
        if key_of(capture.url) not in waiting:
            route.frontier.push(replace(_wanted(route, capture.url), via="browser", weight=100), again=True)


def _wanted(route: Route, url: str, row: FrontierRow | None = None) -> Wanted:
    if row is not None and row.wanted:
        return Wanted(url=url, **row.wanted)
    start = url == route.start_url
    return Wanted(url=url, depth=0 if start else 1, start=start, landing=site_of(url) not in route.homes)
