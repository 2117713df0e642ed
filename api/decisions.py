"""An investigator's decision on a lead: confirm, dismiss, undo. Kept with a reason; the lead's documents are queued for the index anew."""

from __future__ import annotations

from sqlalchemy import Connection

from core.clock import now
from core.errors import BadInput, Conflict
from core.records import Lead
from core.repositories import index_queue, leads
from core.repositories.lead_lists import OPEN, documents_of

STATUS = {"confirm": "confirmed", "dismiss": "dismissed", "undo": "new"}
LONGEST_REASON = 1000


def reason_from(quick: str, words: str) -> str:
    """Return the reason from a chosen one and the person's own words; raise BadInput when there is none or it is too long."""
    reason = "；".join(part for part in (quick.strip(), " ".join(words.split())) if part)
    if not reason:
        raise BadInput("请选择或填写理由")
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"理由最多 {LONGEST_REASON} 字")
    return reason


def decide(connection: Connection, lead_id: str, *, action: str, reason: str, who: str, version: int) -> Lead:
    """Decide in this transaction; raise Conflict when the lead changed since it was shown, or is not in a state for this step."""
    if action not in STATUS:
        raise BadInput(f"action: {action!r} is none of {', '.join(STATUS)}")
    lead = leads.get(connection, lead_id)
    if lead.version == version and (lead.status in OPEN) == (action == "undo"):
        raise Conflict("线索尚未作出决定，无可撤销" if action == "undo" else "线索已有决定，须先撤销再重新决定")
    decided = leads.decide(connection, lead_id, status=STATUS[action], reason=reason, who=who, now=now(), version=version)
    index_queue.put(connection, documents_of(connection, lead_id))
    return decided
