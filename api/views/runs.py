"""What a target's runs say: when it was last visited, when it is due, and whether that is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.records import Job, Target
from core.timetable import next_visit

GRACE = timedelta(minutes=15)  # a sweep comes every half minute; a queue of other jobs may take this long
SILENT = timedelta(minutes=5)  # a running job says every few seconds that it lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One row of the overview. `alarm`: what is wrong, in Chinese; empty when all is well."""

    target: Target
    last: Job | None
    next_due: datetime | None
    alarm: str


def run_of(target: Target, last: Job | None, done: Job | None, now: datetime) -> Run:
    """Return the row of a target from its newest job and its newest orderly one."""
    next_due = None
    if target.active and target.every:
        next_due = next_visit(last.due_at, target.every) if last and last.status != "due" else (last.due_at if last else now)
    return Run(target=target, last=last, next_due=next_due, alarm=_alarm(target, last, done, next_due, now) if target.active else "")


def _alarm(target: Target, last: Job | None, done: Job | None, next_due: datetime | None, now: datetime) -> str:
    if last and last.status == "failed":
        return "上次运行失败"
    if last and last.status == "running":
        beat = last.heartbeat_at or last.started_at or last.due_at
        return "运行中断：没有心跳" if now - beat > SILENT else ""
    if last and last.status == "due" and now - last.due_at > GRACE:
        return "已到时间而没有执行（工作进程未运行？）"
    if next_due and now - next_due > GRACE:
        return "逾期未运行（工作进程未运行？）"
    return "" if last or done else "从未运行"
