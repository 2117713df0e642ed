"""Advertisement pages: whether this is one, who advertises, whether 广告 stands on it (广告法 art. 14), and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.records import PageAdvertisement
from crawlers.extract.dom import Text
from crawlers.extract.structured import kinds
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

_MARK = re.compile(
    r"^[\W_]*(?:广告|廣告|商业广告|本页为广告|此为广告|推广|商业推广|赞助(?:内容)?|AD|Ads?|ADVERTISEMENT|Advertisement|Sponsored)(?:[\W_]+.{0,20})?$"
)
_LAWFUL_MARK = re.compile(r"广告|廣告")
_NO_MARK = re.compile(r"广告(?:服务|合作|投放|招商|联系|刊登|报价|业务|法|主|审查|发布者|经营者|专区|平台|联盟)")
_PATH = re.compile(r"(?:^|[/_.-])(?:ads?|adv|advert\w*|lp|landing(?:page)?|sponsor(?:ed)?|guanggao|tuiguang|promoted|xinxiliu)(?:[/_.-]|\d|$)", re.IGNORECASE)
_QUERY = re.compile(
    r"(?:^|&)(?:ad_?id|creative_?id|campaign_?id|gclid|bd_vid|clickid|qz_gdt|utm_medium=(?:cpc|ad|feed|display)|from=ad|adv?)(?:=|&|$)", re.IGNORECASE
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:advert|advertisement|advertorial|ad-?(?:detail|page|content|landing|article|body|main|wrap|card|box)"
    r"|landing-?(?:page)?|lp-?(?:main|body|page)|sponsored(?:-content)?)(?:$|[\s_-])"
)
_SENTENCE_END = re.compile(r"[。！？!?；;]+")
_SHORTEST_CLAIM = 6
_MOST_CLAIMS = 40
_NO_CLAIM = re.compile(
    r"^[\W_]*(?:商业)?(?:广告|推广|赞助)[\W_]*$|(?:广告主|广告发布|推广方|advertiser|主办单位|公司名称|经营者)\s*[:：]|版权所有|备案?号|icp备|copyright|©|隐私政策|客服热线"
    r"|^(?:https?:|\d[\d\s-]+$)",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[×✕✖Ⅹ]|关闭(?:广告)?|跳过(?:广告)?|close|skip", re.IGNORECASE)
_CLOSE_NAMES = re.compile(r"(?:^|[\s_-])(?:ad|pop\w*|modal|layer|banner)?[_-]?(?:close|guanbi)(?:btn|[_-]btn|[_-]icon)?(?:$|[\s_-])")
_FIELD = re.compile(
    r"(?:广告主|广告主体|广告发布者|广告发布|广告代理|推广方|推广主体|投放单位|发布单位|advertiser|sponsored by)(?:名称"
    r"|单位)?\s*[:：]\s*([^\s|｜,，。;；]{2,60}(?: [A-Za-z.&]{2,20}){0,4})",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"(?:主办单位|主办方|品牌方|经营者|出品方|出品|提供方|服务商|公司名称|主体)\s*[:：]\s*([^\s|｜,，。;；]{2,60})")
_CALL = re.compile(
    r"立即|马上|点击|免费|咨询|报名|预约|领取|抢购|购买|下单|了解|查看详情|进入|官网|加微信|扫码|申请|试用|订购|体验"
    r"|learn more|shop now|sign up|get started|order now|apply|book now|contact us",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdSigns:
    """What speaks for an advert: `own` signs on the page, its `address`, an address `tracked` from an advert.

    `mark`: the text of its mark, "" for none; `top`: that stands at the top of the page.
    """

    own: tuple[str, ...]
    address: bool
    tracked: bool
    mark: str
    top: bool


def ad_signs(view: View, nodes: list[dict[str, Any]], headline: int, text: str, rows: frozenset[int]) -> AdSigns:
    """Return the signs. `rows`: indexes of elements that belong to rows of other goods or entries: marks on them are not the page's."""
    mark = _mark(view, rows)
    own = []
    if any("advertis" in kind.lower() or kind == "WPAdBlock" for node in nodes for kind in kinds(node)):
        own.append("structured data")
    if "advert" in view.head.first("og:type", "page-type", "content-type").lower():
        own.append("meta")
    if _marked_container(view, headline):
        own.append("container")
    if _FIELD.search(text):
        own.append("advertiser named")
    if _sponsored_links(view, rows):
        own.append("sponsored link")
    parts = urlsplit(view.url)
    total = max(1, len(view.dom.texts))
    near = mark is not None and headline >= 0 and abs(mark.parent - headline) < 60
    return AdSigns(
        own=tuple(own),
        address=bool(_PATH.search(parts.path) or _PATH.search(parts.fragment)),
        tracked=bool(_QUERY.search(parts.query)),
        mark=mark.text.strip() if mark is not None else "",
        top=mark is not None and (near or view.dom.texts.index(mark) < total * 0.4),
    )


