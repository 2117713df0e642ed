"""Where a shop shows its licence: pictures of it, and links to the page that holds it (电子商务法 art. 15: a link mark counts)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from urllib.parse import urlsplit

from crawlers.extract.dom import Dom, Element
from crawlers.extract.links import absolute

_MOST = 20
_MOST_NODES = 5_000
_LONGEST_CALL = 60
_CAPTION = 30  # characters of the words that name a picture
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "dt", "th", "p", "span", "div")
_WORD = re.compile(r"营业执照|执照|亮照|证照|许可证|资质|备案凭证|登记证")
_LINK = re.compile(
    r"(?:查看|点击查看|本店|商家|卖家|企业|店铺|公司|经营者?|网店|平台|主体|电子)*"
    r"(?:营业执照|工商执照|执照|亮照|证照|资质|许可证|经营者信息|主体信息|工商信息|主体身份信息|[\u4e00-\u9fff]{2,12}许可证)(?:信息|公示|证照|证书|展示|查询|查看|编号|亮照|资质|[》>]|\s)*"
)
_FILE = re.compile(r"(?:^|[^a-z])(?:business[-_]?)?licen[sc]e|yyzz|yingye|zhizhao|zhengzhao|permit(?![a-z])|xukezheng", re.IGNORECASE)
# shops that sell frames for licences, or the service of getting one
_GOODS = re.compile(r"框|保护套|卡套|皮套|夹|展示架|挂墙|装裱|外壳|支架|代办|代理|注销|注册公司|办理|模板|素材|open source|apache|mit", re.IGNORECASE)
_ICON = re.compile(r"beian|police|gongan|ghs\.|batb|icp|icon|badge|公安|公网|备案图标|国徽|creativecommons|npm|github", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,80}?url\(\s*[\"']?([^\"')]{1,500})", re.IGNORECASE)
_OFFICIAL = re.compile(r"gsxt\.gov\.cn/business[Cc]heck|szcert\.ebs\.org\.cn/|netadreg\.gzaic\.gov\.cn/ntmm")


def licence_images(dom: Dom, url: str) -> tuple[str, ...]:
    """Return the absolute addresses of pictures that are called a licence by their name, their file or the words beside them."""
    found = []
    pictures = sorted((*dom.tagged("img"), *_painted(dom)), key=lambda picture: picture.index)[:_MOST_NODES]
    places = [picture.index for picture in pictures]
    for picture in pictures:
        source = _source(picture)
        if source and _may_be_licence(dom, picture, source, places) and not _small(picture):
            address = absolute(url, source)
            if address and _is_licence(dom, picture, urlsplit(address).path, places):
                found.append(address)
    return tuple(dict.fromkeys(found))[:_MOST]


def licence_links(dom: Dom, url: str) -> tuple[str, ...]:
    """Return the absolute addresses of links called 营业执照, 亮照, 证照信息 … and of official marks that show one licence."""
    found = []
    for link in dom.tagged("a")[:_MOST_NODES]:
        href = link.get("href").strip()
        if href and ((("gov.cn" in href or "szcert" in href) and _OFFICIAL.search(href)) or _calls_licence(_called(dom, link))):
            found.append(absolute(url, href))
    return tuple(dict.fromkeys(item for item in found if item and item != url))[:_MOST]


def _painted(dom: Dom) -> list[Element]:
    """Return the elements whose own style paints a picture: shops show a licence cut to size as a background."""
    return [element for element in dom.elements if element.attrs and "url(" in (element.attrs.get("style") or "")]


def _source(picture: Element) -> str:
    painted = _BACKGROUND.search(picture.get("style")) if picture.tag != "img" else None
    if painted:
        return painted[1].strip()
    return next((value.strip() for name in ("data-src", "data-original", "data-lazy", "src") if (value := picture.get(name))), "")


def _small(picture: Element) -> bool:
    sizes = [re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", picture.get(name)) for name in ("width", "height")]
    return any(size and int(size[1]) < 60 for size in sizes)


def _may_be_licence(dom: Dom, picture: Element, source: str, places: list[int]) -> bool:
    """Return whether it is worth a closer look: the words that name a picture, or its file, speak of a licence at all."""
    named = f"{picture.get('alt')} {picture.get('title')}"
    if _WORD.search(named) or _FILE.search(source):
        return True
    return not named.strip() and bool(_WORD.search(_beside(dom, picture, places)))


def _is_licence(dom: Dom, picture: Element, path: str, places: list[int]) -> bool:
    named = f"{picture.get('alt')} {picture.get('title')}"
    if _WORD.search(named) or _FILE.search(path):
        return not _is_other(named, path)
    beside = "" if named.strip() else _beside(dom, picture, places)
    return bool(_WORD.search(beside)) and not _GOODS.search(beside) and not _is_other(named, path)


def _is_other(named: str, path: str) -> bool:
    return bool(_GOODS.search(named) or _ICON.search(f"{named} {path}"))


def _beside(dom: Dom, picture: Element, places: list[int]) -> str:
    """Return the few words that stand with the picture: in its figure or block, or in the heading right before it.

    `places`: the indexes of all pictures. Costs the same however many pictures and words stand under one parent.
    """
    index = picture.parent
    for _ in range(2):
        if index < 0 or dom.elements[index].tag in ("body", "html"):
            return ""
        block = dom.elements[index]
        if block.size:
            pictures = bisect_left(places, block.end) - bisect_left(places, index)
            return dom.said(index, 200) if block.size <= _CAPTION and pictures <= 3 else ""
        before = dom.before(index)
        if before is not None and before.size and before.tag in _HEADINGS:
            return dom.said(before.index, 200) if before.size <= _CAPTION else ""
        index = block.parent
    return ""


@lru_cache(maxsize=16_384)
def _calls_licence(said: str) -> bool:
    return bool(_LINK.fullmatch(said))


def _called(dom: Dom, link: Element) -> str:
    if link.size > _LONGEST_CALL:
        return ""
    said = dom.said(link.index, 80)
    if not said and (link.end > link.index + 1 or link.get("title")):
        picture = next((inner for inner in dom.elements[link.index + 1 : min(link.end, link.index + 20)] if inner.tag == "img"), None)
        said = picture.get("alt") if picture else link.get("title")
    return said.strip("「」【】[]《》<> ")[:60]
