"""The dice of one seed: each shop has its own, so that a new shop changes none of the others."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.demo_market.model import Identity, Plant
from tests.demo_market.words import names

DEFAULT_SEED = 20261124


@dataclass(frozen=True)
class World:
    """A seed and the port that all hosts answer at."""

    seed: int
    port: int

    def dice(self, key: str) -> Random:
        """Return the dice of this name, the same for the same seed."""
        return Random(f"{self.seed}/{key}")

    def identity(self, key: str, trade: str, *, form: str = "company") -> Identity:
        """Return who runs this shop."""
        return names.identity(self.dice(f"{key}/identity"), trade, form=form)


def found(plants: tuple[Plant, ...] | list[Plant]) -> list[dict[str, object]]:
    """Return plants as truth.json says them."""
    return [{"category": plant.category, "words": list(plant.words), "within": plant.sentence} for plant in plants]
