"""What a wholly visited shop was handed in as (`needs["shop"]`), read strictly, for the checks on licences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import BadInput
from core.numbers import canonical, find_numbers
from core.records import Span
from detectors.check import Case
from detectors.checks._offers import Offer, offers_of

# the numbers of a business licence (营业执照): 统一社会信用代码, and the 15-digit number that old ones carry
BUSINESS = ("uscc", "reg_no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A number that the shop shows. `valid` and `why` as `core.numbers.check` gives them.

    `until`: the last day of its permit, where the page says one; `steps`: links between the home page and the number, None where nobody counted;
    `on_goods`: only pages of goods show it, so it may be the maker's.
    """

    kind: str
    value: str
    valid: bool | None
    why: str
    until: date | None = None
    steps: int | None = None
    on_goods: bool = False

    @property
    def is_placeholder(self) -> bool:
        """Whether it was never meant to be a number: masked, all the same digit, of a page template."""
        return self.valid is False and any(word in self.why for word in ("占位", "遮盖", "编造"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A picture of a licence, or a link to one. `state`: good, dead, unreadable, unknown; `holds`: kinds of the numbers that were read there."""

    what: str
    state: str
    steps: int | None
    why: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenShop:
    """The shop as its pages show it together. `links`: link marks to a licence; `offers`: None where nobody counted what it offers.

    `showing`: each picture and link by itself, where the visit followed them. `offered`: the goods that the visit saw.
    """

    operator: str
    licences: tuple[Shown, ...]
    exemption: str
    images: int
    links: int
    offers: int | None
    complete: bool
    same_licence: tuple[Mapping[str, Any], ...]
    showing: tuple[Showing, ...]
    offered: tuple[Offer, ...]


def seen_shop(case: Case) -> SeenShop | None:
    """Return the shop that was handed in, or None; raise BadInput when it is not of the agreed form."""
    given = case.document.needs.get("shop")
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise BadInput(f"needs.shop: wanted an object, got {type(given).__name__}")
    return SeenShop(
        operator=str(given.get("operator") or ""),
        licences=tuple(_shown(row) for row in given.get("licences") or ()),
        exemption=str(given.get("exemption") or ""),
        images=_count(given.get("images")),
        links=_count(given.get("links")),
        offers=None if given.get("offers") is None else _count(given["offers"]),
        complete=given.get("complete") is True,
        same_licence=tuple(given.get("same_licence") or ()),
        showing=tuple(_showing(row) for row in given.get("showing") or ()),
        offered=offers_of(given.get("offered") or ()),
    )


def _shown(row: Mapping[str, Any]) -> Shown:
    return Shown(
        kind=row["kind"],
        value=row["value"],
        valid=row.get("valid"),
        why=row.get("why") or "",
        until=day_in(row.get("until")),
        steps=row.get("steps"),
        on_goods=row.get("on_goods") is True,
    )


def _showing(row: Mapping[str, Any]) -> Showing:
    return Showing(what=row["what"], state=row["state"], steps=row.get("steps"), why=row.get("why") or "", holds=tuple(row.get("holds") or ()))


def _count(value: object) -> int:
    if isinstance(value, bool | int):
        return int(value)
    return len(value) if isinstance(value, list | tuple) else 0


def day_in(value: object) -> date | None:
    """Return the day that was handed in as ISO text, None for none; raise BadInput for anything else."""
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as exc:
        raise BadInput(f"needs: {value!r} is no day") from exc


def business_numbers(case: Case) -> Iterator[tuple[Shown, Span]]:
    """Yield every number of a business licence that stands in title or text, with its place."""
    return numbers_of(case, BUSINESS)


def numbers_of(case: Case, kinds: Collection[str]) -> Iterator[tuple[Shown, Span]]:
    """Yield every number of these kinds that stands in title or text, with its place."""
    for name, text in (("title", case.document.title), ("text", case.document.text)):
        for found in find_numbers(text):
            if found.kind in kinds:
                yield Shown(kind=found.kind, value=found.value, valid=found.valid, why=found.why), case.span(name, found.start, found.end)


def places_of(case: Case, kind: str, value: str) -> tuple[Span, ...]:
    """Return where this number stands in title and text, in whatever spelling; a number that nothing announces is looked for as it is."""
    wanted = canonical(kind, value)
    found = tuple(span for shown, span in numbers_of(case, (kind,)) if canonical(shown.kind, shown.value) == wanted)
    if found:
        return found
    fields = (("title", case.document.title), ("text", case.document.text))
    return tuple(case.span(name, text.index(value), text.index(value) + len(value)) for name, text in fields if value and value in text)
