"""A forward proxy on loopback that is the browser's only way out: it looks names up, asks the guard, and connects to the address it checked.

Every request of the browser passes here: pages, their parts, redirects, web sockets, workers. So the guard bites when the connection
is made, on the very address that is connected to, whatever a page does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable, Coroutine
from urllib.parse import urlsplit

from core.errors import AddressRefused, FetchFailed
from crawlers.guard import Guard, host_and_port
from crawlers.literals import plain_host

log = logging.getLogger(__name__)

Lookup = Callable[[str, int], Awaitable[list[str]]]

_HEAD = 64 * 1024  # bytes of a request's head at most
_CONNECT = 20.0  # seconds to connect
_IDLE = 120.0  # seconds without a byte
_HOP = ("proxy-connection", "connection", "proxy-authorization", "keep-alive")


async def system_lookup(host: str, port: int) -> list[str]:
    """Return the addresses that the system's resolver gives."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in found]


class GuardedProxy:
    """Listens on a free port of 127.0.0.1. `trouble`: host:port to why it was not connected to when it was last asked for."""

    def __init__(self, guard: Guard, lookup: Lookup = system_lookup) -> None:
        self.guard = guard
        self.lookup = lookup
        self.trouble: dict[str, AddressRefused | FetchFailed] = {}
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where the browser finds it."""
        if self._server is None:
            raise RuntimeError("the proxy was not started")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_HEAD)

    async def close(self) -> None:
        """Stop listening and drop what is under way."""
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            await self._serve(reader, writer)
        except (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError) as exc:
            log.debug("proxy: connection dropped: %r", exc)
        except asyncio.CancelledError:
            # the proxy is being closed, and this task belongs to it alone
            log.debug("proxy: closed")
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE)
        line, *fields = head.decode("latin-1").split("\r\n")
        method, target, _ = line.split(" ", 2)
        tunnel = method == "CONNECT"
        try:
            host, port = host_and_port(f"https://{target}" if tunnel else target)
            peer = await self.connect(host, port)
        except AddressRefused as exc:
            await _answer(writer, "403 Forbidden", str(exc))
            return
        except FetchFailed as exc:
            await _answer(writer, "502 Bad Gateway", str(exc))
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _join(_pump(reader, peer[1]), writer, *peer)
        else:
            peer[1].write(_origin_form(method, target, fields))
            await _join(_pass_body(reader, peer[1], _body_length(fields)), writer, *peer)

    async def connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to the first answer that the guard lets through; raise AddressRefused when it lets none through, FetchFailed when none answers."""
        self.trouble.pop(f"{host}:{port}", None)
        try:
            answers = await self.lookup(plain_host(host), port)
        except OSError as exc:
            raise self._keep(host, port, FetchFailed(f"DNS lookup failed for {host}: {exc.strerror or exc}")) from exc
        failed: AddressRefused | FetchFailed = FetchFailed(f"DNS lookup failed for {host}: no address")
        for address in dict.fromkeys(answers):
            try:
                self.guard.check_address(address, port)
                return await asyncio.wait_for(asyncio.open_connection(address, port), _CONNECT)
            except AddressRefused as exc:
                failed = AddressRefused(f"DNS answer for {host}: {exc}")
            except (OSError, TimeoutError) as exc:
                failed = FetchFailed(f"no connection to {host}:{port}: {exc or 'no answer'}")
        raise self._keep(host, port, failed)

    def _keep(self, host: str, port: int, failed: AddressRefused | FetchFailed) -> AddressRefused | FetchFailed:
        self.trouble[f"{host}:{port}"] = failed
        return failed


def _origin_form(method: str, target: str, fields: list[str]) -> bytes:
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [field for field in fields if field and field.partition(":")[0].strip().lower() not in _HOP]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1")


def _body_length(fields: list[str]) -> int:
    named = {name.strip().lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
    return int(named.get("content-length", "0"))


async def _pass_body(reader: asyncio.StreamReader, sink: asyncio.StreamWriter, left: int) -> None:
    # one request a connection: a second one could be for another host than the one that was checked and connected to
    while left > 0 and (data := await asyncio.wait_for(reader.read(min(left, 64 * 1024)), _IDLE)):
        left -= len(data)
        sink.write(data)
        await sink.drain()


async def _answer(writer: asyncio.StreamWriter, status: str, text: str) -> None:
    body = text.encode()
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n".encode() + body)
    await writer.drain()


async def _join(upward: Coroutine[None, None, None], writer: asyncio.StreamWriter, peer: asyncio.StreamReader, peer_writer: asyncio.StreamWriter) -> None:
    up = asyncio.create_task(upward)
    try:
        await _pump(peer, writer)
    finally:
        up.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError, TimeoutError):
            await up
        peer_writer.close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await asyncio.wait_for(source.read(64 * 1024), _IDLE):
        sink.write(data)
        await sink.drain()
