"""The overview: what waits, what was told today, which runs came, how much is covered."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.views.runs import run_of
from api.views.times import start_of_day
from api.web.pages import draw
from core.clock import now
from core.repositories import lead_lists, overview

router = APIRouter()


@router.get("/")
def show(request: Request, someone: Reader, rooms: TheHouse) -> Response:
    """Show the overview; alerts only to those whose work they are."""
    moment = now()
    with rooms.database.read() as connection:
        matrix = lead_lists.open_matrix(connection)
        worst = lead_lists.page(connection, lead_lists.LeadFilter(status=lead_lists.OPEN), limit=8)[1]
        names = lead_lists.shop_names(connection, [lead.shop_id for lead in worst])
        coverage = overview.coverage(connection)
        rows = overview.runs(connection)
        told = overview.alerts_since(connection, start_of_day(moment)) if someone.may("alerts") else (0, [])
    runs = [run_of(target, last, done, moment) for target, last, done in rows]
    order = {"high": 0, "medium": 1, "low": 2}
    categories = sorted(matrix, key=lambda name: tuple(-matrix[name].get(level, 0) for level in order))
    return draw(
        request,
        "home.html",
        someone,
        matrix=matrix,
        categories=categories,
        severities={level: sum(row.get(level, 0) for row in matrix.values()) for level in order},
        worst=worst,
        names=names,
        coverage=coverage,
        runs=sorted(runs, key=lambda run: not run.alarm),
        alarms=sum(1 for run in runs if run.alarm),
        told=told,
        moment=moment,
    )
