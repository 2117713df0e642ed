"""Which links of a page are followed. Pure: same shop, no account or cart, no file, no endless sorting and filtering."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from core.records import Link
from crawlers import stops

LONGEST = 2000  # characters of an address
ABOUT_THE_SHOP = 30  # weight of links to licences and pages about the shop
ORDERS = 2  # of one list, where it is not to be had in its own order
COMBINATIONS = 50  # addresses of one path with three or more parameters

DAYS = 40  # addresses that differ by a date alone
DEEPEST_PAGE = 2_000  # of one list

_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.]?(?:1[0-2]|0?[1-9])(?:[-/.]?(?:3[01]|[12]\d|0?[1-9]))?(?!\d)|(?<=year=)\d{4}|(?<=month=)\d{1,2}|(?<=day=)\d{1,2}")
_PAGE = re.compile(r"^(page|p|pg|pn|page_?no|page_?num|page_?index|cur_?page|current_?page)$", re.IGNORECASE)
_PAGE_PATH = re.compile(r"/page[/_-]?(\d+)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"^(utm_\w+|spm|scm|gclid|fbclid|bd_vid|_ga|phpsessid|jsessionid|sessionid|session_id|sid|from_source|share_token)$", re.IGNORECASE)
_SORTING = re.compile(
    r"^(sort\w*|order\w*|dir|direction|limit|per_?page|page_?size|mode|view|display|layout|filter\w*|facet\w*|(min|max)_?price|price_?(min|max))$", re.I
)

_PRIVATE = re.compile(
    r"^(log-?in|sign-?in|log-?out|sign-?out|sign-?up|register|passport|(my-?)?account|member-?center|user-?center|carts?|basket|checkout|my-?orders?|wish-?list"
    r"|favou?rites|compare|add-?to-?cart|pay|admin|wp-admin|wp-login|(forgot-?|reset-?)?password|unsubscribe|cgi-bin|captcha|api|graphql|xmlrpc)$",
    re.IGNORECASE,
)
_ACTIONS = re.compile(r"^(act|action|do|route|r|c|m|a|op|controller|add-to-cart|add_to_cart|remove_item)$", re.IGNORECASE)
_PRIVATE_WORDS = re.compile(
    r"^(免费)?(登录|登陆|登入|注册|会员注册|退出|退出登录|注销|购物车|我的购物车|去结算|结算|我的订单|我的收藏|个人中心|会员中心|忘记密码)$"
)
_FILES = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|bmp|avif|css|m?js|map|json|rss|atom|pdf|docx?|xlsx?|pptx?|csv|zip|rar|7z|gz|tar|exe|apk|dmg|ipa|mp[34]|avi|mov|wmv|flv|woff2?|ttf|txt)$",
    re.IGNORECASE,
)
_LICENCE_WORDS = re.compile("营业执照|亮照|证照|资质|许可证|备案|经营者信息|企业信息|商家信息|关于我们|联系我们|about", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def site_of(url: str) -> str:
    """Return what tells shops apart: host without www., and a port that is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else host


@lru_cache(maxsize=65_536)
def clean(url: str) -> str:
    """Return the address to ask for: no plain anchor (a hash route stays), no tracking or session parameters."""
    base, fragment = urldefrag(url.strip())
    parts = urlsplit(base)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    base = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
    return f"{base}#{fragment}" if is_route(fragment) else base


def is_route(fragment: str) -> bool:
    """Return whether a fragment names a page of its own (#/item/3, #!/item/3): no place on the page, and not the page itself (#/)."""
    return fragment.startswith(("/", "!")) and bool(fragment.strip("/!"))


def seen_key(url: str) -> str:
    """Return the address in the form in which two spellings of it are equal."""
    return str(canonicalize_url(url, keep_fragments=True))


def is_private(url: str, text: str = "") -> bool:
    """Return whether the link leads to what only a customer has: account, cart, checkout. Such links are never followed."""
    parts = urlsplit(url)
    segments = [segment.rpartition(".")[0] or segment for segment in [*parts.path.split("/"), *parts.fragment.lstrip("!").split("/")] if segment]
    actions = [part for name, value in parse_qsl(parts.query, keep_blank_values=True) if _ACTIONS.match(name) for part in [name, *value.split("/")]]
    return any(_PRIVATE.match(part) for part in [*segments, *actions]) or bool(_PRIVATE_WORDS.match(text.strip()))


def is_page(url: str) -> bool:
    """Return whether the address can be a page: http(s), not too long, no file by its ending, no path that repeats itself."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    repeats = max(Counter(segments).values(), default=0)
    return parts.scheme in _PORTS and bool(parts.hostname) and len(url) <= LONGEST and repeats <= 3 and len(segments) <= 12 and not _FILES.search(parts.path)


def weight(link: Link, goods: frozenset[str], licences: frozenset[str]) -> int:
    """Return how early the link is followed: what speaks of the shop itself first, then goods, then the rest, other orders of a list last."""
    if link.url in licences or _LICENCE_WORDS.search(link.text):
        return ABOUT_THE_SHOP
    if link.url in goods:
        return 20
    return 0 if any(_SORTING.match(name) for name, _ in parse_qsl(urlsplit(link.url).query)) else 10


@dataclass
class Bounds:
    """Counts what was admitted per path, so that sorting, filtering, calendars and endless lists cannot multiply addresses for ever."""

    _orders: dict[str, set[tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    _combined: Counter[str] = field(default_factory=Counter)
    _days: Counter[str] = field(default_factory=Counter)

    def against(self, url: str) -> str:
        """Return the bound (crawlers.stops) that keeps the address from being followed, else an empty text and count it."""
        form, dates, page = shape_of(url)
        if page > DEEPEST_PAGE:
            return stops.PAGINATION
        if dates and self._days[form] >= DAYS:
            return stops.CALENDAR
        if not self.admits(url):
            return stops.ORDERS
        self._days[form] += bool(dates)
        return ""

    def admits(self, url: str) -> bool:
        """Return whether one more address of this path is followed, and count it. The pages of an order that was admitted all are."""
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        path = f"{parts.netloc}{parts.path}"
        order = tuple(sorted(pair for pair in pairs if _SORTING.match(pair[0])))
        if order:
            known = self._orders.setdefault(path, set())
            if order not in known and len(known) >= ORDERS:
                return False
            known.add(order)
        if len(pairs) - len(order) >= 3:
            self._combined[path] += 1
            return self._combined[path] <= COMBINATIONS
        return True


def shape_of(url: str) -> tuple[str, bool, int]:
    """Return (the address with each date taken out, whether there was one, the page of a list that it asks for, else 0)."""
    parts = urlsplit(url)
    plain = f"{parts.netloc}{parts.path}?{parts.query}"
    form = _DATE.sub("<date>", plain)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    told = [value for name, value in pairs if _PAGE.match(name) and value.isdecimal()] + _PAGE_PATH.findall(parts.path)
    return form, form != plain, max((int(value) for value in told if len(value) < 10), default=0)


def unsorted(url: str) -> str:
    """Return the address of the same list in its own order: without the parameters that sort it or change its look."""
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _SORTING.match(pair[0])]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), parts.fragment))
