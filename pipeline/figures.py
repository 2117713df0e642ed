"""A worker's figures for Prometheus, on a port of its own."""

from __future__ import annotations

from collections.abc import Callable

from core.clock import now
from core.db import open_database
from core.errors import ConfigError
from core.exposition import serve_figures
from core.repositories.figures import Figure, figures
from core.settings import Settings


def serve_worker_figures(settings: Settings) -> Callable[[], None]:
    """Serve the figures on TRADEWATCH_METRICS_PORT of 127.0.0.1; returns what stops it. Raises ConfigError when the port is taken."""
    database = open_database(settings)

    def read() -> list[Figure]:
        with database.read() as connection:
            return figures(connection, now())

    try:
        stop = serve_figures(settings.metrics_port, read)
    except OSError as exc:
        database.close()
        raise ConfigError(f"TRADEWATCH_METRICS_PORT: port {settings.metrics_port} on 127.0.0.1 cannot be used: {exc.strerror}") from exc

    def stop_all() -> None:
        stop()
        database.close()

    return stop_all
