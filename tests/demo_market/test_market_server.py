"""The market as a process: one line when it answers, several hosts on one port, words that can be changed, an end on SIGTERM."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.demo_market.market import build
from tests.services.common import free_port, start, wait_for

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """(process, market, its log)."""
    port, log = free_port("127.0.0.2"), tmp_path_factory.mktemp("market") / "log"
    process = start([sys.executable, "-m", "tests.demo_market.serve", "--port", str(port), "--seed", "7"], log, cwd=ROOT)
    wait_for(lambda: b"\n" in log.read_bytes(), process, log, 30)
    yield process, build(7, port), log
    process.kill()
    process.wait()


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def test_it_says_one_line_when_it_answers(server):
    _, market, log = server
    (line,) = log.read_text().splitlines()
    assert f"seed 7, http://127.0.0.2:{market.port}/" in line


def test_each_host_serves_its_own_pages_byte_for_byte(server):
    _, market, _ = server
    for url, _, _ in market.start_urls:
        address = url.split("/")[2].split(":")[0]
        shop = next(shop for shop in market.shops if shop.address == address)
        assert get(url) == next(page.body for page in shop.pages if page.path == "/")


def test_a_click_leads_to_the_landing_page_on_another_host(server):
    _, market, _ = server
    click = market.shop("redirect").pages[1]
    with urllib.request.urlopen(market.url("redirect", click.path), timeout=10) as answer:
        assert answer.url == click.location


def test_words_of_a_page_can_be_changed_and_what_is_not_there_cannot(server):
    _, market, _ = server
    about, control = market.url("lawful", "/about.html"), f"{market.url('lawful')}__control"
    order = {"shop": "lawful", "path": "/about.html", "old": "关于我们", "new": "店铺介绍"}
    urllib.request.urlopen(control, data=json.dumps(order).encode(), timeout=10).close()
    assert "店铺介绍" in get(about).decode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(control, data=json.dumps(order).encode(), timeout=10)
    refused.value.close()


def test_what_was_asked_for_is_told(server):
    _, market, _ = server
    get(market.url("exempt"))
    assert "127.0.0.16 /" in json.loads(get(f"{market.url('exempt')}__log"))


def test_a_taken_port_is_one_line_and_an_exit_of_1(server):
    _, market, _ = server
    done = subprocess.run(
        [sys.executable, "-m", "tests.demo_market.serve", "--port", str(market.port)], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 1
    assert str(market.port) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_it_ends_on_sigterm(tmp_path):
    port, log = free_port("127.0.0.2"), tmp_path / "log"
    process = start([sys.executable, "-m", "tests.demo_market.serve", "--port", str(port)], log, cwd=ROOT)
    wait_for(lambda: b"\n" in log.read_bytes(), process, log, 30)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
