"""What a page says of the shop: its name, who runs it, which licences it shows, how it can be reached. Pure; nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.records import PageShop
from crawlers.extract.dom import Dom
from crawlers.extract.shop_facts.contacts import read_contacts
from crawlers.extract.shop_facts.exemption import read_exemption
from crawlers.extract.shop_facts.licences import read_licences
from crawlers.extract.shop_facts.names import read_name
from crawlers.extract.shop_facts.operators import read_operator
from crawlers.extract.shop_facts.organisation import read_organisation
from crawlers.extract.shop_facts.pairs import read_pairs, value_of
from crawlers.extract.shop_facts.reviews import without_reviews
from crawlers.extract.shop_facts.showing import licence_images, licence_links

ADDRESS = ("住所", "经营场所", "营业场所", "注册地址", "公司地址", "企业地址", "经营地址", "店铺地址", "联系地址", "办公地址", "地址")


def read_shop(dom: Dom, text: str, url: str, structured: Sequence[Mapping[str, object]] = ()) -> PageShop | None:
    """Return the facts about the shop, None when the page tells none.

    `dom`: the page, as `read_dom` gives it; `text`: its visible text, a line for each block; `structured`: its JSON-LD and microdata objects.
    """
    own = without_reviews(dom, text)
    pairs = read_pairs(own)
    told = read_organisation(structured)
    images, links = licence_images(dom, url), licence_links(dom, url)
    shop = PageShop(
        name=read_name(dom, url, pairs, told, structured),
        operator=read_operator(own, pairs) or told.legal_name,
        licences=read_licences(dom, text),
        licence_images=tuple(dict.fromkeys([*images, *(link for link in links if _is_picture(link))])),
        licence_links=tuple(link for link in links if not _is_picture(link)),
        exemption=read_exemption(own),
        contacts=read_contacts(dom, own, told.contacts),
        address=value_of(pairs, ADDRESS, least=5) or told.address,
    )
    return shop if shop != PageShop() else None


def _is_picture(url: str) -> bool:
    return url.split("?")[0].lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"))
