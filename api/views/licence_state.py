"""The answer on a shop's licences in words: shown, missing, hidden, invalid, out of scope, borrowed; from the findings of its last visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.records import Finding, Shop

_ANSWERS = {
    "licence-missing": "未公示",
    "licence-hidden": "公示不显著、链接失效或者无法辨认",
    "licence-number-invalid": "号码无效",
    "permit-number-invalid": "许可证编号无效",
    "licence-expired": "已过有效期",
    "register-unknown-number": "登记信息中没有该号码",
    "register-ended": "登记的主体已注销或者吊销",
    "register-out-of-scope": "超出登记的经营范围",
    "licence-borrowed": "与其他经营者使用同一证照",
    "register-name-differs": "号码登记在他人名下",
}
_PERMIT = "所售商品需要的许可未公示"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceState:
    """`said` in a few words each, `good` True for shown, False for a lead, None where nothing can be said; `why` from the findings."""

    said: tuple[str, ...]
    good: bool | None
    why: tuple[str, ...] = ()


def licence_state(shop: Shop, found: Iterable[Finding]) -> LicenceState:
    """Return the answer. `found`: the findings of the shop as a whole that its last visit still showed."""
    ours = [finding for finding in found if finding.lead and finding.category == "missing_licence"]
    if ours:
        said = dict.fromkeys(_ANSWERS.get(finding.rule, _PERMIT) for finding in ours)
        why = dict.fromkeys(line for finding in ours for line in finding.met[-2:])
        return LicenceState(said=tuple(said), good=False, why=tuple(why)[:6])
    if shop.exemption:
        return LicenceState(said=("以免登记的自我声明公示",), good=True)
    if any(item.kind in ("uscc", "reg_no") and item.valid for item in shop.licences):
        return LicenceState(said=("已公示，号码有效",), good=True)
    if shop.licence_images:
        return LicenceState(said=("以图片公示，未读出号码",), good=None)
    return LicenceState(said=("本次访问不足以判断",), good=None)
