"""Take targets out of a table: good rows are kept, each bad one is named with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.clock import now
from core.db import Database
from core.errors import BadInput
from core.ids import digest
from core.records import Target
from core.repositories import custody, targets
from core.target_form import target_of, web_address
from core.text import storable
from pipeline.targets.files import Row


@dataclass
class Taken:
    """What became of the rows. `bad`: number of the row, its address and the reason."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[tuple[int, str, str]] = field(default_factory=list)


def take(database: Database, rows: Iterable[Row], *, who: str, source: str) -> Taken:
    """Store the targets of the rows, each in a transaction of its own; a known address is changed, a second row of one address is bad."""
    taken = Taken()
    first: dict[str, int] = {}
    for number, fields in rows:
        try:
            target = _target(database, fields, first, number)
        except BadInput as exc:
            taken.bad.append((number, fields.get("url", "").strip()[:200], str(exc)))
            continue
        first[target.id] = number
        _keep(database, target, taken, who, f"{source}, row {number}")
    return taken


def _target(database: Database, fields: dict[str, str], first: dict[str, int], number: int) -> Target:
    fields = {name: storable(value) for name, value in fields.items()}
    ident = digest("target", web_address(fields.get("url", "").strip()))
    if ident in first:
        raise BadInput(f"网址：与第 {first[ident]} 行重复")
    with database.read() as connection:
        known = targets.find(connection, ident)
    return target_of(fields, now(), known=known, task=True)


def _keep(database: Database, target: Target, taken: Taken, who: str, source: str) -> None:
    with database.write() as connection:
        known = targets.find(connection, target.id)
        if known == target:
            taken.unchanged += 1
            return
        targets.put(connection, target)
        custody.add(connection, at=now(), who=who, action="target imported", subject=f"target {target.id}", reason=source)
        if target.robots == "override" and (known is None or known.robots != "override"):
            reason = f"{target.robots_reason} ({target.robots_by})"
            custody.add(connection, at=now(), who=who, action="robots override", subject=f"target {target.id}", reason=reason)
    if known is None:
        taken.added += 1
    else:
        taken.changed += 1
