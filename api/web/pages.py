"""Draw a page: Jinja2 with escaping always on, the Chinese words and the menu that the visitor's role allows."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.auth.permissions import ROLES
from api.depends import Visitor
from api.errors import STATUS
from api.views import links, times, words
from api.views.money import money
from core.clock import now

HERE = Path(__file__).parent
STATIC = HERE / "static"

MENU = (
    ("/", "首页", "read"),
    ("/leads", "线索", "read"),
    ("/search", "搜索", "read"),
    ("/shops", "店铺", "read"),
    ("/rules", "规则", "rules"),
    ("/targets", "目标", "jobs"),
    ("/unseen", "未巡查", "read"),
    ("/jobs", "任务", "jobs"),
    ("/users", "用户", "users"),
    ("/help", "帮助", "read"),
)


@cache
def static_url(name: str) -> str:
    """Return the address of a static file with its content's hash, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


@cache
def problem_words() -> dict[str, str]:
    """Return the Chinese heading of each error class by its name, for reasons that were stored as "Class: detail"."""
    return {cls.__name__: heading for cls, (_, heading) in STATUS.items()}


@cache
def environment() -> Environment:
    """Return the templates. A name that a template lacks is an error, never an empty place."""
    made = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(
        beijing=times.beijing,
        short=lambda moment: times.short(moment, now()),
        period=times.period,
        safe_url=links.safe_url,
        readable=links.readable,
        word=lambda code, table: words.word(table, code),
        ending=lambda text: words.ending(text, problem_words()),
        money=money,
        thousands=lambda number: f"{number:,}",
    )
    made.globals.update(words=words, static=static_url, with_query=links.with_query, facet_word=words.facet_word, ROLES=ROLES)
    return made


def draw(request: Request, template: str, visitor: Visitor | None = None, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return the page. Templates see `me`, `can`, `csrf_field`, `menu`, `here` and the values."""
    menu = [(path, name) for path, name, permission in MENU if visitor and visitor.may(permission)]
    token = visitor.session.csrf if visitor else ""
    known = {"me": visitor.user if visitor else None, "can": visitor.may if visitor else lambda _permission: False, "menu": menu, "here": request.url.path}
    field = Markup('<input type="hidden" name="csrf" value="{}">').format(token)
    text = environment().get_template(template).render(csrf_field=lambda: field, **known, **values)
    return HTMLResponse(text, status_code=status)


def is_partial(request: Request) -> bool:
    """Return whether htmx asks for a part of a page (going back in the history asks for the whole page)."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"
