"""What each page of the market holds and what must and must not be found: `python -m tests.demo_market.truth` writes truth.json.

A page with an empty `must_find` is one on which nothing may be found; `may_find` are claims that a page repeats from another one (a list of
titles), `traps` the lawful sentences that look unlawful. `within`: the sentence that a finding has to lie in.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.demo_market.market import build
from tests.demo_market.model import Market
from tests.demo_market.world import DEFAULT_SEED

FILE = Path(__file__).parent / "truth.json"


def truth_of(market: Market) -> dict[str, object]:
    """Return the truth of a market; addresses are given without the port, which may be any."""
    pages = [
        {"shop": shop.key, "path": page.path, "seller": "", "licences": [], **page.truth}
        for shop in market.shops
        for page in shop.pages
        if page.truth is not None
    ]
    return {"seed": market.seed, "shops": [shop.truth for shop in market.shops], "pages": pages}


def as_text(market: Market) -> str:
    """Return the truth as it is written to the file."""
    return json.dumps(truth_of(market), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write truth.json for the default seed."""
    FILE.write_text(as_text(build(DEFAULT_SEED)), encoding="utf-8")
    sys.stdout.write(f"{FILE}\n")


if __name__ == "__main__":
    main()
