"""One row of the operator register: code, name, status, scope, permits with their last days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from core.errors import BadInput
from core.handed_in import RegisteredOperator, RegisteredPermit
from core.numbers import canonical, check, find_numbers
from core.text import storable

HEADINGS = {
    "统一社会信用代码": "code", "社会信用代码": "code", "信用代码": "code", "uscc": "code", "code": "code",
    "名称": "name", "企业名称": "name", "主体名称": "name", "name": "name",
    "登记状态": "status", "状态": "status", "经营状态": "status", "status": "status",
    "经营范围": "scope", "scope": "scope",
    "许可证": "permits", "许可": "permits", "许可信息": "permits", "permits": "permits",
}  # fmt: skip
_PARTS = re.compile(r"[;；|\n]+")
_DAY = re.compile(r"(20\d\d)\s?[-年./]\s?(\d{1,2})\s?[-月./]\s?(\d{1,2})\s?日?\s*$")


def operator_of(fields: dict[str, str], as_of: date) -> RegisteredOperator:
    """Return the operator of a row; raise BadInput naming the field that is wrong."""
    code = canonical("uscc", fields.get("code", ""))
    valid, why = check("uscc", code)
    if not valid:
        raise BadInput(f"code: {fields.get('code', '')[:40]!r}: {why}")
    for name in ("name", "status"):
        if not fields.get(name):
            raise BadInput(f"{name}: missing")
    return RegisteredOperator(
        code=code,
        name=storable(fields["name"]),
        status=storable(fields["status"])[:40],
        scope=storable(fields.get("scope", "")),
        permits=tuple(_permits(fields.get("permits", ""))),
        city=code[2:6],
        as_of=as_of.isoformat(),
    )


def _permits(cell: str) -> Iterator[RegisteredPermit]:
    """Read `JY14413020012345:2027-05-01; 药品经营许可证 粤DA752000123 2026-01-01`."""
    for part in filter(None, (piece.strip() for piece in _PARTS.split(cell))):
        day = _DAY.search(part)
        said = part[: day.start()].strip(" :：@,，至到") if day else part
        found = [number for number in find_numbers(said) if number.kind not in ("uscc", "reg_no")]
        if len(found) != 1:
            raise BadInput(f"permits: {part[:60]!r} holds {len(found)} permit numbers; wanted one, with its last day behind it")
        yield RegisteredPermit(kind=found[0].kind, number=canonical(found[0].kind, found[0].value), until=_iso(day, part))


def _iso(day: re.Match[str] | None, part: str) -> str:
    if day is None:
        return ""
    try:
        return date(*map(int, day.groups())).isoformat()
    except ValueError as exc:
        raise BadInput(f"permits: {part[:60]!r}: no such day") from exc
