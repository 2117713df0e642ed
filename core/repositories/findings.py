"""Findings: what rules said of documents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from core.codec import from_json, to_json
from core.db.tables import findings
from core.errors import NotFound
from core.records import Finding, StoredFinding
from core.repositories.rows import upsert

_OF_CAPTURE = (
    select(findings).where(findings.c.capture_id == bindparam("capture")).order_by(findings.c.document_id, findings.c.rule, findings.c.id)
)  # asked for each page, and made once


def put(connection: Connection, stored: StoredFinding) -> None:
    """Store the finding; found again it keeps its first time and gets the newest capture."""
    row = {
        "id": stored.id,
        "document_kind": stored.document_kind,
        "document_id": stored.document_id,
        "shop_id": stored.shop_id,
        "capture_id": stored.capture_id,
        "found_at": stored.found_at,
        "rule": stored.finding.rule,
        "category": stored.finding.category,
        "lead_id": stored.lead_id,
        "finding": to_json(stored.finding),
    }
    upsert(connection, findings, [row], update=("capture_id", "lead_id", "finding"))


def _stored(row: Any) -> StoredFinding:
    plain = {key: row[key] for key in ("id", "document_kind", "document_id", "shop_id", "capture_id", "found_at", "lead_id")}
    return StoredFinding(**plain, finding=from_json(Finding, row["finding"]))


def of_document(connection: Connection, document_id: str) -> list[StoredFinding]:
    """Return the findings of a document."""
    query = select(findings).where(findings.c.document_id == document_id).order_by(findings.c.rule, findings.c.id)
    return [_stored(row) for row in connection.execute(query).mappings()]


def of_capture(connection: Connection, capture_id: str) -> list[StoredFinding]:
    """Return the findings that this capture was the last to show."""
    return [_stored(row) for row in connection.execute(_OF_CAPTURE, {"capture": capture_id}).mappings()]


def move(connection: Connection, finding_id: str, capture_id: str) -> None:
    """Say that this newer capture shows the finding too."""
    connection.execute(update(findings).where(findings.c.id == finding_id).values(capture_id=capture_id))


def page_of_lead(connection: Connection, lead_id: str, limit: int = 50, offset: int = 0) -> tuple[int, list[StoredFinding]]:
    """Return how many findings a lead groups, and one page of them, oldest first."""
    total = connection.execute(select(func.count()).select_from(findings).where(findings.c.lead_id == lead_id)).scalar_one()
    query = select(findings).where(findings.c.lead_id == lead_id).order_by(findings.c.found_at, findings.c.id).limit(limit).offset(offset)
    return total, [_stored(row) for row in connection.execute(query).mappings()]


def get(connection: Connection, finding_id: str) -> StoredFinding:
    """Return the finding; raise NotFound."""
    row = connection.execute(select(findings).where(findings.c.id == finding_id)).mappings().first()
    if row is None:
        raise NotFound(f"no finding {finding_id}")
    return _stored(row)
