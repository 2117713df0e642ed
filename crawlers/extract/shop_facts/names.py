"""The shop's name: structured data, og:site_name, a label, the logo, the last part of the page's title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from crawlers.extract.shop_facts.organisation import Organisation
from crawlers.extract.shop_facts.pairs import value_of

LONGEST = 40
_LABELS = ("店铺名称", "店铺名", "店名", "网店名称", "网站名称")
_METAS = ('meta[property="og:site_name"]', 'meta[name="og:site_name"]', 'meta[name="application-name"]', 'meta[name="apple-mobile-web-app-title"]')
_LOGOS = (
    "header [class*=logo] img",
    "[class*=logo] img",
    "#logo img",
    "header [class*=logo]",
    "a[class*=logo]",
    "#logo",
    "[class*=shop-name]",
    "[class*=store-name]",
)
_CUT = re.compile(r"\s*[|｜–—_]\s*|\s+[-－·•]\s+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_NOTHING = re.compile(r"(?:首页|主页|home|logo|标志|图片|欢迎光临|官网|网站首页|index|商城首页|返回首页|详情|商品详情|关于我们|image|\W*)", re.IGNORECASE)


def read_name(tree: LexborHTMLParser, url: str, pairs: Sequence[tuple[str, str]], told: Organisation) -> str:
    """Return the shop's name, empty when nothing on the page says it. On the home page (`url` without a path) the title may be it alone."""
    candidates = (told.name, _meta(tree), value_of(pairs, _LABELS), _logo(tree), _title_tail(tree, home=_is_home(url)))
    return next((name for name in map(_clean, candidates) if name), "")


def _clean(name: str) -> str:
    words = " ".join(name.split()).strip(" -_|｜·")
    words = re.sub(r"^欢迎(?:光临|来到)", "", words)
    words = re.sub(r"(?:的)?(?:logo|标志|首页)$", "", words, flags=re.IGNORECASE).strip()
    return words if 2 <= len(words) <= LONGEST and not _NOTHING.fullmatch(words) else ""


def _meta(tree: LexborHTMLParser) -> str:
    for selector in _METAS:
        node = tree.css_first(selector)
        content = (node.attributes.get("content") or "") if node else ""
        if content.strip():
            return content
    return ""


def _logo(tree: LexborHTMLParser) -> str:
    for selector in _LOGOS:
        node = tree.css_first(selector)
        if node is None:
            continue
        said = (node.attributes.get("alt") or node.attributes.get("title") or "") if node.tag == "img" else node.text(strip=True)
        if _clean(said):
            return said
    return ""


def _title_tail(tree: LexborHTMLParser, *, home: bool) -> str:
    node = tree.css_first("head title") or tree.css_first("title")
    parts = _CUT.split(node.text(strip=True)[:300]) if node else []
    return parts[-1] if len(parts) > 1 or (parts and home and len(parts[0]) <= LONGEST // 2) else ""


def _is_home(url: str) -> bool:
    return re.fullmatch(r"[a-z]+://[^/?#]+(?:/(?:index\.\w{2,5})?)?", url, re.IGNORECASE) is not None
