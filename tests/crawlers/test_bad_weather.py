"""Bad weather on real sockets: no crash, bounded memory, one clear line each, counted; and the evidence written so far verifies."""

from __future__ import annotations

import contextlib
import itertools
import resource
import subprocess
import sys
import time

import brotli
import pytest

from core.repositories import frontier
from pipeline.child import environment
from tests.crawlers.conftest import database_of, job_for
from tests.crawlers.little_site import LittleSite, page
from tests.crawlers.rough_site import RoughSite, bomb, chunks, raw, reset, send

pytestmark = pytest.mark.slow

GOOD = [f"/good{number}" for number in range(12)]
GONE = [f"/gone{number}" for number in range(25)]
BAD = {
    "/gzip-bomb": ("unfolds", "unfolds to more than"),
    "/brotli-bomb": ("unfolds", "unfolds to more than"),
    "/no-brotli": ("unfolds", "content encoding br"),
    "/cut-gzip": (None, ""),
    "/endless": ("slow", "no answer in time"),
    "/flood": ("too_large", "download cancelled"),
    "/hundred-megabytes": ("too_large", "download cancelled"),
    "/circle": ("redirects", "redirect"),
    "/reset": (None, "broke"),
    "/short": ("broken_off", "broke off before its end"),
    "/no-http": (None, ""),
    "/silence": (None, ""),
    "/binary": ("unreadable", "binary data"),
    "/empty": ("unreadable", "empty page"),
}
MEMORY = 450 * 1024  # kilobytes that one crawl may take, whatever it meets; about 130 MB are the program itself


def furnish(site: RoughSite) -> None:
    links = "".join(f'<a href="{path}">{path}</a>' for path in [*BAD, *GOOD, *GONE, "/lie"]) + f'<a href="https://{site.address}/tls">tls</a>'
    html = "Content-Type: text/html; charset=utf-8"
    zeros = b"\0" * 65536
    site.routes |= {"/": send(raw(body=f"<title>店</title><h1>店</h1>{links}".encode()))}
    site.routes |= {path: send(raw(body=f"<h1>商品{path}</h1><p>售价：￥9.90</p>".encode())) for path in GOOD}
    packed = brotli.compress("<h1>商品/good0</h1><p>售价：￥9.90</p>".encode())
    site.routes |= {
        GOOD[0]: send(raw(headers=f"{html}\r\nContent-Encoding: br", body=packed)),
        "/gzip-bomb": send(raw(headers=f"{html}\r\nContent-Encoding: gzip", body=bomb(200))),
        "/brotli-bomb": send(raw(headers=f"{html}\r\nContent-Encoding: br", body=brotli.compress(bytes(200_000_000), quality=1))),
        "/no-brotli": send(raw(headers=f"{html}\r\nContent-Encoding: br", body=b"\xff" * 1500)),
        "/cut-gzip": send(raw(headers=f"{html}\r\nContent-Encoding: gzip", body=bomb(1)[:500])),
        "/endless": chunks((b"<p>more</p>" for _ in itertools.count()), 0.2),
        "/flood": chunks(zeros for _ in itertools.count()),
        "/hundred-megabytes": send(raw(body=b"x" * 1000, length=100 * 1024 * 1024)),
        "/circle": send(raw("302 Found", f"{html}\r\nLocation: /circle")),
        "/reset": reset(raw(body=b"<h1>half", length=50_000)),
        "/short": send(raw(body=b"<h1>half", length=50_000)),
        "/no-http": send(b"\x00\x01\x02 I am no web server\r\n\r\n"),
        "/silence": lambda _wire: None,
        "/binary": send(raw(body=b"\0\1\2\3" * 3000)),
        "/empty": send(raw()),
        "/lie": send(raw(body="<h1>惠州特产梅菜</h1><p>售价：￥12.50</p>".encode("gbk"))),
    }


def run_measured(crawl) -> int:
    """Run the crawl; returns the most memory that its process took, in kilobytes."""
    child, most = crawl.start(), 0
    while child.poll() is None:
        with contextlib.suppress(OSError), open(f"/proc/{child.pid}/status", encoding="ascii") as status:  # noqa: PTH123 - a kernel file
            most = max([most, *(int(line.split()[1]) for line in status if line.startswith("VmHWM"))])
        time.sleep(0.1)
    crawl.end(child)
    return most


@pytest.fixture(scope="module")
def stormy(tmp_path_factory):
    with RoughSite() as site:
        furnish(site)
        crawl = job_for(tmp_path_factory.mktemp("storm"), f"{site.url}/", site, crawl_timeout=2.0, crawl_concurrency=16, max_pages=200)
        most = run_measured(crawl)
        yield crawl, site, most


def test_every_good_page_is_stored_and_a_wrong_charset_is_read_right(stormy):
    crawl, site, _ = stormy
    assert {f"{site.url}{path}" for path in [*GOOD, "/lie"]} <= set(crawl.urls())
    assert "商品/good0" in next(read.text for capture, read in crawl.rows() if capture.url == f"{site.url}{GOOD[0]}")
    assert next(read for capture, read in crawl.rows() if capture.url == f"{site.url}/lie").text.startswith("惠州特产梅菜")


@pytest.mark.parametrize("path", [path for path, (_, words) in BAD.items() if words])
def test_each_bad_answer_is_one_clear_line(stormy, path):
    crawl, site, _ = stormy
    why = crawl.why(f"{site.url}{path}")
    assert BAD[path][1] in why
    assert "\n" not in why


def test_nothing_breaks_inside_and_memory_is_bounded(stormy):
    crawl, _, most = stormy
    assert "internal" not in crawl.log
    assert "Traceback" not in crawl.log
    assert 0 < most < MEMORY


def test_the_report_counts_them_and_does_not_call_the_shop_seen(stormy):
    crawl, _, _ = stormy
    assert crawl.report["stopped"].startswith("incomplete")
    assert crawl.report["failed"] >= len(GONE) + 8
    with database_of(crawl.settings) as database, database.read() as connection:
        counted = {reason: number for reason, (number, _) in frontier.stops_of(connection, crawl.job_id).items()}
    assert counted["http_404"] == len(GONE)
    assert {reason for reason, _ in BAD.values() if reason} <= set(counted)


def test_a_page_behind_a_broken_tls_is_named(stormy):
    crawl, site, _ = stormy
    assert crawl.why(f"https://{site.address}/tls")


def test_what_was_written_verifies(stormy):
    crawl, _, _ = stormy
    assert crawl.problems() == []


def test_a_disk_that_is_full_ends_the_visit_with_one_line_and_good_evidence(tmp_path):
    with LittleSite() as site:
        goods = {f"/{number}": page(f"<h1>{number}</h1><!-- {hash(number) ** 900} -->") for number in range(200)}
        site.routes |= {"/": page("".join(f'<a href="{path}">{path}</a>' for path in goods)), **goods}
        crawl = job_for(tmp_path, f"{site.url}/", site)
        command = [sys.executable, "-m", "crawlers.run", "--job", crawl.job_id]
        child = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment(crawl.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),
        )
        crawl.end(child)
        asked = len(site.hits)
    assert crawl.report["stopped"].startswith("error: ")
    assert "\n" not in crawl.report["stopped"]
    assert 5 < len(crawl.urls()) < 200
    assert asked < 200  # going on would fetch in vain
    assert crawl.problems() == []
