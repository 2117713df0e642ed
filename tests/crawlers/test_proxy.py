"""The browser's only way out: names are looked up and checked here, and only the checked address is connected to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from core.errors import AddressRefused, FetchFailed
from crawlers.browser.proxy import GuardedProxy
from crawlers.guard import Guard
from tests.crawlers.little_site import LittleSite, page


def answers(*lists: list[str]):
    left = list(lists)

    async def lookup(host: str, port: int) -> list[str]:
        return left.pop(0)

    return lookup


async def ask(proxy: GuardedProxy, *lines: str) -> bytes:
    """Send one request to the proxy and return the whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
    writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


def through(guard: Guard, lookup, *requests: tuple[str, ...]) -> list[bytes]:
    async def run() -> list[bytes]:
        proxy = GuardedProxy(guard, lookup)
        await proxy.start()
        try:
            return [await ask(proxy, *request) for request in requests]
        finally:
            await proxy.close()

    return asyncio.run(run())


def allow(site: LittleSite) -> Guard:
    return Guard(((ipaddress.ip_network("127.0.0.1"), int(site.address.partition(":")[2])),))


def test_a_page_is_passed_on(site):
    site.routes["/x?y=1"] = page("你好")
    (answer,) = through(allow(site), answers(["127.0.0.1"]), (f"GET {site.url}/x?y=1 HTTP/1.1", f"Host: {site.address}", "Proxy-Connection: keep-alive"))
    assert answer.startswith((b"HTTP/1.0 200", b"HTTP/1.1 200"))
    assert "你好".encode() in answer


@pytest.mark.parametrize("request_line", ["GET http://shop.example/ HTTP/1.1", "CONNECT shop.example:443 HTTP/1.1", "GET http://127.0.0.1:1/ HTTP/1.1"])
def test_a_name_that_points_inside_gets_a_refusal(request_line):
    (answer,) = through(Guard(), answers(["127.0.0.1"]), (request_line,))
    assert answer.startswith(b"HTTP/1.1 403 ")


def test_a_name_that_changes_its_answer_is_checked_at_each_connection(site):
    site.routes["/"] = page("x")
    request = (f"GET http://shop.example:{site.address.partition(':')[2]}/ HTTP/1.1", "Host: shop.example")
    first, second = through(allow(site), answers(["127.0.0.1"], ["10.0.0.1"]), request, request)
    assert b" 200 " in first
    assert b" 403 " in second


def test_of_mixed_answers_only_the_allowed_one_is_connected_to(site):
    site.routes["/"] = page("x")
    request = (f"GET http://shop.example:{site.address.partition(':')[2]}/ HTTP/1.1", "Host: shop.example")
    (answer,) = through(allow(site), answers(["10.0.0.1", "127.0.0.1"]), request)
    assert b" 200 " in answer


def test_a_second_request_on_the_same_connection_does_not_reach_the_first_ones_host(site):
    site.routes["/"] = page("x")
    through(
        allow(site), answers(["127.0.0.1"]), (f"GET {site.url}/ HTTP/1.1", f"Host: {site.address}", "", "GET http://other.example/second HTTP/1.1", "Host: o")
    )
    assert site.hits == ["/"]


@pytest.mark.parametrize("lines", [("GARBAGE",), ("GET / HTTP/1.1",), ("GET ftp://shop.example/ HTTP/1.1",), ("CONNECT [::1 HTTP/1.1",)])
def test_what_is_no_request_gets_nothing_through(lines, site):
    through(Guard(), answers(["127.0.0.1"]), lines)
    assert site.hits == []


def test_what_went_wrong_is_kept_by_host_and_port():
    async def run() -> dict[str, Exception]:
        proxy = GuardedProxy(Guard(((ipaddress.ip_network("127.0.0.1"), 1),)), answers(["10.0.0.1"], ["127.0.0.1"]))
        with pytest.raises(AddressRefused):
            await proxy.connect("inside.example", 80)
        with pytest.raises(FetchFailed):
            await proxy.connect("closed.example", 1)
        return proxy.trouble

    trouble = asyncio.run(run())
    assert "private" in str(trouble["inside.example:80"])
    assert "no connection" in str(trouble["closed.example:1"])
