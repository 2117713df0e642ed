"""Pages read per second beside the raw limit: parsing the same pages with selectolax and nothing else. Usage: extract_speed.py FOLDER (of .html.gz)."""

from __future__ import annotations

import gzip
import sys
import time
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from core.errors import BadPage
from crawlers.extract.page import read_page


def main() -> int:
    bodies = [gzip.decompress(path.read_bytes()) for path in sorted(Path(sys.argv[1]).glob("*.html.gz"))]
    size = sum(map(len, bodies)) / 1e6
    begun = time.process_time()
    for body in bodies:
        LexborHTMLParser(body.decode("utf-8", "replace"))
    limit = time.process_time() - begun
    begun = time.process_time()
    for body in bodies:
        try:
            read_page(body, "https://shop.example/item/1")
        except BadPage as exc:
            print("not read:", exc)
    ours = time.process_time() - begun
    print(
        f"{len(bodies)} pages, {size:.1f} MB: read {len(bodies) / ours:.1f} pages/s ({size / ours:.1f} MB/s), "
        f"parsed only {len(bodies) / limit:.0f} pages/s; ratio {ours / limit:.1f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
