"""A whole index streamed to CSV, JSON lines and XLSX, with the most memory that it took. Usage: export_speed.py [DOCUMENTS] [KEPT].

KEPT: the folder of an index that is there already, as `search_speed.py` leaves one; its prices go from 1 to 1,000 yuan.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.exporting import export
from search.base import Doc, Query
from search.embedded import EmbeddedEngine

XLSX = 200_000


def memory() -> float:
    """Return the most MB that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def own_memory() -> float:
    """Return the MB that are this process's own now: mapped files, which the system takes back when it wants, are not counted."""
    held = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(held["RssAnon"].split()[0]) / 1024


def a_document(place: int) -> Doc:
    return Doc(
        id=f"d{place:08}",
        kind="listing",
        url=f"https://shop{place % 500}.example/item/{place}",
        title=f"云雾绿茶 第{place}号 手工炒制",
        text="本店云雾绿茶产自高山，手工采摘，古法炒制，香气清雅",
        shop_name=f"第{place % 500}茶行",
        fields={"kind": ("listing",), "day": (f"2026-{place % 11 + 1:02}-{place % 28 + 1:02}",), "shop": (f"shop{place % 500}.example",)},
        price=place % 100_000,
    )


def one(folder: str, target: str) -> int:
    """Export in a process of its own, so that its memory is its own."""
    engine = EmbeddedEngine(Path(folder))
    query = Query() if not target.endswith(".xlsx") else Query(price_to=int(sys.argv[4]))
    begun, worked = time.perf_counter(), time.process_time()
    rows = export(engine, query, target)
    spent, worked = time.perf_counter() - begun, time.process_time() - worked
    size = Path(target).stat().st_size / 1e6
    print(f"{Path(target).suffix[1:]}: {rows} rows in {spent:.1f} s, {worked:.1f} s of the processor ({rows / worked:.0f}/s), ", end="")
    print(f"{size:.0f} MB, at most {memory():.0f} MB of memory, {own_memory():.0f} MB without the index's mapped files")
    return 0


def main() -> int:
    if sys.argv[1:2] == ["one"]:
        return one(sys.argv[2], sys.argv[3])
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        index = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/index"
        if len(sys.argv) < 3:
            engine = EmbeddedEngine(Path(index))
            for start in range(0, number, 50_000):
                engine.put(a_document(place) for place in range(start, min(number, start + 50_000)))
            engine.close()
        price = str(min(100_000, 99_000 * XLSX // max(number, XLSX)) - 1)
        for suffix in ("csv", "jsonl", "xlsx"):
            command = [sys.executable, __file__, "one", index, f"{folder}/out.{suffix}", price]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
