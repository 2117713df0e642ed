"""Figures for Prometheus: to whoever brings the token of the setting, or is signed in as an operator. Without either: nothing."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.depends import TheHouse, Visitor, find_visitor
from api.errors import Forbidden, NotSignedIn
from core.clock import now
from core.exposition import CONTENT_TYPE, exposition
from core.repositories.figures import figures

router = APIRouter()


@router.get("/metrics")
def metrics(request: Request, rooms: TheHouse, someone: Annotated[Visitor | None, Depends(find_visitor)]) -> Response:
    """Return the figures in Prometheus' text format."""
    token = rooms.settings.metrics_token
    brought = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not (token and hmac.compare_digest(brought.encode(), token.encode())):
        if someone is None:
            raise NotSignedIn("需要登录，或在 Authorization 中提供监控令牌")
        if not someone.may("jobs"):
            raise Forbidden("您的角色不包含此项权限")
    with rooms.database.read() as connection:
        found = figures(connection, now())
    return Response(exposition(found), media_type=CONTENT_TYPE)
