"""Texts judged beside the raw limits, in one run: NFKC alone, and Hyperscan alone with the same words and patterns.

Usage: detect_speed.py NAME:KIND:FILE.jsonl[.gz][,FILE…] … Each NAME is a row: the texts of its files, in lines, joined to documents of 1,200 characters (which
is what a page of goods has), at most MOST of them. Processor time of one core; the best of REPEAT rounds, for other work on the machine only ever adds.
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

import hyperscan

from core.records import Document
from detectors.build import build
from detectors.load import HERE, load_engine, read_library, read_rules
from detectors.matching.expressions import Expressions
from detectors.matching.spellings import READINGS, with_numerals
from detectors.matching.view import View

LENGTH, MOST, REPEAT = 1200, 100, 5


def main() -> int:
    begun = time.process_time()
    engine = load_engine()
    sys.stdout.write(f"rulebook loaded in {time.process_time() - begun:.2f} s of processor time\n")
    scan = raw_hyperscan()
    for row in sys.argv[1:]:
        name, kind, files = row.split(":")
        documents = list(documents_of(kind, files.split(",")))
        texts = [document.text for document in documents]
        views = [View(text).text.encode() for text in texts]
        nfkc = least(lambda text: unicodedata.normalize("NFKC", text), texts)
        view, read, judged, raw = least(View, texts), least(engine.read, documents), least(engine.detect, documents), least(scan, views)
        flagged = sum(any(finding.lead for finding in engine.detect(document)) for document in documents)
        sys.stdout.write(
            f"{name}: {len(texts)} documents, {flagged} flagged; microseconds a document: judged {judged:.0f} (normal form and letters {view:.0f},"
            f" words and disguises {read - view:.0f}, rules {judged - read:.0f}); NFKC alone {nfkc:.0f}, Hyperscan alone {raw:.0f};"
            f" MB/s to NFKC {nfkc / judged:.3f}, to Hyperscan {raw / judged:.3f}\n"
        )
    return 0


def documents_of(kind: Any, files: Iterable[str]) -> Iterable[Document]:
    raw = (Path(file).read_bytes() for file in files)
    lines = (line for part in raw for line in (gzip.decompress(part) if part[:2] == b"\x1f\x8b" else part).decode().splitlines())
    whole = "\n".join(json.loads(line)["text"] for line in lines)
    for start in range(0, min(len(whole) - LENGTH, MOST * LENGTH), LENGTH):
        yield Document(id=str(start), kind=kind, text=whole[start : start + LENGTH])


def raw_hyperscan() -> Callable[[bytes], None]:
    """Return the scan for every word and pattern of the rulebook, without a call for what is found."""
    expressions, library = Expressions(), read_library(HERE)
    for rule, loaded in read_rules(HERE):
        build(rule, loaded, library, expressions)
    words = [spelling.encode() for word in expressions.terms for spelling in with_numerals(word)] + [spelling.encode() for spelling in READINGS]
    patterns = [text.encode() for texts in expressions.seen_as.values() for text in texts]
    literal, expression = hyperscan.Database(), hyperscan.Database()
    literal.compile(expressions=words, ids=list(range(len(words))), elements=len(words), flags=0, literal=True)
    expression.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=hyperscan.HS_FLAG_UTF8)

    nobody: Any = None

    def scan(letters: bytes) -> None:
        literal.scan(letters, match_event_handler=nobody)
        expression.scan(letters, match_event_handler=nobody)

    return scan


def least(act: Callable[[Any], object], things: list[Any]) -> float:
    """Return the microseconds that one of the things takes, in the best round."""
    for thing in things[:20]:
        act(thing)
    rounds = []
    for _ in range(REPEAT):
        begun = time.process_time()
        for thing in things:
            act(thing)
        rounds.append(time.process_time() - begun)
    return min(rounds) / len(things) * 1e6


if __name__ == "__main__":
    sys.exit(main())
