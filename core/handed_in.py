"""Records that the bureau hands in by file: operators as registered, brands as their owners describe them. Frozen, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPermit:
    """A permit of an operator. `kind` as in `core.numbers`; `until`: its last day (ISO), empty for none."""

    kind: str
    number: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredOperator:
    """An operator as registered. `code`: 统一社会信用代码; `city`: first four digits of the authority's division; `as_of`: day of the export (ISO)."""

    code: str
    name: str
    status: str
    scope: str = ""
    permits: tuple[RegisteredPermit, ...] = ()
    city: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A registered brand. `classes`: of goods, as detectors name them; `own_shops`: names or hosts with authority; `guide_prices`: in yuan by kind of goods."""

    id: str
    name: str
    latin: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    own_shops: tuple[str, ...] = ()
    guide_prices: dict[str, float] = field(default_factory=dict)
