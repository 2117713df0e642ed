"""The embedded index: writing beside raw tantivy with the same pairs, then how long queries take. Usage: search_speed.py [DOCUMENTS] [QUERIES]."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import tantivy

from benchmarks.search_documents import documents, queries
from search.base import Doc
from search.embedded import EmbeddedEngine

PEER = 10_000  # documents that are written twice, by us and raw


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def p50(times: list[float]) -> float:
    return sorted(times)[len(times) // 2] * 1000


def raw_cpu(docs: list[Doc], folder: Path) -> float:
    """CPU seconds of tantivy alone: id, title and text stored, every two neighbouring characters a term with its position; nothing normalised, no fields."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("text", stored=True)
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    folder.mkdir()
    index = tantivy.Index(builder.build(), path=str(folder))
    begun = time.process_time()
    writer = index.writer(128 * 1024 * 1024, 1)
    for doc in docs:
        made = tantivy.Document()
        made.add_text("id", doc.id)
        made.add_text("title", doc.title)
        made.add_bytes("text", doc.text.encode())
        whole = f"{doc.title} {doc.text} {doc.shop_name}"
        made.add_text("pairs", " ".join(whole[at : at + 2] for at in range(len(whole) - 1)))
        writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()
    return time.process_time() - begun


def written(some: list[Doc], folder: Path) -> None:
    folder.mkdir()
    raw = len(some) / raw_cpu(some, folder / "raw")
    begun = time.process_time()
    EmbeddedEngine(folder / "small").put(some)
    ours = len(some) / (time.process_time() - begun)
    letters = sum(len(doc.title) + len(doc.text) for doc in some) / len(some)
    print(f"{len(some)} documents of {letters:.0f} characters: {ours:.0f} per CPU second, raw tantivy {raw:.0f}; ratio {ours / raw:.2f}", flush=True)


def asked(engine: EmbeddedEngine, number: int) -> None:
    for kind, all_queries in queries(number).items():
        times, cpu, totals = [], [], []
        for query in all_queries:
            begun, worked = time.perf_counter(), time.process_time()
            totals.append(engine.search(query).total)
            times.append(time.perf_counter() - begun)
            cpu.append(time.process_time() - worked)
        hits = sum(totals) / len(totals)
        print(f"  {kind:20} p95 {p95(times):6.1f} ms, median {p50(times):6.1f} ms; of the processor p95 {p95(cpu):6.1f} ms; {hits:.0f} hits", flush=True)


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for long in (False, True):
            written(list(documents(min(most, PEER), long=long)), folder / f"written-{long}")
        for size in (step for step in (10_000, 100_000, 1_000_000) if step <= most):
            engine = EmbeddedEngine(folder / "index")
            begun, worked = time.perf_counter(), time.process_time()
            engine.rebuild(documents(size))
            engine.confirm()
            took, cpu = time.perf_counter() - begun, time.process_time() - worked
            room = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
            print(f"{size} documents built in {took:.0f} s, {size / cpu:.0f} per CPU second, {room / size:.0f} bytes each", flush=True)
            asked(engine, number)
            engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
