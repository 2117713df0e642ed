"""What all requests of one server share: settings, database, evidence; the index and the rulebook open when first asked for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from api.auth.passwords import Passwords
from api.auth.throttle import Throttle
from core.db import Database
from core.settings import Settings
from evidence.store import EvidenceStore
from search.base import Engine as Index

if TYPE_CHECKING:
    from detectors.engine import Engine as Detectors
    from detectors.measured import Measured


class House:
    """Opened at start, closed at the end. Safe to use from several threads."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings = settings
        self.database = database
        self.store = EvidenceStore(settings.evidence_folder)
        self.passwords = Passwords()
        self.throttle = Throttle()
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._detectors: Detectors | None = None

    def index(self) -> Index:
        """Return the index of the settings, opened once."""
        from search.open import open_engine

        with self._lock:
            if self._index is None:
                self._index = open_engine(self.settings)
            return self._index

    def detectors(self) -> Detectors:
        """Return the compiled rulebook with its law book; raises RuleError when a rule file is wrong."""
        from detectors.load import load_engine

        with self._lock:
            if self._detectors is None:
                self._detectors = load_engine()
            return self._detectors

    def measured(self) -> Measured:
        """Return how often the rules were right when that was last measured."""
        from detectors.load import load_measured

        return load_measured()

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
        self.database.close()
