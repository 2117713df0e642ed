"""What became of the rows of a register, said row by row and in one line at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.errors import BadInput
from pipeline.lines import emit


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How many rows were new, changed, the same and bad."""

    new: int
    changed: int
    same: int
    bad: int

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.new} new, {self.changed} changed, {self.same} unchanged, {self.bad} bad"


def report(answers: Iterable[dict[str, Any]]) -> Report:
    """Write each answer as a line of JSON and count them; raise BadInput when there was no row."""
    counted: Counter[str] = Counter()
    for answer in answers:
        emit(answer)
        counted[answer.get("done", "bad")] += 1
    if not counted:
        raise BadInput("no row under the headings")
    return Report(new=counted["new"], changed=counted["changed"], same=counted["same"], bad=counted["bad"])
