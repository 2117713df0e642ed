"""The demo market as a running server of the tests."""

from __future__ import annotations

import contextlib
import json
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.demo_market.market import build
from tests.demo_market.model import Market
from tests.services.common import free_port, start, stop, wait_for


@dataclass(frozen=True)
class Stall:
    """A market that answers."""

    market: Market

    @property
    def _base(self) -> str:
        return f"http://{self.market.addresses[0]}:{self.market.port}"

    def asked(self) -> list[str]:
        """Return every request so far, as "address path"."""
        with urllib.request.urlopen(f"{self._base}/__log", timeout=10) as answer:
            return json.load(answer)

    def change(self, shop: str, path: str, old: str, new: str) -> None:
        """Change words of one page."""
        raw = json.dumps({"shop": shop, "path": path, "old": old, "new": new}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self._base}/__control", data=raw), timeout=10).close()


@contextlib.contextmanager
def running(seed: int, folder: Path) -> Iterator[Stall]:
    """Serve the market of the seed on a free port."""
    port = free_port("127.0.0.2")
    log = folder / "market.log"
    process = start([sys.executable, "-m", "tests.demo_market.serve", "--port", str(port), "--seed", str(seed)], log)
    try:
        wait_for(lambda: b"demo market" in log.read_bytes(), process, log, 30)
        yield Stall(market=build(seed, port))
    finally:
        stop(process)
