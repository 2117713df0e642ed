"""The shop's name in a page's title: one of its parts, where the link to the home page, the header or the copyright line bears it out.

"Ceramic Cup - White" is sold by no White, and no shop is called after the program that drives it: better no name than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crawlers.extract.dom import Dom, Element
from crawlers.extract.links import absolute
from crawlers.extract.vocabulary import HEADER, matches

LONGEST = 40
_CUT = re.compile(r"\s*[|｜–—_]\s*|\s+[-－·•:]\s+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_PROGRAM = re.compile(r"[\s|｜–—_·-]*(?:powered\s?by|由.{1,20}(?:驱动|提供技术支持)|技术支持).*$", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:首页|主页|home(?:\s?page)?|logo|标志|图片|欢迎光临|官网|网站首页|index|商城首页|返回首页|详情|商品详情|关于我们|联系我们|全部商品|搜索结果|image|welcome|\W*)",
    re.IGNORECASE,
)
_SHOP_WORD = re.compile(
    r"(?:店|铺|商城|超市|商行|商场|专卖|优选|严选|工坊|书屋|茶庄|酒庄|药房|网)$|\b(?:shop|store|mall|market|boutique)$|\.[a-z]{2,4}$", re.IGNORECASE
)
_SLOGAN = re.compile(r"[，。！？!?,;；、]|正品|低价|包邮|品质|欢迎|专业")
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|版权所有|all rights reserved", re.IGNORECASE)
_HOMES = ("", "/", "/index.html", "/index.htm", "/index.php")
_HOME_LINKS = ("/", "./", "../", "index.html", "index.htm", "index.php")
_LONGEST_HOME = 100
_PART_HEADER = re.compile(r"product|goods|item|detail|card|panel|modal|section|article|review|tab")
_CHOICES = ("option", "label", "button")
_MOST_LINKS = 3_000
_MOST_HEADERS = 5


def plain_name(said: str) -> str:
    """Return a name without what is written around one; empty when nothing, or more than a name, is left."""
    words = _PROGRAM.sub("", " ".join(said[:300].split())).strip(" -_|｜·")
    words = re.sub(r"^欢迎(?:光临|来到)", "", words)
    words = re.sub(r"(?:的)?(?:logo|标志|首页)$", "", words, flags=re.IGNORECASE).strip()
    words = re.sub(r"^(.{2,20}) \1$", r"\1", words)  # a picture's description beside the same words
    return words if 2 <= len(words) <= LONGEST and not _NOTHING.fullmatch(words) else ""


def name_in_title(dom: Dom, url: str) -> str:
    """Return the last part of the title that the page bears out as the shop's name; on the home page also one that nothing else says."""
    node = next(iter(dom.tagged("title")), None)
    parts = [name for part in _CUT.split(_PROGRAM.sub("", dom.said(node.index, 300))) if (name := plain_name(part))] if node else []
    if not parts:
        return ""
    sure = _keys((*_host_names(url), *_home_links(dom, url)))
    near = _keys(_header_words(dom))
    borne_out = next((part for part in reversed(parts) if _key(part) in sure or _is_hinted(dom, part, near)), "")
    return borne_out or (_of_home(parts) if is_home(url) else "")


def is_home(url: str) -> bool:
    """Return whether an address is a site's first page."""
    parts = urlsplit(url)
    return parts.path in _HOMES and not parts.query


def _of_home(parts: list[str]) -> str:
    """Return the part of a home page's title that is no slogan: what is called a shop, else the first."""
    names = [part for part in parts if len(part) <= LONGEST // 2 and not _SLOGAN.search(part)]
    return next((part for part in names if _SHOP_WORD.search(part)), names[0] if names else "")


def _keys(said: Iterable[str]) -> set[str]:
    return {_key(words) for words in said} - {""}


def _key(said: str) -> str:
    return re.sub(r"\W+", "", plain_name(said)).lower()


def leads_home(url: str, link: Element) -> bool:
    """Return whether a link of the page at `url` leads to its site's first page."""
    href = link.get("href").strip()
    if href in _HOME_LINKS:
        return True
    if len(href) > _LONGEST_HOME or not href.startswith(("http://", "https://", "//")) or href.count("/") > 3:
        return False
    found = absolute(url, href)
    return is_home(found) and urlsplit(found).netloc == urlsplit(url).netloc


def is_header(element: Element) -> bool:
    """Return whether an element is called the page's header."""
    return (element.tag == "header" or matches(HEADER, element.names)) and not _PART_HEADER.search(element.names)


def _host_names(url: str) -> Iterator[str]:
    """Yield the site's own address as shops write it for a name: shop.example, shop."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    yield ".".join(labels)
    yield ".".join(labels[-2:])
    yield labels[0]


def _home_links(dom: Dom, url: str) -> Iterator[str]:
    for link in dom.tagged("a")[:_MOST_LINKS]:
        if leads_home(url, link):
            yield dom.said(link.index, LONGEST + 1)
            yield link.get("title")
            for picture in dom.elements[link.index + 1 : min(link.end, link.index + 6)]:
                yield picture.get("alt")


def _header_words(dom: Dom) -> Iterator[str]:
    """Yield the words of the page's header that stand in no menu."""
    headers = [
        element
        for element in sorted({item.index: item for item in (*dom.tagged("header"), *dom.named(HEADER))}.values(), key=lambda item: item.index)
        if is_header(element)
    ]
    for header in headers[:_MOST_HEADERS]:
        for text in dom.inside(header.index, 60):
            inner = [dom.elements[index].tag for index in dom.ancestors(text.parent, 12) if index >= header.index]
            if not {"nav", "li", "select", "button", "label"} & set(inner):
                yield text.text


def _is_hinted(dom: Dom, part: str, near: set[str]) -> bool:
    """Return whether the header or the copyright line names the part, and it is no word of what is on sale."""
    return (_key(part) in near or _has_rights(dom, part)) and not _is_choice(dom, part)


def _has_rights(dom: Dom, part: str) -> bool:
    """Return whether the copyright line names the part as a whole name: "White" is none in "© White Cup Company"."""
    end = r"(?![\u4e00-\u9fff])" if re.search(r"[\u4e00-\u9fff]$", part) else r"(?=\s*(?:[.,，。|·©(®™]|all rights|inc\b|ltd\b|llc\b|gmbh\b|$))"
    named = re.compile(rf"(?<!\w){re.escape(part)}(?:版权所有|版权|保留)?{end}", re.IGNORECASE)
    lines = (text.text for text in reversed(dom.texts[-2_000:]) if 4 <= len(text.text) <= 500 and _COPYRIGHT.search(text.text))
    return any(named.search(line) for line in lines)


def _is_choice(dom: Dom, part: str) -> bool:
    """Return whether the part is a word of the product: in its headline, or one of the variants to choose from."""
    wanted = part.lower()
    if any(wanted in dom.said(head.index, 300).lower() for head in dom.tagged("h1")[:20] if not _is_sign(head)):
        return True
    return any(choice.size <= 2 * LONGEST and dom.said(choice.index, 2 * LONGEST).lower() == wanted for choice in dom.tagged(*_CHOICES)[:_MOST_LINKS])


def _is_sign(head: Element) -> bool:
    return "logo" in head.names
