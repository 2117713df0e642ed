"""The operator register that was handed in (`needs["register"]`), read strictly, for the checks on licences.

{"as_of": "2026-11-20", "cities": ["4413"], "operators": {code: {"name", "status", "scope", "permits": [{"kind", "number", "until"}]}}}: `cities` are the
first four digits of the divisions that the register covers; a number of elsewhere is not unknown but not looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import BadInput
from core.numbers import canonical
from detectors.check import Case
from detectors.checks._shop import SeenShop, Shown, day_in


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPermit:
    """A permit that the register says the operator holds."""

    kind: str
    number: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the register says of one operator."""

    code: str
    name: str
    status: str
    scope: str
    permits: tuple[HeldPermit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The part of the register that was handed in."""

    as_of: str
    cities: frozenset[str]
    entries: Mapping[str, Entry]

    def covers(self, code: str) -> bool:
        """Return whether operators registered where this one is are in the register."""
        return code[2:6] in self.cities


def register_of(case: Case) -> Register | None:
    """Return the register that was handed in, or None; raise BadInput when it is not of the agreed form."""
    given = case.document.needs.get("register")
    if given is None:
        return None
    if not isinstance(given, Mapping) or not isinstance(given.get("operators"), Mapping):
        raise BadInput("needs.register: wanted an object with operators")
    operators = {str(code): _entry(str(code), row) for code, row in given["operators"].items()}
    return Register(as_of=str(given.get("as_of") or ""), cities=frozenset(map(str, given.get("cities") or ())), entries=operators)


def _entry(code: str, row: Mapping[str, Any]) -> Entry:
    permits = tuple(HeldPermit(kind=item["kind"], number=item["number"], until=day_in(item.get("until"))) for item in row.get("permits") or ())
    return Entry(code=code, name=row["name"], status=row.get("status") or "", scope=row.get("scope") or "", permits=permits)


def codes_of(shop: SeenShop) -> list[Shown]:
    """Return the codes that the shop shows and that can exist, each once."""
    return list({canonical(item.kind, item.value): item for item in shop.licences if item.kind == "uscc" and item.valid}.values())


def entries_of(case: Case, shop: SeenShop) -> list[Entry]:
    """Return what the register says of the shop's codes; empty where no register was handed in."""
    register = register_of(case)
    if register is None:
        return []
    found = (register.entries.get(canonical("uscc", item.value)) for item in codes_of(shop))
    return [entry for entry in found if entry is not None]
