"""QR codes in the pictures of goods that lead buyers off the site (`needs["image"]["codes"]`: [{"format", "text"}]).

`with: {leads_to: contact | group | payment}`: a personal account, a chat group, a payment without an order. Told by the code's address alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from core.errors import BadInput
from detectors.check import Case, CheckHit

# hosts, and the beginning of the path where one host serves several purposes
_GROUPS = (("weixin.qq.com", "/g/"), ("work.weixin.qq.com", "/gm/"), ("qm.qq.com", "/cgi-bin/qm/qr"), ("jq.qq.com", ""), ("t.me", "/joinchat"), ("t.me", "/+"))
_CONTACTS = (
    ("u.wechat.com", ""), ("weixin.qq.com", "/r/"), ("work.weixin.qq.com", "/ca/"), ("work.weixin.qq.com", "/kfid/"), ("wa.me", ""), ("qm.qq.com", "/q/"),
    ("t.me", "/"), ("line.me", "/"), ("v.douyin.com", ""),
)  # fmt: skip
_PAYMENTS = (("qr.alipay.com", ""), ("wx.tenpay.com", ""), ("payapp.weixin.qq.com", ""))
_SCHEMES = {"weixin": "contact", "wxp": "payment", "alipays": "payment", "mqqapi": "contact", "tel": "contact", "sms": "contact"}
_NAMES = {"contact": "个人或者客服账号", "group": "聊天群", "payment": "收款码"}


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per code of this kind, with the place of its text where the text holds it."""
    given = case.document.needs.get("image")
    if given is None:
        return
    if not isinstance(given, Mapping):
        raise BadInput(f"needs.image: wanted an object, got {type(given).__name__}")
    for code in given.get("codes") or ():
        said = str(code["text"])
        if leads_to(said) == case.options["leads_to"]:
            start = case.document.text.find(said)
            spans = (case.span("text", start, start + len(said)),) if start >= 0 else ()
            yield CheckHit(spans=spans, met=(f"图片上的二维码指向{_NAMES[str(case.options['leads_to'])]}：{said[:80]}",))


def leads_to(said: str) -> str:
    """Return contact, group, payment, or an empty text for a code that leads nowhere else (a product's bar code, the shop's own page)."""
    try:
        parts = urlsplit(said.strip())
        host = (parts.hostname or "").lower()
    except ValueError:  # no address: "http://[" is only text
        return ""
    scheme = parts.scheme.lower()
    if scheme in _SCHEMES:
        return "payment" if re.match(r"wxp://|weixin://wxpay", said.strip(), re.IGNORECASE) else _SCHEMES[scheme]
    for kind, known in (("group", _GROUPS), ("payment", _PAYMENTS), ("contact", _CONTACTS)):
        if any(host == name and parts.path.startswith(path) for name, path in known):
            return kind
    return ""
