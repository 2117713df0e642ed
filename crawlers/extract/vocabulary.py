"""Words that mark the parts of a page: class names in any shop's mark-up, and what is written beside a price."""

from __future__ import annotations

import re
from functools import lru_cache


def _tokens(words: str) -> re.Pattern[str]:
    # a class name counts as a whole, or as a part between - and _ ("goods-price_box"), never as a piece of a word ("headline" is no head)
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?=$|[\s_-]|\d)", re.IGNORECASE)


PRICE = _tokens(
    r"prices?|money|amount|jiage|fee|cost|priceval\w*|saleprice|sellprice|shopprice|goodsprice|nowprice|curprice|tm-?price"
    r"|[a-z]{2,12}price|price[a-z]{2,10}|preis|prix|precio|preco|prezzo|cena|hind"
)
NOW = _tokens(
    r"sale|sell|current|now|final|actual|promo\w*|special|offer|our|new|shop|main|pay|deal|today|buybox|price-new|saleprice"
    r"|nowprice|sellprice|shopprice|curprice|newprice"
)
WAS = _tokens(
    r"old\w*|was|list-?price|origin\w*|orig|market\w*|mkt|strike\w*|struck|line-?through|del|deleted|before-?price|previous|msrp|rrp|reference|original\w*"
    r"|oldprice|lineprice|crossed|linethrough|scratch|discount_price|undiscounted|uvp|stroke|tag-price"
)
# what only members pay, beside what everybody does
MEMBERS = _tokens(r"s?vip[\w-]*|member\w*|rank-?price\w*|plus-?price|huiyuan")
NAVIGATION = _tokens(
    r"nav|navs|navbar|navigation|menu|menus|megamenu|submenu|topmenu|sitenav|site-nav|mainnav|catalog-?tree|category-?tree"
    r"|cate-?tree|sidenav|toolbar|tabbar|pagination|pager|breadcrumbs?|crumbs?"
)
FILTERS = _tokens(r"filters?\w*|facets?|refine\w*|layered|screening|shaixuan|sort-?bar|sort-?by|sorter")
CRUMBS = _tokens(r"breadcrumbs?|crumbs?|bread|mbx|position|location-nav")
# the head of a block ("goods-info-header") is none of the page
_OF_A_BLOCK = "".join(f"(?<!{word}[-_])" for word in ("info", "goods", "product", "detail", "item", "card", "price", "panel", "section"))
HEADER = _tokens(
    rf"{_OF_A_BLOCK}header|topbar|top-bar|masthead|site-?header|page-?header|hd-?top|head-?bar|search-?box|searchbar|searchform|search-form|minicart|mini-cart"
)
FOOTER = _tokens(r"footer|foot|ft|copyright|page-?footer|site-?footer|bottom-?bar")
RELATED = _tokens(
    r"related|recommend\w*|recom\w{0,4}|reco|similar|also|upsells?|cross-?sells?|crossselling|recently\w*|viewed|history"
    r"|guess\w*|suggest\w*|hot-?sale\w*|hotsell|ranking|rank-?list|more-?goods|other-?goods"
    r"|you-?may|youmay|accessor\w+-list|likes?-?list|tuijian|xiangguan|carousel-products|see-?also|sponsored-products|certona"
    r"|criteo|richrelevance|fbt|bundle-?suggest\w*"
)
REVIEWS = _tokens(
    r"reviews?|comments?|evaluat\w+|comment-?list|rate-?list|pinglun|pingjia|feedbacks?|testimonials?|bewertung\w*|opinion\w*|qa-?list|questions?"
)
COOKIES = _tokens(r"cookies?\w*|consent|gdpr|privacy-?banner|onetrust\S*")
LOGIN = _tokens(r"login\w*|signin|sign-in|log-in|register|passport|sign-?up|auth-?modal|newsletter\w*|subscribe\w*")
# one look at the names that are none of these
ANY = re.compile("|".join(pattern.pattern for pattern in (CRUMBS, NAVIGATION, FILTERS, FOOTER, HEADER, RELATED, REVIEWS, COOKIES, LOGIN)), re.IGNORECASE)
# whole class names only: "overflow-hidden" hides nothing
HIDDEN = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|visually-hidden|sr-only|u-hidden|visuallyhidden|invisible|a-offscreen|layui-hide|display-none)(?=$|\s)"
)
# what a click opens: tabs, and parts of the product's details
FOLDED = _tokens(
    r"tab-?(?:pane|panel|con|content|cont|item|box|body|bd|detail)s?|tabs?-?content|detail\w*|desc|description\w*|accordion\w*|collaps(?:e|ible)"
    r"|spec|specs|specification\w*|params?|parameters?|intro\w*|instructions?|shuoming|xiangqing|(?:goods|product|item|pro)-?(?:detail|desc|info|intro|content)\w*"
)
# what is opened over the page, or is for other ears, is no part of it
DIALOG = _tokens(
    r"modal\w*|dialog\w*|pop\w*|layer\w*|mask|overlay|drawer|tooltip\w*|tips?|toast|dropdown\w*|menu\w*|nav\w*|cart\w*|coupon\w*|share\w*|login\w*"
    r"|address\w*|delivery|template|tpl|sr-only|visually-?hidden|invisible|a-offscreen|screen-?reader\w*|compare|wishlist|search\w*|filters?\w*"
)
_VISIBLE_LATER = re.compile(r":(?:block|flex|grid|inline|table)|d-(?:sm|md|lg|xl)-")
BUY = re.compile(
    r"加入购物车|加入購物車|加入菜篮|加入采购车|原价购买|(?:立即|马上|我要)兑换|(?:发起|参与|立即|马上|我要)砍价|(?:立即|马上|我要)(?:预约|预订)|预约下单|放入购物|加购|立即购买|立刻购买|马上购买|立即下单|立即抢购|立即訂購|立即購買|直接購買|我要买"
    r"|一键购买|一键开团|单独购买|发起拼团|去参团|马上抢|立即抢|去抢购|我要抢|加入购物篮|添加购物车|去结算|add to (?:cart|basket|bag|trolley)"
    r"|buy (?:it )?now|in den warenkorb|ajouter au panier"
    r"|añadir al carrito|agregar al carro|aggiungi al carrello|adicionar ao carrinho|comprar|lisa korvi|v košarico|в корзину|купить|カートに入れる",
    re.IGNORECASE,
)
BUY_NAMES = re.compile(
    r"add[\w-]{0,8}(?:cart|basket|bag)|buy-?now|btn-?(?:cart|buy)|(?:button|btn)-cart|cart-?btn|addcart|go-?buy|to-?buy"
    r"|buy-?btn|product-?form|buy-?box|purchase-?form",
    re.IGNORECASE,
)
RELATED_HEADING = re.compile(
    r"^\W*(?:相关(?:商品|产品|推荐)|相關商品|同类(?:商品|产品|推荐)|猜你喜欢|为你推荐|為您推薦|为您推荐|看了(?:又|还|也)看"
    r"|看过.{0,6}还|买了.{0,6}还买|大家(?:都)?在(?:看|买)|(?:热销"
    r"|热卖|热门|销量|人气|最新|新品)(?:排行|推荐|商品|榜|上架)|浏览(?:记录|历史)|最近浏览"
    r"|(?:优品|精品|好物|好货|精选|同店|本店|店铺|商品|产品|宝贝|同款|为你|为您)推荐|为[你您]精选|推荐(?:商品|产品|宝贝)|店长推荐|更多(?:商品|宝贝|产品)|其他商品|搭配(?:推荐|购买)|你可能(?:还|也)?喜欢|关联商品|本店(?:其他|热销)"
    r"|related (?:products|items)|you may also|customers (?:also|who)|similar (?:products|items)|recently viewed|recommended|people also|frequently bought)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def is_hidden_name(names: str) -> bool:
    """Return whether a class name hides the element, unless another one shows it again on wider screens."""
    return bool(HIDDEN.search(names)) and not _VISIBLE_LATER.search(names)


@lru_cache(maxsize=16_384)
def matches(pattern: re.Pattern[str], names: str) -> bool:
    """Return whether the class names hold a word of this list. Remembered: a page repeats its class names."""
    return bool(pattern.search(names))
