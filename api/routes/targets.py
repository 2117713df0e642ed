"""Targets: see them with their written task and coverage, add one, change one, stop and go on; and the list of what was not seen."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.depends import JobOperator, Reader, TargetOperator, TheHouse, Visitor
from api.views.cover_words import blocked_words, left_out_word
from api.views.unseen import by_area, unseen
from api.web.pages import draw
from core import target_words
from core.clock import now
from core.db import Database
from core.errors import BadInput
from core.records import Target
from core.repositories import coverage, custody, frontier, jobs, targets
from core.target_form import fields_of, target_of
from pipeline import enqueue

router = APIRouter()

MOST = 500  # rows on one screen
CHOICES = {
    "klass": target_words.CLASSES,
    "every": {word: word for word in target_words.FREQUENCIES.values()},
    "browser": target_words.BROWSERS,
    "risk": target_words.RISKS,
    "robots": target_words.ROBOTS,
}


@router.get("/targets")
def show(request: Request, someone: JobOperator, rooms: TheHouse, text: str = "") -> Response:
    """Show the targets, those that stand in want of a visit first; `text` stands in name, address, operator or area."""
    with rooms.database.read() as connection:
        every = coverage.all_targets(connection)
    found = [row for row in every if text.strip() in f"{row[0].name} {row[0].url} {row[0].operator} {row[0].area}"]
    return draw(request, "targets.html", someone, rows=found[:MOST], total=len(found), text=text.strip(), target_words=target_words, blocked=blocked_words)


@router.get("/targets/new")
def new(request: Request, someone: TargetOperator) -> Response:
    """Show an empty form."""
    return _form(request, someone, {"every": "每天", "approved_by": someone.user.name})


@router.post("/targets")
async def add(request: Request, someone: TargetOperator, rooms: TheHouse) -> Response:
    """Watch a target under its written task and visit it as soon as a worker is free."""
    fields = await _fields(request)
    try:
        target = target_of(fields, now(), task=True)
        _keep(rooms.database, target, None, someone.user.name)
    except BadInput as exc:
        return _form(request, someone, fields, problem=str(exc))
    with rooms.database.write() as connection:
        job = jobs.unfinished(connection, target.id) or jobs.plan(connection, target.id, now())
    enqueue.hint(job.id)
    return RedirectResponse(f"/targets/{target.id}", status_code=303)


@router.get("/targets/{target_id}")
def edit(request: Request, someone: TargetOperator, rooms: TheHouse, target_id: str) -> Response:
    """Show one target: its form, what is seen of it, and its custody log."""
    with rooms.database.read() as connection:
        target = targets.get(connection, target_id)
    return _form(request, someone, fields_of(target), rooms=rooms.database, target=target)


@router.post("/targets/{target_id}")
async def change(request: Request, someone: TargetOperator, rooms: TheHouse, target_id: str) -> Response:
    """Change a target; its address stays, as what was seen hangs on it."""
    fields = await _fields(request)
    fields.pop("url", None)
    with rooms.database.read() as connection:
        known = targets.get(connection, target_id)
    try:
        _keep(rooms.database, target_of(fields, now(), known=known, task=True), known, someone.user.name)
    except BadInput as exc:
        return _form(request, someone, fields_of(known) | fields, problem=str(exc), rooms=rooms.database, target=known)
    return RedirectResponse(f"/targets/{target_id}", status_code=303)


@router.post("/targets/{target_id}/pause")
def pause(someone: TargetOperator, rooms: TheHouse, target_id: str) -> Response:
    """Stop watching the target, or go on."""
    with rooms.database.read() as connection:
        known = targets.get(connection, target_id)
    _keep(rooms.database, replace(known, active=not known.active), known, someone.user.name)
    return RedirectResponse(f"/targets/{target_id}", status_code=303)


@router.get("/unseen")
def not_seen(request: Request, someone: Reader, rooms: TheHouse) -> Response:
    """Show which targets were not seen, why, and how many there are per area."""
    with rooms.database.read() as connection:
        every = coverage.all_targets(connection)
    missing = unseen(every, now())
    return draw(
        request, "unseen.html", someone, missing=missing[:MOST], total=len(missing), every=len(every), areas=by_area(every, missing), word=left_out_word
    )


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form(max_fields=60, max_files=0)
    return {name: str(form.get(name, "")).strip() for name in target_words.HEADINGS if name in form}


def _keep(database: Database, target: Target, known: Target | None, who: str) -> None:
    changed = [name for name, value in fields_of(target).items() if known is None or fields_of(known)[name] != value]
    if not changed:
        return
    action = "target added" if known is None else "target changed"
    reason = (
        ""
        if known is None
        else "、".join(f"{target_words.HEADINGS[name]}：{fields_of(known)[name] or '—'} → {fields_of(target)[name] or '—'}" for name in changed)
    )
    with database.write() as connection:
        if known is None and targets.find(connection, target.id) is not None:
            raise BadInput("网址：该目标已存在")
        targets.put(connection, target)
        custody.add(connection, at=now(), who=who, action=action, subject=f"target {target.id}", reason=reason)
        if target.robots == "override" and "robots" in changed:
            reason = f"{target.robots_reason} ({target.robots_by})"
            custody.add(connection, at=now(), who=who, action="robots override", subject=f"target {target.id}", reason=reason)


def _form(
    request: Request, someone: Visitor, fields: dict[str, str], *, problem: str = "", rooms: Database | None = None, target: Target | None = None
) -> Response:
    seen, log, stopped = None, [], {}
    if rooms is not None and target is not None:
        with rooms.read() as connection:
            seen = coverage.find(connection, target.id)
            log = custody.of_subject(connection, f"target {target.id}")
            stopped = frontier.stops_of(connection, seen.job_id) if seen else {}
    return draw(
        request,
        "target.html",
        someone,
        status=400 if problem else 200,
        fields=fields,
        target=target,
        problem=problem,
        seen=seen,
        log=log,
        stopped=stopped,
        headings=target_words.HEADINGS,
        choices=CHOICES,
        word=left_out_word,
        blocked=blocked_words,
        actions=ACTIONS,
    )


ACTIONS = {
    "target added": "添加目标",
    "target changed": "修改目标",
    "target imported": "导入目标",
    "target proposed": "由站点名录提出",
    "robots override": "决定不遵守爬虫协议",
    "robots override used": "抓取时未遵守爬虫协议",
}
