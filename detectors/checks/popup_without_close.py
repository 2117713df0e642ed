"""A pop-up advert that shows no way to close it (`needs["popup"]`: [{"text", "share", "closable", "picture", "link"}], as the browser drew the page).

`with: {shows: words | picture}`: one whose words advertise, or a bare picture that leads somewhere. A pop-up that asks for a login, an age or
a place is a barrier and no advert. Source: 广告法 art. 44 (2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.errors import BadInput
from detectors.check import Case, CheckHit

_LARGE = 0.2  # of the window: what covers less is in nobody's way
_SELLS = re.compile(
    r"优惠|折扣|\d折|打折|满\d+[减送]|立减|红包|礼[包券品]|领取|领券|抽奖|中奖|秒杀|抢购|特价|限时|促销|大促|活动价|包邮|新品上市|下载.{0,6}(?:app|客户端)"
    r"|打开.{0,4}app|扫码|加微信|免费(?:试|领|体验|咨询|送)|立即(?:购买|咨询|抢|领|下单|抢购|加盟|预约)|加盟|招商|热销|爆款|[¥￥]\s?\d|\d元|赠送|特惠|广告",
    re.IGNORECASE,
)
_BARRIER = re.compile(
    r"登录|登陆|注册账号|验证码|安全验证|滑块|实名|年满|未成年|已满\s?18|加载中|浏览器版本|选择(?:地区|城市|语言|门店|收货地)|网络(?:异常|错误|超时)"
    r"|访问过于频繁|请在微信|开启定位|系统(?:维护|升级)|密码|cookie|隐私政策",
    re.IGNORECASE,
)
_SAID = 60


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each such pop-up, with the place of its first words where the text holds them."""
    given = case.document.needs.get("popup")
    if given is None:
        return
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        raise BadInput("needs.popup: wanted a list of objects")
    wanted = str(case.options["shows"])
    for row in given:
        if not row.get("closable", True) and float(row.get("share", 0)) >= _LARGE and shows(row) == wanted:
            said = str(row.get("text", ""))
            yield CheckHit(spans=_spans(case, said), met=(_met(float(row["share"]), said, str(row.get("link", ""))),))


def shows(row: Mapping[str, Any]) -> str:
    """Return words for a pop-up whose words advertise, picture for a bare picture that leads somewhere, else an empty text."""
    said = str(row.get("text", ""))
    if _BARRIER.search(said):
        return ""
    if _SELLS.search(said):
        return "words"
    return "picture" if row.get("picture") and row.get("link") else ""


def _met(share: float, said: str, link: str) -> str:
    words = f"，弹窗文字“{' '.join(said.split())[:_SAID]}”" if said else ""
    return f"弹窗遮住浏览器窗口的{share:.0%}，未见关闭标志{words}{f'，点击去往 {link[:120]}' if link else ''}"


def _spans(case: Case, said: str) -> tuple[Any, ...]:
    first = next((line.strip() for line in said.splitlines() if len(line.strip()) > 1), "")
    start = case.document.text.find(first) if first else -1
    return (case.span("text", start, start + len(first)),) if start >= 0 else ()
