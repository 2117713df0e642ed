"""From the words of a form or of a row to a target, each field checked; the reasons are for the people who wrote the row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from core.clock import BEIJING
from core.errors import BadInput
from core.ids import digest
from core.records import Target
from core.target_words import BROWSERS, CLASSES, FREQUENCIES, HEADINGS, RISKS, ROBOTS, STATES

LONGEST = {"url": 2000, "name": 200, "operator": 200, "area": 80, "basis": 500, "scope": 2000, "approved_by": 80, "robots_reason": 500, "robots_by": 80}
MOST_PAGES = 200_000
LONGEST_PERIOD = 366 * 86400
_WINDOW = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—至~]\s*([01]?\d|2[0-3]):([0-5]\d)")
_PERIOD = re.compile(r"(\d{1,5})\s*(秒|s|分钟|分|min|小时|时|h|天|日|d|周|星期|w)", re.IGNORECASE)
_UNITS = {"秒": 1, "s": 1, "分钟": 60, "分": 60, "min": 60, "小时": 3600, "时": 3600, "h": 3600, "天": 86400, "日": 86400, "d": 86400}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_HOST = re.compile(r"[\w.*-]+(?::\d{1,5})?", re.ASCII)
TASK = ("basis", "approved_by", "valid_until")


def target_of(fields: Mapping[str, str], moment: datetime, *, known: Target | None = None, task: bool = False) -> Target:
    """Return the target that the fields (names as in HEADINGS) say; raise BadInput naming field and reason in Chinese.

    `known`: what holds where a field is not there. `task`: the written task must be whole. Empty fields take the default.
    """
    said = {name: value.strip() for name, value in fields.items() if name in HEADINGS}
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            raise _bad(name, f"超过 {most} 个字符")
    url = web_address(said.get("url", known.url if known else ""))
    base = known or Target(id=digest("target", url), url=url)
    change: dict[str, Any] = {name: _READERS[name](said[name]) if name in _READERS else said[name] for name in said if name != "url"}
    target = replace(base, url=url, **change)
    _check_robots(target)
    if task:
        check_task(target, moment)
    return target


def check_task(target: Target, moment: datetime) -> None:
    """Raise BadInput unless the target's written task is whole and not over."""
    for name in TASK:
        if not getattr(target, name):
            raise _bad(name, "未填写；没有书面任务不得抓取")
    if target.valid_until is not None and target.valid_until <= moment:
        raise _bad("valid_until", "已过期")


def fields_of(target: Target) -> dict[str, str]:
    """Return the target in the words that `target_of` reads."""
    until = target.valid_until.astimezone(BEIJING).strftime("%Y-%m-%d") if target.valid_until else ""
    words = {
        "klass": CLASSES.get(target.klass, target.klass),
        "every": FREQUENCIES.get(target.every, f"{target.every} 秒"),
        "browser": BROWSERS[target.browser],
        "risk": RISKS[target.risk],
        "robots": ROBOTS[target.robots],
        "active": STATES["true" if target.active else "false"],
        "valid_until": until,
    }
    return {name: words.get(name, _plain(getattr(target, name))) for name in HEADINGS}


def web_address(text: str) -> str:
    """Return an http(s) address; raise BadInput."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not text or not good or any(char.isspace() or ord(char) < 32 for char in text):
        raise _bad("url", f"{text[:80]!r} 不是以 http:// 或 https:// 开头的网址" if text else "未填写")
    return text


def _plain(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _bad(name: str, why: str) -> BadInput:
    return BadInput(f"{HEADINGS[name]}：{why}")


def _one_of(name: str, table: Mapping[str, str], default: str) -> Any:
    words = {word: code for code, word in table.items()} | {code: code for code in table}

    def read(text: str) -> str:
        if not text:
            return default
        if text not in words:
            raise _bad(name, f"{text[:40]!r} 不在 {'、'.join(table.values())} 之中")
        return words[text]

    return read


def _period(text: str) -> int:
    words = {word.replace(" ", ""): seconds for seconds, word in FREQUENCIES.items()}
    plain = text.replace(" ", "")
    match = _PERIOD.fullmatch(plain)
    if not plain or plain in words:
        return words.get(plain, 0)
    seconds = int(plain) if plain.isdecimal() and len(plain) < 9 else int(match[1]) * _UNITS.get(match[2].lower(), 604800) if match else -1
    if not (seconds == 0 or 600 <= seconds <= LONGEST_PERIOD):
        raise _bad("every", f"{text[:40]!r} 应为 {'、'.join(FREQUENCIES.values())}，或 600 秒至 366 天（如 12 小时）")
    return seconds


def _number(name: str, least: int, most: int, default: int | None) -> Any:
    def read(text: str) -> int | None:
        if not text:
            return default
        plain = text.removesuffix(".0")
        if not plain.isdecimal() or len(plain) > 9 or not least <= int(plain) <= most:
            raise _bad(name, f"{text[:40]!r} 应为 {least} 至 {most} 的整数")
        return int(plain)

    return read


def _delay(text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 600:
        raise _bad("delay", f"{text[:40]!r} 应为 0 至 600 的秒数")
    return seconds


def _until(text: str) -> datetime | None:
    """The whole day counts: the task is over at the midnight that ends it, in Beijing."""
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise _bad("valid_until", f"{text[:40]!r} 不是日期（如 2026-12-31）")
    return datetime.combine(day, time(23, 59, 59), BEIJING).astimezone(UTC)


def _window(text: str) -> str:
    if not text:
        return ""
    match = _WINDOW.fullmatch(text)
    if match is None:
        raise _bad("window", f"{text[:40]!r} 应为北京时间的起止时刻（如 22:00-06:00）")
    return f"{int(match[1]):02}:{match[2]}-{int(match[3]):02}:{match[4]}"


def _scope(text: str) -> str:
    hosts = [part.lower() for part in re.split(r"[\s,，;；、]+", text) if part]
    wrong = next((host for host in hosts if not _HOST.fullmatch(host)), None)
    if wrong:
        raise _bad("scope", f"{wrong[:60]!r} 不是主机名（如 shop.example，多个以空格分开）")
    return " ".join(hosts)


def _check_robots(target: Target) -> None:
    if target.robots == "override" and not (target.robots_reason and target.robots_by):
        raise _bad("robots", "不遵守爬虫协议须写明理由和决定人")


_READERS: dict[str, Any] = {
    "klass": _one_of("klass", CLASSES, "shop"),
    "every": _period,
    "browser": _one_of("browser", BROWSERS, "auto"),
    "risk": _one_of("risk", RISKS, "medium"),
    "robots": _one_of("robots", ROBOTS, "obey"),
    "active": lambda text: _one_of("active", STATES, "true")(text) == "true",
    "max_pages": _number("max_pages", 1, MOST_PAGES, 500),
    "concurrency": _number("concurrency", 1, 64, None),
    "delay": _delay,
    "valid_until": _until,
    "window": _window,
    "scope": _scope,
}
