"""Captures: what is known of the evidence, and comparing it now."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import Reader, TheHouse
from api.schemas.base import ERRORS
from api.schemas.others import CaptureOut, CheckOut, Comparison
from api.views.evidence import check as check_evidence
from core.repositories import captures

router = APIRouter(prefix="/captures", tags=["captures"], responses=ERRORS)


@router.get("/{capture_id}")
def get_capture(_someone: Reader, rooms: TheHouse, capture_id: str) -> CaptureOut:
    """Return where the page lies among the evidence."""
    with rooms.database.read() as connection:
        return CaptureOut.model_validate(captures.get(connection, capture_id))


@router.get("/{capture_id}/check")
def check(_someone: Reader, rooms: TheHouse, capture_id: str) -> CheckOut:
    """Read the record back now and compare every hash."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
    result = check_evidence(rooms.store, capture, {capture.screenshot: capture.screenshot_sha256} if capture.screenshot else {})
    lines = [Comparison(what=what, expected=expected, found=found, equal=equal) for what, expected, found, equal in result.lines]
    return CheckOut(good=result.good, comparisons=lines, problems=result.problems)
