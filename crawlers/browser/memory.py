"""How much memory the processes below this one take: the browser's, as the kernel counts them."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def memory_below(pid: int | None = None) -> int:
    """Return the bytes that all descendants of the process (default: this one) take; shared pages count by their share. 0 where the kernel does not tell."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.glob("[0-9]*"):
        parent = _parent(folder)
        if parent is not None:
            children[parent].append(int(folder.name))
    found, todo = 0, list(children[os.getpid() if pid is None else pid])
    while todo:
        child = todo.pop()
        found += _taken(_PROC / str(child))
        todo += children[child]
    return found


def _parent(folder: Path) -> int | None:
    try:
        return int((folder / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None  # it ended meanwhile


def _taken(folder: Path) -> int:
    try:
        for line in (folder / "smaps_rollup").read_text("ascii", "replace").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        return 0
    return 0
