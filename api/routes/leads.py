"""The list of leads, and decisions on several at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.decisions import decide, reason_from
from api.depends import Decider, Reader, TheHouse
from api.views.lead_list import PER_PAGE, address, choices, filter_from, tabs
from api.views.links import local_path, with_query
from api.web.pages import draw, is_partial
from core.errors import BadInput, Conflict
from core.repositories import lead_lists

router = APIRouter()

Values = Annotated[list[str], Query(max_length=50)]
MOST_AT_ONCE = PER_PAGE


@router.get("/leads")
def show(
    request: Request,
    someone: Reader,
    rooms: TheHouse,
    status: Values = [],  # noqa: B006 - FastAPI copies it
    category: Values = [],  # noqa: B006
    severity: Values = [],  # noqa: B006
    confidence: Values = [],  # noqa: B006
    shop: Values = [],  # noqa: B006
    q: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    decided: int = 0,
    conflicts: int = 0,
) -> Response:
    """Show one page of the leads that match, or only the part that changes."""
    wanted = filter_from(status, category, severity, confidence, shop, q)
    with rooms.database.read() as connection:
        total, rows = lead_lists.page(connection, wanted, PER_PAGE, (page - 1) * PER_PAGE)
        facets = lead_lists.facets(connection, wanted)
        names = lead_lists.shop_names(connection, [*{lead.shop_id for lead in rows}, *(value for value, _ in facets["shop"]), *wanted.shop])
    pages = max(1, -(-total // PER_PAGE))
    return draw(
        request,
        "_leads.html" if is_partial(request) else "leads.html",
        someone,
        rows=rows,
        names=names,
        total=total,
        page=page,
        pages=pages,
        wanted=wanted,
        tabs=tabs(wanted, facets["status"]),
        choices=choices(wanted, facets, names),
        address=lambda number: address(wanted, number),
        partial=is_partial(request),
        decided=decided,
        conflicts=conflicts,
    )


@router.post("/leads/decide")
def decide_several(
    someone: Decider,
    rooms: TheHouse,
    lead: Annotated[list[str], Form(max_length=MOST_AT_ONCE)] = [],  # noqa: B006
    action: Annotated[str, Form()] = "dismiss",
    quick: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/leads",
) -> Response:
    """Decide on the chosen leads (each "id:version") with one reason; those that changed meanwhile are left as they are and counted."""
    said = reason_from(quick, reason)
    if not lead:
        raise BadInput("请先勾选线索")
    decided = conflicts = 0
    for chosen in lead:
        ident, _, version = chosen.rpartition(":")
        if not version.isdigit():
            raise BadInput(f"lead: {chosen!r} is no id:version")
        try:
            with rooms.database.write() as connection:
                decide(connection, ident, action=action, reason=said, who=someone.user.name, version=int(version))
            decided += 1
        except Conflict:
            conflicts += 1
    path = local_path(back, "/leads")
    query = with_query("", {"decided": decided, "conflicts": conflicts}).lstrip("?")
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}{query}", status_code=303)
