"""Shops: who sells, with which licences shown."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from api.depends import Reader, TheHouse
from api.views.licence_state import licence_state
from api.views.links import with_query
from api.web.pages import draw
from core.records import Shop
from core.repositories import captures, documents, findings, lead_lists, leads, overview, shops
from core.repositories.lead_lists import LeadFilter

router = APIRouter()
PER_PAGE = 50


@router.get("/shops")
def show_all(request: Request, someone: Reader, rooms: TheHouse, q: str = "", page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Show shops by host, with the numbers of what they offer and of their open leads."""
    with rooms.database.read() as connection:
        total, rows = overview.shop_page(connection, q.strip()[:100], PER_PAGE, (page - 1) * PER_PAGE)
        waiting = lead_lists.open_by_shop(connection, [shop.id for shop in rows])
        listings = {shop.id: documents.count(connection, "listing", shop.id) for shop in rows}
    pages = max(1, -(-total // PER_PAGE))
    words = q.strip()
    return draw(
        request,
        "shops.html",
        someone,
        rows=rows,
        total=total,
        waiting=waiting,
        listings=listings,
        q=words,
        page=page,
        pages=pages,
        shop_address=lambda number: with_query("/shops", {"q": words, "page": number}),
    )


@router.get("/shops/{shop_id}")
def show(request: Request, someone: Reader, rooms: TheHouse, shop_id: str) -> Response:
    """Show one shop: operator, licences in words, who else shows them, its leads and what it offers."""
    with rooms.database.read() as connection:
        shop = shops.get(connection, shop_id)
        same = shops.same_licence(connection, shop_id)
        capture = captures.find(connection, shop.capture_id)
        total, shown = lead_lists.page(connection, LeadFilter(shop=(shop_id,)), 20)
        found = [item for item in findings.of_document(connection, shop_id) if _still(connection, item.lead_id, shop)]
        kinds = ("listing", "advertisement", "page")
        offered = {kind: (documents.count(connection, kind, shop_id), documents.of_shop(connection, kind, shop_id, 20)) for kind in kinds}
    state = licence_state(shop, (item.finding for item in found))
    return draw(request, "shop.html", someone, shop=shop, same=same, capture=capture, leads=shown, lead_total=total, offered=offered, state=state)


def _still(connection: Connection, lead_id: str, shop: Shop) -> bool:
    """Whether the last visit showed the lead again, and nobody has dismissed it."""
    lead = leads.find(connection, lead_id) if lead_id else None
    return lead is not None and shop.last_seen is not None and lead.last_seen >= shop.last_seen and lead.status != "dismissed"
