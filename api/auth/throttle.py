"""Slow down guessing: after some wrong passwords a name from an address, and an address as a whole, have to wait."""

from __future__ import annotations

import threading
from collections import OrderedDict

from api.errors import TooManyTries

WINDOW = 900.0  # seconds that a wrong try counts
BY_NAME = 5  # wrong tries of one name from one address
BY_ADDRESS = 50  # wrong tries of one address, whatever the name
BY_ALL = 100  # wrong tries of one name from anywhere: addresses can be made up behind a careless proxy
_MOST_KEYS = 10_000  # keys in memory: guessing with made-up names must not fill it


class Throttle:
    """Counts tries in memory: one server process, and a restart forgives. A try counts from its beginning, so that many at once are no way around."""

    def __init__(self) -> None:
        self._tries: OrderedDict[tuple[str, ...], list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, address: str, moment: float) -> None:
        """Count one try; raise TooManyTries, with the seconds to wait, when this name or address has to wait."""
        with self._lock:
            for key, most in _keys(name, address):
                recent = [at for at in self._tries.get(key, ()) if at > moment - WINDOW]
                if len(recent) >= most:
                    raise TooManyTries(int(recent[-most] + WINDOW - moment) + 1)
            for key, most in _keys(name, address):
                self._tries[key] = [*self._tries.pop(key, [])[1 - most :], moment]
            while len(self._tries) > _MOST_KEYS:
                self._tries.popitem(last=False)

    def right(self, name: str, address: str, moment: float) -> None:
        """The try that began at this moment was right: forget it, and the wrong ones of this name from this address."""
        with self._lock:
            for key, _ in _keys(name, address):
                tries = self._tries.get(key, [])
                if moment in tries:
                    tries.remove(moment)
            self._tries.pop(("both", name, address), None)


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    return (("both", name, address), BY_NAME), (("address", address), BY_ADDRESS), (("name", name), BY_ALL)
