"""A shop of any size for benchmarks: Chinese product pages of 20 to 40 KB with menus, attributes, recommendations and reviews, made from a number alone."""

# ruff: noqa: E501 - mark-up reads better in one piece
from __future__ import annotations

from functools import cache
from random import Random

_WARES = [
    "陶瓷马克杯",
    "不锈钢汤锅",
    "纯棉四件套",
    "竹制砧板",
    "折叠晾衣架",
    "儿童书桌",
    "遮阳伞",
    "旅行背包",
    "保温水壶",
    "玻璃密封罐",
    "羊毛围巾",
    "硅胶锅铲",
    "懒人沙发",
    "落地灯",
    "无线键盘",
]
_STYLES = ["简约", "加厚", "便携", "家用", "北欧风", "复古", "轻奢", "可折叠", "大容量", "防滑", "静音", "透气", "双层", "手工", "车载"]
_COLOURS = ["米白", "雾蓝", "墨绿", "浅灰", "樱粉", "原木", "藏青", "焦糖"]
_GROUPS = ["家居日用", "厨房用品", "床上用品", "收纳整理", "户外出行", "数码配件", "儿童用品", "灯具照明", "服饰配件", "办公文具", "宠物用品", "园艺工具"]
_SENTENCES = (
    "采用{style}设计，日常清洗只需清水冲净后晾干，使用前请先检查配件是否齐全。",
    "面料经过多道工序处理，手感柔和，{colour}与多数家具都容易搭配。",
    "包装内附有说明书与保修卡，签收后七日内可凭订单号申请退换。",
    "尺寸为人工测量，可能有一至二厘米的误差，介意者请先咨询客服再下单。",
    "发货地为广东惠州，工作日下午四点前付款的订单当天寄出，偏远地区需多等两天。",
    "适合一家人日常使用，承重与容量见规格表，存放时请避开高温与潮湿处。",
)
_ROWS = (("品牌", "{brand}"), ("产品名称", "{ware}"), ("颜色分类", "{colour}"), ("材质", "{material}"), ("产地", "广东惠州"), ("净重", "{weight}克"))
_MATERIALS = ["陶瓷", "不锈钢", "棉", "竹", "铝合金", "实木", "玻璃", "硅胶"]
_SHOP = "南岸百货"
PAGES_OF_A_LIST = 40


def lists_of(total: int) -> int:
    """Return how many pages the list of so many products has."""
    return (total + PAGES_OF_A_LIST - 1) // PAGES_OF_A_LIST


def title_of(number: int) -> str:
    """Return the title of a product."""
    random = Random(number)
    return f"{random.choice(_STYLES)}{random.choice(_STYLES)}{random.choice(_WARES)} {random.choice(_COLOURS)}款 型号{number:05}"


def price_of(number: int) -> str:
    """Return its price."""
    return f"{Random(number * 7 + 1).randint(900, 89_900) / 100:.2f}"


def product(number: int, total: int) -> str:
    """Return the page of one product of so many."""
    random = Random(number)
    title, price = title_of(number), price_of(number)
    was = f"{float(price) * 1.4:.2f}"
    words = {
        "style": random.choice(_STYLES),
        "colour": random.choice(_COLOURS),
        "brand": f"{random.choice('岸桥林湾')}{random.choice('语物野居')}",
        "ware": random.choice(_WARES),
        "material": random.choice(_MATERIALS),
        "weight": str(random.randint(80, 4_000)),
    }
    rows = "".join(f"<tr><th>{name}</th><td>{value.format(**words)}</td></tr>" for name, value in _ROWS)
    prose = "".join(
        f'<p class="detail-line">{random.choice(_SENTENCES).format(**words)}</p><div class="detail-pic"><img src="/img/d{number}_{place}.jpg" alt=""></div>'
        for place in range(random.randint(8, 20))
    )
    return _page(f"{title}_{_SHOP}", _buy_box(number, title, price, was, words) + _details(rows, prose) + _reviews(random) + _beside(number, total), total)


