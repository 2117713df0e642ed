"""The crawl's only way from a name to an address: each DNS answer passes the guard, and only answers that passed are connected to.

The HTTP client connects to the very addresses that come out here (no second look-up in between), so a name that changes its answer
between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapy.crawler import CrawlerProcess
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from core.errors import AddressRefused
from crawlers.guard import Guard, guard_of


@implementer(IHostnameResolver)
class GuardedResolver:
    """Asks the system's resolver and drops every answer that the guard refuses. `refused`: host to the last reason."""

    def __init__(self, guard: Guard, inner: Any, reactor: Any = None) -> None:
        self.guard = guard
        self.inner = inner
        self.reactor = reactor
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcess, reactor: ReactorBase) -> GuardedResolver:
        """Scrapy's constructor; the process, not the crawler, is handed in."""
        return cls(guard_of(crawler.settings["TRADEWATCH"]), reactor.nameResolver, reactor)

    def install_on_reactor(self) -> None:
        """Become the resolver of every connection of this process."""
        self.reactor.installNameResolver(self)
        self.reactor.tradewatch_resolver = self

    def resolveHostName(  # noqa: N802 - the interface's name
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """See IHostnameResolver."""
        self.refused.pop(hostName.lower(), None)
        receiver = _Sieve(self, resolutionReceiver, hostName, portNumber)
        return self.inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def passes(self, host: str, address: Any, port: int) -> bool:
        """Return whether this answer may be connected to; the reason of a refusal is kept."""
        try:
            self.guard.check_address(str(address.host), port)
        except AddressRefused as exc:
            self.refused[host.lower()] = f"DNS answer for {host}: {exc}"
            return False
        return True


@implementer(IResolutionReceiver)
class _Sieve:
    def __init__(self, resolver: GuardedResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver, self._receiver, self._host, self._port = resolver, receiver, host, port

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        if self._resolver.passes(self._host, address, self._port):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


def refusal(host: str) -> str:
    """Return why the guard refused every answer for this host when it was last looked up, or an empty text."""
    from twisted.internet import reactor

    resolver: GuardedResolver | None = getattr(reactor, "tradewatch_resolver", None)
    return resolver.refused.get(host.lower(), "") if resolver else ""
