"""Figures as Prometheus reads them (text format 0.0.4), by the client library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from core.repositories.figures import Figure

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Figures:
    """A collector over figures that were read once."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = list(figures)

    def collect(self) -> Iterator[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        for name, text, labels, value in self._figures:
            family = families.setdefault(name, GaugeMetricFamily(f"tradewatch_{name}", text, labels=list(labels)))
            family.add_metric(list(labels.values()), value)
        yield from families.values()


class _Live:
    """A collector that reads its figures at each scrape."""

    def __init__(self, read: Callable[[], Iterable[Figure]]) -> None:
        self._read = read

    def collect(self) -> Iterator[Metric]:
        yield from _Figures(self._read()).collect()


def serve_figures(port: int, read: Callable[[], Iterable[Figure]]) -> Callable[[], None]:
    """Answer scrapes on 127.0.0.1 with the figures of `read` and those of this process; returns what stops it."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Live(read))
    ProcessCollector(registry=registry)
    server, thread = start_http_server(port, addr="127.0.0.1", registry=registry)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


def exposition(figures: Iterable[Figure]) -> bytes:
    """Return the page that Prometheus scrapes."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(figures))
    return generate_latest(registry)
