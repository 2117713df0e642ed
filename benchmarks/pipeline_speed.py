"""The whole pipeline (fetch, evidence, read, detect, store, index) beside a bare Scrapy spider, on one local shop, in one run.

Usage: pipeline_speed.py [PRODUCTS …] (default 5000; several numbers show how it grows). Prints pages/s and ratios; `pipeline_split.py` says where time goes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pipeline_serve import write_site

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Measure each size that was asked for."""
    before: tuple[int, float, float] | None = None
    for total in [int(word) for word in sys.argv[1:]] or [5_000]:
        with tempfile.TemporaryDirectory() as folder:
            now = _measure(Path(folder), total)
        if before is not None:
            more = now[0] - before[0]
            ours, bare = (now[1] - before[1]) / more * 1000, (now[2] - before[2]) / more * 1000
            sys.stdout.write(f"  each page more: {ours:.1f} ms, bare spider {bare:.1f} ms (starting up is no part of it): {2 * bare / ours:.2f}\n")
            sys.stdout.flush()
        before = now
    return 0


def _measure(folder: Path, total: int) -> tuple[int, float, float]:
    """Print how fast each is; return (pages, processor seconds of the pipeline, of the bare spider)."""
    write_site(folder / "site", total)
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.pipeline_serve", str(folder / "site")], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        start = f"http://127.0.0.1:{port}/"
        speeds = {how: _rival(how, start) for how in ("bare", "tuned", "upper")}
        bare_cpu = _processor_seconds(lambda: _rival("bare", start))
        pages, seconds, cpu = _pipeline(folder / "data", start, total)
    finally:
        server.terminate()
        server.wait()
    ours = pages / seconds
    named = {"bare": "bare Scrapy + parsel", "tuned": "the same, tuned", "upper": "aiohttp + selectolax (upper limit)"}
    sys.stdout.write(
        f"{total} products: whole pipeline {ours:.1f} pages/s ({pages} pages, {cpu / pages * 1000:.1f} ms of processor time each, two processes)\n"
    )
    for how, speed in speeds.items():
        sys.stdout.write(f"  {named[how]:36} {speed:7.1f} pages/s   ratio {ours / speed:.2f}\n")
    # wall time is worth nothing on a machine that others use; the time of the processors is, starting up included for both
    sys.stdout.write(f"  processor time of the bare spider over half of ours (two cores): {2 * bare_cpu / cpu:.2f}\n")
    sys.stdout.flush()
    return pages, cpu, bare_cpu


def _processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of the processes that `work` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rival(how: str, start: str) -> float:
    """Return its pages/s; starting Python is not counted."""
    said = subprocess.run([sys.executable, "-m", "benchmarks.pipeline_rivals", how, start], cwd=ROOT, capture_output=True, text=True, check=True)
    pages, seconds = said.stdout.split()
    return int(pages) / float(seconds)


def _pipeline(data: Path, start: str, total: int) -> tuple[int, float, float]:
    """Return (pages, seconds from the first request to the last document in the index, processor seconds of all its processes)."""
    environment = {
        **os.environ,
        "TRADEWATCH_DATA": str(data),
        "TRADEWATCH_ALLOW_ADDRESSES": "127.0.0.1",
        "TRADEWATCH_CRAWL_DELAY": "0",
        "TRADEWATCH_CRAWL_CONCURRENCY": "16",
        "TRADEWATCH_OCR_BUDGET": "0",  # pictures are a queue of their own
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "pipeline.cli", "crawl", start, "--max-pages", str(total * 2), "--browser", "never", "--json"]
    said: list[subprocess.CompletedProcess[str]] = []
    begun = time.perf_counter()
    cpu = _processor_seconds(lambda: said.append(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)))
    whole = time.perf_counter() - begun
    if said[0].returncode:
        raise SystemExit(said[0].stderr[-2_000:])
    report = json.loads(said[0].stdout)
    if report["listings"] != total:
        raise SystemExit(f"{report['listings']} listings of {total} products: {report['stopped']}")
    return report["pages"], min(whole, report["seconds"]), cpu


if __name__ == "__main__":
    sys.exit(main())
