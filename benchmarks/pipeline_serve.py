"""The benchmark's shop on loopback, as cheap as a server in Python can be: pages lie ready in a folder. Usage: pipeline_serve.py FOLDER (prints its port)."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from benchmarks.pipeline_site import home, licence, listing, lists_of, product

_FOUND = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


def write_site(folder: Path, total: int) -> None:
    """Write home page, lists and products of a shop of so many products."""
    (folder / "item").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(home(total), "utf-8")
    (folder / "licence.html").write_text(licence(total), "utf-8")
    for number in range(lists_of(total)):
        (folder / f"list-{number}.html").write_text(listing(number, total), "utf-8")
    for number in range(total):
        (folder / "item" / f"{number}.html").write_text(product(number, total), "utf-8")


class _Server(asyncio.Protocol):
    folder = Path()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.waiting = b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            head, self.waiting = self.waiting[:end], self.waiting[end + 4 :]
            self.answer(head.split(b" ", 2)[1].partition(b"?")[0].decode("latin-1"))

    def answer(self, path: str) -> None:
        try:
            body = (self.folder / (path.lstrip("/") or "index.html")).read_bytes()
        except OSError:
            self.transport.write(_MISSING)
        else:
            self.transport.write(_FOUND % len(body) + body)


async def _serve(folder: Path) -> None:
    _Server.folder = folder
    server = await asyncio.get_running_loop().create_server(_Server, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1])))
