"""What a page is: a product, a list, the shop's own page, an advertisement, or something else. The own product comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.records import PageKind, PageShop
from crawlers.extract.advert import AdSigns
from crawlers.extract.listing import Own
from crawlers.extract.structure import CONVINCING, Structure
from crawlers.extract.view import View

_DETAIL = re.compile(
    r"(?:^|[/_.-])(?:item|items|product|products|goods|detail|details|spu|sku|prod|p|dp|shangpin)s?(?:[/_.-]|info)?[\w-]*\d"
    r"|(?:^|[?&/])(?:goods_?id|product_?id|item_?id|sku_?id|id)=\w",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"关于我们|关于本店|公司简介|企业简介|联系我们|经营资质|证照|亮照|营业执照|资质|经营者信息|店铺信息|主体信息|about[\s_-]?us|contact|licen[cs]e|company|(?:^|/)about|zizhi|zhizhao",
    re.IGNORECASE,
)
_HOMES = ("", "/", "/index.html", "/index.htm", "/index.php", "/home", "/#/", "/index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the decision rests on. `cards`: rows of goods, `own_cards`: those outside related zones; `entries`: rows without prices (articles, adverts)."""

    own: Own
    structure: Structure
    signs: AdSigns
    cards: int
    own_cards: int
    entries: int
    shop: PageShop | None
    title: str


def kind_of(view: View, evidence: Evidence) -> PageKind:
    """Return the kind of the page."""
    product = _product_strength(view, evidence)
    if _is_advert(evidence, product):
        return "advertisement"
    if product >= 2.0:
        return "product"
    if evidence.cards >= 2 or len(evidence.own.others) >= 3:
        return "list"
    if _is_about(view, evidence):
        return "shop"
    if evidence.entries >= 3:
        return "list"
    return "shop" if _is_home(view, evidence.shop) else "other"


def _product_strength(view: View, evidence: Evidence) -> float:
    """Return how much speaks for one own product; 2 is enough."""
    sources = {item.source: item for item in evidence.own.told}
    structure = evidence.structure
    strength = 0.0
    for name in ("json-ld", "microdata", "opengraph"):
        if name in sources:
            strength = max(strength, 3.0 if sources[name].price else 1.5)
    state = sources.get("state") or sources.get("xhr")
    if state is not None:
        strength += 2.0 if state.title else 1.2
    if structure.told.price:
        strength += 1.0 + 1.2 * (structure.score >= CONVINCING + 3)
        strength += 0.4 * (structure.buyable and bool(structure.told.list_price))
    parts = urlsplit(view.url)
    detail = bool(_DETAIL.search(f"{parts.path}?{parts.query}") or _DETAIL.search(parts.fragment))
    strength += 0.5 * detail + 0.7 * structure.buyable + 0.3 * (structure.headline >= 0)
    if evidence.own_cards >= 4 and not detail and not structure.buyable:
        strength -= 1.0 if structure.told.sure else 2.0  # many rows and no way to buy: the price near the headline is a filter's or a slogan's
    return strength


def _is_advert(evidence: Evidence, product: float) -> bool:
    signs = evidence.signs
    if signs.mark and signs.top and evidence.own_cards < 3:
        return True
    cart = product >= 2.0 and (evidence.structure.buyable or any(item.source in ("json-ld", "microdata") and item.price for item in evidence.own.told))
    if cart or evidence.own_cards >= 3 or evidence.entries >= 3:
        return "structured data" in signs.own
    # shops' own product pages are reached by tracked addresses too
    return bool(signs.own or signs.address or signs.mark or (signs.tracked and product < 2.0))


def _is_about(view: View, evidence: Evidence) -> bool:
    """Return whether address, title or headline say that the page is about the business."""
    parts = urlsplit(view.url)
    return any(_ABOUT.search(said) for said in (parts.path, parts.fragment, evidence.title, evidence.structure.told.title[:40]))


def _is_home(view: View, shop: PageShop | None) -> bool:
    """Return whether this is a home page that names the business."""
    parts = urlsplit(view.url)
    home = parts.path in _HOMES and not parts.query and parts.fragment in ("", "/", "!/")
    return home and shop is not None and bool(shop.name or shop.operator or shop.licences or shop.licence_images or shop.exemption)
