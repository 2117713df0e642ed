"""Ask for a rescan: what is wrong with it is said before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from core.clock import now
from core.errors import BadInput, Conflict
from core.ids import digest
from core.records import Rescan
from core.repositories import rescans
from detectors.engine import Engine
from pipeline.rescan.words import checked

_NOT_IN_TEXTS = {"shop", "history", "image", "register", "permit"}


def plan_rule(connection: Connection, rules: Engine, rule_id: str, asked_by: str) -> Rescan:
    """Plan a rescan for one rule; raise BadInput when there is no such rule, or stored texts alone cannot show what it looks for."""
    rule = rules.rules.get(rule_id)
    if rule is None:
        raise BadInput(f"没有规则 {rule_id[:80]!r}；`tradewatch detect` 与规则页列出全部规则")
    if rule.status != "active":
        raise BadInput(f"规则 {rule_id} 尚未启用（{rule.status}）：只有启用的规则会产生线索")
    missing = sorted(_NOT_IN_TEXTS & set(rule.needs))
    if missing:
        raise BadInput(f"规则 {rule_id} 依据的不是文字（{', '.join(missing)}），请重新抓取店铺")
    return _plan(connection, Rescan(id="", rule=rule_id, asked_by=asked_by, created_at=now()))


def plan_words(connection: Connection, words: Iterable[str], asked_by: str) -> Rescan:
    """Plan a rescan for words; raise BadInput naming a word that cannot be looked for."""
    return _plan(connection, Rescan(id="", words=checked(words), asked_by=asked_by, created_at=now()))


def _plan(connection: Connection, wanted: Rescan) -> Rescan:
    for known in rescans.recent(connection):
        if known.status in ("due", "running") and (known.rule, known.words) == (wanted.rule, wanted.words):
            raise Conflict("同样的回溯查找已在等待或执行")
    ident = digest("rescan", wanted.rule, wanted.words, wanted.created_at.isoformat())
    return rescans.plan(connection, replace(wanted, id=ident))
