"""Whether a page shows nothing over plain HTTP because its own scripts draw it."""

from __future__ import annotations

import re

from crawlers.extract.view import View

_ROOTS = re.compile(
    r"^(?:app|root|__next|__nuxt|q-app|main-app|application|container|react-root|vue-app|app-root|ember\d*|gatsby-focus-wrapper)$", re.IGNORECASE
)
_ENABLE = re.compile(
    r"enable javascript|javascript (?:is )?(?:required|disabled|enabled)|need to enable|启用\s*javascript|开启\s*javascript"
    r"|javascript.{0,20}(?:启用|开启|支持|运行)|without javascript",
    re.IGNORECASE,
)
_UNDRAWN = re.compile(r"\{\{[^{}]{1,200}\}\}|\{\$[^{}]{1,200}\$\}|\$\{[^{}]{1,200}\}|<%=")
_LITTLE = 200  # characters of text that a page drawn by script shows before


def needs_browser(view: View, text: str, *, goods: bool, shows_price: bool) -> bool:
    """Return whether a browser would show goods or words that plain HTTP does not.

    `goods`: goods were read from the page, in its data too; `shows_price`: with a price.
    """
    if goods and shows_price:
        return False
    scripts = (
        any(element.get("src") or element.get("type") == "module" for element in view.dom.tagged("script"))
        or sum(len(code) for _, code in view.dom.scripts) > 500
    )
    if not scripts:
        return False
    if len(_UNDRAWN.findall(" ".join(item.text for item in view.dom.texts[:3_000]))) >= 2 and not shows_price:
        return True
    if len(text) >= _LITTLE:
        return False
    return _empty_root(view) or _asks_for_script(view) or len(text) < 20


def _empty_root(view: View) -> bool:
    """Return whether an element that applications are drawn into is there and holds (almost) nothing."""
    return any(
        element.tag in ("div", "main", "section", "app-root")
        and (_ROOTS.match(element.get("id")) or element.tag == "app-root" or "data-reactroot" in element.attrs or "v-cloak" in element.attrs)
        and element.size < 60
        for element in view.dom.elements
    )


def _asks_for_script(view: View) -> bool:
    # lexbor keeps what stands in <noscript> as text
    return any(text.parent >= 0 and view.dom.elements[text.parent].tag == "noscript" and _ENABLE.search(text.text) for text in view.dom.texts) or bool(
        _ENABLE.search(" ".join(node.text() or "" for node in view.dom.tree.css("noscript"))[:2_000])
    )


def drawn(text: str) -> str:
    """Return the text without placeholders that only a script fills ({{ price }})."""
    return _UNDRAWN.sub("", text)
