"""`make run`: the demo market on loopback, watched every hour by a worker, shown on the screens. Ends with Ctrl-C or SIGTERM, children too."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from core.errors import ConfigError, TradewatchError
from core.ids import digest
from core.records import Job, Target
from core.repositories import captures, jobs, targets
from core.settings import Settings, load_settings
from pipeline.child import start, stop
from pipeline.enqueue import hint
from pipeline.rooms import Rooms, open_rooms
from pipeline.schedule import plan_due
from scripts.demo_table import report
from tests.demo_market.market import build
from tests.demo_market.model import Market
from tests.demo_market.world import DEFAULT_SEED as SEED

EVERY = 3600  # seconds between two visits to the demo market
MARKET_PORT = 8088

console = Console(stderr=True)


class Asked(Exception):
    """Ctrl-C or SIGTERM."""


def _ask(_signal: int, _frame: FrameType | None) -> None:
    raise Asked


def is_free(port: int, *hosts: str) -> bool:
    """Return whether the port can be bound on all these addresses of loopback."""
    for host in hosts or ("127.0.0.1",):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True


def screens_port(settings: Settings) -> int:
    """Return the port for the screens: the one that was set, or 8000, or the next free one after it when nobody asked for 8000."""
    if is_free(settings.port):
        return settings.port
    if os.environ.get("TRADEWATCH_PORT"):
        raise ConfigError(f"TRADEWATCH_PORT: port {settings.port} is taken")
    port = next((port for port in range(settings.port + 1, settings.port + 100) if is_free(port)), 0)
    if not port:
        raise ConfigError(f"TRADEWATCH_PORT: ports {settings.port} to {settings.port + 99} are taken")
    console.print(f"port {settings.port} is taken; the screens are on {port}")
    return port


def market_port(folder: Path) -> int:
    """Return the market's port: a shop is known by host and port, so the first choice is kept with the data."""
    kept = folder / "demo-market.json"
    hosts = build(SEED).addresses
    if kept.exists():
        port = int(json.loads(kept.read_text(encoding="utf-8"))["port"])
        if not is_free(port, *hosts):
            raise ConfigError(f"port {port}, where this data folder's demo market lives, is taken: end what uses it, or set another TRADEWATCH_DATA")
        return port
    port = next((port for port in range(MARKET_PORT, MARKET_PORT + 500) if is_free(port, *hosts)), 0)
    if not port:
        raise ConfigError(f"no port from {MARKET_PORT} to {MARKET_PORT + 499} is free on {hosts[0]} to {hosts[-1]} for the demo market")
    kept.write_text(json.dumps({"port": port, "seed": SEED}), encoding="utf-8")
    return port


def own_folder(settings: Settings) -> Path:
    """Return the data folder, made and with the logs' folder in it; raise ConfigError when nothing can be written there."""
    try:
        (settings.data / "logs").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as exc:
        raise ConfigError(f"TRADEWATCH_DATA: cannot write into the folder {settings.data}: {exc.strerror}") from exc
    return settings.data


def prepare() -> tuple[Settings, Market]:
    """Return the settings of the demo, its data folder made, and its market."""
    settings = load_settings()
    market = build(SEED, market_port(own_folder(settings)))
    allowed = ",".join(filter(None, (settings.allow_addresses, market.allow)))
    delay = settings.crawl_delay if os.environ.get("TRADEWATCH_CRAWL_DELAY") else 0.05
    return settings.model_copy(update={"port": screens_port(settings), "allow_addresses": allowed, "crawl_delay": delay}), market


def watch(rooms: Rooms, market: Market) -> list[Job]:
    """Put the market's shops on the schedule and return this hour's jobs that are not done."""
    with rooms.database.write() as connection:
        for url, klass, name in market.start_urls:
            targets.put(connection, Target(id=digest("target", url), url=url, klass=klass, name=name, area="惠州市", every=EVERY))
    plan_due(rooms)
    with rooms.database.read() as connection:
        newest = [job for url, _, _ in market.start_urls for job in jobs.recent(connection, 1, digest("target", url))]
    return [job for job in newest if job.status in ("due", "running")]


def follow(rooms: Rooms, waiting: list[Job], children: list[subprocess.Popen[bytes]]) -> None:
    """Show a bar until all jobs are over; raise when a child died."""
    for job in waiting:
        hint(job.id)
    ids = [job.id for job in waiting]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("shops, {task.fields[pages]} pages"), TimeElapsedColumn())
    said = 0  # where no bar can be drawn, lines say how far it is
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("crawling", total=len(ids), pages=0)
        while True:
            with rooms.database.read() as connection:
                state = [jobs.get(connection, ident) for ident in ids]
                pages = sum(captures.counts(connection, ident)[0] for ident in ids)
            over = sum(job.status in ("done", "failed") for job in state)
            bar.update(task, completed=over, pages=pages)
            if not console.is_terminal and over > said:
                said = over
                console.print(f"crawled {over} of {len(ids)} shops, {pages} pages", soft_wrap=True)
            if over == len(ids):
                return
            for child in children:
                if child.poll() is not None:
                    raise TradewatchError(f"a process ended by itself (exit {child.returncode}); its words are above or in {rooms.settings.data}/logs")
            time.sleep(0.5)


def main() -> int:
    """Run until asked to end."""
    signal.signal(signal.SIGTERM, _ask)
    signal.signal(signal.SIGINT, _ask)
    children: list[subprocess.Popen[bytes]] = []
    rooms: Rooms | None = None
    try:
        settings, market = prepare()
        rooms = open_rooms(settings)
        begun = time.monotonic()
        logs = settings.data / "logs"
        with (logs / "market.log").open("ab") as market_log, (logs / "work.log").open("ab") as work_log:
            children.append(start(["tests.demo_market.serve", "--port", str(market.port), "--seed", str(SEED)], settings, stdout=market_log, stderr=market_log))
            children.append(start(["pipeline.cli", "serve"], settings, stdout=None, stderr=None))
            wait_for(settings.port, children)
            wait_for(market.port, children, host=market.addresses[0])
            waiting = watch(rooms, market)
            children.append(start(["pipeline.cli", "work"], settings, stdout=work_log, stderr=work_log))
        if waiting:
            follow(rooms, waiting, children)
        Console(width=max(120, console.width)).print(report(rooms, market))
        took = f"{len(waiting)} shops crawled in {time.monotonic() - begun:.0f} s" if waiting else "everything was visited within the hour already"
        console.print(f"{took}; again every hour. Logs: {logs}", soft_wrap=True)
        console.print(f"Screens: [bold]http://127.0.0.1:{settings.port}[/bold]  Ctrl-C ends everything.")
        console.print("Log in as admin with the password printed at the first start, or TRADEWATCH_ADMIN_PASSWORD.", soft_wrap=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise TradewatchError("a process ended by itself; see the logs")
    except Asked:
        return 0
    except TradewatchError as exc:
        console.print(f"make run: {exc}", style="red", markup=False, soft_wrap=True)
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for child in children:
            child.terminate()
        for child in reversed(children):
            stop(child)
        if rooms is not None:
            rooms.close()


def wait_for(port: int, children: list[subprocess.Popen[bytes]], host: str = "127.0.0.1", seconds: float = 60) -> None:
    """Wait until something answers on the port; raise when a child died or it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex((host, port)) == 0:
                return
        if any(child.poll() is not None for child in children):
            raise TradewatchError("a process ended at its start; its words are above or in the logs")
        time.sleep(0.1)
    raise TradewatchError(f"nothing answers on {host}:{port} after {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