def _mark(view: View, rows: frozenset[int]) -> Text | None:
    """Return the text that marks the page as an advert; three or more marks belong to entries of a list."""
    found = [
        text
        for text in view.dom.texts
        if text.parent >= 0
        and not view.zones[text.parent] & (Zone.HIDDEN | Zone.MENU | Zone.RELATED | Zone.LINK)
        and 2 <= len(text.text.strip()) <= 30
        and text.parent not in rows
        and _MARK.match(text.text.strip())
        and not _NO_MARK.search(text.text)
    ]
    return found[0] if 0 < len(found) < 3 else None


def _marked_container(view: View, headline: int) -> bool:
    """Return whether an element around the headline, or around most of the page's text, is called an advert."""
    dom = view.dom
    total = dom.elements[0].size if dom.elements else 0
    around = set(dom.ancestors(headline)) if headline >= 0 else set()
    for element in dom.elements:
        if not element.attrs or not (element.index in around or element.size > 0.5 * total):
            continue
        if any(
            name in ("data-ad", "data-advert", "data-advertisement", "data-ad-id", "data-adid", "data-creative", "data-creative-id", "data-campaign")
            for name in element.attrs
        ) or _NAMES.search(element.names):
            return True
    return False


def _sponsored_links(view: View, rows: frozenset[int]) -> list[int]:
    return [
        element.index
        for element in view.dom.tagged("a")
        if element.index not in rows and "sponsored" in element.get("rel").lower() and not view.zones[element.index] & (Zone.RELATED | Zone.MENU | Zone.FOOTER)
    ]


def read_advert(view: View, signs: AdSigns, title: str, text: str, operator: str, goods: str, rows: frozenset[int]) -> PageAdvertisement:
    """Return the advert. The advertiser: who is named as such, else whose business the page says it is."""
    named = _FIELD.search(text) or _OPERATOR.search(text)
    return PageAdvertisement(
        title=title,
        advertiser=(named.group(1).strip() if named else "") or operator,
        text=text,
        landing_url=_landing(view, rows),
        marked=bool(_LAWFUL_MARK.search(signs.mark)) or bool(_marked_line(text)),
        goods=goods,
        claims=claims_of(text, title),
        closable=_closable(view),
    )


def claims_of(text: str, title: str) -> tuple[str, ...]:
    """Return the sentences of an advert that say something of what it praises: not its title, its mark, its calls to act, nor who stands behind it."""
    sentences = (sentence.strip() for line in text.split("\n") for sentence in _SENTENCE_END.split(line))
    kept = [
        sentence
        for sentence in sentences
        if _SHORTEST_CLAIM <= len(sentence) <= 200
        and sentence != title
        and not _NO_CLAIM.search(sentence)
        and not (len(sentence) <= 12 and _CALL.search(sentence))
    ]
    return tuple(dict.fromkeys(kept))[:_MOST_CLAIMS]


def _closable(view: View) -> bool | None:
    """Return True where the page shows a way to close the advert; None where none was seen."""
    for element in view.dom.tagged("a", "button", "span", "i", "div", "em"):
        if (
            element.size <= 8
            and not view.zones[element.index] & Zone.HIDDEN
            and (_CLOSE_NAMES.search(element.names) or _CLOSE.fullmatch(view.dom.said(element.index, 8)))
        ):
            return True
    return None


def _marked_line(text: str) -> bool:
    return any(_MARK.match(line) and _LAWFUL_MARK.search(line) and not _NO_MARK.search(line) for line in text.split("\n") if len(line) <= 30)


def _landing(view: View, rows: frozenset[int]) -> str:
    """Return where the advert leads: a sponsored link, else the first call to action, preferring another host."""
    sponsored = _sponsored_links(view, rows)
    if sponsored:
        return view.link(view.dom.elements[sponsored[0]].get("href"))
    host = urlsplit(view.url).netloc
    calls: list[tuple[bool, int, str]] = []
    for element in view.dom.tagged("a"):
        if not view.zones[element.index] & (Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.RELATED | Zone.HIDDEN):
            address = view.link(element.get("href"))
            if address and address != view.link(view.url) and _CALL.search(view.dom.said(element.index, 40)):
                calls.append((urlsplit(address).netloc == host, element.index, address))
    return min(calls)[2] if calls else ""
