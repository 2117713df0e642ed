"""Goods that the shop itself calls a prescription drug, offered without what a lawful product page shows (药品网络销售监督管理办法 art. 13)."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.check import Case, CheckHit

_LAWFUL = ("凭处方", "国药准字", "适应症", "功能主治", "说明书")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer when goods, title or text say 处方药 and nothing shows that the text is the approved leaflet or asks for a prescription."""
    everything = f"{case.document.goods}\n{case.document.title}\n{case.document.text}"
    said = everything.replace("非处方药", "")
    if "处方药" in said and not any(word in said for word in _LAWFUL):
        yield CheckHit(met=("商品被称为处方药",))
