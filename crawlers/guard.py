"""The address guard: which addresses may be fetched. Pure; it is asked before a request, after each redirect and for each DNS answer."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.errors import AddressRefused
from core.settings import Settings
from crawlers.literals import IPAddress, carried, literal, plain_host

PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

# IANA special-purpose registries (RFC 6890 and later), what each is for
_SPECIAL = tuple(
    (ipaddress.ip_network(network), why)
    for network, why in (
        ("169.254.0.0/16", "link-local, where clouds keep their metadata"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("0.0.0.0/8", "unspecified"),
        ("127.0.0.0/8", "loopback"),
        ("10.0.0.0/8", "private"),
        ("172.16.0.0/12", "private"),
        ("192.168.0.0/16", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("198.18.0.0/15", "benchmarking"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("fc00::/7", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses everything that is not on the public net, unless a network (with a port or None for any) allows it."""

    allowed: tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, int | None], ...] = ()

    def check_url(self, url: str) -> None:
        """Raise AddressRefused for another scheme than http(s)/ws(s), an unreadable host, or a literal address that is refused.

        A host that is a name passes: its DNS answers are put to `check_address` when they are connected to.
        """
        host, port = host_and_port(url)
        address = literal(host)
        if address is not None:
            self.check_address(address, port)

    def check_address(self, address: IPAddress | str, port: int) -> None:
        """Raise AddressRefused, with the reason, when this address and port may not be connected to."""
        try:
            outer = ipaddress.ip_address(address.partition("%")[0]) if isinstance(address, str) else address
        except ValueError as exc:
            raise AddressRefused(f"{address!r}: no IP address") from exc
        inner = carried(outer)
        if self._allows(inner, port) or self._allows(outer, port):
            return
        for network, why in _SPECIAL:
            if inner in network or outer in network:
                raise AddressRefused(f"address {outer} refused: {why} ({network})")
        if isinstance(inner, ipaddress.IPv6Address) and inner not in _GLOBAL_V6:
            raise AddressRefused(f"address {outer} refused: outside the global unicast range {_GLOBAL_V6}")

    def _allows(self, address: IPAddress, port: int) -> bool:
        return any(address in network and wanted in (None, port) for network, wanted in self.allowed)


def host_and_port(url: str) -> tuple[str, int]:
    """Return the plain host and the port of an address; raise AddressRefused when it has another scheme or cannot be read the same way by all."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as exc:
        raise AddressRefused(f"{url!r}: no address: {exc}") from exc
    if parts.scheme not in PORTS:
        raise AddressRefused(f"{url!r}: scheme {parts.scheme!r} refused, wanted http or https")
    if not host:
        raise AddressRefused(f"{url!r}: no host")
    if "@" in parts.netloc or "\\" in url.partition("?")[0]:
        raise AddressRefused(f"{url!r}: refused: a user name or a backslash, which programs read differently")
    return plain_host(host), port or PORTS[parts.scheme]


def guard_of(settings: Settings) -> Guard:
    """Return the guard with the networks that the settings allow."""
    return Guard(settings.allowed)
