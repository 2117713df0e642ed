"""The custody log: who did what to which target or piece of evidence, when and why; each line covers the one before, so none can be taken out unseen."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import Connection, insert, select, text

from core.db.tables import custody
from core.records import CustodyEvent
from core.repositories.rows import record

_LOCK = 0x6375737464  # PostgreSQL's advisory lock: two writers must not follow the same line


def add(connection: Connection, *, at: datetime, who: str, action: str, subject: str, reason: str = "") -> None:
    """Append one line."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    last = connection.execute(select(custody.c.digest).order_by(custody.c.seq.desc()).limit(1)).scalar() or ""
    row = {"at": at, "who": who, "action": action, "subject": subject, "reason": reason, "previous": last}
    connection.execute(insert(custody), row | {"digest": line_digest(at, who, action, subject, reason, last)})


def of_subject(connection: Connection, subject: str, limit: int = 100) -> list[CustodyEvent]:
    """Return the newest lines about the subject, the newest first."""
    query = select(custody).where(custody.c.subject == subject).order_by(custody.c.seq.desc()).limit(limit)
    return [record(CustodyEvent, row) for row in connection.execute(query).mappings()]


def broken_at(connection: Connection) -> int | None:
    """Return the number of the first line that is not what was written, or that does not follow the one before; None when all do."""
    before = ""
    for row in connection.execute(select(custody).order_by(custody.c.seq)).mappings():
        line = record(CustodyEvent, row)
        if line.previous != before or line.digest != line_digest(line.at, line.who, line.action, line.subject, line.reason, before):
            return line.seq
        before = line.digest
    return None


def line_digest(at: datetime, who: str, action: str, subject: str, reason: str, previous: str) -> str:
    """Return the SHA-256 over the line and the one before, hex."""
    raw = json.dumps([at.isoformat(), who, action, subject, reason, previous], ensure_ascii=False)
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
