"""Coverage: what is seen of each target, and what is not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from core.db.tables import captures, coverage, targets
from core.records import Coverage, Target
from core.repositories.rows import record, upsert, values


def put(connection: Connection, item: Coverage) -> None:
    """Store the record of the target."""
    upsert(connection, coverage, [values(item, coverage)])


def find(connection: Connection, target_id: str) -> Coverage | None:
    """Return the record of the target, None when it was never visited."""
    row = connection.execute(select(coverage).where(coverage.c.target_id == target_id)).mappings().first()
    return record(Coverage, row) if row else None


def pictures_allowed(connection: Connection, target: Target, budget: int) -> int:
    """Return how many pictures of a visit may be read: twice the budget for a target that was never seen whole, or whose operator is risky."""
    seen = find(connection, target.id)
    return budget * (2 if target.risk == "high" or seen is None or seen.last_complete is None else 1)


def all_targets(connection: Connection) -> list[tuple[Target, Coverage | None]]:
    """Return each target with what is seen of it, the ones that were never or longest not seen first."""
    known = {row["target_id"]: record(Coverage, row) for row in connection.execute(select(coverage)).mappings()}
    found = [record(Target, row) for row in connection.execute(select(targets).order_by(targets.c.area, targets.c.url)).mappings()]
    return sorted(((target, known.get(target.id)) for target in found), key=_seen)


def _seen(row: tuple[Target, Coverage | None]) -> tuple[bool, float]:
    seen: datetime | None = row[1].last_complete if row[1] else None
    return seen is not None, seen.timestamp() if seen else 0.0


def yields(connection: Connection, job_id: str) -> tuple[int, dict[str, float]]:
    """Return how many goods the job's pages show, and for each field the share of them that has it."""
    first = captures.c.page["listings"][0]
    shown = [captures.c.job_id == job_id, captures.c.kind == "page", captures.c.page["kind"].as_string() == "product"]
    fields = {name: func.coalesce(func.nullif(first[name].as_string(), ""), "") for name in ("title", "price", "seller", "description")}
    rows = connection.execute(select(*(column.label(name) for name, column in fields.items())).where(*shown)).all()
    if not rows:
        return 0, {}
    return len(rows), {name: round(sum(bool(row[number]) for row in rows) / len(rows), 3) for number, name in enumerate(fields)}
