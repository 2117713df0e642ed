"""Health, for those who start and watch the server; no sign-in needed, nothing told but that it answers."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import TheHouse
from api.schemas.others import Health
from core.repositories import index_queue

router = APIRouter(prefix="/health", tags=["health"])


@router.get("")
def health(rooms: TheHouse) -> Health:
    """Return ok when the database answers."""
    with rooms.database.read() as connection:
        return Health(status="ok", database=True, queue=index_queue.size(connection))
