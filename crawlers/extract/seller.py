"""Who sells the page's product, as the page names the shop beside it: on a platform that is not whose name the page's title bears."""

from __future__ import annotations

import re

from crawlers.extract.view import View
from crawlers.extract.vocabulary import matches
from crawlers.extract.zones import Zone

LONGEST = 40
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:shop|store|seller|vendor|merchant|supplier|mall)[-_]?(?:name|title|nick|link)|(?:shop|store)name|seller|sold-?by)(?:$|[\s_-])"
)
_LABEL = re.compile(r"^(?:店铺名称|店铺|店名|卖家|商家|掌柜|销售商|商户|供应商|出售者|sold by|seller|shop name|store)\s*[:：]?\s*$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?:店铺名称|所属店铺|店铺|店名|卖家|商家|掌柜|销售商|商户名称|商户|供应商|sold by|seller)\s*[:：]\s*(\S.{1,38})$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:sell\b|sold\b|ships?\b|by$|\d+年|进入|收藏|关注|联系|查看|全部|所有|首页|客服|店铺$|店铺首页|信誉|评分|contact|visit|view|\W*$)|\d{5,}|[:：]$",
    re.IGNORECASE,
)
_SHOP_PAGE = re.compile(r"(?:shop|store|seller|merchant|mall)", re.IGNORECASE)
_SHOP_NAME = re.compile(r"(?:旗舰店|专营店|专卖店|企业店|自营店|直营店|加盟店)$")
_NO_SIGN = re.compile(r"^\W*(?:返回|回到|网站|商城)?(?:首页|主页|home|homepage|start|logo|\W*)\W*$", re.IGNORECASE)
_OUTSIDE = Zone.HIDDEN | Zone.MENU | Zone.HEADER | Zone.RELATED | Zone.FOOTER | Zone.REVIEWS | Zone.BANNER


def seller_of(view: View) -> str:
    """Return the shop's name from an element called so, else from what follows a label like 店铺：; "" when neither is there."""
    by_class = ""
    by_label = ""
    label_at = -100
    for place, text in enumerate(view.dom.texts):
        if text.parent < 0 or view.zones[text.parent] & _OUTSIDE:
            continue
        said = " ".join(text.text.split())
        if not 2 <= len(said) <= LONGEST + 12:
            continue
        labelled = _LABELLED.match(said)
        if labelled and not by_label:
            by_label = labelled.group(1)
        elif _LABEL.match(said):
            label_at = place
        elif _usable(said):
            if not by_label and 0 < place - label_at <= 3:
                by_label = said
            if any(matches(_NAMED, view.dom.elements[i].names) for i in view.dom.ancestors(text.parent, 5)):
                by_class = by_class or said
        if by_class:
            break
    return by_class or by_label or _by_suffix(view)


def _by_suffix(view: View) -> str:
    """Return the name that a link to a shop's own page bears and that ends as shops' names do on platforms, where the page has one such name alone."""
    found = {
        said
        for link in view.dom.tagged("a")
        if 4 <= link.size <= LONGEST and _SHOP_PAGE.search(link.get("href")) and not view.zones[link.index] & _OUTSIDE
        for said in [view.dom.said(link.index, LONGEST)]
        if _SHOP_NAME.search(said)
    }
    return found.pop() if len(found) == 1 else ""


def site_name(view: View) -> str:
    """Return what the link to the home page says, where that is a name: the shop's sign above every page."""
    home = view.link("/")
    for element in view.dom.elements:
        if element.tag == "a" and element.index < 400 and view.link(element.get("href")) == home and not view.zones[element.index] & Zone.HIDDEN:
            said = view.dom.said(element.index, LONGEST + 1)
            if 2 <= len(said) <= LONGEST and not _NO_SIGN.match(said):
                return said
    return ""


def _usable(said: str) -> bool:
    return len(said) <= LONGEST and not _NO_NAME.search(said)
