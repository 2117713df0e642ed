"""A name in the title that is no brand's but looks or sounds like one (商标法 art. 57: similar marks on the same goods).

`with: {strong: true}`: names that are told apart from the brand by a trick of letters or not at all in sound; `false`: names one letter or sound away.
"""

from __future__ import annotations

from collections.abc import Iterable

from detectors.check import Case, CheckHit
from detectors.checks._brands import book_of, fits, is_own


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each such name."""
    book = book_of(case)
    if book is None:
        return
    title = case.document.title
    for mention in book.lookalikes(title):
        if mention.strong is case.options["strong"] and fits(case, mention) and is_own(title, mention):
            yield CheckHit(spans=(case.span("title", mention.start, mention.end),), met=(f"{mention.how}，{mention.brand.name}是登记在册的品牌",))
