"""Templates of the market, with names of mark-up classes that another seed changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_LETTERS = "abcdefghijkmnpqrstuvwxyz"


def class_names(rng: Random) -> Callable[[str], str]:
    """Return a function from a role to a class name, the same for the same role."""
    known: dict[str, str] = {}

    def name(role: str) -> str:
        if role not in known:
            known[role] = "".join(rng.choice(_LETTERS) for _ in range(3)) + rng.choice(("-", "_", "")) + str(rng.randrange(10, 99))
        return known[role]

    return name


def render(template: str, **values: Any) -> bytes:
    """Return the page; a name that is not given is an error."""
    return _ENVIRONMENT.get_template(template).render(**values).encode()
