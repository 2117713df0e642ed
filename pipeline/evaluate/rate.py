"""A share with its uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

_Z = 1.96  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `total`."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """Hits by total; 0 where there is nothing to count."""
        return self.hits / max(1, self.total)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of Wilson (1927); None where there is nothing to count."""
        if not self.total:
            return None
        hits, total = self.hits, self.total
        middle = (hits + _Z * _Z / 2) / total
        half = _Z * math.sqrt(hits * (total - hits) / total + _Z * _Z / 4) / total
        scale = 1 + _Z * _Z / total
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def __str__(self) -> str:
        """As people read it: 19/20 = 0.950 [0.764, 0.991]."""
        between = "[-]" if self.interval is None else f"[{self.interval[0]:.3f}, {self.interval[1]:.3f}]"
        return f"{self.hits}/{self.total} = {self.share:.3f} {between}"

    def to_json(self) -> dict[str, Any]:
        """As programs read it."""
        return {"hits": self.hits, "total": self.total, "share": round(self.share, 4), "interval": self.interval and [round(edge, 4) for edge in self.interval]}


def rate(flags: list[bool]) -> Rate:
    """Return how many of these are true."""
    return Rate(sum(flags), len(flags))
