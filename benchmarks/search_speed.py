"""Substring search in the embedded index beside SQLite FTS5 (trigram) over the same documents, the same queries. Usage: search_speed.py [DOCUMENTS]."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from core.text import normalise
from search.base import Doc, Query
from search.embedded import EmbeddedEngine

LETTERS = [char for char in map(chr, range(0x4E00, 0x4E00 + 4000)) if normalise(char).text == char]  # what both engines take alike


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rng = random.Random(7)
    weights = [1 / (rank + 1) ** 0.8 for rank in range(len(LETTERS))]
    texts = ["".join(rng.choices(LETTERS, weights, k=rng.randrange(20, 400))) for _ in range(number)]
    queries = [text[at : at + length] for text in rng.sample(texts, 200) for length in (3, 5) for at in (rng.randrange(len(text) - length),)]
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "index")
        begun = time.perf_counter()
        engine.put(
            Doc(id=f"d{at}", kind="listing", url="", title="", text=text, fields={"kind": ("listing",), "day": ("2026-11-20",)})
            for at, text in enumerate(texts)
        )
        engine.refresh()
        written = time.perf_counter() - begun
        peer = sqlite3.connect(Path(folder) / "peer.sqlite3")
        peer.execute("create virtual table t using fts5(text, tokenize='trigram')")
        begun = time.perf_counter()
        peer.executemany("insert into t(rowid, text) values (?, ?)", list(enumerate(texts)))
        peer.commit()
        peer_written = time.perf_counter() - begun
        ours, theirs = [], []
        for query in queries:
            begun = time.perf_counter()
            total = engine.search(Query(text=query, limit=20, facets=("kind",))).total
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            there = peer.execute("select count(*) from t where t match ?", (f'"{query}"',)).fetchone()[0]
            peer.execute("select rowid from t where t match ? limit 20", (f'"{query}"',)).fetchall()
            theirs.append(time.perf_counter() - begun)
            assert total == there, (query, total, there)
        engine.close()
        peer.close()
    print(
        f"{number} documents, {len(queries)} queries, same totals: embedded p95 {p95(ours):.2f} ms, "
        f"FTS5 trigram p95 {p95(theirs):.2f} ms; ratio {p95(ours) / p95(theirs):.2f}"
    )
    print(f"written: embedded {number / written:.0f}/s, FTS5 {number / peer_written:.0f}/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
