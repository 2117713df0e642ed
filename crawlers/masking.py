"""Consumers' personal data do not leave the evidence: names and numbers in reviews are masked in what is read out of a page. Pure.

The business's own contacts stay: they stand outside the reviews. What was fetched stays whole in WARC, which is access-controlled.
"""

from __future__ import annotations

import re
from dataclasses import replace

from core.records import Page

MASK = "*"

_REVIEWS = re.compile(
    r"^\W*(商品|用户|宝贝|全部|累计|买家|顾客|客户|网友|最新|热门|精彩)?(评价|评论|点评|晒单|晒图|买家秀|问答|追评|口碑|留言)"
    r"(详情|列表|区|晒单)?\W*(\d[\d,.万+]*)?\W*$"
)
_OTHER = re.compile(
    r"^\W*(商品(详情|介绍|参数|信息)|产品(详情|介绍|参数)|规格(参数)?|售后(服务|保障)?|联系(我们|方式|客服)|关于我们|店铺(介绍|信息)?|相关(商品|推荐)|猜你喜欢|为你推荐|热销(推荐|排行)?"
    r"|友情链接|购物指南|支付方式|配送(方式|说明)|营业执照|资质(证照|信息)?|证照信息)\W*$"
)
_FOOT = re.compile(r"统一社会信用代码|ICP备|版权所有|copyright|客服(电话|热线)|©", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?P<gap>[- ]?)\d{4}(?P=gap)\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)")
_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\d{3}[\dXx](?![\dA-Za-z])")  # GB 11643
_WECHAT = re.compile(r"((?:微信|vx|wx|v信|薇信|QQ)(?:号|号码)?\s*[:：]?\s*)([A-Za-z\d][\w-]{4,19})", re.IGNORECASE)
_NAMED = re.compile(r"((?:用户名?|昵称|买家|会员|网友|顾客|评价人|评论人|评论者|姓名|收货人|收件人|客户)\s*[:：]\s*)([^\s:：,，。;；|]{2,20})")
_PRIVATE = re.compile(r"((?:收货人|收件人|收货地址|下单人)\s*[:：]\s*)([^\s,，。;；|]{2,40})")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SIGNED = re.compile(
    rf"^([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[A-Za-z][\w.-]{{2,19}}|[\u4e00-\u9fff\w]{{1,6}}\*+[\u4e00-\u9fff\w]{{0,4}})"
    r"(?=\s*(?:20\d\d[-/.年]|\d{1,2}天前|昨天|今天|[★☆⭐]|\d星|$))"
)
_BEFORE_DATE = re.compile(r"^(\S{2,20}?)(?=\s*20\d\d[-/.年]\d{1,2})")


def mask_page(page: Page) -> Page:
    """Return the page with consumers' names and numbers masked in its text and in its goods' descriptions."""
    text = mask(page.text)
    listings = tuple(replace(item, description=mask(item.description)) if item.description else item for item in page.listings)
    return page if text == page.text and listings == page.listings else replace(page, text=text, listings=listings)


def mask(text: str) -> str:
    """Return the text with the personal data of consumers masked, every line as long as it was: positions stay."""
    inside = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _REVIEWS.match(line):
            inside = True
        elif inside and (_OTHER.match(line) or _FOOT.search(line)):
            inside = False
        lines[number] = _review(line) if inside else _PRIVATE.sub(_second, line)
    return "\n".join(lines)


def _review(line: str) -> str:
    line = _IDENTITY.sub(_middle, line)
    line = _PHONE.sub(_middle, line)
    line = _LANDLINE.sub(_middle, line)
    line = _WECHAT.sub(_second, line)
    line = _NAMED.sub(_second, line)
    line = _BEFORE_DATE.sub(_name, line)
    return _SIGNED.sub(_name, line)


def _second(match: re.Match[str]) -> str:
    return match[1] + _hidden(match[2])


def _name(match: re.Match[str]) -> str:
    return _hidden(match[1])


def _hidden(name: str) -> str:
    return name[0] + MASK * (len(name) - 1)


def _middle(match: re.Match[str]) -> str:
    found = match[0]
    return found[:3] + MASK * max(len(found) - 5, 0) + found[-2:]