def listing(number: int, total: int) -> str:
    """Return one page of the list of all products, linked to the next."""
    first = number * PAGES_OF_A_LIST
    cards = "".join(_card(item, "goods-item") for item in range(first, min(first + PAGES_OF_A_LIST, total)))
    more = f'<a class="next" href="/list-{number + 1}.html">下一页</a>' if first + PAGES_OF_A_LIST < total else ""
    return _page(f"全部商品_{_SHOP}", f'<div class="goods-list"><ul>{cards}</ul></div><div class="pager"><span>第{number + 1}页</span>{more}</div>', total)


def licence(total: int) -> str:
    """Return the page that shows the licence."""
    rows = "<p>名称：惠州市南岸百货商行</p><p>统一社会信用代码：92441302MA4WN7QX35</p><p>类型：个体工商户</p><p>经营场所：惠州市惠城区南岸路18号</p>"
    return _page(f"营业执照_{_SHOP}", f'<div class="licence"><h2>营业执照信息公示</h2>{rows}</div>', total)


def home(total: int) -> str:
    """Return the start page: it links every list, so that the crawl is as wide as its limits allow."""
    lists = range(lists_of(total))
    links = "".join(f'<li><a href="/list-{number}.html">{_GROUPS[number % len(_GROUPS)]}精选第{number + 1}组</a></li>' for number in lists)
    return _page(_SHOP, f'<div class="floors"><ul>{links}</ul></div>', total)


def _page(title: str, body: str, total: int) -> str:
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><meta name="keywords" content="{title}">'
        f'<link rel="stylesheet" href="/css/main.css"><script>{_SCRIPT}</script></head><body>{_HEADER}<div class="nav"><ul class="menu">{_menu(lists_of(total))}</ul></div><div class="w main">{body}</div>{_FOOTER}</body></html>'
    )


def _buy_box(number: int, title: str, price: str, was: str, words: dict[str, str]) -> str:
    choices = "".join(f'<li class="sku-item"><a href="javascript:;" data-sku="{number}{place}">{colour}</a></li>' for place, colour in enumerate(_COLOURS))
    thumbs = "".join(f'<li><img src="/img/{number}_{place}_s.jpg" data-big="/img/{number}_{place}.jpg" alt=""></li>' for place in range(5))
    return (
        f'<div class="crumb"><a href="/">首页</a> &gt; <a href="/list-0.html">{_GROUPS[number % len(_GROUPS)]}</a> &gt; <span>{words["ware"]}</span></div>'
        f'<div class="product-intro"><div class="preview"><div class="jqzoom"><img src="/img/{number}.jpg" alt="{title}"></div><ul class="thumb-list">{thumbs}</ul></div>'
        f'<div class="itemInfo-wrap"><h1 class="sku-name">{title}</h1><div class="summary-price"><div class="dt">售 价</div><div class="dd"><span class="p-price">'
        f'<span>￥</span><span class="price">{price}</span></span><del class="market-price">￥{was}</del><a href="#none" class="notice">降价通知</a></div></div>'
        f'<div class="summary-stock"><span>配送至</span> 广东惠州市惠城区 <em>有货</em> 支持七天无理由退货 运费6元，满99元包邮</div>'
        f'<div class="choose"><div class="dt">选择颜色</div><ul>{choices}</ul></div><div class="choose-num"><input class="buy-num" value="1"><a class="add">+</a></div>'
        f'<div class="choose-btns"><a class="btn-append" href="/cart/add/{number}">加入购物车</a><a class="btn-buy" href="/buy/{number}">立即购买</a></div>'
        f'<div class="shop-info">店铺：<a href="/">{_SHOP}</a></div></div></div>'
    )


def _details(rows: str, prose: str) -> str:
    return (
        '<div class="detail"><ul class="tab-main"><li class="current">商品介绍</li><li>规格与包装</li><li>售后保障</li></ul>'
        f'<div class="tab-con"><table class="Ptable">{rows}</table><div class="detail-content">{prose}</div></div></div>'
    )


