"""The shop's name: structured data, og:site_name, a label, the logo, and what the page's title says of it where something else bears that out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from crawlers.extract.dom import Dom, Element
from crawlers.extract.shop_facts.organisation import Organisation
from crawlers.extract.shop_facts.pairs import value_of
from crawlers.extract.shop_facts.titled import LONGEST, is_header, leads_home, name_in_title, plain_name

_LABELS = ("店铺名称", "店铺名", "店名", "网店名称", "网站名称")
_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_LOGO = re.compile(r"logo|(?:shop|store)-?name")
# marks of payment, of brands on sale, of carriers and partners are called logos too
_OTHERS_LOGO = re.compile(r"brand|partner|pay|bank|card|cert|trust|ssl|express|courier|sponsor|catalogo|logout|login|logon")
_MOST_LOGOS = 20
_PARTS_OF_A_LOGO = 8
_PICTURES_OF_A_LOGO = 15  # elements after the one called a logo that its picture may be


def read_name(dom: Dom, url: str, pairs: Sequence[tuple[str, str]], told: Organisation, structured: Sequence[Mapping[str, object]] = ()) -> str:
    """Return the shop's name, empty when nothing on the page says it. On the home page (`url` without a path) the title may be it alone."""
    candidates = (told.name, _meta(dom), _site(structured), value_of(pairs, _LABELS), *_logos(dom, url))
    name = next((name for name in map(plain_name, candidates) if name), "")
    return name or name_in_title(dom, url)


def _meta(dom: Dom) -> str:
    said = {
        (meta.get("property") or meta.get("name")).strip().lower(): meta.get("content") for meta in reversed(dom.tagged("meta")) if meta.get("content").strip()
    }
    return next((said[name][: 2 * LONGEST] for name in _METAS if name in said), "")


def _site(structured: Sequence[Mapping[str, object]]) -> str:
    names = [item.get("name") for item in structured[:200] if item.get("@type") == "WebSite"]
    return next((name for name in names if isinstance(name, str)), "")


def _logos(dom: Dom, url: str) -> Iterator[str]:
    """Yield what the page's own logos say: first the descriptions of their pictures, then their words."""
    found = [element for element in dom.named(_LOGO) if _is_logo(element) and _is_own(dom, element, url)][:_MOST_LOGOS]
    for logo in found:
        for picture in dom.elements[logo.index : min(logo.end, logo.index + _PICTURES_OF_A_LOGO)]:
            if picture.tag == "img":
                yield picture.get("alt") or picture.get("title")
    boxes = {outer.index for outer, inner in pairwise(found) if inner.index < outer.end}  # hold a city or a search beside the logo
    for logo in found:
        if logo.index not in boxes and logo.size <= LONGEST and logo.end - logo.index <= _PARTS_OF_A_LOGO:
            yield dom.said(logo.index, LONGEST + 1)


def _is_logo(element: Element) -> bool:
    return element.tag != "body" and not _OTHERS_LOGO.search(element.names)


def _is_own(dom: Dom, logo: Element, url: str) -> bool:
    """Return whether a logo stands in the page's header or leads home; the others are of what is on sale."""
    around = [dom.elements[index] for index in dom.ancestors(logo.index, 10)]
    inside = dom.elements[logo.index + 1 : min(logo.end, logo.index + _PICTURES_OF_A_LOGO)]
    return any(is_header(element) for element in around) or any(leads_home(url, part) for part in (*around[:4], *inside) if part.tag == "a")
