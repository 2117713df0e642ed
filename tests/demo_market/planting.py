"""Puts claims and traps into goods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from tests.demo_market.model import Goods, Plant
from tests.demo_market.words import lawful


def in_text(goods: Goods, plant: Plant) -> Goods:
    """Return the goods with the claim as a sentence of its description."""
    return replace(goods, body=(*goods.body[:1], f"{plant.sentence}。", *goods.body[1:]), plants=(*goods.plants, plant))


def in_title(goods: Goods, plant: Plant) -> Goods:
    """Return the goods with the claim in its title: after its name, or alone when the claim names the goods."""
    title = plant.sentence if goods.what in plant.sentence else f"{goods.title} {plant.sentence}"
    return replace(goods, title=title, plants=(*goods.plants, plant))


def with_traps(goods: Goods, rng: Random, pool: tuple[tuple[str, str], ...], number: int, used: set[str]) -> Goods:
    """Return the goods with lawful sentences that hold trigger words."""
    lines = [lawful.line(rng, pool, used) for _ in range(number)]
    return replace(goods, body=(*goods.body, *(f"{text}。" for _, text in lines)), traps=(*goods.traps, *(text for _, text in lines)))


def unique(items: Iterable[Goods]) -> list[Goods]:
    """Return the goods with numbers that are unlike each other."""
    return [replace(item, sku=f"{item.sku}{place}") for place, item in enumerate(items)]
