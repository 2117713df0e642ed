"""What the operator register says of the code that a shop shows: unknown, struck off, another's name, a scope without the goods.

`with: {answer: unknown | ended | name | scope}`: each is a rule of its own. Without a register, and for codes of places that it does not cover, silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from core.numbers import canonical
from detectors.check import Case, CheckHit
from detectors.checks._names import certainly_different
from detectors.checks._register import Entry, Register, codes_of, register_of
from detectors.checks._shop import SeenShop, Shown, places_of, seen_shop
from detectors.checks.permit_for_goods import enough
from detectors.permits import DUTIES, FARM

_ENDED = re.compile(r"注销|吊销|撤销|迁出|除名|歇业|停业")
_STANDS = re.compile(r"未|不予|恢复|拟|在营|存续|在业|开业|正常")

Answer = Callable[[SeenShop, Shown, Entry | None, Register], Iterator[str]]


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per code about which the register says so."""
    register, shop = register_of(case), seen_shop(case)
    if register is None or shop is None:
        return
    answer = _ANSWERS[str(case.options["answer"])]
    for number in codes_of(shop):
        code = canonical("uscc", number.value)
        for why in answer(shop, number, register.entries.get(code), register):
            yield CheckHit(spans=places_of(case, "uscc", number.value), met=(f"{why}（登记信息截至{register.as_of}）",))


def _unknown(_: SeenShop, number: Shown, entry: Entry | None, register: Register) -> Iterator[str]:
    if entry is None and register.covers(canonical("uscc", number.value)):
        yield f"登记信息中没有{number.value}"


def _ended(_: SeenShop, number: Shown, entry: Entry | None, __: Register) -> Iterator[str]:
    if entry is not None and _ENDED.search(entry.status) and not _STANDS.search(entry.status):
        yield f"{number.value}登记状态为“{entry.status}”"


def _name(shop: SeenShop, number: Shown, entry: Entry | None, _: Register) -> Iterator[str]:
    if entry is not None and certainly_different(shop.operator, entry.name):
        yield f"店铺所示经营者为{shop.operator}，{number.value}登记的名称为{entry.name}"


def _scope(shop: SeenShop, number: Shown, entry: Entry | None, _: Register) -> Iterator[str]:
    if entry is None or not entry.scope:
        return
    for duty in DUTIES.values():
        if duty.scope.search(entry.scope) or any(duty.answered_by(item.kind, item.number) for item in entry.permits):
            continue
        goods = [item.title for item in shop.offered if duty.needed_for(item.klass.name, item.klass.confidence, item.said) and not FARM.search(item.title)]
        if len(goods) >= enough(duty, len(shop.offered)):
            yield f"所售“{goods[0][:30]}”等{len(goods)}件依法须取得{duty.permit}，{number.value}登记的经营范围和许可中均没有"


_ANSWERS: dict[str, Answer] = {"unknown": _unknown, "ended": _ended, "name": _name, "scope": _scope}
