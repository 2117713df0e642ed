"""`tradewatch serve` as a process: it answers, ends in order with 0, and a taken port is one clear line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from core.errors import ConfigError
from pipeline.serving import listen


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(tmp_path, port):
    env = {**os.environ, "TRADEWATCH_DATA": str(tmp_path), "TRADEWATCH_PORT": str(port)}
    return subprocess.Popen([sys.executable, "-m", "pipeline.cli", "serve"], env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def wait_for_answer(port, process):
    for _ in range(300):
        assert process.poll() is None, process.stderr.read().decode()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_an_ordered_stop_ends_with_zero(tmp_path, number):
    port = free_port()
    process = start(tmp_path, port)
    try:
        assert b'"ok"' in wait_for_answer(port, process)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0, err.decode()
    assert b"Traceback" not in err
    assert b"password: " in err
    assert out == b""


def test_a_taken_port_is_named_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path, taken.getsockname()[1])
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.decode().count("\n") == 1
    assert "TRADEWATCH_PORT" in err.decode()


def test_a_port_without_permission_or_taken_raises_the_settings_error():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=str(port)):
            listen(port)
