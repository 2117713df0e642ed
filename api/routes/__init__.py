"""The screens' addresses: one small file a noun, each with a `router`; a new file is found by itself."""

from __future__ import annotations

import importlib
import pkgutil

from fastapi import APIRouter


def pages_routers() -> list[APIRouter]:
    """Return the routers of all screens."""
    return routers_of(__name__, __path__)


def routers_of(package: str, path: object) -> list[APIRouter]:
    """Return the routers of the package's modules, by name of the module."""
    names = sorted(info.name for info in pkgutil.iter_modules(path) if not info.ispkg)  # type: ignore[arg-type]
    routers: list[APIRouter] = [importlib.import_module(f"{package}.{name}").router for name in names]
    return routers
