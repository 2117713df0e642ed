"""The page of one lead: look, decide, undo."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.decisions import decide, reason_from
from api.depends import Decider, Reader, TheHouse, Visitor
from api.house import House
from api.lead_page import gather
from api.pictures import send_picture
from api.web.pages import draw
from core.errors import BadInput, Conflict, NotFound
from core.repositories import leads

router = APIRouter()


@router.get("/leads/{lead_id}")
def show(request: Request, someone: Reader, rooms: TheHouse, lead_id: str, occurrence: str = "", full: bool = False) -> Response:
    """Show the lead; `full` shows the whole text instead of the words with some context."""
    return _draw(request, someone, rooms, lead_id, occurrence, full)


def _draw(
    request: Request,
    someone: Visitor,
    rooms: House,
    lead_id: str,
    occurrence: str = "",
    full: bool = False,
    problem: str = "",
    conflict: bool = False,
    typed: str = "",
) -> Response:
    page = gather(rooms, lead_id, occurrence, full)
    status = 409 if conflict else 400 if problem else 200
    return draw(request, "lead.html", someone, status=status, page=page, lead=page.lead, problem=problem, conflict=conflict, typed=typed)


@router.post("/leads/{lead_id}/decide")
def decide_one(
    request: Request,
    someone: Decider,
    rooms: TheHouse,
    lead_id: str,
    action: Annotated[str, Form()],
    version: Annotated[int, Form()],
    quick: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Decide. When somebody else was faster nothing is changed, and the page shows what they did."""
    try:
        said = "撤销决定" if action == "undo" and not reason.strip() else reason_from(quick, reason)
        with rooms.database.write() as connection:
            decide(connection, lead_id, action=action, reason=said, who=someone.user.name, version=version)
    except Conflict as exc:
        return _draw(request, someone, rooms, lead_id, problem=str(exc), conflict=True, typed=reason)
    except BadInput as exc:
        return _draw(request, someone, rooms, lead_id, problem=str(exc), typed=reason)
    return RedirectResponse(f"/leads/{lead_id}#decision", status_code=303)


@router.get("/leads/{lead_id}/screenshot")
def screenshot(_someone: Reader, rooms: TheHouse, lead_id: str, download: bool = False) -> Response:
    """Send the picture that the second look took."""
    with rooms.database.read() as connection:
        lead = leads.get(connection, lead_id)
    if not lead.screenshot:
        raise NotFound(f"lead {lead_id} has no screenshot")
    return send_picture(rooms.settings.evidence_folder, lead.screenshot, download=download)
