"""The written task behind a target: no visit outside its time, its hosts and its hours of the day. Pure."""

from __future__ import annotations

from datetime import datetime
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from core.clock import BEIJING
from core.records import Target

OUTSIDE_WINDOW = "outside the crawl window"
NO_TASK = "no written task"
TASK_OVER = "the written task is over"


def why_not(target: Target, moment: datetime, *, require: bool) -> str:
    """Return why the target may not be visited now, an empty text when it may. `require`: a target without a whole written task is refused."""
    if target.valid_until is not None and target.valid_until <= moment:
        return f"{TASK_OVER}: valid until {target.valid_until.astimezone(BEIJING):%Y-%m-%d}"
    missing = [name for name in ("basis", "approved_by", "valid_until") if not getattr(target, name)]
    if missing and (require or any(getattr(target, name) for name in ("basis", "approved_by", "valid_until"))):
        return f"{NO_TASK}: {', '.join(missing)} missing"
    if not within_scope(target, target.url):
        return f"{NO_TASK}: its scope ({target.scope}) does not cover {target.url}"
    return ""


def why_not_now(target: Target, moment: datetime, *, require: bool) -> str:
    """Return why the target may not be visited at this moment: as `why_not`, and the hours of the day."""
    return why_not(target, moment, require=require) or ("" if in_window(target.window, moment) else f"{OUTSIDE_WINDOW} {target.window}")


def within_scope(target: Target, url: str) -> bool:
    """Return whether the address lies on a host that the task names ("*.shop.example" stands for all below); without a scope every host does."""
    if not target.scope:
        return True
    try:
        netloc = urlsplit(url).netloc.lower()
    except ValueError:
        return False
    host = netloc.rpartition(":")[0] or netloc
    return any(fnmatchcase(netloc, pattern) or fnmatchcase(host, pattern) for pattern in target.scope.split())


def in_window(window: str, moment: datetime) -> bool:
    """Return whether the moment lies in the hours of the day, "22:00-06:00" in Beijing; an empty window is always open."""
    if not window:
        return True
    begin, _, end = window.partition("-")
    clock = moment.astimezone(BEIJING).strftime("%H:%M")
    return begin <= clock < end if begin < end else clock >= begin or clock < end
