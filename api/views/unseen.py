"""The list of what was not seen (未巡查清单): which targets nobody has looked at in time, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.views.cover_words import blocked_words
from core.records import Coverage, Target
from core.written_task import why_not

LATE = 1.5  # periods after which a target counts as not seen
LONGEST = timedelta(days=30)  # for targets without a schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """One target that was not seen as it should be. `why`: the reasons, in Chinese."""

    target: Target
    coverage: Coverage | None
    why: tuple[str, ...]


def unseen(rows: Iterable[tuple[Target, Coverage | None]], moment: datetime) -> list[Unseen]:
    """Return the targets that were not seen, with the reasons."""
    return [Unseen(target=target, coverage=seen, why=why) for target, seen in rows if (why := reasons(target, seen, moment))]


def reasons(target: Target, seen: Coverage | None, moment: datetime) -> tuple[str, ...]:
    """Return why the target does not count as seen; empty when it does."""
    found = [] if target.active else ["已停止监测"]
    task = why_not(target, moment, require=False)
    if task:
        found.append(blocked_words(task))
    if seen is None:
        return (*found, "从未巡查")
    if seen.blocked:
        found.append(f"无法访问：{blocked_words(seen.blocked)}")
    if seen.last_complete is None:
        found.append("从未完整巡查")
    elif moment - seen.last_complete > _patience(target):
        found.append("逾期未完整巡查")
    if seen.layout:
        found.append(f"页面结构变化，字段读不到：{seen.layout}")
    if seen.pictures_unread:
        found.append(f"{seen.pictures_unread} 张图片未识别")
    return tuple(found)


def _patience(target: Target) -> timedelta:
    return timedelta(seconds=target.every * LATE) if target.every else LONGEST


def by_area(rows: Iterable[tuple[Target, Coverage | None]], missing: Iterable[Unseen]) -> list[tuple[str, int, int]]:
    """Return (area, targets, of them not seen) per area, the worst first: the numbers behind the map."""
    every = Counter(target.area or "未注明地区" for target, _ in rows)
    lost = Counter(item.target.area or "未注明地区" for item in missing)
    return sorted(((area, number, lost[area]) for area, number in every.items()), key=lambda row: (-row[2], row[0]))
