"""What lies over a page: cookie banners and pop-ups, and whether they can be closed. A pop-up without a way out is itself unlawful (广告法 art. 44)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.records import Overlay

MOST = 10
_COOKIES = re.compile(r"cookie|隐私(政策|协议|保护)|个人信息", re.IGNORECASE)
LOOK = (Path(__file__).parent / "overlays.js").read_text("utf-8")
"""A function of the page's own language; what it answers stands at its head."""


def overlays(found: Sequence[Sequence[Any]]) -> tuple[Overlay, ...]:
    """Return what lies over the page, from what LOOK answered; bars of a menu (at the edge, sticky) and frames that hold the page itself are none."""
    return tuple(
        Overlay(
            kind="cookie" if _COOKIES.search(str(text)) else "popup",
            text=str(text),
            share=float(share),
            closable=bool(closable),
            picture=bool(picture),
            link=str(link),
        )
        for text, share, closable, position, picture, link in found[:MOST]
        if _COOKIES.search(str(text)) or (position != "sticky" and share >= 0.2)
    )
