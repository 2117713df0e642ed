"""Read a host the way browsers and resolvers do: as a name, or as an IP address in any of its spellings."""

from __future__ import annotations

import ipaddress
import unicodedata

from core.errors import AddressRefused

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_DOTS = str.maketrans("。．｡", "...")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def plain_host(host: str) -> str:
    """Return the host in lower-case ASCII: NFKC, ideographic full stops, IDNA, one trailing dot dropped; raise AddressRefused when it is none."""
    folded = unicodedata.normalize("NFKC", host.translate(_DOTS)).lower()
    if not folded or any(char in folded for char in "%\\/@?#<>^|\"'` ") or any(ord(char) < 33 for char in folded):
        raise AddressRefused(f"{host!r}: no host name")
    if ":" in folded:
        return folded
    try:
        ascii_host = folded.encode("idna").decode("ascii").lower()
    except UnicodeError as exc:
        raise AddressRefused(f"{host!r}: no host name: {exc}") from exc
    return ascii_host.removesuffix(".")


def literal(host: str) -> IPAddress | None:
    """Return the address that a plain host spells (127.1, 0x7f000001, 2130706433, 0177.0.0.1, ::1); None for a name.

    As the WHATWG URL standard: a host whose last label is a number is an IPv4 address or nothing; the latter raises AddressRefused.
    """
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host.partition("%")[0])
        except ValueError as exc:
            raise AddressRefused(f"{host!r}: no IPv6 address") from exc
    labels = host.split(".")
    if not _is_number(labels[-1]):
        return None
    parts = [_number(label, host) for label in labels]
    if len(parts) > 4 or any(part > 255 for part in parts[:-1]) or parts[-1] >= 256 ** (5 - len(parts)):
        raise AddressRefused(f"{host!r}: no IPv4 address")
    value = parts[-1] + sum(part << 8 * (3 - place) for place, part in enumerate(parts[:-1]))
    return ipaddress.IPv4Address(value)


def _is_number(label: str) -> bool:
    return label.isdigit() or (label.startswith("0x") and all(char in "0123456789abcdef" for char in label[2:]))


def _number(label: str, host: str) -> int:
    try:
        if label.startswith("0x"):
            return int(label[2:] or "0", 16)
        return int(label, 8) if len(label) > 1 and label.startswith("0") else int(label, 10)
    except ValueError as exc:
        raise AddressRefused(f"{host!r}: no IPv4 address") from exc


def carried(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 one carries (mapped, compatible, 6to4 RFC 3056, NAT64 RFC 6052), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and (address in _NAT64 or (address in _COMPATIBLE and int(address) > 0xFFFF)):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address
