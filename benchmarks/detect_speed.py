"""Texts judged per second beside the raw limits, in one run: NFKC alone, and the bare scan for the same words. Usage: detect_speed.py FILE.jsonl[.gz] [--long].

`--long` joins the texts to documents of 1,200 characters, which is what a page of goods has. The ratio to NFKC is of megabytes per second of one core.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from core.records import Document
from detectors.load import load_engine
from detectors.matching.view import View

LENGTH = 1200


def main() -> int:
    path = Path(sys.argv[1])
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode().splitlines()]
    if "--long" in sys.argv:
        whole = "\n".join(row["text"] for row in rows)
        rows = [{"kind": "listing", "text": whole[start : start + LENGTH]} for start in range(0, len(whole) - LENGTH, LENGTH)]
    documents = [Document(id=str(number), kind=row["kind"] if row["kind"] != "review" else "page", text=row["text"]) for number, row in enumerate(rows)]
    texts = [document.text for document in documents]
    begun = time.perf_counter()
    engine = load_engine()
    loaded = time.perf_counter() - begun
    engine.detect(documents[0])
    views = [View(text).text for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    nfkc = size / seconds(lambda text: unicodedata.normalize("NFKC", text), texts)
    scan = size / seconds(engine.raw_scan, views)
    ours = size / seconds(engine.detect, documents)
    flagged = sum(any(finding.lead for finding in engine.detect(document)) for document in documents)
    print(
        f"{len(texts)} texts of {size / len(texts) * 1e6:.0f} bytes: judged {ours:.2f} MB/s ({ours / size * len(texts):.0f} texts/s);"
        f" NFKC alone {nfkc:.1f} MB/s, bare scan {scan:.1f} MB/s;"
        f" ratio to NFKC {ours / nfkc:.3f}, to the scan {ours / scan:.3f}; rulebook loaded in {loaded:.2f} s; {flagged} flagged"
    )
    return 0


def seconds(act: Callable[[Any], object], things: Iterable[Any]) -> float:
    begun = time.process_time()
    for thing in things:
        act(thing)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
