"""A worker answers Prometheus on a port of its own."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from core.errors import ConfigError
from core.records import Target
from core.repositories import targets
from core.settings import Settings
from pipeline.figures import serve_worker_figures
from pipeline.rooms import open_rooms


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def test_the_figures_of_the_moment_are_served(tmp_path, free_port):
    settings = Settings(data=tmp_path, metrics_port=free_port)
    rooms = open_rooms(settings)
    stop = serve_worker_figures(settings)
    try:
        with rooms.database.write() as connection:
            targets.put(connection, Target(id="t", url="https://a.example/"))
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
    finally:
        stop()
        rooms.close()
    assert "tradewatch_targets_active 1.0" in text
    assert "process_resident_memory_bytes" in text


def test_a_taken_port_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ConfigError, match="TRADEWATCH_METRICS_PORT"):
        serve_worker_figures(Settings(data=tmp_path, metrics_port=taken.getsockname()[1]))
