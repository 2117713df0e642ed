"""The links of a page: absolute http and https addresses, each once, with the words of the anchor."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urldefrag, urljoin, urlsplit

from core.records import Link
from crawlers.extract.dom import Dom

MOST = 3_000
LONGEST = 2_000

# the plain cases, four fifths of all links, without the cost of urljoin; dots in a path take the long way
_WHOLE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:[\w~%!$&'()*+,;=:@?-]|/(?!\.)|(?<=\w)\.(?=\w))*", re.ASCII)
_ROOTED = re.compile(r"/(?:[\w~%!$&'()*+,;=:@?-](?:[\w~%!$&'()*+,;=:@?-]|/(?!\.)|(?<=\w)\.(?=\w))*)?", re.ASCII)
_ORIGIN = re.compile(r"https?://[^/?#\s\\@]+")


def base_of(dom: Dom, url: str) -> str:
    """Return the address that relative links of the page start from: its own, or what its <base> says."""
    for element in dom.elements[:200]:
        if element.tag == "base" and element.get("href"):
            return absolute(url, element.get("href")) or url
    return url


def absolute(base: str, href: str) -> str:
    """Return the absolute address without a plain anchor, "" for what is no http(s) address. Hash routes (#/…, #!…) stay."""
    href = href.strip()
    if "#" in href:
        page, _, fragment = href.partition("#")
        if page and not fragment.startswith(("/", "!")):
            href = page
    if _WHOLE.fullmatch(href) and len(href) <= LONGEST:
        return href
    if _ROOTED.fullmatch(href) and len(href) <= LONGEST:
        origin = _ORIGIN.match(base)
        if origin:
            return origin.group() + href
    if not href or len(href) > LONGEST or href.lower().startswith(("javascript:", "data:", "mailto:", "tel:", "blob:", "about:")):
        return ""
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets or a port that no address has
        return ""
    if not usable:
        return ""
    page, fragment = urldefrag(joined)
    return joined if fragment.startswith(("/", "!")) else page


def links_of(dom: Dom, url: str, link: Callable[[str], str]) -> tuple[Link, ...]:
    """Return the links in order, none twice, none to the same document, none marked as a download; at most `MOST`. `link` makes absolute."""
    here = link(url)
    found: dict[str, str] = {}
    for element in dom.tagged("a", "area"):
        if not element.get("href") or "download" in element.attrs:
            continue
        address = link(element.get("href"))
        if not address or address == here:
            continue
        if not found.get(address):
            found[address] = dom.said(element.index, 200) or element.get("title")[:200]
        if len(found) >= MOST:
            break
    return tuple(Link(url=address, text=words) for address, words in found.items())
