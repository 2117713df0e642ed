"""The embedded index: writing beside raw tantivy with the same pairs, then how long queries take. Usage: search_speed.py [DOCUMENTS] [QUERIES] [KEPT].

KEPT: a folder in which the largest index stays, or lies already: then only questions are asked of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import zip_longest
from pathlib import Path

import tantivy

from benchmarks.search_documents import documents, queries
from search.base import Doc
from search.embedded import EmbeddedEngine
from search.terms import text_terms

PEER = 10_000  # documents that are written twice, by us and raw


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def p50(times: list[float]) -> float:
    return sorted(times)[len(times) // 2] * 1000


def raw_cpu(docs: list[Doc], folder: Path, *, fields: bool = False) -> float:
    """CPU seconds of tantivy alone: id, title and text stored, every two neighbouring characters a term with its position; nothing normalised, no fields.

    `fields`: the same pairs as ours, so those of the title and of names and their sounds in fields of their own, too.
    """
    beside = [{name: terms.split(" ") for name, terms in text_terms(doc).items() if name in ("title", "names")} for doc in docs] if fields else []
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("text", stored=True)
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    for field in ("title_pairs", "names_pairs"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    folder.mkdir()
    index = tantivy.Index(builder.build(), path=str(folder))
    begun = time.process_time()
    writer = index.writer(128 * 1024 * 1024, 1)
    for doc, more in zip_longest(docs, beside, fillvalue={}):
        made = tantivy.Document()
        made.add_text("id", doc.id)
        made.add_text("title", doc.title)
        made.add_bytes("text", doc.text.encode())
        whole = f"{doc.title} {doc.text} {doc.shop_name}"
        made.add_text("pairs", " ".join(whole[at : at + 2] for at in range(len(whole) - 1)))
        for field, pairs in more.items():
            made.add_text(f"{field}_pairs", " ".join(pairs))
        writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()
    return time.process_time() - begun


def written(some: list[Doc], folder: Path) -> None:
    folder.mkdir()
    ours, raw, all_pairs = [], [], []
    for turn in range(3):  # in turns: what else runs on the machine then meets all three
        raw.append(raw_cpu(some, folder / f"raw{turn}"))
        begun = time.process_time()
        EmbeddedEngine(folder / f"ours{turn}").put(some)
        ours.append(time.process_time() - begun)
        all_pairs.append(raw_cpu(some, folder / f"pairs{turn}", fields=True))
    one, other, third = (len(some) / sorted(times)[1] for times in (ours, raw, all_pairs))
    letters = sum(len(doc.title) + len(doc.text) for doc in some) / len(some)
    print(f"{len(some)} documents of {letters:.0f} characters: {one:.0f} per CPU second, raw tantivy {other:.0f}, ratio {one / other:.2f}; ", end="")
    print(f"raw tantivy with the same pairs of titles and names, too: {third:.0f}, ratio {one / third:.2f}", flush=True)


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


def built(engine: EmbeddedEngine, size: int, folder: Path) -> None:
    begun, worked = time.perf_counter(), time.process_time()
    engine.rebuild(documents(size))
    engine.confirm()
    took, cpu = time.perf_counter() - begun, time.process_time() - worked
    room = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{size} documents built in {took:.0f} s, {size / cpu:.0f} per CPU second, {room / size:.0f} bytes each", flush=True)


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    kept = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if kept and (kept / "current").exists():
        engine = EmbeddedEngine(kept)
        print(f"{engine.status().documents} documents")
        asked(engine, number)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for long in (False, True):
            written(list(documents(min(most, PEER), long=long)), folder / f"written-{long}")
        for size in (step for step in (10_000, 100_000, 1_000_000) if step <= most):
            place = kept if kept and size == most else folder / "index"
            engine = EmbeddedEngine(place)
            built(engine, size, place)
            asked(engine, number)
            engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
