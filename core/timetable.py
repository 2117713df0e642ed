"""When a target is due: each visit a whole number of periods after the one before, so that planning twice plans the same visit."""

from __future__ import annotations

from datetime import datetime, timedelta


def first_visit(moment: datetime) -> datetime:
    """Return when a target that was never visited is due: now, to the minute, so that two planners mean the same visit."""
    return moment.replace(second=0, microsecond=0)


def next_visit(last: datetime, every: int) -> datetime:
    """Return when the target is due again that was due at `last` and is visited every `every` seconds."""
    return last + timedelta(seconds=every)


def visit_due(last: datetime | None, every: int, moment: datetime) -> datetime | None:
    """Return the visit that is due at the moment, None when the one before is fresh enough. Visits that were missed are not made up for."""
    if last is None:
        return first_visit(moment)
    missed = int((moment - last).total_seconds() // every)
    return last + timedelta(seconds=missed * every) if missed > 0 else None
