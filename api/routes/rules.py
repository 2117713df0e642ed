"""The rulebook, to be read by those who answer for it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.depends import RuleReader, TheHouse
from api.views.confidence import rule_record
from api.views.law import quotes
from api.views.rules import card, ordered
from api.web.pages import draw
from core.clock import beijing_day, now
from core.errors import NotFound

router = APIRouter()


@router.get("/rules")
def show_all(request: Request, someone: RuleReader, rooms: TheHouse) -> Response:
    """Show all rules by category."""
    return draw(request, "rules.html", someone, rules=ordered(rooms.detectors().rules.values()))


@router.get("/rules/{rule_id}")
def show(request: Request, someone: RuleReader, rooms: TheHouse, rule_id: str) -> Response:
    """Show one rule: elements, law of today with its text, exceptions, examples."""
    engine = rooms.detectors()
    rule = engine.rules.get(rule_id)
    if rule is None:
        raise NotFound(f"规则 {rule_id[:80]} 不在现行规则库中（可能已停用并移除）")
    shown = card(rule)
    law = quotes(engine.law, [basis.name for basis in shown.bases], beijing_day(now()))
    return draw(request, "rule.html", someone, rule=shown, law=law, record=rule_record(rule_id, rooms.measured()))
