"""The pictures of a page's own product: where they are (lazy loading too), and which are a gallery's and not an icon's."""

from __future__ import annotations

import re

from crawlers.extract.view import View
from crawlers.extract.vocabulary import matches
from crawlers.extract.zones import Zone

MOST = 60
_MOST_LOOKED = 2_000
_LAZY = ("data-original", "data-src", "data-lazy-src", "data-lazy", "data-lazyload", "data-ks-lazyload", "data-zoom-image", "data-large", "data-big", "src")
_ICON = re.compile(
    r"logo|icon|sprite|avatar|qrcode|qr-code|loading|blank|placeholder|spacer|pixel|grey\.gif|1x1|transparent|\.svg(?:$|\?)"
    r"|weixin|wechat|flag|rating|star|/btn|/bnt|button|bnt_",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", re.IGNORECASE)
_GALLERY = re.compile(
    r"gallery|swiper|slide|slick|carousel|thumb|zoom|preview|magnif|banner|album|spec-|goods-?(?:img|pic|image)"
    r"|product-?(?:img|image|photo|media|pic)|item-?(?:img|pic)|main-?(?:img|pic|image)|bigpic|jqzoom|tb-pic|photos?|media",
    re.IGNORECASE,
)
_BASES = re.compile(r"""[`"'](/(?:media|static|uploads?|images?|storage|public|files?|attachment|data)/(?:[\w-]+/){0,3})(?:\$\{|[`"']\s*\+)""")


def picture_of(view: View, index: int) -> str:
    """Return the address of the picture that an element shows, "" for none and for icons."""
    element = view.dom.elements[index]
    if element.tag == "img":
        source = (
            next((element.get(name) for name in _LAZY if element.get(name) and not element.get(name).startswith("data:")), "")
            or element.get("srcset").split(" ")[0]
        )
    elif element.tag == "source" and element.get("srcset"):
        source = element.get("srcset").split(",")[0].split()[0] if element.get("srcset").strip() else ""
    else:
        return ""
    address = view.link(source)
    small = any(element.get(name).isdigit() and int(element.get(name)[:6]) < 32 for name in ("width", "height"))
    return "" if small or not address or _ICON.search(f"{address[-120:]} {element.names}") else address


def gallery(view: View, headline: int) -> tuple[str, ...]:
    """Return the pictures around the headline: those in a gallery's container, else those of the content that lead nowhere else."""
    dom = view.dom
    in_gallery: dict[str, None] = {}
    other: dict[str, None] = {}
    looked = 0
    for element in dom.tagged("img", "source"):
        if view.zones[element.index] & (Zone.RELATED | Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.REVIEWS | Zone.BANNER):
            continue
        address = picture_of(view, element.index)
        looked += 1
        if looked > _MOST_LOOKED:
            break
        if not address:
            continue
        above = dom.ancestors(element.index, 7)
        if any(matches(_GALLERY, dom.elements[i].names) for i in above) and (headline < 0 or abs(element.index - headline) < 500):
            in_gallery[address] = None
        elif not _leads_elsewhere(view, above):
            other[address] = None
    return tuple(in_gallery or other)[:MOST]


def _leads_elsewhere(view: View, above: list[int]) -> bool:
    link = next((view.dom.elements[i].get("href") for i in above if view.dom.elements[i].tag == "a"), "")
    return bool(view.link(link)) and view.link(link) != view.link(view.url) and not _PICTURE_FILE.search(link)


def media_base(view: View) -> str:
    """Return the folder that the page's scripts put before a picture's name (`/media/${value}`), "" when they say none."""
    for _, text in view.dom.scripts:
        match = _BASES.search(text[:200_000])
        if match:
            return match.group(1)
    return ""