def _reviews(random: Random) -> str:
    said = ("收到了，包装严实。", "颜色和图片差不多，家里人都喜欢。", "物流很快，第二天就到。", "用了一周才来评价，没有异味。", "客服回复及时，补发了配件。")
    return (
        '<div class="comment-list">'
        + "".join(
            f'<div class="comment-item"><div class="user"><img src="/u/{place}.png" alt=""><span>买***{place}</span></div><p class="comment-con">{random.choice(said)}</p>'
            f'<div class="order-info"><span>{random.choice(_COLOURS)}</span><span>2026-{random.randint(1, 11):02}-{random.randint(1, 28):02} 10:{place:02}</span></div></div>'
            for place in range(random.randint(4, 15))
        )
        + "</div>"
    )


def _beside(number: int, total: int) -> str:
    cards = "".join(_card((number * 31 + step * 97) % total, "rec-item") for step in range(1, 13))
    return f'<div class="recommend"><h3>猜你喜欢</h3><ul class="clearfix">{cards}</ul></div>'


def _card(number: int, name: str) -> str:
    title = title_of(number)
    return (
        f'<li class="{name}"><div class="p-img"><a target="_blank" href="/item/{number}.html"><img width="220" height="220" data-lazy-img="/img/{number}.jpg" alt="{title}"></a></div>'
        f'<div class="p-name"><a target="_blank" href="/item/{number}.html" title="{title}"><em>{title}</em></a></div><div class="p-price"><strong><em>￥</em><i>{price_of(number)}</i></strong></div>'
        f'<div class="p-commit">已有<a href="/item/{number}.html#comment">{number % 900}</a>人评价</div></li>'
    )


@cache
def _menu(lists: int) -> str:
    """Return the menu of every page: twelve groups of ten, each leading to one of the lists."""
    return "".join(
        f'<li class="menu-item"><a href="/list-{group * 11 % lists}.html">{name}</a><div class="sub-menu"><dl><dt>{name}</dt><dd>'
        + "".join(
            f'<a href="/list-{(group * 11 + inner) % lists}.html">{style}{ware[-2:]}</a>'
            for inner, (style, ware) in enumerate(zip(_STYLES[:10], _WARES[:10], strict=True), 1)
        )
        + "</dd></dl></div></li>"
        for group, name in enumerate(_GROUPS)
    )


_HEADER = (
    '<div class="topbar"><div class="w"><ul><li>您好，欢迎光临！</li><li><a href="/login">登录</a></li><li><a href="/register">免费注册</a></li>'
    '<li><a href="/user/order">我的订单</a></li><li><a href="javascript:;">客户服务</a></li></ul></div></div>'
    f'<div class="header"><div class="logo"><a href="/"><img src="/img/logo.png" alt="{_SHOP}"></a></div><form class="search-form" action="/search"><input name="q" placeholder="搜索商品">'
    f'<button>搜索</button></form><div class="mini-cart"><a href="/cart">购物车<b>0</b>件</a></div></div>'
)
_FOOTER = (
    '<div class="footer"><div class="service">'
    + "".join(
        f"<dl><dt>{head}</dt>" + "".join(f'<dd><a href="javascript:;">{word}</a></dd>' for inner, word in enumerate(words.split())) + "</dl>"
        for head, words in (
            ("购物指南", "购物流程 会员介绍 常见问题 联系客服"),
            ("配送方式", "上门自提 限时达 配送查询 配送费收取标准"),
            ("支付方式", "货到付款 在线支付 分期付款 公司转账"),
            ("售后服务", "售后政策 价格保护 退款说明 返修退换货"),
        )
    )
    + "</div><p>名称：惠州市南岸百货商行 统一社会信用代码：92441302MA4WN7QX35 地址：惠州市惠城区南岸路18号 客服电话：0752-2600000</p>"
    '<p>© 2026 南岸百货 粤ICP备2026000001号-1</p><p><a href="/licence.html">营业执照</a></p></div>'
)
_SCRIPT = "var pageConfig={skin:'main',cart:{count:0}};" + "".join(
    f"function m{n}(a,b){{var c=document.getElementById('m'+a);if(c&&b>{n}){{c.className='on';}}return c;}}" for n in range(40)
)
