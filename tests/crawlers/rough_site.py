"""A site on a bare socket that answers as badly as a test wants: bytes as they are, slowly, without end, broken off."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator

Wire = Callable[[socket.socket], None]


def raw(status: str = "200 OK", headers: str = "Content-Type: text/html; charset=utf-8", body: bytes = b"", length: int | None = None) -> bytes:
    """Return an answer as it goes over the wire; `length`: what it claims."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body) if length is None else length}\r\nConnection: close\r\n\r\n".encode() + body


def send(answer: bytes) -> Wire:
    return lambda wire: wire.sendall(answer)


def bomb(megabytes: int) -> bytes:
    """Return a gzip bomb: one kilobyte a megabyte."""
    return gzip.compress(b"\0" * (megabytes * 1024 * 1024), 9)


def chunks(pieces: Iterator[bytes], pause: float = 0.0) -> Wire:
    def talk(wire: socket.socket) -> None:
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in pieces:
            wire.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            time.sleep(pause)
        wire.sendall(b"0\r\n\r\n")

    return talk


def reset(before: bytes) -> Wire:
    def talk(wire: socket.socket) -> None:
        wire.sendall(before)
        time.sleep(0.05)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return talk


class RoughSite:
    """Serves `routes` (path to what is done with the socket); 404 for the rest. `hits` counts requests by path."""

    def __init__(self) -> None:
        self.routes: dict[str, Wire] = {}
        self.hits: Counter[str] = Counter()
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"
        self.url = f"http://{self.address}"

    def __enter__(self) -> RoughSite:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed at the end of the test
            while True:
                wire, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        with wire, contextlib.suppress(OSError, IndexError):
            head = b""
            while b"\r\n\r\n" not in head and (data := wire.recv(65536)):
                head += data
            path = head.split(b" ")[1].decode("latin-1")
            self.hits[path] += 1
            self.routes.get(path, send(raw("404 Not Found", body=b"nothing here")))(wire)
