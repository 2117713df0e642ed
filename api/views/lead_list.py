"""The list of leads as a screen: what was asked for, and the choices with their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from api.views.links import with_query
from api.views.words import facet_word
from core.repositories.lead_lists import OPEN, LeadFilter

PER_PAGE = 50
_FIELDS = ("category", "severity", "confidence", "shop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One state of work: open, confirmed, dismissed, all."""

    label: str
    url: str
    count: int
    here: bool


def filter_from(status: list[str], category: list[str], severity: list[str], confidence: list[str], shop: list[str], text: str) -> LeadFilter:
    """Return the filter of an address. No status means: what waits for a decision; "all" means every status."""
    chosen = tuple(value for value in status if value)
    return LeadFilter(
        status=() if "all" in chosen else chosen or OPEN,
        category=tuple(filter(None, category)),
        severity=tuple(filter(None, severity)),
        confidence=tuple(filter(None, confidence)),
        shop=tuple(filter(None, shop)),
        text=text.strip()[:100],
    )


def address(wanted: LeadFilter, page: int = 1, status: tuple[str, ...] | None = None) -> str:
    """Return the address of this list, to be shared."""
    state = wanted.status if status is None else status
    shown = ["all"] if not state else [] if state == OPEN else state
    values = {name: getattr(wanted, name) for name in _FIELDS}
    return with_query("/leads", {"status": shown, "q": wanted.text, **values, "page": page if page > 1 else 0})


def tabs(wanted: LeadFilter, counted: list[tuple[str, int]]) -> list[Tab]:
    """Return the states of work with their numbers."""
    numbers = dict(counted)
    states = (("待处理", OPEN), ("再次出现", ("relapse",)), ("属实", ("confirmed",)), ("已排除", ("dismissed",)), ("全部", ()))
    return [
        Tab(label=label, url=address(wanted, status=state), count=sum(numbers.get(s, 0) for s in state or numbers), here=wanted.status == state)
        for label, state in states
    ]


def choices(wanted: LeadFilter, facets: dict[str, list[tuple[str, int]]], shop_names: dict[str, str]) -> dict[str, list[Choice]]:
    """Return each filter's values, the most frequent first; a chosen value stays even when nothing matches it."""
    result = {}
    for name in _FIELDS:
        chosen = getattr(wanted, name)
        # leads of unknown traders have no shop to choose
        counted = [pair for pair in facets[name] if pair[0]] + [(value, 0) for value in chosen if value not in dict(facets[name])]
        labels = {value: shop_names.get(value, value) if name == "shop" else facet_word(name, value) for value, _ in counted}
        result[name] = [Choice(value=value, label=labels[value], count=count, chosen=value in chosen) for value, count in counted]
    return result
