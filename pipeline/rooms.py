"""The rooms of the house, opened once by the process that works in them."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from functools import cached_property

from core.db import Database, open_database
from core.errors import ConfigError
from core.settings import Settings
from detectors.engine import Engine as Detectors
from detectors.load import load_engine
from evidence.store import EvidenceStore
from pipeline.knowledge import Shelf
from search.base import Engine as Index
from search.open import open_engine


@dataclass(frozen=True)
class Rooms:
    """Database, evidence, detectors and index of one process. Detectors and index open when first used."""

    settings: Settings
    database: Database
    store: EvidenceStore

    @cached_property
    def detectors(self) -> Detectors:
        """The compiled rulebook. It lives as long as the process: the garbage collector need not look at it again and again."""
        engine = load_engine()
        gc.freeze()
        return engine

    @cached_property
    def shelf(self) -> Shelf:
        """The brand register."""
        return Shelf()

    @cached_property
    def index(self) -> Index:
        """The index."""
        return open_engine(self.settings)

    def close(self) -> None:
        """Give everything back."""
        if "index" in self.__dict__:
            self.index.close()
        self.database.close()


def open_rooms(settings: Settings) -> Rooms:
    """Open database and evidence; raise ConfigError when one cannot be used."""
    database = open_database(settings)
    try:
        settings.evidence_folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise ConfigError(f"TRADEWATCH_DATA: {settings.evidence_folder} cannot be made: {exc.strerror}") from exc
    return Rooms(settings=settings, database=database, store=EvidenceStore(settings.evidence_folder))


def process_name() -> str:
    """Return a name for this process that another one on this machine can test for being alive: host, pid, start time."""
    return f"{os.uname().nodename}:{os.getpid()}:{_start_time(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Return whether the named process ran on this machine and is gone; False where it cannot be known."""
    host, _, rest = owner.partition(":")
    pid, _, started = rest.partition(":")
    if host != os.uname().nodename or not pid.isdigit() or not started:
        return False
    return _start_time(int(pid)) != started


def _start_time(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as handle:  # noqa: PTH123 - a kernel file
            return handle.read().rpartition(")")[2].split()[19]
    except OSError:
        return "gone"
