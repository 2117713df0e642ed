"""JSON that a page asked its shop for while it drew itself: shops drawn by script keep in it what they do not show (original price, stock, attributes).

It is kept behind the drawn page, as blocks that name the address it came from: so it lies in the evidence, and is read like any data that a page carries.
"""

from __future__ import annotations

import asyncio
import html
import logging

from playwright.async_api import Error, Response

log = logging.getLogger(__name__)

MOST = 8  # answers of one page
LARGEST = 400_000  # characters of one answer
PATIENCE = 5.0  # seconds for all of them
_MONEY = ("price", "价", "jiage")
XHR = "xhr "
"""How the name of such a block begins; the address follows."""


class Heard:
    """Notes the answers while the page loads. Add `note` as a listener for responses."""

    def __init__(self) -> None:
        self._noted: list[Response] = []

    def note(self, response: Response) -> None:
        """Remember the answer when it is JSON that a script asked for."""
        kind = response.headers.get("content-type", "")
        if len(self._noted) < 4 * MOST and response.request.resource_type in ("xhr", "fetch") and "json" in kind and response.status == 200:
            self._noted.append(response)

    async def answers(self, main: Response) -> list[tuple[str, str]]:
        """Return (address, JSON) of the answers that speak of prices; those asked for before the page itself belong to the one before it."""
        began = main.request.timing["startTime"]
        own = [response for response in self._noted if response.request.timing["startTime"] >= began]
        try:
            async with asyncio.timeout(PATIENCE):
                said = await asyncio.gather(*(_said(response) for response in own))
        except TimeoutError:  # what is not here by now is still coming in
            return []
        return [(response.url, text) for response, text in zip(own, said, strict=True) if _tells(text)][:MOST]


async def _said(response: Response) -> str:
    try:
        return await response.text()
    except (Error, UnicodeDecodeError) as exc:
        log.debug("no body of %s: %s", response.url[:200], exc)
        return ""


def _tells(text: str) -> bool:
    return 2 < len(text) <= LARGEST and any(word in text.lower() for word in _MONEY)


def block(url: str, text: str) -> str:
    """Return the answer as a block of a page; nothing in it can end the block."""
    safe = text.replace("<", "\\u003c")  # in JSON a "<" stands in strings alone
    return f'\n<script type="application/json" data-name="{html.escape(XHR + url)}">{safe}</script>'
