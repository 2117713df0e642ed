"""Make the application: routes, error answers, security headers, and what is opened at start and closed at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems
from api.auth.first_user import ensure_admin
from api.house import House
from api.routes import pages_routers
from api.routes.v1 import api_routers
from api.security import SecurityHeaders
from api.web.pages import STATIC
from core.db import open_database
from core.settings import Settings, load_settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application for these settings, by default those of the environment; raises ConfigError."""
    used = settings or load_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        house = House(used, open_database(used))
        try:
            ensure_admin(house.database, used, house.passwords)
            app.state.house = house
            yield
        finally:
            house.close()

    # the usual pages for reading the API fetch their scripts from elsewhere: ours is /api/docs, the description /api/openapi.json
    app = FastAPI(title="网哨 Tradewatch", version="1", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(SecurityHeaders)
    problems.install(app)
    for router in api_routers():
        app.include_router(router, prefix="/api/v1")
    for router in pages_routers():
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
