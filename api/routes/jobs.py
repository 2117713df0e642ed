"""Jobs and targets: what is watched, what runs now, what failed and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.depends import JobOperator, TargetOperator, TheHouse, Visitor
from api.house import House
from api.views.runs import run_of
from api.web.pages import draw
from core.clock import now
from core.errors import BadInput, Conflict
from core.repositories import jobs, overview, targets
from pipeline import enqueue

router = APIRouter()

EVERY = {0: "仅一次", 3600: "每小时", 21600: "每 6 小时", 86400: "每天", 604800: "每周"}
RECENT = 50
MOST_PAGES = 20_000


@router.get("/jobs")
def show(request: Request, someone: JobOperator, rooms: TheHouse) -> Response:
    """Show targets, running jobs and the newest ended ones."""
    return _draw(request, someone, rooms)


def _draw(request: Request, someone: Visitor, rooms: House, problem: str = "", url: str = "", template: str = "jobs.html") -> Response:
    moment = now()
    with rooms.database.read() as connection:
        rows = overview.runs(connection)
        recent = jobs.recent(connection, RECENT)
    names = {target.id: target for target, _, _ in rows}
    runs = sorted((run_of(target, last, done, moment) for target, last, done in rows), key=lambda run: not run.alarm)
    status = 400 if problem else 200
    return draw(
        request,
        template,
        someone,
        status=status,
        runs=runs,
        recent=recent,
        targets=names,
        every=EVERY,
        problem=problem,
        url=url,
        most=MOST_PAGES,
        moment=moment,
    )


@router.get("/jobs/recent")
def progress(request: Request, someone: JobOperator, rooms: TheHouse) -> Response:
    """Return the table of jobs alone: a page that is open asks for it every few seconds."""
    return _draw(request, someone, rooms, template="_jobs.html")


@router.post("/jobs/targets")
def add(
    request: Request,
    someone: TargetOperator,
    rooms: TheHouse,
    url: Annotated[str, Form(max_length=2000)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    every: Annotated[int, Form()] = 0,
    max_pages: Annotated[int, Form(ge=1, le=MOST_PAGES)] = 500,
) -> Response:
    """Watch an address and visit it as soon as a worker is free."""
    try:
        if every not in EVERY:
            raise BadInput(f"every: {every} is none of {', '.join(map(str, EVERY))}")
        enqueue.crawl(rooms.database, url.strip(), name=name.strip(), every=every, max_pages=max_pages)
    except BadInput:
        return _draw(request, someone, rooms, problem="请输入以 http:// 或 https:// 开头的网址", url=url)
    return RedirectResponse("/jobs", status_code=303)


@router.post("/jobs/targets/{target_id}/visit")
def visit(someone: TargetOperator, rooms: TheHouse, target_id: str) -> Response:
    """Visit a known target now; raise Conflict when a visit is under way: two would double the load on the shop."""
    with rooms.database.write() as connection:
        target = targets.get(connection, target_id)
        if any(job.status in ("due", "running") for job in jobs.recent(connection, 1, target.id)):
            raise Conflict("该目标已有任务在等待或执行")
        job = jobs.plan(connection, target.id, now())
    enqueue.hint(job.id)
    return RedirectResponse("/jobs", status_code=303)


@router.post("/jobs/targets/{target_id}/active")
def set_active(someone: TargetOperator, rooms: TheHouse, target_id: str, active: Annotated[bool, Form()]) -> Response:
    """Stop watching a target, or watch it again; what was stored stays."""
    with rooms.database.write() as connection:
        targets.set_active(connection, target_id, active)
    return RedirectResponse("/jobs", status_code=303)
