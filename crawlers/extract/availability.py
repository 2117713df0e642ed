"""Availability in schema.org's words, from its addresses, from shops' state fields and from Chinese pages."""

from __future__ import annotations

import re

_WORDS = (
    ("Discontinued", re.compile(r"discontinued|停产|已下架|下架|商品已失效|不再销售|delisted|off_?shelf", re.IGNORECASE)),
    ("PreOrder", re.compile(r"pre-?_?order|pre-?sale|预售|预订|预定", re.IGNORECASE)),
    (
        "OutOfStock",
        re.compile(
            r"out[\s_-]?of[\s_-]?stock|sold_?-?\s?out|unavailable|缺货|无货|無貨|售罄|已抢光|已售完|售完|补货中|到货通知|库存不足|agotado"
            r"|ausverkauft|esgotado|esaurito|^false$|^0$|no stock",
            re.IGNORECASE,
        ),
    ),
    (
        "InStock",
        re.compile(
            r"in[\s_-]?stock|instoreonly|onlineonly|limitedavailability|available|有货|有貨|现货|現貨|库存充足|在售|上架|auf lager"
            r"|lieferbar|disponible|disponibile|^true$",
            re.IGNORECASE,
        ),
    ),
)


def availability_of(said: object) -> str:
    """Return InStock, OutOfStock, PreOrder, Discontinued, or "" when the words say none of them."""
    text = str(said).rpartition("schema.org/")[2].strip()[:60] if said is not None else ""
    if not text:
        return ""
    return next((name for name, pattern in _WORDS if pattern.search(text)), "")
