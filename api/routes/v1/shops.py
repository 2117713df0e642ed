"""Shops."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.depends import Reader, TheHouse
from api.schemas.base import ERRORS
from api.schemas.others import ShopList, ShopOut
from core.repositories import overview, shops

router = APIRouter(prefix="/shops", tags=["shops"], responses=ERRORS)


@router.get("")
def list_shops(
    _someone: Reader,
    rooms: TheHouse,
    text: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> ShopList:
    """Return shops by host; `text` stands in name, host or operator."""
    with rooms.database.read() as connection:
        total, rows = overview.shop_page(connection, text, limit, offset)
    return ShopList(total=total, shops=[ShopOut.model_validate(shop) for shop in rows])


@router.get("/{shop_id}")
def get_shop(_someone: Reader, rooms: TheHouse, shop_id: str) -> ShopOut:
    """Return one shop."""
    with rooms.database.read() as connection:
        return ShopOut.model_validate(shops.get(connection, shop_id))
