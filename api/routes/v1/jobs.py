"""Jobs, and adding a target."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.depends import JobOperator, TargetOperator, TheHouse
from api.schemas.base import ERRORS
from api.schemas.others import JobOut, TargetIn
from core.repositories import jobs
from pipeline import enqueue

router = APIRouter(tags=["jobs"], responses=ERRORS)


@router.get("/jobs")
def list_jobs(
    _someone: JobOperator, rooms: TheHouse, target: Annotated[str, Query(max_length=40)] = "", limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[JobOut]:
    """Return the newest jobs first."""
    with rooms.database.read() as connection:
        return [JobOut.model_validate(job) for job in jobs.recent(connection, limit, target)]


@router.get("/jobs/{job_id}")
def get_job(_someone: JobOperator, rooms: TheHouse, job_id: str) -> JobOut:
    """Return one job."""
    with rooms.database.read() as connection:
        return JobOut.model_validate(jobs.get(connection, job_id))


@router.post("/targets", status_code=202)
def add_target(_someone: TargetOperator, rooms: TheHouse, target: TargetIn) -> JobOut:
    """Watch an address and visit it as soon as a worker is free."""
    job = enqueue.crawl(rooms.database, target.url, name=target.name, every=target.every, max_pages=target.max_pages)
    return JobOut.model_validate(job)
