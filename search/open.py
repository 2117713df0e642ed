"""Open the engine that the settings name: Elasticsearch where an address is given, else the embedded one; or a small one in memory."""

from __future__ import annotations

from collections.abc import Iterable

from core.settings import Settings
from search.base import Doc, Engine


def open_engine(settings: Settings) -> Engine:
    """Return the engine; each is imported only when it is used."""
    if settings.elasticsearch_url:
        from search.elastic import Access, ElasticEngine

        access = Access(
            url=settings.elasticsearch_url,
            api_key=settings.elasticsearch_api_key,
            user=settings.elasticsearch_user,
            password=settings.elasticsearch_password,
            ca=settings.elasticsearch_ca,
            verify=settings.elasticsearch_verify,
        )
        return ElasticEngine(access, name=settings.elasticsearch_index, shards=settings.elasticsearch_shards, replicas=settings.elasticsearch_replicas)
    from search.embedded import EmbeddedEngine

    return EmbeddedEngine(settings.index_folder)


def open_memory(docs: Iterable[Doc]) -> Engine:
    """Return an engine in memory with these documents, searchable at once: the embedded one's code, for a batch that is asked many things."""
    from search.embedded import EmbeddedEngine

    engine = EmbeddedEngine(None)
    engine.put(docs)
    return engine
