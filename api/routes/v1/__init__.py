"""The JSON API, version 1: one small file a noun, each with a `router`."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import routers_of


def api_routers() -> list[APIRouter]:
    """Return the routers of the API."""
    return routers_of(__name__, __path__)
