"""Goods that the shop itself calls a prescription drug, offered without what a lawful product page shows (药品网络销售监督管理办法 art. 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.check import Case, CheckHit

# what the leaflet says of itself; beside an offer (买二送一) it excuses nothing
_LEAFLET_VOICE = re.compile(r"用于|适用于|本品|辅助治疗|遵医嘱|医[生师]指导|一[日天次]\d|慎用|禁用|不良反应|^\s*1[.、]")
_LAWFUL = ("凭处方", "国药准字", "适应症", "功能主治", "说明书")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer when goods, title or text say 处方药 and nothing shows that the text is the approved leaflet or asks for a prescription.

    With `leaflet_voice: lawful` a text that speaks like the leaflet (用于…, 本品…) is taken for it.
    """
    everything = f"{case.document.goods}\n{case.document.title}\n{case.document.text}"
    said = everything.replace("非处方药", "")
    if "处方药" in said and not any(word in said for word in _LAWFUL) and not _is_leaflet(case):
        yield CheckHit(met=("商品被称为处方药",))


def _is_leaflet(case: Case) -> bool:
    return case.options.get("leaflet_voice") == "lawful" and case.document.kind == "listing" and _LEAFLET_VOICE.search(case.document.text) is not None
