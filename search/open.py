"""Open the engine that the settings name: Elasticsearch where an address is given, else the embedded one."""

from __future__ import annotations

from core.settings import Settings
from search.base import Engine


def open_engine(settings: Settings) -> Engine:
    """Return the engine; each is imported only when it is used."""
    if settings.elasticsearch_url:
        from search.elastic import ElasticEngine

        return ElasticEngine(settings.elasticsearch_url)
    from search.embedded import EmbeddedEngine

    return EmbeddedEngine(settings.index_folder)
