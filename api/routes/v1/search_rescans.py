"""Rescans: a new word or a new rule, and the whole past."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import Decider, Reader, TheHouse
from api.schemas.base import ERRORS
from api.schemas.search import RescanIn, RescanOut
from core.errors import BadInput
from core.repositories import rescans
from pipeline import enqueue

router = APIRouter(prefix="/rescans", tags=["search"], responses=ERRORS)


@router.get("")
def list_rescans(_someone: Reader, rooms: TheHouse) -> list[RescanOut]:
    """Return the newest first."""
    with rooms.database.read() as connection:
        return [RescanOut.model_validate(one) for one in rescans.recent(connection)]


@router.get("/{rescan_id}")
def get_rescan(_someone: Reader, rooms: TheHouse, rescan_id: str) -> RescanOut:
    """Return one, with how far it came."""
    with rooms.database.read() as connection:
        return RescanOut.model_validate(rescans.get(connection, rescan_id))


@router.post("", status_code=202)
def ask(someone: Decider, rooms: TheHouse, asked: RescanIn) -> RescanOut:
    """Look for words, or for one rule, in everything that is stored; a worker does it."""
    if bool(asked.rule) == bool(asked.words):
        raise BadInput("rescan: either words or a rule")
    if asked.rule:
        return RescanOut.model_validate(enqueue.rescan_rule(rooms.database, rooms.detectors(), asked.rule, someone.user.name))
    return RescanOut.model_validate(enqueue.rescan_words(rooms.database, asked.words, someone.user.name))
