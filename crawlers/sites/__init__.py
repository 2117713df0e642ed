"""One small file per shop or advert channel; found by themselves, nothing else is edited."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import ConfigError
from crawlers.site import Site


def load_sites(folder: Path) -> dict[str, Site]:
    """Return the sites of a folder by domain; raise ConfigError when a file holds no SITE, or one of another name, or a domain twice."""
    sites: dict[str, Site] = {}
    for path in sorted(folder.glob("[!_]*.py")):
        site = _load(path)
        if site.name != path.stem:
            raise ConfigError(f"{path.name}: SITE.name is {site.name!r}, wanted {path.stem!r}")
        if site.domain in sites:
            raise ConfigError(f"{path.name}: {site.domain} is the domain of {sites[site.domain].name} too")
        sites[site.domain] = site
    return sites


def _load(path: Path) -> Site:
    spec = importlib.util.spec_from_file_location(f"crawlers.sites.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ConfigError(f"{path.name}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    site = getattr(module, "SITE", None)
    if not isinstance(site, Site):
        raise ConfigError(f"{path.name}: has no SITE")
    return site


@cache
def own_sites() -> dict[str, Site]:
    """Return the project's sites by domain."""
    return load_sites(Path(__file__).parent)


def site_for(url: str, sites: dict[str, Site]) -> Site | None:
    """Return the site of this address: its domain or one above it; None where there is no file."""
    labels = (urlsplit(url).hostname or "").split(".")
    return next((sites[domain] for domain in (".".join(labels[start:]) for start in range(len(labels))) if domain in sites), None)
