"""Answer an error: a Chinese page for people, application/problem+json (RFC 9457) below /api/, never a trace of the program."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.depends import find_visitor
from api.errors import NotSignedIn, TooManyTries, heading_of, status_of
from api.security import HEADERS
from api.web.pages import draw
from core.errors import TradewatchError

log = logging.getLogger(__name__)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def answer(request: Request, status: int, heading: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return the error in the form that the request's path asks for."""
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": heading, "status": status, "detail": detail}
        return JSONResponse(body, status_code=status, media_type="application/problem+json", headers=headers)
    visitor = getattr(request.state, "visitor", None)
    if visitor is None and status == 404:  # no route looked for the session
        visitor = find_visitor(request, request.app.state.house)
    # a sentence for programs helps only those who look after them
    shown = detail if _CHINESE.search(detail) or (visitor and visitor.may("jobs")) else ""
    page = draw(request, "error.html", visitor, status=status, code=status, heading=heading, detail=shown)
    page.headers.update(headers or {})
    return page


def _ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, TradewatchError):
        raise error
    status, heading = status_of(error)
    if isinstance(error, NotSignedIn) and not request.url.path.startswith("/api/"):
        return _to_login(request)
    if status >= 500:
        log.error("%s %s: %s: %s", request.method, request.url.path, type(error).__name__, error)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else None
    return answer(request, status, heading, str(error), headers)


def _to_login(request: Request) -> Response:
    page = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = f"/login?next={quote(page, safe='/')}" if request.method == "GET" else "/login"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    return RedirectResponse(target, status_code=303)


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return answer(request, error.status_code, heading_of(error.status_code), str(error.detail), dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer(request, 422, heading_of(422), "；".join(_one(item) for item in error.errors()[:5]))


def _one(item: Any) -> str:
    place = ".".join(str(part) for part in item["loc"] if part not in ("body", "query", "path"))
    return f"{place}: {item['msg']}"


def _unexpected(request: Request, error: Exception) -> Response:
    # this handler runs outside of the middleware that adds the headers
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, heading_of(500), "系统内部错误，已记入日志。", {**HEADERS, "Cache-Control": "no-store"})


def install(app: FastAPI) -> None:
    """Give the application its answers to errors."""
    app.add_exception_handler(TradewatchError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)
