"""Texts judged per second beside the raw limit: Hyperscan scanning the same texts for the same expressions. Usage: detect_speed.py FILE.jsonl[.gz]."""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

from core.records import Document
from detectors.load import load_engine


def main() -> int:
    path = Path(sys.argv[1])
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    texts = [json.loads(line) for line in raw.decode().splitlines()]
    begun = time.perf_counter()
    engine = load_engine()
    loaded = time.perf_counter() - begun
    documents = [Document(id=str(number), kind=text["kind"] if text["kind"] != "review" else "page", text=text["text"]) for number, text in enumerate(texts)]
    begun = time.process_time()
    for document in documents:
        engine.words_of(document.text)
    limit = time.process_time() - begun
    begun = time.process_time()
    flagged = sum(any(finding.lead for finding in engine.detect(document)) for document in documents)
    ours = time.process_time() - begun
    print(
        f"{len(texts)} texts: judged {len(texts) / ours:.0f}/s, scanned only {len(texts) / limit:.0f}/s; ratio {ours / limit:.1f};"
        f" rulebook loaded in {loaded:.2f} s; {flagged} flagged"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
