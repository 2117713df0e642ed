"""Help for people, and the list of the API's operations (no scripts from elsewhere)."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.depends import Reader, TheHouse
from api.views.confidence import step_meaning
from api.views.words import CONFIDENCE_MEANS
from api.web.pages import draw, static_url

router = APIRouter()


@router.get("/help")
def show(request: Request, someone: Reader, rooms: TheHouse) -> Response:
    """Show what the words mean, the keys, and how evidence is checked."""
    measured = rooms.measured()
    return draw(request, "help.html", someone, confidence={step: step_meaning(step, measured) for step in CONFIDENCE_MEANS})


@router.get("/api/docs")
def operations(request: Request, someone: Reader) -> Response:
    """List the operations of the API out of its own description."""
    described = request.app.openapi()
    rows = [(method.upper(), path, operation) for path, methods in described["paths"].items() for method, operation in methods.items()]
    return draw(request, "api.html", someone, rows=rows, version=described["info"]["version"])


@router.get("/favicon.ico")
def icon() -> Response:
    """Lead browsers that ask for the old name to the picture."""
    return RedirectResponse(static_url("logo.svg"), status_code=307)
