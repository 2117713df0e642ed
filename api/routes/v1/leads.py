"""Leads: list, detail, decide."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from api.decisions import decide as decide_lead
from api.decisions import reason_from
from api.depends import Decider, Reader, TheHouse
from api.schemas.base import ERRORS, Count, Problem
from api.schemas.leads import Decision, EventOut, FindingOut, LeadDetail, LeadList, LeadOut
from core.records import StoredFinding
from core.repositories import findings, lead_lists, leads
from core.repositories.lead_lists import LeadFilter

router = APIRouter(prefix="/leads", tags=["leads"], responses=ERRORS)

Values = Annotated[list[str], Query(max_length=50)]


@router.get("")
def list_leads(
    _someone: Reader,
    rooms: TheHouse,
    status: Values = [],  # noqa: B006 - FastAPI copies it
    category: Values = [],  # noqa: B006
    severity: Values = [],  # noqa: B006
    confidence: Values = [],  # noqa: B006
    shop: Values = [],  # noqa: B006
    text: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> LeadList:
    """Return the leads that match, worst first."""
    values = {"status": status, "category": category, "severity": severity, "confidence": confidence, "shop": shop}
    wanted = LeadFilter(text=text, **{name: tuple(chosen) for name, chosen in values.items()})
    with rooms.database.read() as connection:
        total, rows = lead_lists.page(connection, wanted, limit, offset)
        counted = lead_lists.facets(connection, wanted)
    facets = {name: [Count(value=value, count=count) for value, count in pairs] for name, pairs in counted.items()}
    return LeadList(total=total, leads=[LeadOut.model_validate(lead) for lead in rows], facets=facets)


@router.get("/{lead_id}")
def get_lead(_someone: Reader, rooms: TheHouse, lead_id: str) -> LeadDetail:
    """Return a lead with what it rests on."""
    with rooms.database.read() as connection:
        lead = leads.get(connection, lead_id)
        total, found = findings.page_of_lead(connection, lead_id, 50)
        events = leads.events(connection, lead_id)
    return LeadDetail(
        lead=LeadOut.model_validate(lead),
        findings_total=total,
        findings=[_finding(stored) for stored in found],
        events=[EventOut.model_validate(event) for event in events],
    )


def _finding(stored: StoredFinding) -> FindingOut:
    return FindingOut.model_validate(asdict(stored) | asdict(stored.finding))


@router.post("/{lead_id}/decision", responses={409: {"model": Problem, "description": "changed meanwhile"}})
def decide(someone: Decider, rooms: TheHouse, lead_id: str, decision: Decision) -> LeadOut:
    """Confirm, dismiss or undo."""
    with rooms.database.write() as connection:
        lead = decide_lead(
            connection, lead_id, action=decision.action, reason=reason_from("", decision.reason), who=someone.user.name, version=decision.version
        )
    return LeadOut.model_validate(lead)
